"""The watch: every alert is raised, once, wherever it is cut off, and none carries a name."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.desk import Desk
from data.io import TrainingClock
from data.watch.channels import AGAIN
from models.commands.desk import SeeAlert
from models.duties.alerts import alerts_of
from models.times.zone import from_iso
from tests.outbox.post_office import PostOffice, served
from tests.plain.typing_room import Room

NIGHT = "2026-11-23T02:40:00Z"
PYTHON = os.path.realpath(sys.executable)
REF = re.compile(r"Ref ([0-9a-f]{8})")
CUTS = "write,fdatasync,connect,sendto"
"""The system calls by which an alert leaves and is remembered."""


class Log:
    """Stands in for the system log: a socket, and what came through it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.setblocking(False)
        self.lines: list[str] = []

    def read(self) -> list[str]:
        """Everything so far but the record's fingerprints."""
        while True:
            try:
                line = self._socket.recv(65536).decode()
            except BlockingIOError:
                return self.lines
            if ": head " not in line:
                self.lines.append(line)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path / "log")
    yield made
    made.close()


@pytest.fixture
def config(tmp_path: Path, log: Log) -> Path:
    path = tmp_path / "nightdesk.toml"
    path.write_text(f'[alerts]\nsyslog = "{log.path}"\nfile = "{tmp_path / "alerts"}"\n')
    return path


@pytest.fixture
def own(night: Room, tmp_path: Path) -> Room:
    """The demonstration night, to be changed; nobody has watched over it."""
    shutil.copytree(night.store, tmp_path / "own")
    return Room(tmp_path / "own", NIGHT)


def watch(room: Room, config: Path, *words: str, before: tuple[str, ...] = (), speed: str = "x0") -> list[str]:
    setting = ["--store", str(room.store), "--config", str(config), "--clock", room.at + speed]
    return [*before, PYTHON, "-m", "tui", *setting, "watch", *words]


def start(command: list[str]) -> subprocess.Popen[str]:
    path = os.pathsep.join((os.environ["PYTHONPATH"], sysconfig.get_path("purelib")))
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)  # fmt: skip


def ended(process: subprocess.Popen[str], status: int = 0) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == status, err
    return out


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "waited for in vain"
        time.sleep(0.02)


def standing(room: Room) -> int:
    desk = Desk.open(room.store, TrainingClock(from_iso(room.at), 0), write=False)
    try:
        return len(alerts_of(desk.cases()))
    finally:
        desk.close()


def plain(lines: list[str]) -> Counter[str]:
    """How often each alert was told as if it were new."""
    return Counter(found[1] for line in lines if AGAIN not in line and (found := REF.search(line)))


def told(lines: list[str]) -> set[str]:
    return {found[1] for line in lines if (found := REF.search(line))}


def test_each_alert_is_raised_once_on_every_way_out(own, config, log, tmp_path):
    first = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    second = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert (first.status, second.status, second.out) == (0, 0, "")
    for lines in (first.out.splitlines(), log.read(), (tmp_path / "alerts").read_text().splitlines()):
        assert len(told(lines)) == standing(own) > 5
        assert set(plain(lines).values()) == {1}


def test_no_alert_carries_a_name_and_a_training_store_says_so(own, config, log):
    told_on_output = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config)).out
    desk = Desk.open(own.store, TrainingClock(from_iso(own.at), 0), write=False)
    words = {word for history in desk.register.children() for word in re.findall(r"\w{3,}", history.child.name)}
    desk.close()
    assert len(words) > 10
    for line in (*log.read(), *told_on_output.splitlines()):
        assert not words & set(re.findall(r"\w+", line)), line
        assert "TRAINING" in line


def test_what_a_worker_has_seen_already_is_not_raised(own, config, log):
    desk = Desk.open(own.store, TrainingClock(from_iso(own.at), 0))
    seen = alerts_of(desk.cases())[0]
    desk.submit(SeeAlert(key=desk.new_key(), alert=seen.id))
    desk.close()
    own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert len(told(log.read())) == standing(own) - 1
    assert not [line for line in log.lines if seen.episode in line and "LAPSED" in line]


