"""From names to IRIs, and the index that holds them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Store

from ontology.namespaces import PREFIXES
from queries.errors import AmbiguousNameError, StoreError, UnknownNameError
from queries.index.name_index import Further, Index, build_index, read_index, write_index
from queries.index.names import fold
from queries.index.opening import open_index
from queries.store.graph_versions import GraphFolder

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
        ("HTTPS://W3ID.ORG/drugkg/entity/baclofen/", "baclofen"),
        ("http%3A%2F%2Fw3id.org%2Fdrugkg%2Fentity%2Fbaclofen", "baclofen"),
        ("Abrupt cessation  of baclofen", "abrupt-cessation-of-baclofen"),
        ("abrupt-cessation-of-baclofen", "abrupt-cessation-of-baclofen"),
        ("Somnolence", "drowsiness"),
    ],
)
def test_names_that_are_known(index: Index, name: str, slug: str) -> None:
    assert index.names.find(name) == ENTITY + slug


def test_terms_of_others_pass_only_where_a_term_is_wanted(index: Index) -> None:
    assert index.names.find("ECO:0000304", external=True) == "http://purl.obolibrary.org/obo/ECO_0000304"
    assert index.names.find("https://example.org/x", external=True) == "https://example.org/x"
    page = "https://www.ebi.ac.uk/ols4/ontologies/eco/classes?obo_id=ECO:0000304"
    assert index.names.find(page, external=True) == "http://purl.obolibrary.org/obo/ECO_0000304"
    with pytest.raises(UnknownNameError, match=r"'UMLS:C0004609'; nothing is mapped to identifiers of UMLS;"):
        index.names.find("UMLS:C0004609")
    with pytest.raises(UnknownNameError, match=r"'CHEBI:two'; identifiers of CHEBI are not written so$"):
        index.names.find("CHEBI:two")
    with pytest.raises(UnknownNameError, match=r"^no entity is the same as ECO:0000304, nor mapped to it$"):
        index.names.find("ECO:0000304")
    with pytest.raises(UnknownNameError, match=r"/x'; nothing is mapped to this page of example.org;"):
        index.names.find("https://example.org/x")
    with pytest.raises(UnknownNameError, match=r"CHEMBL has several .*, say which: CHEMBL.COMPOUND, CHEMBL.TARGET$"):
        index.names.find("CHEMBL:701")


@pytest.fixture
def linked() -> Index:
    entities: list[tuple[str, str, str, list[str]]] = [
        (ENTITY + "baclofen", "baclofen", "Drug", []),
        (ENTITY + "stroke", "stroke", "ClinicalFinding", []),
        ("http://purl.obolibrary.org/obo/ECO_0000180", "clinical study evidence", "EvidenceType", []),
    ]
    matches = [
        ("drugkg:baclofen", "skos:exactMatch", "CHEBI:2972"),
        ("drugkg:baclofen", "skos:exactMatch", "DRUGBANK:DB00181"),
        ("drugkg:baclofen", "skos:narrowMatch", "UNII:H789N3FKE8"),
        ("drugkg:stroke", "skos:broadMatch", "MONDO:0005098"),
        ("drugkg:gone", "skos:exactMatch", "CHEBI:1"),
    ]
    return Index(build_index(entities, further=Further(matches=matches, claims={"drugkg:stroke": 2})))


@pytest.mark.parametrize(
    "identifier",
    [
        "CHEBI:2972", "chebi:2972", "ChEBI:CHEBI:2972", "http://purl.obolibrary.org/obo/CHEBI_2972",
        "https://www.ebi.ac.uk/chebi/searchId.do?chebiId=CHEBI:2972", "https://identifiers.org/CHEBI:2972",
        "https://bioregistry.io/chebi:2972", "<http://purl.obolibrary.org/obo/CHEBI_2972>", "DrugBank:db00181",
        "HTTPS://GO.DRUGBANK.COM/drugs/DB00181", "CHEBI 2972", "chebi%3A2972", "purl.obolibrary.org/obo/CHEBI_2972",
        "https://go.drugbank.com/drugs/DB00181", "DB00181", "db00181", "CHEBI:2972/", '"CHEBI:2972"', "'chebi 2972'",
        "“DB00181”", '"http://purl.obolibrary.org/obo/CHEBI_2972"', "CHEBI2972", "‘ChEBI_ID:2972’", "DrugBank DB00181",
    ],
)  # fmt: skip
def test_an_identifier_that_is_mapped_exactly_is_a_name(linked: Index, identifier: str) -> None:
    assert linked.names.find(identifier) == ENTITY + "baclofen"
    assert linked.names.find(identifier, "Drug") == ENTITY + "baclofen"
    assert list(linked.names.matching(fold(identifier).split())) == ["drugkg:baclofen"]


def test_an_identifier_that_is_not_mapped_exactly_offers_what_is_near(linked: Index) -> None:
    with pytest.raises(UnknownNameError, match=r"as UNII:H789N3FKE8; drugkg:baclofen \(baclofen\) is broader than it$"):
        linked.names.find("UNII:H789N3FKE8")
    with pytest.raises(UnknownNameError, match=r"as MONDO:0005098; drugkg:stroke \(stroke\) is narrower than it$"):
        linked.names.find("mondo:0005098")
    with pytest.raises(UnknownNameError, match=r"^no entity is the same as CHEBI:1, nor mapped to it$"):
        linked.names.find("CHEBI:1")
    assert linked.names.find("eco:0000180") == "http://purl.obolibrary.org/obo/ECO_0000180"


def test_an_identifier_of_another_class_is_an_error(linked: Index) -> None:
    for name in ("drugkg:stroke", ENTITY + "stroke", "stroke"):
        with pytest.raises(UnknownNameError, match=r"; it names a thing of class ClinicalFinding$"):
            linked.names.find(name, "Drug")
    with pytest.raises(UnknownNameError, match=r"no ClinicalFinding has the name 'CHEBI:2972'; it names a .* Drug$"):
        linked.names.find("CHEBI:2972", "ClinicalFinding")


def test_search_offers_what_is_mapped_otherwise(linked: Index) -> None:
    assert linked.names.matching(["unii:h789n3fke8"]) == {
        "drugkg:baclofen": "unii:h789n3fke8, and this is broader than it"
    }
    assert linked.names.matching(["chebi:99"]) == {}


def test_a_document_is_no_entity_and_an_empty_name_is_none(linked: Index) -> None:
    document: tuple[str, str, str, list[str]] = (PREFIXES["source"] + "leaflet", "Leaflet", "Document", [])
    names = Index(build_index([document, (ENTITY + "baclofen", "baclofen", "Drug", [])])).names
    assert names.find_entity("Baclofen") == ENTITY + "baclofen"
    assert names.find("leaflet") == document[0]
    with pytest.raises(UnknownNameError, match="'leaflet' is the name of a document: name an entity here"):
        names.find_entity("leaflet")
    for name in ("", " ", '""'):
        with pytest.raises(UnknownNameError, match=r"^the name is empty"):
            linked.names.find(name)


@pytest.mark.parametrize(("identifier", "said"), [
    ("claim:leaflet-001", "it is an identifier of claims, which `drugkg show` takes"),
    ("dkgo:Drug", "it is a term of the model, and no claim speaks of it"),
])  # fmt: skip
def test_identifiers_of_ours_that_are_no_entities_say_what_they_are(linked: Index, identifier: str, said: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        linked.names.find(identifier)
    assert str(caught.value) == f"no entity has the name {identifier!r}; {said}"


def test_variants_in_number_and_spelling_are_names() -> None:
    entities = [
        (ENTITY + "oedema", "oedema", "ClinicalFinding", ["swelling of the legs"]),
        (ENTITY + "mao-inhibitor", "monoamine oxidase inhibitor", "DrugClass", ["MAO inhibitor"]),
        (ENTITY + "children", "children", "Population", []),
    ]
    names = Index(
        build_index(entities, further=Further([("drugkg:oedema", "edemas"), ("drugkg:oedema", "dropsy")]))
    ).names
    assert names.find("Edema") == names.find("edemas") == names.find("dropsy") == ENTITY + "oedema"
    assert names.find("MAO-inhibitors") == names.find("the MAO inhibitor") == ENTITY + "mao-inhibitor"
    assert names.find("child") == ENTITY + "children"


def test_a_word_of_several_names_lists_them_with_their_claims() -> None:
    entities: list[tuple[str, str, str, list[str]]] = [
        (ENTITY + name, name.replace("-", " "), kind, [])
        for name, kind in (("alcohol-withdrawal", "ClinicalFinding"), ("opioid-withdrawal", "ClinicalFinding"),
                           ("withdrawal-scale", "Measurement"))
    ]  # fmt: skip
    claims = {"drugkg:opioid-withdrawal": 3, "drugkg:alcohol-withdrawal": 1}
    names = Index(build_index(entities, further=Further(claims=claims))).names
    with pytest.raises(UnknownNameError) as caught:
        names.find("Withdrawal", "ClinicalFinding")
    assert str(caught.value) == (
        "no ClinicalFinding has the name 'Withdrawal'; it is part of the name of "
        "drugkg:opioid-withdrawal (opioid withdrawal, ClinicalFinding, 3 claims), "
        "drugkg:alcohol-withdrawal (alcohol withdrawal, ClinicalFinding, 1 claim)"
    )
    with pytest.raises(UnknownNameError, match=r"drugkg:withdrawal-scale \(withdrawal scale, Measurement, 0 claims\)$"):
        names.find("withdrawal")


def test_unknown_names_offer_the_nearest(index: Index) -> None:
    with pytest.raises(UnknownNameError, match=r"no entity has the name 'baclofn'; did you mean: baclofen"):
        index.names.find("baclofn")
    with pytest.raises(UnknownNameError, match=r"'bacolfen'; did you mean: baclofen\?$"):
        index.names.find("bacolfen")
    with pytest.raises(
        UnknownNameError,
        match=r"no Drug has the name 'drowsyness'; no claim speaks of it by that name: try `drugkg search`$",
    ):
        index.names.find("drowsyness", "Drug")
    with pytest.raises(
        UnknownNameError,
        match=r"no entity has the name 'xyzzy'; no claim speaks of it by that name: try `drugkg search`$",
    ):
        index.names.find("xyzzy")
    with pytest.raises(UnknownNameError, match=r"identifier 'drugkg:baclofn'; did you mean: drugkg:baclofen\?$"):
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
    assert read.label(ENTITY + "b") == "β"
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
    with pytest.raises(UnknownNameError, match=r"no saved query 'zzzzzz'; `drugkg query --list` lists them"):
        index.query("zzzzzz")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 0}', '{"format": 4}', '{"format": 4, "queries": [], "names": 3}', "[" * 100_000]
)
def test_damaged_index(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="run `drugkg build`"):
        read_index(tmp_path / "index.json")


def test_an_index_that_is_not_as_the_build_wrote_it_is_damaged(tmp_path: Path) -> None:
    with GraphFolder(tmp_path / "graph").build() as version:
        Store(str(version / "store")).flush()
        path = write_index(build_index([("http://a", "x", "Drug", ["y"])]), version)
    assert read_index(path).label("http://a") == "x"
    path.write_text(path.read_text(encoding="utf-8").replace('"sources"', '"source"'), encoding="utf-8")
    with pytest.raises(StoreError, match=r"index\.json is damaged: run `drugkg build`"):
        read_index(path)


@pytest.mark.parametrize("query", [None, [], {}, {"name": 1}, {"parameters": [1], "blocks": []}, "text"])
def test_a_saved_query_that_the_index_does_not_hold_whole_is_damage(query: object, tmp_path: Path) -> None:
    path = write_index(build_index([]) | {"queries": {"q": query}}, tmp_path)
    with pytest.raises(StoreError, match=r"the index is damaged \(saved query q\): run `drugkg build`"):
        read_index(path).query("q")


def test_missing_index(tmp_path: Path, oxigraph_folder: Path) -> None:
    with pytest.raises(StoreError, match="cannot read the index"):
        read_index(tmp_path / "index.json")
    with pytest.raises(StoreError, match="is an Oxigraph directory without an index"):
        open_index(str(oxigraph_folder))
