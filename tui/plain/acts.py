"""The plain commands that record something: which words each takes, and which command it makes.

One line a command: the class, its positional words, its options, what it is for. `!` must be given, `?` is a flag,
`*` may be given again. An option is named for the field it fills; `found-at=found` gives the field another name, and
`due|by` takes either spelling. A positional word that has an option too may be said either way.
"""

from __future__ import annotations

from models.record import Record

ABSENCE = "limit whereabouts confirmed-by confirmed-how agreed-by"


class Act(Record):
    """How one plain command is typed."""

    command: str
    positional: str
    options: str
    about: str


ACTS: dict[str, Act] = {
    "open": Act(
        "episode.OpenEpisode",
        "child",
        f"status! since! source! reported place {ABSENCE} risk significant-harm? police-log police-officer "
        "police-grade police-told returned text "
        "last-seen-by@circumstances going@circumstances clothing@circumstances phone@circumstances "
        "planned@circumstances worries@circumstances done-so-far@circumstances call-back@circumstances",
        "A report that a child is away: open an episode.",
    ),
    "report": Act("episode.AddReport", "episode text", "at! source!", "A further report, on a child or an episode."),
    "still-away": Act(
        "episode.ConfirmAway", "episode", "at source! text", "Somebody confirmed that the child is still away."
    ),
    "switch": Act(
        "episode.SwitchStatus", "episode", f"to! at! reason! source {ABSENCE}", "Missing to absence, or back."
    ),
    "limit": Act(
        "episode.AgreeLimit",
        "episode limit",
        "limit|until at source whereabouts confirmed-by confirmed-how agreed-by reason",
        "Agree a new limit for an absence.",
    ),
    "found": Act("episode.RecordFound", "episode", "at! where! by source", "Found, not back: the episode stays open."),
    "return": Act(
        "episode.RecordReturn",
        "episode",
        "at! found-at=found police-saw where source injury@answers disclosure@answers safe@answers hospital@answers "
        "custody@answers",
        "Back: the episode ends.",
    ),
    "saw": Act("episode.RecordPoliceSaw", "episode", "at! by outcome source", "The police saw the child."),
    "end": Act(
        "episode.EndEpisode", "episode reason", "reason at! source", "End without a return: turned-18, died, moved."
    ),
    "interview": Act(
        "duty.RecordInterview",
        "episode step",
        "at! by reason source where present independent also=covers* only? own-words@findings reasons@findings "
        "push@findings pull@findings triggers@findings people@findings places@findings planned@findings "
        "exploitation@findings plan-changes@findings visit-place-reason@findings finding=findings*",
        "The return interview: offered, accepted, declined, held, written-up.",
    ),
    "meeting": Act(
        "duty.RecordMeeting",
        "episode step",
        "rule=rules*! at! meets stage chair invited* attended* outcome fed-back-to* source",
        "A meeting called or held, for one or more rules.",
    ),
    "briefing": Act(
        "duty.RecordBriefing",
        "episode",
        "at to by source",
        "The written briefing went out; --at if not just now.",
    ),
    "told": Act("duty.RecordTold", "episode role", "at! how! name reference source", "Somebody was told."),
    "lcs": Act("duty.RecordLcs", "episode", "at reference source", "Entered on the case system; --at if not just now."),
    "done": Act("duty.RecordTask", "episode", "rule=rules*! at! text source", "A piece of work was done."),
    "risk": Act(
        "episode.JudgeRisk", "episode grade", "grade at reason significant-harm? source", "Our own judgement of risk."
    ),
    "grade": Act(
        "episode.RecordPoliceGrade",
        "episode grade",
        "grade at log|police-log officer|police-officer source",
        "What the police say: their grade, log number, officer.",
    ),
    "review": Act(
        "episode.PromiseReview",
        "episode due",
        "due|at|by done? text",
        "A call-back or review promised for a TIME; --done once it took place.",
    ),
    "note": Act("child.AddNote", "subject text", "at", "A case note, on an episode or a child."),
    "call": Act("child.TakeCall", "text", "caller|from! at number child about-whom", "A call that opens no episode."),
    "escalate": Act(
        "duty.Escalate", "episode text", "to! at! stage source", "A professional disagreement goes to the next level."
    ),
    "escalation-answered": Act(
        "duty.AnswerEscalation", "episode text", "at! by escalation source", "The answer to an escalation."
    ),
    "alert": Act("desk.LeaveDayAlert", "text", "child", "The day team leaves something for the night."),
    "waive": Act("duty.WaiveDuty", "duty", "reason!", "A duty need not be met (manager)."),
    "correct": Act("duty.CorrectEntry", "entry field value", "reason!", "Correct one field of an entry."),
    "void": Act("episode.VoidRecord", "subject", "reason!", "Strike an episode opened in error, or one entry."),
    "panel-heard": Act("child.HearAtPanel", "child", "on! outcome", "The missing panel discussed a child."),
}

CHILD_ACTS: dict[str, Act] = {
    "add": Act("child.RegisterChild", "", "source", "Register a child."),
    "change": Act("child.ChangeChild", "child", "source", "Change a child's details; an empty text takes one away."),
    "link": Act("child.LinkChildren", "child other", "reason", "Two children went together."),
    "same-as": Act("child.SaySameChild", "child other", "reason! undo?", "Two records are one child."),
}

NOW = ("duty.RecordLcs", "duty.RecordBriefing")
"""Acts that were done just now unless `--at` says otherwise: a guess that can only be minutes wrong."""
