"""A cluster makes the same parts as this machine, also when a worker is lost on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from ingest.assembly import read_inputs
from ingest.build import How, build
from ingest.cluster import ClusterMaker
from ingest.parts.plan import Plan
from ingest.parts.sources import Part, SourceJob, Surroundings
from ingest.parts.workers import HereMaker
from ingest.progress import Progress
from ontology.entities import load_entities
from ontology.errors import UserError
from queries.store.graph_versions import store_folder
from tests.support.canonical import canonical_nquads
from tests.support.records import AGONIST, HALF_LIFE, claim, write_source

pytestmark = [pytest.mark.slow, pytest.mark.server, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler with two real worker processes on this machine."""
    distributed = pytest.importorskip("distributed")  # here, because its import takes long
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started


def jobs_of(folder: Path, number: int) -> list[SourceJob]:
    """The leaflet as many times, each with another statement."""
    found: list[SourceJob] = []
    for count in range(number):
        records = [claim(statement=f"Sleepiness, number {count}."), HALF_LIFE, AGONIST]
        inputs = read_inputs(None, Progress(), write_source(folder / str(count), records))
        found += Plan(inputs).jobs
    return found


def test_the_parts_are_the_same_when_a_worker_is_killed_on_the_way(cluster: Any, tmp_path: Path) -> None:
    surroundings = Surroundings.of(load_entities())
    jobs = jobs_of(tmp_path, 12)
    expected = {job.key(surroundings): part for job, part in HereMaker(surroundings).make(jobs)}
    with pytest.importorskip("distributed").Client(cluster.scheduler_address, set_as_default=False) as client:
        workers = client.run(os.getpid)
    found: dict[str, Part] = {}
    for job, part in ClusterMaker(surroundings, cluster.scheduler_address).make(jobs):
        if not found:
            os.kill(min(workers.values()), signal.SIGKILL)
        found[job.key(surroundings)] = part
    assert found == expected
    assert len(found) == 12


def test_a_build_on_a_cluster_gives_the_same_graph(cluster: Any, tmp_path: Path) -> None:
    sources = write_source(tmp_path, [claim(), HALF_LIFE, AGONIST])
    texts = []
    for name, how in (("here", How()), ("there", How(dask=cluster.scheduler_address))):
        build(tmp_path / name, sources=sources, how=how)
        texts.append(canonical_nquads(Store.read_only(str(store_folder(tmp_path / name)))))
    assert texts[0] == texts[1]


def test_an_address_without_a_scheduler_is_named() -> None:
    with pytest.raises(UserError, match=r"no dask scheduler answers at tcp://127\.0\.0\.1:9"):
        ClusterMaker(Surroundings.of({}), "tcp://127.0.0.1:9")
