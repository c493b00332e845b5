"""``drugkg ingest`` and ``drugkg review`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.command_line import main

LEAFLET = "Sertraline tablets\n\nSide effects of sertraline\n- nausea\n- dry mouth\n"


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    path = tmp_path / "leaflet.txt"
    path.write_text(LEAFLET, encoding="utf-8")
    return path


def test_claims_are_printed_as_records_with_their_words(leaflet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(leaflet), "--drug", "sertraline"]) == 0
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["quote"] for record in records] == ["nausea", "dry mouth"]
    assert all(LEAFLET[record["start"] : record["end"]] == record["quote"] for record in records)
    assert "2 claims about sertraline" in err


def test_a_guessed_drug_is_said_to_be_guessed(leaflet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(leaflet)]) == 0
    assert "guessed; name it with --drug" in capsys.readouterr().err


def test_one_bad_file_does_not_stop_the_others(leaflet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (leaflet.parent / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (leaflet.parent / "empty.txt").write_bytes(b"")
    assert (
        main(["ingest", str(leaflet.parent), "--drug", "sertraline", "-o", str(leaflet.parent / "claims.jsonl")]) == 1
    )
    err = capsys.readouterr().err
    assert "broken.pdf" in err
    assert "empty.txt: the file is empty" in err
    assert "Traceback" not in err
    assert len((leaflet.parent / "claims.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_the_structure_is_shown(leaflet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(leaflet), "--show-structure"]) == 0
    assert "[adverse_effect] Side effects of sertraline" in capsys.readouterr().out


def test_claims_are_compared_with_gold(leaflet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = leaflet.parent / "gold.jsonl"
    line = {
        "doc": "leaflet.txt",
        "family": "adverse_effect",
        "subject": "sertraline",
        "predicate": "causes",
        "object": "nausea",
        "polarity": "affirmed",
        "start": 48,
        "end": 56,
    }
    gold.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert main(["ingest", str(leaflet), "--drug", "sertraline", "--evaluate", str(gold)]) == 0
    assert "recall 1.000, precision 0.500" in capsys.readouterr().out


def test_added_claims_are_listed_and_decided_on(leaflet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = str(leaflet.parent / "workspace")
    assert main(["ingest", str(leaflet), "--drug", "sertraline", "--add", "--workspace", workspace]) == 0
    assert "added 1 document, 2 claims" in capsys.readouterr().out
    assert main(["review", "--workspace", workspace, "-f", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["status"] for row in rows] == ["proposed", "proposed"]
    assert "nausea" in rows[0]["passage"]
    first, second = (row["claim"] for row in rows)
    assert main(["review", "--workspace", workspace, "--accept", first, "--reviewer", "R"]) == 0
    assert main(["review", "--workspace", workspace, "--reject", second, "--reviewer", "R"]) == 2
    assert "needs a reason" in capsys.readouterr().err
    assert (
        main(["review", "--workspace", workspace, "--reject", second, "--reason", "grounding", "--reviewer", "R"]) == 0
    )
    capsys.readouterr()
    assert main(["review", "--workspace", workspace]) == 0
    assert capsys.readouterr().out.strip() == "0 claims"


def test_an_edit_that_the_build_would_refuse_is_refused(leaflet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = str(leaflet.parent / "workspace")
    main(["ingest", str(leaflet), "--drug", "sertraline", "--add", "--workspace", workspace])
    main(["review", "--workspace", workspace, "-f", "json"])
    claim = json.loads(capsys.readouterr().out.partition("\n")[2])[0]["claim"]
    edit = ["review", "--workspace", workspace, "--edit", claim, "--reviewer", "R", "--set"]
    assert main([*edit, "object_id=drugkg:nowhere"]) == 2
    assert "unknown object" in capsys.readouterr().err
    assert main([*edit, "modality=hedged"]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ingest", "nowhere.txt"], "no such file"),
        (["ingest", ".", "--drug", " "], "--drug needs the name of a drug"),
        (["review", "--workspace", "nowhere"], "no documents here"),
    ],
)
def test_mistakes_are_one_line(
    words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    assert message in capsys.readouterr().err
