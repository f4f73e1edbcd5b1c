"""A real PostgreSQL for the tests: a cluster of its own in a temporary folder on a unix socket, stopped by its pid."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

MISSING = "PostgreSQL is not installed here (on Debian: apt-get install postgresql)"
PORT = 54329
"""The first server's, which is part of its socket's name."""


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs; empty where it is not installed."""
    newest = sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: int(path.split("/")[4]))
    return newest[-1] if newest else shutil.which(name) or ""


def is_installed() -> bool:
    """Whether there is a server to start, and the driver to speak to it."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return False
    return bool(program("initdb") and program("postgres"))


def _other_user() -> dict[str, object]:
    """PostgreSQL refuses to run as root: root's tests start it as another account."""
    if os.getuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    return {}


class Cluster:
    """One server and its folder."""

    def __init__(self, folder: Path, port: int = PORT, tcp: str = "") -> None:
        self.folder, self.data, self.port, self.tcp = folder, folder / "data", port, tcp
        self.process: subprocess.Popen[bytes] | None = None
        self._databases = 0

    def run(self, name: str, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs one of PostgreSQL's programs as the server's account."""
        return subprocess.run(
            [program(name), *words],
            capture_output=True,
            text=True,
            check=check,
            cwd="/",
            **_other_user(),  # type: ignore[call-overload]
        )

    def make(self) -> None:
        """The files of a new cluster."""
        self.run(
            "initdb", "-D", str(self.data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"
        )

    def start(self, *settings: str) -> None:
        """Starts the server and waits until it answers; `settings` as `name=value`."""
        given = [
            f"unix_socket_directories={self.folder}",
            f"listen_addresses={self.tcp}",
            "max_connections=100",
            "shared_buffers=16MB",
            *settings,
        ]
        words = [word for setting in given for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program("postgres"), "-D", str(self.data), "-p", str(self.port), *words],
                stdout=log, stderr=log, cwd="/", **_other_user(),  # type: ignore[call-overload]
            )  # fmt: skip
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        from psycopg import OperationalError, connect

        until = time.monotonic() + 60
        while True:
            assert self.process is not None and self.process.poll() is None, self.log()
            try:
                connect(self.address("postgres")).close()
                return
            except OperationalError as problem:
                assert time.monotonic() < until, f"{problem}\n{self.log()}"
                time.sleep(0.02)

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def address(self, database: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def tcp_address(self, database: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@{self.tcp}:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of an empty database."""
        self._databases += 1
        name = f"t{self._databases}"
        self.sql(f"create database {name}")
        return self.address(name)

    def sql(self, *statements: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Runs statements as the superuser; returns the rows of the last one."""
        from psycopg import connect

        with connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def kill(self) -> None:
        """As if the power had gone: the server and all it started, without a word."""
        assert self.process is not None
        children = _children(self.process.pid)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for pid in children:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        _wait_until_gone(children)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        self.process = None


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


def _wait_until_gone(pids: list[int]) -> None:
    until = time.monotonic() + 20
    while any(os.path.exists(f"/proc/{pid}") for pid in pids) and time.monotonic() < until:
        time.sleep(0.01)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(*settings: str, tcp: str = "") -> Iterator[Cluster]:
    """A running server, gone with its files afterwards."""
    with own_folder() as folder:
        made = Cluster(folder, free_port() if tcp else PORT, tcp)
        made.make()
        made.start(*settings)
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that the server's account may write to; its path is short, as a socket's must be."""
    folder = Path(tempfile.mkdtemp(prefix="nd-pg-", dir="/tmp"))
    other = _other_user()
    if other:
        os.chown(folder, int(str(other["user"])), int(str(other["group"])))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
