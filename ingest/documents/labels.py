"""Labels in front of a text: “Very common: …”, the row of a box of facts, and those of older formularies."""

from __future__ import annotations

import re

_LABEL = re.compile(r"(?P<label>[A-Z0-9(≥<>][^:.;!?\n]{1,70}?)\s*:\s*(?:[-–•]\s*)?(?=\S)")
_NOT_A_LABEL = re.compile(
    (
        r"\b(?:is|are|was|were|has|have|had|did|does|failed|showed|found|may|can|should|must|will|includes?|"
        r"causes?|following|if you|such as|"
        r"as follows|note|namely|e\.g)\b|https?$"
    ),
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?P<label>(?:[Oo]ral )?[Bb]ioavailability|[Pp]rotein binding|[Mm]etabolism|(?:Elimination |Biological |"
    r"Terminal )?"
    r"[Hh]alf-life|Onset of action|Duration of action|Excretion|Metabolites|Trade names|Other names|Drug class|"
    r"(?:Very common|Very rare|Common|Uncommon|Rare|Frequent|Infrequent|Not known|Unknown)"
    r"(?:\s?\([^()\n]{1,70}\))?)(?:(?<=\))\s?|\s?(?=[\d≥≤<>~])|\s*(?=[A-Z]))(?=[A-Z\d≥≤<>~])"
    r"(?!(?:Side|Adverse|Effects?|Reactions?|Questions?|Uses|Names?|Symptoms?|Unwanted|Undesirable|Interactions?)\b)"
)
"""A label of an infobox or of a table of frequencies, with its value right behind it."""

_RUN_IN = re.compile(
    r"(?P<label>Indications|Cautions|Contra-?indications|Side-effects)\s+"
    r"(?!(?:and|include|includes|are|is|was|were|for|of|to|in|on|may|can|should|have|has|that|which|as|or|the|"
    r"with)\b)(?=[a-z])"
)
"""A label of an older formulary, with its list right behind it: “Indications schizophrenia; mania”."""

_BAND_RUN_IN = re.compile(
    r"(?P<label>(?:Very common|Very rare|Uncommon|Not known|Frequency not known|(?:Common|Rare|Frequent|"
    r"Infrequent)(?=\s?\())"
    r"(?:\s?\([^()\n]{1,70}\))?)\s*(?:[–—-]\s*)?"
    r"(?!(?:side|adverse|effects?|reactions?|symptoms?|unwanted|undesirable|in|with|but|and|or|are|is|was|were|"
    r"whether|if|how|"
    r"what|that|to|for|as|among|when|include|includes)\b)(?=[a-z][^.:\n]{3,}(?:,|$))"
)
"""A frequency with its list right behind it: “Common (up to 1 in 10) poor appetite, tremor”."""

_RUN_IN_ANY = re.compile(
    r"(?:Hepatic impairment|Renal impairment|Pregnancy|Breast-feeding|Interactions|Dose|Licensed use) [a-z]"
)
"""The other labels of an older formulary, which end the list above them."""

_BAND_LABEL = re.compile(
    r"(?:Very common|Very rare|Common|Uncommon|Rare|Frequent|Infrequent|Occasional|Not known|Frequency not known)\b"
    r"[^:\n.;]{0,90}:"
)


def label_before(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the label in front of a text and where the text after it begins; labels may follow each other.

    :param text: the masked text
    :param start: where the text to look at begins
    :param end: where it ends
    :returns: the label, empty if there is none, and the offset of what follows it
    """
    labels = []
    glued = next(filter(None, (pattern.match(text, start, end) for pattern in (_GLUED, _RUN_IN, _BAND_RUN_IN))), None)
    if glued is not None and glued.end() < end:
        return glued.group("label").strip(), glued.end()
    for _ in range(2):
        match = _LABEL.match(text, start, min(end, start + 90))
        if match is None or match.end() >= end:
            break
        label = match.group("label").strip()
        if (
            len(label.split()) > 8
            or _NOT_A_LABEL.search(label)
            or (match.group().endswith(":") and label.count("(") != label.count(")"))
        ):
            break
        labels.append(label)
        start = match.end()
    return ": ".join(labels), start


def is_labelled(text: str, start: int, end: int) -> bool:
    """Say whether a line begins with a label that opens a paragraph of its own.

    :param text: the masked text
    :param start: where the line begins
    :param end: where it ends
    :returns: whether it does
    """
    return any(pattern.match(text, start, end) for pattern in (_GLUED, _BAND_LABEL, _RUN_IN, _BAND_RUN_IN, _RUN_IN_ANY))
