"""The board as a stock Textual application with a `DataTable`: `python -m benchmarks.peers.table ROWS`."""

from __future__ import annotations

import time

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import DataTable, Static

from benchmarks.peers import content

COLOURS = {"soon": "bright_yellow", "overdue": "bright_red", "plain": ""}


class Table(App[None]):
    """Title, table, status and keys; the cells in sight are updated each second."""

    CSS = "DataTable { height: 1fr; } Static { height: 1; }"

    def __init__(self) -> None:
        super().__init__(ansi_color=True)

    def compose(self) -> ComposeResult:
        yield Static(content.TITLE, markup=False)
        yield DataTable(cursor_type="row", show_header=False)
        yield Static("", id="status", markup=False)
        yield Static(content.KEYS, markup=False)

    def on_mount(self) -> None:
        self.theme = "ansi-dark"
        table = self.query_one(DataTable)
        table.add_column("in", key="in", width=7)
        table.add_column("what", key="what")
        for n in range(content.rows()):
            table.add_row(self.cell(n), content.words(n), key=str(n))
        table.focus()
        self.set_interval(1.0, self.tick)

    def cell(self, number: int) -> Text:
        return Text(content.countdown(number, time.time()), COLOURS[content.tone(number)])

    def tick(self) -> None:
        table = self.query_one(DataTable)
        top = int(table.scroll_offset.y)
        for n in range(top, min(top + table.size.height, content.rows())):
            table.update_cell(str(n), "in", self.cell(n))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        self.query_one("#status", Static).update(f"{content.STATUS}{event.row_key.value}", layout=False)


if __name__ == "__main__":
    Table().run(mouse=False)
