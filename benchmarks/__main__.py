"""`python -m benchmarks`: every benchmark in turn, each in a process of its own, so that none warms up another.

A benchmark is a file beside this one that can be run (`python -m benchmarks.find`); it prints its table and writes
its figures to `benchmarks/results/`. Names given as words run those alone. `docs/benchmarks.md` is made from the
figures at the end.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.page import write_page

HERE = Path(__file__).resolve().parent


def benchmarks() -> list[str]:
    """The names of the files here that can be run."""
    files = sorted(path for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    return [path.stem for path in files if 'if __name__ == "__main__":' in path.read_text()]


def run(names: list[str]) -> int:
    """Runs them; the number of those that failed, or 2 for a name that is none."""
    if unknown := sorted(set(names) - set(benchmarks())):
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(benchmarks())}.", file=sys.stderr)
        return 2
    failed = [name for name in names or benchmarks() if not _succeeds(name)]
    write_page()
    if failed:
        print(f"Failed: {', '.join(failed)}", file=sys.stderr)
    return min(len(failed), 1)


def _succeeds(name: str) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=False).returncode == 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
