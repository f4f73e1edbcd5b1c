"""A report on a child who is away already: what was typed for a new episode goes into the report (PRACTICE D17)."""

from __future__ import annotations

from collections.abc import Mapping

from screens.forms.ask_field import AskField

_OWN_FIELDS = {"source": "source", "reported": "at"}
"""Fields of the opening form that the report has too, and what it calls them."""


def report_from(fields: Mapping[str, AskField]) -> dict[str, str]:
    """The report's fields, from those of an opening form; nothing that was typed is left out."""
    found = {theirs: fields[mine].value for mine, theirs in _OWN_FIELDS.items() if mine in fields}
    told = [
        f"{field.label}: {field.value}" for name, field in fields.items() if name not in _OWN_FIELDS and field.value
    ]
    return {**found, "text": "\n".join(told)}
