"""A build is whole or not at all, and the same input gives the same graph."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.assembly import read_inputs
from ingest.build import build
from ingest.problems import InvalidInputError
from ingest.progress import Progress
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from tests.support.assembled import assemble
from tests.support.canonical import canonical_nquads
from tests.support.records import AGONIST, HALF_LIFE, claim, write_original, write_source

pytestmark = pytest.mark.slow

COUNT = "PREFIX dkgo: <https://w3id.org/drugkg/ontology/> SELECT ?c { GRAPH ?g { ?c a dkgo:Claim } } ORDER BY ?c"


def claims_in(root: Path) -> list[str]:
    with EmbeddedStore(store_folder(root)) as store:
        return [row["c"]["value"].rpartition("/")[2] for row in store.select(COUNT).rows]


@pytest.fixture
def root(one_claim_graph: Path, tmp_path: Path) -> Path:
    """A copy of the graph of one claim, which the tests build anew."""
    shutil.copytree(one_claim_graph, tmp_path / "graph")
    return tmp_path / "graph"


def test_a_build_puts_the_claims_into_a_store_and_says_that_no_anchor_was_verified(tmp_path: Path) -> None:
    sources, lines = write_source(tmp_path, [claim(), HALF_LIFE, AGONIST]), list[str]()
    report = build(tmp_path / "graph", sources=sources, report=lines.append)
    assert (report.claims, report.facts, report.anchors, report.anchors_verified) == (3, 2, 3, 0)
    assert claims_in(tmp_path / "graph") == ["leaflet-001", "leaflet-002", "leaflet-003"]
    assert any(line.startswith("anchors not verified: no originals given") for line in lines)


def test_a_new_build_takes_the_place_of_the_old_one_and_counts_the_anchors_it_verified(
    root: Path, tmp_path: Path
) -> None:
    sources, lines = write_source(tmp_path, [HALF_LIFE, AGONIST]), list[str]()
    assert claims_in(root) == ["leaflet-001"]
    report = build(root, sources=sources, originals=write_original(tmp_path / "o"), report=lines.append)
    assert report.anchors_verified == 2
    assert any(line.startswith("verified 2 anchors against the documents") for line in lines)
    assert claims_in(root) == ["leaflet-002", "leaflet-003"]


def test_a_build_of_wrong_input_leaves_the_old_graph(root: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="unknown object"):
        build(root, sources=write_source(tmp_path, [claim(object_id="drugkg:nothing")]))
    assert claims_in(root) == ["leaflet-001"]


def test_an_anchor_that_does_not_hold_stops_the_build(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim(sha256="0" * 64)])
    with pytest.raises(InvalidInputError, match="do not have the stated checksum"):
        build(tmp_path / "graph", sources=folder, originals=write_original(tmp_path / "originals"))
    assert not (tmp_path / "graph").exists()


MOMENTS = ("validated", "checked", "found", "found+0.05", "wrote")
"""The steps at which a build is killed; after some, so many seconds later, while it writes the store."""


def test_a_build_killed_at_any_moment_leaves_the_old_graph_and_does_not_hinder_the_next(
    root: Path, tmp_path: Path
) -> None:
    for number, moment in enumerate(MOMENTS):
        before = claims_in(root)
        folder = write_source(tmp_path, [claim(2 + number)])
        step, _, delay = moment.partition("+")
        with _started(root, folder) as process:
            assert process.stderr is not None
            assert any(line.startswith(step) for line in process.stderr), f"the build ended before {moment}"
            time.sleep(float(delay or 0))
            process.kill()
        assert claims_in(root) in (before, [f"leaflet-{2 + number:03d}"])
        if moment not in ("wrote", "found+0.05"):
            assert process.returncode == -signal.SIGKILL
            assert claims_in(root) == before == ["leaflet-001"]
    build(root, sources=write_source(tmp_path, [HALF_LIFE]))
    assert claims_in(root) == ["leaflet-002"]
    assert len(list((root / "versions").iterdir())) <= 2


def test_a_build_interrupted_while_writing_leaves_the_old_graph(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.build.write_index", stop)
    with pytest.raises(KeyboardInterrupt):
        build(root, sources=write_source(tmp_path, [HALF_LIFE]))
    assert claims_in(root) == ["leaflet-001"]
    assert len(list((root / "versions").iterdir())) == 1


def test_two_builds_of_the_real_sources_give_the_same_canonical_nquads() -> None:
    """Two processes with different hash seeds, so that no order of a set or dict can slip in."""
    code = (
        "import hashlib; from ingest.assembly import read_inputs; from ingest.progress import Progress\n"
        "from tests.support.assembled import assemble; from tests.support.canonical import canonical_nquads\n"
        "text = canonical_nquads(assemble(read_inputs(None, Progress())))\n"
        "print(text.count(chr(10)), hashlib.sha256(text.encode()).hexdigest())"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert int(outputs[0].split()[0]) > 30_000


def test_the_order_of_claims_in_a_file_does_not_change_the_graph(tmp_path: Path) -> None:
    texts = []
    for records in ([claim(), HALF_LIFE], [HALF_LIFE, claim()]):
        inputs = read_inputs(None, Progress(), write_source(tmp_path, records))
        text = canonical_nquads(assemble(inputs))
        texts.append("".join(line for line in text.splitlines(True) if "ontology/sha256" not in line))
    assert texts[0] == texts[1]


def _started(root: Path, sources: Path) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "ui.command_line", "build", "--store", str(root), "--sources", str(sources)]
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
