"""Reading one `[[rule]]` of a protocol."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from models.protocol.rule import OWES, TRAITS, Deadline, Owner, Rule, When
from models.protocol.tables import Table

STATUSES = ("missing", "absence")
Reader = Callable[[Table], When]


def read_rule(table: Table) -> Rule:
    """The rule in a table; what is wrong with it is noted in the table's problems."""
    later = table.inner(table.table("later_chair"), "later_chair") if table.has("later_chair") else None
    rule = Rule(
        id=table.word("id"),
        label=_label(table),
        text=table.text("text"),
        owes=_one_of(table, "owes", OWES),
        when=_whens(table),
        source=table.text("source"),
        traits=table.some_of("for", TRAITS, ("any",)),
        deadline=_deadline(table),
        soon=_span(table, "soon", "4h"),
        by=table.text("by", ""),
        owners=_owners(table),
        chair=table.text("chair", ""),
        later_chair=later.text("by") if later else "",
        later_from=later.number("from") if later else 0,
        later_traits=later.some_of("for", TRAITS, ("any",)) if later else ("any",),
        attend=table.texts("attend", ()),
        stage=table.text("stage", ""),
        apart=table.flag("apart"),
        tell=table.texts("tell", ()),
        met_by=_one_of(table, "met_by", ("held", "called"), "held"),
        note=table.text("note", ""),
    )
    _check_sense(rule, table)
    _check_meeting(rule, table)
    for each in (table, later):
        if each:
            each.done()
    return rule


def _check_sense(rule: Rule, table: Table) -> None:
    """A rule whose parts contradict each other."""
    kinds = {when.kind for when in rule.when}
    if "meeting-called" in kinds and (rule.owes, rule.met_by) != ("meeting", "held"):
        table.wrong("when", 'a meeting that is called owes the meeting itself: owes = "meeting", met by being held')
    if rule.owes == "tell" and not rule.tell:
        table.wrong("tell", 'a rule that owes "tell" says whom: tell = ["police"]')
    if rule.owes == "decision" and kinds != {"lapse"}:
        table.wrong("owes", 'a "decision" is owed at a lapse only: when = { lapse = true }')
    if rule.owes == "write-up" and kinds != {"interview-held"}:
        table.wrong("owes", 'a "write-up" is owed after an interview: when = { interview = "held" }')
    if rule.owes == "interview" and kinds != {"returned"}:
        table.wrong("owes", 'an "interview" is owed on return: when = { returned = ["missing"] }')


def _check_meeting(rule: Rule, table: Table) -> None:
    """What only a meeting has, and a later chair who follows nobody."""
    if rule.owes != "meeting":
        for key in ("chair", "later_chair", "attend", "stage", "apart", "met_by"):
            if table.has(key):
                table.wrong(key, f'"{key}" belongs to a rule that owes a meeting')
    elif rule.later_chair and not rule.chair:
        table.wrong("later_chair", '"later_chair" follows somebody: say who chairs first, chair = "Team Manager"')


def _label(table: Table) -> str:
    label = table.text("label")
    if "\n" in label:
        table.wrong("label", '"label" is one line')
    if len(label) > 24:
        table.wrong("label", f'"label" is shown on the board: at most 24 characters, this has {len(label)}')
    return label


def _one_of(table: Table, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    value = table.text(key, default)
    if value and value not in allowed:
        table.wrong(key, f'"{key}": one of {", ".join(allowed)} is wanted')
    return value


def _whens(table: Table) -> tuple[When, ...]:
    found = table.tables("when")
    if not found:
        table.wrong("when", '"when" is missing: what makes it owed, for example when = { count = 3, days = 28 }')
    whens = (_when(table.inner(each, "when")) for each in found)
    own = (str(table.get("id", str, "", "a text in quotes is wanted")),)
    return tuple(when.but(meetings=own) if when.kind == "meeting-called" else when for when in whens)


def _when(table: Table) -> When:
    """Each trigger is recognised by the key that only it has."""
    for key, read in _TRIGGERS.items():
        if table.has(key):
            when = read(table)
            table.done()
            return when
    table.wrong("when", f'"when" needs one of: {", ".join(_TRIGGERS)}')
    return When("none")


def _count(table: Table) -> When:
    statuses = table.some_of("statuses", STATUSES, ("missing",))
    return When(
        "count",
        number=table.number("count", most=1000),
        days=table.number("days", most=3660),
        statuses=statuses,
    )


def _time(table: Table) -> When:
    status = _one_of(table, "status", (*STATUSES, "away"), "missing")
    every = table.number("every") if table.has("every") else 0
    return When("time", hours=table.number("hours"), status=status, after=table.flag("after"), every=every)


def _simple(kind: str, key: str) -> Reader:
    def read(table: Table) -> When:
        if not table.flag(key):
            table.wrong(key, f'"{key}" can only be true; leave it out otherwise')
        return When(kind)

    return read


def _into(kind: str, key: str) -> Reader:
    def read(table: Table) -> When:
        return When(kind, statuses=table.some_of(key, STATUSES, STATUSES))

    return read


def _interview(table: Table) -> When:
    _one_of(table, "interview", ("held",))
    return When("interview-held")


def _meeting(table: Table) -> When:
    """Called: only under the rule itself, so that a person can make it owed. Held: under any rule, or under some."""
    step = _one_of(table, "meeting", ("called", "held"))
    return When(f"meeting-{step}") if step == "called" else When("meeting-held", meetings=table.texts("under", ()))


def _risk(table: Table) -> When:
    return When("risk", grades=table.texts("risk", ()))


_TRIGGERS: dict[str, Reader] = {
    "count": _count,
    "hours": _time,
    "lapse": _simple("lapse", "lapse"),
    "opened": _into("opened", "opened"),
    "switched": _into("switched", "switched"),
    "returned": _into("returned", "returned"),
    "interview": _interview,
    "meeting": _meeting,
    "risk": _risk,
    "significant_harm": _simple("harm", "significant_harm"),
    "reported_again": _simple("reported-again", "reported_again"),
}


def _deadline(table: Table) -> Deadline | None:
    if not table.has("deadline"):
        return None
    inner = table.inner(table.table("deadline"), "deadline")
    hours = inner.number("hours") if inner.has("hours") else 0
    days = inner.number("working_days", most=250) if inner.has("working_days") else 0
    if bool(hours) == bool(days):
        table.wrong("deadline", '"deadline": either { hours = 72 } or { working_days = 1 } is wanted')
    inner.done()
    return Deadline(hours, days)


def _span(table: Table, key: str, default: str) -> timedelta:
    value = table.text(key, default)
    number, unit = value[:-1], {"h": "hours", "m": "minutes", "d": "days"}.get(value[-1:])
    if unit is None or not (number.isascii() and number.isdigit() and len(number) <= 4):
        table.wrong(key, f'"{key}": a time span like "4h", "30m" or "2d" is wanted')
        return timedelta(hours=4)
    return timedelta(**{unit: int(number)})


def _owners(table: Table) -> tuple[Owner, ...]:
    owners = []
    for each in table.tables("by_for"):
        inner = table.inner(each, "by_for")
        owners.append(Owner(inner.some_of("for", TRAITS, ("any",)), inner.text("by")))
        inner.done()
    return tuple(owners)
