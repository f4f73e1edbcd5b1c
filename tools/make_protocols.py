"""Writes `data/protocols/parsed/`: the protocols that come with Nightdesk as parsed data.

Run it after every change of one: `python -m tools.make_protocols`. Parsing TOML takes 10 ms of each plain command.
A file is named for the text it was parsed from, so that data of an older text is never used; a test compares them.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from data.protocol_files import parsed_path, shipped_names, shipped_text


def parsed() -> dict[Path, str]:
    """Each file of parsed data with its content."""
    texts = [shipped_text(name) for name in shipped_names()]
    return {Path(parsed_path(text)): json.dumps(tomllib.loads(text), separators=(",", ":")) + "\n" for text in texts}


def main() -> None:
    """Writes what is new and removes what is out of date."""
    wanted = parsed()
    folder = next(iter(wanted)).parent
    folder.mkdir(exist_ok=True)
    for path in set(folder.glob("*.json")) - wanted.keys():
        path.unlink()
    for path, content in wanted.items():
        path.write_text(content)


if __name__ == "__main__":
    main()
