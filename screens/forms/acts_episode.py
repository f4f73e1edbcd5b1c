"""Acts that open an episode, carry it on and end it: what each form asks, in the order the caller tells it."""

from __future__ import annotations

from models.commands import episode as commands
from models.decide.returning import END_REASONS
from models.duties.lapses import undecided
from models.history.spells import ABSENCE, MISSING
from models.times.reading import Reading
from models.times.words import clock_time, reading_back
from screens.forms.act import CASE, CHILD, Act
from screens.forms.ask import CHOICE, PROSE, YES_NO, Ask, Choices
from screens.forms.scene import Scene
from screens.readings import COMING, PAST

STATUS: Choices = ((MISSING, "missing"), (ABSENCE, "absence: whereabouts known"))
SOURCE = Ask("source", "Who says so", wanted="carer, police log, seen myself ..")
WHEN = "22:40, 2h ago, sat 0130, about 2200"


def now_words(_scene: Scene) -> str:
    """A time that is usually the present one."""
    return "now"


def _choices(values: tuple[str, ...]) -> Choices:
    return tuple((value, value) for value in values)


def agreement(field: str, kept: bool = False) -> tuple[Ask, ...]:
    """What an absence needs, asked while `field` says absence (always, when `field` is empty)."""
    only_if = (field, (ABSENCE,)) if field else None
    return (
        Ask("limit", "Agreed limit", COMING, "01:00, or how long: 2h", only_if=only_if),
        Ask("whereabouts", "Whereabouts", wanted="address where the child is", only_if=only_if),
        Ask("confirmed_by", "Confirmed by", wanted="who confirmed that", only_if=only_if),
        Ask("confirmed_how", "Confirmed how", wanted="spoke to, seen, telephone", only_if=only_if),
        Ask("agreed_by", "Agreed by", wanted="who agreed the limit", only_if=only_if),
    )


def open_asks(scene: Scene) -> tuple[Ask, ...]:
    """The report of a caller, in the order in which it is told."""
    return (
        Ask("source", "Who reports it", wanted="name, role: carer, Ash House"),
        Ask("call_back", "Call back on", wanted="telephone number", group="circumstances"),
        Ask("status", "Status", CHOICE, choices=STATUS, prefill=lambda _: MISSING),
        Ask("since", "Away since", PAST, "left, or last seen, if later"),
        Ask("worries", "Why worried?", group="circumstances"),
        Ask("done_so_far", "Done to trace", wanted="calls, searches so far", group="circumstances"),
        *agreement("status"),
        *_missing_asks(),
        Ask("risk", "Risk (council)", CHOICE, choices=_choices(scene.protocol.risk_grades)),
        Ask("significant_harm", "Serious harm?", YES_NO, "is there a risk of significant harm?"),
        Ask("police_told", "Police told at", PAST, WHEN),
        Ask("police_log", "Police log no."),
        Ask("police_officer", "Officer, number"),
        Ask("police_grade", "Police grade", wanted="in their words"),
        Ask("reported", "Reported at", PAST, prefill=now_words),
        Ask("returned", "Already back at", PAST, "only for an episode of the past"),
        Ask("text", "What else", PROSE, known_as=("told",)),
    )


def _missing_asks() -> tuple[Ask, ...]:
    only_if = ("status", (MISSING,))
    return (
        Ask("place", "Went from", prefill=_home, wanted="placement, home, school .."),
        Ask("last_seen_by", "Last seen by", wanted="whom, where, when", group="circumstances", only_if=only_if),
        Ask("going", "Going where", wanted="with whom", group="circumstances", only_if=only_if),
        Ask("clothing", "Clothing, bag", group="circumstances", only_if=only_if),
        Ask("phone", "Phone with them", wanted="its number; is it on?", group="circumstances", only_if=only_if),
        Ask("planned", "Planned?", wanted="bag packed, money taken", group="circumstances", only_if=only_if),
    )


def _home(scene: Scene) -> str:
    child = scene.history.child if scene.history else None
    return (child.detail("placement") or child.detail("address")) if child else ""


