"""The lock: nothing with a name is left on the screen, alerts still count and ring, and what was typed is kept."""

from __future__ import annotations

from data.pin import pin_fits, pin_hash
from models.commands.episode import RecordFound
from screens.lock import Lock, pause_after
from tests.screens.golden import assert_golden, screen_text
from tests.screens.stage import SIZE, Place

PIN = pin_hash("4711", b"sixteen bytes ok")


async def test_the_locked_screen_has_counts_and_no_name(place: Place) -> None:
    place.away(place.child())
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        assert_golden(app, "lock")
        assert "Kayleigh" not in screen_text(app) and "Okafor" not in screen_text(app)
        await pilot.press("enter")
        assert app.screen is app.board


async def test_ten_quiet_minutes_lock_the_screen(place: Place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.last_key_at -= 599
        app.tick()
        assert not app.locked
        app.last_key_at -= 2
        app.tick()
        await pilot.pause()
        assert isinstance(app.screen, Lock)


async def test_a_key_puts_the_lock_off(place: Place) -> None:
    app = place.app()
    async with app.run_test(size=SIZE) as pilot:
        app.last_key_at -= 599
        await pilot.press("down")
        app.last_key_at -= 2
        app.tick()
        assert not app.locked


async def test_the_site_may_do_without_the_quiet_lock(place: Place) -> None:
    app = place.app(lock_minutes=0)
    async with app.run_test(size=SIZE):
        app.last_key_at -= 6000
        app.tick()
        assert not app.locked


async def test_only_the_pin_unlocks_where_one_is_set(place: Place) -> None:
    app = place.app(pin=PIN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", *"4712", "enter")
        assert app.locked
        assert "That is not the PIN" in screen_text(app)
        assert "4712" not in screen_text(app)
        await pilot.press("escape", "f1", "f9")
        assert isinstance(app.screen, Lock)
        await pilot.press(*"4711", "enter")
        assert not app.locked


async def test_after_wrong_pins_even_the_right_one_must_wait(place: Place, monkeypatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("screens.lock.monotonic", lambda: now[0])
    app = place.app(pin=PIN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        for _ in range(3):
            await pilot.press(*"4712", "enter")
        await pilot.press(*"4711", "enter")
        assert app.locked and "Wait 2 s" in screen_text(app)
        now[0] += 2
        await pilot.press(*"4711", "enter")
        assert not app.locked


def test_the_wait_doubles_up_to_a_minute() -> None:
    assert [pause_after(wrong) for wrong in range(10)] == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60]


async def test_a_new_alert_rings_once_and_on_the_locked_screen_too(place: Place, monkeypatch) -> None:
    episode = place.away(place.child())
    app = place.app(bell=True)
    other = place.session()
    rung: list[int] = []
    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(app, "bell", lambda: rung.append(1))
        await pilot.press("l")
        place.done(RecordFound, other, episode=episode, at="01:50", where="Piccadilly")
        app.poll()
        app.tick()
        app.tick()
        await pilot.pause()
        assert rung == [1]
        assert "1 alert waits" in screen_text(app)
        assert "Piccadilly" not in screen_text(app)


def test_a_pin_is_kept_as_a_hash_that_fits_only_it() -> None:
    assert "4711" not in PIN
    assert pin_fits("4711", PIN)
    assert not pin_fits("4712", PIN)
    assert not pin_fits("4711", "4711") and not pin_fits("", "")


async def test_only_what_the_sites_command_accepts_unlocks(place: Place, tmp_path) -> None:
    program = tmp_path / "unlock"
    program.write_text(f'#!/bin/sh\nread -r said; echo "$1" >> {tmp_path}/asked; [ "$said" = letmein ]\n')
    program.chmod(0o755)
    app = place.app(unlock=str(program))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", *"wrong", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.locked and "That is not right" in screen_text(app) and "wrong" not in screen_text(app)
        await pilot.press(*"letmein", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert not app.locked
    assert (tmp_path / "asked").read_text().split() == [place.desk.account.name] * 2


async def test_a_command_that_cannot_be_run_leaves_the_screen_locked_and_says_why(place: Place) -> None:
    app = place.app(unlock="/nowhere/unlock")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", *"letmein", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.locked and "cannot be run" in screen_text(app)


async def test_nothing_can_be_read_over_the_lock_by_any_key_or_size(place: Place) -> None:
    place.away(place.child())
    app = place.app(pin=PIN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.press("f9")
        for key in ("f1", "f2", "f3", "f4", "f7", "f8", "f10", "ctrl+s", "tab", "slash", "c", "o", "escape", "ctrl+l"):
            await pilot.press(key)
            assert app.locked and "Kayleigh" not in screen_text(app), key
        for size in ((40, 10), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.locked and "Kayleigh" not in screen_text(app), size
