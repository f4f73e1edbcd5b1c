"""The real desk with one form opened over the board: `python -m tests.cut_off.one_form OPENING WORDS…`.

OPENING is JSON (`act`, `episode`, `child`, `given`); WORDS are those of `nightdesk`. A form is opened by its act and
not by its keys, so that a new one is walked without anybody writing down how to reach it.
"""

from __future__ import annotations

import json
import sys

from screens.forms.acts import ACTS
from screens.forms.form import ActForm
from screens.forms.scene import case_of
from tui.app import NightdeskApp
from tui.main import main

OPENING = json.loads(sys.argv[1])


class OneForm(NightdeskApp):
    """The desk, with the worker in a form already."""

    def _begin(self) -> None:
        super()._begin()
        case = case_of(self.desk, OPENING["episode"]) if OPENING["episode"] else None
        form = ActForm(ACTS[OPENING["act"]], case, OPENING["child"], OPENING["given"], focus=OPENING["first"])
        self.push_screen(form, self.board.recorded)


if __name__ == "__main__":
    import tui.app

    tui.app.NightdeskApp = OneForm  # type: ignore[misc]
    sys.exit(main(sys.argv[2:]))
