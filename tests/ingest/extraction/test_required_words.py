"""Rules are tried only where a pattern of theirs matches, and few patterns are searched to know it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ingest.documents.reading import read_document
from ingest.documents.structure import view_of
from ingest.extraction.language import required_words
from ingest.extraction.language.model import Context, Passage
from ingest.extraction.language.pattern_pieces import beginnings, required
from ingest.extraction.language.required_words import RuleFinder
from ingest.extraction.rules import ALL_RULES
from ingest.lexicon.matching import packaged_lexicon
from tests.support.extraction import DOCUMENTS


def test_the_rules_of_a_passage_are_those_one_of_whose_patterns_matches_and_few_patterns_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    matches = required_words._matches

    def counted(pattern: re.Pattern[str], *given: Any) -> bool:
        tried.append(pattern.pattern)
        return matches(pattern, *given)

    monkeypatch.setattr(required_words, "_matches", counted)
    finder = RuleFinder(ALL_RULES)
    view = view_of(read_document(DOCUMENTS / "practice" / "encyclopaedia-scraped-mirtazapine.txt"))
    context = Context(view, packaged_lexicon(), "mirtazapine", frozenset({"mirtazapine"}))
    for unit in view.units:
        passage = Passage(context, unit)
        assert finder.fitting(passage) == [
            rule
            for rule in ALL_RULES
            if (not rule.kinds or passage.kind in rule.kinds)
            and (not rule.patterns or any(pattern.search(passage.searched) for pattern in rule.patterns))
        ]
    patterns = sum(len(rule.patterns) for rule in ALL_RULES)
    assert len(tried) < patterns * len(view.units) / 5


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:a|an|the) (?:(?:severe|mild) )?rash\b", "it gives a severe rash"),
        (r"(?:\bno\b|n't)+ (?:risk|harm)", "it doesn't risk"),
        (r"\b(?<!not )(?:[hd]|mt)\d receptors?", "the h1 receptor"),
        (r"(?:very )?(?:rare|common)ly", "commonly"),
    ],
)
def test_a_match_holds_the_pieces_that_are_read_off_its_pattern(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    match = compiled.search(text)
    assert match is not None
    begins = beginnings(compiled)
    assert not begins or match.group().startswith(tuple(begins))
    for pieces in required(compiled):
        assert any(piece in match.group() for piece in pieces) or pieces == {"\0"}
