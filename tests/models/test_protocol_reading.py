"""Reading a protocol: whatever the text, a protocol that works or every mistake in words with its line."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.duties.case import cases_of
from models.duties.rulebook import one_protocol
from models.protocol.load import Malformed, load_protocol
from models.protocol.rule import Protocol
from tests.models.paper_desk import BURY, SHIPPED, PaperDesk, london, rules

ONE = rules('id = "one"\nowes = "meeting"\nwhen = { hours = 24 }')
TEXTS = [path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.toml"))]
PIECES = [
    '"', "'", "[", "]", "{", "}", "=", "\n", "#", ",", ".", "[[rule]]\n", "[roles]\n", "when = ", "{ count = 3 }", "[]",
    "true", "false", "0", "-1", "99999999999", "1e9", "nan", "2026-11-22", "02:14:07", '"missing"', '"\\u001b[31m"',
    '"\\u2028"', "\u2028", "\x85", '""', '" "', "hours = 24", "deadline = { working_days = 1 }", "9" * 5000, "[" * 50,
]  # fmt: skip


def mistakes(text: str) -> list[tuple[str, str]]:
    with pytest.raises(Malformed) as refused:
        load_protocol(text)
    return [(problem.field, problem.message) for problem in refused.value.problems]


def changed(text: str, change: random.Random) -> str:
    """A text with a few slips: pieces taken out, put in, swapped and doubled."""
    for _ in range(change.randint(1, 3)):
        at, upto = sorted(change.randrange(len(text) + 1) for _ in range(2))
        upto = min(upto, at + change.choice([1, 2, 10, 60]))
        piece = change.choice([*PIECES, "", text[at:upto] * 2, text[at:upto][::-1]])
        text = text[:at] + piece + text[upto:]
    lines = text.split("\n")
    if change.random() < 0.3:
        change.shuffle(lines)
    return "\n".join(lines)


@settings(max_examples=60)
@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False))
def test_any_change_to_a_shipped_protocol_gives_one_that_works_or_its_mistakes(text, change):
    try:
        protocol = load_protocol(changed(text, change))
    except Malformed as refused:
        assert refused.problems
        assert all(problem.field and problem.message for problem in refused.problems)
        return
    works(protocol)


@settings(max_examples=60)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_is_no_protocol_and_says_so(text):
    assert mistakes(text)


def works(protocol: Protocol) -> None:
    """A night by these rules: nothing is raised, and the highest grade is there."""
    desk = PaperDesk(one_protocol(protocol))
    child, start = desk.child(), london("2026-11-20 20:00")
    episode = desk.open(child, start, risk=protocol.risk_grades[-1])
    desk.back(episode, start + timedelta(hours=30))
    (case,) = cases_of(desk.history(child), desk.rulebook, start + timedelta(days=4))
    assert case.clocks is not None
    assert all("\n" not in rule.label and "\x1b" not in rule.label for rule in protocol.rules)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: re.search(r'name = "([\w-]+)"', text)[1])
def test_every_shipped_protocol_works(text):
    works(load_protocol(text))


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("when = { hours = 24 }", "when = { opened = [] }", "rather than empty"),
        ("when = { hours = 24 }", "when = { risk = [] }", "rather than empty"),
        ("when = { hours = 24 }", "when = { count = 3, days = 28, statuses = [] }", "rather than empty"),
        ("when = { hours = 24 }", "when = { hours = 24 }\nfor = []", "rather than empty"),
        ("when = { hours = 24 }", 'when = { hours = 24 }\nattend = [" "]', "list of texts"),
        ("when = { hours = 24 }", "when = []", '"when" is missing'),
        ('label = "rule"', 'label = "ru\\nle"', "one line"),
        ('label = "rule"', 'label = "\\u001b[31m"', "cannot be shown"),
        ('source = "here"', 'source = "\\u202ehere"', "cannot be shown"),
    ],
)
def test_what_would_make_a_rule_silently_weaker_is_a_mistake(written, instead, said):
    found = mistakes(ONE.replace(written, instead))
    assert any(said in message for _, message in found), found


@pytest.mark.parametrize("grades", ["[]", '""', '[""]', "3"])
def test_a_protocol_has_at_least_one_risk_grade(grades):
    found = mistakes(ONE.replace("[roles]", f"risk_grades = {grades}\n[roles]", 1))
    assert found[0][0] == "line 6"


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a = " + "9" * 5_000, "a = {" * 5_000])
def test_text_that_the_reader_of_toml_chokes_on_is_refused_in_words(text):
    ((_, message),) = mistakes(text)
    assert message.startswith("not TOML")


def test_headings_with_blanks_and_comments_and_odd_line_ends_keep_the_line_numbers_right():
    text = ONE.replace("[[rule]]", "[[ rule ]]  # the only one").replace("document = ", "# a\u2028b\ndocument = ")
    text = text.replace("hours = 24", "hours = 0")
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "hours" in each)
    assert mistakes(text)[0][0] == f"line {line}, rule one"
    assert mistakes(text.replace("\n", "\r\n"))[0][0] == f"line {line}, rule one"


def test_a_rule_without_deadline_has_none_and_one_with_hours_has_hours():
    protocol = load_protocol(BURY)
    meeting, interview = protocol.rule("meeting-24h"), protocol.rule("interview-72h")
    assert meeting and meeting.deadline is None
    assert interview and interview.deadline and interview.deadline.hours == 72
