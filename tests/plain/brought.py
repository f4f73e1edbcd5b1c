"""Files as they come from elsewhere, and what a test reads off the answer."""

from __future__ import annotations

from tests.plain.typing_room import Answer, Room

CHILDREN = """LCS number,Surname,First name,Date of birth,Legal,Placement
L1,Barnes,Kayleigh,14/2/2011,looked-after,Ash House
L2,O'Neill,Siobhán,3/6/2012,looked-after,Elm House
"""
HISTORY = """LCS number,status,start,end,place
L1,missing,10/11/2026 14:00,10/11/2026 19:30,Ash House
L2,missing,2/11/2026 09:00,2/11/2026 10:15,Elm House
"""
POLICE = """Report number,Surname,Forename,DOB,Date missing,Time missing,Date returned,Time returned
0412,Barnes,Kayleigh,14/2/2011,22/11/2026,20:05,,
"""
NUMBERS = ("rows", "new", "known", "refused")


def shaped(answer: Answer, *names: str) -> list[object]:
    """Those values of the JSON answer; of refused rows how many."""
    return [len(answer.json[name]) if name == "refused" else answer.json[name] for name in names]


def the(room: Room, surname: str) -> str:
    """The id of the one child of a surname."""
    (found,) = room.ok("find", surname)["children"]
    return str(found["child"])
