"""Uses in the terse style of a monograph: “Prevention of nausea”, below a heading that names the use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import items
from ingest.extraction.language.polarity import is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.use_wording import status_of, use_candidates

_TERSE = re.compile(
    r"(?:(?:symptomatic|acute|adjunctive|short-term|long-term|initial|maintenance|primary|secondary) )*"
    r"(?:treatment|management|prevention|prophylaxis|relief|control|therapy)"
    r"(?:(?: and|,| or|/)+ ?(?:treatment|management|prevention|prophylaxis|relief|control|therapy))* of (?:the )?|"
    r"(?:monotherapy|adjunctive (?:therapy|treatment)|as an adjunct|add-on(?: therapy| treatment)?)"
    r"(?:(?:,| and| or) (?:monotherapy|adjunctive (?:therapy|treatment)|as an adjunct|add-on(?: therapy| "
    r"treatment)?))* (?:in|for|of) "
)
_VERB = re.compile(r"\b(?:is|are|was|were|may|can|should|must|will|has|have|requires?|includes?)\b")
_NAME = "terse uses"


def _terse(passage: Passage) -> Iterator[Candidate]:
    """“Prevention and treatment of postoperative nausea and vomiting.”, and the heading above it."""
    section = passage.section
    if section.own_kind not in (None, "indication", "off_label") or passage.unit.kind != "sentence":
        return
    match = _TERSE.match(passage.folded)
    if match is None or _VERB.search(passage.folded) or not _below_uses(passage) or foreign_section(passage):
        return
    end = passage.clause_at(match.end())[1]
    yield from use_candidates(
        passage, _NAME, match.end(), end, clause=(0, end), denied=False, trust=passage.kind == "indication"
    )
    if section.own_kind is not None:
        return
    title = passage.context.view.text[section.start : section.end]
    found = [m for m in passage.context.lexicon.mentions(title) if m.entry.category == "finding"]
    if not found or len(title) > 80:
        return
    for item in items(title, 0, len(title), [(m.start, m.end) for m in found]):
        if any(m.start < item.end and m.end > item.start for m in found):
            yield Candidate(
                _NAME,
                "indication",
                "usedFor",
                item.text,
                "finding",
                section.start + item.start,
                section.start + item.end,
                status=status_of(passage, passage.folded),
                modality="hedged" if is_hedged(passage.folded) else "asserted",
                synonyms=item.synonyms,
            )


def _below_uses(passage: Passage) -> bool:
    """Say whether the nearest section above with a kind is about uses."""
    for number in range(passage.unit.section, -1, -1):
        kind = passage.context.view.sections[number].own_kind
        if kind is not None:
            return kind in ("indication", "off_label")
    return False


RULES = (Rule(_NAME, "“Prevention of nausea”, below a heading that names the use", ("indication",), _terse, _TERSE),)
