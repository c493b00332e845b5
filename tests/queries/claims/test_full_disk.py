"""A build on a full disk ends in one line, and the earlier graph answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.records import claim, write_source
from tests.support.small_disk import small_disk
from tests.support.untraced import untraced
from ui.command_line import main

resource = pytest.importorskip("resource", reason="the system has no limits of this kind")

SMALL = 20_000
"""Bytes that a file may have: less than the file of claims needs."""


@pytest.mark.slow
def test_a_full_disk_is_one_line_and_leaves_the_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources, graph = write_source(tmp_path, [claim()]), tmp_path / "graph"
    build = ["build", "-q", "--sources", str(sources), "--store", str(graph)]
    assert main(build) == 0
    capsys.readouterr()
    done = subprocess.run(
        [sys.executable, "-m", "ui.command_line", *build], check=False, capture_output=True, text=True,
        env=untraced() | {"PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL)),
    )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert main(["show", "baclofen", "--store", str(graph)]) == 0


@pytest.mark.parametrize("words", [["export", "nq"], ["query", "half-life-by-document", "-f", "csv"]])
def test_an_output_on_a_full_disk_is_one_line_and_leaves_the_old_file(
    words: list[str], leaflet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "out"
    place.write_text("old", encoding="utf-8")
    with small_disk(10):
        assert main([*words, "--store", str(leaflet), "-o", str(place)]) == 2
    assert f"cannot write {place}: File too large" in capsys.readouterr().err
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("out", "old")]
