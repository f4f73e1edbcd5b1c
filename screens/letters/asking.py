"""What is asked before a letter goes."""

from __future__ import annotations

from data.sending import doubt_words
from data.waiting_letter import Waiting
from screens.forms.question import Question


def sure(waiting: Waiting) -> Question:
    """Whether it is to go, and where; of one that the server has, whether to record it."""
    subject = f"Subject: {waiting.letter.subject}"
    if waiting.taken and waiting.mark:
        words = [f"The mail server took this letter to {waiting.mark.to}. It was NOT RECORDED.", "", subject]
        return Question(words, [("y", "Record it; it does not go out again")])
    to = ", ".join(waiting.addresses) or "nobody: NO ADDRESS IS KNOWN"
    cautions = [f"! {words}." for words in waiting.cautions]
    return Question([f"Send this letter to {to}?", "", subject, *cautions], [("y", "Send it and record it")])


def doubt(waiting: Waiting) -> Question:
    """What to do with a letter of which it is not certain whether it went."""
    words = doubt_words(waiting.mark) if waiting.mark else ""
    return Question([words], [("r", "It arrived: record it"), ("a", "Send it again, and record it")])
