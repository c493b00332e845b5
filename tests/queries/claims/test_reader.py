"""Claims as screens show them, against what the claim files say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from queries.claims.patterns import MOST_CHOSEN, chosen
from queries.claims.reader import ATTRIBUTES, Claim, read_claims
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder

FILES = Path(__file__).parents[3] / "ingest" / "sources"


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows(graph: EmbeddedStore) -> Mapping[str, Claim]:
    return {row.id: row for row in read_claims(graph)}


@pytest.fixture(scope="module")
def records() -> Mapping[str, dict[str, Any]]:
    lines = [line for file in sorted(FILES.glob("*/claims.jsonl")) for line in file.read_text("utf-8").splitlines()]
    return {record["id"]: record for record in map(json.loads, lines)}


def test_every_claim_of_the_files_is_a_row(rows: Mapping[str, Claim], records: Mapping[str, dict[str, Any]]) -> None:
    assert rows.keys() == records.keys()
    for name, record in records.items():
        row = rows[name]
        assert (row.statement, row.family, row.polarity, row.modality) == (
            record["statement"], record["family"], record["polarity"], record["modality"],
        )  # fmt: skip
        assert (row.subject_id, row.predicate_id) == (record["subject_id"], record["predicate_id"])
        assert row.object_id == record.get("object_id", "")
        spans = {(record["start"], record["end"])} | {(a["start"], a["end"]) for a in record.get("anchors", [])}
        assert {(place.start, place.end) for place in row.places} == spans
        assert (row.minimum, row.maximum, row.unit) == (
            record.get("value_min"), record.get("value_max"), record.get("unit", ""),
        )  # fmt: skip
        assert row.approximate == bool(record.get("approximate"))
        assert {work.id for work in row.cited} == {cite["reference"] for cite in record.get("cites", [])}


def test_an_intrathecal_dose_has_its_number_route_and_phase(rows: Mapping[str, Claim]) -> None:
    row = rows["monograph-050"]
    assert (row.minimum, row.maximum, row.unit, row.value) == (300, 800, "ug/d", "300–800 µg/day")
    assert (row.route, row.phase) == ("intrathecal route", "maintenance dose")
    assert row.places[0].section == "Dosage and Administration"


def test_a_half_life_with_about_is_approximate_and_one_without_is_not(rows: Mapping[str, Claim]) -> None:
    assert rows["alcohol-use-disorder-024"].approximate
    assert not rows["monograph-068"].approximate


def test_labels_stand_beside_codes(rows: Mapping[str, Claim]) -> None:
    row = rows["encyclopaedia-094"]
    assert row.subject == "baclofen"
    assert (row.family, row.family_label) == ("dependence_abuse", "dependence and abuse")
    assert row.polarity == "denied"
    assert row.involves("drugkg:baclofen")
    assert not row.involves("drugkg:gaba")


def test_what_a_document_leaves_open_is_uncertain_and_a_recommendation_is_not(rows: Mapping[str, Claim]) -> None:
    assert rows["monograph-056"].uncertain
    assert rows["encyclopaedia-069"].uncertain
    assert not rows["monograph-052"].uncertain


def test_a_cited_work_keeps_its_mark(rows: Mapping[str, Claim]) -> None:
    assert [(work.id, work.mark) for work in rows["encyclopaedia-001"].cited] == [("ref:encyclopaedia-8", "8")]


def test_rows_follow_the_documents(rows: Mapping[str, Claim]) -> None:
    found = [(row.source, row.places[0].start) for row in rows.values()]
    assert found == sorted(found)


_IN_FILES: Mapping[str, tuple[dict[str, list[str]], Callable[[dict[str, Any]], bool]]] = {
    "about": (
        {"about": ["drugkg:relapse"]},
        lambda record: "drugkg:relapse" in (record["subject_id"], record.get("object_id")),
    ),
    "sources": ({"sources": ["source:monograph"]}, lambda record: record["id"].startswith("monograph-")),
    "propositions": (
        {"propositions": ["prop:baclofen.causes.drowsiness"]},
        lambda record: (
            (record["subject_id"], record["predicate_id"], record.get("object_id"))
            == ("drugkg:baclofen", "dkgo:causes", "drugkg:drowsiness")
        ),
    ),
    "ids": ({"ids": ["claim:monograph-050"]}, lambda record: record["id"] == "monograph-050"),
    "about and sources": (
        {"about": ["drugkg:baclofen"], "sources": ["source:monograph"]},
        lambda record: (
            record["id"].startswith("monograph-")
            and "drugkg:baclofen" in (record["subject_id"], record.get("object_id"))
        ),
    ),
}


@pytest.mark.parametrize("name", _IN_FILES)
def test_chosen_claims_are_those_of_the_files_and_the_same_records_as_among_all(
    graph: EmbeddedStore, rows: Mapping[str, Claim], records: Mapping[str, dict[str, Any]], name: str
) -> None:
    condition, fits = _IN_FILES[name]
    found = read_claims(graph, **condition)  # type: ignore[arg-type]
    wanted = {identifier for identifier, record in records.items() if fits(record)}
    assert wanted
    assert found == [row for row in rows.values() if row.id in wanted]


def test_an_iri_chooses_like_its_curie_and_a_choice_of_nothing_gives_nothing(graph: EmbeddedStore) -> None:
    entity = "https://w3id.org/drugkg/entity/relapse"
    assert read_claims(graph, about=[entity]) == read_claims(graph, about=["drugkg:relapse"])
    assert read_claims(graph, ids=[]) == []
    assert read_claims(graph, about=["drugkg:no-such-thing"]) == []
    with pytest.raises(ValueError, match="unknown prefix in 'relapse'"):
        read_claims(graph, about=["relapse"])


def test_a_text_is_never_pasted_into_the_query(graph: EmbeddedStore) -> None:
    with pytest.raises(ValueError, match="IRI"):
        read_claims(graph, about=["https://x/> } GRAPH ?g { ?claim ?p ?o . <https://x/"])


def test_only_the_wanted_attributes_are_read(graph: EmbeddedStore, rows: Mapping[str, Claim]) -> None:
    (claim,) = read_claims(graph, ids=["claim:monograph-050"], only=("statement", "places"))
    whole = rows["monograph-050"]
    assert (claim.id, claim.source, claim.file) == (whole.id, whole.source, whole.file)
    assert (claim.statement, claim.places) == (whole.statement, whole.places)
    assert (claim.subject, claim.subject_id, claim.value, claim.minimum, claim.route, claim.scope) == (
        "", "", "", None, "", (),
    )  # fmt: skip
    assert read_claims(graph, ids=["claim:monograph-050"], only=ATTRIBUTES) == [whole]


def test_qualifiers_are_data_too(rows: Mapping[str, Claim]) -> None:
    scope = {item.key: item.value for item in rows["monograph-050"].scope}
    assert scope == {"phase": "drugkg:phase-maintenance", "regimen": "infusion", "route": "drugkg:intrathecal-route"}


def test_a_choice_comes_first_and_is_limited() -> None:
    """Without the LIMIT the engine reads the attributes of all claims and chooses last."""
    choice = chosen(about=["drugkg:relapse"], sources=["source:monograph"])
    assert choice.startswith("{ SELECT DISTINCT ?g ?claim WHERE {")
    assert choice.endswith(f"LIMIT {MOST_CHOSEN} }}")
    assert MOST_CHOSEN < 1_000_000
    assert chosen() == ""
