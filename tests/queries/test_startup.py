"""What a saved query costs before it answers: only light modules, and little more than the bare engine."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from queries.catalog import read_catalog
from queries.folders import GraphFolder
from queries.index import build_index, write_index
from tests.queries.conftest import DATA, ENTITY

HEAVY = ("rdflib", "pandas", "owlready2", "streamlit", "yaml", "SPARQLWrapper", "dataclasses", "asyncio", "difflib")
RUN = """
import argparse, sys
from queries.index import open_index
from queries.results import write_answer
from queries.runner import run_saved
from queries.store import open_store
parser = argparse.ArgumentParser()
parser.add_argument("location")
location = parser.parse_args().location
store = open_store(location)
write_answer(run_saved(store, open_index(location), "effects-of", ["drug=Lioresal"]), sys.stdout)
store.close()
"""
BARE = """
import sys
import pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
for row in store.query("SELECT ?s ?o { GRAPH ?g { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } }"):
    print(row["s"], row["o"])
"""


@pytest.fixture(scope="module")
def graph_folder(tmp_path_factory: pytest.TempPathFactory, oxigraph_folder: Path) -> Path:
    folder = GraphFolder(tmp_path_factory.mktemp("startup"))
    many = [(f"{ENTITY}thing-{n}", f"a thing of number {n}", "Outcome", [f"number {n}", f"№ {n}"]) for n in range(1500)]
    entities = [(ENTITY + "baclofen", "baclofen", "Drug", ["Lioresal"]), *many]
    with folder.build() as version:
        (version / "store").symlink_to(oxigraph_folder)
        write_index(build_index(entities, read_catalog(DATA / "valid").values()), version)
    return folder.root


def test_a_saved_query_loads_no_heavy_module(graph_folder: Path) -> None:
    report = f"import json; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", RUN + report, graph_folder], capture_output=True, text=True, check=True)
    assert json.loads(run.stderr) == []
    assert run.stdout.splitlines()[2].split() == ["drugkg:drowsiness", "drowsiness", "affirmed", "source:first"]


@pytest.mark.slow
def test_a_saved_query_takes_little_more_than_the_bare_engine(graph_folder: Path, oxigraph_folder: Path) -> None:
    scripts = {"bare": [BARE, str(oxigraph_folder)], "ours": [RUN, str(graph_folder)]}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    taken: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(15):
        for name, arguments in scripts.items():
            started = time.perf_counter()
            command = [sys.executable, "-c", *arguments]
            subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
            taken[name].append(time.perf_counter() - started)
    ratio = statistics.median(taken["ours"]) / statistics.median(taken["bare"])
    print(f"start-up ratio {ratio:.2f}")
    assert ratio < 3, "twice is the aim; three times is plainly too slow even on a busy machine"
