"""What people type: times, dates of birth, a search, a command sent to the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from data.find.query import MOST_TERMS, read_query
from models.times.birth_dates import parse_date
from models.times.parse import parse_any, parse_next, parse_past
from models.times.reading import Reading, Unread
from models.times.words import reading_back
from models.times.zone import local_date
from tests.fuzz.target import Target, as_text, is_harmless
from tui.door import Closed, _check, _split

NOWS = tuple(
    datetime.fromisoformat(text).replace(tzinfo=UTC)
    for text in ("2026-11-22T22:10:07", "2026-10-25T00:59:59", "2026-10-25T01:30:00", "2026-03-29T00:59:59",
                 "2028-02-29T12:00")
)  # fmt: skip
"""A usual night, both nights on which the clocks change, and a leap day."""
NEAR = timedelta(hours=25)


def attack_times(data: bytes) -> None:
    """A time is read or refused in words; what is read is said back, and means the same when that is typed."""
    now, text = NOWS[data[0] % len(NOWS)] if data else NOWS[0], as_text(data[1:])
    for parse in (parse_past, parse_next, parse_any):
        found = parse(text, now)
        if isinstance(found, Unread):
            assert found.message and is_harmless(found.message), found.message
            assert all(reading.at.tzinfo for reading in found.readings)
            continue
        assert isinstance(found, Reading) and found.at.tzinfo is not None
        words = reading_back(found, now)
        assert is_harmless(words)
        if parse is parse_any or (found.at <= now) is (parse is parse_next):
            continue  # a time on the other side than is asked for: its year is the one that fits there
        again = parse(words.rpartition(", ")[0], now)
        assert isinstance(again, Reading) and abs(again.at - found.at) < timedelta(minutes=1), (text, words, again)
    born = parse_date(text, local_date(now))
    assert isinstance(born, Unread) or 1900 <= born.year <= local_date(now).year


def attack_find(data: bytes) -> None:
    """A search is never more than a few terms, and nothing in it is a pattern or a command."""
    query = read_query(as_text(data), 2026)
    assert len(query.terms) <= MOST_TERMS
    assert all(is_harmless(term.text) for term in query.terms)


def attack_door(data: bytes) -> None:
    """A command that is sent to the door is split into words or closed; a store, a clock, a file is never let in."""
    try:
        words = _split(as_text(data))
        _check(words)
    except Closed as why:
        assert str(why)
        return
    first = next((word for word in words if not word.startswith("-")), "")
    assert first not in ("import", "backup", "repair", "demo", "watch", "copy", "sh")
    assert not {word.partition("=")[0] for word in words} & {"--store", "--config", "--clock", "--door"}, words


def _plain(attack: Callable[[bytes], None]) -> Callable[[], Callable[[bytes], None]]:
    return lambda: attack


_TIMES = (
    "2240", "22:40", "2h ago", "-2h", "yesterday 2315", "sat 0130 bst", "21/11/2026 22:40", "about 2200", "now", "90m",
    "2026-11-22T22:40:00+01:00", "sun 0130 gmt", "last night 23.15", "tomorrow 1400", "10pm", "noon", "midnight",
    "12/3/10", "12 mar 2010", "120310", "Sun 22 Nov 20:30 GMT", "in 2h", "fri 13 nov 0900", "1/1/99",
)  # fmt: skip

TARGETS = (
    Target("times", "typed times and dates of birth", _plain(attack_times), [b"\0" + each.encode() for each in _TIMES],
           ("models.times",)),
    Target("find", "the text of a search", _plain(attack_find),
           [b"kayleigh", b"O'Neill siobhan 12/3/10", b"about 14 ash house", b"L104417", "Łukasz".encode()],
           ("data.find", "models.names")),
    Target("door", "a command sent to the door of SSH", _plain(attack_door),
           [b"board --json", b"find 'kay \"b\"'", b"nightdesk show X", b"--store /tmp board",
            b"board --clock=1", b"import x y"],
           ("tui.door", "tui.plain.options", "shlex")),
)  # fmt: skip
