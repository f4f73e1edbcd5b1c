"""The story of the demonstration night, and of the weeks before it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from data.demo.telling import D, H, M, Story
from models.commands.duty import RecordInterview, RecordMeeting, RecordTold
from models.commands.episode import JudgeRisk, PromiseReview, RecordFound, RecordPoliceGrade, RecordReturn

RIGHTS = "P Lomax, Children's Rights"


def tell(story: Story) -> None:
    """The whole story."""
    story.register(70 * D)
    _weeks_before(story)
    _kayleigh(story)
    _days_before(story)
    _away_now(story)
    _this_evening(story)
    story.day_team_sent_its_episodes()


def _weeks_before(story: Story) -> None:
    """Histories that put some children at 2 of 3."""
    for name, since, place in (
        ("zofia", 60 * D, ""),
        ("dean", 20 * D, ""),
        ("niamh", 16 * D, "Ash House"),
        ("jay", 12 * D, "Elm House"),
        ("dean", 9 * D, ""),
        ("niamh", 5 * D, "Ash House"),
    ):
        episode = story.past(name, since, since - 4 * H, place=place)
        _heard(story, episode, since - 2 * D)


def _heard(story: Story, episode: str, held: timedelta) -> None:
    """Interviewed in time and written up."""
    story.do(held - H, RecordInterview, episode=episode, step="held", at=story.at(held), by=RIGHTS)
    written = held - 3 * H
    story.do(written, RecordInterview, episode=episode, step="written-up", at=story.at(written), by=RIGHTS)


def _kayleigh(story: Story) -> None:
    """Gives the call card something to say: what the last interviews brought to light."""
    _heard(story, story.past("kayleigh", 44 * D, 44 * D - 5 * H, place="Ash House"), 42 * D)
    episode = story.away("kayleigh", 27 * D - 5 * M, place="Ash House")
    story.usual(episode, 27 * D - 40 * M)
    found, back = 26 * D + 17 * H, 26 * D + 15 * H
    story.do(found, RecordFound, episode=episode, at=story.at(found), where="Piccadilly Gardens", by="police")
    story.do(back - 5 * M, RecordReturn, episode=episode, at=story.at(back), where="Ash House")
    story.do(back - H, RecordTold, episode=episode, role="sw", at=story.at(back - H), how="e-mail")
    story.close(episode, back - 10 * M)
    findings = {
        "own_words": "I just wanted to be with someone who was not paid for it",
        "triggers": "contact with mother cancelled",
        "people": "Shannon, about 17, from the tram stop",
        "places": "Bury Interchange, Piccadilly Gardens",
    }
    held = 25 * D
    story.do(held - H, RecordInterview, episode=episode, step="held", at=story.at(held), by=RIGHTS, findings=findings)
    story.do(held - 3 * H, RecordInterview, episode=episode, step="written-up", at=story.at(held - 3 * H), by=RIGHTS)


def _days_before(story: Story) -> None:
    """Interviews that run, that are late, that were declined; a meeting that has been called."""
    reece = story.past("reece", 4 * D, 3 * D + 20 * H, place="Oak Lodge")
    sophie = story.past("sophie", 3 * D + 10 * H, 3 * D + H, place="Oak Lodge")
    reason = "said he talks to the staff if he needs to"
    story.do(3 * D, RecordInterview, episode=reece, step="declined", at=story.at(3 * D), by=RIGHTS, reason=reason)
    jay = story.past("jay", 2 * D + 5 * H, 2 * D, place="Elm House")
    story.do(2 * D - H, RecordInterview, episode=sophie, step="offered", at=story.at(2 * D - H), by=RIGHTS)
    amelia = story.past("amelia", 30 * H, 20 * H, risk="high")
    story.past("zofia", 26 * H, 22 * H)
    meeting = {"rules": ("meeting-high-risk",), "chair": "Team Manager", "meets": story.at(-40 * H)}
    story.do(18 * H, RecordMeeting, episode=amelia, step="called", at=story.at(18 * H), **meeting)
    story.do(5 * H, RecordInterview, episode=jay, step="held", at=story.at(5 * H), by=RIGHTS)


def _away_now(story: Story) -> None:
    """Missing for 23 hours; three in 28 days; a child of another authority, found and not back."""
    seen = {"last_seen_by": "night staff, at the back door"}
    reece = story.away("reece", 23 * H, place="Oak Lodge", circumstances=seen)
    story.usual(reece, 22 * H)
    police = {"grade": "medium", "log": "0412", "officer": "PC 4471"}
    story.do(21 * H, RecordPoliceGrade, episode=reece, **police)
    story.do(21 * H, JudgeRisk, episode=reece, grade="medium")
    kofi = story.away("kofi", 7 * H, place="Birch View")
    story.usual(kofi, 6 * H)
    dean = story.away("dean", 4 * H, source="mother", circumstances={"last_seen_by": "mother, at tea"})
    story.usual(dean, 3 * H)
    story.do(3 * H, JudgeRisk, episode=dean, grade="medium")
    located = {"at": story.at(2 * H + 10 * M), "where": "grandmother's, Rochdale", "by": "police"}
    story.do(2 * H, RecordFound, episode=kofi, **located)


def _this_evening(story: Story) -> None:
    """Back tonight; an absence 20 minutes before its limit; a report from police on a child nobody has open."""
    ellie = story.away("ellie", 6 * H, source="mother", risk="high")
    story.usual(ellie, 5 * H)
    story.do(5 * H, RecordTold, episode=ellie, role="sm", at=story.at(5 * H), how="telephone", name="G Pilling")
    back = {"at": story.at(4 * H + 20 * M), "police_saw": story.at(4 * H), "where": "home"}
    story.do(4 * H, RecordReturn, episode=ellie, **back)
    agreed: dict[str, Any] = {
        "limit": story.at(-20 * M),
        "whereabouts": "14 Fern Street, a friend's house",
        "confirmed_by": "carer",
        "confirmed_how": "rang the friend's mother",
        "agreed_by": "carer and duty worker",
    }
    niamh = story.away("niamh", 2 * H, status="absence", place="Ash House", **agreed)
    story.usual(niamh, 80 * M)
    callum = story.away("callum", 90 * M, source="police", police_log="0077", police_grade="low")
    promise = {"due": story.at(-50 * M), "text": "police ring back after the house check"}
    story.do(40 * M, PromiseReview, episode=callum, **promise)
