"""How long `drugkg query` takes from prompt to answer, against a bare pyoxigraph script that runs the same query.

    python benchmarks/startup.py GRAPH_FOLDER [QUERY] [RUNS]

Prints the medians and the median of the ratios, pair by pair. The aim is a ratio of at most two.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from queries.store.graph_versions import store_folder

BARE = """
import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
for row in store.query(sys.argv[2]):
    print(*(term.value if term is not None else "" for term in row))
"""


def seconds(command: list[str]) -> float:
    """Return how long a whole process takes."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main(folder: str, query: str = "targets", runs: str = "15") -> None:
    """Measure both in turn and print the figures."""
    drugkg = [str(Path(sys.executable).with_name("drugkg")), "query", query, "-f", "csv", "--store", folder]
    text = subprocess.run([*drugkg, "--sparql"], check=True, capture_output=True, text=True).stdout
    bare = [sys.executable, "-c", BARE, str(store_folder(folder)), text]
    pairs = [(seconds(drugkg), seconds(bare)) for _ in range(int(runs) + 1)][1:]
    ours, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"drugkg query {query}: {ours:.0f} ms; bare pyoxigraph: {theirs:.0f} ms; ratio {ratio:.2f} (n={runs})")


if __name__ == "__main__":
    main(*sys.argv[1:])
