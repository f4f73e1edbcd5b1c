"""One event is one line that `sha256sum` and `jq` alone can check."""

from __future__ import annotations

import hashlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ledger import Draft, TooLong, Unwritable
from data.ledger.line import FIRST_PREV, LONGEST, read, read_faster, write

BY = {"name": "J Okafor"}
TEXTS = st.text(st.characters(), max_size=60)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def line(data: dict[str, object], batch: tuple[int, int] | None = None) -> bytes:
    return write(Draft("e1", "child-1", "NoteAdded", 1, data), 7, batch, "2026-11-22T02:14:07Z", BY, "s", FIRST_PREV)


def test_the_keys_stand_in_the_order_of_the_file_format() -> None:
    keys = ["seq", "n", "v", "id", "at", "by", "sid", "subject", "type", "data", "prev", "h"]
    assert list(json.loads(line({}, (1, 2)))) == keys
    assert list(json.loads(line({}))) == [key for key in keys if key != "n"]


def test_the_hash_is_that_of_the_bytes_before_it() -> None:
    raw = line({"text": 'a quoted ","h":" and "prev":"'})
    body, _, rest = raw.rpartition(b',"h":"')
    assert rest == hashlib.sha256(body).hexdigest().encode() + b'"}\n'


@given(data=st.dictionaries(TEXTS, VALUES, max_size=4))
def test_whatever_was_typed_is_read_back_as_it_was(data: dict[str, object]) -> None:
    raw = line(data)
    assert raw.count(b"\n") == 1 and raw.endswith(b"\n")
    found, prev = read(raw)
    assert found.data == json.loads(json.dumps(data)) and prev == FIRST_PREV


@pytest.mark.parametrize("text", ["\0", "\u2028\u2029\x85", "\ud800 alone", '","h":"0"}', "\U0001f600", "a\r\nb\tc"])
def test_awkward_text_survives_with_either_reader(text: str) -> None:
    raw = line({"text": text})
    assert read(raw)[0].data == {"text": text}
    read_faster()
    assert read(raw)[0].data == {"text": text}


def test_any_changed_byte_is_noticed() -> None:
    raw = line({"text": "hello"})
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(ValueError, match="line"):
            read(changed)


def test_a_line_of_64_kib_is_kept_and_a_longer_one_refused_by_name() -> None:
    room = LONGEST - len(line({"text": ""}))
    assert len(line({"text": "x" * room})) == LONGEST
    with pytest.raises(TooLong) as refused:
        line({"text": "x" * (room + 1)})
    assert refused.value.id == "e1"


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**63, -(2**63) - 1, {1: "x"}, object(), {1, 2}])
def test_what_json_cannot_keep_is_refused(value: object) -> None:
    with pytest.raises(Unwritable):
        line({"value": value})


def test_what_is_nested_without_end_is_refused() -> None:
    endless: dict[str, object] = {}
    endless["more"] = endless
    with pytest.raises(Unwritable):
        line(endless)
