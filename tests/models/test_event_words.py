"""Every event has words, so that no timeline shows a class's name."""

from __future__ import annotations

from datetime import date

import pytest

from models.events import EVENTS
from models.events.entry import Author, Entry
from models.events.words import entry_words, news_words, words_of
from tests.models.paper_desk import london

AT = london("2026-11-22 04:00")
SAMPLES = {"str": "some text", "bool": True, "datetime": AT, "datetime | None": AT, "date": date(2026, 11, 22)}
SAMPLES |= {"int": 3, "tuple[str, ...]": ("one", "two"), "dict[str, str]": {"address": "1 High St"}}


def sample(name: str, **fields):
    kind = EVENTS[name]
    return kind(**{field: SAMPLES[is_a] for field, is_a in kind.kinds().items()} | {"happened_at": AT} | fields)


def entry(event) -> Entry:
    by = Author("J Okafor", "duty worker", "jokafor")
    return Entry(7, "N1", london("2026-11-22 04:12"), by, "C1", type(event).__name__, {}, event)


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_has_words_of_its_own(name):
    words = words_of(sample(name))
    assert name not in words.whole
    assert words.done == words.done.strip() != ""
    assert "  " not in words.whole and not words.whole.endswith(",")


def test_news_names_the_worker_the_child_the_time_and_the_place():
    found = sample("Found", where="Piccadilly", by="")
    assert news_words(entry(found), "Kayleigh Barnes") == (
        "J Okafor recorded Kayleigh Barnes found at 04:00, at Piccadilly"
    )


def test_an_entry_from_a_newer_version_is_shown_and_said_to_be_unreadable():
    words = entry_words(entry(sample("Found")).but(type="DreamRecorded", event=None))
    assert words.done == "DreamRecorded" and "cannot read" in words.more