def test_a_way_out_that_fails_is_tried_again_and_does_not_hold_up_the_others(own, config, log, tmp_path):
    log.close()
    log.path.unlink()
    answer = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert answer.status == 3 and "syslog" in answer.err
    file = (tmp_path / "alerts").read_text()
    assert len(told(file.splitlines())) == standing(own)
    mended = Log(log.path)
    assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(config)).status == 0
    assert plain(mended.read()) == plain(file.splitlines()) and not any(AGAIN in line for line in mended.lines)
    assert (tmp_path / "alerts").read_text() == file
    mended.close()


def test_a_memory_that_cannot_be_written_silences_nothing(own, config, log):
    (own.store / "watch").write_text("in the way")
    answer = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert answer.status == 3 and "memory" in answer.err
    assert len(told(log.read())) == standing(own)


def test_a_wrong_setting_is_refused_in_words(own, tmp_path):
    config = tmp_path / "wrong.toml"
    config.write_text('[alerts]\nsyslog = "log"\nmail = "a@b.example"\npager = "x"\n')
    answer = own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert answer.status == 1 and "alerts.pager" in answer.err and "alerts.syslog" in answer.err


def test_check_tells_whether_anybody_watches_and_whether_alerts_wait(own, config):
    assert own.run("watch", "--check").status == 3
    own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert own.run("watch", "--check").status == 1
    desk = Desk.open(own.store, TrainingClock(from_iso(own.at), 0))
    for alert in alerts_of(desk.cases()):
        desk.submit(SeeAlert(key=desk.new_key(), alert=alert.id))
    desk.close()
    assert own.run("watch", "--check").status == 0
    os.utime(own.store / "watch" / "raised.jsonl", (0, 0))
    assert own.run("watch", "--check").status == 3


def test_doctor_says_when_nobody_watches_any_more(own, config):
    def finding() -> list[tuple[bool, str]]:
        found = own.run("doctor", "--json", NIGHTDESK_CONFIG=str(config)).json["findings"]
        return [(each["good"], each["words"]) for each in found if each["what"] == "watch"]

    assert not finding()[0][0] and "never looked" in finding()[0][1]
    own.run("watch", "--once", NIGHTDESK_CONFIG=str(config))
    assert finding() == [(True, "ways out: syslog, file")]
    os.utime(own.store / "watch" / "raised.jsonl", (0, 0))
    assert not finding()[0][0]


def test_doctor_finds_a_folder_that_others_may_look_into(own):
    (own.store / "ledger").chmod(0o755)
    found = own.run("doctor", "--json").json["findings"]
    assert [each["good"] for each in found if each["what"] == "mode of ledger"] == [False]


def mail_config(folder: Path, port: int) -> Path:
    path = folder / "mail.toml"
    path.write_text(
        '[alerts]\nsyslog = "off"\nmail = "boss@council.example, second@council.example"\n'
        f'[mail]\nserver = "127.0.0.1"\nport = "{port}"\nsecurity = "none"\nsender = "desk@council.example"\n'
        'timeout = "2"\n'
    )
    return path


def test_mail_carries_each_alert_once_and_no_name(own, tmp_path):
    office = PostOffice()
    with served(office) as port:
        config = mail_config(tmp_path, port)
        for _ in range(2):
            assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(config)).status == 0
    assert len(office.taken) == len({each["Message-ID"] for each in office.taken}) == standing(own)
    assert all(len(to) == 2 for to in office.recipients) and not any("Niamh" in str(each) for each in office.taken)


def test_a_mail_server_that_breaks_off_may_get_an_alert_again_and_it_says_so(own, tmp_path):
    office = PostOffice("drop")
    with served(office) as port:
        assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(mail_config(tmp_path, port))).status == 3
        assert office.in_data == 1
        office.manner = "accept"
        assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(mail_config(tmp_path, port))).status == 0
    assert [AGAIN.strip() in " ".join(str(each).split()) for each in office.taken].count(True) == 1
    assert len(office.taken) == standing(own)


