"""Rules are tried only where a piece of a word that their pattern requires stands; none is left out."""

from __future__ import annotations

from ingest.documents.reading import read_document
from ingest.documents.structure import view_of
from ingest.extraction.language.model import Context, Passage
from ingest.extraction.language.required_words import RuleFinder
from ingest.extraction.rules import ALL_RULES
from ingest.lexicon.matching import packaged_lexicon
from tests.support.extraction import DOCUMENTS


def test_every_rule_whose_pattern_matches_a_passage_is_tried_there_and_few_others_are() -> None:
    finder = RuleFinder(ALL_RULES)
    view = view_of(read_document(DOCUMENTS / "practice" / "encyclopaedia-scraped-mirtazapine.txt"))
    context = Context(view, packaged_lexicon(), "mirtazapine", frozenset({"mirtazapine"}))
    tried = matching = 0
    for unit in view.units:
        passage = Passage(context, unit)
        found = list(finder.fitting(passage))
        wanted = [rule for rule in ALL_RULES if rule.needs is None or rule.needs.search(passage.searched)]
        assert [rule for rule in found if rule in wanted] == wanted
        tried += len(found)
        matching += len(wanted)
    assert matching < tried < len(ALL_RULES) * len(view.units) / 2
