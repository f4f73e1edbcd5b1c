"""Which rules hold when: the protocols an authority has chosen, one after the other, and its working days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from models.history.daytime import UNKNOWN, Daytime
from models.protocol.rule import Protocol, Rule, When
from models.record import Record, Remembering, once
from models.times.working_days import WorkingDays
from models.times.zone import END

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
NO_CLOSURES = WorkingDays()


class Period(Record):
    """A protocol and the moment from which it holds."""

    since: datetime
    protocol: Protocol


Version = tuple[datetime, datetime, Protocol, Rule]
"""A rule as one protocol words it, after the times from which and before which that protocol holds."""
Versions = tuple[Version, ...]
"""One rule, oldest wording first."""
Foreseen = tuple[Rule, tuple[tuple[int, When], ...]]
"""A rule and the triggers that a clock shows before they are met, with a number that equal triggers share."""


class Rulebook(Remembering):
    """The protocols by the time from which each holds, the days on which the office is open, what counts rest on."""

    periods: tuple[Period, ...]
    days: WorkingDays = NO_CLOSURES
    daytime: Daytime = UNKNOWN
    """How far the episodes of the daytime are known: what rules count says so (D19)."""

    def current(self, now: datetime) -> Protocol:
        """The protocol in force."""
        if self.periods[-1].since <= now:
            return self.periods[-1].protocol
        holding = [period.protocol for period in self.periods if period.since <= now]
        return holding[-1] if holding else self.periods[0].protocol

    def spans(self) -> Iterator[tuple[datetime, datetime, Protocol]]:
        """Each protocol with the time from which and before which it holds; the first holds from the beginning."""
        ends = [*(period.since for period in self.periods[1:]), END]
        for place, (period, end) in enumerate(zip(self.periods, ends, strict=True)):
            yield (period.since if place else BEGINNING), end, period.protocol

    @once
    def versions(self) -> tuple[Versions, ...]:
        """Every rule in all its versions: one that stands in the next protocol too goes on there."""
        found: dict[tuple[str, str], list[Version]] = {}
        for since, until, protocol in self.spans():
            for rule in protocol.rules:
                found.setdefault((rule.id, rule.owes), []).append((since, until, protocol, rule))
        return tuple(tuple(each) for each in found.values())

    def versions_for(self, traits: frozenset[frozenset[str]], kinds: frozenset[str]) -> tuple[Versions, ...]:
        """Those that apply to a child who has ever had one of these sets of traits, and have such a kind of trigger."""
        asked = (traits, kinds)
        if asked not in self.worked_out:
            self.worked_out[asked] = tuple(each for each in self.versions if _may_arise(each, traits, kinds))
        found: tuple[Versions, ...] = self.worked_out[asked]
        return found

    @once
    def _rules(self) -> tuple[Rule, ...]:
        """Every rule, in every wording."""
        return tuple(rule for period in self.periods for rule in period.protocol.rules)

    @once
    def soons(self) -> frozenset[timedelta]:
        """The times before a deadline or a crossing at which a rule begins to warn."""
        return frozenset(rule.soon for rule in self._rules)

    @once
    def timed(self) -> tuple[When, ...]:
        """The triggers that are met after so many hours."""
        return tuple({when: None for rule in self._rules for when in rule.when if when.kind == "time"})

    @once
    def recurring(self) -> tuple[When, ...]:
        """Those of them that are met again every so many hours."""
        return tuple(when for when in self.timed if when.every)

    @once
    def windows(self) -> tuple[When, ...]:
        """The triggers that count episodes."""
        return tuple({when: None for rule in self._rules for when in rule.when if when.kind == "count"})

    def foreseeing(self, protocol: Protocol, traits: frozenset[str]) -> tuple[Foreseen, ...]:
        """The rules of a protocol that apply to a child and of which it can be seen that something becomes owed."""
        asked = ("foreseeing", id(protocol), traits)
        if asked not in self.worked_out:
            numbers: dict[When, int] = {}
            found = []
            for rule in protocol.rules:
                triggers = [when for when in rule.when if _is_foreseen(when, rule)] if rule.applies_to(traits) else []
                if triggers:
                    found.append((rule, tuple((numbers.setdefault(when, len(numbers)), when) for when in triggers)))
            self.worked_out[asked] = tuple(found)
        known: tuple[Foreseen, ...] = self.worked_out[asked]
        return known

    def counting(self, protocol: Protocol, traits: frozenset[str]) -> tuple[tuple[Rule, When], ...]:
        """The rules of a protocol that count episodes and apply to a child, each with its first such trigger."""
        asked = ("counting", id(protocol), traits)
        if asked not in self.worked_out:
            mine = ((rule, rule.count()) for rule in protocol.rules if rule.applies_to(traits))
            self.worked_out[asked] = tuple((rule, when) for rule, when in mine if when)
        found: tuple[tuple[Rule, When], ...] = self.worked_out[asked]
        return found

    def deadline(self, protocol: Protocol, rule: Rule, arose: datetime) -> datetime | None:
        """By when a duty is to be met: elapsed hours, or office close some working days later."""
        if rule.deadline is None:
            return None
        if rule.deadline.hours:
            return arose + timedelta(hours=rule.deadline.hours)
        hour, minute = protocol.office_close.split(":")
        days = WorkingDays(self.days.closures, time(int(hour), int(minute)))
        return days.close_after(arose, rule.deadline.working_days)


def _is_foreseen(when: When, rule: Rule) -> bool:
    return when.kind in ("time", "count") or (when.kind == "lapse" and rule.owes == "decision")


def _may_arise(versions: Versions, traits: frozenset[frozenset[str]], kinds: frozenset[str]) -> bool:
    rules = [rule for _, _, _, rule in versions if any(when.kind in kinds for when in rule.when)]
    return any(rule.applies_to(each) for rule in rules for each in traits)


def one_protocol(protocol: Protocol, days: WorkingDays = NO_CLOSURES) -> Rulebook:
    """A rulebook in which one protocol has always held."""
    return Rulebook((Period(BEGINNING, protocol),), days)
