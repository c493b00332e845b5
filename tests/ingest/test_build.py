"""A build is whole or not at all, and the same input gives the same graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.assembly import assemble, read_inputs
from ingest.build import build
from ingest.problems import InvalidInputError
from ingest.progress import Progress
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from tests.support.canonical import canonical_nquads
from tests.support.records import AGONIST, HALF_LIFE, claim, write_original, write_source

pytestmark = pytest.mark.slow

COUNT = "PREFIX dkgo: <https://w3id.org/drugkg/ontology/> SELECT ?c { GRAPH ?g { ?c a dkgo:Claim } } ORDER BY ?c"


def claims_in(root: Path) -> list[str]:
    with EmbeddedStore(store_folder(root)) as store:
        return [row["c"]["value"].rpartition("/")[2] for row in store.select(COUNT).rows]


def test_a_build_puts_the_claims_into_a_store(tmp_path: Path) -> None:
    report = build(tmp_path / "graph", sources=write_source(tmp_path, [claim(), HALF_LIFE, AGONIST]))
    assert (report.claims, report.facts, report.anchors, report.anchors_verified) == (3, 2, 3, 0)
    assert claims_in(tmp_path / "graph") == ["leaflet-001", "leaflet-002", "leaflet-003"]


def test_originals_are_verified_and_counted(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim(), HALF_LIFE])
    lines: list[str] = []
    report = build(tmp_path / "graph", sources=folder, originals=write_original(tmp_path / "o"), tell=lines.append)
    assert report.anchors_verified == 2
    assert any(line.startswith("verified 2 of 2 anchors against the originals") for line in lines)


def test_without_originals_the_build_says_so_and_goes_on(tmp_path: Path) -> None:
    lines: list[str] = []
    build(tmp_path / "graph", sources=write_source(tmp_path, [claim()]), tell=lines.append)
    assert any(line.startswith("anchors not verified: no originals given") for line in lines)


def test_a_new_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    build(tmp_path / "graph", sources=write_source(tmp_path, [claim()]))
    build(tmp_path / "graph", sources=write_source(tmp_path, [HALF_LIFE]))
    assert claims_in(tmp_path / "graph") == ["leaflet-002"]


def test_a_build_of_wrong_input_leaves_the_old_graph(tmp_path: Path) -> None:
    build(tmp_path / "graph", sources=write_source(tmp_path, [claim()]))
    with pytest.raises(InvalidInputError, match="unknown object"):
        build(tmp_path / "graph", sources=write_source(tmp_path, [claim(object_id="drugkg:nothing")]))
    assert claims_in(tmp_path / "graph") == ["leaflet-001"]


def test_an_anchor_that_does_not_hold_stops_the_build(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim(sha256="0" * 64)])
    with pytest.raises(InvalidInputError, match="do not have the stated checksum"):
        build(tmp_path / "graph", sources=folder, originals=write_original(tmp_path / "originals"))
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("moment", ["validated", "checked", "found", "found+0.05", "wrote"])
def test_a_build_killed_at_any_moment_leaves_the_old_graph(tmp_path: Path, moment: str) -> None:
    """The process is killed when it tells a step, or so many seconds later, while it writes the store."""
    root, folder = tmp_path / "graph", write_source(tmp_path, [claim()])
    build(root, sources=folder)
    write_source(tmp_path, [HALF_LIFE])
    step, _, delay = moment.partition("+")
    with _started(root, folder) as process:
        assert process.stderr is not None
        assert any(line.startswith(step) for line in process.stderr)
        time.sleep(float(delay or 0))
        process.kill()
    assert claims_in(root) in (["leaflet-001"], ["leaflet-002"])
    if moment not in ("wrote", "found+0.05"):
        assert process.returncode == -signal.SIGKILL
        assert claims_in(root) == ["leaflet-001"]
    build(root, sources=folder)
    assert claims_in(root) == ["leaflet-002"]
    assert len(list((root / "versions").iterdir())) <= 2


def test_a_build_interrupted_while_writing_leaves_the_old_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "graph", sources=write_source(tmp_path, [claim()]))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.build.write_index", stop)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "graph", sources=write_source(tmp_path, [HALF_LIFE]))
    assert claims_in(tmp_path / "graph") == ["leaflet-001"]
    assert len(list((tmp_path / "graph" / "versions").iterdir())) == 1


def test_two_builds_of_the_real_sources_give_the_same_canonical_nquads() -> None:
    """Two processes with different hash seeds, so that no order of a set or dict can slip in."""
    code = (
        "import hashlib; from ingest.assembly import *; from tests.support.canonical import canonical_nquads\n"
        "p = Progress(); text = canonical_nquads(assemble(read_inputs(None, p), [], p))\n"
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
        text = canonical_nquads(assemble(inputs, [], Progress()))
        texts.append("".join(line for line in text.splitlines(True) if "ontology/sha256" not in line))
    assert texts[0] == texts[1]


def _started(root: Path, sources: Path) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "ui.command_line", "build", "--store", str(root), "--sources", str(sources)]
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
