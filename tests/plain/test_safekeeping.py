"""Copies, mending HEAD, and who looked at whom, as plain commands on real stores."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from data.account import signed_in
from data.ledger.reader import pieces_of
from data.pin import pin_fits
from tui.main import main

CLOCK = ["--clock", "2026-11-22T22:10x0"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    assert main(["demo", str(folder), *CLOCK]) == 0
    return folder


def run(store: Path, *words: str) -> int:
    return main(["--store", str(store), *CLOCK, *words])


def head_of(capsys: pytest.CaptureFixture[str], store: Path) -> dict[str, object]:
    capsys.readouterr()
    assert run(store, "verify", "--json") == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)["head"]
    return found


def test_a_backup_verifies_and_restores_to_the_same_head(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = head_of(capsys, store)
    assert run(store, "backup", str(tmp_path / "copy")) == 0
    shutil.rmtree(store)
    assert head_of(capsys, tmp_path / "copy") == before
    assert run(tmp_path / "copy", "board") == 0


def test_a_backup_never_overwrites_a_store(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "backup", str(tmp_path / "copy")) == 0
    assert run(store, "backup", str(tmp_path / "copy")) == 1
    assert "holds a ledger already" in capsys.readouterr().err


def test_a_lost_head_is_rebuilt_and_the_repair_is_an_entry(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seq = head_of(capsys, store)["seq"]
    (store / "HEAD").write_bytes(bytes(8192))
    assert run(store, "verify") == 5
    assert run(store, "repair", "--reason", "the disk gave zeros") == 0
    assert head_of(capsys, store)["seq"] == int(str(seq)) + 1
    assert run(store, "verify") == 0


def test_a_sound_head_is_not_rebuilt(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = head_of(capsys, store)
    assert run(store, "repair", "--reason", "to be sure") != 0
    assert head_of(capsys, store) == before


def test_a_rotten_record_is_not_mended_by_a_new_head(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next((store / "ledger").iterdir())
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    (store / "HEAD").write_bytes(bytes(8192))
    assert run(store, "repair", "--reason", "try") != 0
    assert run(store, "verify") == 5


def test_who_looked_at_a_child_is_told_to_managers(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(store, "find", "kayleigh", "--json")
    child = json.loads(capsys.readouterr().out.splitlines()[-1])["children"][0]["child"]
    assert run(store, "card", child) == 0
    capsys.readouterr()
    assert run(store, "access", "--child", child, "--json") == 0
    looks = json.loads(capsys.readouterr().out)["access"]
    assert [(each["what"], each["subject"]) for each in looks] == [("card", child)]


def test_the_security_log_is_not_purged_before_six_months(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "access", "--purge-before", "01/10/2026 00:00") == 1
    assert "six months" in capsys.readouterr().err
    assert run(store, "access", "--purge-before", "01/05/2026 00:00") == 0


def test_a_pin_is_printed_as_a_hash_that_fits_only_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda prompt: "4711")
    assert main(["worker", "pin"]) == 0
    line = capsys.readouterr().out.strip()
    stored = line.removeprefix('pin = "').removesuffix('"')
    assert "4711" not in line
    assert pin_fits("4711", stored) and not pin_fits("4712", stored)


def rot(store: Path) -> None:
    file = max((store / "ledger").iterdir())
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))


def test_damage_is_told_without_touching_anything(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "repair", "--look") == 0
    assert "In order up to entry" in capsys.readouterr().out
    rot(store)
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    assert run(store, "repair", "--look") == 5
    assert "repair --from FOLDER" in capsys.readouterr().out
    assert run(store, "repair", "--look", "--json") == 5
    assert "not as they were" in json.loads(capsys.readouterr().out)["found"][0]
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before


def test_what_rotted_comes_back_from_a_backup(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = head_of(capsys, store)
    assert run(store, "backup", str(tmp_path / "copy")) == 0
    rot(store)
    assert run(store, "repair", "--reason", "bad block", "--from", str(tmp_path / "nowhere")) == 1
    assert "no copy of a store" in capsys.readouterr().err
    assert run(store, "repair", "--reason", "bad block", "--from", str(tmp_path / "copy"), "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert done["head"]["seq"] == int(str(head["seq"])) + 1 and "put back from a backup" in done["done"][0]
    assert run(store, "verify", "--anchor", f"{head['seq']}:{head['hash']}") == 0


def test_a_manager_whom_only_the_backup_knows_may_put_it_back(store: Path, tmp_path: Path) -> None:
    assert run(store, "backup", str(tmp_path / "copy")) == 0
    for file in (store / "ledger").iterdir():
        file.unlink()
    assert run(store, "repair", "--reason", "all gone", "--from", str(tmp_path / "copy")) == 0
    assert run(store, "verify") == 0


def test_a_loss_is_accepted_in_so_many_words_only(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rot(store)
    assert run(store, "repair", "--reason", "no backup") == 1
    assert "--accept-loss" in capsys.readouterr().err
    assert run(store, "repair", "--reason", "no backup", "--accept-loss") == 0
    assert "given up" in capsys.readouterr().out
    assert run(store, "verify") == 0


def test_without_a_reason_and_without_a_store_nothing_is_repaired(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(store, "repair") == 1
    assert "--reason" in capsys.readouterr().err
    assert run(tmp_path / "none", "repair", "--look") == 1
    assert run(Path("postgresql:///nothing"), "repair", "--look") == 1


def test_who_is_no_manager_repairs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real, account = ["--store", str(tmp_path / "real")], signed_in().name
    for name, role in (("M Novak", "manager"), ("J Okafor", "duty-worker")):
        who = "mnovak" if role == "manager" else account
        assert main([*real, "worker", "add", who, "--name", name, "--role", role]) == 0
    (tmp_path / "real" / "HEAD").unlink()
    assert main([*real, "repair", "--reason", "why"]) == 1
    assert "not a manager" in capsys.readouterr().err and not (tmp_path / "real" / "HEAD").exists()


def test_verify_is_stopped_by_ctrl_c_between_two_pieces(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*asked: Any) -> object:
        for piece in pieces_of(*asked):
            os.kill(os.getpid(), signal.SIGINT)
            yield piece

    monkeypatch.setattr("data.ledger.verify.pieces_of", pressed)
    assert run(store, "verify") == 130
    assert "Stopped after" in capsys.readouterr().err
    monkeypatch.setattr("data.ledger.verify.pieces_of", pieces_of)
    assert run(store, "verify") == 0
