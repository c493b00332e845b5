"""What the drug is: its classes, its brand names, its approvals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner

_IS_A = re.compile(
    r"\b(?:is|are|belongs? to|is one of|is (?:classed|classified|known) as|type of|kind of|class of|group of|"
    r"member of|acts as)\b"
)
_BRANDS = re.compile(
    r"(?:\b(?:[Ss]old|[Mm]arketed|[Kk]nown|[Aa]vailable)\s+(?:\w+\s+){0,3}?(?:under|as|by)\s+(?:the\s+)?(?:brand|"
    r"trade)\s+names?|\b(?:[Bb]rand|[Tt]rade|[Pp]roprietary)\s+names?(?:\s+(?:include|are|is|of|for)|"
    r"\s*:)?(?:\s+\w+\s+(?:include|are))?)\s*:?\s*(?P<names>[A-Z][\w’'-]*(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s+or\s+|"
    r"/)[A-Z][\w’'-]*){0,30})"
)

_IS_BRAND = re.compile(
    r"\b(?P<names>[A-Z][\w’'-]{2,30})(?:®|™)? is (?:the|a|one) (?:brand|trade|proprietary) name (?:for|of) (?:the )?"
)
_BRAND_LABEL = re.compile(r"(?:(?:us|uk|common) )?(?:brand|trade) names?", re.IGNORECASE)


def _classes(passage: Passage) -> Iterator[Candidate]:
    """“is an SSRI”, “belongs to a group of medicines called …”."""
    if passage.kind in (
        "references",
        "furniture",
        "interaction",
        "methods",
        "disease",
        "contraindication",
    ) or foreign_section(passage):
        return
    match = _IS_A.search(passage.folded)
    if (
        match is None
        or passage.folded[max(0, match.start() - 5) : match.start()].endswith((" any ", "each ", "every "))
        or not (
            passage.own_named(0, match.start() + 1)
            or re.match(r"\s*(?:it|this (?:medicine|drug|medication))\b", passage.folded)
        )
    ):
        return
    if not passage.own_named() and owner(passage, match.end()) == "foreign":
        return  # “It is also …”, after a sentence about another drug
    for mention in passage.mentions:
        if mention.entry.category != "drug_class" or mention.start < match.end() or mention.start - match.end() > 90:
            continue
        left = passage.folded[match.end() : mention.start]
        if re.search(
            (
                r"\b(?:used|with|than|unlike|like|other|for|from|not|interact\w*|similar|taken|given|against|"
                r"in people|over|equivalent|comparable|that of|those of|related|versus|compared|preferred|"
                r"superior|alternative|contra-?indicated|avoided|"
                r"current)\b"
            ),
            left,
        ) or (passage.context.is_own(mention) and mention.entry.category != "drug_class"):
            continue
        if mention.entry.label in ("alcohol", "caffeine", "tobacco"):
            continue
        denied = left.endswith("non-") or denied_before(passage.folded, match.start(), mention.start, reach=60)
        yield Candidate(
            "classes",
            "identity",
            "memberOfDrugClass",
            passage.text[mention.start : mention.end],
            "drug_class",
            passage.at + mention.start,
            passage.at + mention.end,
            polarity="denied" if denied else "affirmed",
            synonyms=(mention.entry.label,),
        )
        return


_BRAND_NAME = re.compile(
    r"(?:(?:Half|Extra|Slow|Long|Neo|New|Co|Apo|Novo|Teva|Ultra)[ -])?(?!(?:Half|Extra|Slow|Long|New|The|And|"
    r"Others?)\b)[A-Z][\w’'-]*"
)
"""A brand name; an ordinary word in front belongs to it: “Half Beta-Prograne”."""


def _brands(passage: Passage) -> Iterator[Candidate]:
    """“sold under the brand name …”."""
    if foreign_section(passage) or passage.kind in ("references", "interaction"):
        return
    own = _IS_BRAND.search(passage.text)
    if own is not None and passage.own_named(own.end(), own.end() + 40):
        yield _brand(passage, own.start("names"), own.end("names"))
    if _BRAND_LABEL.fullmatch(passage.unit.label) and len(passage.text) <= 160:
        for name in _BRAND_NAME.finditer(passage.text):
            yield _brand(passage, name.start(), name.end())
    for match in _BRANDS.finditer(passage.text):
        for name in _BRAND_NAME.finditer(match.group("names")):
            yield _brand(passage, match.start("names") + name.start(), match.start("names") + name.end())


def _brand(passage: Passage, start: int, end: int) -> Candidate:
    return Candidate(
        "brand names",
        "identity",
        "hasBrandName",
        passage.text[start:end],
        "literal",
        passage.at + start,
        passage.at + end,
    )


RULES = (
    Rule("classes", "“is an SSRI”", ("identity",), _classes, _IS_A),
    Rule(
        "brand names", "“sold under the brand name …”", ("identity",), _brands, re.compile(r"brand|trade|proprietary")
    ),
)
