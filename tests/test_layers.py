"""The house: a layer knows only those below it, the lower two stay light, and nothing outgrows a page."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import LAYERS, ROOT, functions, imported, modules, name_of, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
SCREEN_LIBRARIES = {"textual", "rich"}


def loaded_by(statements: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running the statements."""
    code = f"{statements}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(answer.stdout.split())


def roots(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    return {name.partition(".")[0] for name in imported(path)}


def import_all(*layers: str) -> str:
    """Statements that import every module of the layers."""
    return "\n".join(f"import {name_of(path)}" for path in modules(*layers))


def test_every_layer_is_there_and_says_what_it_is():
    for layer in LAYERS:
        assert ast.get_docstring(tree(ROOT / layer / "__init__.py")), layer


def test_models_and_data_load_neither_textual_nor_rich():
    loaded = loaded_by(import_all("models", "data"))
    assert {"models", "data"} <= loaded
    assert not loaded & SCREEN_LIBRARIES


def test_models_loads_no_database_and_nothing_of_the_layers_above():
    loaded = loaded_by(import_all("models"))
    assert not loaded & {"tui", "screens", "data", "tinydb", "orjson", "rapidfuzz", *SCREEN_LIBRARIES}


def test_models_loads_nothing_slow():
    """Plain commands start in tens of milliseconds; each of these would be felt."""
    assert not loaded_by(import_all("models")) & {"dataclasses", "inspect", "holidays", "asyncio", "urllib"}


def test_a_model_imports_the_standard_library_dateutil_and_models_alone():
    allowed = {*sys.stdlib_module_names, "dateutil", "models"}
    strange = {name_of(path): roots(path) - allowed for path in modules("models")}
    assert not {name: found for name, found in strange.items() if found}


def test_a_model_asks_neither_clock_nor_chance_nor_disk():
    outside = {"os", "io", "pathlib", "time", "random", "secrets", "uuid", "socket", "subprocess", "shutil"}
    asked = [f"{name_of(path)}:{line}" for path in modules("models") for line in questions(path)]
    asked += [name_of(path) for path in modules("models") if roots(path) & outside]
    assert not asked, "now is an argument, and data does the reading and writing"


def questions(path: Path) -> Iterator[int]:
    """The lines on which a file asks the clock, or opens, prints or asks."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Attribute(attr="now" | "utcnow" | "today", value=ast.Name(id="datetime" | "date"))):
                yield node.lineno
            case ast.Call(func=ast.Name(id="open" | "print" | "input")):
                yield node.lineno


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_none_above_it(layer):
    above = set(LAYERS[: LAYERS.index(layer)])
    assert not [name_of(path) for path in modules(layer) if roots(path) & above]


def test_a_file_is_one_idea_of_at_most_300_lines():
    lengths = {name_of(path): path.read_bytes().count(b"\n") for path in modules()}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}


def test_a_function_has_at_most_40_lines():
    lengths = {
        f"{name_of(path)}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in modules()
        for node in functions(path)
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}


def test_a_file_is_named_for_its_idea():
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert not [path for path in modules() if path.stem in vague]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the packages in a folder."""
    code = "from importlinter.cli import lint_imports_command as check; check(['--no-logo', '--no-cache'])"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_import_linter_finds_the_layers_kept():
    answer = lint_imports(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("place", "breach"),
    [
        ("data", "import textual"),
        ("data", "import screens"),
        ("models", "import data"),
        ("screens", "import tui"),
    ],
)
def test_import_linter_notices_a_breach(tmp_path, monkeypatch, place, breach):
    monkeypatch.delenv("PYTHONPATH")
    for layer in LAYERS:
        (tmp_path / layer).mkdir()
        (tmp_path / layer / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert lint_imports(tmp_path).returncode == 0
    (tmp_path / place / "astray.py").write_text(breach)
    assert lint_imports(tmp_path).returncode == 1
