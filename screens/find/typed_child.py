"""What a search text says about a child who is not found: the first fields of the form that registers one."""

from __future__ import annotations

from datetime import date, datetime

from data.find.query import FILLERS
from models.times.birth_dates import parse_date
from models.times.zone import local_date


def details_from(text: str, now: datetime) -> dict[str, str]:
    """Names, date of birth and home out of what was typed.

    `Kayleigh Ann Barnes 12/3/2010`, `Barnes, Kayleigh`, `Kayleigh Barnes born 12/3/10 from Ash House`.
    """
    who, _, home = f"{text} ".partition(" from ")
    words, born = [], ""
    for word in who.replace(",", " , ").split():
        if any(figure.isdigit() for figure in word):
            born = born or (word if isinstance(parse_date(word, local_date(now)), date) else "")
        elif word.lower() not in FILLERS:
            words.append(word)
    names = _names(words)
    found = {**names, "dob": born, "placement": _capital(home.split())}
    return {name: value for name, value in found.items() if value}


def _names(words: list[str]) -> dict[str, str]:
    if "," in words:
        at = words.index(",")
        surname, forename = words[:at], [word for word in words[at + 1 :] if word != ","]
    else:
        surname, forename = words[1:], words[:1]
    return {"forename": _capital(forename), "surname": _capital(surname)}


def _capital(words: list[str]) -> str:
    """Names typed small begin with capitals; names typed with capitals stay as they are."""
    return " ".join(word if word != word.lower() else word[:1].upper() + word[1:] for word in words)
