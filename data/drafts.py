"""What workers typed and have not saved yet: one small file for each account and form.

Kept at every change, so that a dropped line or a crash loses nothing. File names hold no personal data: the form's
name and a digest of the account.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from data.io import CREATE, READ, Io
from data.ledger.digest import digest
from models.record import Record

if TYPE_CHECKING:
    from pathlib import Path

_ENDING = ".json"


class DraftNotKept(Exception):
    """What was typed could not be put aside; `str()` is fit for the screen."""


class FormDraft(Record):
    """A form as it was left. `about` tells two drafts of one form apart (an episode's id), `at` is in UTC."""

    account: str
    form: str
    about: str
    values: dict[str, Any]
    at: str


class Drafts:
    """The drafts folder of one store. Works whatever state the ledger is in."""

    def __init__(self, store: Path, io: Io) -> None:
        self._folder = f"{store}/drafts"
        self._io = io

    def save(self, account: str, form: str, values: dict[str, Any], about: str = "") -> None:
        """Puts a form aside in one step: the draft before it stays whole until this one is on the disk.

        Raises: DraftNotKept.
        """
        at = self._io.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        fields = {"account": account, "form": form, "about": about, "values": values, "at": at}
        path = self._path(account, form, about)
        try:
            content = json.dumps(fields, ensure_ascii=True).encode()
            self._write(f"{path}.{self._io.random_bytes(4).hex()}.new", content, path)
        except OSError as problem:
            raise DraftNotKept(f"What you typed could not be put aside: {problem.strerror}.") from problem
        except (TypeError, ValueError) as problem:
            raise DraftNotKept("What you typed could not be put aside.") from problem

    def _write(self, fresh: str, content: bytes, path: str) -> None:
        fd = self._io.open(fresh, CREATE)
        try:
            done = 0
            while done < len(content):
                done += self._io.pwrite(fd, content[done:], done)
            self._io.fdatasync(fd)
            self._io.rename(fresh, path)
        except OSError:
            self._remove(fresh)
            raise
        finally:
            self._io.close(fd)

    def load(self, account: str, form: str, about: str = "") -> FormDraft | None:
        """The draft, None when there is none (or none that can be read)."""
        found = self._read(self._path(account, form, about))
        return found if found is not None and found.account == account else None

    def of_account(self, account: str) -> list[FormDraft]:
        """Every draft of one account, the oldest first."""
        ending = f"-{_digest(account)}"
        try:
            names = self._io.listdir(self._folder)
        except OSError:
            return []
        mine = [name for name in names if name.endswith(_ENDING) and ending in name]
        found = [self._read(f"{self._folder}/{name}") for name in mine]
        drafts = [draft for draft in found if draft is not None and draft.account == account]
        return sorted(drafts, key=lambda draft: draft.at)

    def discard(self, account: str, form: str, about: str = "") -> None:
        """Forgets a draft: the form was saved, or given up."""
        self._remove(self._path(account, form, about))

    def _read(self, path: str) -> FormDraft | None:
        try:
            fd = self._io.open(path, READ)
        except OSError:
            return None
        try:
            fields = json.loads(self._io.pread(fd, self._io.size(fd), 0))
            return FormDraft(**{name: fields[name] for name in FormDraft.kinds()})
        except (OSError, ValueError, KeyError, TypeError):
            return None
        finally:
            self._io.close(fd)

    def _remove(self, path: str) -> None:
        try:
            self._io.unlink(path)
        except OSError:
            return  # not there, or not ours to remove: it is found again, never lost

    def _path(self, account: str, form: str, about: str) -> str:
        if not form.replace("-", "").replace("_", "").isalnum() or not form.isascii():
            raise ValueError("a form's name is plain letters, digits, hyphens")
        which = f"-{_digest(about)}" if about else ""
        return f"{self._folder}/{form}-{_digest(account)}{which}{_ENDING}"


def _digest(text: str) -> str:
    return digest(text.encode("utf-8", "backslashreplace"))[:16]
