"""A small real application of the real driver, painting and widgets, to try them on a real terminal.

    python -m tests.terminal.small_app [ROWS]

Keys: F1 help words, r other order, d drop the selected row, a next alert, n form, x fault, F10 quit.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from tui.environment import no_core_dumps, objection, prepare

prepare(os.environ)

from textual.app import ComposeResult  # noqa: E402
from textual.binding import Binding  # noqa: E402
from textual.screen import Screen  # noqa: E402

from screens.widgets.alert_line import AlertLine  # noqa: E402
from screens.widgets.board_lines import BoardLines  # noqa: E402
from screens.widgets.board_row import BoardRow  # noqa: E402
from screens.widgets.form_field import FormField, show_problems  # noqa: E402
from screens.widgets.key_line import KeyLine  # noqa: E402
from screens.widgets.status_line import StatusLine  # noqa: E402
from screens.widgets.words_line import WordsLine  # noqa: E402
from tui.terminal_app import TerminalApp, run_on_terminal  # noqa: E402

NAMES = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Oak")


def made_rows(count: int) -> list[BoardRow]:
    """Rows with headings; every third has a second line."""
    rows = [BoardRow(key="", countdown="", rest="MISSING " + "-" * 70, tone="heading")]
    for n in range(count):
        if n == count // 2:
            rows.append(BoardRow(key="", countdown="", rest="RETURNED " + "-" * 69, tone="heading"))
        tone = ("plain", "soon", "overdue", "owed")[n % 4]
        rest = f"{NAMES[n % 8]} {n:<4} meeting: 3 in 28 days  [bold]House[/]   2/3  HIGH  5h44m"
        second = ("", "24 h: meeting") if n % 3 == 0 else None
        rows.append(BoardRow(key=f"k{n}", countdown="", rest=rest, tone=tone, second=second))
    return rows


def countdown(n: int, now: float) -> str:
    """Minutes and seconds, all different; some late, some in hours."""
    left = 3500 - n * 61 - int(now)
    if n % 4 == 3:
        return f"{abs(left) // 60 % 24}h{abs(left) % 60:02d}m"
    sign = "-" if left < 0 else ""
    return f"{sign}{abs(left) // 60 % 100}m{abs(left) % 60:02d}s"


class Form(Screen[None]):
    """A form with one field of each kind."""

    BINDINGS = [
        Binding("f2", "save", "Save", id="form.save", tooltip="Save"),
        Binding("escape", "app.pop_screen", "Back", id="form.back", tooltip="Back"),
    ]

    def compose(self) -> ComposeResult:
        yield WordsLine(" FORM")
        yield FormField("since", "Since", read_back=lambda t: f"read: {t.upper()}" if t else "")
        yield FormField("status", "Status", kind="choice", choices=[("m", "missing"), ("a", "absence")])
        yield FormField("text", "What was said", kind="long")
        yield StatusLine(id="status")
        yield KeyLine()

    def action_save(self) -> None:
        fields = list(self.query(FormField))
        values = {field.field_name: field.value for field in fields}
        problems = [(name, f"{name} is missing") for name, value in values.items() if not value]
        if problems:
            show_problems(fields, problems)
        else:
            self.query_one(StatusLine).answer(f"saved {len(values['text'])} {values['since'][:30]}")


class SmallBoard(Screen[None]):
    """A board that ticks."""

    BINDINGS = [
        Binding("f1", "help", "Help", id="help", tooltip="Help"),
        Binding("r", "reorder", "Reverse", id="reverse", tooltip="Other order"),
        Binding("d", "drop", "Drop", id="drop", tooltip="Drop the row"),
        Binding("a", "alert", "Alert", id="alert", tooltip="Next alert"),
        Binding("n", "form", "New", id="new", tooltip="A form"),
        Binding("x", "fault", "Fault", show=False, id="fault", tooltip="A fault"),
        Binding("f10", "app.exit", "Quit", id="quit", tooltip="Quit"),
    ]

    def compose(self) -> ComposeResult:
        yield WordsLine(" NIGHTDESK  a small board", tone="quiet")
        yield AlertLine(id="alert")
        yield BoardLines(id="board")
        yield StatusLine(id="status")
        yield KeyLine()

    def on_mount(self) -> None:
        self.rows = made_rows(self.app.count)  # type: ignore[attr-defined]
        self.alerts = ["k1: 24 hours reached", "k2: the agreed limit lapsed at 02:34"]
        self.query_one(BoardLines).set_rows(self.rows)
        self.query_one(BoardLines).focus()
        self.tick()
        if os.environ.get("STILL") != "1":
            self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        now = 0.0 if os.environ.get("STILL") == "1" else time.time() % 3600
        numbers = {row.key: int(row.key[1:]) for row in self.rows if row.key}
        texts = {key: (countdown(n, now), countdown(n + 7, now)) for key, n in numbers.items()}
        self.query_one(BoardLines).tick(texts)

    def answer(self, words: str) -> None:
        self.query_one(StatusLine).answer(words)

    def action_help(self) -> None:
        self.answer("help: [bold]not markup[/] \x1b[31m no escape")

    def action_reorder(self) -> None:
        self.rows = [self.rows[0], *reversed(self.rows[1:])]
        self.query_one(BoardLines).set_rows(self.rows)
        self.tick()

    def action_drop(self) -> None:
        key = self.query_one(BoardLines).selected_key
        self.rows = [row for row in self.rows if row.key != key]
        self.query_one(BoardLines).set_rows(self.rows)
        self.tick()

    def action_alert(self) -> None:
        self.query_one(AlertLine).show_alerts(self.alerts, "a")
        self.alerts = self.alerts[1:]

    def action_form(self) -> None:
        self.app.push_screen(Form())

    def action_fault(self) -> None:
        childs_name = "Kayleigh Marsden-Example"
        raise KeyError(childs_name)

    def on_board_lines_cursor_at(self, message: BoardLines.CursorAt) -> None:
        self.answer(f"at {message.key}")

    def on_board_lines_cursor_moved(self, message: BoardLines.CursorMoved) -> None:
        self.answer(f"{message.lost_key} is gone, now at {message.new_key}")

    def on_board_lines_chosen(self, message: BoardLines.Chosen) -> None:
        self.answer(f"chosen {message.key}")


class SmallApp(TerminalApp):
    """The small board on a terminal."""

    def __init__(self, count: int = 12) -> None:
        super().__init__()
        self.count = count

    def on_mount(self) -> None:
        self.set_title("NIGHTDESK 2 missing")
        self.push_screen(SmallBoard())

    def keep_typed_text(self) -> None:
        if path := os.environ.get("DRAFT"):
            with open(path, "w", encoding="utf-8") as draft:
                draft.write("kept")

    def action_exit(self) -> None:
        self.exit(return_code=0)


def main(arguments: Sequence[str]) -> int:
    """The exit status."""
    if problem := objection(os.environ):
        print(problem, file=sys.stderr)
        return 2
    no_core_dumps()
    return run_on_terminal(SmallApp(int(arguments[0]) if arguments else 12))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
