"""What each word and option of a plain command means: the pages that `--help` shows."""

from __future__ import annotations

TIME = "22:40, 2240, 2h ago, yesterday 2315, sat 0130 bst, 21/11/2026 22:40, about 2200"

MEANINGS: dict[str, tuple[str, str]] = {
    "at": ("TIME", "when it happened"),
    "since": ("TIME", "since when away: left, or last seen, whichever is later"),
    "reported": ("TIME", "when it was reported, if not just now"),
    "returned": ("TIME", "when the child came back, for an episode of the past"),
    "found": ("TIME", "when the child was found, if before the return"),
    "police_saw": ("TIME", "when the police saw the child"),
    "police_told": ("TIME", "when the police were told"),
    "limit": ("TIME", "until when the absence is agreed, or for how long (2h)"),
    "due": ("TIME", "when the call-back or review is promised for"),
    "circumstances.last_seen_by": ("TEXT", "last seen by whom, and where"),
    "circumstances.going": ("TEXT", "going where, with whom"),
    "circumstances.clothing": ("TEXT", "clothing and bag"),
    "circumstances.phone": ("NUMBER", "the phone the child has along"),
    "circumstances.planned": ("TEXT", "whether it was planned, a bag packed"),
    "circumstances.worries": ("TEXT", "why the caller is worried"),
    "circumstances.done_so_far": ("TEXT", "what has been done so far to trace the child"),
    "circumstances.call_back": ("NUMBER", "the number to call the caller back"),
    "meets": ("TIME", "when the meeting takes place"),
    "on": ("DATE", "the day of the panel"),
    "status": ("STATUS", "missing or absence"),
    "to": ("STATUS", "missing or absence"),
    "source": ("WHO", "who says so: carer, police log, own observation"),
    "reason": ("TEXT", "why"),
    "risk": ("GRADE", "our own judgement: low, medium or high"),
    "grade": ("GRADE", "the grade"),
    "police_grade": ("GRADE", "the police's own grade, in their words"),
    "police_log": ("NUMBER", "the police log number"),
    "police_officer": ("NAME", "officer and collar number"),
    "log": ("NUMBER", "the police log number"),
    "officer": ("NAME", "officer and collar number"),
    "significant_harm": ("", "significant harm is feared"),
    "place": ("PLACE", "where the child went from"),
    "where": ("PLACE", "where"),
    "whereabouts": ("PLACE", "the address where the child is"),
    "confirmed_by": ("NAME", "who confirmed that the child is there"),
    "confirmed_how": ("TEXT", "and how"),
    "agreed_by": ("NAME", "who agreed the limit"),
    "by": ("NAME", "by whom"),
    "how": ("TEXT", "telephone, e-mail, in person"),
    "name": ("NAME", "the name of who was told"),
    "reference": ("TEXT", "a reference, such as a log or message number"),
    "rules": ("RULE", "the rule it answers, as shown by due; may be given again"),
    "covers": ("EPISODE", "another episode that this interview answers for too; may be given again"),
    "only": ("", "it answers for this episode alone"),
    "present": ("NAMES", "who else was there"),
    "independent": ("TEXT", "whether the interviewer is independent"),
    "stage": ("TEXT", "the stage of the meeting"),
    "chair": ("NAME", "who chairs"),
    "invited": ("NAME", "who is invited; may be given again"),
    "attended": ("NAME", "who came; may be given again"),
    "outcome": ("TEXT", "what came of it"),
    "fed_back_to": ("NAME", "whom the outcome was told; may be given again"),
    "caller": ("WHO", "who rang, name and role"),
    "number": ("NUMBER", "the number to call back"),
    "about_whom": ("TEXT", "about whom, when it is no child we know"),
    "done": ("", "it took place"),
    "undo": ("", "they are two children after all"),
    "episode": ("EPISODE", "the episode's whole id"),
    "child": ("CHILD", "the child's whole id"),
    "other": ("CHILD", "the other child's whole id"),
    "subject": ("ID", "the whole id"),
    "entry": ("ENTRY", "the entry's whole id, as shown by history"),
    "field": ("FIELD", "the field that was wrong, as shown by history --json: at, where, limit …"),
    "value": ("VALUE", "what it should say"),
    "duty": ("DUTY", "the duty's id, as shown by due"),
    "role": ("ROLE", "who was told: police, sw, tm, sm, iro … as the protocol has them"),
    "step": ("STEP", "how far it has come"),
    "text": ("TEXT", "what was said; - reads it from standard input"),
}
"""By the field that is filled."""

