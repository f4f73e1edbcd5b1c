"""A rule: what makes something owed, what is owed, by when, by whom, and which sentence says so."""

from __future__ import annotations

from datetime import timedelta

from models.record import Record

OWES = ("decision", "lcs", "tell", "interview", "write-up", "meeting", "briefing", "task")
"""What can be owed; each is met by an act of its own."""
TRAITS = (
    "any",
    "looked-after",
    "not-looked-after",
    "home",
    "child-in-need",
    "child-protection",
    "open",
    "not-open",
    "cola",
    "own",
    "phoenix",
    "early-help",
)
"""What a rule's `for` may ask of a child; all that are named must hold."""


class When(Record):
    """One trigger. `kind` says which of the other fields count."""

    kind: str
    """count, time, lapse, opened, switched, returned, interview-held, meeting-called, meeting-held, risk, harm,
    reported-again."""
    number: int = 0
    days: int = 0
    statuses: tuple[str, ...] = ()
    """count: which episodes count; opened, switched, returned: into or after which statuses."""
    status: str = ""
    """time: missing, absence, or away (both)."""
    hours: int = 0
    after: bool = False
    """time: only after the hours, not at them (D9)."""
    every: int = 0
    """time: again every so many hours while it goes on."""
    grades: tuple[str, ...] = ()
    """risk: the grades that trigger."""
    meetings: tuple[str, ...] = ()
    """meeting-called, meeting-held: under which rules; empty for a meeting under any."""

    def words(self) -> str:
        """The trigger in words, for the printed protocol."""
        statuses = " or ".join(self.statuses)
        again = f", and every {self.every} hours after" if self.every else ""
        under = f" under {' or '.join(self.meetings)}" if self.meetings else ""
        return {
            "count": f"{self.number} {statuses} episodes in {self.days} days",
            "time": f"{self.status} for {'more than ' if self.after else ''}{self.hours} hours{again}",
            "lapse": "the agreed limit of an absence lapses",
            "opened": f"an episode is opened as {statuses}",
            "switched": f"an episode is switched to {statuses}",
            "returned": f"return from an episode that was {statuses}",
            "interview-held": "the return interview was held",
            "meeting-called": f"somebody calls a meeting{under}",
            "meeting-held": f"a meeting was held{under}",
            "risk": f"risk is judged {' or '.join(self.grades)}",
            "harm": "risk of significant harm is feared",
            "reported-again": "a further report on a child whose episode is open",
        }.get(self.kind, self.kind)


class Deadline(Record):
    """How long after it arose a duty is late: elapsed hours (D6), or working days (D13)."""

    hours: int = 0
    working_days: int = 0


class Owner(Record):
    """Who owes it for children with these traits."""

    traits: tuple[str, ...]
    who: str


class Rule(Record):
    """One rule of a protocol."""

    id: str
    label: str
    """Short, for the board: at most 24 characters."""
    text: str
    """What is owed, in words."""
    owes: str
    when: tuple[When, ...]
    source: str
    traits: tuple[str, ...] = ("any",)
    deadline: Deadline | None = None
    soon: timedelta = timedelta(hours=4)
    by: str = ""
    owners: tuple[Owner, ...] = ()
    chair: str = ""
    later_chair: str = ""
    """Who chairs from the `later_from`-th meeting on, for children with `later_traits`."""
    later_from: int = 0
    later_traits: tuple[str, ...] = ("any",)
    attend: tuple[str, ...] = ()
    stage: str = ""
    """meeting: which of several levels it is, as the record and the form name it."""
    tell: tuple[str, ...] = ()
    apart: bool = False
    """meeting: another one than the strategy meeting; the panel and the later chair do not count it."""
    uncounted: tuple[str, ...] = ()
    """meeting: the rules whose meetings, being of another kind, the later chair does not count."""
    met_by: str = "held"
    """meeting: held or called."""
    note: str = ""

    def applies_to(self, traits: frozenset[str]) -> bool:
        """Whether a child with these traits is one the rule is for."""
        return traits.issuperset(self.traits)

    def owner(self, traits: frozenset[str]) -> str:
        """Who owes it for such a child: the first owner all of whose traits the child has."""
        fits = (owner.who for owner in self.owners if all(trait in traits for trait in owner.traits))
        return next(fits, self.by)

    def count(self) -> When | None:
        """The trigger that counts episodes in a window, if the rule has one."""
        return next((when for when in self.when if when.kind == "count"), None)


class Protocol(Record):
    """An authority's rules."""

    name: str
    title: str
    authority: str
    document: str
    rules: tuple[Rule, ...]
    office_close: str = "17:00"
    risk_grades: tuple[str, ...] = ("low", "medium", "high")
    police_grades: tuple[str, ...] = ("very low", "low", "medium", "high")
    roles: dict[str, str] = {}
    """Who can be told: the short name that is typed, and what it stands for."""
    findings: dict[str, str] = {}
    """What the return interview is asked about beyond the usual, by name."""
    practice: tuple[str, ...] = ()
    """What the document asks that no clock can show; printed with the protocol."""

    def rule(self, rule_id: str) -> Rule | None:
        """One rule by its id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def is_strategy(self, rules: tuple[str, ...]) -> bool:
        """Whether a meeting under these rules was a strategy meeting; one under rules of another time was."""
        found = [self.rule(each) for each in rules]
        return any(rule is None or not rule.apart for rule in found)

    def longest_window(self) -> int:
        """The longest counting window, in days."""
        return max((when.days for rule in self.rules for when in rule.when), default=0)
