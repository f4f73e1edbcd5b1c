"""The commands `alerts` and `seen`: what this worker must still see, and saying that it was seen."""

from __future__ import annotations

from collections.abc import Sequence

from data.outcome import Refusal
from data.waiting_alerts import see_alerts, waiting_alerts
from models.duties.alerts import Alert
from models.times.zone import iso
from tui.plain.answer import TRAINING, refuse, say, say_json
from tui.plain.looking_up import looked, of_the_past
from tui.plain.options import parser
from tui.plain.session import Session, open_session
from tui.plain.shapes import VERSION
from tui.plain.status import DONE


def run(name: str, words: list[str]) -> int:
    """Runs one of the two; returns the exit status."""
    if name == "alerts":
        about = "What you must still see: lapses, crossings, what the day team left."
        return looked(open_session(parser(name, about, reading=True).parse_args(words)), _list)
    made = parser(name, "You have seen an alert; another worker's copy stays. A lapse comes back until it is decided.")
    made.add_argument("alert", nargs="*", help="the ids, as shown by: alerts")
    made.add_argument("--all", action="store_true", help="all that wait")
    options = made.parse_args(words)
    if bool(options.alert) == options.all:
        made.error("say which alerts, or --all")
    return _see(open_session(options, write=True), options.alert)


def alert_lines(alerts: Sequence[Alert]) -> list[str]:
    """Each alert in words with its id; none: that none waits."""
    return [line for alert in alerts for line in (f"! {alert.words}", f"    seen: {alert.id}")] or ["No alert waits."]


def _list(session: Session) -> int:
    then = session.register if of_the_past(session) else None
    found = waiting_alerts(session.desk, session.desk.cases(then, session.now), then, session.now)
    if session.as_json:
        say_json({"v": VERSION, "alerts": [_shape(alert) for alert in found]})
    else:
        say(*[TRAINING] * session.desk.training, *alert_lines(found))
    return DONE


def _see(session: Session, wanted: list[str]) -> int:
    desk = session.desk
    try:
        seen = see_alerts(desk, wanted)
    finally:
        desk.close()
    if isinstance(seen, Refusal):
        return refuse(seen.problems, session.as_json)
    if session.as_json:
        say_json({"v": VERSION, "seen": [alert.id for alert in seen]})
    else:
        say(*[TRAINING] * desk.training, *(f"Seen: {alert.words}" for alert in seen), *["No alert waits."] * (not seen))
    return DONE


def _shape(alert: Alert) -> dict[str, str | None]:
    return {
        "id": alert.id,
        "kind": alert.kind,
        "at": iso(alert.at),
        "words": alert.words,
        "episode": alert.episode or None,
    }
