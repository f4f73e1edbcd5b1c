"""The source of Nightdesk as the tests of its shape read it: the files, and their syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("tui", "screens", "data", "models")


def modules(*layers: str) -> list[Path]:
    """Every Python file of the layers (all four if none is named), in order."""
    return sorted(path for layer in layers or LAYERS for path in (ROOT / layer).rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_bytes(), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, however deep."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in the file, by their full names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""


def kept_files() -> list[Path]:
    """Every file that git keeps or would keep; in an unpacked archive, all but what was built or cached there."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(asked, capture_output=True, check=False)
    if answer.returncode == 0:
        found = [ROOT / name for name in answer.stdout.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not any(map(_made_here, path.relative_to(ROOT).parts))]
    return sorted(path for path in found if path.is_file())


def _made_here(part: str) -> bool:
    return part in {"__pycache__", "build", "dist"} or part.endswith(".egg-info") or (part[0] == "." and part != ".ci")
