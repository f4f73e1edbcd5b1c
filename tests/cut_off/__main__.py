"""The whole grid: `python -m tests.cut_off --all`, or `--acts open,note --cuts kill --points 3 --seed 7`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.cut_off.campaign import Came, pairs, summary, walk_all
from tests.cut_off.crowd import crowd


def main() -> int:
    """Walks, says what came of each, and writes the counts down. Exits with 1 when anything was lost."""
    made = argparse.ArgumentParser(prog="python -m tests.cut_off", description=__doc__)
    made.add_argument("--all", action="store_true", help="cut at every step of every form")
    made.add_argument("--points", type=int, default=2, help="steps at which each form is cut, without --all")
    made.add_argument("--acts", default="", help="forms, with commas between (default: every one)")
    made.add_argument("--cuts", default="", help="kinds of cut, with commas between (default: every one)")
    made.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    made.add_argument("--crowd", type=int, default=0, metavar="KILLS", help="besides: kills among eight sessions")
    made.add_argument("--write", type=Path, help="a JSON file for the counts")
    given = made.parse_args()
    chosen = pairs(*([each for each in text.split(",") if each] for text in (given.acts, given.cuts)))
    begun, came = time.monotonic(), list[Came]()
    print(f"seed {given.seed}, {len(chosen)} walks", flush=True)
    for each in walk_all(chosen, None if given.all else given.points, given.seed):
        came.append(each)
        print(f"{each.act:20} {each.cut:8} {each.cuts:3} cuts  {each.answer} {each.wrong}", flush=True)
    found = summary(came) | {"seed": given.seed, "seconds": round(time.monotonic() - begun)}
    if given.crowd:
        with tempfile.TemporaryDirectory(prefix="crowd-") as name:
            of_eight = crowd(Path(name), given.crowd, given.seed)
        found["crowd"] = {field: getattr(of_eight, field) for field in of_eight.kinds()}
    found["date"] = datetime.now(UTC).strftime("%Y-%m-%d")
    text = json.dumps(found, indent=1)
    print(text)
    if given.write:
        given.write.write_text(text + "\n")
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
