"""The twelve children of the demonstration night. All invented."""

from __future__ import annotations

ASH = {"placement": "Ash House", "placement_phone": "0161 555 0142"}
ELM = {"placement": "Elm House", "placement_phone": "0161 555 0187"}
OAK = {"placement": "Oak Lodge", "placement_phone": "0161 555 0119"}
CARE = {"legal": "looked-after", "team": "Children in Care East", "iro": "M Whitworth"}

CHILDREN: dict[str, dict[str, str]] = {
    "kayleigh": {
        "surname": "Barnes", "forename": "Kayleigh", "aliases": "Kay, Kaz", "dob": "14/2/2011", "lcs": "L104417",
        "description": "5 ft 3, shoulder-length red hair, nose stud", "philomena": "held at Ash House",
        "exploitation": "CSE screening tool: medium, September", "medical": "asthma, blue inhaler",
        "out_of_character": "no: three times since summer", "social_worker": "T Adeyemi", **CARE, **ASH,
    },
    "tariq": {
        "surname": "Mahmood", "forename": "Tariq", "dob": "3/6/2012", "lcs": "L104902", "social_worker": "R Holt",
        "background": "Urdu and English; Muslim", **CARE, **ELM,
    },
    "dean": {
        "surname": "Pickersgill", "forename": "Dean", "dob": "21/9/2010", "lcs": "L103355", "legal": "home",
        "case": "open", "address": "41 Halstead Row, Radcliffe", "phone": "0161 555 0163",
        "team": "Safeguarding West",
        "social_worker": "A Kershaw", "associates": "older cousin in Bolton",
    },
    "sophie": {
        "surname": "Wren", "forename": "Sophie", "dob": "9/12/2012", "lcs": "L105010", "self_harm": "cut arms in 2025",
        "social_worker": "T Adeyemi", **CARE, **OAK,
    },
    "jay": {
        "surname": "Rostron", "forename": "Jay", "dob": "17/3/2014", "lcs": "L105233", "social_worker": "R Holt",
        **CARE, **ELM,
    },
    "amelia": {
        "surname": "Fairhurst", "forename": "Amelia", "dob": "30/7/2013", "lcs": "L104871",
        "legal": "child-protection", "address": "7 Mosswood Avenue, Whitefield", "phone": "0161 555 0171",
        "team": "Safeguarding West", "social_worker": "A Kershaw", "danger": "father must not learn the address",
        "not_to_be_told": "father", "confidential": "yes: do not read the address out",
    },
    "kofi": {
        "surname": "Mensah", "forename": "Kofi", "dob": "5/11/2010", "lcs": "L104120", "placing": "Rochdale",
        "legal": "looked-after", "placement": "Birch View", "placement_phone": "0161 555 0126",
    },
    "niamh": {
        "surname": "O'Halloran", "forename": "Niamh", "aliases": "Neve", "dob": "26/1/2011", "lcs": "L103871",
        "social_worker": "T Adeyemi", **CARE, **ASH,
    },
    "callum": {
        "surname": "Entwistle", "forename": "Callum", "dob": "11/8/2011", "lcs": "L104655", "legal": "home",
        "case": "not-open", "address": "18 Brandle Fold, Tottington", "phone": "01204 555 148",
    },
    "zofia": {
        "surname": "Nowakowska", "forename": "Zofia", "aliases": "Zosia", "dob": "2/5/2012", "lcs": "L104733",
        "legal": "child-in-need", "address": "3 Lark Street, Bury", "phone": "0161 555 0195",
        "team": "Safeguarding East",
        "background": "Polish and English",
    },
    "reece": {
        "surname": "Tattersall", "forename": "Reece", "dob": "19/10/2010", "lcs": "L103604", "social_worker": "R Holt",
        **CARE, **OAK,
    },
    "ellie": {
        "surname": "Duckworth", "forename": "Ellie-Mae", "dob": "8/4/2015", "lcs": "L105518", "legal": "home",
        "case": "open", "address": "52 Garside Hey, Ramsbottom", "team": "Safeguarding East",
    },
}  # fmt: skip
"""Details by the name that the story calls each child."""