OWN: dict[str, tuple[str, str]] = {
    "report episode": ("CHILD|EPISODE", "the whole id of the child, or of the open episode"),
    "note subject": ("CHILD|EPISODE", "the whole id of the child or the episode"),
    "void subject": ("EPISODE|ENTRY", "the whole id of the episode, or of the entry"),
    "briefing to": ("NAME", "to whom it went"),
    "interview step": ("STEP", "offered, accepted, declined, held or written-up"),
    "meeting step": ("STEP", "called or held"),
    "escalate to": ("NAME", "to whom it was escalated, name and role"),
    "escalate text": ("TEXT", "what the disagreement is; - reads it from standard input"),
    "escalation-answered text": ("TEXT", "what the answer was; - reads it from standard input"),
    "escalation-answered escalation": ("ENTRY", "the entry that made it, where several wait"),
    "alert text": ("TEXT", "what the night needs to know; - reads it from standard input"),
    "end reason": ("REASON", "turned-18, died or moved"),
    "risk grade": ("GRADE", "low, medium or high, as the protocol has them"),
    "grade grade": ("GRADE", "the police's grade, in their words"),
}
"""Where a command gives a field a meaning of its own: `command field`."""

EXAMPLES: dict[str, str] = {
    "open": 'nightdesk open C4K7QJ2T --status missing --since 2030 --source "carer, Ash House"',
    "report": 'nightdesk report C4K7QJ2T --at 2238 --source police "seen at the Interchange"',
    "switch": 'nightdesk switch E3JMT3JC --to missing --at 0100 --reason "limit lapsed, not at the address"',
    "limit": 'nightdesk limit E3JMT3JC 0200 --agreed-by "carer and SW"',
    "found": 'nightdesk found E3JMT3JC --at 0215 --where "grandmother\'s" --by police',
    "return": "nightdesk return E3JMT3JC --at 0310 --police-saw 0325",
    "interview": 'nightdesk interview E3JMT3JC declined --at 1430 --by "P Lomax" --reason "talks to staff"',
    "meeting": "nightdesk meeting E3JMT3JC called --rule meeting-24h --at now",
    "told": "nightdesk told E3JMT3JC police --at 2055 --how telephone",
    "risk": 'nightdesk risk E3JMT3JC high --reason "medication left behind"',
    "grade": 'nightdesk grade E3JMT3JC medium --log "0412" --officer "PC 4471"',
    "review": "nightdesk review E3JMT3JC 0230 --text 'police ring back'",
    "note": "nightdesk note E3JMT3JC rang the carer, no news",
    "call": 'nightdesk call --from "neighbour" heard shouting next door',
    "escalate": 'nightdesk escalate E3JMT3JC --to "J Hart, service manager" --at 2210 police will not grade it high',
    "alert": "nightdesk alert --child C4K7QJ2T contact with mother was cancelled today, she may go there",
    "correct": 'nightdesk correct N3Q4N1HC0EE9WP at 2000 --reason "the log says 20:00"',
    "child add": "nightdesk child add --surname Barnes --forename Kayleigh --dob 14/2/2011 --legal looked-after",
}


def meaning(command: str, field: str) -> tuple[str, str]:
    """The placeholder of a field and what it means."""
    own = field.rpartition(".")[2]
    return OWN.get(f"{command} {field}") or MEANINGS.get(field) or ("TEXT", own.replace("_", " "))


def page_end(command: str) -> str:
    """What stands below a help page: an example, and how times are typed."""
    example = f"For example:\n  {EXAMPLES[command]}\n" if command in EXAMPLES else ""
    return f"{example}TIME: {TIME}"
