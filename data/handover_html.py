"""A handover as a page for a browser, for reading and for printing. What people wrote is never markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from models.handover.item import SECTIONS, Handover, Item
from models.handover.text import heading_lines
from models.training import TRAINING

STYLE = """
@page { size: A4; margin: 18mm 16mm; }
body { font: 11pt/1.4 sans-serif; color: #000; background: #fff; max-width: 48rem; margin: 1rem auto; padding: 0 1rem; }
table.page { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
th, td { text-align: left; font-weight: normal; padding: 0; }
.training { border: 2px solid #000; padding: .2rem .5rem; font-weight: bold; }
h1 { font-size: 1.4rem; margin: .5rem 0; }
h2 { font-size: 1.1rem; margin: 1rem 0 .3rem; border-bottom: 1px solid #000; }
article { break-inside: avoid; margin: 0 0 .6rem; }
article p { margin: 0 0 0 2rem; }
article h3 { font-size: 1rem; margin: 0; }
.late { font-weight: bold; }
"""


def html_page(handover: Handover) -> str:
    """The whole page. The heading stands in a table's head, which browsers repeat on every printed sheet."""
    return "\n".join(_page(handover)) + "\n"


def _page(handover: Handover) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB"><head><meta charset="utf-8">'
    # Nothing on the page may run or be fetched, whatever somebody typed.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>Handover {escape(handover.fingerprint)}</title><style>{STYLE}</style></head><body>"
    yield '<table class="page"><thead><tr><th>'
    if handover.training:
        yield f'<div class="training">{escape(TRAINING)}</div>'
    yield f"<small>Confidential: children's social care. Ledger {escape(handover.fingerprint)}</small>"
    yield "</th></tr></thead><tbody><tr><td>"
    title, *lines = (line for line in heading_lines(handover) if line != TRAINING)
    yield f"<h1>{escape(title)}</h1>"
    yield from (f"<div>{escape(line)}</div>" for line in lines)
    for number, section in enumerate(SECTIONS, 1):
        yield f"<section><h2>{number}. {escape(section)}</h2>"
        yield from (_item(item) for item in handover.of(section))
        yield ("" if handover.of(section) else "<p>none</p>") + "</section>"
    yield f"<p><strong>{escape(handover.signed or 'NOT SIGNED')}</strong></p>"
    yield "</td></tr></tbody></table></body></html>"


def _item(item: Item) -> str:
    lines = "".join(f"<p{' class=late' if 'OVERDUE' in line else ''}>{escape(line)}</p>" for line in item.lines)
    return f"<article><h3>&#9744; {escape(item.number)} {escape(item.headline)}</h3>{lines}</article>"
