"""Whether people come to depend on the drug, misuse it, or grow used to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import cues, is_hedged
from ingest.extraction.language.subjects import foreign_section, owner

_THINGS: tuple[tuple[str, str], ...] = (
    (
        "addiction",
        r"(?:is|isn't|are|not|be|being|considered|regarded as|thought(?: to be)?|known to be|highly|very|physically) "
        r"(?:\w+ ){0,2}?addictive|(?:become|becoming|get|getting|got|be|are|were) (?:\w+ )?addicted|addiction|"
        r"(?:get|getting|got|become|becoming) hooked",
    ),
    ("physical dependence", r"physical(?:ly)? dependen(?:ce|cy|t)"),
    ("psychological dependence", r"psycholog\w+ dependen(?:ce|cy|t)"),
    (
        "dependence",
        r"habit[- ]forming|(?:become|becoming|are|get) (?:\w+ )?dependent(?: on (?:it|them|the))?|dependence|"
        r"dependency",
    ),
    ("tolerance", r"tolerance(?! (?:test|and safety|studies))"),
    (
        "misuse",
        r"misus(?:e|ed|es|ing)|diver(?:ted|sion)",
    ),
    ("abuse", r"abus(?:e|ed|es|ing|able)(?! (?:disorder|and mental|or misuse))|drug of abuse"),
    ("recreational use", r"recreational(?:ly)?(?: use)?"),
    (
        "euphoria",
        r"(?:get|gets|getting|makes? (?:you|people)|feel) high|(?:produces?|gives?|cause[sd]?) (?:a|any|no) high",
    ),
    ("drug craving", r"crav(?:e|es) (?:it|the (?:drug|medicine|tablets))|craving for (?:it|the (?:drug|medicine))"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _THINGS)
_KINDS = frozenset({"dependence", "withdrawal"})
_WHOSE = re.compile(
    r"\b(?:history|treat(?:s|ed|ing|ment)?|used for|therapy|people with|patients with|those with|risk factors?|clinic|"
    r"specialist|recover\w*|alcohol|opioid|opiate|cocaine|nicotine|heroin|cannabis|substance|drug (?:abuse|misuse|"
    r"addiction|dependence)|if you|tell|whether|unlike|compared|lower than|less than|more than|who (?:abuse|"
    r"misuse)|cross-|"
    r"monitor\w*|prevent\w*|watch|reduce[sd]? the|caution|care)\b"
)
_NOT = re.compile(
    r"\b(?:no|not|never|nor|neither|without|cannot|nobody|lacks?|absent|free of|unlikely|hardly|"
    r"(?<!as )little)\b|n't\b|\bnon-"
)
_LITTLE = re.compile(
    r"\b(?:low|lower|little|minimal|limited|small|some|moderate|high) (?:\w+ )?(?:potential|liability|"
    r"risk) (?:for|of)\b"
)
"""A potential of some size is neither affirmed nor denied."""

_FIELD = re.compile(
    r"[ -](?:uses?|medicine|treatments?|cent(?:er|re)s?|specialists?|clinics?|psychiatry|services|research\w*|care|"
    r"therapy|applications?|medication|recovery|counsel\w+|settings?|professionals?|programmes?|programs?)\b"
)
"""Follows a word that names a field of medicine: “addiction medicine”."""

_NOT_ONLY = re.compile(r"\bnot (?:only|just|uncommon|unusual|rare)\b")


def _dependence(passage: Passage) -> Iterator[Candidate]:
    """“It can be habit-forming”, “has no potential for abuse”, “you will not become addicted”."""
    if foreign_section(passage) or passage.kind in ("references", "furniture", "interaction", "contraindication"):
        return
    if passage.unit.kind not in ("sentence", "label", "item"):
        return
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        if passage.kind not in _KINDS and not _names_the_drug(passage, start, end):
            continue
        if _WHOSE.search(clause):
            continue
        for name, pattern in _PATTERNS:
            match = pattern.search(clause)
            if match is None:
                continue
            place = start + match.start()
            if name == "addiction" and _FIELD.match(clause, match.end()):
                break
            if _LITTLE.search(clause[: match.start()]) and name in ("abuse", "misuse", "dependence"):
                break
            if owner(passage, place) != "own" or _is_of_another(passage, start, end):
                break
            denied = bool(_NOT.search(_NOT_ONLY.sub(" ", clause)) or cues(clause))
            yield Candidate(
                "dependence and misuse",
                "dependence_abuse",
                "causes",
                name,
                "finding",
                passage.at + place,
                passage.at + start + match.end(),
                polarity="denied" if denied else "affirmed",
                modality="hedged" if not denied and is_hedged(re.sub(r"\b(?:may|can)\b", "", clause)) else "asserted",
                synonyms=(match.group(),) if match.group() != name else (),
            )
            if name in ("addiction", "dependence"):
                break


def _names_the_drug(passage: Passage, start: int, end: int) -> bool:
    """Say whether a clause outside a section on dependence is about the drug."""
    return passage.own_named(start, end) or bool(_PRONOUN.match(passage.folded, start, end))


_PRONOUN = re.compile(r"\W*(?:(?:but|and|so) )?(?:it|this (?:medicine|drug)|the (?:drug|medicine|tablets?))\b")


def _is_of_another(passage: Passage, start: int, end: int) -> bool:
    return any(
        m.entry.category in ("drug", "drug_class") and start <= m.start < end and not passage.context.is_own(m)
        for m in passage.mentions
    )


RULES = (
    Rule(
        "dependence and misuse",
        "“it can be habit-forming”, “has no potential for abuse”",
        ("dependence_abuse",),
        _dependence,
        re.compile(r"addict|dependen|habit|toleran|misus|abus|recreation|diver|\bhigh\b|crav|hooked"),
    ),
)
