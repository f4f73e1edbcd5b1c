"""Writes `models/times/bank_holidays.py`: England's bank holidays, from the `holidays` package.

Run it once a year, or when a royal occasion adds a day: `python tools/make_bank_holidays.py`.
The package stays a development dependency: loading it takes longer than a whole plain command.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 2015, 2040
TABLE = Path(__file__).parent.parent / "models" / "times" / "bank_holidays.py"

HEAD = '''"""England's bank holidays: a table made by tools/make_bank_holidays.py. Do not edit it by hand."""

from __future__ import annotations

from datetime import date

FIRST_YEAR, LAST_YEAR = {first}, {last}
"""The years that the table covers, both included."""

BANK_HOLIDAYS: dict[date, str] = {{
'''


def england() -> dict[date, str]:
    """Each bank holiday of England in the years of the table, with its name."""
    from holidays import country_holidays

    found = country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_GB")
    return {day: name for day, name in sorted(found.items()) if FIRST_YEAR <= day.year <= LAST_YEAR}


def table() -> str:
    """The whole text of the module."""
    rows = [f'    date({day.year}, {day.month}, {day.day}): "{name}",\n' for day, name in england().items()]
    end = '}\n"""Each bank holiday, substitute days included, and its name."""\n'
    return HEAD.format(first=FIRST_YEAR, last=LAST_YEAR) + "".join(rows) + end


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
