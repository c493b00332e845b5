"""How many people got well in a trial, and what the drug was compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.quantities import rate
from ingest.extraction.language.trial_design import design_of
from ingest.extraction.rules.outcome_wording import concerns_drug, is_aim, is_denied

_WELL = (
    r"(?:(?P<name>(?:full |partial |complete |clinical |treatment |clinically significant |significant |sustained |"
    r"biologically confirmed |continuous |total |smoking |symptomatic |functional |an? |the |a clinical |in ){0,4}"
    r"(?:remission|response(?: criteria)?|abstinen(?:ce|t)|recovery|smoking cessation|responders))|"
    r"(?P<no>no longer (?:met|meet|meeting|had|have|having|fulfill(?:ed|ing)?) (?:the )?(?:diagnostic )?"
    r"(?:criteria|diagnosis)))"
)
_PEOPLE = (
    r"(?:people|patients|participants|subjects|adults|those|smokers|drinkers|men|women|veterans|individuals|group|them)"
)
_SHARE = r"(?P<share>\d{1,3}(?:\.\d+)?) ?(?:%|percent|per cent)"
_RESPONDED = re.compile(
    rf"\b{_SHARE} of (?:the |all |his |her )?(?:[\w-]+ ){{0,3}}?{_PEOPLE}\b(?P<who>[^.;]{{0,90}}?)\b(?:achiev(?:ed|"
    rf"ing)|"
    rf"reach(?:ed|ing)|met|meeting|show(?:ed|ing)|attain(?:ed|ing)|had|having|were(?: still| in)?|remain(?:ed|ing)|"
    rf"stayed|maintain(?:ed|ing)|in|with)? ?{_WELL}"
)
_RATE_WAS = re.compile(
    r"\b(?P<name>(?:remission|response|abstinence|responder|recovery|cessation|quit|treatment response)(?: rates?)?)"
    r"(?P<who>[^.;,%]{0,50}?) (?:was|were|of|reached) (?:about |around |approximately |over |up to )?"
    r"(?P<share>\d{1,3}(?:\.\d+)?) ?(?:%|percent|per cent)"
)
_NOT = re.compile(r"\b(?:not|no|never|without|fail\w*)\b|n't\b")
_OTHERS = re.compile(r"\b(?:placebo|control|sham|waiting|usual care|dummy)\b")


def _rates(passage: Passage) -> Iterator[Candidate]:
    """“80% of participants were abstinent at six months”, “the remission rate was 41%”."""
    for pattern in (_RESPONDED, _RATE_WAS):
        for match in pattern.finditer(passage.folded):
            before = passage.folded[max(0, match.start() - 50) : match.start()]
            if _OTHERS.search(match["who"].split(" compared ")[0]) or _OTHERS.search(before.rsplit(",", 1)[-1]):
                continue
            if is_aim(passage, match.start()) or not concerns_drug(passage, match.end() - 1):
                continue
            yield _got_well(passage, match)


def _got_well(passage: Passage, match: re.Match[str]) -> Candidate:
    no = "no" in match.re.groupindex and match["no"]
    begin, end = match.span("no" if no else "name")
    words = passage.text[begin:end]
    words = re.sub(r"^(?:(?:an?|the|in)\s+)+|\s+(?:criteria|rates?)$", "", words, flags=re.IGNORECASE)
    qualifiers: dict[str, Any] = design_of(passage)
    share = rate(f"{match['share']}%")
    if share is not None:
        qualifiers["incidence"] = share.record()
    return Candidate(
        "rates of response in trials",
        "efficacy",
        "increases",
        "remission" if no else {"abstinent": "abstinence", "responder": "response"}.get(words.lower(), words),
        "outcome",
        passage.at + match.start(),
        passage.at + match.end(),
        polarity="denied" if _NOT.search(match["who"]) or is_denied(passage, match.start(), reach=40) else "affirmed",
        qualifiers=qualifiers,
    )


_THAN = re.compile(
    r"\b(?P<not>(?:not|n't|no|neither|never) (?:(?:be|been|prove|proved|shown|found|to|significantly|any|statistically|"
    r"seem|appear|be) ){0,4})?(?:(?P<more>more (?:effective|efficacious) than|superior to|outperform(?:ed|s)?|better "
    r"than)) (?:an? |the )?"
)


def _compared(passage: Passage) -> Iterator[Candidate]:
    """“was more effective than bupropion”, “was not superior to haloperidol”."""
    for match in _THAN.finditer(passage.folded):
        if is_aim(passage, match.start()) or not _is_subject(passage, match.start()):
            continue
        other = next(
            (
                m
                for m in passage.mentions
                if match.end() <= m.start <= match.end() + 30
                and m.entry.category == "drug"
                and not passage.context.is_own(m)
                and not re.search(r"[,;.]| or | and |placebo", passage.folded[match.end() : m.start])
            ),
            None,
        )
        if other is None:
            continue
        denied = bool(match["not"]) or is_denied(passage, match.start(), reach=60)
        yield Candidate(
            "drugs that trials compared",
            "efficacy",
            "moreEffectiveThan",
            passage.text[other.start : other.end],
            "drug",
            passage.at + match.start(),
            passage.at + other.end,
            polarity="denied" if denied else "affirmed",
            synonyms=(other.entry.label,),
            qualifiers={k: v for k, v in design_of(passage).items() if k != "comparator"},
        )


def _is_subject(passage: Passage, place: int) -> bool:
    """Say whether the drug, and no other one, stands before a comparison in its clause."""
    start, _ = passage.clause_at(place)
    others = any(
        m.entry.category in ("drug", "drug_class") and start <= m.start < place and not passage.context.is_own(m)
        for m in passage.mentions
    )
    return passage.own_named(start, place) and not others and concerns_drug(passage, place)


RULES = (
    Rule("rates of response in trials", "“80% were abstinent”", ("efficacy",), _rates, (_RESPONDED, _RATE_WAS)),
    Rule("drugs that trials compared", "“was more effective than bupropion”", ("efficacy",), _compared, _THAN),
)
