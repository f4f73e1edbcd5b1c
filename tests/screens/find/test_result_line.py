"""What a line of find says of a child, from the index alone."""

from __future__ import annotations

import pytest

from models.commands.episode import RecordFound
from screens.find.find import FindScreen
from tests.screens.forms.stage import Stage, away, child, done, made_desk, settled
from tests.screens.golden import screen_text


@pytest.fixture
def desk(tmp_path):
    desk = made_desk(tmp_path)
    yield desk
    desk.close()


async def test_who_is_away_now_stands_first_with_how_long_and_no_history_is_read(desk, monkeypatch):
    kids = [child(desk, "Sam", f"Ash{letter}") for letter in "abcd"]
    away(desk, kids[3], since="2030")
    done(desk, RecordFound(key=desk.new_key(), episode=away(desk, kids[2]), at="0200", where="library"))
    desk.found("a")
    app = Stage(desk, screen := FindScreen())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(type(desk.register), "child", None)
            screen.box.take_letters("sam")
        await settled(pilot)
        assert [one.id for one in screen.box.found[:2]] == [kids[3], kids[2]]
        lines = screen_text(app).splitlines()
        assert "MISSING 5h44m" in next(line for line in lines if "Ashd" in line)
        assert "FOUND, NOT BACK" in next(line for line in lines if "Ashc" in line)
        assert "MISSING" not in next(line for line in lines if "Asha" in line)


@pytest.mark.parametrize(("typed", "said"), [("ash house", ""), ("14/2/2012", ""), ("bry-771", "police log: BRY-771")])
async def test_a_reason_is_said_only_where_the_line_does_not_show_it(desk, typed, said):
    kid = child(desk, "Sam", "Ashe", dob="14/2/2012")
    away(desk, kid, police_log="BRY-771")
    app = Stage(desk, screen := FindScreen(typed))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert [one.id for one in screen.box.found] == [kid]
        assert screen.box.found[0].reason() == said
