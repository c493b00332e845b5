"""The linter and the reader of saved queries; each case is a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from ontology.errors import UserError
from queries.errors import CatalogError
from queries.saved_queries.linter import lint
from queries.saved_queries.model import SavedQuery
from queries.saved_queries.reading import lint_folder, read_catalog

DATA = Path(__file__).parent.parent / "data"
VALID = sorted((DATA / "valid").glob("*.rq"))
INVALID = sorted((DATA / "invalid").glob("*.rq"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_query_has_no_problem(path: Path) -> None:
    assert lint(path) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_query_is_found_out(path: Path) -> None:
    expected = path.read_bytes().decode("utf-8", "replace").rpartition("# expected: ")[2].strip()
    line, _, message = expected.partition(": ")
    problems = lint(path)
    assert any(p.line == int(line) and message in p.message for p in problems), [str(p) for p in problems]
    assert all(str(problem).startswith(f"{path}:{problem.line}: ") for problem in problems)
    assert all("\n" not in str(problem) for problem in problems)


def test_there_are_cases() -> None:
    assert len(VALID) >= 4
    assert len(INVALID) >= 35


def test_reading_keeps_the_whole_head() -> None:
    query = read_catalog(DATA / "valid")["effects-of"]
    assert query.name == "effects-of"
    assert query.form == "SELECT"
    assert query.summary == "What does a drug cause, and which source says so?"
    assert query.description == "One row for each claim. A denied claim is shown as such.\nIt takes any drug."
    assert query.tags == ("effects", "claims")
    assert [parameter.name for parameter in query.parameters] == ["drug", "polarity", "source"]
    assert query.parameters[0].entity_class == "Drug"
    assert query.parameters[0].default == ("drugkg:baclofen",)
    assert query.parameters[1].choices == ("dkgo:affirmed", "dkgo:denied")
    assert query.parameters[2].default == ()
    assert list(query.columns) == ["effect", "label", "polarity", "source", "certainty"]
    assert "#+" not in query.text


def test_reading_keeps_what_a_row_is_for() -> None:
    queries = read_catalog(DATA / "valid")
    assert queries["rolled-up"].rows == ("effect",)
    assert queries["effects-of"].rows == ()


def test_blocks_are_the_terms_of_declared_parameters_only() -> None:
    query = read_catalog(DATA / "valid")["effects-of"]
    assert [(name, query.text[start:end].strip()) for name, start, end in query.blocks] == [
        ("drug", "drugkg:baclofen"),
        ("polarity", "dkgo:affirmed <https://w3id.org/drugkg/ontology/denied>"),
        ("source", "UNDEF"),
    ]


def test_forms() -> None:
    forms = {name: query.form for name, query in read_catalog(DATA / "valid").items()}
    assert forms == {
        "as-graph": "CONSTRUCT",
        "counts": "SELECT",
        "effects-of": "SELECT",
        "exists": "SELECT",
        "is-denied": "ASK",
        "rolled-up": "SELECT",
    }


def test_a_query_comes_back_from_json_as_it_was() -> None:
    for query in read_catalog(DATA / "valid").values():
        assert SavedQuery.from_json(json.loads(json.dumps(query.to_json()))) == query


def test_reading_an_invalid_query_names_file_and_line(tmp_path: Path) -> None:
    shutil.copy(DATA / "invalid" / "tab.rq", tmp_path)
    with pytest.raises(CatalogError, match=r"/tab\.rq:12: a tab"):
        read_catalog(tmp_path)


def test_reading_a_folder_counts_all_problems() -> None:
    with pytest.raises(CatalogError, match=r"and \d+ more") as caught:
        read_catalog(DATA / "invalid")
    assert len(caught.value.problems) >= len(INVALID)


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be read" in lint(tmp_path / "none.rq")[0].message


def test_linting_nothing_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no saved query"):
        lint_folder(tmp_path)
    assert lint_folder(DATA / "valid") == []
