"""Formats and output files, the same for all commands, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from queries.answers.writers import ROW_FORMATS
from ui.command_line import main
from ui.commands.output import REPORT, ROWS, solutions

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, folder: Path, *words: object) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command."""
    status = main([*map(str, words), "--store", str(folder)])
    return status, *capsys.readouterr()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_row_formats_are_those_of_the_writers() -> None:
    assert set(ROWS) == set(ROW_FORMATS)


@pytest.mark.parametrize("form", REPORT)
@pytest.mark.parametrize(
    "words",
    [["show", "GHB receptor"], ["show", "claim:monograph-068"], ["search", "renal"], ["info"], ["disagreements"],
     ["path", "baclofen", "sedation"]],
    ids=" ".join,
)  # fmt: skip
def test_every_report_is_written_in_every_format(
    words: list[str], form: str, graph_folder: Path, capsys: Captured
) -> None:
    status, out, _ = run(capsys, graph_folder, *words, "-f", form)
    assert status == 0
    assert len(out) > 100
    if form == "json":
        json.loads(out)


def test_csv_has_what_json_has(graph_folder: Path, capsys: Captured) -> None:
    found = json.loads(run(capsys, graph_folder, "disagreements", "-f", "json")[1])
    table = rows(run(capsys, graph_folder, "disagreements", "-f", "csv")[1])
    assert [row["id"] for row in table] == [row["id"] for row in found]
    assert [row["claims"].split("; ") for row in table] == [row["claims"] for row in found]
    found = json.loads(run(capsys, graph_folder, "search", "renal", "-f", "json")[1])
    table = rows(run(capsys, graph_folder, "search", "renal", "-f", "csv")[1])
    assert [row["id"] for row in table if row["kind"] == "claim"] == [row["id"] for row in found["claims"]]
    found = json.loads(run(capsys, graph_folder, "info", "-f", "json")[1])
    table = rows(run(capsys, graph_folder, "info", "-f", "csv")[1])
    assert {row["name"]: int(row["number"]) for row in table if row["group"] == "statement"} == found["counts"]
    assert {row["name"]: int(row["denied"]) for row in table if row["group"] == "document"} == {
        row["document"]: row["denied"] for row in found["documents"]
    }


def test_a_claim_as_csv_has_a_row_for_each_property(graph_folder: Path, capsys: Captured) -> None:
    found = [(row["property"], row["value"]) for row in rows(run(capsys, graph_folder, "show", "claim:monograph-068", "-f", "csv")[1])]  # fmt: skip # noqa: E501
    assert found[:2] == [("id", "claim:monograph-068"), ("statement", "The half-life of baclofen is 2.5 to 4 hours.")]
    assert ("value", "2.5–4 h (claim:monograph-068/value)") in found
    assert ("same proposition", "claim:encyclopaedia-129") in found


TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH graph:facts { ?s ?p ?o } } LIMIT 2"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["show", "baclofen", "-f", "xml"],
         "unknown format 'xml': choose one of text, table, csv, tsv, json, md, csv-excel, xlsx"),
        (["path", "baclofen", "sedation", "-f", "png"],
         "unknown format 'png': choose one of text, table, csv, tsv, json, md, csv-excel, svg, mermaid, dot, xlsx"),
        (["sparql", TRIPLES, "-f", "csv"],
         "the answer is triples: choose one of turtle, ntriples, jsonld, rdfxml with -f"),
        (["query", "targets", "-f", "turtle"],
         "the answer is not triples: choose one of table, csv, tsv, json, md, csv-excel, xlsx with -f"),
        (["info", "-o", ""], "the name of the output file is empty: name a file with -o, or - for standard output"),
        (["info", "-o", "{here}"], "cannot write {here}: it is a directory; name a file in it"),
        (["info", "-o", "{here}/no/x"], "cannot write {here}/no/x: {here}/no is not a directory"),
        (["export", "ttl", "-o", ""],
         "the name of the output file is empty: name a file with -o, or - for standard output"),
        (["export", "kgx-tsv", "-o", ""],
         "the name of the output file is empty: name a file with -o, or - for standard output"),
        (["export", "kgx"], "there is no export 'kgx'; did you mean: kgx-tsv, kgx-jsonl?"),
        (["info", "--timeout", "soon"], "--timeout: 'soon' is not a number of 0 or more"),
        (["query", "targets", "--limit", "1.5"], "--limit: '1.5' is not a whole number of 0 or more"),
        (["disagreements", "--type", "mood"],
         "unknown type of disagreement 'mood': choose one of polarity, direction, value, class, status, strength, "
         "scopeOnly, superseded"),
        (["show", "a", "b"], "unknown argument: b; see `drugkg show --help`"),
        (["show"], "the following arguments are required: NAME; see `drugkg show --help`"),
        (["query", "--describe"], "name a saved query; `drugkg query --list` lists them"),
    ],
)  # fmt: skip
def test_a_wrong_choice_is_one_line(
    words: list[str], message: str, graph_folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    given = [word.replace("{here}", str(tmp_path)) for word in words]
    expected = message.replace("{here}", str(tmp_path))
    assert run(capsys, graph_folder, *given) == (2, "", f"drugkg: {expected}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_the_same_as_stdout(graph_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "out"
    for form in ("text", "csv", "json"):
        printed = run(capsys, graph_folder, "show", "baclofen", "-f", form)[1]
        assert run(capsys, graph_folder, "show", "baclofen", "-f", form, "-o", target) == (0, "", "")
        assert target.read_bytes().decode("utf-8") == printed
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_and_a_device_are_written_through(graph_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "target").write_text("before", encoding="utf-8")
    assert run(capsys, graph_folder, "info", "-o", tmp_path / "link")[0] == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text(encoding="utf-8").startswith("graph at ")
    assert run(capsys, graph_folder, "info", "-o", os.devnull) == (0, "", "")
    assert Path(os.devnull).is_char_device()


def test_the_columns_of_records_are_those_of_all_rows() -> None:
    answer = solutions([{"name": "a", "also": ["b", "c"]}, {"name": "d", "also": None, "n": 2}])
    assert answer.variables == ["name", "also", "n"]
    assert answer.rows[0]["also"]["value"] == "b; c"
    assert "also" not in answer.rows[1]
    assert solutions([]).variables == []


@pytest.mark.parametrize("settings", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}], ids=str)  # fmt: skip # noqa: E501
@pytest.mark.parametrize(
    "words",
    [["show", "claim:monograph-068"], ["query", "pharmacokinetics"], ["path", "baclofen", "spasticity"], ["--help"],
     ["show", "naïve"]],
    ids=" ".join,
)  # fmt: skip
def test_a_terminal_that_is_not_utf8_gets_escapes(
    settings: dict[str, str], words: list[str], graph_folder: Path
) -> None:
    environment = os.environ | {"DRUGKG_STORE": str(graph_folder)} | settings
    program = [sys.executable, "-m", "ui.command_line", *words]
    done = subprocess.run(program, capture_output=True, env=environment, check=False)
    assert done.returncode == (2 if words[-1] == "naïve" else 0)
    assert b"Traceback" not in done.stderr
    assert done.stdout.isascii()
    if words[-1] == "claim:monograph-068":
        assert b"2.5\\u20134 h" in done.stdout


def test_data_is_utf8_whatever_the_terminal(graph_folder: Path) -> None:
    environment = os.environ | {"DRUGKG_STORE": str(graph_folder), "PYTHONIOENCODING": "ascii"}
    for words in (["query", "pharmacokinetics", "-f", "json"], ["show", "claim:monograph-068", "-f", "json"]):
        program = [sys.executable, "-m", "ui.command_line", *words]
        done = subprocess.run(program, capture_output=True, env=environment, check=True)
        assert "2.5–4 h" in done.stdout.decode("utf-8")
        json.loads(done.stdout)


def test_a_reader_that_stops_early_is_not_an_error(graph_folder: Path) -> None:
    program = [
        sys.executable,
        "-m",
        "ui.command_line",
        "sparql",
        "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }",
        "-f",
        "csv",
    ]
    with subprocess.Popen(
        [*program, "--store", str(graph_folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"s,p,o\r\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
