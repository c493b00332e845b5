"""The SPARQL editor: what it completes, and that what it is made of is in the package."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from queries.index.name_index import Index
from queries.store.query_check import check_query
from ui.explorer.asking.editor.view import FOLDER, text_from
from ui.explorer.asking.editor.words import words_of


def test_prefixes_classes_properties_graphs_and_entities_are_completed_with_their_labels(index: Index) -> None:
    words = {name: rest for name, *rest in words_of(index)}
    assert words["dkgo:"][:2] == ["https://w3id.org/drugkg/ontology/", "prefix"]
    assert words["CHEBI:"][:2] == ["http://purl.obolibrary.org/obo/CHEBI_", "prefix"]
    assert words["dkgo:Drug"] == ["drug", "class", ""]
    assert words["dkgo:agonistOf"] == ["agonist of", "property", ""]
    assert words["graph:facts"][1] == "graph"
    label, kind, others = words["drugkg:baclofen"]
    assert (label, kind) == ("baclofen", "Drug")
    assert "lioresal" in others.split("; ")


def test_nothing_is_completed_twice_and_entities_with_most_claims_come_first(index: Index) -> None:
    words = words_of(index)
    assert [name for name, count in Counter(name for name, *_ in words).items() if count > 1] == []
    assert next(name for name, *_ in words if name.startswith("drugkg:") and name != "drugkg:") == "drugkg:baclofen"


def test_every_completed_name_is_valid_sparql(index: Index) -> None:
    names = [name for name, _, kind, _ in words_of(index) if kind not in ("keyword", "prefix")]
    check_query(f"SELECT * {{ VALUES ?x {{ {' '.join(names)} }} }}")


@pytest.mark.parametrize("event", [None, "ASK {}", {}, {"text": None}, {"text": ["ASK {}"]}, {"text": "x" * 3_000_000}])
def test_an_event_that_is_no_text_is_ignored(event: object) -> None:
    assert text_from(event) is None


def test_the_bundle_has_the_packages_of_its_source_and_their_licences() -> None:
    wanted = json.loads((FOLDER / "source" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    licences = (FOLDER / "LICENSES.txt").read_text(encoding="utf-8")
    assert [
        f"{name} {version} (MIT)" for name, version in wanted.items() if f"{name} {version} (MIT)\n" not in licences
    ] == []
    bundle = (FOLDER / "codemirror.js").read_text(encoding="utf-8")
    assert "import(" not in bundle
    assert "fetch(" not in bundle
    assert len(bundle) < 500_000
