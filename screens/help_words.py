"""What help says of a screen before its keys: its title, and what is worth knowing at three in the morning."""

from __future__ import annotations

from textual.screen import Screen

from models.record import Record


class HelpWords(Record):
    """The title, after `keys of`, and lines of at most 78 cells."""

    title: str
    lines: tuple[str, ...] = ()


COUNTDOWNS = (
    "What is owed stands before any countdown. Times carry their units: 5h44m is",
    "hours and minutes, 19m58s minutes and seconds, 1 wd a working day, - is late.",
    "LAPSED waits for your decision. Arrow keys and PgDn show more of this page.",
)

FORM = HelpWords(
    "a form",
    (
        "Enter, Tab and the arrows move on and never save; F2 saves. What you type is",
        "kept as a draft at every key, also when the line drops.",
        "",
        "A time: 2240 or 22:40 is the last one past, and what it was read as stands",
        "beside it. Also: now, 2h ago, 20m ago, yesterday 1900, sat 0130, 21/11 22:30,",
        "about 2200. A limit or review lies ahead: 01:00 is the next, 2h runs from now.",
        "A choice: Left, Right, or its first letter.",
        "What is wrong is shown under its field; the rest stays as you typed it.",
    ),
)
FIND = HelpWords(
    "find",
    (
        "Type what the caller says: a name as it sounds, either way round, 12/3/10,",
        "about 14, a police log or LCS number, a telephone, a home, an address.",
        "Up and Down choose, Enter opens the call card. Nobody found: Ctrl-N registers",
        "the child with what you typed.",
    ),
)
CARD = HelpWords(
    "the call card",
    (
        "What the police ask, in their order. A gap says so in words: Enter fills it",
        "while you talk, n goes to the next one. The numbers 1 to 5 turn the pages.",
    ),
)

WORDS = {
    "Board": HelpWords("the home screen", COUNTDOWNS),
    "EpisodeDetail": HelpWords("one episode in detail", COUNTDOWNS),
    "Duties": HelpWords("everything owed", COUNTDOWNS),
    "ActForm": FORM,
    "FindScreen": FIND,
    "CallCard": CARD,
    "HandoverScreen": HelpWords("the handover"),
    "AcknowledgeItems": HelpWords("the items of a signed handover"),
    "Apart": HelpWords("entries that belong to no episode"),
    "OutboxScreen": HelpWords("the outbox", ("Nothing is sent without a key of yours.",)),
    "LetterPage": HelpWords("a letter", ("You see what would go. Nothing is sent without a key of yours.",)),
    "EditLetter": HelpWords("a letter to change"),
    "Differences": HelpWords(
        "police times that differ from ours", ("No time of ours changes unless you say so, one by one.",)
    ),
    "LookingBack": HelpWords(
        "looking back", ("What was known at an earlier moment. It stands still; nothing can be entered.",)
    ),
    "DraftOffer": HelpWords("what was typed and NOT recorded"),
    "FiguresPage": HelpWords("the figures of the year"),
    "OnCall": HelpWords("the on-call card"),
    "FirstRun": HelpWords("the first start"),
}
"""By the screen's class; the keys themselves come from its bindings."""


def words_of(screen: Screen[object]) -> HelpWords:
    """What help says of this screen, or of what it is a kind of."""
    kinds = (kind.__name__ for kind in type(screen).__mro__)
    return next((WORDS[name] for name in kinds if name in WORDS), HelpWords("this screen"))
