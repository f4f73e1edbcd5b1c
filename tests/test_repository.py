"""What is kept in the repository: locks, commands that exist, nothing of one machine or its maker."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path

import pytest

from tests.source import ROOT, kept_files

LOCKS = ("build", "run", "dev", "fuzz", "audit")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+) \\$", re.M)
LOCK_LINE = re.compile(r"#.*|\s+# .*|[a-z0-9-]+==\S+ \\|\s+--hash=sha256:[0-9a-f]{64}( \\)?|")
# Put together here, so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w.~$}-])/(?:" + "|".join(("work", "root", "home/[a-z]", "Users")) + r")/")
INDEX = re.compile("|".join(("index" + r"-url\s*=", "find" + r"-links\s*=", "trusted" + r"-host\s*=", "/simp" + "le/")))
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")) + r")\b")


def lock(name: str) -> str:
    """The text of one lock file."""
    return (ROOT / "requirements" / f"{name}.txt").read_text()


def wanted(text: str) -> list[str]:
    """The requirements of an .in file, without comments and references."""
    return sorted(line for line in text.splitlines() if line and line[0] not in "#-")


def texts() -> list[tuple[Path, str]]:
    """Every kept file that is text, with its text."""
    found = []
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((path.relative_to(ROOT), content.decode("utf-8", "replace")))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(name):
    strange = [line for line in lock(name).splitlines() if not LOCK_LINE.fullmatch(line)]
    assert not strange


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_has_its_hashes(name):
    blocks = re.split(r"^(?=[a-z0-9-]+==)", lock(name), flags=re.M)[1:]
    assert blocks
    assert not [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]


def test_the_lock_to_run_is_part_of_the_lock_to_develop():
    run, dev = dict(PINNED.findall(lock("run"))), dict(PINNED.findall(lock("dev")))
    assert run.items() <= dev.items()


def test_what_is_locked_to_run_is_what_the_project_asks_for():
    assert wanted((ROOT / "requirements" / "run.in").read_text()) == sorted(PROJECT["dependencies"])


def test_textual_is_pinned_exactly_because_private_names_are_used():
    assert "textual==8.2.8" in PROJECT["dependencies"]
    assert dict(PINNED.findall(lock("run")))["textual"] == "8.2.8"


def test_no_file_names_one_machine_or_its_index():
    found = [f"{path}: {hit.group()}" for path, text in texts() for hit in MACHINE.finditer(text)]
    found += [f"{path}: {hit.group()}" for path, text in texts() for hit in INDEX.finditer(text)]
    assert not found


def test_nothing_is_left_unfinished():
    assert not [f"{path}: {hit.group()}" for path, text in texts() for hit in UNFINISHED.finditer(text)]


def test_no_file_holds_a_key_or_is_huge():
    assert not [str(path) for path, text in texts() if "PRIVATE" + " KEY-----" in text]
    assert not [str(path) for path in kept_files() if path.stat().st_size > 2_000_000]


def targets() -> set[str]:
    """What `make` can be asked for."""
    return set(re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text(), re.M))


def asked_for(text: str) -> set[str]:
    """The make targets that a page tells its reader to use, in a block or within a line."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    blocks += re.findall(r"`([^`\n]+)`", text)
    return {name for block in blocks for name in re.findall(r"(?:^|&& )make ([a-z]+)", block, re.M)}


@pytest.mark.parametrize("page", sorted(path for path in kept_files() if path.suffix == ".md"), ids=lambda p: p.name)
def test_a_page_names_only_commands_that_exist(page):
    assert not asked_for(page.read_text()) - targets()


def test_the_readme_says_how_to_run_test_and_check():
    assert {"run", "test", "check", "faults", "bench"} <= asked_for((ROOT / "README.md").read_text())


@pytest.mark.parametrize("page", sorted(path for path in kept_files() if path.suffix == ".md"), ids=lambda p: p.name)
def test_a_page_links_only_to_files_that_exist(page):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    assert not [link for link in links if "://" not in link and not (page.parent / link).exists()]


def test_ci_runs_what_a_person_runs():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert "set -euo pipefail" in script.read_text()
    assert "for target in check test" in script.read_text()


def test_the_changelog_knows_the_version():
    log = (ROOT / "CHANGELOG.md").read_text()
    assert "## [Unreleased]" in log or f"## [{PROJECT['version']}]" in log
