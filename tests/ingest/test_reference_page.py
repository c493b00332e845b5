"""The page of the ontology says what the ontology and the claims say."""

from __future__ import annotations

from ingest.reference_page import PAGE, ontology_page
from ontology.vocabulary import load_vocabulary


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == ontology_page(), "run `make docs`"


def test_every_term_has_a_row_with_definition_and_mapping() -> None:
    rows = {line.split("`")[1]: line.split(" | ") for line in ontology_page().splitlines() if line.startswith("| `")}
    assert set(rows) == load_vocabulary().names
    for name, cells in rows.items():
        assert cells[2].strip(), name
    for name in load_vocabulary().predicates:
        assert rows[name][4].strip(" |"), name


def test_every_predicate_that_a_claim_uses_has_an_example() -> None:
    rows = {line.split("`")[1]: line.split(" | ") for line in ontology_page().splitlines() if line.startswith("| `")}
    assert " causes " in rows["causes"][3]
    assert rows["Drug"][3] in {"acamprosate", "baclofen"}
