"""Findings that a sentence names in a section about effects, where no other rule has read the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.lead_sentences import denies
from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import cues, denied_after, denied_before, lacks_evidence
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effect_wording import ALLOWED_LEFT, DROPPED, LEFT_BLOCK, LISTED, STOPPING
from ingest.extraction.rules.effects import HABIT, effect_candidate, family_of, stops_another
from ingest.lexicon.matching import Mention

_RULE = "effects named in a section about effects"
_NOT_A_STATEMENT = re.compile(
    r"\b(?:whether|control group|if you (?:have|had|are|suffer|already)|tell your|ask your|your doctor|talk to|"
    r"history of|"
    r"pre-?existing|known|uncontrolled|contraindic\w*|exclu\w+|(?:patients|people|those|someone|anyone|adults|"
    r"children|"
    r"subjects|participants|volunteers) (?:who have|"
    r"with)|"
    r"treat(?:s|ed|ing)?\b(?! with)|treatment (?:of|for)|used (?:for|to)|indicated|prevent\w*|"
    r"reliev\w*|relief|eas(?:e|es|ed|ing)|help\w*|improv\w*|reduc\w*|lower\w*|fewer|less (?!common|often|frequent)|"
    r"against|decreas\w*|protect\w*|risk factors?|"
    r"predispos\w*|not known|unclear|resembl\w*|mimic\w*|similar to|looks? like|look like|"
    r"compared|unlike|like other|as with other|class(?:es)?|before (?:taking|starting|treatment)|untreated|mistaken|"
    r"due to|caused by|because of|owing to|attributed to|instead|rather|mice|rats?|dogs?|animals?|combin\w+|"
    r"together with|"
    r"interact\w*|alcohol|drink\w*|eat|use [a-z]+ing|try|taken with|wear|avoid\w*|monitor\w*|check\w*|screen\w*|"
    r"manag\w*|"
    r"control\w*|illness|disease|disorders?|itself|signs? of (?:the|an?|your|this)|"
    r"(?<! a )(?<!another )(?<!the main )(?:worr\w+|concern\w*)|fears?\b|asked|"
    r"smokers?|relatives|"
    r"should|needs?|search for|genetic|inherited|family)\b"
)
"""A clause with such words is about something else, or too much else to be read by the findings in it alone."""

_PLACEBO = re.compile(r"\b(?:placebo|dummy|sham)\b")
_MORE_THAN_PLACEBO = re.compile(
    r"\b(?:more|higher|oftener)\b[^.;]{0,60}\bthan (?:with |on |under |in )?(?:the )?(?:placebo|dummy)"
)
_TOO_GENERAL = frozenset(
    [
        "disease",
        "illness",
        "condition",
        "infection",
        "addiction",
        "dependence",
        "pregnancy",
        "stress",
        "weight",
        "sleep",
        "mood",
        "pain",
        "death",
        "symptom",
        "symptoms",
        "withdrawal",
        "overdose",
        "allergy",
        "reaction",
        "reactions",
        "syndrome",
        "disorder",
        "injury",
        "shock",
        "complication",
        "complications",
        "toxicity",
        "age",
        "fall",
        "fever",
    ]
)


def _named(passage: Passage) -> Iterator[Candidate]:
    """“Stevens-Johnson syndrome is a rarity”: the findings of a plain statement in a section about effects."""
    stops = passage.kind == "dependence" and STOPPING.search(passage.folded)
    if not (stops or passage.kind in LISTED) or passage.unit.kind == "cell" or foreign_section(passage):
        return
    for start, end in passage.clauses:
        found = [m for m in passage.mentions if m.entry.category == "finding" and start <= m.start < end]
        if not found or not _is_statement(passage, start, end, found[0].start):
            continue
        for begin, stop in _spans(passage, found):
            candidate = _effect(passage, begin, stop, (start, end))
            if candidate is not None:
                yield candidate


def _is_statement(passage: Passage, start: int, end: int, place: int) -> bool:
    """Say whether a clause states what the drug does, and names nothing else that could do it."""
    clause = passage.folded[start:end]
    for mention in passage.mentions:
        if mention.entry.category == "finding" and start <= mention.start < end:
            clause = (
                f"{clause[: mention.start - start]}{'x' * (mention.end - mention.start)}{clause[mention.end - start :]}"
            )
    if _NOT_A_STATEMENT.search(clause) or lacks_evidence(clause) or _ADVICE.match(clause):
        return False
    if HABIT.search(passage.folded, start, end) and not passage.own_named(start, end):
        return False
    if any(
        m.entry.category in ("drug", "drug_class") and start <= m.start < end and not passage.context.is_own(m)
        for m in passage.mentions
    ):
        return False
    return owner(passage, place) == "own"


_ADVICE = re.compile(
    r"\W*(?:please |always |never |and |or )?(?:if|when|tell|ask|talk|speak|contact|call|see|seek|stop|get|go|do|"
    r"don't|report|make|"
    r"consult|watch|keep|give|given|start|signs? of|symptoms? of)\b"
)


def _spans(passage: Passage, found: list[Mention]) -> list[tuple[int, int]]:
    """Return the places of findings, and of the short items between them that the lexicon does not know."""
    spans = [(mention.start, mention.end) for mention in found]
    if len(found) < 2:
        return spans
    for item in passage.items(found[0].start, found[-1].end):
        apart = not any(begin < item.end and stop > item.start for begin, stop in spans)
        if apart and len(item.text.split()) <= 3 and item.end - item.start == len(item.text):
            spans.append((item.start, item.end))
    return sorted(spans)


def _effect(passage: Passage, place: int, stop: int, clause: tuple[int, int]) -> Candidate | None:
    start, end = clause
    words = passage.folded[place:stop]
    left = passage.folded[max(start, place - 70) : place]
    if words in _TOO_GENERAL or DROPPED.fullmatch(words) or passage.folded[stop : stop + 1] == "-":
        return None
    if LEFT_BLOCK.search(left) and not ALLOWED_LEFT.search(left):
        return None
    denied = (
        denies(passage)
        or denied_before(passage.folded, start, place, reach=120)
        or denied_after(passage.folded, stop, end)
    )
    if not denied and cues(passage.folded[start:end]):
        return None
    said = passage.folded[start:end]
    if not denied and _PLACEBO.search(said) and not _MORE_THAN_PLACEBO.search(said):
        return None
    family = family_of(passage, clause, place)
    if " withdrawal" in words or (family == "withdrawal" and stops_another(passage, start, place)):
        return None
    item = Item(passage.text[place:stop], place, stop)
    return effect_candidate(passage, _RULE, family, item, denied=denied, near=left)


RULES = (
    Rule(
        _RULE,
        "“Stevens-Johnson syndrome is a rarity”, where no other rule has read the sentence",
        ("adverse_effect", "withdrawal", "overdose_toxicity"),
        _named,
        last=True,
    ),
)
