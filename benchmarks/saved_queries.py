"""How long each saved query takes in the engine, with its default parameters.

    python benchmarks/saved_queries.py GRAPH_FOLDER [RUNS]

Prints the median of each, slowest first, with the number of rows. Queries that call other servers are left out.
"""

from __future__ import annotations

import statistics
import sys
import time

from queries.runner import open_graph, run_saved
from queries.store.interface import Solutions


def main(folder: str, runs: str = "7") -> None:
    """Measure every saved query and print the figures."""
    graph = open_graph(folder)
    figures = []
    for name in graph.index.query_names:
        query = graph.index.query(name)
        if query.endpoints or any(parameter.takes_terms for parameter in query.parameters):
            continue
        taken, rows = [], 0
        for _ in range(int(runs) + 1):
            started = time.perf_counter()
            answer = run_saved(graph, name)
            taken.append((time.perf_counter() - started) * 1000)
            rows = len(answer.rows) if isinstance(answer, Solutions) else 0
        figures.append((statistics.median(taken[1:]), name, rows))
    for milliseconds, name, rows in sorted(figures, reverse=True):
        print(f"{milliseconds:8.1f} ms  {rows:5} rows  {name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
