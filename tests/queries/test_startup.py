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


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere queries run in workers")
@pytest.mark.parametrize(
    "words", [["query", "targets"], ["query", "targets", "-f", "csv"], ["sparql", "ASK { GRAPH ?g { ?s ?p ?o } }"]],
    ids=" ".join,
)  # fmt: skip
def test_a_plain_query_does_without_slow_modules_of_the_standard_library(graph_folder: Path, words: list[str]) -> None:
    program = "import sys; from drugkg_start import main; sys.exit(main())"
    slow = {"typing", "re", "json", "pathlib", "argparse", "collections", "contextlib", "subprocess", "threading"}
    assert not slow & imported(program, *words, "--store", str(graph_folder)) - imported("")


def imported(program: str, *words: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-c", program, *words]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=untraced())
    return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
