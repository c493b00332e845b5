"""``drugkg disagreements`` as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from ingest.assembly import read_inputs
from ingest.build import build
from ingest.graphs.disagreements import disagreement_quads
from ingest.progress import Progress
from queries.store.graph_versions import store_folder
from queries.store.limits import DISAGREEMENTS_SHOWN
from tests.support.records import FILE, HALF_LIFE, claim, write_source
from ui.command_line import main
from ui.commands.disagreements import TYPES, text_lines

pytestmark = pytest.mark.slow

OTHER_HALF_LIFE = HALF_LIFE | {"id": "leaflet-004", "value_min": 3, "value_max": 6}
DENIED = claim(5, polarity="denied", dose_level="drugkg:low-dose")
DENIED["qualifiers"] = {"dose_level": DENIED.pop("dose_level")}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph with two disagreements."""
    folder = tmp_path_factory.mktemp("disagreements")
    sources = write_source(folder, [claim(), HALF_LIFE, OTHER_HALF_LIFE, DENIED])
    build(folder / "graph", sources=sources)
    inputs = read_inputs(None, Progress(), sources)
    graph = pyoxigraph.Store(str(store_folder(folder / "graph")))
    graph.extend(disagreement_quads(inputs.sources, inputs.entities, inputs.labels))
    graph.flush()
    return str(folder / "graph")


@pytest.fixture(scope="module")
def endpoint(store: str, serve: Callable[[Path], str]) -> str:
    """The same graph behind a real server."""
    return serve(store_folder(store))


def output(capsys: pytest.CaptureFixture[str], store: str, *words: str) -> str:
    assert main(["disagreements", "--store", store, *words]) == 0
    return capsys.readouterr().out


