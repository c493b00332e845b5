"""On a file system that cannot be written, the graph answers, and what would write ends in one line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.commands import run_command
from tests.support.endpoints import running
from tests.support.read_only import read_only
from ui.endpoint.service import Settings


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, leaflet: Path) -> Path:
    """A folder with a graph."""
    folder = tmp_path_factory.mktemp("read-only")
    shutil.copytree(leaflet, folder / "graph")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["query", "half-life-by-document", "-f", "csv", "--store", "graph"],
        ["search", "baclofen", "--store", "graph"],
        ["export", "claims", "--store", "graph"],
    ],
    ids=lambda words: str(words[0]),
)
def test_what_only_reads_answers(words: list[str], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    with read_only(place):
        done = run_command(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "-q", "--store", "graph"], "cannot write in graph: Permission denied"),
        (["build", "-q", "--store", "new"], "cannot write in new: Permission denied"),
        (["export", "claims", "--store", "graph", "-o", "x.jsonl"], "cannot write x.jsonl: Permission denied"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value[0]),
)  # fmt: skip
def test_what_would_write_ends_in_one_line_and_changes_nothing(
    words: list[str], message: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    before = sorted(path.relative_to(place) for path in place.rglob("*"))
    with read_only(place):
        done = run_command(*words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert message in done.stderr
    assert sorted(path.relative_to(place) for path in place.rglob("*")) == before


@pytest.mark.server
def test_the_endpoint_serves_it(place: Path) -> None:
    with read_only(place), running(Settings(str(place / "graph"), workers=1)) as client:
        assert client.ask("ASK { ?claim a dkgo:Claim }").json["boolean"]
        assert client.get("/entity/baclofen", Accept="text/turtle").status == 303
