"""A handover as a PDF for British A4 paper, with a box to tick beside each item."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from models.handover.item import SECTIONS, Handover, Item
from models.handover.text import heading_lines
from models.training import TRAINING

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).with_name("fonts")
FACE = "DejaVu"
MARGIN, FOOT = 18, 20
"""Millimetres."""
SIZE, LINE = 9.5, 4.6
"""Points of a letter, millimetres from line to line."""
PAGES = "\ue000"
"""Stands for the number of pages until it is known; no text from people holds it, because `printable` takes it out."""
NOT_PRINTED = "?"


def pdf_bytes(handover: Handover) -> bytes:
    """The whole document."""
    pdf = _blank(handover)
    pdf.add_page()
    unprinted = _unprinted(pdf, handover)
    for place, line in enumerate(heading_lines(handover)):
        if line != TRAINING:
            _write(pdf, line, bold=place <= handover.training, size=14 if place <= handover.training else SIZE)
    if unprinted:
        _write(
            pdf, f"{unprinted} letters that this typeface lacks are printed as {NOT_PRINTED}; the web page has them."
        )
    for number, section in enumerate(SECTIONS, 1):
        pdf.ln(3)
        _write(pdf, f"{number}. {section}", bold=True, size=11)
        for item in handover.of(section):
            _item(pdf, item)
        if not handover.of(section):
            _write(pdf, "none", indent=6)
    pdf.ln(5)
    _write(pdf, handover.signed or "NOT SIGNED", bold=True)
    _write(pdf, "Acknowledged by: ............................................   at: ......................")
    return bytes(pdf.output())


def _blank(handover: Handover) -> FPDF:
    """A document whose every page says what it is, how many there are and, in a training store, that it is none."""
    # Imported here (150 ms): only who prints needs it.
    from fpdf import FPDF

    class Paper(FPDF):
        """A4 with a head and a foot."""

        def header(self) -> None:
            if handover.training:
                self.set_font(FACE, "B", 11)
                self.cell(0, 8, TRAINING, border=1, align="C", new_x="LMARGIN", new_y="NEXT")
                self.ln(2)

        def footer(self) -> None:
            self.set_y(-FOOT + 6)
            self.set_font(FACE, "", 8)
            words = f"Confidential: children's social care.  Ledger {handover.fingerprint}"
            self.cell(0, 5, f"{words}  Page {self.page_no()} of {PAGES}", align="C")

    pdf = Paper(format="A4")
    pdf.alias_nb_pages(PAGES)
    pdf.set_margins(MARGIN, MARGIN - 4, MARGIN)
    pdf.set_auto_page_break(True, FOOT)
    pdf.add_font(FACE, "", FONTS / "DejaVuSans.ttf")
    pdf.add_font(FACE, "B", FONTS / "DejaVuSans-Bold.ttf")
    pdf.set_creation_date(handover.made)
    pdf.set_title(f"Handover {handover.fingerprint}")
    pdf.set_lang("en-GB")
    return pdf


def _item(pdf: FPDF, item: Item) -> None:
    """A box to tick, the headline, and the lines; not parted from its headline by the end of a page."""
    if pdf.will_page_break(3 * LINE):
        pdf.add_page()
    pdf.rect(pdf.l_margin, pdf.get_y() + 0.9, 3, 3)
    _write(pdf, f"{item.number} {item.headline}", bold=True, indent=6)
    for line in item.lines:
        _write(pdf, line, bold="OVERDUE" in line, indent=12)
    pdf.ln(1.2)


def _write(pdf: FPDF, text: str, *, bold: bool = False, size: float = SIZE, indent: float = 0) -> None:
    """A paragraph, wrapped; never read as markup."""
    pdf.set_font(FACE, "B" if bold else "", size)
    pdf.set_x(pdf.l_margin + indent)
    line = LINE * size / SIZE
    pdf.multi_cell(0, line, printable(pdf, text), align="L", markdown=False, new_x="LMARGIN", new_y="NEXT")


def printable(pdf: FPDF, text: str) -> str:
    """Text in letters that the typeface has; others become a question mark, control characters a blank."""
    known = getattr(pdf.fonts[FACE.lower()], "cmap")  # noqa: B009 - an embedded typeface always has one
    plain = (_plain(letter) for letter in unicodedata.normalize("NFC", text))
    return "".join(letter if ord(letter) in known else NOT_PRINTED for letter in plain)


def _plain(letter: str) -> str:
    return " " if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Zl", "Zp", "Zs") else letter


def _unprinted(pdf: FPDF, handover: Handover) -> int:
    """How many letters of the handover the typeface lacks."""
    texts = [part for item in handover.items for part in (item.headline, *item.lines)]
    return sum(printable(pdf, text).count(NOT_PRINTED) - text.count(NOT_PRINTED) for text in texts)
