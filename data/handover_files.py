"""Handovers as files in the exports folder: for printing, for a browser, for an e-mail."""

from __future__ import annotations

from pathlib import Path

from data.access import note_access
from data.csv_files import BadName, write_export
from data.desk import Desk
from data.outcome import Refusal
from models.handover.item import Handover
from models.handover.text import handover_lines
from models.problem import Problem

ENDINGS = {"text": ".txt", "html": ".html", "pdf": ".pdf"}
"""What a file's name ends with: added where it was left out, so that no two kinds are one file."""
KINDS = tuple(ENDINGS)


def write_handover(desk: Desk, handover: Handover, folder: str, names: dict[str, str]) -> dict[str, Path] | Refusal:
    """Writes the kinds that are named, each whole or not at all; the access log notes it.

    Raises:
        OSError: a file cannot be written.
    """
    names = {kind: _whole(name, ENDINGS[kind]) for kind, name in names.items()}
    where = ", ".join(names.values())
    if not desk.worker.may_record:
        note_access(desk, "export handover", where, "refused")
        return Refusal((Problem("", f"{desk.worker.name} may look but not export"),))
    written: dict[str, Path] = {}
    for kind, name in names.items():
        try:
            written[kind] = write_export(
                Path(folder) if folder else desk.store / "exports", name, content(handover, kind), desk.io
            )
        except BadName as why:
            return Refusal((Problem(kind, str(why)),))
    note_access(desk, "export handover", where)
    return written


def _whole(name: str, ending: str) -> str:
    return name if name.lower().endswith(ending) else f"{name}{ending}"


def content(handover: Handover, kind: str) -> bytes:
    """The bytes of one kind of file."""
    if kind == "pdf":
        from data.handover_pdf import pdf_bytes

        return pdf_bytes(handover)
    if kind == "html":
        from data.handover_html import html_page

        return html_page(handover).encode("utf-8")
    return "".join(f"{line}\r\n" for line in handover_lines(handover)).encode("utf-8")
