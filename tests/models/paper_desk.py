"""A desk on paper: commands decided and folded as at the real desk, kept in memory, the clock set by hand."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from models import ids
from models.commands.base import Command
from models.commands.child import RegisterChild
from models.commands.duty import RecordInterview, RecordMeeting, RecordTold
from models.commands.episode import (
    AddReport,
    JudgeRisk,
    OpenEpisode,
    RecordFound,
    RecordReturn,
    SwitchStatus,
)
from models.decide import Decision, decide
from models.duties.clocks import Clock, clocks
from models.duties.duty import Duty
from models.duties.owed import duties
from models.duties.rulebook import Rulebook, one_protocol
from models.duties.windows import Count, counts
from models.events.base import Event
from models.events.entry import Entry, read_entry
from models.events.stored import to_data
from models.history.episode import Episode
from models.history.history import ChildHistory
from models.history.register import Register
from models.protocol.load import load_protocol
from models.times.zone import LONDON, UTC, iso
from models.worker import DUTY_WORKER, MANAGER, Worker

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "protocols"
BURY = (SHIPPED / "bury.toml").read_text("utf-8")
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
OKAFOR = Worker("jokafor", "J Okafor", DUTY_WORKER)
PATEL = Worker("rpatel", "R Patel", DUTY_WORKER)
LOWE = Worker("mlowe", "M Lowe", MANAGER)

HEAD = """
name = "test"
title = "Rules of a test"
authority = "Anyborough"
document = "written for this test"
[roles]
police = "Police"
sw = "Social worker"
"""


def london(text: str, fold: int = 0) -> datetime:
    """The instant of a London wall-clock time, `2026-11-22 22:30`; fold 1 is the second of two."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


def rules(*each: str) -> str:
    """A protocol of a few rules; each is the lines of its table without what every rule needs."""
    return HEAD + "".join(f'[[rule]]\nlabel = "rule"\ntext = "owed"\nsource = "here"\n{rule}\n' for rule in each)


