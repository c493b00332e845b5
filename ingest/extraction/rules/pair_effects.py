"""What “this combination” does, in a line of a list of interactions: “Opioids - This combination can result in …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.interaction_outcomes import effects_together
from ingest.extraction.rules.interaction_wording import other_drugs

_NAME = "what this combination does"
_PAIR = (
    r"(?:(?:this|the|these) (?:combinations?|mixtures?|mix|pairing)|(?:these|both|the two|the) (?:substances|drugs|"
    r"compounds|medicines)(?: together)?|combining (?:them|the two|both|these)|the two together)"
)
_DEGREE = (
    r"(?:(?:an?|the|even|very|highly|potentially|dangerous(?:ly)?|fatal|lethal|severe|serious|high|higher|"
    r"increased|excessive|"
    r"extreme|unexpected|sudden|strong|stronger|significant|heavy|or|and),? ){0,7}"
    r"(?:(?:levels?|amounts?|degrees?|risks?|chances?|likelihood|danger|feelings?|states?) of )?"
    r"(?:(?:an?|the|unexpected|sudden|severe|dangerous) ){0,2}"
)
_LEADS = re.compile(
    rf"\b{_PAIR},? (?:[\w,'-]+ ){{0,8}}?(?:results? in|leads? to|causes?|produces?|brings? (?:on|about)|induces?|"
    rf"triggers?|"
    rf"(?:increases?|raises?|heightens?|carr(?:y|ies)|has|have|poses?) (?:an? |the )?(?:\w+ )?(?:risks?|chances?|"
    rf"likelihood) "
    rf"of)(?: and (?:lead|result|cause)\w*(?: to| in)?)? (?={_DEGREE}(?P<what>[a-z]))"
)
_AND_LEADS = re.compile(
    rf",? and (?:can |may |could )?(?:also )?(?:leads?|results?) (?:to|in) (?={_DEGREE}(?P<what>[a-z]))"
)
_THERE_IS = re.compile(
    r"\bthere (?:is|may be|can be) (?:also |always )?(?:an? |the )?(?:\w+ ){0,2}(?:risk|chance|likelihood|danger) of "
    rf"(?={_DEGREE}(?P<what>[a-z]))"
)
_LIKELY = re.compile(
    rf"(?:^|[.;:–-] )(?P<what>[a-z][^.;:]{{3,120}}?) (?:is|are|becomes?) (?:also )?(?:very |more |highly |"
    rf"quite )*(?:likely|"
    rf"possible|common|a (?:\w+ )?(?:risk|danger)|to be expected) (?:with|in|of|on|during) {_PAIR}"
)
_PAIRED = re.compile(rf"\b{_PAIR}\b")
_MOST = 220


def _partner(passage: Passage) -> str:
    """Return the other drug that the line begins with; empty if it begins otherwise."""
    first = passage
    while first.previous is not None and first.previous.unit.block == passage.unit.block:
        first = first.previous
    label = first.unit.label
    if label:
        found = passage.context.lexicon.mentions(label)
        named = [m for m in found if m.entry.category in ("drug", "drug_class") and not passage.context.is_own_name(m)]
        if named and named[0].start <= 1:
            return named[0].entry.label
        stranger = passage.context.stranger
        return label if stranger is not None and stranger.fullmatch(label.lower()) else ""
    others = other_drugs(first, 0, 3)
    return others[0].entry.label if others else ""


def _pair_effects(passage: Passage) -> Iterator[Candidate]:
    """What follows “leads to”, “a risk of” and the like behind words for both drugs."""
    if passage.kind != "interaction" or foreign_section(passage):
        return
    partner = _partner(passage)
    if not partner:
        return
    folded = passage.folded
    for pattern in (_LEADS, _THERE_IS, _AND_LEADS):
        if pattern is _AND_LEADS and not _PAIRED.search(folded):
            continue
        for match in pattern.finditer(folded):
            start, end = passage.clause_at(match.start())
            if not denied_before(folded, start, match.start("what"), reach=120):
                stop = min(max(end, match.start("what") + 1), match.start("what") + _MOST)
                yield from effects_together(passage, partner, match.start("what"), stop)
    for match in _LIKELY.finditer(folded):
        if not denied_before(folded, match.start(), match.end(), reach=160):
            yield from effects_together(passage, partner, *match.span("what"))


RULES = (
    Rule(
        _NAME,
        "“Opioids - This combination can result in …”",
        ("interaction",),
        _pair_effects,
        re.compile(r"combin|mix|pairing|substances|drugs|compounds|medicines|together|there (?:is|may|can)"),
        kinds=frozenset({"interaction"}),
    ),
)
