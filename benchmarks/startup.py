"""How long `drugkg query` and `drugkg sparql` take from prompt to answer, next to a bare script with the same text.

    python -m benchmarks.startup GRAPH_FOLDER [QUERY] [RUNS]

Each command and its bare pyoxigraph script run in turn. The median ratios of the pairs come first, of wall time and of
CPU time with all child processes; other work on the machine changes the former more.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from queries.store.graph_versions import store_folder

BARE = """
import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
for row in store.query(sys.argv[2]):
    print(*(term.value if term is not None else "" for term in row))
"""
ANY_ROWS = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 20"


class Cost(NamedTuple):
    """What a whole process costs.

    :param wall: seconds from start to end
    :param cpu: seconds of all processors, for the process and its children
    """

    wall: float
    cpu: float


def cost_of(command: list[str]) -> Cost:
    """Return what a whole process costs."""
    before, started = _cpu(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return Cost(time.perf_counter() - started, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def compare(name: str, command: list[str], bare: list[str], runs: int) -> None:
    """Measure a command and its bare script in turn, and print ratios and medians."""
    pairs = [(cost_of(command), cost_of(bare)) for _ in range(runs + 1)][1:]
    wall = statistics.median(ours.wall / theirs.wall for ours, theirs in pairs)
    cpu = statistics.median(ours.cpu / theirs.cpu for ours, theirs in pairs)
    ours, theirs = (statistics.median(cost.wall * 1000 for cost in column) for column in zip(*pairs, strict=True))
    print(f"{name}: {wall:.2f} times the bare script (CPU {cpu:.2f}); {ours:.0f} ms, bare {theirs:.0f} ms (n={runs})")


def main(folder: str, query: str = "targets", runs: str = "15") -> None:
    """Measure both commands."""
    drugkg = str(Path(sys.executable).with_name("drugkg"))
    asked = [drugkg, "query", query, "-f", "csv", "--store", folder]
    text = subprocess.run([*asked, "--sparql"], check=True, capture_output=True, text=True).stdout
    bare = [sys.executable, "-c", BARE, str(store_folder(folder))]
    compare(f"drugkg query {query}", asked, [*bare, text], int(runs))
    compare("drugkg sparql", [drugkg, "sparql", ANY_ROWS, "-f", "csv", "--store", folder], [*bare, ANY_ROWS], int(runs))


if __name__ == "__main__":
    main(*sys.argv[1:])
