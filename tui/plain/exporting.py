"""The command `export`: the government's returns, checked first, into the exports folder."""

from __future__ import annotations

from data.exports import KINDS, export
from data.outcome import Refusal
from models.text import how_many
from tui.plain.answer import fail, refuse, say, say_json
from tui.plain.options import parser
from tui.plain.progress import Stopped, read_through
from tui.plain.session import open_session
from tui.plain.shapes import VERSION
from tui.plain.status import DONE, STOPPED


def run(name: str, words: list[str]) -> int:
    """Writes one return; returns the exit status."""
    made = parser(name, "Write a return (SSDA903 Missing, Annex A's list 8) or the year's episodes.", reading=True)
    made.add_argument("kind", choices=KINDS)
    made.add_argument("--year", type=int, required=True, help="the year in which the collection ends, on 31 March")
    made.add_argument("--out", required=True, metavar="NAME", help="a bare file name, in the exports folder")
    options = made.parse_args(words)
    session = open_session(options)
    try:
        folder = session.configuration.exports
        with read_through(session) as along:
            written = export(
                session.desk, options.kind, options.year, options.out, folder, session.register, session.now, along
            )
        if isinstance(written, Refusal):
            return refuse(written.problems, session.as_json)
        if session.as_json:
            say_json({"v": VERSION, "file": str(written.file), "rows": written.rows})
        else:
            say(f"Written: {written.file}, {how_many(written.rows, 'row')}.")
        return DONE
    except Stopped:
        return fail("Stopped; nothing was written.", STOPPED, session.as_json)
    finally:
        session.desk.close()
