"""Whatever stands in any field, no output holds a command to a terminal, markup that acts, a formula or a header."""

from __future__ import annotations

import csv
import email
import io
import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from data.desk import Desk
from data.imports.rows import FORMULA as RUN_BY_A_SPREADSHEET
from data.io import TrainingClock
from models.duties.alerts import alerts_of
from models.duties.notices import notice_of
from models.times.zone import from_iso
from tests.cut_off.ground import NOW
from tests.hostile.night import TOKEN, hostile_files, hostile_night, take_in
from tui.main import main
from tui.plain.commands import COMMANDS
from tui.plain.exporting import KINDS

pytestmark = pytest.mark.whole
REFUSED = {"end"}
"""Acts that the night's order leaves nothing for."""
Say = Callable[..., str]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    recorded, refused = hostile_night(folder / "store")
    assert refused == REFUSED and len(recorded) > 25
    for kind, path in hostile_files(folder).items():
        taken = take_in(folder / "store", kind, path)
        assert taken.new, kind
    return folder / "store"


@pytest.fixture
def say(night: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """What a plain command answers, on both streams."""

    def run(*words: str, ok: bool = True) -> str:
        status = main(["--store", str(night), "--clock", f"{NOW}x0", *words])
        said = capsys.readouterr()
        assert status == 0 or not ok, (words, said.err)
        return said.out + said.err

    return run


@pytest.fixture
def desk(night: Path) -> Iterator[Desk]:
    found = Desk.open(night, TrainingClock(from_iso(NOW), 0), write=False)
    yield found
    found.close()


JOINERS = "\u200c\u200d"
"""Invisible, and a part of names in some scripts; no terminal obeys them."""


def tame(text: str) -> None:
    """Nothing that a terminal obeys, or that turns the order of letters round."""
    wild = {letter for letter in text if not letter.isprintable() and letter not in f"\n{JOINERS}"}
    assert not wild, [f"U+{ord(letter):04X}" for letter in wild]


def children(say: Say) -> list[str]:
    found = json.loads(say("find", TOKEN, "--json", "--limit", "20"))["children"]
    ids = [each["id"] for each in found]
    return ids or [each["child"]["id"] for each in json.loads(say("board", "--json"))["episodes"]]


ON_A_CHILD = ("show", "history", "card")
ALONE = (("board",), ("due",), ("alerts",), ("find", TOKEN), ("handover",), ("outbox",), ("panel",), ("figures",),
         ("short",), ("worker", "list"), ("access",), ("on-call",), ("protocol", "list"),
         ("import", "differences"))  # fmt: skip


@pytest.mark.parametrize("words", ALONE, ids=lambda words: words[0])
def test_a_plain_command_says_nothing_that_steers_a_terminal(say: Say, words: tuple[str, ...]) -> None:
    tame(say(*words))
    answer = say(*words, "--json", ok=False)
    assert answer.isascii()
    tame(answer)


@pytest.mark.parametrize("name", ON_A_CHILD)
def test_a_command_about_a_child_says_nothing_that_steers_a_terminal(say: Say, name: str) -> None:
    seen = ""
    for child in children(say):
        seen += say(name, child)
        json.loads(say(name, child, "--json"))
    tame(seen)
    assert TOKEN in seen


def test_every_command_that_only_looks_is_among_them(say: Say) -> None:
    elsewhere = {"export", "verify", "backup", "copy", "repair", "watch", "demo", "doctor", "seen"}
    assert {words[0] for words in ALONE} | set(ON_A_CHILD) == set(COMMANDS) - elsewhere


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, frozenset[str]]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, frozenset(name for name, _ in attrs)))


def test_a_handover_as_a_page_as_text_and_in_print_carries_nothing_that_acts(say: Say, night: Path) -> None:
    say("handover", "--html", "h.html", "--pdf", "h.pdf", "--text", "h.txt")
    page = (night / "exports" / "h.html").read_text()
    tags = Tags()
    tags.feed(page)
    assert TOKEN in page
    assert not {tag for tag, _ in tags.found} & {"b", "script", "a", "img", "iframe", "svg", "form", "object", "link"}
    assert not {name for _, names in tags.found for name in names if name.startswith("on") or name in ("href", "src")}
    tame((night / "exports" / "h.txt").read_text())
    reader = PdfReader(night / "exports" / "h.pdf")
    assert TOKEN in "".join(sheet.extract_text() for sheet in reader.pages)
    raw = (night / "exports" / "h.pdf").read_bytes()
    assert not [word for word in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction /", b"/URI", b"/AA") if word in raw]


def test_no_cell_of_an_export_is_a_formula(say: Say, night: Path) -> None:
    say("figures", "--csv", "figures.csv")
    for kind in KINDS:
        say("export", kind, "--year", "2027", "--out", f"{kind}.csv", ok=False)
    files = sorted((night / "exports").glob("*.csv"))
    assert len(files) >= 2
    for path in files:
        cells = [cell for row in csv.reader(io.StringIO(path.read_text())) for cell in row]
        assert cells and not [cell for cell in cells if RUN_BY_A_SPREADSHEET.match(cell)], path
        tame("".join(cells))


def test_a_letter_has_the_headers_that_we_wrote_and_no_other(say: Say, night: Path) -> None:
    letters = json.loads(say("outbox", "list", "--json"))["letters"]
    assert letters
    for number, letter in enumerate(letters):
        said = say("outbox", "show", letter["id"])
        tame(said)
        say("outbox", "write", letter["id"], "--out", f"l{number}.eml", ok=False)
    written = sorted((night / "exports").glob("*.eml"))
    for path in written:
        message = email.message_from_bytes(path.read_bytes())
        assert not {"Bcc", "Cc"} & set(message.keys()) and len(message.get_all("To", [])) <= 1
        assert all("\n" not in str(value).replace("\n ", "") for value in message.values())


def test_what_the_watch_tells_the_world_holds_nothing_that_was_typed(desk: Desk) -> None:
    alerts = alerts_of(desk.cases())
    assert alerts
    for alert in alerts:
        words = notice_of(alert, desk.training).words
        tame(words)
        assert TOKEN not in words and words.isascii()


def test_no_file_is_named_after_anything_that_was_typed(night: Path) -> None:
    names = [str(path.relative_to(night)) for path in night.rglob("*")]
    assert len(names) > 5 and not [name for name in names if TOKEN in name or not name.isascii()]
