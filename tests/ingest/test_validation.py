"""Every way in which a claim can be wrong is told with file and line, and nothing is built."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.problems import InvalidInputError
from ingest.sources import read_sources
from ingest.validation import check
from ontology.entities import load_entities
from ontology.vocabulary import load_vocabulary
from tests.support.generated import GENERATED
from tests.support.records import AGONIST, HALF_LIFE, claim, write_source


def problems_of(folder: Path, *records: dict[str, Any], **metadata: Any) -> list[str]:
    try:
        check(read_sources(write_source(folder, list(records), **metadata)), load_entities(), load_vocabulary())
    except InvalidInputError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_valid_claims_have_no_problems(tmp_path: Path) -> None:
    assert problems_of(tmp_path, claim(), HALF_LIFE, AGONIST) == []


def test_an_entity_of_an_unknown_class_is_named_before_the_claims_on_it(tmp_path: Path) -> None:
    entities = load_entities()
    entities["baclofen"] = replace(entities["baclofen"], class_name="Drugg")
    with pytest.raises(InvalidInputError, match=r"^[^\n]*baclofen: unknown class 'Drugg'; nearest: Drug[^\n]*$"):
        check(read_sources(write_source(tmp_path, [claim()])), entities, load_vocabulary())


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
    ("a truth value for a number", HALF_LIFE | {"value_min": True}, "value_min: true and false are not allowed here"),
    ("a truth value for an offset", claim(start=True), "start: true and false are not allowed here"),
    ("a half-life under 0", HALF_LIFE | {"value_min": -3}, "value: -3 hour is less than 0"),
    ("an upper bound under 0", HALF_LIFE | {"value_min": None, "value_max": -1}, "value: -1 hour is less than 0"),
    ("a dose under 0", claim(qualifiers={"dose": {"min": -5, "unit": "mg"}}), "qualifier dose: -5 milligram is less than 0"),
    ("taking off more than all", HALF_LIFE | {"value_min": -150, "unit": "%"}, "value: -150 percent is less than -100"),
    ("a year that is none", claim(qualifiers={"year": "20x5"}), "qualifier year: '20x5' is not a year such as 1977"),
    ("an id of another source", claim(id="monograph-001"), "a claim of this source has an id that begins with leaflet-"),
    ("a control character in a text", claim(statement="sleepy\x1b[2J"), "statement: the control character U+001B is not allowed"),
    ("a control character in a qualifier", claim(qualifiers={"regimen": "a\0b"}), "qualifiers.regimen: the control character U+0000"),
    ("a text without an end", claim(statement="x" * 200_000), "statement: a text of 200,000 characters is longer than the limit of 100,000: shorten it (is 'xxx"),
    ("a qualifier without an end", claim(qualifiers={"regimen": "x" * 200_000}), "qualifiers.regimen: a text of 200,000 characters"),
    ("a quote without an end", claim(quote="x" * 200_000), "quote: a text of 200,000 characters"),
    ("an anchor without an end", claim(end=200_000), "anchor has more than 100,000 characters"),
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
    with pytest.raises(InvalidInputError, match=r"sources/leaflet/claims\.jsonl: is missing"):
        read_sources(folder)


def test_metadata_with_an_unknown_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"source\.yaml:1: colour: unknown field"):
        read_sources(write_source(tmp_path, [claim()], colour="red"))


def test_a_folder_without_sources_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="no source here"):
        read_sources(tmp_path)


def test_json_on_one_line_is_all_that_a_record_needs(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    text = (folder / "leaflet" / "claims.jsonl").read_text(encoding="utf-8")
    assert json.loads(text)["id"] == "leaflet-001"
    assert read_sources(folder)[0].claims[0].record.statement == "Baclofen makes people sleepy."


@pytest.mark.parametrize("text", ["", "\n \n\n"])
def test_a_claim_file_without_claims_is_an_error(tmp_path: Path, text: str) -> None:
    folder = write_source(tmp_path, [claim()])
    (folder / "leaflet" / "claims.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"^sources/leaflet/claims\.jsonl: holds no claim: "):
        read_sources(folder)


def test_a_folder_without_metadata_is_an_error_even_next_to_a_whole_one(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    (folder / "lost").mkdir()
    (folder / "lost" / "claims.jsonl").write_text(json.dumps(claim()), encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"^sources/lost/source\.yaml: is missing"):
        read_sources(folder)
    (folder / "lost").rename(folder / ".hidden")
    assert len(read_sources(folder)) == 1


@pytest.mark.parametrize("line", ['{"id": "a", "id": "b"}', '{"qualifiers": {"route": "x", "route": "y"}}'])
def test_a_key_that_is_given_twice_in_a_record_is_an_error(tmp_path: Path, line: str) -> None:
    folder = write_source(tmp_path, [claim()])
    (folder / "leaflet" / "claims.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=r"claims\.jsonl:1: not JSON: the key '(id|route)' is given twice"):
        read_sources(folder)


def test_a_key_that_is_given_twice_in_the_metadata_is_an_error(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    with (folder / "leaflet" / "source.yaml").open("a", encoding="utf-8") as file:
        file.write("title: Another\n")
    with pytest.raises(InvalidInputError, match=r"source\.yaml:\d+: not YAML: the key 'title' is given twice"):
        read_sources(folder)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("date", "2023-02-30", "there is no such date"),
        ("date", "2023-13", "there is no such date"),
        ("date", "0000", "there is no such date"),
        ("date", "2999-01-01", "this date is in the future"),
        ("date", "banana", "not a date: write 2024-09-17"),
        ("date", "20230101", "not a date"),
        ("address", "javascript:alert(1)", "not an http"),
        ("address", "data:text/html,x", "not an http"),
        ("address", "//example.org/x", "not an http"),
        ("address", "https://", "not an http"),
        ("address", "https://exa mple.org/", "not an http"),
        ("address", "https://example.org/\u202e", "not an http"),
        ("address", "https://user:word@example.org/", "must not hold a user or a password"),
        ("title", 'a" onclick="x', ""),
    ],
)
def test_dates_and_addresses_of_documents_are_checked(tmp_path: Path, field: str, value: str, message: str) -> None:
    folder = write_source(tmp_path, [claim()], **{field: value})
    if not message:
        assert read_sources(folder)[0].source.title == value
        return
    with pytest.raises(InvalidInputError, match=rf"source\.yaml:\d+: .*{re.escape(message)}"):
        read_sources(folder)


@pytest.mark.parametrize("date", ["1977", "2024-09", "2024-09-17"])
def test_a_date_may_be_known_to_the_year_or_the_month_only(tmp_path: Path, date: str) -> None:
    assert read_sources(write_source(tmp_path, [claim()], date=date))[0].source.date == date


@settings(GENERATED, max_examples=100)
@given(st.binary(max_size=60), st.sampled_from(["claims.jsonl", "source.yaml"]))
def test_hostile_bytes_are_an_error_with_a_place(data: bytes, name: str) -> None:
    with TemporaryDirectory() as place:
        folder = write_source(Path(place), [claim()])
        (folder / "leaflet" / name).write_bytes(data)
        with pytest.raises(InvalidInputError, match=r"^sources/leaflet/"):
            read_sources(folder)
