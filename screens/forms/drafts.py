"""Forms that were typed in and not saved: kept at every change, offered again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.desk import Desk
from data.drafts import DraftNotKept, Drafts, FormDraft
from models.record import Record
from models.times.words import day_time
from models.times.zone import from_iso
from screens.forms.acts import ACTS

Values = Mapping[str, str]


class WaitingDraft(Record):
    """A form that waits to be finished."""

    draft: FormDraft
    words: str
    """Which form, about whom, typed when."""


class DraftKeeper:
    """Keeps one open form. Its file is named for the form and its command, so two forms never share one."""

    def __init__(self, desk: Desk, form: str, key: str, about: Mapping[str, str]) -> None:
        self._drafts = Drafts(desk.store, desk.io)
        self._account, self._form, self._key, self._about = desk.account.name, form, key, dict(about)

    def keep(self, fields: Values, given: Values, moments: Values | None = None) -> str:
        """Puts the answers aside, and when each time among them was read; why that failed, or nothing."""
        values = {
            **self._about,
            "key": self._key,
            "fields": dict(fields),
            "given": dict(given),
            "moments": dict(moments or {}),
        }
        try:
            self._drafts.save(self._account, self._form, values, self._key)
        except DraftNotKept as why:
            return str(why)
        return ""

    def discard(self) -> None:
        """The form was saved, or given up."""
        self._drafts.discard(self._account, self._form, self._key)


def waiting_drafts(desk: Desk) -> list[WaitingDraft]:
    """The forms that this worker left unsaved, the oldest first."""
    found = Drafts(desk.store, desk.io).of_account(desk.account.name)
    return [WaitingDraft(draft, _words(desk, draft)) for draft in found if draft.form in ACTS and _is_whole(draft)]


def discard_draft(desk: Desk, draft: FormDraft) -> None:
    """Throws one away."""
    Drafts(desk.store, desk.io).discard(draft.account, draft.form, draft.about)


def texts(values: Mapping[str, Any], name: str) -> dict[str, str]:
    """A group of a draft's values, whatever else may stand there."""
    held = values.get(name)
    return {str(key): str(text) for key, text in held.items()} if isinstance(held, dict) else {}


def _is_whole(draft: FormDraft) -> bool:
    return isinstance(draft.values, dict) and bool(draft.values.get("key"))


def _words(desk: Desk, draft: FormDraft) -> str:
    values = draft.values
    history = desk.register.history_of(str(values.get("episode") or values.get("child") or ""))
    about = f" {history.child.name}" if history else ""
    try:
        at = f", typed {day_time(from_iso(draft.at))}"
    except ValueError:
        at = ""
    return f"{ACTS[draft.form].title}{about}{at}"
