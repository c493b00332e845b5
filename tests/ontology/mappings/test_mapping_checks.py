"""Each kind of problem of a mapping, of its file and of its identifiers in the label tables is found."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from ontology.entities import Entity, EvidenceTerm
from ontology.mappings.checks import mapping_problems, verify
from ontology.mappings.label_tables import LabelTableError
from ontology.mappings.sssom import (
    EXACT,
    NO_TERM_FOUND,
    Mapping,
    MappingError,
    load_mappings,
)

HEAD = (
    '#curie_map:\n#  CHEBI: "http://purl.obolibrary.org/obo/CHEBI_"\n#license: "https://example.org/licence"\n'
    '#mapping_set_id: "https://example.org/set"\n#mapping_set_version: "1"\n'
)
COLUMNS = (
    "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tobject_source\t"
    "object_source_version\tmapping_tool\tcomment\n"
)
ROW = Mapping(
    "drugkg:baclofen", "baclofen", EXACT, "CHEBI:2972", "baclofen", "semapv:LexicalMatching", "bioregistry:chebi",
    "2026-05-01", "label look-up", place="m.tsv:9",
)  # fmt: skip
NONE = replace(ROW, object_id=NO_TERM_FOUND, object_label="", comment="no term found in ChEBI", place="m.tsv:10")
ENTITIES = {
    "baclofen": Entity("baclofen", "baclofen", "Drug", "A drug.", place="drugs.yaml:1"),
    "high-dose": Entity("high-dose", "high dose", "DoseLevel", "Much.", place="terms.yaml:1"),
}
HIGH = replace(NONE, subject_id="drugkg:high-dose", subject_label="high dose", place="m.tsv:12")
"""All entities need a row; this is the one of the other entity, where a test is not about it."""


def problems(*rows: Mapping, evidence: dict[str, EvidenceTerm] | None = None) -> list[str]:
    other = [] if any(row.subject_id == HIGH.subject_id for row in rows) else [HIGH]
    return mapping_problems([*rows, *other], ENTITIES, evidence or {})


def write_table(folder: Path, rows: list[str], name: str = "chebi.tsv") -> Path:
    text = "id\tlabel\tsynonyms\tparents\txrefs\tstatus\tsource\n" + "".join(row + "\n" for row in rows)
    if name.endswith(".gz"):
        with gzip.open(folder / name, "wt", encoding="utf-8") as file:
            file.write(text)
    else:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_good_row_has_no_problem() -> None:
    assert problems(ROW) == []
    assert problems(NONE) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"subject_id": "drugkg:baclofene"}, "there is no such entity"),
        ({"subject_label": "Baclofen"}, "its label is 'baclofen', the mapping has 'Baclofen'"),
        ({"predicate_id": "skos:sameAs"}, "unknown predicate 'skos:sameAs'"),
        ({"mapping_justification": "semapv:Guess"}, "unknown justification 'semapv:Guess'"),
        ({"object_id": "CHEBI:baclofen"}, "'CHEBI:baclofen' is malformed: the local part must match"),
        ({"object_id": "CHEBI:２９７２"}, "is malformed"),
        ({"object_id": "FOO:1"}, "unknown prefix in 'FOO:1'"),
        ({"object_source": "bioregistry:mesh"}, "CHEBI:2972 does not come from bioregistry:mesh"),
        ({"object_source_version": ""}, "object_source_version is missing"),
        ({"mapping_tool": ""}, "mapping_tool is missing"),
        ({"object_label": ""}, "object_label is missing"),
        ({"object_id": NO_TERM_FOUND}, f"{NO_TERM_FOUND} goes with {EXACT} and a comment"),
        ({"object_id": NO_TERM_FOUND, "comment": "x", "predicate_id": "skos:closeMatch"}, "goes with skos:exactMatch"),
    ],
)
def test_each_kind_of_problem_of_a_row_is_found(change: dict[str, str], message: str) -> None:
    found = problems(replace(ROW, **change), *([NONE] if change.get("subject_id") else []))
    assert len(found) == 1
    assert found[0].startswith("m.tsv:9: ")
    assert message in found[0]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ROW, replace(ROW, place="m.tsv:10")], "m.tsv:10: drugkg:baclofen: CHEBI:2972 appears again; see m.tsv:9"),
        (
            [ROW, replace(ROW, predicate_id="skos:broadMatch", place="m.tsv:10")],
            "m.tsv:10: drugkg:baclofen: CHEBI:2972 appears as skos:broadMatch; see m.tsv:9",
        ),
        (
            [ROW, replace(ROW, object_id="CHEBI:190735", place="m.tsv:10")],
            "m.tsv:10: drugkg:baclofen: exact match of CHEBI:190735 and of CHEBI:2972",
        ),
        (
            [ROW, replace(ROW, subject_id="drugkg:high-dose", subject_label="high dose", place="m.tsv:10")],
            "m.tsv:10: CHEBI:2972: exact match of drugkg:high-dose and of drugkg:baclofen",
        ),
        ([ROW, NONE], "m.tsv:10: drugkg:baclofen: says that there is no term and has 1 mappings"),
        ([], "drugs.yaml:1: drugkg:baclofen has no mapping"),
    ],
)
def test_contradictions_and_gaps_are_found(rows: list[Mapping], message: str) -> None:
    found = problems(*rows)
    assert len(found) == 1
    assert message in found[0]


def test_an_entity_of_any_class_needs_a_mapping() -> None:
    assert mapping_problems([ROW], ENTITIES, {}) == [
        f"terms.yaml:1: drugkg:high-dose has no mapping; where no term is found, a row with {NO_TERM_FOUND} says so"
    ]


def test_a_term_of_evidence_needs_a_mapping_too() -> None:
    term = EvidenceTerm("ECO:0000180", "clinical study evidence", "EvidenceType")
    assert problems(ROW, evidence={term.curie: term}) == ["evidence_types.tsv: ECO:0000180 has no mapping"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + COLUMNS + "a:b\tc\n", "m.tsv:7: 2 cells, expected 10"),
        (HEAD + COLUMNS + "x" * 200_000 + "\n", "m.tsv:7: not a table: field larger than field limit"),
        (HEAD + COLUMNS + "baclofen\tbaclofen\tskos:exactMatch\tCHEBI:2972" + "\tx" * 6 + "\n", "m.tsv:7: subject_id"),
        (
            HEAD + COLUMNS + "drugkg:baclofen\tbaclofen\tskos:exactMatch\tNOWHERE:1" + "\tx" * 6 + "\n",
            "m.tsv:7: not a mapping in SSSOM",
        ),
        (
            (HEAD + COLUMNS).replace("#license: ", "#license: not an address "),
            "m.tsv:1: license: Input should be a valid URL",
        ),
        (HEAD + "subject_id\tobject_id\n", "m.tsv:6: expected the columns subject_id, subject_label"),
        (HEAD.replace("obo/CHEBI_", "CHEBI/") + COLUMNS, "m.tsv:1: the prefix CHEBI stands for"),
        (HEAD.replace("#license", "#licence") + COLUMNS, "m.tsv:1: license is missing"),
        ("#a: [\n" + COLUMNS, "m.tsv:1: the head is not YAML"),
        (COLUMNS, "m.tsv:1: the head must be a mapping with a curie_map"),
        ("", "expected the columns"),
    ],
)
def test_a_malformed_file_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "m.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MappingError, match=re.escape(message)):
        load_mappings(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"absent\.tsv: cannot be read"):
        load_mappings(tmp_path / "absent.tsv")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("CHEBI:1\tother\t\t\t\tcurrent\tx", "m.tsv:9: missing: CHEBI:2972 (baclofen) is in no table"),
        (
            "CHEBI:2972\tbaclofen\t\t\t\tobsolete;replaced_by=CHEBI:1\tx",
            "m.tsv:9: obsolete: CHEBI:2972 (baclofen): obsolete;replaced_by=CHEBI:1 in chebi.tsv",
        ),
        ("CHEBI:2972\tBaclofen\t\t\t\tcurrent\tx", "m.tsv:9: relabelled: CHEBI:2972: the mapping has 'baclofen'"),
        (
            "MESH:D1\tbaclofen\t\t\t\tcurrent\tx",
            "m.tsv:9: not checked: CHEBI:2972: no table contains identifiers of",
        ),
    ],
)
def test_what_does_not_hold_in_the_tables_is_named(tmp_path: Path, row: str, message: str) -> None:
    result = verify([ROW], write_table(tmp_path, [row]))
    assert (result.total, result.verified) == (1, 0)
    assert len(result.problems) == 1
    assert message in result.problems[0]


def test_a_code_that_is_not_listed_any_more_counts_as_obsolete(tmp_path: Path) -> None:
    row = replace(ROW, object_id="ATC:N03AX12", object_label="gabapentin")
    status = "by cross-reference; code NOT listed in WHO index"
    result = verify([row], write_table(tmp_path, [f"ATC:N03AX12\tgabapentin\t\t\t\t{status}\tx"]))
    assert "obsolete: ATC:N03AX12" in result.problems[0]


def test_a_malformed_identifier_is_named(tmp_path: Path) -> None:
    result = verify([replace(ROW, object_id="CHEBI:x")], write_table(tmp_path, ["CHEBI:2972\tbaclofen"]))
    assert "malformed: 'CHEBI:x'" in result.problems[0]


def test_identifiers_are_verified_by_row_cross_reference_and_family(tmp_path: Path) -> None:
    write_table(tmp_path, ["CHEBI:2972\tbaclofen\t\t\tCAS:1134-47-0\tcurrent\tx"], "chebi.tsv.gz")
    write_table(
        tmp_path, ["iuphar.receptor:242\tGABAB receptor\t\tiuphar.family:26 GABAB receptors\t\tcurrent\t"], "t.tsv"
    )
    rows = [
        ROW,
        replace(ROW, object_id="CAS:1134-47-0"),
        replace(ROW, object_id="iuphar.family:26", object_label="GABAB receptors"),
    ]
    result = verify(rows, tmp_path)
    assert result.problems == ()
    assert (result.total, result.verified) == (3, 3)


def test_terms_of_evidence_are_looked_up_themselves(tmp_path: Path) -> None:
    row = replace(ROW, subject_id="ECO:0000180", subject_label="clinical evidence")
    write_table(tmp_path, ["CHEBI:2972\tbaclofen", "ECO:0000180\tclinical study evidence"])
    result = verify([row], tmp_path)
    assert (result.total, result.verified) == (2, 1)
    assert "relabelled: ECO:0000180" in result.problems[0]


def test_an_entity_is_not_said_to_have_no_counterpart_when_a_term_bears_its_label(tmp_path: Path) -> None:
    result = verify([NONE], write_table(tmp_path, ["CHEBI:2972\tBaclofen\t\t\t\tcurrent\tx"]))
    assert result.absent == 0
    assert result.problems == (
        "m.tsv:10: found: drugkg:baclofen is said to have no counterpart; its label is that of CHEBI:2972",
    )
    assert verify([NONE], write_table(tmp_path, ["CHEBI:2972\tBaclofen\t\t\t\tobsolete\tx"])).absent == 1


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    (tmp_path / "prefixes.tsv").write_text("prefix\tname\n", encoding="utf-8")
    with pytest.raises(LabelTableError, match="no label tables"):
        verify([ROW], tmp_path)
    (tmp_path / "broken.tsv.gz").write_bytes(b"no gzip")
    with pytest.raises(LabelTableError, match=r"broken\.tsv\.gz: cannot be read"):
        verify([ROW], tmp_path)
