"""Uses that stand above their doses in a formulary: “Anxiety”, then “By mouth”, then “Adult: 2 mg 3 times a day”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.use_wording import PURPOSE

PATIENTS = re.compile(r"^(?:adults?|child(?:ren)?|elderly|neonates?|adolescents?|infants?|older (?:adults|people))\b")
"""The label of a dose in a formulary: whom it is for."""

_ROUTE = re.compile(
    r"^(?:by|to|for|with) (?:(?:continuous |slow |deep |the |initially by )*(?:mouth|rectum|inhalation|skin|"
    r"(?:\w+ )?(?:injection|infusion|application|use))\b|intra\w+|sub\w+)",
    re.IGNORECASE,
)
_DOSE_LINE = re.compile(
    r"^(?:adults?|child(?:ren)?|elderly|neonates?|adolescents?|infants?|older (?:adults|people))\b[^:]{0,60}:|^\(",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\b(?:indications? and doses?|indications?|uses|dose)\b", re.IGNORECASE)
_REACH = 1200


def _above_doses(passage: Passage) -> Iterator[Candidate]:
    """Read the line above the route and the first dose of a group of patients."""
    unit = passage.unit
    if unit.kind != "label" or not PATIENTS.match(unit.label.lower()) or foreign_section(passage):
        return
    found = _line_above(passage)
    if found is None:
        return
    start, line = found
    place = 0
    for part in line.split(" | "):
        begin = line.index(part, place)
        place = begin + len(part)
        purpose = PURPOSE.match(part.lower())
        shift = purpose.end() if purpose and purpose.end() < len(part) - 3 else 0
        words = re.sub(r"\s+", " ", part[shift:]).strip(" .;:")
        words = re.sub(r"^(?:Life-threatening|Severe) ", "", words)
        if len(words) < 4 or len(words.split()) > 9 or re.search(r"\d", words):
            continue
        known = passage.context.lexicon.lookup(words, ("finding",))
        yield Candidate(
            "uses above their doses",
            "indication",
            "usedFor",
            words,
            "finding",
            start + begin + shift,
            start + begin + len(part),
            synonyms=(known.label,) if known and known.label.lower() != words.lower() else (),
        )


def _line_above(passage: Passage) -> tuple[int, str] | None:
    """Return the line that names the use, if only routes and doses stand between it and this dose."""
    text = passage.context.view.text
    end = text.rfind("\n", max(0, passage.at - _REACH), passage.at)
    routed = False
    while end > 0:
        start = text.rfind("\n", max(0, end - _REACH), end) + 1
        line = text[start:end].rstrip()
        if _ROUTE.match(line):
            routed = True
        elif _DOSE_LINE.match(line):
            if routed:
                return None
        elif routed and line.strip() and len(line) <= 160 and line[:1].isupper() and not line.endswith((".", ":")):
            return (start, line) if _under_indications(text, start) and not _HEADING.fullmatch(line.strip()) else None
        else:
            return None
        end = start - 1
    return None


def _under_indications(text: str, place: int) -> bool:
    """Say whether a heading about indications stands somewhat above."""
    return any(_HEADING.search(line) for line in text[max(0, place - 6000) : place].split("\n") if len(line) < 60)


RULES = (
    Rule(
        "uses above their doses",
        "“Anxiety”, then “By mouth”, then “Adult: 2 mg 3 times a day”",
        ("indication",),
        _above_doses,
        re.compile(r"\d"),
    ),
)
