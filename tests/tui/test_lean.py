"""What is left out of Textual when the board starts is out, and there for whoever asks for it afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
START = """
import json, os, sys
from tui.environment import prepare
prepare(os.environ)
from tui.lean import load_asyncio_alone, load_textual_without_palette
load_asyncio_alone()
load_textual_without_palette()
import tui.app
loaded = sorted(sys.modules)
from textual.command import CommandPalette
from textual.widgets import Input
import ssl
print(json.dumps({"loaded": loaded, "palette": CommandPalette.__mro__[1].__name__, "tls": ssl.HAS_TLSv1_3}))
"""


def started() -> Any:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
    ran = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, check=True, cwd=REPOSITORY, env=environment
    )
    return json.loads(ran.stdout)


def test_the_board_loads_neither_the_palette_nor_its_widgets_nor_openssl():
    loaded = set(started()["loaded"])
    assert {"textual.app", "tui.app"} <= loaded
    assert not {"textual.command", "textual.widgets._tree", "textual.widgets._option_list", "ssl"} & loaded


def test_what_was_left_out_is_there_for_whoever_loads_it_later():
    found = started()
    assert found["palette"] == "SystemModalScreen"
    assert found["tls"]
