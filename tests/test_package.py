"""The wheel: it holds the four layers and what they read, and an environment made from it starts the desk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.source import LAYERS, ROOT, kept_files

pytestmark = pytest.mark.slow
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def quietly(*command: str | Path, **options: object) -> str:
    """What a command printed; its errors when it fails."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    answer = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, env=clean, **options
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the kept files, so that nothing left by an earlier build gets in."""
    folder = tmp_path_factory.mktemp("source")
    for path in kept_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    quietly(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", folder)
    (built,) = (folder / "dist").glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_four_layers(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {path.relative_to(ROOT).as_posix() for path in kept_files() if path.relative_to(ROOT).parts[0] in LAYERS}
    assert {name for name in held if ".dist-info/" not in name} == ours


def test_the_wheel_holds_no_tests_and_the_licence(wheel):
    held = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("licenses/LICENSE") for name in held)
    assert not [name for name in held if name.split("/")[0] in {"tests", "benchmarks", "tools", "docs"}]


def test_an_environment_with_the_wheel_starts_the_desk(wheel, tmp_path):
    """The packages it needs are lent by this environment: nothing is fetched."""
    quietly(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    quietly(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    (packages,) = (tmp_path / "env" / "lib").glob("python3*/site-packages")
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("__editable__", "nightdesk", "_")) and path.suffix != ".pth":
            (packages / path.name).exists() or (packages / path.name).symlink_to(path)
    desk = tmp_path / "env" / "bin" / "nightdesk"
    assert VERSION in quietly(desk, "--version", cwd=tmp_path)
    assert "open" in quietly(desk, "--help", cwd=tmp_path)
    assert VERSION in quietly(python, "-m", "tui", "--version", cwd=tmp_path)
