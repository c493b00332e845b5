"""What two drugs do together, listed below a sentence that names both: “On zelopram, alcohol brings on:”."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extraction.language.lead_sentences import denies, of_combination
from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.rules.effects import is_finding


def _listed(passage: Passage) -> Iterator[Candidate]:
    """Items below a lead sentence about a combination."""
    if passage.unit.kind != "item" or passage.kind == "disease":
        return
    partner = of_combination(passage)
    if partner is None:
        return
    for item in passage.items(0, len(passage.text)):
        if not is_finding(passage, item) and len(item.text.split()) > 5:
            continue
        known = passage.context.lexicon.lookup(item.text, ("finding",))
        yield Candidate(
            "effects of a combination in a list",
            "interaction",
            "causes",
            item.text,
            "finding",
            passage.at + item.start,
            passage.at + item.end,
            "combination",
            partner.entry.label,
            polarity="denied" if item.denied or denies(passage) else "affirmed",
            synonyms=(*item.synonyms, *((known.label,) if known else ())),
        )


RULES = (Rule("effects of a combination in a list", "“On zelopram, alcohol brings on:”", ("interaction",), _listed),)
