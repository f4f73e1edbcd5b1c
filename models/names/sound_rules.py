"""Spellings and the sounds they stand for in names heard in England: English, Irish, Welsh, South Asian.

Ours, written for this purpose. A rule is a spelling and its sounds (see `sounds` for the capital letters);
the longest rule that fits wins, one for the start or the end of a word before one for anywhere.
"""

from __future__ import annotations

AT_START = {
    "kn": "n", "gn": "n", "wr": "r", "ps": "s", "pn": "n", "wh": "w", "rh": "r", "gh": "g", "x": "z",
    "mac": "mak", "mc": "mak", "hugh": "hU", "eu": "yU", "eo": "O", "ew": "U", "who": "hU", "tz": "z",
    "siobh": "Siv", "sio": "SU", "sine": "Sine", "sinea": "Sine", "sean": "Son", "shaun": "Son",
    "shawn": "Son", "seam": "SAm", "seo": "So", "sei": "SA", "saoir": "sIr", "niamh": "nIv", "nia": "nIa",
    "caoi": "kI", "aoi": "I", "eoi": "O", "eoghan": "Oen", "oisi": "oSi", "ois": "oS", "grai": "grA",
    "grain": "gron", "ciara": "kIra", "ciaran": "kIran", "kiera": "kIra", "keira": "kIra", "kyra": "kIra",
    "cia": "kIa", "cea": "kI", "ll": "l", "ffi": "fi", "dyl": "dil", "cy": "sI", "cei": "kA", "ch": "C",
    "chr": "kr", "chl": "kl", "char": "Sar", "che": "Se", "chi": "Ci", "chan": "Can", "chant": "Sont",
    "chev": "Sev", "you": "yU", "yv": "Iv", "isa": "isa", "thom": "tom", "isl": "Il", "ay": "A", "ai": "A",
    "ey": "A", "ei": "I", "leigh": "lI", "lea": "lI", "zhe": "Se", "zha": "Sa", "xi": "Si", "xh": "j",
    "nkh": "nk", "ngo": "go", "oh": "O", "micha": "mika", "michae": "mike", "micheal": "mikel", "geo": "jo",
    "geor": "jor", "phoe": "fI", "pheo": "fI", "wojc": "voyC",
}  # fmt: skip

AT_END = {
    "aley": "AlI", "aleigh": "AlI", "alee": "AlI", "acey": "AsI", "acy": "AsI", "acie": "AsI", "asey": "AsI",
    "e": "", "ie": "I", "y": "I", "ey": "I", "ee": "I", "ea": "ia", "i": "I", "leigh": "lI", "ley": "lI",
    "lea": "lI", "lay": "lI", "eigh": "A", "ay": "A", "ae": "A", "aye": "A", "ai": "I", "a": "a", "ah": "a",
    "ar": "a", "er": "a", "or": "a", "re": "a", "ia": "Ia", "iah": "Ia", "ya": "Ia", "yah": "Ia",
    "eya": "Ia", "eah": "Ia", "ir": "a", "o": "O", "oe": "OI", "oey": "OI", "owe": "O", "ow": "O",
    "oh": "O", "ough": "O", "eau": "O", "es": "s", "se": "s", "ce": "s", "ge": "j", "che": "S", "the": "t",
    "ue": "U", "ew": "U", "oo": "U", "u": "U", "ou": "U", "ell": "el", "elle": "el", "el": "el", "le": "el",
    "al": "el", "il": "el", "yl": "el", "yle": "Iel", "ile": "Iel", "on": "en", "an": "en", "en": "en",
    "in": "en", "yn": "en", "ynn": "en", "un": "en", "enn": "en", "yne": "en", "ine": "In", "ene": "In",
    "een": "In", "ean": "In", "eane": "In", "ein": "In", "ann": "an", "anne": "an", "aine": "An",
    "ayne": "An", "ane": "An", "ain": "An", "ayn": "An", "ugh": "", "gh": "", "augh": "o", "augha": "o",
    "aughan": "on", "aughn": "on", "orn": "on", "awn": "on", "aun": "on", "cia": "Sa", "sha": "Sa",
    "tia": "Sa", "sia": "Sa", "shia": "Sa", "scia": "Sa", "tion": "Sen", "sion": "Sen", "bh": "v",
    "mh": "v", "bhe": "v", "mhe": "v", "adh": "a", "agh": "a", "idh": "I", "aigh": "I", "aidh": "I",
    "ed": "ed", "ad": "ed", "id": "ed", "et": "et", "at": "et", "it": "et", "ur": "a", "eur": "a",
    "ier": "Ia", "son": "sen", "sen": "sen", "ton": "ten", "den": "den", "don": "den", "man": "men",
    "men": "men", "cks": "ks", "x": "ks", "burgh": "bra", "borough": "bra", "brough": "bra", "mouth": "met",
    "ham": "em", "um": "em", "eigha": "A", "ings": "ings", "mb": "m", "gne": "n", "ique": "Ik", "eek": "Ik",
    "ick": "ik", "ic": "ik", "am": "em", "em": "em", "im": "em", "om": "em",
}  # fmt: skip

