"""What is left out when the board starts is out, and there for whoever asks for it afterwards."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tui.later_patterns import LaterPattern, compiled_when_used

REPOSITORY = Path(__file__).resolve().parents[2]
START = """
import json, os, sys
from tui.environment import prepare
prepare(os.environ)
from tui.lean import load_asyncio_alone, load_textual_alone, load_zones_alone
load_zones_alone()
load_asyncio_alone()
load_textual_alone()
import tui.app
loaded = sorted(sys.modules)
import re
from tui.later_patterns import LaterPattern
later, places = [], [sys.modules[name] for name in loaded if name.partition(".")[0] in ("textual", "rich")]
for place in [*places, *(each for module in places for each in vars(module).values() if isinstance(each, type))]:
    later += [[place.__name__, name] for name, each in vars(place).items() if isinstance(each, LaterPattern)]
files = sorted({module.__file__ for module in places if module.__file__})
from textual.command import CommandPalette
from textual.widgets import Input
import mimetypes
import platformdirs
import ssl
import sysconfig
import uuid
from models.times.zone import LONDON
build = sysconfig.get_config_var("TZPATH")
found = {"later": later, "files": files, "now": type(re.compile("a")).__name__, "loaded": loaded}
found |= {"name": uuid.uuid4().version, "kind": mimetypes.guess_type("a.pdf")[0]}
found |= {"place": platformdirs.user_downloads_path().name}
found |= {"build": build, "zone": LONDON.key, "tls": ssl.HAS_TLSv1_3}
print(json.dumps(found | {"palette": CommandPalette.__mro__[1].__name__}))
"""


@cache
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
    assert not {"platformdirs", "platform", "shutil", "uuid", "mimetypes"} & loaded


def test_what_was_left_out_is_there_for_whoever_loads_it_later():
    found = started()
    assert found["palette"] == "SystemModalScreen"
    assert (found["name"], found["kind"]) == (4, "application/pdf") and found["place"]
    assert found["tls"] and found["build"] and found["zone"] == "Europe/London"


def test_no_pattern_that_is_compiled_when_used_is_given_to_a_function_that_wants_a_compiled_one():
    found = started()
    names = {name for _, name in found["later"]}
    assert {"textual.color", "rich.color"} <= {place for place, _ in found["later"]}
    given = re.compile(rf"\bre\.\w+\(\s*(?:\w+\.)*({'|'.join(map(re.escape, names))})\b")
    assert len(names) >= 10 and not [file for file in found["files"] if given.search(Path(file).read_text())]


def test_patterns_made_afterwards_are_compiled_as_ever():
    assert started()["now"] == "Pattern"


def test_a_pattern_that_waits_does_what_a_compiled_one_does():
    made = []
    compiled_when_used((__name__.partition(".")[0],), lambda: made.append(re.compile("(?P<name>a+)b", re.I)))
    later = made[0]
    assert isinstance(later, LaterPattern) and "_made" not in vars(later)
    match = later.match
    assert "_made" not in vars(later) and match("AAb")["name"] == "AA"
    assert later.search("xxab").span() == (2, 4) and later.sub("-", "abab") == "--" and later.match("ab", 1) is None
    assert later.pattern == "(?P<name>a+)b" and dict(later.groupindex) == {"name": 1}
