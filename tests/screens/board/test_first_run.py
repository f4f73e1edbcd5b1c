"""The first run: by keys alone to a demonstration night, or to an empty register with a name."""

from __future__ import annotations

from pathlib import Path

from data.configuration import Configuration
from data.demo import make_demo
from data.desk import Desk
from models.worker import MANAGER
from screens.first_run import FirstRun
from tests.screens.golden import assert_golden, screen_text
from tests.screens.stage import NOW, SIZE, SetClock
from tui.app import NightdeskApp


class Making:
    """Makes a store in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder / "new", SetClock(NOW, 0)

    def empty(self) -> Desk:
        return Desk.open(self.folder, self.clock, create=True)

    def demo(self) -> Desk:
        return make_demo(self.folder, self.clock)


def first(folder: Path) -> NightdeskApp:
    return NightdeskApp(None, Configuration(), making=Making(folder))  # type: ignore[arg-type]


async def test_an_empty_register_begins_with_a_name_and_its_manager(tmp_path: Path) -> None:
    app = first(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, FirstRun)
        assert_golden(app, "first_run")
        await pilot.press("f2")
        assert "say your name" in screen_text(app)
        await pilot.press(*"J Okafor", "f2")
        await pilot.pause()
        assert app.screen is app.board
        assert (app.desk.worker.name, app.desk.worker.role) == ("J Okafor", MANAGER)
        assert not app.desk.training
    app.desk.close()


async def test_the_demonstration_says_training(tmp_path: Path) -> None:
    app = first(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert app.screen is app.board
        assert app.desk.training and "TRAINING" in screen_text(app)
    app.desk.close()


async def test_leaving_makes_nothing(tmp_path: Path) -> None:
    app = first(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
    assert app.return_code == 0
    assert not (tmp_path / "new").exists()