ANYWHERE = {
    "a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "i", "aa": "a", "ae": "A", "ah": "a", "ai": "A",
    "ao": "O", "au": "o", "aw": "o", "ay": "A", "aigh": "A", "augh": "o", "ea": "I", "ee": "I", "ei": "A",
    "eigh": "A", "eo": "O", "eu": "U", "ew": "U", "ey": "A", "eye": "I", "eea": "Ia", "eah": "Ia",
    "ia": "Ia", "ie": "I", "io": "Io", "iu": "U", "igh": "I", "ih": "i", "iy": "I", "ii": "I", "iya": "Ia",
    "iah": "Ia", "oa": "O", "oe": "O", "oh": "O", "oi": "oi", "oo": "U", "ou": "U", "ow": "O", "oy": "oi",
    "ough": "O", "oor": "or", "ua": "ua", "ue": "U", "ui": "U", "uo": "O", "uh": "u", "uy": "I", "uu": "U",
    "yo": "Io", "ya": "Ia", "ye": "Ie", "yu": "U", "b": "b", "d": "d", "f": "f", "j": "j", "k": "k",
    "l": "l", "m": "m", "n": "n", "p": "p", "r": "r", "s": "s", "t": "t", "c": "k", "ce": "se", "ci": "si",
    "cy": "sI", "cee": "sI", "cey": "sI", "cie": "sI", "cc": "k", "ck": "k", "cq": "k", "q": "k",
    "qu": "kw", "ch": "C", "tch": "C", "sh": "S", "sch": "S", "tsh": "C", "zh": "S", "ph": "f", "th": "t",
    "dh": "d", "bh": "v", "mh": "v", "gh": "", "ght": "t", "gha": "ga", "ghe": "ge", "ghi": "gi",
    "gho": "go", "ghu": "gu", "kh": "k", "rh": "r", "wh": "w", "lh": "l", "g": "g", "ge": "je", "gi": "ji",
    "gy": "ji", "gg": "g", "dg": "j", "dge": "j", "dj": "j", "gue": "g", "gui": "gi", "gu": "gu",
    "ng": "ng", "ngs": "ngs", "nk": "nk", "x": "ks", "z": "z", "v": "v", "w": "w", "h": "h", "wr": "r",
    "aoi": "I", "aoimh": "Iv", "aoife": "Ifa", "aoibh": "Iv", "oibh": "Iv", "iadh": "Ia", "eadh": "a",
    "oghan": "Oen", "aisl": "aSl", "sz": "S", "cz": "C", "ss": "s", "ssi": "si", "tt": "t", "dd": "d",
    "ll": "l", "mm": "m", "nn": "n", "pp": "p", "rr": "r", "ff": "f", "bb": "b", "kk": "k", "zz": "z",
    "vv": "v", "stl": "sl", "ft": "ft", "lm": "lm", "wl": "ol", "er": "er", "ir": "er", "ur": "er",
    "yr": "er", "ear": "er", "eir": "Ir", "ier": "Ir", "eer": "Ir", "air": "er", "are": "er", "aire": "er",
    "ar": "ar", "or": "or", "aur": "or", "awr": "or", "our": "or", "oar": "or", "ore": "or", "arr": "ar",
    "err": "er",
}  # fmt: skip

MAGIC_E = {"a": "A", "e": "I", "i": "I", "y": "I", "o": "O", "u": "U"}

CONTINENTAL = (
    ("szcz", "sh"), ("sz", "sh"), ("cz", "ch"), ("rz", "zh"), ("dzi", "ji"), ("w", "v"), ("j", "y"), ("ie", "ye"),
    ("ow", "ov"), ("ei", "ai"),
)  # fmt: skip
"""Polish and other continental spellings, rewritten as an English ear would spell what it heard."""

LONGEST_RULE = max(len(part) for rules in (AT_START, AT_END, ANYWHERE) for part in rules)
