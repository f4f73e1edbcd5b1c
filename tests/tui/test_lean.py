"""What is left out when the board starts is out, and there for whoever asks for it afterwards."""

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
from tui.lean import load_asyncio_alone, load_textual_without_palette, load_zones_alone
load_zones_alone()
load_asyncio_alone()
load_textual_without_palette()
import tui.app
loaded = sorted(sys.modules)
from textual.command import CommandPalette
from textual.widgets import Input
import ssl
import sysconfig
from models.times.zone import LONDON
build = sysconfig.get_config_var("TZPATH")
found = {"loaded": loaded, "build": build, "zone": LONDON.key, "tls": ssl.HAS_TLSv1_3}
print(json.dumps(found | {"palette": CommandPalette.__mro__[1].__name__}))
"""


def started() -> Any:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
    ran = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, check=True, cwd=REPOSITORY, env=environment
    )
    return json.loads(ran.stdout)


def test_the_board_loads_neither_the_palette_nor_its_widgets_nor_openssl_nor_how_python_was_built():
    loaded = set(started()["loaded"])
    assert {"textual.app", "tui.app"} <= loaded
    assert not any(name.startswith("_sysconfigdata") for name in loaded)
    assert not {"textual.command", "textual.widgets._tree", "textual.widgets._option_list", "ssl"} & loaded


def test_what_was_left_out_is_there_for_whoever_loads_it_later():
    found = started()
    assert found["palette"] == "SystemModalScreen"
    assert found["tls"] and found["build"] and found["zone"] == "Europe/London"
