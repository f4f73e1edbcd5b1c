"""The printed protocol: a manager reads it beside the procedure, so every key of the file stands there in words."""

from __future__ import annotations

import pytest

from data.protocol_files import protocol_text, shipped, shipped_names
from models.protocol.load import load_protocol
from models.protocol.rule import TRAITS
from tui.plain.protocol_page import CHILDREN, page

MEETING = """
name = "test"
title = "t"
authority = "a"
document = "d"
office_close = "16:30"
[roles]
sw = "Social worker"
[[rule]]
id = "meeting-24h"
label = "meeting"
text = "a meeting"
owes = "meeting"
when = { hours = 24, status = "away" }
for = ["looked-after", "cola"]
deadline = { working_days = 5 }
soon = "2d"
by = "one"
by_for = [{ for = ["phoenix"], by = "another" }]
chair = "first"
later_chair = { from = 3, by = "later", for = ["looked-after"] }
attend = ["Police", "Health"]
stage = "2"
met_by = "called"
source = "s"
[[rule]]
id = "told"
label = "told"
text = "somebody told"
owes = "tell"
tell = ["sw"]
when = { opened = ["missing"] }
source = "s"
"""


def test_every_key_of_a_rule_is_said_in_words():
    said = list(page(load_protocol(MEETING)))
    start = said.index("meeting-24h: a meeting")
    assert said[start + 1 : start + 13] == [
        "  when: away for 24 hours",
        "  for: children who are looked after and placed here by another authority",
        "  deadline: 5 working days after it arose, at office close (16:30)",
        "  warning: from 2 days before",
        "  by: one",
        "  by, for children with a Phoenix worker: another",
        "  chair: first",
        "  chair, from meeting number 3 on, for children who are looked after: later",
        "  stage: 2",
        "  attend: Police, Health",
        "  met: once the meeting has been called",
        "  source: s",
    ]
    assert "  tell: Social worker" in said


def test_every_trait_has_words():
    assert CHILDREN.keys() == set(TRAITS)


@pytest.mark.parametrize("name", shipped_names())
def test_no_page_speaks_in_the_words_of_the_file(name):
    said = [line for line in page(shipped(name)) if line.startswith(("  for:", "  by", "  tell", "  chair"))]
    words = set(TRAITS) - {"any", "home", "open", "own"}
    assert [line for line in said if words & set(line.replace(",", " ").replace(":", " ").split())] == []


@pytest.mark.parametrize("name", shipped_names())
def test_what_the_interview_asks_and_the_grades_are_on_the_page(name):
    protocol, said = load_protocol(protocol_text(name)), "\n".join(page(shipped(name)))
    for text in (*protocol.findings.values(), "Own words", *protocol.risk_grades, *protocol.police_grades):
        assert text in said
