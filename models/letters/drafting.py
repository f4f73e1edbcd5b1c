"""Which letters are owed at a moment, and their drafts.

A rule that owes "tell" asks for one letter to each role that has not been told; a rule that owes a briefing for one
to all who are briefed; and who works with the child by day learns in the morning of each episode of the night. What
several rules ask to be told to one person about one episode stands in one letter: sending it meets them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.duties.case import Case
from models.duties.duty import Duty
from models.events.duty import PersonTold
from models.letters.facts import few_facts, full_facts
from models.letters.letter import BRIEFING, TOLD, Letter, Reader
from models.letters.readers import BRIEFED, BY_MOUTH, MORNING, NEED_LITTLE, reader
from models.protocol.rule import Protocol
from models.record import Record
from models.text import one_line
from models.training import TRAINING
from models.worker import Worker

IN_THE_MORNING = "morning"
"""How the ids of letters begin that no duty asks for."""


class Writer(Record):
    """From whom letters come, and under which rules."""

    worker: Worker
    authority: str
    protocol: Protocol
    training: bool
    began: datetime
    """When the night began: what happened since is told in the morning."""


def letters_of(cases: Iterable[Case], writer: Writer) -> list[Letter]:
    """Every letter that waits, in the order of the cases; what can wait for the morning comes last."""
    found = [letter for case in cases if not case.episode.voided for letter in _of_case(case, writer)]
    return sorted(found, key=lambda letter: letter.id.startswith(IN_THE_MORNING))


def _of_case(case: Case, writer: Writer) -> Iterator[Letter]:
    own = [duty for duty in case.owed if duty.episode == case.episode.id]
    asked: dict[str, list[Duty]] = {}
    for duty in own:
        if duty.rule.owes == "tell":
            for role in duty.outstanding:
                asked.setdefault(role, []).append(duty)
    for role, duties in asked.items():
        if role not in BY_MOUTH:
            yield _letter(case, writer, f"{duties[0].id}/{role}", TOLD, (role,), duties)
    for duty in own:
        if duty.rule.owes == "briefing":
            roles = duty.rule.tell or tuple(role for role in BRIEFED if role in writer.protocol.roles) or BRIEFED
            yield _letter(case, writer, f"{duty.id}/briefing", BRIEFING, roles, [duty])
    for role in _morning_roles(case, writer):
        if role not in asked:
            yield _letter(case, writer, f"{IN_THE_MORNING}/{case.episode.id}/{role}", TOLD, (role,), [])


def _morning_roles(case: Case, writer: Writer) -> Iterator[str]:
    """Who works with the child by day and has not heard since the night began; nobody does where no case is open."""
    episode = case.episode
    turns = [episode.since, *(spell.start for spell in episode.spells), *filter(None, [episode.ended_at])]
    tonight = any(turn >= writer.began for turn in turns)
    if not tonight or episode.afterwards or not {"open", "own"} <= case.child.traits:
        return
    told = {event.role for entry, event in episode.each(PersonTold) if entry.happened_at >= writer.began}
    yield from (role for role in MORNING if role in writer.protocol.roles and role not in told)


def _letter(case: Case, writer: Writer, id: str, kind: str, roles: tuple[str, ...], duties: list[Duty]) -> Letter:
    readers = tuple(reader(role, case.child, writer.protocol) for role in roles)
    about = ", ".join(dict.fromkeys(duty.rule.label for duty in duties)) or "morning alert"
    return Letter(
        id=id,
        kind=kind,
        episode=case.episode.id,
        child=case.child.id,
        readers=readers,
        about=about,
        subject=_subject(case, writer, about),
        body=_body(case, writer, readers, duties),
        signature=f"{writer.worker.name}, {writer.worker.role}, Emergency Duty Team, {writer.authority}",
        caution=_caution(case),
    )


def _subject(case: Case, writer: Writer, about: str) -> str:
    """Initials and number only; `re` what, in the rule's own short words."""
    lcs = one_line(case.child.detail("lcs"))
    who = f"{case.child.initials or 'child'} {f'LCS {lcs}' if lcs else f'Nightdesk {case.child.id}'}"
    training = "TRAINING " if writer.training else ""
    return f"{training}{who}: {about}, episode {case.episode.id}"


def _body(case: Case, writer: Writer, readers: tuple[Reader, ...], duties: list[Duty]) -> str:
    roles = {each.role for each in readers}
    facts = few_facts(case) if roles <= NEED_LITTLE else full_facts(case)
    lines = [
        *([TRAINING, ""] if writer.training else []),
        f"To: {'; '.join(each.words for each in readers)}",
        "",
        *_why(duties),
        "",
        *facts,
        "",
        "Please answer by telephone to the Emergency Duty Team at night, to the allocated team by day.",
    ]
    return "\n".join(lines)


def _why(duties: list[Duty]) -> Iterator[str]:
    """Why this reader hears of it, and which sentence asks for that."""
    if not duties:
        yield "For your information in the morning: this happened in the night, and no LCS alert may have reached you."
    for duty in duties:
        yield f"Our procedure asks: {duty.rule.text}."
        yield f"Because: {', '.join(duty.whys)} ({duty.rule.source})."


def _caution(case: Case) -> str:
    found = [
        f"MUST NOT BE TOLD: {one_line(told)}" if (told := case.child.detail("not_to_be_told")) else "",
        "The address is CONFIDENTIAL: it is left out; make sure that no words below tell it"
        if case.child.detail("confidential")
        else "",
    ]
    return ". ".join(each for each in found if each)