def rows(capsys: pytest.CaptureFixture[str], store: str, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(output(capsys, store, "-f", "json", *words))
    return found


def test_json_has_claims_sources_type_and_more(capsys: pytest.CaptureFixture[str], store: str) -> None:
    drowsiness, half_life = rows(capsys, store)
    assert half_life == {
        "id": "value.baclofen.hasHalfLife",
        "type": "value",
        "kind": "difference",
        "rank": 2,
        "topic": "pharmacokinetics",
        "matter": "half-life of baclofen",
        "explanation": "half-life of baclofen: 2–4 h (leaflet) | 3–6 h (leaflet); the ranges overlap; "
        "common to all: 3–4 h",
        "claims": ["leaflet-002", "leaflet-004"],
        "sources": [FILE],
        "sides": [
            {"label": "2–4 h", "claims": ["leaflet-002"], "sources": [FILE]},
            {"label": "3–6 h", "claims": ["leaflet-004"], "sources": [FILE]},
        ],
        "reconciled_by": None,
        "range_relation": "overlapping",
        "common_range": "3–4 h",
        "evidence_lines": 1,
        "shared_studies": [],
        "propositions": ["prop:baclofen.hasHalfLife"],
        "about": ["drugkg:baclofen"],
    }
    assert (drowsiness["type"], drowsiness["reconciled_by"]) == ("polarity", ["dose_level"])


def test_an_endpoint_gives_the_same(
    capsys: pytest.CaptureFixture[str], store: str, endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert rows(capsys, endpoint) == rows(capsys, store)
    assert output(capsys, endpoint, "--source", "leaflet") == output(capsys, store, "--source", "leaflet")


@pytest.mark.parametrize(
    ("words", "ranks"),
    [
        (["--type", "value"], [2]),
        (["--type", "status"], []),
        (["--about", "somnolence"], [1]),
        (["--about", "baclofen"], [1, 2]),
        (["--about", "GABA-B receptor"], []),
        (["--source", "leaflet"], [1, 2]),
        (["--source", FILE, "--type", "polarity"], [1]),
    ],
)
def test_they_are_chosen_by_type_matter_and_document(
    capsys: pytest.CaptureFixture[str], store: str, words: list[str], ranks: list[int]
) -> None:
    assert [row["rank"] for row in rows(capsys, store, *words)] == ranks


def test_the_table_has_the_sides_beside_each_other(capsys: pytest.CaptureFixture[str], store: str) -> None:
    lines = output(capsys, store, "--type", "value").splitlines()
    assert lines[0].split() == ["rank", "type", "matter", "one", "side", "other", "sides", "reconciled", "by"]
    assert lines[2].startswith("2     value  half-life of baclofen (overlapping; common: 3–4 h)")
    assert "2–4 h (leaflet)  3–6 h (leaflet)" in lines[2]
    assert lines[-1].startswith("Capital letters mark a conflict")


def test_the_text_names_the_claims(capsys: pytest.CaptureFixture[str], store: str) -> None:
    lines = output(capsys, store, "-f", "text", "--about", "drowsiness").splitlines()
    assert lines[:2] == ["1. baclofen causes drowsiness", "   conflict (polarity), adverse effect"]
    assert lines[2].split() == ["denied", "[low", "dose]", "affirmed"]
    assert lines[3].split() == ["—", "leaflet", "—", "leaflet"]
    assert lines[4].split() == ["leaflet-005", "leaflet-001"]
    assert lines[5] == "   may be reconciled by: dose level"


def test_many_sides_go_below_each_other() -> None:
    side = {"label": "so many mg/day", "claims": ["x-1"], "sources": ["x.txt"]}
    row = {
        "rank": 1, "matter": "dose", "kind": "difference", "type": "value", "topic": "dosing", "sides": [side] * 9,
        "common_range": None, "range_relation": "disjoint", "reconciled_by": None, "shared_studies": ["ref:x"],
    }  # fmt: skip
    lines = text_lines(row, {}, width=80)
    assert max(map(len, lines)) <= 80
    assert sum(line.count("so many mg/day") for line in lines) == 9
    assert "   disjoint; common to all: nothing" in lines
    assert "   documents cite the same study, which counts as one line of evidence: ref:x" in lines


def test_of_many_documents_a_side_names_the_first_few() -> None:
    side = {"label": "denied", "claims": [f"x-{n:02}" for n in range(30)], "sources": [f"d{n}.txt" for n in range(9)]}
    row = {
        "rank": 1, "matter": "rash", "kind": "conflict", "type": "polarity", "topic": "adverse_effect", "sides": [side],
        "common_range": None, "range_relation": None, "reconciled_by": None, "shared_studies": [],
    }  # fmt: skip
    text = " ".join(line.strip() for line in text_lines(row, {}))
    assert "9 documents: d0.txt, d1.txt, d2.txt, d3.txt, d4.txt, …" in text
    assert "30 claims: x-00," in text
    assert "x-20" not in text


def test_no_disagreement_is_said_in_words(capsys: pytest.CaptureFixture[str], store: str) -> None:
    text = output(capsys, store, "--type", "class")
    assert text == "No disagreements found. (Documents that say nothing do not count as agreeing.)\n"


@pytest.mark.parametrize(("words", "message"), [
    (["--about", "unicorn"], "unicorn"), (["--source", "pamphlet"], "pamphlet"),
    (["--about", ""], "the name is empty"), (["--about", "UMLS:C1"], "nothing is mapped to identifiers of UMLS"),
])  # fmt: skip
def test_an_unknown_name_is_a_users_mistake(
    capsys: pytest.CaptureFixture[str], store: str, words: list[str], message: str
) -> None:
    assert main(["disagreements", "--store", store, *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert captured.err.count("\n") == 1


def test_only_the_first_are_printed_unless_all_are_wanted(
    capsys: pytest.CaptureFixture[str], store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.commands.disagreements.DISAGREEMENTS_SHOWN", DISAGREEMENTS_SHOWN._replace(default=1))
    assert output(capsys, store).endswith("… 1 more; --all prints them\n")
    assert "more;" not in output(capsys, store, "--all")
    assert len(rows(capsys, store)) == 2


def test_help_names_every_type() -> None:
    program = [sys.executable, "-m", "ui.command_line", "disagreements", "--help"]
    text = subprocess.run(program, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[3]).stdout
    assert all(name in text for name in TYPES)
