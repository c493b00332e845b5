"""What trials found: outcomes that the drug raised or lowered, or did not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section, owner

_FOUND = re.compile(
    r"\b(?:(?P<down>reduc(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|shorten(?:s|ed|ing)?|lessen(?:s|"
    r"ed|ing)?|"
    r"diminish(?:es|ed|ing)?|cut(?:s|ting)?)|(?P<up>increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|prolong(?:s|ed|ing)?|"
    r"rais(?:e|es|ed|ing)|lengthen(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)))\s+(?:the |their |both |total |mean |overall )*"
    r"(?P<what>[a-z][a-z0-9' -]{2,70}?)(?=\s+(?:compared|than|versus|vs|relative|by \d|by about|from \d|in (?:adults|"
    r"patients|"
    r"people|the|a|those|both|some|both)|more than|over|after|at \d|during|among|on the|as measured|significantly)\b|"
    r"\s*[,;.(:]|"
    r"\s+(?:and|but|or|while|whereas|without|with)\b|$)"
)
_STUDY = re.compile(
    r"\b(?:placebo|trials?|stud(?:y|ies)|meta-analys[ei]s|reviews?|randomi[sz]ed|double-blind|compared with|versus|"
    r"significant(?:ly)?|weeks)\b"
)
_NOT_AN_OUTCOME = re.compile(
    r"^(?:doses?|dosage|dosing|it|this|that|them|use|medicine|drug|you|your|to|amount|number of tablets|alcohol "
    r"intake and|"
    r"in|of|and|risk|chance|likelihood|levels?|concentrations?)$|\b(?:placebo|dose|plasma|serum|mg)\b"
)


def _outcomes(passage: Passage) -> Iterator[Candidate]:
    """“reduced heavy drinking days compared with placebo”, “did not improve sleep quality”."""
    if passage.kind not in ("efficacy", "introduction", "indication", "off_label", None) or foreign_section(passage):
        return
    if passage.kind != "efficacy" and not _STUDY.search(passage.folded):
        return
    for match in _FOUND.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        before = passage.folded[start : match.start()]
        if owner(passage, match.start()) != "own" or not (
            passage.own_named(0, match.start()) or re.search(r"\b(?:it|the drug|this drug|treatment)\b", before)
        ):
            continue
        if re.search(r"\b(?:to|whether|if|aims?|hoped?|would|could|by|who|that were) (?:\w+ )?$", before[-30:]):
            continue
        what = re.sub(
            r"^(?:risk|chance|likelihood|percentage|proportion|number|rate|frequency|severity) of ", "", match["what"]
        )
        if _NOT_AN_OUTCOME.search(what) or len(what.split()) > 8 or len(what) < 4:
            continue
        begin = match.end("what") - len(what)
        denied = denied_before(passage.folded, start, match.start(), reach=100)
        down, hedged = bool(match.group("down")), is_hedged(before)
        first = Item(passage.text[begin : match.end("what")], match.start(), match.end("what"))
        better = match.group().startswith("improv")
        for item in (first, *_others(passage, match.end("what"))):
            less = down or (better and _is_bad(passage, item))
            yield _outcome(passage, "outcomes of trials", item, down=less, denied=denied, hedged=hedged)


_BAD = re.compile(r"\b(?:symptoms?|severity|disturbances?|problems?|impairment|disability|cravings?)\b", re.IGNORECASE)


def _is_bad(passage: Passage, item: Item) -> bool:
    """Say whether what improves is an illness or a complaint, of which there is then less: “improved nightmares”."""
    known = any(m.entry.category == "finding" and m.start < item.end and m.end > item.start for m in passage.mentions)
    return known or _BAD.search(item.text) is not None


def _outcome(passage: Passage, rule: str, item: Item, *, down: bool, denied: bool, hedged: bool) -> Candidate:
    return Candidate(
        rule,
        "efficacy",
        "decreases" if down else "increases",
        item.text,
        "outcome",
        passage.at + item.start,
        passage.at + item.end,
        polarity="denied" if denied else "affirmed",
        modality="hedged" if hedged else "asserted",
    )


_LIST_ENDS = re.compile(
    r"\b(?:but|while|whereas|compared|than|versus|vs|with|without|although|however|in|at|over|after|during|by|from|for|"
    r"which|that|did|had|was|were|is|are)\b|[.;:]"
)
_REST = re.compile(r"(?:\s*\([^()]{0,80}\))?\s*(?:,|and\b|or\b)")
_LONGEST = 4


def _others(passage: Passage, place: int) -> list[Item]:
    """Return the further outcomes of a list: “reduced cataplexy and daytime sleepiness”; none if one is no name."""
    rest = _REST.match(passage.folded, place)
    if rest is None:
        return []
    bare = _PARENTHESES.sub(lambda aside: "x" * len(aside.group()), passage.folded)
    stop = _LIST_ENDS.search(bare, rest.end())
    found = passage.items(rest.end(), stop.start() if stop else len(passage.text))
    if any(len(i.text.split()) > _LONGEST or i.denied or _NOT_AN_OUTCOME.search(i.text.lower()) for i in found):
        return []
    return found


_PARENTHESES = re.compile(r"\([^()]{0,120}\)")
_SHOWED = re.compile(
    r"\b(?:showed|had|saw|experienced|demonstrated|reported|produced|found)\s+(?:(?:an?|the|more|greater|"
    r"significant(?:ly)?|clear|marked|modest|larger?|substantial)\s+){0,3}(?:(?P<down>reductions?|decreases?|drops?)|"
    r"(?P<up>improvements?|increases?|gains?))\s+(?:in|of)\s+(?:the |their )?"
)


def _shown(passage: Passage) -> Iterator[Candidate]:
    """“those on zelopram showed a significant improvement in sleep, pain and mood compared with placebo”."""
    if passage.kind != "efficacy" and not _STUDY.search(passage.folded):
        return
    if passage.kind not in ("efficacy", "introduction", "indication", "off_label", None) or foreign_section(passage):
        return
    for match in _SHOWED.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if owner(passage, match.start()) != "own" or not passage.own_named(start, match.start()):
            continue
        if "placebo" in passage.folded[start : match.start()]:
            continue
        bare = _PARENTHESES.sub(lambda aside: "x" * len(aside.group()), passage.folded)
        stop = _LIST_ENDS.search(bare, match.end())
        denied = denied_before(passage.folded, start, match.start(), reach=100)
        for item in passage.items(match.end(), stop.start() if stop else len(passage.text)):
            if len(item.text.split()) <= _LONGEST and not _NOT_AN_OUTCOME.search(item.text.lower()):
                better = "improv" in match.group()
                less = bool(match.group("down")) or (better and _is_bad(passage, item))
                yield _outcome(passage, "changes that trials show", item, down=less, denied=denied, hedged=False)


RULES = (
    Rule("outcomes of trials", "“reduced heavy drinking days compared with placebo”", ("efficacy",), _outcomes, _FOUND),
    Rule("changes that trials show", "“showed an improvement in sleep and mood”", ("efficacy",), _shown, _SHOWED),
)
