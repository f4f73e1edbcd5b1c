"""The footer: the keys of this screen, whole words, never cut off at 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from screens.widgets.words_line import WordsLine

MOST = 7
"""More than these do not fit into 80 columns; Textual's own footer would lose the last without a sign."""

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "slash": "/",
    "question_mark": "?",
    "space": "Space",
    "tab": "Tab",
    "up": "Up",
    "down": "Down",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "Left",
    "right": "Right",
    "backspace": "Backspace",
    "delete": "Delete",
}


class KeyLine(WordsLine):
    """At most seven keys of the screen's bindings that ask to be shown, help first and quit last."""

    def on_mount(self) -> None:
        """Follow the bindings of the screen, now and whenever they change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.show_bindings())
        self.call_after_refresh(self.show_bindings)

    def on_resize(self) -> None:
        """More room, more words."""
        self.show_bindings()

    def show_bindings(self) -> None:
        """Show the keys as they are now."""
        if not self.is_attached:
            return
        shown = [a.binding for a in self.screen.active_bindings.values() if a.binding.show and a.enabled]
        self.say(key_words(shown, self.size.width or 80))


def key_name(key: str) -> str:
    """A key as it is written on keyboards and in the manual: `F2`, `Ctrl-S`, `Enter`, `o`."""
    key = key.split(",")[0]
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return "Ctrl-" + key[5:].upper()
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return key.removeprefix("upper_")


def key_words(bindings: Sequence[Binding], width: int) -> str:
    """The footer's text. Words are shortened, then left out from the middle, but never cut off at the end."""
    unique = {binding.action: binding for binding in bindings}.values()
    ordered = sorted(unique, key=_place)
    if len(ordered) > MOST:
        ordered = [*ordered[: MOST - 1], ordered[-1]]
    pairs = [(key_name(b.key_display or b.key), b.description) for b in ordered]
    for gap, short in (("  ", False), (" ", False), ("  ", True), (" ", True)):
        words = gap.join(f"{key} {_first(said) if short else said}".rstrip() for key, said in pairs)
        if len(words) + 1 <= width:
            return " " + words
    return key_words([*ordered[:-2], ordered[-1]], width) if len(ordered) > 1 else f" {pairs[0][0]}"


def _first(words: str) -> str:
    return words.split()[0] if words.split() else ""


def _place(binding: Binding) -> int:
    """Help first, leaving last; the others in the order the screen names them."""
    if binding.key == "f1":
        return 0
    return 2 if binding.key in ("f10", "escape") else 1