class PaperShelf:
    """Entries by subject, in memory."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def entries_of(self, subject: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.subject == subject]

    def subjects(self) -> list[str]:
        return list(dict.fromkeys(entry.subject for entry in self.entries))

    live_subjects = subjects

    def entered_since(self, moment: datetime, kind: str = "") -> list[Entry]:
        return [each for each in self.entries if each.entered_at > moment and kind in ("", each.type)]

    def entered_after(self, seq: int, kind: str) -> list[Entry]:
        return [each for each in self.entries if each.seq > seq and each.type == kind]

    def let_go(self, subject: str) -> None:
        pass

    def subject_of(self, reference: str) -> str:
        found = (e.subject for e in self.entries if reference in (e.id, e.data.get("episode")))
        return next(found, "")


class PaperDesk:
    """One worker, one store in memory, one clock. Each act is entered when it happens, unless `now` is later."""

    def __init__(self, protocol: str | Rulebook = BURY, who: Worker = OKAFOR) -> None:
        self.rulebook = protocol if isinstance(protocol, Rulebook) else one_protocol(load_protocol(protocol))
        self.who, self.now = who, BEFORE
        self.shelf = PaperShelf()
        self.register = Register(self.shelf)
        self._keys = count(1)

    def decide(self, command: Command, who: Worker | None = None) -> Decision:
        """What comes of a command now; nothing is recorded."""
        return decide(self.register, command, who or self.who, self.now, self.rulebook)

    def do(self, kind: type[Command], /, who: Worker | None = None, **fields: Any) -> list[Entry]:
        """Decides and records a command; the test fails with the problems if there are any."""
        found = self.attempt(kind, who, **fields)
        assert isinstance(found, list), found
        return found

    def attempt(self, kind: type[Command], /, who: Worker | None = None, **fields: Any) -> list[Entry] | dict[str, str]:
        """The entries that a command made, or its problems by field."""
        command = kind(**{"key": f"key {next(self._keys)}", **_typed(fields)})
        decision = self.decide(command, who)
        if decision.problems:
            return {problem.field: problem.message for problem in decision.problems}
        named = (
            (subject, event, ids.derived(ids.ENTRY, command.key, n))
            for n, (subject, event) in enumerate(decision.events)
        )
        return [self.enter(event, subject, who, entry_id) for subject, event, entry_id in named]

    def refused(self, kind: type[Command], /, who: Worker | None = None, **fields: Any) -> dict[str, str]:
        """The problems of a command by field; the test fails if it is accepted."""
        decision = self.decide(kind(**{"key": f"key {next(self._keys)}", **_typed(fields)}), who)
        assert decision.problems and not decision.events
        assert all(problem.message.strip() for problem in decision.problems)
        return {problem.field: problem.message for problem in decision.problems}

    def enter(self, event: Event, subject: str, who: Worker | None = None, entry_id: str = "") -> Entry:
        """Keeps an event as the ledger would: written as plain data, read back."""
        seq, by = len(self.shelf.entries) + 1, who or self.who
        author = {"name": by.name, "role": by.role, "account": by.account}
        kind = type(event)
        entry_id = entry_id or ids.derived(ids.ENTRY, f"entry {seq}", 0)
        entry = read_entry(seq, entry_id, iso(self.now), author, subject, kind.__name__, kind.version, to_data(event))
        self.shelf.entries.append(entry)
        self.register.forget(subject)
        return entry

    def child(self, **details: str) -> str:
        """Registers a child, looked after unless `legal` says otherwise."""
        given = {"surname": "Barnes", "forename": "Kayleigh", "dob": "2011-06-01", "legal": "looked-after"}
        return self.do(RegisterChild, details={**given, **details})[0].subject

    def open(self, child: str, since: datetime | str, status: str = "missing", **fields: Any) -> str:
        """Opens an episode; its id."""
        self._go_on(since)
        given = {"child": child, "status": status, "since": since, "source": "carer", **fields}
        made = self.do(OpenEpisode, **given)
        return str(made[0].data["episode"])

    def been(self, child: str, since: datetime, returned: datetime, status: str = "missing", **fields: Any) -> str:
        """A whole episode, entered at the return."""
        self._go_on(returned)
        return self.open(child, since, status, returned=returned, **fields)

    def switch(self, episode: str, to: str, at: datetime | str, **fields: Any) -> None:
        self._act(SwitchStatus, episode, at, to=to, **{"reason": "carer rang", **fields})

    def found(self, episode: str, at: datetime, where: str = "Piccadilly") -> None:
        self._act(RecordFound, episode, at, where=where)

    def back(self, episode: str, at: datetime | str, **fields: Any) -> None:
        self._act(RecordReturn, episode, at, **fields)

    def told(self, episode: str, role: str, at: datetime) -> None:
        self._act(RecordTold, episode, at, role=role, how="telephone")

    def report(self, episode: str, at: datetime) -> None:
        self._act(AddReport, episode, at, source="carer", text="still away")

    def risk(self, episode: str, grade: str, at: datetime | str, **fields: Any) -> None:
        self._act(JudgeRisk, episode, at, grade=grade, **fields)

    def interview(self, episode: str, step: str, at: datetime | str, **fields: Any) -> None:
        self._act(RecordInterview, episode, at, step=step, **fields)

    def meeting(self, episode: str, step: str, at: datetime, *rule_ids: str, **fields: Any) -> None:
        self._act(RecordMeeting, episode, at, step=step, rules=rule_ids, **fields)

    def act(self, kind: type[Command], /, episode: str, at: datetime | str, **fields: Any) -> list[Entry]:
        """Any other act on an episode, entered when it happens."""
        return self._act(kind, episode, at, **fields)

    def history(self, child: str, as_of: datetime | None = None, known_at: datetime | None = None) -> ChildHistory:
        found = self.register.at(as_of, known_at).child(child) if as_of or known_at else self.register.child(child)
        assert found
        return found

    def episode(self, episode: str) -> Episode:
        found = self.register.episode(episode)
        assert found
        return found

    def duties(self, child: str, now: datetime | None = None) -> tuple[Duty, ...]:
        return duties(self.history(child), self.rulebook, now or self.now)

    def owed(self, child: str, now: datetime | None = None) -> list[str]:
        """The ids of the rules by which something is owed, in order of name."""
        return sorted(duty.rule.id for duty in self.duties(child, now) if duty.is_owed)

    def all(self, episode: str, rule: str, now: datetime | None = None) -> list[Duty]:
        """Every duty of one rule on one episode, by the instant at which it arose."""
        found = self.duties(self.episode(episode).child, now)
        return [duty for duty in found if duty.rule.id == rule and episode in duty.episodes]

    def duty(self, episode: str, rule: str, now: datetime | None = None) -> Duty:
        """The one duty of a rule on an episode."""
        (found,) = self.all(episode, rule, now)
        return found

    def clocks(self, episode: str, now: datetime | None = None) -> dict[str, Clock]:
        """The clocks of an episode by rule; the newest where a rule has several."""
        child, now = self.episode(episode).child, now or self.now
        found = clocks(self.history(child), self.duties(child, now), self.rulebook, now)
        return {clock.rule: clock for clock in found[episode]}

    def count(self, child: str, rule: str, now: datetime | None = None) -> Count:
        now = now or self.now
        found = counts(self.history(child), self.rulebook, now)
        return next(count for count in found if count.rule == rule)

    def _act(self, kind: type[Command], /, episode: str, at: datetime | str, **fields: Any) -> list[Entry]:
        self._go_on(at)
        return self.do(kind, episode=episode, at=at, **fields)

    def _go_on(self, at: datetime | str) -> None:
        if isinstance(at, datetime):
            self.now = max(self.now, at)


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: iso(value) if isinstance(value, datetime) else value for name, value in fields.items()}
