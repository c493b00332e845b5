"""Desired effects: an adjective and “effect”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner


def _desired(passage: Passage) -> Iterator[Candidate]:
    """“Has an appetite-raising effect”: an adjective and *effect* is a desired effect."""
    if foreign_section(passage) or passage.kind in (
        "references",
        "furniture",
        "methods",
        "disease",
        "adverse_effect",
        "overdose",
        "withdrawal",
        "contraindication",
        "interaction",
        "nonclinical",
    ):
        return
    for match in _WANTED.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if owner(passage, match.start()) != "own" or not (
            passage.own_named(start, match.start())
            or re.search(r"\b(?:it|its|this|the drug)\b", passage.folded[start : match.start()])
        ):
            continue
        if re.search(
            r"\b(?:enhanc\w+|increas\w+|additive|potentiat\w+|of (?:other|alcohol)|interact\w*)\b",
            passage.folded[start : match.start()],
        ):
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=60)
        for word in re.finditer(_WANTED_WORD, match.group()):
            name = f"{word.group()} effect"
            yield Candidate(
                "desired effects",
                "efficacy",
                "hasDesiredEffect",
                name,
                "activity",
                passage.at + match.start() + word.start(),
                passage.at + match.start() + word.end(),
                polarity="denied" if denied else "affirmed",
            )


_WANTED_WORD = (
    r"(?:[a-z]+-(?:raising|lowering|reducing|relieving|enhancing|stimulating|suppressing|relaxing|promoting|"
    r"stabili[sz]ing)|analgesic|sedative|hypnotic|anxiolytic|antidepressant|anticonvulsant|antipsychotic|"
    r"antiemetic|depressants?|anti-inflammatory|antispasmodic|muscle-relaxant|calming|euphoriant|stimulant|"
    r"amnesic|antipyretic|"
    r"antihypertensive|antidiarrh?o?eal|anti-?anxiety|anti-?suicidal|antiviral|antimanic|antidepressive|"
    r"neuroprotective|"
    r"bronchodilator|diuretic|antitussive|anaesthetic|mood-stabili[sz]ing)"
)

_WANTED = re.compile(
    rf"\b{_WANTED_WORD}(?:(?:,\s*|,?\s+and\s+){_WANTED_WORD}){{0,5}}\s+(?:effects?|properties|actions?|activity)\b"
)

RULES = (
    Rule(
        "desired effects",
        "adjective and “effect”",
        ("efficacy",),
        _desired,
        re.compile(r"effect|propert|action|activity"),
    ),
)
