"""Finds saved queries by the words of a question, as people ask it: *side effects of stopping*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from queries.index.names import fold
from queries.index.variants import singular

if TYPE_CHECKING:
    from queries.saved_queries.model import SavedQuery

_NOISE_TEXT = """
    a about after all am an and any are as at be been being between but by can could did do does drug drugs for
    from give given gives had happen happened happens has have how i if in into is it its may me medicine
    medicines must my no not of off on one or people should so take taken takes taking than that the their them
    there these they this to use used was we what when where which who why will with without you your
"""
_NOISE = frozenset(_NOISE_TEXT.split())
"""Words of a question that say nothing of its topic."""

_ALSO = {
    "conflict": ("disagree", "differ", "opposite"),
    "contradict": ("disagree", "differ", "opposite"),
    "failure": ("impairment",),
    "fatal": ("serious", "overdose"),
    "old": ("older", "population", "groups of people"),
    "source": ("document",),
    "sudden": ("abrupt",),
    "suddenly": ("abrupt",),
    "kidney": ("renal",),
    "liver": ("hepatic",),
    "elderly": ("older", "population", "groups of people"),
    "senior": ("older", "population", "groups of people"),
    "kid": ("children",),
    "pregnant": ("pregnancy",),
    "milk": ("breastfeeding",),
    "stop": ("withdrawal", "cessation"),
    "dosage": ("dose",),
    "addictive": ("addiction",),
    "work": ("mechanism",),
    "licence": ("approved",),
    "license": ("approved",),
    "dangerous": ("serious", "severe"),
    "disease": ("impairment",),
}
"""Words of everyday language, and words that the catalogue has for the same."""

_PHRASES = tuple(
    (re.compile(rf"\b(?:{phrase})\b"), words)
    for phrase, words in (
        ("too much", "overdose"),
        ("how (?:much|many|often)|how (?:do|does|should) (?:i|you|one|people) take", "dosing"),
        ("how (?:does|do) .*work", "mechanism"),
        ("(?:does|do|did|will) .*work", "efficacy"),
        ("how long(?: .*last)?", "half-life"),
        ("(?:drink|drinking) alcohol|(?:drink|drinking)", "interactions"),
        ("(?:blood|lab|laboratory) tests?|check-?ups?", "monitoring"),
        ("what is .*(?:used )?for", "indications"),
    )
)
"""Phrases of questions, whose words say little one by one, and words of the catalogue for them."""

_OF_EVERY_CLAIM = (
    "answer", "phrase", "polarity", "modality", "status", "reading", "review", "qualifiers", "note", "cites", "works",
    "statement", "source", "claim",
)  # fmt: skip
"""Columns that say nothing of the topic of a query."""

_IN_NAME, _IN_TITLE, _IN_TEXT = 3, 2, 1


def find_queries(queries: Iterable[SavedQuery], words: str, *, every_word: bool = False) -> list[SavedQuery]:
    """Return the saved queries that answer a question, the best first.

    :param queries: the saved queries
    :param words: the words of the question
    :param every_word: whether a query must have all of the words, also those that no other query has
    :returns: those that have all of its words, or at least two thirds of more than two; words in the name, the summary
        and the topics count more than others, and words that no query has, such as the name of a drug, do not count
    """
    weighed = [(query, _weights(query, question_words(words))) for query in queries]
    known = [any(column) for column in zip(*(weights for _, weights in weighed), strict=True)]
    wanted = len(known) if every_word else sum(known)
    ranked = []
    for query, weights in weighed:
        found = sum(map(bool, weights))
        if found and (found == wanted or (not every_word and wanted > 2 and 3 * found >= 2 * wanted)):
            ranked.append((-found, -sum(weights), query.name, query))
    return [query for *_, query in sorted(ranked, key=lambda item: item[:3])]


def question_words(words: str) -> list[str]:
    """Return the stems of the words of a question that say what it is about; all words if none does.

    :param words: the question
    :returns: the stems

    >>> question_words("What are the side effects of stopping?")
    ['side', 'effect', 'stop']
    >>> question_words("What happens if I take too much?")
    ['overdose']
    """
    text = re.sub(r"[?!.,;:“”]", " ", fold(words))
    for phrase, known in _PHRASES:
        text = phrase.sub(known, text)
    given = text.split()
    content = [word for word in given if word not in _NOISE] or given
    return list(dict.fromkeys(map(_stem, content)))


def _stem(word: str) -> str:
    base = singular(word)
    for ending in ("ing", "ed"):
        if base.endswith(ending) and len(base) > len(ending) + 3:
            base = base.removesuffix(ending)
            return base[:-1] if base[-1] == base[-2] and base[-1] not in "ls" else base
    return base


def _weights(query: SavedQuery, wanted: Iterable[str]) -> list[int]:
    """Return how much each word of a question counts for a query."""
    title = fold(f"{query.summary} {' '.join(query.tags)}")
    columns = [f"{name} {text}" for name, text in query.columns.items() if name not in _OF_EVERY_CLAIM]
    text = fold(" ".join([query.description, *columns]))
    return [_weight(word, query.name, title, text) for word in wanted]


def _weight(word: str, name: str, title: str, text: str) -> int:
    """Return how much a word counts that begins a word of the name, the title or the text; 0 if it does not."""
    forms = "|".join(map(re.escape, (word, *_ALSO.get(word, ()))))
    begins = re.compile(rf"(?<!\w)(?:{forms})")
    if begins.search(name):
        return _IN_NAME
    if begins.search(title):
        return _IN_TITLE
    return _IN_TEXT if begins.search(text) else 0
