"""Drafts: what was typed is still there after a fault."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from data.drafts import DraftNotKept, Drafts
from tests.data.ledger.desk import FaultyIo, made

VALUES = {"since": "2240", "source": "O'Neill \u2028 \ud800", "places": ["Ash House"]}


@pytest.fixture
def io() -> FaultyIo:
    return FaultyIo()


@pytest.fixture
def drafts(tmp_path: Path, io: FaultyIo) -> Drafts:
    made(tmp_path).close()
    return Drafts(tmp_path, io)


def test_a_draft_is_there_when_asked_for_again(drafts: Drafts, tmp_path: Path) -> None:
    drafts.save("jokafor", "open-episode", VALUES)
    found = Drafts(tmp_path, FaultyIo()).load("jokafor", "open-episode")
    assert found is not None and found.values == VALUES and found.at == "2026-11-22T02:14:07Z"


def test_the_last_save_counts_and_a_discarded_draft_is_gone(drafts: Drafts) -> None:
    drafts.save("jokafor", "open-episode", {"since": "22"})
    drafts.save("jokafor", "open-episode", {"since": "2240"})
    found = drafts.load("jokafor", "open-episode")
    assert found is not None and found.values == {"since": "2240"}
    drafts.discard("jokafor", "open-episode")
    drafts.discard("jokafor", "open-episode")
    assert drafts.load("jokafor", "open-episode") is None


def test_each_account_sees_its_own(drafts: Drafts, io: FaultyIo) -> None:
    drafts.save("jokafor", "switch", {"to": "missing"}, about="episode-1")
    io.at = io.at.replace(hour=1)
    drafts.save("jokafor", "switch", {"to": "absence"}, about="episode-2")
    drafts.save("mnovak", "switch", {"to": "missing"})
    assert [draft.about for draft in drafts.of_account("jokafor")] == ["episode-2", "episode-1"]
    assert drafts.load("jokafor", "switch") is None and drafts.load("mnovak", "switch") is not None
    assert drafts.of_account("nobody") == []


def test_file_names_hold_no_personal_data_and_the_group_may_read(drafts: Drafts, tmp_path: Path) -> None:
    drafts.save("jokafor", "open-episode", VALUES, about="child Kayleigh")
    (path,) = (tmp_path / "drafts").iterdir()
    assert path.name.startswith("open-episode-") and path.stat().st_mode & 0o777 == 0o660
    assert "jokafor" not in path.name and "Kayleigh" not in path.name


def test_a_torn_file_is_no_draft_and_stops_nothing(drafts: Drafts, tmp_path: Path) -> None:
    drafts.save("jokafor", "open-episode", VALUES)
    (path,) = (tmp_path / "drafts").iterdir()
    for content in (b"", path.read_bytes()[:-9], b"[]", b"\xff", b"{}"):
        path.write_bytes(content)
        assert drafts.load("jokafor", "open-episode") is None and drafts.of_account("jokafor") == []
    drafts.save("jokafor", "open-episode", VALUES)
    assert drafts.load("jokafor", "open-episode") is not None


@pytest.mark.parametrize("call", ["open", "pwrite", "fdatasync"])
def test_a_save_that_fails_says_so_and_the_draft_before_it_stays(
    drafts: Drafts, tmp_path: Path, io: FaultyIo, call: str
) -> None:
    drafts.save("jokafor", "open-episode", {"since": "22"})
    io.fail(call, error=errno.ENOSPC)
    with pytest.raises(DraftNotKept, match="No space left"):
        drafts.save("jokafor", "open-episode", {"since": "2240"})
    found = drafts.load("jokafor", "open-episode")
    assert found is not None and found.values == {"since": "22"}
    assert len(os.listdir(tmp_path / "drafts")) == 1


def test_a_short_write_is_continued(drafts: Drafts, io: FaultyIo) -> None:
    io.short = 7
    drafts.save("jokafor", "open-episode", VALUES)
    assert drafts.load("jokafor", "open-episode") is not None


def test_what_json_cannot_keep_is_refused(drafts: Drafts) -> None:
    with pytest.raises(DraftNotKept):
        drafts.save("jokafor", "open-episode", {"since": object()})


@pytest.mark.parametrize("form", ["../LOCK", "", "open episode", "a/b"])
def test_a_forms_name_cannot_leave_the_folder(drafts: Drafts, form: str) -> None:
    with pytest.raises(ValueError, match="form"):
        drafts.save("jokafor", form, {})
