"""The details kept about a child, in the order in which police ask for them."""

from __future__ import annotations

DETAILS: dict[str, str] = {
    "surname": "Surname",
    "forename": "Forename",
    "aliases": "Other names",
    "dob": "Date of birth",
    "about_age": "Age, about",
    "lcs": "LCS number",
    "legal": "Legal status",
    "case": "Case status",
    "team": "Team",
    "placing": "Placing authority",
    "placement": "Placement",
    "address": "Address",
    "phone": "Telephone",
    "placement_phone": "Placement telephone",
    "not_to_be_told": "Must NOT be told",
    "confidential": "Confidential address",
    "verify_caller": "Verify the caller by calling back",
    "philomena": "Philomena form",
    "description": "Description",
    "photo": "Photograph held by",
    "out_of_character": "Out of character?",
    "medical": "Medical needs, medication, disability",
    "self_harm": "Self-harm, suicide",
    "exploitation": "Exploitation (CSE, CCE)",
    "danger": "Danger to others",
    "travel": "Travel",
    "background": "Language, ethnicity, religion, appearance",
    "associates": "Associates, addresses",
    "social_media": "Social media",
    "cards": "Bank or bus card",
    "identified_by": "Who can identify, who will collect",
    "social_worker": "Social worker",
    "team_manager": "Team manager",
    "service_manager": "Service manager",
    "iro": "Independent Reviewing Officer",
    "school": "School",
    "phoenix": "Phoenix case worker",
    "consent": "Consent",
}
"""Name of a detail, as stored and as typed in a plain command, and its label on screens."""

LEGAL = ("looked-after", "home", "child-in-need", "child-protection")
CASE = ("open", "assessment", "not-open", "closed", "unknown")
LONG = frozenset({"description", "medical", "associates", "travel", "background", "exploitation", "self_harm"})
"""Details that are worth more than one line."""
