"""A real sshd on loopback, with the configuration that comes with Nightdesk, and callers with keys."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from pathlib import Path

from tests.source import ROOT
from tests.terminal.harness import Terminal

SHIPPED = ROOT / "docs" / "install" / "sshd_nightdesk.conf"
SBIN = f"{os.environ['PATH']}:/usr/sbin:/sbin"
SSHD = shutil.which("sshd", path=SBIN)
WIDE_OPEN = (
    "LANG LC_* TERM* COLUMNS LINES TEXTUAL* PYTHON* NIGHTDESK_* XDG_* PG* HOME "
    "EDITOR VISUAL PAGER TZ USER LOGNAME SSH_*"
)
"""What a careless sshd might accept from outside: wider than the installation page asks for."""


class Sshd:
    """The server, and where it keeps its things."""

    def __init__(self, folder: Path, store: Path, python: str, accounts: tuple[str, ...], leads_to: str = "") -> None:
        """`leads_to`: the words behind `--door`, where that is not the store alone."""
        self.folder, self.store, self._leads_to = folder, store, leads_to or str(store)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        _make_key(folder / "host")
        keys = folder / "keys"
        keys.mkdir()
        for open_to_all in (folder, keys):
            open_to_all.chmod(0o755)
        for account in accounts:
            _make_key(folder / account)
            shutil.copy(folder / f"{account}.pub", keys / account)
            (keys / account).chmod(0o644)
        config = folder / "sshd_config"
        config.write_text(self._configuration(python, accounts))
        if os.geteuid() == 0:
            separation = Path("/run/sshd")
            separation.mkdir(exist_ok=True)
            separation.chmod(0o755)
        self.log = folder / "sshd.log"
        self.process = subprocess.Popen([SSHD, "-D", "-f", str(config), "-E", str(self.log)])
        self._wait()

    def _configuration(self, python: str, accounts: tuple[str, ...]) -> str:
        """The shipped file, with the paths of this machine; nothing else in it is changed."""
        start = self.folder / "start.py"
        start.write_text(
            f"import sys\nsys.path[:0] = {[str(ROOT), sysconfig.get_path('purelib')]!r}\n"
            "from tui.main import main\nsys.exit(main())\n"
        )
        start.chmod(0o644)
        shipped = SHIPPED.read_text()
        command = re.search(r"ForceCommand (.*)", shipped)[1]
        ours = command.replace("/opt/nightdesk/bin/python -I -m tui", f"{python} -I {start}")
        ours = ours.replace("/srv/nightdesk/store --config /etc/nightdesk/nightdesk.toml", self._leads_to)
        shipped = shipped.replace(command, ours).replace("/etc/nightdesk/keys", str(self.folder / "keys"))
        shipped = shipped.replace("Match Group nightdesk", f"Match User {','.join(accounts)}")
        return (
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.folder / 'host'}\nPidFile none\nUsePAM no\n"
            f"StrictModes no\nPermitRootLogin prohibit-password\nPasswordAuthentication no\nAcceptEnv {WIDE_OPEN}\n"
            f"Subsystem sftp internal-sftp\n{shipped}"
        )

    def _wait(self) -> None:
        end = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                assert self.process.poll() is None and time.monotonic() < end, self.log.read_text()
                time.sleep(0.05)

    def stop(self) -> None:
        """Ends the server."""
        self.process.terminate()
        self.process.wait(10)

    def options(self, account: str = "") -> list[str]:
        """What every client needs."""
        settings = {"StrictHostKeyChecking": "no", "UserKnownHostsFile": "/dev/null", "IdentitiesOnly": "yes",
                    "BatchMode": "yes", "LogLevel": "ERROR", "SendEnv": WIDE_OPEN}  # fmt: skip
        account = account or getpass.getuser()
        return ["-F", "none", "-i", str(self.folder / account), *[f"-o{k}={v}" for k, v in settings.items()]]

    def line(self, *words: str, account: str = "", tty: bool = False) -> list[str]:
        """The command with which a worker calls."""
        account = account or getpass.getuser()
        where = ["-p", str(self.port), "-l", account, "127.0.0.1"]
        return ["ssh", "-tt" if tty else "-T", *self.options(account), *where, *(["--"] * bool(words)), *words]

    def call(
        self, *words: str, account: str = "", environ: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """One command through the door."""
        return subprocess.run(self.line(*words, account=account), env={**os.environ, **(environ or {})}, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)  # fmt: skip

    def board(self, *words: str, account: str = "", environ: Mapping[str, str] | None = None) -> Terminal:
        """The full screen through the door, on a terminal."""
        return Terminal(self.line(*words, account=account, tty=True), environ=environ)

    def programs(self) -> set[str]:
        """The programs that run behind this door now."""
        found, parents = set(), {self.process.pid}
        for _ in range(8):
            children = {pid for parent in parents for pid in _children(parent)}
            for pid in children:
                found.add(_program(pid))
            parents = children
        return found - {""}

    def nightdesk(self) -> list[int]:
        """The process ids of Nightdesk behind this door."""
        found, parents = [], {self.process.pid}
        for _ in range(8):
            parents = {pid for parent in parents for pid in _children(parent)}
            found += [pid for pid in parents if _program(pid).startswith("python")]
        return found


def _make_key(path: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", path.name, "-f", str(path)], check=True)


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _program(pid: int) -> str:
    try:
        return os.path.basename(os.readlink(f"/proc/{pid}/exe"))
    except OSError:
        return ""


PYTHON = os.path.realpath(sys.executable)
