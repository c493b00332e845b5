"""Uses that stand above their doses in a formulary: “Anxiety”, then “By mouth”, then “Adult: 2 mg 3 times a day”."""

from __future__ import annotations

import re
from bisect import bisect_right
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


_DOSE = re.compile(r"\b\d[\d.,–-]*\s?(?:mg|g|micrograms?|mcg|µg|ml|units)\b")
_NOT_A_USE = re.compile(
    r"\b(?:impairment|failure|overdos\w*|missed|withdrawal|toxicity|pregnan\w*|breast\w*|lactation|elderly|renal|"
    r"hepatic|"
    r"liver|kidney|side|adverse|effects?|interactions?|contra\w*|death|pain control only)\b",
    re.IGNORECASE,
)


def _line_before_a_dose(passage: Passage) -> Iterator[Candidate]:
    """“Schizophrenia”, a line of its own among doses, with a dose in one of the next lines."""
    unit = passage.unit
    words = passage.text.strip()
    if passage.kind != "dosing" or unit.kind != "sentence" or len(words) > 60 or words.endswith((".", ":")):
        return
    if _NOT_A_USE.search(words) or _DOSE.search(words) or foreign_section(passage):
        return
    found = [m for m in passage.mentions if m.entry.category == "finding"]
    if not found or found[0].start > 24 or sum(m.end - m.start for m in found) < 0.5 * len(words):
        return
    units = passage.context.view.units
    place = bisect_right(units, unit.start, key=lambda other: other.start)
    below = units[place : place + 3]
    if not any(_DOSE.search(passage.context.view.words(other)) for other in below):
        return
    first = found[0]
    bare = re.sub(r"\s*[(†].*", "", words)
    yield Candidate(
        "uses above their doses",
        "indication",
        "usedFor",
        passage.text[first.start : first.end],
        "finding",
        passage.at + first.start,
        passage.at + first.end,
        status="offLabel" if re.search(r"off[- ]label|unlabell?ed|†", words, re.IGNORECASE) else None,
        synonyms=tuple(name for name in (first.entry.label, bare) if name.lower() != first.entry.label.lower()),
    )


def _above_a_dose(passage: Passage) -> Iterator[Candidate]:
    """“Bipolar Depression”, then “50 mg at bedtime on day 1”, in a part about doses."""
    section = passage.section
    if section.own_kind is not None or passage.kind not in ("dosing", "indication") or foreign_section(passage):
        return
    title = passage.context.view.text[section.start : section.end]
    if not _DOSE.search(passage.folded) or len(title) > 60 or _NOT_A_USE.search(title):
        return
    found = [m for m in passage.context.lexicon.mentions(title) if m.entry.category == "finding"]
    if not found or sum(m.end - m.start for m in found) < 0.5 * len(title.strip()):
        return
    first = found[0]
    yield Candidate(
        "uses above their doses",
        "indication",
        "usedFor",
        title[first.start : first.end],
        "finding",
        section.start + first.start,
        section.start + first.end,
        status="offLabel" if re.search(r"off[- ]label|unlabell?ed|†", title, re.IGNORECASE) else None,
        synonyms=(first.entry.label, re.sub(r"\s*[(†].*", "", title).strip()),
    )


_USUAL_DOSE = re.compile(
    r"(?:usual )?(?:adult|pa?ediatric|geriatric|recommended)? ?(?:dose|dosage|dosing) (?:for|in) (?P<use>[^.:;]{4,60})",
    re.IGNORECASE,
)


def _titled_dose(passage: Passage) -> Iterator[Candidate]:
    """“Adult dose for insomnia”, then “20 mg at night”."""
    section = passage.section
    title = passage.context.view.text[section.start : section.end].strip()
    named = _USUAL_DOSE.fullmatch(title)
    if named is None or not _DOSE.search(passage.folded) or foreign_section(passage):
        return
    words = named["use"]
    found = [m for m in passage.context.lexicon.mentions(words) if m.entry.category == "finding"]
    if not found or _NOT_A_USE.search(words) or found[0].start > 20:
        return
    first = found[0]
    start = section.start + passage.context.view.text[section.start : section.end].index(words) + first.start
    yield Candidate(
        "uses above their doses",
        "indication",
        "usedFor",
        words[first.start : first.end],
        "finding",
        start,
        start + first.end - first.start,
        status="offLabel" if re.search(r"off[- ]label|unlabell?ed|†", title, re.IGNORECASE) else None,
        synonyms=(first.entry.label, words),
    )


_ROUTE_BEHIND = re.compile(
    r"(?P<use>[A-Z][^:]{3,70}?)(?: \((?P<remark>[^()]{3,60})\))?\s*(?::|$)\s*(?:(?:oral|iv|im|sc|intravenous|"
    r"intramuscular|subcutaneous|adults?|children|initial|note)\b.*)?",
    re.IGNORECASE,
)


def _labelled_dose(passage: Passage) -> Iterator[Candidate]:
    """“Panic disorder: Oral: 20 mg a day”: the label in front of a dose is the use."""
    unit = passage.unit
    if unit.kind not in ("label", "item") or not unit.label or not _DOSE.search(passage.folded[:120]):
        return
    named = _ROUTE_BEHIND.fullmatch(unit.label)
    if passage.kind not in ("dosing", None, "introduction", "indication") or named is None or foreign_section(passage):
        return
    words = named["use"].strip()
    found = [m for m in passage.context.lexicon.mentions(words) if m.entry.category == "finding"]
    if not found or _NOT_A_USE.search(words) or found[0].start > 24 or PATIENTS.match(words.lower()):
        return
    start = passage.context.view.text.rfind(words, max(0, passage.at - 200), passage.at)
    first = found[0]
    if start < 0 or sum(m.end - m.start for m in found) < 0.5 * len(words):
        return
    yield Candidate(
        "uses above their doses",
        "indication",
        "usedFor",
        words[first.start : first.end],
        "finding",
        start + first.start,
        start + first.end,
        status="offLabel" if re.search(r"off[- ]label|unlabell?ed", unit.label, re.IGNORECASE) else None,
        synonyms=(first.entry.label, words),
    )


RULES = (
    Rule(
        "uses above their doses",
        "“Adult dose for insomnia”, then “20 mg at night”",
        ("indication",),
        _titled_dose,
        _DOSE,
    ),
    Rule(
        "uses above their doses",
        "“Panic disorder: Oral: 20 mg a day”",
        ("indication",),
        _labelled_dose,
        _DOSE,
    ),
    Rule(
        "uses above their doses",
        "“Bipolar depression”, then “50 mg at bedtime”, in a part about doses",
        ("indication",),
        _above_a_dose,
        _DOSE,
    ),
    Rule(
        "uses above their doses",
        "“Schizophrenia”, a line of its own among doses",
        ("indication",),
        _line_before_a_dose,
    ),
    Rule(
        "uses above their doses",
        "“Anxiety”, then “By mouth”, then “Adult: 2 mg 3 times a day”",
        ("indication",),
        _above_doses,
        re.compile(r"\d"),
    ),
)
