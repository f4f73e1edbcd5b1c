"""Other keys for actions, as a site sets them: checked for names that do not exist and for keys pressed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.binding import Binding
from textual.dom import DOMNode

from models.problem import Problem

LOST_ON_PUTTY = frozenset({"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+enter", "alt+enter", "ctrl+a", "ctrl+b"})
"""Keys that arrive as something else, or that screen and tmux keep for themselves."""


def bindings_of(node: type[DOMNode]) -> Iterator[Binding]:
    """Every binding of a class and of those it inherits from, one key each."""
    for bindings in node._merge_bindings().key_to_bindings.values():
        yield from bindings


def room_classes() -> list[tuple[type[DOMNode], ...]]:
    """The screens, each with the list that has the keys in it, and the application itself."""
    from screens.apart import Apart, ApartLines
    from screens.figures import FiguresPage
    from screens.handover import HandoverScreen
    from screens.handover_items import AcknowledgeItems, ItemLines
    from screens.help import Help
    from screens.imports import DifferenceLines, Differences
    from screens.lock import Lock
    from screens.looking_back import LookingBack
    from screens.on_call import OnCall
    from screens.page import Page
    from screens.pick import Pick
    from tui.app import NightdeskApp

    alone: list[type[DOMNode]] = [
        FiguresPage,
        HandoverScreen,
        Help,
        Lock,
        LookingBack,
        OnCall,
        Page,
        Pick,
    ]
    rooms: list[tuple[type[DOMNode], ...]] = [
        *_episode_rooms(),
        (Differences, DifferenceLines),
        (Apart, ApartLines),
        (AcknowledgeItems, ItemLines),
        *_find_rooms(),
        *_form_rooms(),
        *_letter_rooms(),
    ]
    return [(*room, NightdeskApp) for room in (*rooms, *((each,) for each in alone))]


def _episode_rooms() -> list[tuple[type[DOMNode], ...]]:
    from screens.board.board import Board
    from screens.board.episode_lines import EpisodeLines
    from screens.detail_words import DetailLines
    from screens.duties import Duties, DutyLines
    from screens.episode import EpisodeDetail

    return [(Board, EpisodeLines), (Duties, DutyLines), (EpisodeDetail, DetailLines)]


def _find_rooms() -> list[tuple[type[DOMNode], ...]]:
    from screens.find.card import CallCard
    from screens.find.find import FindScreen
    from screens.find.plain_card import PlainCard

    return [(CallCard,), (FindScreen,), (PlainCard,)]


def _form_rooms() -> list[tuple[type[DOMNode], ...]]:
    from screens.first_run import FirstRun
    from screens.forms.draft_offer import DraftOffer
    from screens.forms.form import ActForm

    return [(ActForm,), (DraftOffer,), (FirstRun,)]


def _letter_rooms() -> list[tuple[type[DOMNode], ...]]:
    from screens.letters.edit import EditLetter
    from screens.letters.letter import LetterPage
    from screens.letters.outbox import LetterLines, OutboxScreen

    return [(OutboxScreen, LetterLines), (LetterPage,), (EditLetter,)]


def keymap_problems(keys: Mapping[str, str], rooms: Sequence[tuple[type[DOMNode], ...]]) -> list[Problem]:
    """Everything wrong with a site's keys; nothing when they can be used."""
    known = {binding.id for room in rooms for node in room for binding in bindings_of(node) if binding.id}
    said = [(name, "no action has this name; the manual names them") for name in keys.keys() - known]
    for name, typed in keys.items():
        lost = [key for key in typed.split(",") if key.strip() in LOST_ON_PUTTY or not key.strip()]
        said += [(name, f"{key!r} does not arrive on every terminal; choose another") for key in lost]
    for name, other, key in dict.fromkeys(clash for room in rooms for clash in _clashes(room, keys)):
        said.append((name, f"{key} is already the key for {other} on the same screen"))
    return [Problem(f"keys.{name}", words) for name, words in said]


def _clashes(room: Sequence[type[DOMNode]], keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(action, action, key) for each key that two actions of one screen have; a screen's own key covers the app's."""
    owner: dict[str, str] = {}
    for node in room:
        for name, key in _keys(node, keys):
            if owner.setdefault(key, name) != name and name in keys:
                yield name, owner[key], key
            elif owner[key] != name and owner[key] in keys:
                yield owner[key], name, key


def _keys(node: type[DOMNode], keys: Mapping[str, str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for binding in bindings_of(node):
        name = binding.id or binding.action
        found |= {(name, key.strip()) for key in keys.get(name, binding.key).split(",")}
    return found
