"""A store and somebody who types commands at it: in this process where it must be quick, else in one of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from tui.main import main

EVENING = "2026-11-22 22:00"
"""A Sunday in November: London is on GMT."""

NOBODY = 65534


class Answer(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    def problems(self) -> dict[str, str]:
        """The refusal's problems by field, from a `--json` answer."""
        assert self.status == 1, self
        return {problem["field"]: problem["message"] for problem in self.json["problems"]}


def as_nobody(room: Room, *words: str) -> subprocess.CompletedProcess[bytes]:
    """One command of an account that nobody has named, on a store where that account can get."""
    command = [str(python_for_all()), "-m", "tui", *words]
    path = os.pathsep.join((os.environ["PYTHONPATH"], sysconfig.get_path("purelib")))
    environ = {**os.environ, **room.environment(), "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, env=environ, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, check=False
    )


def python_for_all() -> Path | None:
    """An interpreter like ours that every account may run."""
    asks = "import sys, zlib; sys.exit(sys.version_info < (3, 11))"
    for path in (sys.executable, shutil.which("python3", path="/usr/bin:/usr/local/bin")):
        try:
            if path and not subprocess.run([path, "-c", asks], user=NOBODY, group=NOBODY, extra_groups=[]).returncode:
                return Path(path)
        except PermissionError:
            continue
    return None


class Stdin(io.TextIOWrapper):
    """Standard input that holds some bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), "utf-8")


class Room:
    """Commands on one store, at a time that the test sets."""

    def __init__(self, store: Path, at: str = EVENING) -> None:
        self.store, self.at = store, at

    def environment(self, **more: str) -> dict[str, str]:
        clock = {"NIGHTDESK_CLOCK": f"{self.at}x0"} if self.at else {}
        return {"NIGHTDESK_STORE": str(self.store), **clock, **more}

    def run(self, *words: object, stdin: bytes = b"", **environ: str) -> Answer:
        """One command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, self.environment(**environ)),
            mock.patch.object(sys, "stdin", Stdin(stdin)),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                status = main([str(word) for word in words])
            except SystemExit as end:
                status = int(end.code or 0)
        return Answer(status, out.getvalue(), err.getvalue())

    def spawn(self, *words: object, **options: Any) -> subprocess.Popen[bytes]:
        """One command in a process of its own, still running."""
        environ = {**os.environ, **self.environment(), **options.pop("env", {})}
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE) | options
        command = [sys.executable, "-m", "tui", *map(str, words)]
        return subprocess.Popen(command, env=environ, **pipes)

    def process(self, *words: object, stdin: bytes = b"", **options: Any) -> Answer:
        """One command in a process of its own, to its end."""
        running = self.spawn(*words, **options)
        out, err = running.communicate(stdin, timeout=60)
        return Answer(running.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    def ok(self, *words: object, **options: Any) -> Any:
        """The JSON answer of a command that must succeed."""
        answer = self.run(*words, "--json", **options)
        assert answer.status == 0, answer
        return answer.json

    def words(self, *words: object, **options: Any) -> str:
        """The words of a command that must succeed."""
        answer = self.run(*words, **options)
        assert answer.status == 0, answer
        return answer.out

    def refused(self, *words: object, **options: Any) -> dict[str, str]:
        """The problems of a command that must be refused, by field. Nothing may have been recorded."""
        before = self.head()
        found = self.run(*words, "--json", **options).problems()
        assert self.head() == before, "a refused command recorded something"
        return found

    def head(self) -> int:
        """The number of the last entry."""
        slots = (self.store / "HEAD").read_bytes()
        seqs = [json.loads(part)["seq"] for part in (slots[:4096], slots[4096:]) if part.strip()]
        return max(seqs)

    def child(self, forename: str = "Kayleigh", surname: str = "Barnes", **details: str) -> str:
        """A child's id; looked after unless said otherwise."""
        told = {"dob": "14/2/2011", "legal": "looked-after", "placement": "Ash House", **details}
        options = [word for name, text in told.items() for word in (f"--{name.replace('_', '-')}", text)]
        added = self.ok("child", "add", "--surname", surname, "--forename", forename, *options)
        return str(added["child"])

    def open(self, child: str, since: str = "2030", **more: str) -> str:
        """An episode's id; missing unless said otherwise."""
        told = {"status": "missing", "since": since, "source": "carer", **more}
        options = [word for name, text in told.items() for word in (f"--{name.replace('_', '-')}", text)]
        return str(self.ok("open", child, *options)["episode"])

    def episode(self, episode: str, *words: str) -> dict[str, Any]:
        """One episode as `show --json` has it."""
        (shape,) = self.ok("show", episode, *words)["episodes"]
        return dict(shape)

    def clocks(self, episode: str, rule: str, *words: str) -> list[dict[str, Any]]:
        """The clocks of one rule."""
        return [clock for clock in self.episode(episode, *words)["clocks"] if clock["rule"] == rule]

    def clock(self, episode: str, rule: str, *words: str) -> dict[str, Any]:
        """The one clock of a rule."""
        (clock,) = self.clocks(episode, rule, *words)
        return clock
