"""Mapping sets of others are read row by row, with their metadata inside or next to them, or as JSON."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from ontology.mappings.foreign_sssom import read_foreign
from ontology.mappings.sssom import MAPPINGS_FILE, MappingError, load_mapping_set

METADATA = """mapping_set_id: https://example.org/set
license: https://creativecommons.org/publicdomain/zero/1.0/
curie_map:
  X: http://example.org/x/
mapping_tool: a tool
"""
COLUMNS = [
    "subject_id",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "author_id",
]
GOOD = ["X:1", "skos:exactMatch", "HP:0001257", "Spasticity", "semapv:LexicalMatching", "0.9", "orcid:1|orcid:2"]


def table(*rows: list[str]) -> str:
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_compressed_table_is_read_with_its_metadata_next_to_it(tmp_path: Path) -> None:
    write(tmp_path / "a.sssom.yml", METADATA)
    (tmp_path / "a.sssom.tsv.gz").write_bytes(gzip.compress(table(GOOD).encode()))
    found, problems = read_foreign(tmp_path / "a.sssom.tsv.gz")
    assert ([row.object_id for row in found.mappings], problems) == (["HP:0001257"], [])
    (tmp_path / "b.tsv.gz").write_bytes(b"no gzip")
    with pytest.raises(MappingError, match=r"b\.tsv\.gz: cannot be read"):
        read_foreign(tmp_path / "b.tsv.gz")


def test_table_with_head_is_read_row_by_row(tmp_path: Path) -> None:
    head = "".join(f"# {line}\n" for line in METADATA.splitlines())
    bad = [GOOD[0], GOOD[1], "bogus", *GOOD[3:]], [*GOOD[:5], "much", ""]
    found, problems = read_foreign(write(tmp_path / "a.sssom.tsv", head + table(GOOD, *bad, GOOD)))
    assert [(row.subject_id, row.object_id, row.object_label, row.place) for row in found.mappings] == [
        ("X:1", "HP:0001257", "Spasticity", f"a.sssom.tsv:{line}") for line in (7, 9, 10)
    ]  # fmt: skip
    assert found.metadata["curie_map"]["X"] == "http://example.org/x/"
    assert [problem.place for problem in problems] == ["a.sssom.tsv:8", "a.sssom.tsv:9"]
    assert "bogus does not appear to be a CURIE" in str(problems[0])
    assert "confidence: Input should be a valid number" in str(problems[1])
    assert str(problems[1]).endswith("; its terms are checked all the same")


def test_a_text_may_be_mapped_and_a_mistake_beside_the_mapping_does_not_hinder_its_check(tmp_path: Path) -> None:
    columns = "subject_label\tsubject_type\tpredicate_id\tobject_id\tmapping_justification\tobject_source\n"
    rows = [
        ("cramps: legs", "rdfs literal", "skos:closeMatch", "HP:0003394", "semapv:ManualMappingCuration", ""),
        ("fits", "rdfs literal", "skos:closeMatch", "HP:0001250", "semapv:ManualMappingCuration", "Phenotypes"),
        ("fits", "rdfs literal", "skos:closeMatch", "NOT:1", "semapv:ManualMappingCuration", ""),
    ]
    text = columns + "".join("\t".join(row) + "\n" for row in rows)
    write(tmp_path / "a.yml", METADATA)
    found, problems = read_foreign(write(tmp_path / "a.tsv", text))
    assert [(row.subject_id, row.object_id) for row in found.mappings] == [
        ("cramps: legs", "HP:0003394"), ("fits", "HP:0001250"),
    ]  # fmt: skip
    assert [str(problem) for problem in problems] == [
        "a.tsv:3: invalid: object_source: 'Phenotypes' is neither an identifier nor an address; "
        "its terms are checked all the same",
        "a.tsv:4: invalid: object_id: the prefix NOT of 'NOT:1' is not declared in curie_map",
    ]


@pytest.mark.parametrize("beside", [True, False])
def test_metadata_in_a_file_of_its_own(beside: bool, tmp_path: Path) -> None:
    path = write(tmp_path / "a.sssom.tsv", table(GOOD))
    metadata = write(tmp_path / ("a.yml" if beside else "other.yaml"), METADATA)
    found, problems = read_foreign(path, None if beside else metadata)
    assert (len(found.mappings), problems) == (1, [])
    _, without = read_foreign(write(tmp_path / "b.tsv", table(GOOD)))
    assert [problem.place for problem in without] == ["b.tsv:2"]


def test_json(tmp_path: Path) -> None:
    row = dict(zip(COLUMNS, GOOD, strict=True)) | {"confidence": 0.9, "author_id": ["orcid:1"]}
    document = {"mapping_set_id": "https://example.org/set", "@context": {"X": "http://example.org/x/"}}
    found, problems = read_foreign(write(tmp_path / "a.json", json.dumps(document | {"mappings": [row, {"a": "b"}]})))
    assert [mapping.place for mapping in found.mappings] == ["a.json:mapping 1"]
    assert [problem.place for problem in problems] == ["a.json:mapping 2"]


def test_our_own_table_is_valid_sssom() -> None:
    found, problems = read_foreign(MAPPINGS_FILE)
    assert problems == []
    ours = load_mapping_set().mappings
    assert [(row.subject_id, row.object_id) for row in found.mappings] == [
        (row.subject_id, row.object_id) for row in ours
    ]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.tsv", "a\tb\n", "a.tsv:1: not a table in SSSOM: it needs the columns subject_id"),
        ("a.tsv", "# a: [\n" + table(GOOD), "a.tsv:1: the metadata is not YAML"),
        ("a.json", "[]", "a.json: not SSSOM in JSON: there is no list `mappings`"),
        ("a.json", "{", "a.json:1: not valid JSON"),
        ("a.ttl", "", "RDF is not read here: give the SSSOM table"),
    ],
)
def test_what_is_no_mapping_set_is_named(name: str, text: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(MappingError) as caught:
        read_foreign(write(tmp_path / name, text))
    assert complaint in str(caught.value)
