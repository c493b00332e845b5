"""Folding of text for look-up. The folded text has the same length, so every offset stays true."""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = tuple(
    {
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\n": " ",
        "\t": " ",
        "µ": "μ",
        "“": '"',
        "”": '"',
    }.items()
)

_ASCII = tuple(pair for pair in _SAME if pair[0].isascii())

_BRITISH = (
    (re.compile(r"aemi"), "emi"),
    (re.compile(r"oedema"), "edema"),
    (re.compile(r"\bhaem"), "hem"),
    (re.compile(r"haemorr"), "hemorr"),
    (re.compile(r"rrhoea"), "rrhea"),
    (re.compile(r"\boesoph"), "esoph"),
    (re.compile(r"paed"), "ped"),
    (re.compile(r"anaes"), "anes"),
    (re.compile(r"aesthesi"), "esthesi"),
    (re.compile(r"tumour"), "tumor"),
    (re.compile(r"behaviour"), "behavior"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"pnoea"), "pnea"),
    (re.compile(r"\bleuc"), "leuk"),
    (re.compile(r"ischaem"), "ischem"),
    (re.compile(r"gynaec"), "gynec"),
    (re.compile(r"isation"), "ization"),
    (re.compile(r"ised\b"), "ized"),
    (re.compile(r"phaeo"), "pheo"),
    (re.compile(r"foet"), "fet"),
)
_AMERICAN = (
    (re.compile(r"(?<=[cglnprtx])emia\b"), "aemia"),
    (re.compile(r"\bedema"), "oedema"),
    (re.compile(r"\bhemo"), "haemo"),
    (re.compile(r"\bhema"), "haema"),
    (re.compile(r"rrhea"), "rrhoea"),
    (re.compile(r"\besoph"), "oesoph"),
    (re.compile(r"pediatr"), "paediatr"),
    (re.compile(r"anesth"), "anaesth"),
    (re.compile(r"tumor"), "tumour"),
    (re.compile(r"behavior"), "behaviour"),
    (re.compile(r"ischemi"), "ischaemi"),
    (re.compile(r"apnea"), "apnoea"),
    (re.compile(r"dyspnea"), "dyspnoea"),
    (re.compile(r"gynecomastia"), "gynaecomastia"),
    (re.compile(r"generalized"), "generalised"),
)


def fold(text: str) -> str:
    """Fold case, hyphens, apostrophes and blanks, character by character.

    :param text: any text
    :returns: a text of the same length

    >>> fold("Non‑Opioid İ")
    'non-opioid İ'
    """
    for char, other in _ASCII if text.isascii() else _SAME:
        if char in text:
            text = text.replace(char, other)
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=50_000)
def folded_name(name: str) -> str:
    """Fold a name for look-up; documents name the same things again and again.

    :param name: a name
    :returns: its folded words, with one blank between them

    >>> folded_name(" Myoclonic  Jerks")
    'myoclonic jerks'
    """
    return " ".join(fold(name).split())


def spellings(name: str) -> set[str]:
    """Return the British and American spellings of a folded name, without the name itself.

    :param name: a folded name
    :returns: other spellings

    >>> sorted(spellings("hyperglycaemia")), sorted(spellings("edema"))
    (['hyperglycemia'], ['oedema'])
    """
    found = set()
    for table in (_BRITISH, _AMERICAN):
        other = name
        for pattern, put in table:
            other = pattern.sub(put, other)
        if other != name:
            found.add(other)
    return found
