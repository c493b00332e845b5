"""Pairs of drugs that are safe, outside sections about interactions: “you can take paracetamol with it”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.interaction_wording import interaction_with, is_aside, other_drugs

_NAME = "combinations that are safe"
_OFF = frozenset({"references", "furniture", "methods", "nonclinical", "disease", "history", "interaction"})
_IT = r"(?:it|this (?:medicine|medication|drug|treatment)|the (?:drug|medicine|medication|tablets))"
_CAN_TAKE = re.compile(
    rf"\b(?:you|people|patients|they|adults) (?:can|may) (?:also |safely |usually |still |normally )?(?:take|"
    rf"use|have|be "
    rf"given) (?P<what>[^.;:]{{4,90}}?) (?:(?:together |along |at the same time )?(?:with|as)|while (?:you are "
    rf"|you're |"
    rf"they are )?(?:on|taking|using)) (?P<who>{_IT}|[a-z]{{5,20}})\b"
)
_NONE_SEEN = re.compile(
    r"\bno (?:(?:known|relevant|important|significant|clinically|clinical|major|meaningful|serious|drug|"
    r"pharmacokinetic|"
    r"adverse|specific|kinetic|metabolic|harmful|or|and) ){0,4}"
    r"interactions? (?:(?:has|have|was|were|is|are) )?(?:been )?(?:(?:seen|found|known|"
    r"reported|expected|observed|described|shown|likely|detected) )?(?:between (?:it|[a-z]+) and |with "
    r")(?P<what>[^.;:]{3,120})"
)
_DOES_NOT = re.compile(
    rf"(?:^|[.;,:]\W*(?:but |and |though )?)(?P<who>{_IT}) (?:does|do|did|will|should|is|has)(?: not|n't) (?:\w+ )?"
    r"(?:affect|interfere with|interact with|change|alter|weaken|reduce|stop|make|react with|clash with|known to "
    r"(?:affect|interact with|interfere with)|been (?:shown|found) to (?:affect|interact with|interfere with))"
    r"(?: the (?:effects?|action|levels?|working) of)? (?P<what>[^.;:]{3,70})"
)
_CONDITION = re.compile(r"\b(?:if|unless|but only|as long as|provided|only|not)\b")


def _safe(passage: Passage) -> Iterator[Candidate]:
    """“You can take paracetamol with it”, “no interaction was seen with digoxin”, “it does not affect the pill”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for pattern in (_CAN_TAKE, _NONE_SEEN, _DOES_NOT):
        for match in pattern.finditer(passage.folded):
            start, end = match.span("what")
            stop = re.search(r"\b(?:although|though|but|while|whereas|because|which|so)\b", passage.folded[start:end])
            what = match["what"][: stop.start()] if stop else match["what"]
            if not _ours(passage, match) or _CONDITION.search(what):
                continue
            for mention in other_drugs(passage, start, start + stop.start() if stop else end):
                if is_aside(passage, mention):
                    continue
                if mention.entry.label != "ethanol" and (pattern is not _DOES_NOT or mention.start - start < 45):
                    yield interaction_with(_NAME, passage, mention, denied=True)


def _ours(passage: Passage, match: re.Match[str]) -> bool:
    """Say whether the safe pair is one with this drug."""
    who = match.groupdict().get("who")
    if who is None:
        return passage.own_named() or owner(passage, match.start()) == "own"
    if passage.own_named(match.start("who"), match.end("who")):
        return True
    return re.fullmatch(_IT, who) is not None and owner(passage, match.start("what")) != "foreign"


RULES = (
    Rule(
        _NAME,
        "“you can take paracetamol with it”, “it does not affect the pill”",
        ("interaction",),
        _safe,
        re.compile(r"(?:can|may) |\bno |n't |\bnot "),
    ),
)
