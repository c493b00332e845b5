"""From names to IRIs, and the index that holds them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from queries.errors import AmbiguousNameError, StoreError, UnknownNameError
from queries.index.name_index import Index, build_index, read_index, write_index
from queries.index.names import fold
from queries.index.opening import open_index

ENTITY = "https://w3id.org/drugkg/entity/"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("baclofen", "baclofen"),
        ("BACLOFEN", "baclofen"),
        ("  Baclofen ", "baclofen"),
        ("lioresal", "baclofen"),
        ("Β-(4-Chlorophenyl)\u2010gaba", "baclofen"),
        ("drugkg:baclofen", "baclofen"),
        (ENTITY + "baclofen", "baclofen"),
        ("Abrupt cessation  of baclofen", "abrupt-cessation-of-baclofen"),
        ("abrupt-cessation-of-baclofen", "abrupt-cessation-of-baclofen"),
        ("Somnolence", "drowsiness"),
    ],
)
def test_names_that_are_known(index: Index, name: str, slug: str) -> None:
    assert index.names.find(name) == ENTITY + slug


def test_identifiers_of_others_pass(index: Index) -> None:
    assert index.names.find("ECO:0000304") == "http://purl.obolibrary.org/obo/ECO_0000304"
    assert index.names.find("https://example.org/x") == "https://example.org/x"


def test_unknown_names_offer_the_nearest(index: Index) -> None:
    with pytest.raises(UnknownNameError, match=r"no entity has the name 'baclofn'; did you mean: baclofen"):
        index.names.find("baclofn")
    with pytest.raises(UnknownNameError, match=r"no Drug has the name 'drowsyness'$"):
        index.names.find("drowsyness", "Drug")
    with pytest.raises(UnknownNameError, match=r"no entity has the name 'xyzzy'$"):
        index.names.find("xyzzy")
    with pytest.raises(UnknownNameError, match=r"identifier 'drugkg:baclofn'; did you mean: .*entity/baclofen"):
        index.names.find("drugkg:baclofn")


def test_class_restricts(index: Index) -> None:
    assert index.names.find("baclofen", "Drug") == ENTITY + "baclofen"
    assert index.names.find("baclofen", "dkgo:Drug") == ENTITY + "baclofen"
    assert index.names.find("abrupt cessation of baclofen", "Exposure") == ENTITY + "abrupt-cessation-of-baclofen"
    with pytest.raises(
        UnknownNameError, match=r"no Drug has the name 'nausea'; it names a thing of class ClinicalFinding"
    ):
        index.names.find("nausea", "Drug")


def test_ambiguous_names_list_the_candidates(index: Index) -> None:
    with pytest.raises(AmbiguousNameError, match="'stopping' may mean drugkg:abrupt-cessation-of-baclofen ") as caught:
        index.names.find("stopping")
    assert caught.value.candidates == [ENTITY + "abrupt-cessation-of-baclofen", ENTITY + "dose-reduction"]
    assert index.names.find("stopping", "Cessation") == ENTITY + "abrupt-cessation-of-baclofen"


def test_a_label_goes_before_a_synonym() -> None:
    names = Index(build_index([("http://a", "fit", "Finding", []), ("http://b", "seizure", "Finding", ["Fit"])])).names
    assert names.find("FIT") == "http://a"


def test_folding() -> None:
    assert fold("Straße") == fold("STRASSE")
    assert fold("GABA\u2013B\u00a0receptor") == "gaba-b receptor"
    assert fold("ﬁt") == "fit"


def test_index_survives_its_file(index: Index, tmp_path: Path) -> None:
    data = build_index([(ENTITY + "b", "β", "Drug", ["B"])], [index.query("counts")], {"s": {"title": "t"}})
    read = read_index(write_index(data, tmp_path))
    assert read.names.find("β") == ENTITY + "b"
    assert read.labels == {ENTITY + "b": "β"}
    assert read.sources == {"s": {"title": "t"}}
    assert read.query_names == ["counts"]
    assert read.query("counts") == index.query("counts")


def test_index_does_not_depend_on_order(index: Index) -> None:
    entities = [("http://a", "x", "Drug", ["y"]), ("http://b", "y", "Drug", ["x"])]
    queries = [index.query(name) for name in index.query_names]
    one, two = build_index(entities, queries), build_index(entities[::-1], queries[::-1])
    assert json.dumps(one) == json.dumps(two)


def test_unknown_query_offers_the_nearest(index: Index) -> None:
    with pytest.raises(UnknownNameError, match="there is no saved query 'count'; did you mean: counts"):
        index.query("count")
    with pytest.raises(UnknownNameError, match=r"no saved query 'zzzzzz'; `drugkg query` lists them all"):
        index.query("zzzzzz")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}'])
def test_damaged_index(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="run `drugkg build`"):
        read_index(tmp_path / "index.json")


def test_missing_index(tmp_path: Path, oxigraph_folder: Path) -> None:
    with pytest.raises(StoreError, match="cannot read the index"):
        read_index(tmp_path / "index.json")
    with pytest.raises(StoreError, match="is an Oxigraph directory without an index"):
        open_index(str(oxigraph_folder))
