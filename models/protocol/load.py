"""Reading a protocol: TOML text in, a typed `Protocol` out, or every mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from models.problem import Problem
from models.protocol.contradictions import contradictions
from models.protocol.rule import Protocol, Rule
from models.protocol.rules import read_rule
from models.protocol.tables import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Malformed(ValueError):
    """A protocol that cannot be used; `problems` names every mistake."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))
        self.problems = problems


@lru_cache(maxsize=16)
def load_protocol(text: str) -> Protocol:
    """The protocol that a text describes.

    Raises:
        Malformed: with every mistake; a problem's field says where ("line 12, rule meeting-24h").
    """
    # Imported here (7 ms): the protocols that come with Nightdesk are at hand as parsed data.
    import tomllib

    try:
        data = tomllib.loads(text)
    except RecursionError as why:
        raise Malformed((Problem("file", "not TOML: brackets within brackets without end"),)) from why
    except ValueError as why:  # what TOML refuses, and numbers of thousands of digits
        raise Malformed((_syntax(str(why)),)) from why
    return read_protocol(data, text)


def read_protocol(data: Mapping[str, Any], text: str) -> Protocol:
    """The protocol that parsed TOML describes; `text` is what was parsed, so that mistakes can be named by line.

    Raises:
        Malformed: with every mistake.
    """
    problems: list[Problem] = []
    protocol = _read(data, Lines(text), problems)
    if problems:
        raise Malformed(tuple(problems))
    return protocol


class Lines:
    """Where things stand in the text, so that a mistake can be named with its line."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")  # as TOML counts them; splitlines() breaks at U+2028 too
        self._rules = [number for number, line in enumerate(self._lines, 1) if _heading(line) == "[[rule]]"]

    def of_rule(self, index: int) -> int:
        """The line on which the index-th rule begins."""
        return self._rules[index] if index < len(self._rules) else 1

    def of_table(self, name: str) -> int:
        """The line of the heading of a table."""
        return next((number for number, line in enumerate(self._lines, 1) if _heading(line) == f"[{name}]"), 1)

    def of_key(self, key: str, start: int = 1) -> int:
        """The line of the first `key =` at or after a line, within its table; else that line itself."""
        for number in range(start, len(self._lines) + 1):
            line = self._lines[number - 1].strip()
            if number > start and line.startswith("["):
                break
            if re.match(rf"[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return start


def _heading(line: str) -> str:
    """A line without blanks and comment, as far as the heading of a table may have them."""
    return line.partition("#")[0].replace(" ", "").strip()


def _syntax(message: str) -> Problem:
    place = re.search(r"line (\d+)", message)
    return Problem(f"line {place.group(1)}" if place else "end of the file", f"not TOML: {message}")


def _read(data: Mapping[str, Any], lines: Lines, problems: list[Problem]) -> Protocol:
    top = Table(data, "", lines.of_key, problems)
    rules = []
    for index, raw in enumerate(top.tables("rule")):
        name = str(raw.get("id", f"number {index + 1}"))
        line_of = partial(lines.of_key, start=lines.of_rule(index))
        rules.append(read_rule(Table(raw, f"rule {name}", line_of, problems)))
    ids = [rule.id for rule in rules]
    for index, rule_id in enumerate(ids):
        if rule_id in ids[:index]:
            problems.append(Problem(f"line {lines.of_rule(index)}, rule {rule_id}", "this id stands twice"))
    protocol = Protocol(
        name=top.word("name"),
        title=top.text("title"),
        authority=top.text("authority"),
        document=top.text("document"),
        rules=_with_uncounted(rules),
        office_close=top.clock_time("office_close", "17:00"),
        risk_grades=top.texts("risk_grades", ("low", "medium", "high")),
        police_grades=top.texts("police_grades", ("very low", "low", "medium", "high")),
        roles=_named(top, "roles", lines),
        findings=_named(top, "findings", lines),
        practice=top.texts("practice", ()),
    )
    _check_names(protocol, top, lines)
    for place, key, message in contradictions(rules):
        line = lines.of_key(key, lines.of_rule(place))
        problems.append(Problem(f"line {line}, rule {rules[place].id}", message))
    top.done()
    return protocol


def _with_uncounted(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules, each that names a later chair with the meetings that are not counted for it."""
    apart = tuple(rule.id for rule in rules if rule.apart)
    return tuple(rule.but(uncounted=apart) if rule.later_chair else rule for rule in rules)


def _named(top: Table, key: str, lines: Lines) -> dict[str, str]:
    """A table of texts by short names: who can be told, what is asked."""
    inside = Table(top.table(key), key, partial(lines.of_key, start=lines.of_table(key)), top.problems)
    return inside.named_texts()


def _check_names(protocol: Protocol, top: Table, lines: Lines) -> None:
    """Rules may only speak of roles and grades that the protocol has."""
    if not protocol.rules:
        top.wrong("rule", "a protocol needs at least one [[rule]]")
    meetings = {rule.id for rule in protocol.rules if rule.owes == "meeting"}
    for index, rule in enumerate(protocol.rules):
        checks = [("tell", f'"{role}" is not among [roles]') for role in rule.tell if role not in protocol.roles]
        for when in rule.when:
            wrong = [grade for grade in when.grades if grade not in protocol.risk_grades]
            checks += [("when", f'risk: "{grade}" is not among risk_grades') for grade in wrong]
            strange = [other for other in when.meetings if other not in meetings]
            checks += [("when", f'under: "{other}" is not a rule here that owes a meeting') for other in strange]
        for key, message in checks:
            line = lines.of_key(key, lines.of_rule(index))
            top.problems.append(Problem(f"line {line}, rule {rule.id}", message))
