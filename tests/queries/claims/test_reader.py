"""Claims as screens show them, against what the claim files say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from queries.claims.reader import Claim, read_claims
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder

FILES = Path(__file__).parents[3] / "ingest" / "sources"


@pytest.fixture(scope="module")
def rows(graph_folder: Path) -> Mapping[str, Claim]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        return {row.id: row for row in read_claims(opened)}


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
