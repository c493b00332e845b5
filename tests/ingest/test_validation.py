"""Every way in which a claim can be wrong is told with file and line, and nothing is built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.problems import InvalidInputError
from ingest.sources import read_sources
from ingest.validation import check
from ontology.entities import load_entities
from ontology.vocabulary import load_vocabulary
from tests.support.records import AGONIST, HALF_LIFE, claim, write_source


def problems_of(folder: Path, *records: dict[str, Any], **metadata: Any) -> list[str]:
    try:
        check(read_sources(write_source(folder, list(records), **metadata)), load_entities(), load_vocabulary())
    except InvalidInputError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_valid_claims_have_no_problems(tmp_path: Path) -> None:
    assert problems_of(tmp_path, claim(), HALF_LIFE, AGONIST) == []


# fmt: off
# ruff: noqa: E501
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("unknown subject", claim(subject_id="drugkg:baclofin"), "unknown subject 'drugkg:baclofin'; nearest: drugkg:baclofen"),
    ("unknown object", claim(object_id="drugkg:drowsyness"), "unknown object 'drugkg:drowsyness'; nearest: drugkg:drowsiness"),
    ("unknown predicate", claim(predicate_id="dkgo:cause"), "unknown predicate 'dkgo:cause'; nearest: causes"),
    ("object of a wrong class", claim(object_id="drugkg:gaba-b-receptor"), "is a Receptor, but must be one of ClinicalFinding"),
    ("object missing", claim(object_id=None), "causes needs an object_id"),
    ("object on a quantity", HALF_LIFE | {"object_id": "drugkg:drowsiness"}, "hasHalfLife takes no entity as object"),
    ("unknown unit", HALF_LIFE | {"unit": "hours"}, "unknown unit 'hours'"),
    ("unit without value", claim(unit="mg"), "a value needs a unit and a unit needs a value"),
    ("minimum over maximum", HALF_LIFE | {"value_min": 5}, "minimum 5 is over maximum 4"),
    ("a bound excluded that is not given", HALF_LIFE | {"value_min": None, "min_excluded": True}, "a bound is excluded that is not given"),
    ("a single number excluded", HALF_LIFE | {"value_min": 4, "max_excluded": True}, "minimum and maximum are both 4, and one of them is excluded"),
    ("not a number", HALF_LIFE | {"value_min": float("nan")}, "finite number"),
    ("unknown family", claim(family="side_effect"), "family: Input should be 'identity'"),
    ("unknown polarity", claim(polarity="negated"), "polarity: Input should be 'affirmed' or 'denied'"),
    ("unknown field", claim(colour="red"), "colour: unknown field"),
    ("statement missing", claim(statement=None), "statement: is missing"),
    ("anchor beyond the document", claim(end=10_000), "reaches beyond the document of"),
    ("empty anchor", claim(end=3), "not after its start"),
    ("checksum of a wrong form", claim(sha256="abc"), "sha256: String should match pattern"),
    ("unknown qualifier", claim(qualifiers={"mood": "good"}), "unknown qualifier 'mood'"),
    ("qualifier of a wrong kind", claim(qualifiers={"dose": "high"}), "qualifier dose must be a quantity"),
    ("qualifier with an unknown node", claim(qualifiers={"route": "drugkg:orall"}), "qualifier route: unknown entity"),
    ("qualifier quantity upside down", claim(qualifiers={"dose": {"min": 9, "max": 1, "unit": "mg"}}), "minimum 9 is over maximum 1"),
    ("unknown reference", claim(cites=[{"reference": "ref:leaflet-9", "resolved": "byNumber"}]), "cites unknown reference"),
    ("citing what is no work", claim(cites=[{"reference": "drugkg:baclofen", "resolved": "byNumber"}]), "which is a Drug"),
    ("claim of another document", claim(source="other.txt"), "source is 'other.txt', but the folder's document is 'leaflet.txt'"),
    ("unknown evidence type", claim(evidence_type="ECO:9999999"), "unknown evidence_type 'ECO:9999999'"),
    ("study design as evidence type", claim(evidence_type="MESH:D016454"), "unknown evidence_type 'MESH:D016454'"),
    ("unknown study design", claim(study_design="MESH:D0"), "unknown study_design 'MESH:D0'"),
]
# fmt: on


@pytest.mark.parametrize(("record", "message"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_claim_is_named_with_file_and_line(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    found = problems_of(tmp_path, claim(9), record)
    assert len(found) == 1
    assert found[0].startswith("sources/leaflet/claims.jsonl:2: ")
    assert message in found[0]


def test_two_records_with_one_id_are_an_error_that_names_both_lines(tmp_path: Path) -> None:
    assert problems_of(tmp_path, claim(1), AGONIST | {"id": "leaflet-001"}) == [
        "sources/leaflet/claims.jsonl:2: leaflet-001: two records with one id; the other is "
        "sources/leaflet/claims.jsonl:1"
    ]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path, claim(1, object_id="drugkg:x"), claim(2, predicate_id="dkgo:y"))) == 2


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    with (folder / "leaflet" / "claims.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "leaflet-002",\n')
    with pytest.raises(InvalidInputError, match=r"claims\.jsonl:2: not JSON: .* at column 22"):
        read_sources(folder)


def test_a_missing_claim_file_is_named(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    (folder / "leaflet" / "claims.jsonl").unlink()
    with pytest.raises(InvalidInputError, match=r"sources/leaflet/claims\.jsonl: cannot be read"):
        read_sources(folder)


def test_metadata_with_an_unknown_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"source\.yaml: colour: unknown field"):
        read_sources(write_source(tmp_path, [claim()], colour="red"))


def test_a_folder_without_sources_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="no source here"):
        read_sources(tmp_path)


def test_json_on_one_line_is_all_that_a_record_needs(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    text = (folder / "leaflet" / "claims.jsonl").read_text(encoding="utf-8")
    assert json.loads(text)["id"] == "leaflet-001"
    assert read_sources(folder)[0].claims[0].record.statement == "Baclofen makes people sleepy."
