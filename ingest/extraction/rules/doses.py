"""Doses with their phase, route and interval."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.quantities import Amount, amounts
from ingest.extraction.language.subjects import foreign_section, owner

_PHASES = (
    ("phase-starting", re.compile(r"\b(?:start(?:s|ed|ing)?|initial(?:ly)?|begin(?:s|ning)?|first dose|loading)\b")),
    (
        "phase-maximum",
        re.compile(r"\b(?:max(?:imum|imal)?|up to|no more than|not exceed|highest|should not exceed|upper limit)\b"),
    ),
    (
        "phase-titration",
        re.compile(r"\b(?:increas\w+ (?:by|in steps)|titrat\w+|raised? (?:by|in)|increments?|steps? of)\b"),
    ),
    (
        "phase-maintenance",
        re.compile(r"\b(?:maintenance|usual|typical|recommended|target|normal|standard|effective)\b"),
    ),
)
_PHASE_AFTER = re.compile(
    r"[ -]*(?:\w+ )?(?:starting|initial|maintenance|maximum|target|recommended|usual) (?:daily )?dose\b"
)
_REGIMEN = re.compile(
    r"\b(?:(?:once|twice|one|two|three|four|\d) (?:times )?(?:a|per|each|every)? ?(?:day|daily|week|weekly|night)|"
    r"once daily|twice daily|(?:three|four) times (?:daily|a day)|every (?:\d+|other|\w+)(?:(?: to |[–-])\d+)? ?(?:"
    r"hours?|"
    r"days?|weeks?|morning|night|evening)?|at (?:night|bedtime)|in the (?:morning|evening)|daily|nightly|weekly|"
    r"in divided doses)\b"
)
_NOT_A_DOSE = re.compile(
    r"\b(?:in the (?:trial|study)|participants|received|randomi[sz]ed|placebo|mice|rats|per kg in|contains?|"
    r"test dose|half (?:of )?(?:an?|one) [\d.]+ ?-?mg|comes? (?:as|in)\b|(?:is|are) (?:supplied|marketed|sold|"
    r"presented) (?:as|in)\b|"
    r"each tablet|strengths?|available (?:as|in)|tablets? of|overdos\w*|ingest\w*|forget|missed|half-life|"
    r"say you)\b"
)


_STRENGTHS = re.compile(
    r"\b(?:dosage forms|strengths?|how supplied|forms|presentations?|available as)\b", re.IGNORECASE
)
"""The heading of a list of products."""

_OTHER_KINDS = frozenset(
    [
        "references",
        "furniture",
        "methods",
        "efficacy",
        "overdose",
        "interaction",
        "nonclinical",
        "history",
        "pharmacokinetics",
        "identity",
        "disease",
        "mechanism",
    ]
)


_AT_DOSES = re.compile(
    r"(?: \([^()]{1,40}\))?,?(?: (?:given|taken|used|started|titrated))?(?: (?:at|in|with|to))?(?: an?|"
    r" the)?(?: [\w-]+ly)?"
    r"(?: (?:low|high|usual|starting|daily|total|single|oral|intravenous|maximum|maximal))*(?: (?:doses?|dosages?))?"
    r"(?: (?:of|between|from|up to|about|around|at least))? ?\(?"
)
_THE_DOSE = re.compile(r"\bthe (?:[\w-]+ )?dos(?:e|age) (?:is|should|must|was)\b")
_OF_A_DRUG = re.compile(r" (?:of|worth of) (?:oral |intravenous |iv )?")


def _is_of_another(passage: Passage, amount: Amount) -> bool:
    """Say whether an amount is that of another drug next to it: “propranolol at doses of 20 to 80 mg”."""
    for m in passage.mentions:
        if m.entry.category not in ("drug", "drug_class") or passage.context.is_own(m):
            continue
        if m.end <= amount.start and _AT_DOSES.fullmatch(passage.folded, m.end, amount.start):
            return True
        if m.start > amount.end and _OF_A_DRUG.fullmatch(passage.folded, amount.end, m.start):
            return True
    return False


_AGE = (
    r"(?:,? ?\(?(?:aged |over |under |from |above |below |of |older than |younger than |≥ ?|> ?)*(?:the age of )?\d+"
    r"(?: ?(?:-|–|to) ?\d+)?(?: ?(?:years?|months?))(?: (?:and|or) (?:over|older|above))?(?: (?:of age|old))?\)?)?"
)
_GROUP = (
    r"(?P<who>(?:adults?|adolescents?|children|infants|neonates|newborns|teenagers|pa?ediatric patients|"
    r"(?:the )?elderly"
    r"(?: (?:patients|people))?|older (?:people|adults|patients)|geriatric patients)(?:,? (?:and|"
    r"or) (?:the )?(?:adults?|"
    rf"adolescents|children|elderly(?: patients)?|older (?:people|adults)))?{_AGE}|(?:patients|people|those|"
    rf"adults) with "
    r"(?:(?:mild|moderate|severe|end-stage)(?: (?:to|or|and) (?:moderate|severe))? )?(?:renal|kidney|hepatic|liver) "
    r"(?:impairment|disease|failure|insufficiency|problems))"
)
_GROUPS = re.compile(rf"\b{_GROUP}")
_GROUP_AFTER = re.compile(
    rf"(?:,? (?:once|twice|daily|a|per|day|three|times|at|bedtime|night)){{0,4}} (?:in|for) {_GROUP}"
)
_GROUP_HEADING = re.compile(rf"\W*(?:(?:use|dosage|dose|dosing|posology|doses) (?:in|for) )?{_GROUP}:?\W*")


def _whose(passage: Passage, amount: Amount) -> str:
    """Return the people whom a dose is for: those behind it, before it, of its label, or of its heading."""
    behind = _GROUP_AFTER.match(passage.folded, amount.end)
    if behind is not None:
        return behind["who"]
    start = max(passage.folded.rfind(mark, 0, amount.start) for mark in (";", ". "))
    before = list(_GROUPS.finditer(passage.folded, max(0, start), amount.start))
    if before:
        return before[-1]["who"]
    for words in (passage.unit.label, passage.section.title):
        heading = _GROUP_HEADING.fullmatch(words.lower())
        if heading is not None:
            return heading["who"]
    return ""


def _doses(passage: Passage) -> Iterator[Candidate]:
    """“Starting dose: 5 mg three times daily”."""
    if passage.kind in _OTHER_KINDS or foreign_section(passage):
        return
    if passage.kind == "adverse_effect" and not _THE_DOSE.search(passage.folded):
        return  # “doses of 400 mg may impair driving”
    label = passage.unit.label.lower()
    if passage.kind != "dosing" and not re.search(
        r"\b(?:dose|doses|dosage|daily|a day|mg/day)\b", f"{label} {passage.folded}"
    ):
        return
    if _NOT_A_DOSE.search(passage.folded) or _STRENGTHS.search(passage.section.title):
        return
    for amount in amounts(passage.text):
        if (
            amount.unit not in ("mg", "ug", "g", "mg/d", "ug/d", "mg/kg", "mg/kg/d", "ug/kg", "ug/kg/d")
            or owner(passage, amount.start) == "foreign"
            or _is_of_another(passage, amount)
        ):
            continue
        near = passage.folded[max(0, amount.start - 70) : amount.start]
        near = f"{label} {near[near.rfind(';') + 1 :]}"
        qualifiers: dict[str, object] = {}
        best = max(((m.start(), name) for name, pattern in _PHASES for m in pattern.finditer(near)), default=None)
        after = _PHASE_AFTER.match(passage.folded, amount.end)
        if after is not None:
            qualifiers["_phase"] = next(name for name, pattern in _PHASES if pattern.search(after.group()))
        elif best:
            qualifiers["_phase"] = best[1]
        regimen = _REGIMEN.search(passage.folded, amount.end, min(len(passage.folded), amount.end + 45))
        if regimen:
            qualifiers["regimen"] = regimen.group()
        if amount.unit == "g":
            continue
        if group := _whose(passage, amount):
            qualifiers["_population"] = group
        yield Candidate(
            "doses",
            "dosing",
            "hasStatedDose",
            "",
            "quantity",
            passage.at + amount.start,
            passage.at + (regimen.end() if regimen else amount.end),
            value=amount,
            modality="recommendation",
            qualifiers=qualifiers,
        )


RULES = (Rule("doses", "doses with phase and interval", ("dosing",), _doses, re.compile(r"\d")),)
