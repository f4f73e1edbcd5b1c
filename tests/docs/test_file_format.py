"""What docs/file-format.md says is true: its own script, with jq and sha256sum, judges ledgers as Nightdesk does."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from data.io import Io
from data.ledger import Draft, open_ledger
from tests.source import ROOT

PAGE = (ROOT / "docs" / "file-format.md").read_text()
SCRIPTS = re.findall(r"^```bash\n(.*?)^```", PAGE, re.M | re.S)
BY = {"name": "J Okafor", "role": "duty worker", "account": "jokafor"}
TEXTS = (
    "O'Neill £5 – “so they say”",
    'he said ","h":"0000',
    "line\u2028break\u0085 \0 end",
    "back\\slash \ud800",
    r"in words: \ud800",
)

pytestmark = pytest.mark.skipif(not shutil.which("jq") or not shutil.which("bash"), reason="needs jq and bash")


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A script of the page, run as the page says."""
    command = ["bash", "-c", script, "bash", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def check(store: Path) -> subprocess.CompletedProcess[str]:
    return run(SCRIPTS[0], str(store))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of single events and of a batch, with text that is hard to keep."""
    place = tmp_path / "store"
    ledger = open_ledger(place, Io(), sid="docs", create=True)
    for number, text in enumerate(TEXTS):
        ledger.append([Draft(f"e{number}", "c-one", "NoteAdded", 1, {"text": text})], BY, None)
    ledger.append([Draft(f"b{n}", "c-two", "NoteAdded", 1, {"text": "both or none"}) for n in (1, 2)], BY, None)
    ledger.close()
    return place


def only_file(store: Path) -> Path:
    (found,) = (store / "ledger").glob("*.jsonl")
    return found


def fingerprint(store: Path) -> str:
    ledger = open_ledger(store, Io(), sid="docs", write=False)
    ledger.close()
    return ledger.head.fingerprint


def test_a_sound_store_passes_and_has_the_fingerprint_that_nightdesk_shows(store):
    answer = check(store)
    assert (answer.returncode, answer.stdout.strip()) == (0, fingerprint(store)), answer.stderr


def test_an_empty_store_passes(tmp_path):
    open_ledger(tmp_path / "new", Io(), sid="docs", create=True).close()
    answer = check(tmp_path / "new")
    assert (answer.returncode, answer.stdout.strip()) == (0, fingerprint(tmp_path / "new")), answer.stderr


def test_any_changed_byte_of_the_ledger_is_noticed(store):
    path = only_file(store)
    sound = path.read_bytes()
    for at in range(5, len(sound), 97):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        assert check(store).returncode == 1, f"byte {at}"


@pytest.mark.parametrize("harm", ["cut", "line out", "zeros in", "gone", "lines swapped"])
def test_harm_to_the_ledger_is_noticed(store, harm):
    path = only_file(store)
    lines = path.read_bytes().splitlines(keepends=True)
    harmed = {
        "cut": b"".join(lines)[:-1],
        "line out": b"".join(lines[:2] + lines[3:]),
        "zeros in": b"".join(lines[:2]) + b"\0" + b"".join(lines[2:]),
        "gone": b"",
        "lines swapped": b"".join([lines[1], lines[0], *lines[2:]]),
    }
    path.write_bytes(harmed[harm])
    answer = check(store)
    assert answer.returncode == 1
    assert answer.stdout.strip()


def test_bytes_beyond_head_are_no_part_of_the_record(store):
    with only_file(store).open("ab") as ledger:
        ledger.write(b'{"seq":99,"never":"acknowledged')
    assert check(store).stdout.strip() == fingerprint(store)


def test_one_torn_slot_of_head_is_no_harm_and_two_are(store):
    head = (store / "HEAD").read_bytes()
    newest = 4096 * (json.loads(only_file(store).read_bytes().splitlines()[-1])["seq"] % 2)
    other = 4096 - newest
    (store / "HEAD").write_bytes(head[:other] + b"?" * 4096 + head[other + 4096 :])
    assert check(store).returncode == 0
    (store / "HEAD").write_bytes(b"?" * 8192)
    assert "neither slot" in check(store).stdout


def test_a_fingerprint_kept_elsewhere_is_compared(store):
    assert run(SCRIPTS[1], str(store), fingerprint(store)).returncode == 0
    assert run(SCRIPTS[1], str(store), "3:000000000000").returncode == 1


def test_the_keys_stand_in_the_order_the_page_gives(store):
    shown = json.loads(re.search(r'^(\{"seq":7,"v".*\})$', PAGE, re.M)[1].replace("{…}", '"…"'))
    for line in only_file(store).read_bytes().splitlines():
        assert [key for key in json.loads(line) if key != "n"] == list(shown)


def test_every_key_of_a_line_is_explained(store):
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.M))
    for line in only_file(store).read_bytes().splitlines():
        assert json.loads(line).keys() <= explained


def test_every_folder_of_a_store_is_explained(store):
    named = re.findall(r"^\| `(\w+)", PAGE, re.M)
    assert {entry.name for entry in store.iterdir()} <= set(named)


def test_a_child_is_read_with_jq_as_the_page_shows(store):
    script = SCRIPTS[2].replace("STORE", str(store)).replace("CHILD", "c-one")
    answer = run(script)
    assert answer.returncode == 0, answer.stderr
    assert TEXTS[0] in answer.stdout
    assert "7 J Okafor" in answer.stdout
