"""Effects that studies looked for and did not find: “did not find a link with depression”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effects import effect_candidate, family_of, is_finding

_RULE = "effects that were not found"
_READ = frozenset(
    {
        None,
        "adverse_effect",
        "caution",
        "introduction",
        "efficacy",
        "population",
        "overdose",
        "monitoring",
        "dependence",
    }
)
_LINK = r"(?:link|association|connection|relationship|increase|rise|excess|signal|sign)s?"
_HOW = (
    r"(?:(?:an?|any|the|clear|higher|increased|raised|greater|significant|statistically|causal|consistent|overall|"
    r"notable|clinically|relevant|convincing|obvious|apparent|strong|definite)\s+){0,4}"
)
_RATE = r"(?:rates?|incidence|risk|odds|frequency|chance|number|numbers|cases)"
_NOT_FOUND = re.compile(
    rf"\b(?:(?:did|do|does|could|has|have)(?: not|n't) (?:find|found|show|shown|see|seen|detect|reveal|suggest|"
    rf"demonstrate|indicate|observe)|found|showed|saw|shows?|gave|gives?|is|was|there (?:is|was|were|has been)|"
    rf"observed) (?:no )?{_HOW}(?:(?:{_LINK}|{_RATE}) )?(?:(?:{_RATE}) )?(?:of|in|with|between|for)\s+"
    rf"(?:(?:the|its|use|{_RATE}|of)\s+){{0,3}}(?P<what>[^.;:]{{3,120}})|(?:^|[;.,]\s*)no {_HOW}{_LINK} "
    rf"(?:of|in|with|between|for)\s+(?:(?:the|{_RATE}|of)\s+){{0,3}}(?P<first>[^.;:]{{3,120}})"
)
_NEGATED = re.compile(r"(?:did|do|does|could|has|have)(?: not|n't)|\bno\b")
_AFTER = re.compile(
    rf"(?:^|[;.,]\s+)(?:(?:the )?{_RATE} of )?(?P<what>[a-z][\w ,/-]{{3,80}}?) (?:(?:has|have|had)(?: not|n't) been "
    rf"(?:\w+ly )?(?:linked|associated|attributed|tied|connected|found|demonstrated|shown|confirmed|increased)|"
    rf"(?:did|do|does)(?: not|n't) (?:\w+ly )?(?:differ|exceed)|(?:was|were|is|"
    rf"are) (?:not (?:\w+ly )?(?:different|higher|"
    rf"increased|more (?:common|frequent))|similar (?:to|with|in|on|between)|no (?:higher|different|commoner|more "
    rf"(?:common|frequent|likely)))|(?:was|were|is|are)(?: not|n't) (?:\w+ly )?(?:raised|elevated|linked|associated))\b"
)
_BETWEEN_PEOPLE = re.compile(
    r" (?:both )?(?:(?:fe)?males?|(?:wo)?men|boys|girls|younger|older|young|old|adults|children|both sexes)\b"
)
"""Whom a rate does not tell apart: “was similar in men and women” denies no effect."""

_PEOPLE = re.compile(r"(?:patients|people|those|adults|children|women|men|participants)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\s+(?:with|among|in|on|after|during|between|than|over|and)\b.*$")


def _not_found(passage: Passage) -> Iterator[Candidate]:
    """Yield what a study did not find, in either order."""
    if passage.kind not in _READ or foreign_section(passage):
        return
    for match in _NOT_FOUND.finditer(passage.folded):
        group = "what" if match.group("what") else "first"
        if _NEGATED.search(passage.folded, match.start(), match.start(group)):
            yield from _denied(passage, match.start(group), match.end(group), match.start())
    for match in _AFTER.finditer(passage.folded):
        if _BETWEEN_PEOPLE.match(passage.folded, match.end()):
            continue
        yield from _denied(passage, match.start("what"), match.end("what"), match.start())


def _denied(passage: Passage, place: int, end: int, verb: int) -> Iterator[Candidate]:
    if owner(passage, verb) == "foreign":
        return
    own = passage.context.own_name.match(passage.folded, place)
    if own is not None and passage.folded.startswith(" and ", own.end()):
        place = own.end() + 5
    stop = _WHOSE.search(passage.folded, place, end)
    known = [m for m in passage.mentions if place <= m.start < end and m.entry.category == "finding"]
    if stop is not None and known and known[0].start < stop.start():
        joined = re.search(r"\s+and\b", passage.folded[place:end])
        end = end if joined and joined.start() == stop.start() - place else stop.start()
    for item in passage.items(place, end):
        if not is_finding(passage, item) or _PEOPLE.match(item.text):
            break
        family = family_of(passage, passage.clause_at(verb), verb)
        yield effect_candidate(passage, _RULE, family, item, denied=True)


RULES = (
    Rule(
        _RULE,
        "“did not find a link with depression”, “rates of nausea did not differ”",
        ("adverse_effect",),
        _not_found,
        re.compile(r"\bno\b|\bnot\b|n't\b|\bsimilar\b"),
    ),
)
