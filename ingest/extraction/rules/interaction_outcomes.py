"""What a pair of drugs does, where it is a list behind a verb, in a cell of a table, or in parentheses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage
from ingest.extraction.language.polarity import denied_after
from ingest.extraction.rules.effect_wording import FINDING_WORDS
from ingest.lexicon.matching import Mention

_OUTCOME = re.compile(
    r"\b(?:interactions?|effects?|results?|consequences?|outcomes?|happens?|risks?|concerns?)\b", re.IGNORECASE
)
_LEVELS = re.compile(
    r"\W*(?:(?:increas|rais|reduc|lower|decreas|higher|may|can|could|risk|additive|enhanc|potentiat)\w*)\b"
)


def bare_effects(passage: Passage, partner: str) -> Iterator[Candidate]:
    """“Verapamil | Hyperkalaemia”: the cell, or the text after the label, begins with what both do.

    :param passage: the passage
    :param partner: the other drug
    :yields: candidates
    """
    column = passage.unit.column
    if passage.unit.kind == "cell" and not (column and _OUTCOME.search(column)):
        return
    if _LEVELS.match(passage.folded):
        return
    first = next((m for m in passage.mentions if m.entry.category == "finding"), None)
    if first is not None and first.start <= 15 and not _EFFECT_DENIED.search(passage.folded):
        end = re.search(r"[.;:(]| with | in | when | more | if ", passage.folded)
        yield from effects_together(passage, partner, 0, end.start() if end and end.start() >= first.end else first.end)


_EFFECT_DENIED = re.compile(r"\b(?:no|not|never|without|less|unlikely)\b|n't\b")


def effects_in_parentheses(passage: Passage, mention: Mention) -> Iterator[Candidate]:
    """“citalopram (serotonin syndrome)”: what both do stands in parentheses behind the drug.

    :param passage: the passage
    :param mention: the other drug
    :yields: candidates
    """
    match = _RISK_BEHIND.match(passage.folded, mention.end)
    if match is not None and passage.kind == "interaction":
        yield from effects_together(passage, mention.entry.label, match.end(), passage.folded.find(")", match.end()))


_RISK_BEHIND = re.compile(
    r"\s*(?:\(|[–—:-] )(?:the |an? )?(?:(?:increased |higher )?risk of |may cause |can cause |possible "
    r")?(?=[a-z](?![^()]* (?:used|given|taken) )[^()]{3,80}\))"
)


def effects_together(passage: Passage, partner: str, place: int, end: int) -> Iterator[Candidate]:
    """Yield the findings of a list as what the combination causes.

    :param passage: the passage
    :param partner: the other drug
    :param place: where the list begins
    :param end: where it ends
    :yields: candidates
    """
    first = True
    for item in passage.items(place, end):
        found = [
            m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start
        ]
        named = found[0].start - item.start <= 40 if found else not first and FINDING_WORDS.search(item.text)
        if not named or item.denied or denied_after(passage.folded, item.end, end):
            break
        first = False
        label = found[0].entry.label if found else item.text
        yield Candidate(
            "consequences of a combination",
            "interaction",
            "causes",
            item.text,
            "finding",
            passage.at + item.start,
            passage.at + item.end,
            "combination",
            partner,
            synonyms=(label, *item.synonyms) if label.lower() != item.text.lower() else item.synonyms,
        )
