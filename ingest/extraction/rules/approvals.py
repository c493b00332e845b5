"""Who licensed the drug, where, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner

_AGENCY = (
    r"(?P<agency>(?:the )?(?:u\.?s\.? )?(?:fda\b|food and drug administration(?: \(fda\))?|ema\b|european medicines "
    r"agency(?: "
    r"\(ema\))?|mhra\b|health canada|swissmedic|tga\b|therapeutic goods administration|european commission|ansm\b|"
    r"bfarm\b))"
)
_PLACE = (
    r"(?P<place>(?:the )?(?:united states|u\.?s\.?a?\b|united kingdom|u\.?k\b\.?|european union|e\.?u\b\.?|europe|"
    r"canada|"
    r"australia|japan|germany|france|switzerland|china|india|italy|spain|sweden|the netherlands|netherlands))"
)
_YEAR = r"(?:[^.;]{0,40}?\b(?:in|on|since)\b[^.;]{0,14}?(?P<year>(?:19|20)\d\d)\b)?"
_APPROVED = re.compile(
    rf"\b{_AGENCY} (?P<not>(?:first |has |had |later |not |never |yet )*)"
    rf"(?:approved|licen[cs]ed|authori[sz]ed|cleared)\b{_YEAR}|"
    rf"\b(?:approved|licen[cs]ed|authori[sz]ed|cleared)\b(?:[^.;]{{0,50}}?\bby {_AGENCY.replace('agency', 'by')})"
    rf"{_YEAR.replace('year', 'year2')}|"
    rf"\b(?:approved|licen[cs]ed|authori[sz]ed)(?: for (?:medical )?use)? in {_PLACE}{_YEAR.replace('year', 'year3')}"
)


_DECLINED = re.compile(r"\b(?:declin|refus|reject|turned down|withh?eld|denied|sought|seek|appl(?:y|ied))\w*\b[^.;]*$")


def _approvals(passage: Passage) -> Iterator[Candidate]:
    """“The FDA approved it in 1996”, “approved in the United States in 1998”."""
    if passage.kind in ("references", "furniture", "methods", "disease") or foreign_section(passage):
        return
    for match in _APPROVED.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        named = passage.own_named() or re.search(r"\bit\b|\bthis (?:medicine|drug)\b|\bthe drug\b", passage.folded)
        if owner(passage, match.start()) != "own" or not (named or passage.kind in ("history", "regulatory")):
            continue
        group = next(name for name in ("agency", "by", "place") if match.group(name))
        words = re.sub(r"^the ", "", match.group(group))
        if _DECLINED.search(passage.folded, start, match.start()):
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=60) or re.search(
            r"\b(?:not|never)\b", match.group("not") or ""
        )
        year = match.group("year") or match.group("year2") or match.group("year3")
        begin, end = match.span(group)
        begin = end - len(words)
        yield Candidate(
            "approvals",
            "regulatory",
            "approvedIn" if group == "place" else "approvedBy",
            passage.text[begin:end],
            "jurisdiction" if group == "place" else "agency",
            passage.at + match.start(),
            passage.at + match.end(),
            polarity="denied" if denied else "affirmed",
            qualifiers={"year": year} if year else {},
        )


RULES = (
    Rule(
        "approvals",
        "“the FDA approved it in 1996”",
        ("regulatory",),
        _approvals,
        re.compile(r"approv|licen|authori|clear"),
    ),
)
