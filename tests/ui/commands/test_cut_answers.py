"""A limit that cuts an answer is exit code 2; what was cut says so in its last line, or is not written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.command_line import main

ROWS = ["query", "targets", "--limit", "2"]
TRIPLES = ["sparql", "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", "--limit", "2"]
NOTICE = "the answer was cut at the row limit of 2 rows: narrow it, or raise the limit with --limit"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command."""
    status = main([str(word) for word in words])
    return status, *capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "form", "last"),
    [
        (ROWS, "table", NOTICE),
        (ROWS, "md", f"*{NOTICE}*"),
        (ROWS, "csv", f"# {NOTICE}"),
        (ROWS, "csv-excel", f"# {NOTICE}"),
        (ROWS, "tsv", f"# {NOTICE}"),
        (TRIPLES, "turtle", f"# {NOTICE}"),
        (TRIPLES, "ntriples", f"# {NOTICE}"),
        (TRIPLES, "rdfxml", f"<!-- {NOTICE.replace('--', '')} -->"),
    ],
)
def test_a_cut_answer_says_so_in_its_last_line(
    capsys: pytest.CaptureFixture[str], graph_folder: Path, words: list[str], form: str, last: str
) -> None:
    status, out, error = run(capsys, *words, "-f", form, "--store", graph_folder)
    assert status == 2
    assert out.splitlines()[-1] == last
    assert error == f"drugkg: {NOTICE}\n"


def test_json_that_was_cut_has_a_notice(capsys: pytest.CaptureFixture[str], graph_folder: Path) -> None:
    status, out, _ = run(capsys, *ROWS, "-f", "json", "--store", graph_folder)
    answer = json.loads(out)
    assert (status, answer["notice"]) == (2, NOTICE)
    assert answer["results"]["bindings"]


def test_json_ld_that_was_cut_is_not_written(capsys: pytest.CaptureFixture[str], graph_folder: Path) -> None:
    status, out, error = run(capsys, *TRIPLES, "-f", "jsonld", "--store", graph_folder)
    assert (status, out, error.count("\n")) == (2, "", 1)
    assert "nothing was written" in error


@pytest.mark.parametrize("form", ["csv", "csv-excel", "tsv", "json", "xlsx"])
def test_a_cut_answer_does_not_become_a_file_for_programs(
    capsys: pytest.CaptureFixture[str], graph_folder: Path, tmp_path: Path, form: str
) -> None:
    place = tmp_path / "answer"
    place.write_text("before", encoding="utf-8")
    status, out, error = run(capsys, *ROWS, "-f", form, "-o", place, "--store", graph_folder)
    assert (status, out, error) == (2, "", f"drugkg: {NOTICE}; {place} was not written\n")
    assert place.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["answer"]


def test_an_answer_as_long_as_the_limit_is_whole(capsys: pytest.CaptureFixture[str], graph_folder: Path) -> None:
    words = ["sparql", "SELECT ?x WHERE { VALUES ?x { 1 2 } }", "--limit", "2", "-f", "csv", "--store", graph_folder]
    assert run(capsys, *words) == (0, "x\r\n1\r\n2\r\n", "")


@pytest.mark.parametrize("words", [["claims"], ["owl"], ["kgx-tsv"], ["claims", "-f", "xlsx"]], ids=" ".join)
def test_an_export_over_its_limit_is_not_written(
    capsys: pytest.CaptureFixture[str], graph_folder: Path, tmp_path: Path, words: list[str]
) -> None:
    place = tmp_path / "out"
    status, out, error = run(capsys, "export", *words, "--limit", "5", "-o", place, "--store", graph_folder)
    assert (status, out, error.count("\n")) == (2, "", 1)
    assert error.startswith("drugkg: nothing was written: the export has ")
    assert list(tmp_path.iterdir()) == []
