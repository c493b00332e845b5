"""What a command imports: `drugkg query` must start almost as fast as the bare engine, so it loads light modules only.

How fast it is, `benchmarks/startup.py` measures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.untraced import untraced

HEAVY = {"rdflib", "pandas", "owlready2", "streamlit", "yaml", "SPARQLWrapper", "pydantic", "asyncio", "reasonable",
         "pyshacl", "networkx", "numpy", "filelock", "subprocess", "curies", "sssom_pydantic",
         "wcwidth"}  # fmt: skip
RUN = """
import json, sys
from ui.command_line import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["query", "adverse-effects", "--param", "drug=Lioresal"],
        ["query", "--list"],
        ["sparql", "ASK { GRAPH ?g { ?s ?p ?o } }"],
        ["search", "baclofen"],
        ["info"],
    ],
    ids=" ".join,
)
def test_a_reading_command_loads_no_heavy_module(graph_folder: Path, words: list[str]) -> None:
    command = [sys.executable, "-c", RUN, *words, "--store", str(graph_folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=untraced())
    status, modules = json.loads(run.stderr)
    assert status == 0
    assert run.stdout
    assert not HEAVY & set(modules)
    if words[0] == "query":
        assert not {"dataclasses", "inspect"} & set(modules)


IN_PLACE = """
import os, sys
before = set(sys.modules)
import drugkg_start
drugkg_start.check_packages()
from queries.store import supervision
supervision._reports = os.open(os.devnull, os.O_WRONLY)
from ui.command_line import main
status = main(sys.argv[1:])
print(status, *set(sys.modules) - before, file=sys.stderr)
"""
"""What the copy of a command does: it answers in its own process."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere queries run in workers")
@pytest.mark.parametrize(
    "words",
    [
        ["query", "targets"],
        ["query", "targets", "-f", "csv"],
        ["sparql", "ASK { GRAPH ?g { ?s ?p ?o } }"],
        ["sparql", "SELECT ?s { ?s ?p ?o } LIMIT 3", "-f", "csv"],
    ],
    ids=" ".join,
)
def test_a_plain_query_does_without_slow_modules_of_the_standard_library(graph_folder: Path, words: list[str]) -> None:
    command = [sys.executable, "-c", IN_PLACE, *words, "--store", str(graph_folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=untraced())
    status, *modules = run.stderr.split()
    assert status == "0"
    assert "queries.runner" in modules
    slow = {"typing", "re", "json", "pathlib", "argparse", "collections", "contextlib", "subprocess", "threading"}
    assert not slow & set(modules)
    assert "queries.sparql.tokenizer" not in modules