def test_a_mail_server_that_is_not_there_loses_nothing(own, tmp_path):
    office = PostOffice()
    with served(office) as port:
        pass
    assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(mail_config(tmp_path, port))).status == 3
    office = PostOffice()
    with served(office) as port:
        assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(mail_config(tmp_path, port))).status == 0
    assert len(office.taken) == standing(own) and not any(AGAIN.strip() in str(each) for each in office.taken)


def test_a_lapse_is_raised_within_five_seconds_by_the_watch_alone(own, config, log, tmp_path):
    """The demonstration night's limit lapses at 22:30."""
    room = Room(own.store, "2026-11-22T22:29:58Z")
    process = start(watch(room, config, speed="x1"))
    wait_for(lambda: any("LAPSED" in line for line in log.read()))
    process.send_signal(signal.SIGTERM)
    assert "LAPSED" in ended(process)
    (line,) = [line for line in (tmp_path / "alerts").read_text().splitlines() if "LAPSED" in line]
    assert (from_iso(line[:20]) - from_iso("2026-11-22T22:30:00Z")).total_seconds() <= 5


def test_watches_at_once_raise_nothing_twice(own, config, log):
    for process in [start(watch(own, config, "--once")) for _ in range(4)]:
        ended(process)
    assert len(told(log.read())) == standing(own)
    assert set(plain(log.read()).values()) == {1} and not any(AGAIN in line for line in log.lines)


def test_what_others_record_while_it_watches_is_raised(own, config, log):
    process = start(watch(own, config))
    wait_for(lambda: len(told(log.read())) == standing(own))
    before = told(log.lines)
    child = own.child("Zed")
    own.ok("open", child, "--status", "missing", "--since", "2300", "--source", "carer", "--risk", "high")
    wait_for(lambda: told(log.read()) > before)
    process.terminate()
    ended(process)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_killed_at_every_step_it_misses_nothing_and_repeats_nothing_as_new(own, config, log, tmp_path):
    keep_two(own, config)
    shutil.copytree(own.store, tmp_path / "asis")
    trace = tmp_path / "trace"
    ended(start(watch(own, config, "--once", before=("strace", "-f", "-o", str(trace), "-e", f"trace={CUTS}"))))
    whole, steps = told(log.read()), len(re.findall(rf"^\d+ +(?:{CUTS.replace(',', '|')})\(", trace.read_text(), re.M))
    assert len(whole) == 2 and steps > 15
    for step in range(1, steps + 1):
        shutil.rmtree(own.store)
        shutil.copytree(tmp_path / "asis", own.store)
        (tmp_path / "alerts").unlink(missing_ok=True)
        log.lines.clear()
        kill = (
            "strace",
            "-f",
            "-o",
            "/dev/null",
            "-e",
            f"trace={CUTS}",
            "-e",
            f"inject={CUTS}:signal=KILL:when={step}",
        )
        start(watch(own, config, "--once", before=kill)).communicate(timeout=60)
        assert own.run("watch", "--once", NIGHTDESK_CONFIG=str(config)).status == 0
        assert told(log.read()) == whole, step
        assert max(plain(log.lines).values()) == 1, (step, log.lines)
        file = (tmp_path / "alerts").read_text().splitlines()
        assert Counter(REF.findall("\n".join(file))) == dict.fromkeys(whole, 1), (step, file)


def keep_two(room: Room, config: Path) -> None:
    """A store in which all alerts but two have been raised before, where they do not disturb."""
    elsewhere = config.with_name("elsewhere.toml")
    elsewhere.write_text(config.read_text().replace("/alerts", "/earlier").replace("syslog =", "# syslog ="))
    room.run("watch", "--once", NIGHTDESK_CONFIG=str(elsewhere))
    memory = room.store / "watch" / "raised.jsonl"
    lines = memory.read_text().splitlines(keepends=True)
    kept = [line for line in lines if '"told"' in line]
    keys = list(dict.fromkeys(re.search(r'"key": "([^"]+)"', line)[1] for line in kept))[2:]
    kept = [line for line in kept if any(f'"{key}"' in line for key in keys)]
    memory.write_text("".join(kept) + "".join(line.replace('"file"', '"syslog"') for line in kept))
