"""Handovers on paper and in a browser: the same words, never markup, TRAINING on every page, British A4."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO

import pytest
from pypdf import PdfReader

from data.handover_files import content
from models.handover.item import ALERTS, CALLS, STILL_MISSING, Handover, Item
from models.handover.text import TRAINING
from models.worker import DUTY_WORKER, Worker
from tests.models.paper_desk import london

NASTY = "<script>alert(1)</script> {nb} **bold** & \ue000 \x1b[31m"
LETTERS = "Łukasz Ağaoğlu, Siobhán Ó Dónaill, Ολυμπία, Людмила, Nguyễn"
A4 = (595, 842)


def handover(many: int = 3, **more) -> Handover:
    lines = ("away 5 h, since Sun 22 Nov 20:00 GMT", "owed: interview 72 h, by Sun 22 Nov 23:00 GMT, OVERDUE")
    items = [Item(f"away/E{n}", STILL_MISSING, f"{LETTERS} {n}", lines, f"1.{n}") for n in range(1, many + 1)]
    items.append(Item("entry/N1", CALLS, f"call taken, {NASTY}", (), "7.1"))
    at = london("2026-11-23 07:45")
    given = {"authority": "Bury", "worker": Worker("jokafor", "J Okafor", DUTY_WORKER), "since": at, "made": at}
    given |= {"fingerprint": "4812:9f3c01ab77de", "counts": "Counts: history to 21 Nov 17:00.", "training": False}
    return Handover(**{**given, "items": tuple(items), **more})


def pages(made: Handover) -> list[str]:
    reader = PdfReader(BytesIO(content(made, "pdf")))
    assert {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages} == {A4}
    return [" ".join(page.extract_text().split()) for page in reader.pages]


class Words(HTMLParser):
    """The text of a page and the names of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def test_the_pdf_holds_every_item_and_every_section_with_letters_as_names_are_written():
    (text,) = pages(handover())
    assert all(f"{LETTERS} {n}" in text for n in (1, 2, 3))
    assert "1. Still missing, longest first" in text and f"9. {ALERTS}" in text
    assert "4812:9f3c01ab77de" in text and "history to 21 Nov 17:00" in text and "NOT SIGNED" in text


def test_every_page_of_a_training_pdf_says_so_and_none_of_a_real_one():
    found = pages(handover(60, training=True))
    assert len(found) > 3 and all(TRAINING in page for page in found)
    assert not any("TRAINING" in page for page in pages(handover(60)))


def test_every_page_has_its_number_of_how_many_and_the_fingerprint():
    found = pages(handover(60))
    for number, page in enumerate(found, 1):
        assert f"Ledger 4812:9f3c01ab77de Page {number} of {len(found)}" in page


def test_what_people_wrote_is_printed_as_it_is_and_means_nothing():
    (text,) = pages(handover())
    assert "<script>alert(1)</script> {nb} **bold** &" in text


def test_letters_that_the_typeface_lacks_are_counted_on_the_page():
    (text,) = pages(handover(items=(Item("a", CALLS, "call about 日本", (), "7.1"),)))
    assert "2 letters that this typeface lacks are printed as ?" in text and "call about ??" in text
    assert "typeface" not in pages(handover())[0].replace("[31m", "")


def test_the_web_page_holds_the_same_words_and_no_element_that_somebody_typed():
    page = content(handover(training=True), "html").decode()
    words = Words(page)
    assert "script" not in words.tags and "<script>alert(1)</script>" in words.text
    assert LETTERS in words.text and "NOT SIGNED" in words.text and TRAINING in words.text
    assert page.index("<thead>") < page.index(TRAINING) < page.index("</thead>"), (
        "a table's head is printed on each sheet"
    )
    assert "default-src 'none'" in page and 'lang="en-GB"' in page and "size: A4" in page


def test_a_signature_stands_on_both():
    signed = "Signed by J Okafor, duty worker, Mon 23 Nov 07:45 GMT, entry NB826VJQSJXGAG"
    assert signed in pages(handover(signed=signed))[0]
    assert signed in content(handover(signed=signed), "html").decode()
    assert signed in content(handover(signed=signed), "text").decode()


def test_the_text_for_an_email_has_the_line_ends_of_e_mail_and_no_control_characters():
    text = content(handover(), "text").decode()
    assert "\r\n" in text and "\n" not in text.replace("\r\n", "") and "\x1b" not in text


@pytest.mark.parametrize("module", ["data.handover", "data.handover_files", "screens.handover", "tui.plain.handover"])
def test_the_library_that_prints_is_loaded_only_when_something_is_printed(module):
    code = f"import sys, {module}; sys.exit('fpdf' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
