"""A plain command that finds a child loads neither the domain's machinery nor a compiled library."""

import subprocess
import sys

import pytest

from data.find.file import write_index
from data.find.findable import Findable

ASK = """
import sys
from datetime import date
from data.find.file import open_index
hits = open_index(sys.argv[1]).search(sys.argv[2], date(2026, 11, 22))
print(hits[0].how, *sorted(sys.modules))
"""


@pytest.mark.parametrize(
    ("typed", "how"), [("kayleigh brown", "exact"), ("kayl", "prefix"), ("caley bronw", "similar")]
)
def test_finding_loads_only_what_it_needs(tmp_path, typed, how):
    path = tmp_path / "find.index"
    write_index(path, [Findable(child="C1", surname="Brown", forename="Kayleigh")], 1, "a")
    said, *loaded = subprocess.run(
        [sys.executable, "-c", ASK, str(path), typed], capture_output=True, text=True, check=True
    ).stdout.split()
    assert said == how
    heavy = {"rapidfuzz", "hashlib", "json", "orjson", "tinydb", "textual", "rich", "models.events", "data.find.build"}
    assert not heavy & set(loaded)
