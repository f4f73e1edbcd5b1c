"""Which rules hold when: the protocols an authority has chosen, one after the other, and its working days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from models.history.daytime import UNKNOWN, Daytime
from models.protocol.rule import Protocol, Rule
from models.record import Record
from models.times.working_days import WorkingDays

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)
NO_CLOSURES = WorkingDays()


class Period(Record):
    """A protocol and the moment from which it holds."""

    since: datetime
    protocol: Protocol


Version = tuple[datetime, datetime, Protocol, Rule]
"""A rule as one protocol words it, after the times from which and before which that protocol holds."""


class Rulebook(Record):
    """The protocols by the time from which each holds, the days on which the office is open, what counts rest on."""

    periods: tuple[Period, ...]
    days: WorkingDays = NO_CLOSURES
    daytime: Daytime = UNKNOWN
    """How far the episodes of the daytime are known: what rules count says so (D19)."""

    def current(self, now: datetime) -> Protocol:
        """The protocol in force."""
        holding = [period.protocol for period in self.periods if period.since <= now]
        return holding[-1] if holding else self.periods[0].protocol

    def spans(self) -> Iterator[tuple[datetime, datetime, Protocol]]:
        """Each protocol with the time from which and before which it holds; the first holds from the beginning."""
        ends = [*(period.since for period in self.periods[1:]), END]
        for place, (period, end) in enumerate(zip(self.periods, ends, strict=True)):
            yield (period.since if place else BEGINNING), end, period.protocol

    def versions(self) -> Iterable[list[Version]]:
        """Every rule in all its versions, oldest first: one that stands in the next protocol too goes on there."""
        found: dict[tuple[str, str], list[Version]] = {}
        for since, until, protocol in self.spans():
            for rule in protocol.rules:
                found.setdefault((rule.id, rule.owes), []).append((since, until, protocol, rule))
        return found.values()

    def deadline(self, protocol: Protocol, rule: Rule, arose: datetime) -> datetime | None:
        """By when a duty is to be met: elapsed hours, or office close some working days later."""
        if rule.deadline is None:
            return None
        if rule.deadline.hours:
            return arose + timedelta(hours=rule.deadline.hours)
        hour, minute = protocol.office_close.split(":")
        days = WorkingDays(self.days.closures, time(int(hour), int(minute)))
        return days.close_after(arose, rule.deadline.working_days)


def one_protocol(protocol: Protocol, days: WorkingDays = NO_CLOSURES) -> Rulebook:
    """A rulebook in which one protocol has always held."""
    return Rulebook((Period(BEGINNING, protocol),), days)
