"""The generated reference pages say what the ontology says."""

from __future__ import annotations

from ontology.reference_pages import DOCS, predicates_page
from ontology.vocabulary import load_vocabulary


def test_the_page_of_predicates_is_current() -> None:
    assert (DOCS / "predicates.md").read_text(encoding="utf-8") == predicates_page(), "run `make docs`"


def test_the_page_has_every_predicate_with_sign_and_reason() -> None:
    page = predicates_page()
    for predicate in load_vocabulary().predicates.values():
        assert f"| `{predicate.name}` | {predicate.label} |" in page
        assert predicate.sign_reason in page
