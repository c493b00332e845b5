"""What the search box offers while a reader types."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.claims.suggestions import MOST_SUGGESTIONS, suggest
from queries.index.name_index import Index
from queries.index.opening import open_index
from ui.explorer.frame.top_bar import place_of, suggestion_groups


@pytest.fixture(scope="module")
def index(graph_folder: Path) -> Index:
    return open_index(str(graph_folder))  # as the explorer opens it, with the identifiers of other vocabularies


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("bacl", "drug", "drugkg:baclofen"),
        ("LIORESAL", "drug", "drugkg:baclofen"),
        ("chebi:2972", "drug", "drugkg:baclofen"),
        ("DB00181", "drug", "drugkg:baclofen"),
        ("seizures", "clinical finding", "drugkg:seizure"),
        ("gaba b", "receptor", "drugkg:gaba-b-receptor"),
        ("alcohol use dis", "clinical finding", "drugkg:alcohol-use-disorder"),  # a document is called so too
        ("respiratory dep", "clinical finding", "drugkg:respiratory-depression"),
        ("side effects of stopping", "saved query", "adverse-effects"),
    ],
)
def test_the_best_match_comes_first(index: Index, words: str, kind: str, found: str) -> None:
    assert [(one.kind, one.id) for one in suggest(index, words)[:1]] == [(kind, found)]


@pytest.mark.parametrize(("words", "found"), [("baclofin", "drugkg:baclofen"), ("opiod", "drugkg:opioid")])
def test_a_slip_of_the_pen_is_offered_as_a_similar_spelling(index: Index, words: str, found: str) -> None:
    first = suggest(index, words)[0]
    assert first.id == found
    assert first.note.startswith("similar spelling")


def test_a_note_says_which_name_matched_where_the_label_does_not(index: Index) -> None:
    assert suggest(index, "lioresal")[0].note == "lioresal"
    assert suggest(index, "baclofen")[0].note == ""


def test_suggestions_of_a_kind_are_next_to_each_other_and_few(index: Index) -> None:
    for words in ("b", "dose", "alcohol use", "receptor"):
        kinds = [one.kind for one in suggest(index, words)]
        assert len(kinds) <= MOST_SUGGESTIONS
        assert len({*kinds}) == len([1 for one, two in zip(["", *kinds], kinds, strict=False) if one != two])


@pytest.mark.parametrize("words", ["", "  ", "zzzz qqqq", "<img src=x>", "\\", "*"])
def test_words_that_nothing_has_suggest_nothing(index: Index, words: str) -> None:
    assert suggest(index, words) == []


def test_each_kind_leads_to_its_page(index: Index) -> None:
    places = {one.kind: place_of(one) for words in ("lioresal", "alcohol use") for one in suggest(index, words)}
    assert places["drug"] == "entity?entity=drugkg%3Abaclofen"
    assert places["document"] == "sources?document=alcohol-use-disorder"
    assert places["cited work"] == "query?query=claims-citing&p.work=ref%3Amonograph-1"
    groups = suggestion_groups(suggest(index, "lioresal"))
    assert [(group["title"], len(group["items"])) for group in groups] == [("drug", 1), ("cited work", 1)]
