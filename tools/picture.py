"""Makes docs/board.svg: the board of a demonstration night, drawn by the application itself.

Run from the repository: python tools/picture.py
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "board.svg"
NOW = datetime(2026, 11, 22, 22, 5, tzinfo=UTC)


async def picture() -> str:
    """The picture as SVG text."""
    from data.configuration import Configuration
    from data.demo import make_demo
    from data.io import TrainingClock
    from tui.app import NightdeskApp

    with tempfile.TemporaryDirectory() as folder:
        desk = make_demo(Path(folder) / "night", TrainingClock(NOW, 0))
        app = NightdeskApp(desk, Configuration())
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            drawn = app.export_screenshot(title="Nightdesk")
        desk.close()
    return offline(drawn)


def offline(svg: str) -> str:
    """The picture without fonts fetched from elsewhere: the reader's own fixed-width font will do."""
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "monospace")


def main() -> int:
    """Draws and writes it; returns the exit status."""
    sys.path.insert(0, str(ROOT))
    from tui.environment import prepare

    prepare(os.environ)
    PICTURE.write_text(asyncio.run(picture()), "utf-8")
    print(f"wrote {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
