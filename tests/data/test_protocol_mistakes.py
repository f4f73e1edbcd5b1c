"""A council's own protocol file: every mistake is named at once, in words, with its line."""

from __future__ import annotations

import pytest

from data.protocol_files import LARGEST, protocol_text, shipped_names, shipped_text
from models.protocol.load import Malformed, load_protocol
from tui.main import main

SOUND = """\
name = "ours"
title = "Our procedure"
authority = "Anyborough"
document = "Version 1"
office_close = "17:00"
[roles]
police = "Police"
[findings]
moves = "Moves"

[[rule]]
id = "police-told"
label = "police told"
text = "police told"
owes = "tell"
tell = ["police"]
when = { opened = ["missing"] }
source = "1.1"

[[rule]]
id = "meeting-24h"
label = "meeting: 24 h"
text = "meeting after 24 hours"
owes = "meeting"
when = { hours = 24, status = "missing" }
deadline = { working_days = 5 }
source = "1.2"
"""
MISTAKES = [
    # what is written, what is written instead, where, what is said
    ('name = "ours"', 'name = "Our own"', "line 1", "small letters"),
    ('title = "Our procedure"\n', "", "line 1", '"title" is missing'),
    ('document = "Version 1"', 'document = " "', "line 4", "blank"),
    ('office_close = "17:00"', 'office_close = "5 pm"', "line 5", 'a time like "17:00"'),
    ('office_close = "17:00"', 'ofice_close = "17:00"', "line 5", '"ofice_close" is not known'),
    ('office_close = "17:00"', 'risk_grades = "high, low', "line 5", "not TOML"),
    ('police = "Police"', "police = 101", "line 7, roles", "a text in quotes"),
    ('police = "Police"', '"the police" = "Police"', "line 7, roles", "small letters"),
    ('moves = "Moves"', 'moves = ""', "line 9, findings", "blank"),
    ('id = "police-told"\n', "", "line 11, rule number 1", '"id" is missing'),
    ('label = "police told"', 'label = "the police have all been told"', "line 13, rule police-told", "at most 24"),
    ('owes = "tell"', 'owes = "telling"', "line 15, rule police-told", "one of decision, lcs, tell"),
    ('tell = ["police"]', 'tell = ["army"]', "line 16, rule police-told", '"army" is not among [roles]'),
    ('tell = ["police"]\n', "", "line 11, rule police-told", "says whom"),
    ('tell = ["police"]', 'tell = ["police"]\nfor = ["tall"]', "line 17, rule police-told", '"tall" is not known'),
    ('tell = ["police"]', 'tell = ["police"]\nsoon = "an hour"', "line 17, rule police-told", 'a time span like "4h"'),
    ('tell = ["police"]', 'tell = ["police"]\ndead_line = 3', "line 17, rule police-told", '"dead_line" is not known'),
    ('when = { opened = ["missing"] }\n', "", "line 11, rule police-told", '"when" is missing'),
    ('opened = ["missing"]', 'opened = ["lost"]', "line 17, rule police-told", '"lost" is not known'),
    ('opened = ["missing"]', "opens = true", "line 17, rule police-told", '"when" needs one of: count'),
    ('opened = ["missing"]', "reported_again = false", "line 17, rule police-told", "can only be true"),
    ('opened = ["missing"]', 'risk = ["scarlet"]', "line 17, rule police-told", '"scarlet" is not among risk_grades'),
    ('opened = ["missing"]', 'meeting = "over"', "line 17, rule police-told", "one of called, held"),
    ('opened = ["missing"]', 'meeting = "called"', "line 17, rule police-told", "owes the meeting itself"),
    ('opened = ["missing"]', 'meeting = "held", under = ["mfh"]', "line 17, rule police-told", '"mfh" is not a rule'),
    ('source = "1.1"\n', "", "line 11, rule police-told", '"source" is missing'),
    ('id = "meeting-24h"', 'id = "police-told"', "line 20, rule police-told", "stands twice"),
    ("hours = 24", "hours = 0", "line 25, rule meeting-24h", "from 1 to"),
    ("hours = 24", 'hours = "24"', "line 25, rule meeting-24h", "a whole number"),
    ("hours = 24", "count = 3", "line 25, rule meeting-24h", '"days" is missing'),
    ('status = "missing"', 'status = "gone"', "line 25, rule meeting-24h", "missing, absence, away"),
    ("working_days = 5", "working_days = 5, hours = 3", "line 26, rule meeting-24h", "either { hours"),
    ("{ working_days = 5 }", '"soon"', "line 26, rule meeting-24h", "a table is wanted"),
    ('owes = "meeting"', 'owes = "decision"', "line 24, rule meeting-24h", "at a lapse only"),
    ('owes = "meeting"', 'owes = "write-up"', "line 24, rule meeting-24h", "after an interview"),
    ('owes = "meeting"', 'owes = "interview"', "line 24, rule meeting-24h", "owed on return"),
    ('tell = ["police"]', 'tell = ["police"]\nchair = "TM"', "line 17, rule police-told", "a rule that owes a meeting"),
    ('tell = ["police"]', 'tell = ["police"]\nstage = "1"', "line 17, rule police-told", "a rule that owes a meeting"),
    ("hours = 24", "hours = 24 }\nlater_chair = { from = 3, by = 'IRO'", "line 26, rule meeting-24h", "say who chairs"),
    ('tell = ["police"]', 'tell = ["police"]\nfor = ["own", "cola"]', "line 17, rule police-told", "no child is both"),
]


