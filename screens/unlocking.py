"""What it takes to unlock: nothing, the site's PIN, or what the site's command accepts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.configuration import Configuration
from data.pin import pin_fits
from data.unlock import UnlockCommand
from models.record import Record


class Unlocking(Record):
    """How a locked screen is unlocked, and the words for it."""

    fits: Callable[[str], bool] | None
    """None where nothing is asked for."""
    label: str
    words: str
    wrong: str
    slow: bool = False
    """It may take seconds, so it is not waited for in the loop that draws."""


NO_PIN = Unlocking(None, "", "No PIN is set: Enter unlocks. A PIN is set in the configuration.", "")


def unlocking_of(settings: Configuration, account: str) -> Unlocking:
    """What a site's settings ask of an account."""
    if settings.unlock:
        words = "Type your password and press Enter."
        return Unlocking(UnlockCommand(settings.unlock, account), "Password", words, "That is not right.", slow=True)
    if settings.pin:
        fits = partial(pin_fits, stored=settings.pin)
        return Unlocking(fits, "PIN", "Type the PIN and press Enter.", "That is not the PIN.")
    return NO_PIN