def _other_status(scene: Scene) -> str:
    return ABSENCE if scene.episode and scene.episode.category == MISSING else MISSING


def _lapse_time(scene: Scene) -> str:
    """The time of the lapse, not of the key (D12), written so that it means the same instant when read."""
    lapse = undecided(scene.episode, scene.now) if scene.episode else None
    return reading_back(Reading(lapse.limit.at), scene.now).rpartition(", ")[0] if lapse else ""


def _lapse_reason(scene: Scene) -> str:
    lapse = undecided(scene.episode, scene.now) if scene.episode else None
    return f"the agreed limit of {clock_time(lapse.limit.at)} lapsed" if lapse else ""


def _switch_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("to", "Switch to", CHOICE, choices=STATUS, prefill=_other_status),
        Ask("at", "From when", PAST, WHEN, prefill=_lapse_time),
        Ask("reason", "Reason", PROSE, prefill=_lapse_reason, lines=2),
        SOURCE,
        *agreement("to"),
    )


def _limit_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        *agreement(""),
        Ask("at", "Agreed at", PAST, WHEN, prefill=now_words),
        SOURCE,
        Ask("reason", "Reason", PROSE, lines=2),
    )


def _found_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("at", "Found at", PAST, WHEN),
        Ask("where", "Where", wanted="where the child is now"),
        Ask("by", "Found by"),
        SOURCE,
    )


def _return_asks(scene: Scene) -> tuple[Ask, ...]:
    found = (
        () if scene.episode and scene.episode.found_at else (Ask("found", "Found at", PAST, "if before the return"),)
    )
    return (
        Ask("at", "Back at", PAST, WHEN),
        Ask("where", "Back to", prefill=_home, wanted="placement, home, another safe place"),
        *found,
        Ask("police_saw", "Police saw at", PAST, "their prevention interview"),
        SOURCE,
        *(Ask(name, label, wanted=wanted, group="answers") for name, (label, wanted) in _D24.items()),
    )


_D24 = {
    "injury": ("Any injury?", "what, and seen by whom"),
    "disclosure": ("Said anything?", "what the child disclosed"),
    "safe": ("Safe there?", "to be back; why not"),
    "hospital": ("In hospital?", "which"),
    "custody": ("In custody?", "where"),
}
"""What is asked on every return (D24), in labels that fit: the names are those of the record."""


def _police_saw_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("at", "Seen at", PAST, WHEN),
        Ask("by", "Officer, number"),
        Ask("outcome", "What they found", PROSE),
        SOURCE,
    )


def _report_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("source", "Who reports it", wanted="name, role: carer, Ash House"),
        Ask("at", "Reported at", PAST, prefill=now_words),
        Ask("text", "What was said", PROSE, lines=8),
    )


def _still_away_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("source", "Who confirms it", wanted="name, role: carer, Ash House"),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
        Ask("text", "What was said", PROSE, lines=3),
    )


def _end_asks(_scene: Scene) -> tuple[Ask, ...]:
    words = {"turned-18": "turned 18", "died": "died", "moved": "moved to another authority"}
    choices = tuple((reason, words.get(reason, reason)) for reason in END_REASONS)
    return (
        Ask("reason", "Why it ends", CHOICE, choices=choices),
        Ask("at", "When", PAST, WHEN),
        SOURCE,
    )


ACTS = (
    Act("open", "Open an episode:", CHILD, commands.OpenEpisode, open_asks),
    Act("report", "A further report on", CASE, commands.AddReport, _report_asks),
    Act("still-away", "Still away, confirmed:", CASE, commands.ConfirmAway, _still_away_asks),
    Act("switch", "Switch", CASE, commands.SwitchStatus, _switch_asks),
    Act("limit", "New limit for", CASE, commands.AgreeLimit, _limit_asks),
    Act("found", "Found, not back:", CASE, commands.RecordFound, _found_asks),
    Act("return", "Return of", CASE, commands.RecordReturn, _return_asks),
    Act("police-saw", "Police saw", CASE, commands.RecordPoliceSaw, _police_saw_asks),
    Act("end", "End without a return:", CASE, commands.EndEpisode, _end_asks),
)
"""The acts of this page."""
