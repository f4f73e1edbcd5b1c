"""Acts about a child's own record: registering, details, links, notes, calls."""

from __future__ import annotations

from models.commands import child as commands
from models.history.details import CASE as CASE_STATUSES
from models.history.details import DETAILS, LEGAL, LONG
from screens.forms.act import CASE, CHILD, NONE, Act
from screens.forms.acts_episode import WHEN, now_words
from screens.forms.ask import CHILD as A_CHILD
from screens.forms.ask import CHOICE, LINE, PROSE, YES_NO, Ask, Choices
from screens.forms.likely import likely_words
from screens.forms.scene import Scene
from screens.readings import PAST

SHORT = {
    "placing": ("Placed by", "another authority; else leave empty"),
    "placement_phone": ("Placement tel.", ""),
    "confidential": ("Confidential", "yes, if the address is"),
    "verify_caller": ("Verify caller", "yes, by calling back"),
    "photo": ("Photo held by", ""),
    "out_of_character": ("Unusual?", "out of character for this child?"),
    "medical": ("Medical needs", "medication, disability"),
    "self_harm": ("Self-harm", "or suicide"),
    "exploitation": ("Exploitation", "CSE, CCE"),
    "danger": ("Risk to others", "is the child a danger to anybody?"),
    "background": ("Background", "language, ethnicity, religion, appearance"),
    "associates": ("Associates", "and their addresses"),
    "cards": ("Bank, bus card", ""),
    "identified_by": ("Identify by", "who can identify, who will collect"),
    "service_manager": ("Service manager", ""),
    "iro": ("IRO", "Independent Reviewing Officer"),
    "phoenix": ("Phoenix worker", ""),
    "not_to_be_told": ("Do NOT tell", "who must not be told, and why"),
    "about_age": ("Age, about", "only if the birthday is not known"),
    "dob": ("Date of birth", "12/3/2010"),
    "aliases": ("Other names", "with commas between"),
}
"""Labels that fit, and what to type, where the full label is longer or says too little."""


def detail_ask(name: str, scene: Scene) -> Ask:
    """The question for one detail of a child, with what is recorded."""
    label, wanted = SHORT.get(name, (DETAILS[name], ""))
    choices: Choices = ()
    if name in ("legal", "case"):
        choices = tuple((value, value.replace("-", " ")) for value in (LEGAL if name == "legal" else CASE_STATUSES))
    kind = CHOICE if choices else PROSE if name in LONG else LINE
    held = scene.history.child.detail(name) if scene.history else ""
    return Ask(name, label, kind, wanted, choices, lambda _: held, "details", lines=2)


def _change_asks(scene: Scene) -> tuple[Ask, ...]:
    return (*(detail_ask(name, scene) for name in DETAILS), Ask("source", "Who says so", wanted="carer, LCS .."))


def _link_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("other", "The other child", A_CHILD, "the child's id; F4 finds one"),
        Ask("reason", "Why", wanted="went together, siblings .."),
    )


def _same_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("other", "Other record", A_CHILD, "the child's id; F4 finds one"),
        Ask("reason", "Why", PROSE, "how it is known", lines=2),
        Ask("undo", "Not one child?", YES_NO, "yes takes two records apart again"),
    )


def _note_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("text", "Note", PROSE, lines=10),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
    )


def _answer_asks(scene: Scene) -> tuple[Ask, ...]:
    question = str(scene.given.get("question", ""))
    return (
        Ask("text", "Answer", PROSE, question, prefill=lambda _: f"{question}: ", lines=4),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
    )


def _call_asks(_scene: Scene) -> tuple[Ask, ...]:
    return (
        Ask("caller", "Who rang", wanted="name and role"),
        Ask("number", "Call back on", wanted="telephone number"),
        Ask("text", "About what", PROSE, lines=6),
        Ask("child", "Child, if known", A_CHILD, "the child's id; F4 finds one"),
        Ask("about_whom", "Else about whom"),
        Ask("at", "When", PAST, WHEN, prefill=now_words),
    )


ACTS = (
    Act("register", "Register a child", NONE, commands.RegisterChild, _change_asks, warns=likely_words),
    Act("change", "Details of", CHILD, commands.ChangeChild, _change_asks),
    Act("link", "Linked with", CHILD, commands.LinkChildren, _link_asks),
    Act("same", "One child with two records:", CHILD, commands.SaySameChild, _same_asks),
    Act("note", "Note on", CASE, commands.AddNote, _note_asks, subject="subject"),
    Act("answer", "Told about", CASE, commands.AddNote, _answer_asks, subject="subject"),
    Act("call", "A call without an episode", NONE, commands.TakeCall, _call_asks),
)
"""The acts of this page."""
