"""What both drugs do together, where the effect is named first or in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.effect_wording import FINDING_WORDS
from ingest.extraction.rules.interaction_wording import other_drugs

_RULE = "effects of a combination that stand first"
_OFF = frozenset(
    {"references", "furniture", "methods", "nonclinical", "identity", "disease", "indication", "off_label"}
)
_TAKEN = (
    r"(?:combin(?:e|es|ed|ing) (?:it|them|the two) with|taken|combined|used|given|mixed|co-?administered|"
    r"added|prescribed) (?:together |concomitantly |"
    r"concurrently |along )?"
    r"(?:with|to)|together with|(?:in )?combination with|along with|alongside|concomitant(?:ly)?|concurrent(?:ly)?|"
    r"at the same time as|combined with"
)
_FIRST = re.compile(
    r"(?P<what>[^.;:]{4,140}?)\s(?:(?:can|may|might|could|has|have|had|was|were|is|are|been|also|sometimes|rarely)\s+)"
    r"{0,3}(?:occur|occurs|occurred|result|results|happen|happens|follow|develop|developed|reported|seen|described|"
    r"observed|more likely|likely|possible)\b[^.;:]{0,60}?\b(?:when|if|with|in|after|on)\b(?P<rest>[^.;:]{0,160})"
)
_WARNED = re.compile(
    r"\b(?:warn\w*|risk|danger|reports?|cases?|chance) of (?P<what>[^.;:]{4,100}?),? (?:when|if|in (?:people|"
    r"patients|those|users|adults) (?:who|taking|given|on))\b"
    r"(?P<rest>[^.;:]{0,160})"
)
_TOGETHER = re.compile(rf"\b(?:{_TAKEN})\b")
_WORSE = re.compile(
    r"\b(?:mak(?:e|es|ing) (?:the |your |its |any )?(?P<what>[a-z][a-z ,-]{3,60}?) (?:worse|stronger|more likely|"
    r"more severe)"
    r"|(?:can|may|might|could|will) (?P<stop>stop (?:your |the )?breathing|be (?:deadly|fatal|lethal|life-threatening)|"
    r"kill))\b"
)
_TOO_MUCH = re.compile(r"\b(?:overrid\w+|overcom\w+|big dose|large dose|overdos\w+|too much)\b")
_PLAIN = {"breathing": "respiratory arrest", "deadly": "death", "fatal": "death", "lethal": "death", "kill": "death"}


def _partners(passage: Passage, start: int, end: int) -> list[str]:
    """Return the other drugs named in a stretch."""
    return [mention.entry.label for mention in other_drugs(passage, start, end)]


def _named_first(passage: Passage) -> Iterator[Candidate]:
    """“Fatal overdose may occur when opioids are combined with it”, “fits were seen when it was given with X”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for pattern in (_FIRST, _WARNED):
        for match in pattern.finditer(passage.folded):
            rest = match.span("rest")
            if not _TOGETHER.search(passage.folded, *rest) or denied_before(passage.folded, match.start(), rest[0]):
                continue
            partners = _partners(passage, *rest) or _partners(passage, 0, match.start("what") + 1)
            if not partners:
                partners = _partners(passage, 0, match.end("what"))
            yield from _effects(passage, partners, *match.span("what"))


def _effects(passage: Passage, partners: list[str], place: int, end: int) -> Iterator[Candidate]:
    begin = max(passage.folded.rfind(", and ", place, end) + 6, place)
    for item in passage.items(begin if begin > place + 5 else place, end):
        known = [
            m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start
        ]
        if item.denied or not (known or FINDING_WORDS.search(item.text)):
            continue
        for partner in partners:
            yield _together(passage, partner, item.text, item.start, item.end, known[0].entry.label if known else "")


def _together(passage: Passage, partner: str, words: str, start: int, end: int, label: str) -> Candidate:
    return Candidate(
        _RULE,
        "interaction",
        "causes",
        words,
        "finding",
        passage.at + start,
        passage.at + end,
        "combination",
        partner,
        synonyms=(label,) if label and label.lower() != words.lower() else (),
    )


def _in_plain_words(passage: Passage) -> Iterator[Candidate]:
    """“Alcohol makes the drowsiness worse”, “the combination can stop your breathing”, “can be deadly”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for match in _WORSE.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        partners = _partners(passage, start, match.start()) or _partners(passage, start, end)
        if not partners and passage.unit.label:
            mentions = passage.context.lexicon.mentions(passage.unit.label)
            partners = [m.entry.label for m in mentions if m.entry.category in ("drug", "drug_class")]
        mixes = passage.kind == "interaction" or re.search(r"\bmix\w*|\bcombin\w+|\btogether\b", passage.folded)
        if (
            _TOO_MUCH.search(passage.folded)
            or not partners
            or not mixes
            or denied_before(passage.folded, start, match.start())
        ):
            continue
        if match.group("what"):
            yield from _effects(passage, partners, *match.span("what"))
            continue
        words = (
            next(name for key, name in _PLAIN.items() if key in match.group("stop"))
            if not match.group("stop").endswith("threatening")
            else "death"
        )
        for partner in partners:
            yield _together(passage, partner, words, *match.span("stop"), "")


RULES = (
    Rule(
        _RULE, "“fatal overdose may occur when opioids are combined with it”", ("interaction",), _named_first, _TOGETHER
    ),
    Rule(
        _RULE,
        "“alcohol makes the drowsiness worse”, “can stop your breathing”",
        ("interaction",),
        _in_plain_words,
        _WORSE,
    ),
)
