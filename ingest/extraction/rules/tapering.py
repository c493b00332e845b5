"""That a drug has to be stopped in steps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import drugs_before, foreign_section
from ingest.extraction.rules.effect_wording import STOPPING

_TAPER = re.compile(
    r"\b(?:(?:discontinuation|withdrawal|cessation)(?: of [\w-]+)? (?:is|should|must|"
    r"has to)[^.;,]{0,40}? (?:gradual(?:ly)?|"
    r"slow(?:ly)?)|taper(?:ed|ing|s)?(?: (?:off|down|the dose|it))?|(?:reduc|lower|decreas|withdraw|stopp?|discontinu|"
    r"cut)\w*(?: down)? "
    r"(?:(?:your|the|this|it|dose|dosage|medicine|treatment|use) ){0,4}(?:gradually|slowly|step by step|in steps|bit "
    r"by bit|"
    r"over (?:several|a few|a week|a month|some|many|at least|about|one|two|1|2|\d)[^.;,]{0,20}(?:days|weeks|"
    r"months))|(?:gradual|slow|"
    r"stepwise) "
    r"(?:dose )?(?:reduction|withdrawal|taper\w*|discontinuation|decrease)(?: of the dose)?|"
    r"(?:bring|get|step|wean|work|cut|com)\w* (?:the |your |it |dose |them |patients |people |off |down "
    r"){1,5}(?:gradually|"
    r"slowly|step by step|in (?:small )?steps|bit by bit|little by little|by degrees|in stages|over (?:several|a "
    r"few|at least|about|"
    r"one|two|four|\d)[^.;,]{0,20}(?:days|weeks|months))|(?:reduc|lower|decreas|cut)\w* (?:\w+ ){0,3}by [^.;,]{2,30} "
    r"(?:each|every|a|per|at a time)(?: \w+)?|(?:step by step|bit by bit|little by little|in stages|in small steps)|"
    r"come off (?:it "
    r")?(?:slowly|gradually|in "
    r"steps)|(?:gradually|slowly) (?:reduc|taper|lower|decreas|withdr|stopp?|discontinu)\w*)\b"
)
_STARTING = re.compile(
    r"\b(?:start\w*|initiat\w*|increas\w*|titrat\w*|rais\w*|children|elderly|kidney|renal|liver|hepatic)\b"
)


def _tapers(passage: Passage) -> Iterator[Candidate]:
    """“The dose is lowered gradually over two weeks”: it is stopped in steps."""
    if passage.kind in ("references", "furniture", "methods", "disease", "advice") or foreign_section(passage):
        return
    stops = passage.kind in ("withdrawal", "dependence") or STOPPING.search(passage.folded)
    match = _TAPER.search(passage.folded)
    if match is None or not (stops or "taper" in match.group()) or _STARTING.search(match.group()):
        return
    start, _ = passage.clause_at(match.start())
    others = [m for m in drugs_before(passage, start, len(passage.folded), every=True) if not passage.context.is_own(m)]
    if others and not passage.own_named():
        return
    needless = re.search(r"\bno need\b|\bnot (?:need|necessary|required)|\bneed not\b", passage.folded[: match.end()])
    denied = bool(needless) or denied_before(passage.folded, start, match.start(), reach=40)
    yield Candidate(
        "stopping in steps",
        "withdrawal",
        "requires",
        "gradual dose reduction",
        "procedure",
        passage.at + match.start(),
        passage.at + match.end(),
        polarity="denied" if denied else "affirmed",
        modality="recommendation" if not denied else "asserted",
        synonyms=("tapering", passage.text[match.start() : match.end()]),
    )


RULES = (Rule("stopping in steps", "“come off it in steps”", ("withdrawal",), _tapers, _TAPER),)
