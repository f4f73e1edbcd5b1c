"""Forms over a disk that refuses: plain words, nothing typed lost, and never recorded twice."""

from __future__ import annotations

import errno
import os

import pytest

from data.outcome import Receipt
from models.events.child import NoteAdded
from screens.forms.acts import ACTS
from screens.forms.drafts import waiting_drafts
from screens.forms.form import ActForm
from screens.forms.scene import case_of
from tests.screens.forms.stage import Clock, Stage, away, child, made_desk, settled
from tests.screens.golden import screen_text


class BadDisk(Clock):
    """Refuses to sync the files whose names end so."""

    refuses: str = ""
    error = errno.EIO

    def fdatasync(self, fd: int) -> None:
        if self.refuses and os.readlink(f"/proc/self/fd/{fd}").endswith(self.refuses):
            raise OSError(self.error, os.strerror(self.error))
        super().fdatasync(fd)


@pytest.fixture
def disk(monkeypatch):
    monkeypatch.setattr("tests.screens.forms.stage.Clock", BadDisk)


@pytest.fixture
def desk(disk, tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


def notes_on(desk, episode: str) -> list[str]:
    return [event.text for _, event in desk.register.history_of(episode).each(NoteAdded)]


@pytest.mark.parametrize(
    ("refuses", "error", "words"),
    [
        (".jsonl", errno.EIO, "NOT RECORDED"),
        (".jsonl", errno.ENOSPC, "the disk is full"),
        ("HEAD", errno.EIO, "NOT CERTAIN"),
    ],
)
async def test_a_refusing_disk_is_told_in_words_and_f2_tries_again(desk, refuses, error, words):
    episode = away(desk, child(desk))
    form = ActForm(ACTS["note"], case_of(desk, episode), prefill={"text": "the carer rang"})
    app = Stage(desk, form)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        desk.io.refuses, desk.io.error = refuses, error
        await pilot.press("f2")
        await settled(pilot)
        said = " ".join(screen_text(app).split())
        assert words in said
        assert "Press F2" in said
        assert len(waiting_drafts(desk)) == 1
        desk.io.refuses = ""
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.answers[0], Receipt)
    assert notes_on(desk, episode) == ["the carer rang"]
    assert waiting_drafts(desk) == []