def mistakes(text: str) -> list[tuple[str, str]]:
    with pytest.raises(Malformed) as refused:
        load_protocol(text)
    return [(problem.field, problem.message) for problem in refused.value.problems]


def test_the_file_that_the_mistakes_are_made_in_is_sound():
    assert [rule.id for rule in load_protocol(SOUND).rules] == ["police-told", "meeting-24h"]


@pytest.mark.parametrize(("written", "instead", "where", "said"), MISTAKES)
def test_a_mistake_is_named_with_its_line_and_rule(written, instead, where, said):
    assert SOUND.count(written) >= 1
    found = mistakes(SOUND.replace(written, instead, 1))
    assert any(field == where and said in message for field, message in found), found


AGAIN = """
[[rule]]
id = "meeting-again"
label = "meeting: again"
text = "the same meeting"
owes = "meeting"
when = [{ risk = ["high"] }, { hours = 24, status = "missing" }]
deadline = { hours = 24 }
source = "1.3"
"""


def test_two_rules_that_contradict_each_other_are_named_together():
    (found,) = mistakes(SOUND + AGAIN)
    assert found[0] == "line 35, rule meeting-again"
    same = 'rule "meeting-24h" owes the same for the same reason within 5 working days'
    assert found[1] == f"{same}, this one within 24 hours"
    (found,) = mistakes(SOUND + AGAIN.replace("deadline = { hours = 24 }\n", ""))
    assert found[0] == "line 30, rule meeting-again" and "this one without a deadline" in found[1]


@pytest.mark.parametrize(
    "change",
    [
        ("{ hours = 24 }", "{ working_days = 5 }"),
        ("hours = 24, status", "hours = 48, status"),
        ('owes = "meeting"', 'owes = "briefing"'),
        ('source = "1.3"', 'source = "1.3"\nfor = ["cola"]'),
    ],
)
def test_rules_that_only_look_alike_do_not_contradict(change):
    assert load_protocol(SOUND.replace('owes = "meeting"', 'owes = "meeting"\nfor = ["own"]') + AGAIN.replace(*change))


def test_all_mistakes_are_named_at_once():
    text = SOUND
    for written, instead, _, _ in (MISTAKES[0], MISTAKES[3], MISTAKES[11], MISTAKES[27]):
        text = text.replace(written, instead, 1)
    assert {field.partition(",")[0] for field, _ in mistakes(text)} == {"line 1", "line 5", "line 15", "line 25"}


def test_a_file_without_rules_is_no_protocol():
    assert "at least one [[rule]]" in mistakes(SOUND[: SOUND.index("[[rule]]")])[0][1]


def test_a_file_that_is_not_there_or_not_text_or_too_large_is_refused_in_words(tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "large").write_bytes(b"#" * (LARGEST + 1))
    for name, words in (("none", "cannot read"), ("binary", "not UTF-8"), ("large", "too long")):
        with pytest.raises(Malformed, match=words):
            protocol_text(str(tmp_path / name))


# --- The command -------------------------------------------------------------------------------------------


def test_protocol_check_says_every_mistake_on_a_line_of_its_own_and_is_refused(tmp_path, capsys):
    path = tmp_path / "ours.toml"
    path.write_text(SOUND.replace("hours = 24", "hours = 0").replace('tell = ["police"]', 'tell = ["army"]'))
    assert main(["protocol", "check", str(path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert any("line 25, rule meeting-24h" in line for line in lines)
    assert any("line 16, rule police-told" in line and "army" in line for line in lines)


@pytest.mark.parametrize("name", [*shipped_names(), "template"])
def test_protocol_check_finds_nothing_wrong_with_a_copy_of_a_shipped_one(name, tmp_path, capsys):
    path = tmp_path / "ours.toml"
    path.write_text(shipped_text(name), "utf-8")
    assert main(["protocol", "check", str(path)]) == 0
    assert "no mistakes" in capsys.readouterr().out


@pytest.mark.parametrize("name", shipped_names())
def test_protocol_show_prints_every_rule_with_its_source_and_the_practice(name, capsys):
    assert main(["protocol", "show", name]) == 0
    page = capsys.readouterr().out
    protocol = load_protocol(shipped_text(name))
    for rule in protocol.rules:
        assert f"{rule.id}: {rule.text}" in page
        assert rule.source in page
    assert all(line in page for line in protocol.practice)


def test_protocol_text_prints_the_file_to_be_copied_and_the_commented_one_without_a_name(capsys):
    for words, name in (([], "template"), (["bury"], "bury")):
        assert main(["protocol", "text", *words]) == 0
        assert capsys.readouterr().out == shipped_text(name)
