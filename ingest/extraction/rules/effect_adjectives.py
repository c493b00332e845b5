"""Effects that an adjective names: “is not sedating”, “weight-neutral”, “highly teratogenic”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effect_wording import SKIPPED_KINDS
from ingest.extraction.rules.effects import effect_candidate

_RULE = "effects that an adjective names"
_NAMES = {
    "sedating": "sedation",
    "sedative": "sedation",
    "teratogenic": "birth defects",
    "hepatotoxic": "liver damage",
    "nephrotoxic": "kidney damage",
    "ototoxic": "hearing loss",
    "cardiotoxic": "heart damage",
    "neurotoxic": "neurotoxicity",
    "constipating": "constipation",
    "carcinogenic": "cancer",
    "emetogenic": "vomiting",
    "ulcerogenic": "stomach ulcer",
    "epileptogenic": "seizures",
    "proconvulsant": "seizures",
    "arrhythmogenic": "arrhythmia",
    "proarrhythmic": "arrhythmia",
    "weight-neutral": "weight gain",
    "weight neutral": "weight gain",
}
_ADJECTIVE = re.compile(
    r"\b(?:is|was|isn't|wasn't|be|being|are|looks|seems|appears)(?: to be)? (?P<before>(?:not |never |neither |"
    r"generally |"
    r"usually |mildly |highly |very |strongly |quite |more |less |only |slightly |known to be |considered |"
    r"thought |to be |"
    r"potentially |also |rather |largely ){0,4})(?P<non>non-?)?(?P<what>"
    + "|".join(map(re.escape, _NAMES))
    + r")\b(?! (?:medicines?|drugs?|effects?|antihistamines?|antidepressants?|properties|agents?))"
)
_IN_BRACKETS = re.compile(
    r"\b(?:adverse (?:events?|effects?|reactions?)|side[ -]effects?|discontinu\w+|withdr[ae]w\w*|stopped|dropped out|"
    r"drop-?outs?)\b[^.;()]{0,80}\((?P<list>(?:[a-z][a-z -]{2,40},? (?:in )?\d+(?:\.\d+)?\s?%(?:, | and |; |\)|"
    r",? and )){1,8})"
)
_WITH_RATE = re.compile(r"(?P<what>[a-z][a-z -]{2,40}?),? (?:in )?\d+(?:\.\d+)?\s?%")


def _by_adjective(passage: Passage) -> Iterator[Candidate]:
    """An adjective behind “is”; “weight-neutral” and “non-sedating” deny."""
    if passage.kind in SKIPPED_KINDS - {"identity"} or foreign_section(passage):
        return
    for match in _ADJECTIVE.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if owner(passage, match.start()) != "own" or "less" in match["before"] or "more" in match["before"]:
            continue
        neutral = match["what"].startswith("weight")
        denied = bool(match["non"]) or denied_before(passage.folded, start, match.start("what"), reach=60)
        if neutral and denied:
            continue
        item = Item(_NAMES[match["what"]], match.start("what"), match.end("what"))
        yield effect_candidate(passage, _RULE, "adverse_effect", item, denied=denied or neutral)


def _in_brackets(passage: Passage) -> Iterator[Candidate]:
    """“Adverse events led 9% to stop (nausea 3%, insomnia 2%)”: effects with their rates, in parentheses."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for match in _IN_BRACKETS.finditer(passage.folded):
        if owner(passage, match.start()) != "own" or "placebo" in passage.folded[match.start() : match.start("list")]:
            continue
        for entry in _WITH_RATE.finditer(passage.folded, *match.span("list")):
            words = passage.text[entry.start("what") : entry.end("what")]
            if passage.context.lexicon.lookup(words, ("finding",)) is not None:
                item = Item(words, *entry.span("what"))
                yield effect_candidate(passage, _RULE, "adverse_effect", item, denied=False)


RULES = (
    Rule(
        _RULE,
        "“is not sedating”, “weight-neutral”",
        ("adverse_effect",),
        _by_adjective,
        re.compile("|".join(map(re.escape, _NAMES))),
    ),
    Rule(
        "effects in parentheses",
        "“adverse events led 9% to stop (nausea 3%, insomnia 2%)”",
        ("adverse_effect",),
        _in_brackets,
        _IN_BRACKETS,
    ),
)
