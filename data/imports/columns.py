"""The columns of each kind of import, the headings by which they are known, and a site's own headings for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.imports.file import Unreadable
from models.history.details import DETAILS
from models.record import Record

WHO = {
    "child": ("child id", "nightdesk id"),
    "lcs": ("lcs number", "lcs id", "person id", "case number"),
    "surname": ("last name", "family name"),
    "forename": ("first name", "forenames", "given name"),
    "dob": ("date of birth", "d o b", "birth date"),
}
"""By what a row names the child, with other headings."""


class Kind(Record):
    """What one kind of file holds."""

    columns: dict[str, tuple[str, ...]]
    """Ours, each with other headings by which it is known."""
    needed: tuple[str, ...]
    most: int = 5_000_000
    """Lines that a file may have: what is noted of each row while it is taken in has to stay in memory."""


KINDS: dict[str, Kind] = {
    "children": Kind(
        {**{name: (label.lower(),) for name, label in DETAILS.items()}, **{n: WHO[n] for n in list(WHO)[1:]}},
        ("surname", "forename"),
        most=300_000,
    ),
    "history": Kind(
        {
            **WHO,
            "status": ("type", "missing or absent"),
            "start": ("since", "from", "missing from", "start date time"),
            "start_time": ("time missing", "time from"),
            "end": ("returned", "to", "return", "end date time"),
            "end_time": ("time returned", "time to"),
            "limit": ("agreed limit",),
            "place": ("missing from where", "from where", "placement"),
            "risk": ("risk grade",),
        },
        ("start", "end"),
    ),
    "police": Kind(
        {
            **WHO,
            "log": ("police log", "log number", "report", "report number", "incident", "reference"),
            "status": ("type", "category", "classification"),
            "start": ("since", "from", "missing from", "start date time", "date missing"),
            "start_time": ("time missing", "time from"),
            "end": ("returned", "to", "found", "end date time", "date returned"),
            "end_time": ("time returned", "time to", "time found"),
        },
        ("log", "start"),
    ),
}


def heading(text: str) -> str:
    """A heading as it is compared: small letters, single blanks, no marks."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def places(kind: str, headings: Sequence[str], own: Mapping[str, str]) -> dict[str, int]:
    """Where each of our columns stands in the file; `own` are a site's headings by our names.

    Raises: Unreadable: a column is wanting, or stands there twice.
    """
    wanted = KINDS[kind]
    there = [heading(text) for text in headings]
    found: dict[str, int] = {}
    problems = [f"'{name}' in the mapping is not a column of ours" for name in own if name not in wanted.columns]
    for name, others in wanted.columns.items():
        known = [heading(own[name])] if name in own else [heading(each) for each in (name, *others)]
        at = [place for place, text in enumerate(there) if text in known]
        if len(at) > 1:
            problems.append(f"'{name}' stands there {len(at)} times")
        elif at:
            found[name] = at[0]
        elif name in own:
            problems.append(f"there is no column '{own[name]}', which the mapping names for '{name}'")
    problems += [f"there is no column '{name}'" for name in wanted.needed if name not in found and name not in own]
    if not ({"child", "lcs", "surname"} & found.keys()) and not problems:
        problems.append("no column says who the child is: child, lcs, or surname, forename and dob")
    if problems:
        raise Unreadable(f"{'; '.join(problems)}. The file has: {', '.join(headings)[:300]}")
    return found


def read_mapping(path: str) -> dict[str, str]:
    """A site's headings: a TOML file with a table `[columns]`, ours = "theirs".

    Raises: Unreadable.
    """
    if not path:
        return {}
    import tomllib

    try:
        with open(path, "rb") as file:
            columns = tomllib.load(file).get("columns")
    except OSError as why:
        raise Unreadable(f"{path} cannot be read: {why.strerror}") from why
    except ValueError as why:
        raise Unreadable(f"{path} is not TOML: {why}") from why
    if not isinstance(columns, dict) or not all(isinstance(text, str) for text in columns.values()):
        raise Unreadable(f'{path} needs a table [columns] with lines like: start = "Date missing"')
    return dict(columns)
