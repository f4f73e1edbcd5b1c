"""docs/sources.md answers every sentence, and names only rules, commands and fields that there are."""

from __future__ import annotations

import re

import pytest

from data.protocol_files import shipped, shipped_names
from models.decide.interviews import FINDINGS
from models.history.details import DETAILS
from tests.source import ROOT
from tui.plain.about import KEEP, LOOK
from tui.plain.acts import ACTS, CHILD_ACTS

PAGE = (ROOT / "docs" / "sources.md").read_text("utf-8")
PROTOCOL_PAGE = (ROOT / "docs" / "protocol-files.md").read_text("utf-8")
HEAD, *PARTS = re.split(r"^## ", PAGE, flags=re.M)
SECTIONS = {re.search(r"\(protocol `([\w-]+)`\)", part).group(1): part for part in PARTS}
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.M)
PLANNED = set(re.findall(r"`nightdesk ([\w-]+)`", HEAD[HEAD.index("Planned") :]))
THERE = {*LOOK, *KEEP, *ACTS, *(f"child {name}" for name in CHILD_ACTS), "child"}
OF_FORMS = {"source", "by", "where", "present", "independent", "outcome", "attend", "placing", "where found"}
"""Fields that forms have besides a child's details and what interviews find."""


def words_in_code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("name", SECTIONS)
def test_sentences_are_numbered_without_gaps_and_none_is_unanswered(name):
    rows = ROW.findall(SECTIONS[name])
    assert [int(number) for number, _, _ in rows] == list(range(1, len(rows) + 1))
    assert all(answer.strip(" -.") for _, _, answer in rows)


def test_every_authority_whose_rules_come_with_nightdesk_has_its_part():
    assert set(SECTIONS) == set(shipped_names())


@pytest.mark.parametrize("name", SECTIONS)
def test_every_rule_named_is_one_of_that_protocol_and_every_rule_answers_a_sentence(name):
    ids = {rule.id for rule in shipped(name).rules}
    named = {word for word in words_in_code(SECTIONS[name]) if not word.startswith("nightdesk") and word != name}
    assert named == ids


def test_every_command_named_is_there_or_said_to_be_planned():
    named = set(re.findall(r"`nightdesk (child \w+|[\w-]+)", PAGE))
    assert named <= THERE | PLANNED


def test_what_is_there_is_not_called_planned():
    assert not PLANNED & THERE, "take it out of the line 'Planned, not there yet' of docs/sources.md"


@pytest.mark.parametrize("name", SECTIONS)
def test_every_field_named_is_on_a_form(name):
    protocol = shipped(name)
    known = {*DETAILS, *FINDINGS, *protocol.findings, *protocol.roles, *OF_FORMS}
    fields = re.findall(r"[Ff]ields? ((?:\*[\w-]+\*(?:, | and )?)+)", SECTIONS[name])
    named = {field for group in fields for field in re.findall(r"\*([\w-]+)\*", group)}
    roles = set(re.findall(r"[Rr]oles? \*([\w-]+)\*", SECTIONS[name])) - {"manager"}
    assert named <= known
    assert roles <= set(protocol.roles)
    assert named


FIELDS = r"((?:\*[\w-]+\*(?:, | and )?)+)"


@pytest.mark.parametrize("name", SECTIONS)
def test_a_field_called_the_childs_is_a_detail_and_one_of_the_interview_is_asked_there(name):
    asked = {*FINDINGS, *shipped(name).findings, "where", "present", "independent", "by", "reason"}
    for said, there in (
        (rf"Child's fields? {FIELDS}", set(DETAILS)),
        (rf"[Ff]ields? {FIELDS} of the interview", asked),
    ):
        named = {field for group in re.findall(said, SECTIONS[name]) for field in re.findall(r"\*([\w-]+)\*", group)}
        assert named <= there


def test_every_option_named_belongs_to_its_command():
    for command, option in re.findall(r"`nightdesk ([\w-]+) --([\w-]+)", PAGE):
        assert re.search(rf"\b{option}\b", ACTS[command].options), (command, option)


@pytest.mark.parametrize("name", SECTIONS)
def test_what_is_answered_by_practice_alone_is_printed_with_the_protocol(name):
    """Such rows answer nothing if the protocol's page is silent: there are at most as many as it has lines."""
    alone = [number for number, _, answer in ROW.findall(SECTIONS[name]) if answer.strip(" .") == "Practice"]
    assert len(alone) <= len(shipped(name).practice)


def test_every_example_of_a_rule_on_the_page_about_protocol_files_is_sound():
    from models.protocol.load import load_protocol

    blocks = re.findall(r"^```toml\n(.*?)^```", PROTOCOL_PAGE, re.M | re.S)
    head = next(block for block in blocks if block.startswith("name ="))
    rule = next(block for block in blocks if block.startswith("[[rule]]"))
    assert load_protocol(head + rule).rules
    for when in (block for block in blocks if block.startswith("when =")):
        changed = re.sub(r"^when = .*$", lambda _, line=when: line.strip(), rule, flags=re.M)
        assert load_protocol(head + changed).rules


def test_every_trigger_on_the_page_about_protocol_files_is_read():
    from models.protocol.load import load_protocol
    from models.protocol.rule import OWES, TRAITS

    head = 'name = "a"\ntitle = "a"\nauthority = "a"\ndocument = "a"\n'
    rest = '[[rule]]\nlabel = "a"\ntext = "a"\nsource = "a"\n'
    meeting = f'{rest}id = "meeting-24h"\nowes = "meeting"\nwhen = {{ meeting = "called" }}\n'
    triggers = re.findall(r"^\| `(\{ .+? \})` \|", PROTOCOL_PAGE, re.M)
    assert len(triggers) == 12
    for trigger in triggers:
        assert load_protocol(f'{head}{meeting}{rest}id = "b"\nowes = "meeting"\nwhen = {trigger}\n')
    assert all(f"`{word}`" in PROTOCOL_PAGE for word in (*OWES, *TRAITS))
