"""Whether the drug gets into breast milk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner

_SKIPPED = frozenset({"references", "furniture", "methods", "nonclinical", "disease"})
_IN_MILK = re.compile(
    r"\b(?P<verb>(?:is|are|was|were|been) (?:\w+ly )?(?:found|present|detected|detectable|excreted|secreted|"
    r"measurable)|^(?:found|detected|distributed)|"
    r"present|excreted|secreted|appears?|appeared|pass(?:es|ed|ing)?|gets?|goes|transfers?|transferred|crosses|enters|"
    r"distribut(?:es|ed)|excretion|secretion|transfer|passage|amounts?|levels?|concentrations?)\b"
    r"(?P<between>[^.;:]{0,60}?)\b(?P<milk>(?:human |breast ?|breast-|your breast |the breast |mother's |"
    r"maternal )?milk)\b"
)
_NOT_SAID = re.compile(
    r"\b(?:whether|if|unknown|not (?:been )?(?:known|studied|established|clear)|no (?:data|information|studies|"
    r"evidence))\b"
)
_OTHER_MILK = re.compile(
    r"\b(?:rats?|mice|mouse|goats?|cows?|rabbits?|monkeys?|animals?|animal|rodents?)\b|\bmilk (?:production|"
    r"supply|flow|products|thistle|allergy)\b|\b(?:drink\w*|glass|with|food|and|dairy|production of|supply of|"
    r"flow of) milk\b"
)


def _in_milk(passage: Passage) -> Iterator[Candidate]:
    """“is found in breast milk at low levels”, “small amounts pass into breast milk”, “present in milk”."""
    if passage.kind in _SKIPPED or foreign_section(passage):
        return
    match = _IN_MILK.search(passage.folded)
    if match is None or _OTHER_MILK.search(passage.folded, max(0, match.start() - 60)):
        return
    start, end = passage.clause_at(match.start())
    if _NOT_SAID.search(passage.folded, start, end) or owner(passage, match.start()) != "own":
        return
    if passage.kind not in ("population", "pharmacokinetics") and not (
        passage.own_named() or re.search(r"\b(?:it|this (?:medicine|drug)|the drug)\b", passage.folded)
    ):
        return
    yield Candidate(
        "breast milk",
        "pharmacokinetics",
        "excretedIn",
        "breast milk",
        "organ",
        passage.at + match.start(),
        passage.at + match.end(),
        polarity="denied" if denied_before(passage.folded, start, match.start("milk"), reach=110) else "affirmed",
        synonyms=(match.group("milk"),) if match.group("milk") != "breast milk" else (),
    )


RULES = (
    Rule(
        "breast milk",
        "“is found in breast milk”, “present in milk”",
        ("pharmacokinetics",),
        _in_milk,
        re.compile("milk"),
    ),
)
