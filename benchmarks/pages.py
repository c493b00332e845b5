"""What the pages of the explorer cost in a graph of many drugs, next to a graph of one drug.

    python -m benchmarks.pages SMALL_GRAPH LARGE_GRAPH [ROUNDS]

The pages run without a browser, each about the same drug in both graphs, in turn. The ratios come first: CPU time in
the large graph by that in the small one. It is the time of the explorer itself; how many rows its questions touch in
the engine is counted by ``tests/whole_graph/test_rows_touched.py``. A first opening reads what the page shows; the
others find it read. The last line is the memory that all pages of both graphs have added to the process.
"""

from __future__ import annotations

import logging
import resource
import statistics
import sys
import time
from pathlib import Path

from tests.support.explorer_pages import open_page

DRUG = "drugkg:baclofen"
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("overview", {}),
    ("evidence", {}),
    ("evidence", {"entity": "drugkg:relapse"}),
    ("evidence", {"claim": "monograph-012"}),
    ("agreement", {}),
    ("agreement", {"view": "disagreements"}),
    ("agreement", {"view": "values"}),
    ("mechanism", {"end": "drugkg:relapse"}),
    ("sources", {}),
    ("sources", {"document": "monograph"}),
    ("search", {"words": "craving"}),
    ("entity", {"entity": DRUG}),
    ("query", {"query": "dosing"}),
    ("about", {}),
)


def seconds(page: str, graph: Path, state: dict[str, str]) -> float:
    """Return the CPU seconds that a page takes in this process."""
    before = time.process_time()
    open_page(page, graph, **{"drug": DRUG, **state})
    return time.process_time() - before


def main(small: str, large: str, rounds: str = "5") -> None:
    """Measure all pages and print a table."""
    logging.disable(logging.WARNING)
    graphs = Path(small), Path(large)
    open_page("query", graphs[0])  # imports what any page needs
    began = memory()
    open_page("query", graphs[1])
    print("| page | large ÷ small, first | large ÷ small, again | small, ms, again | large, ms, again |")
    print("| --- | --- | --- | --- | --- |")
    for page, state in PAGES:
        times = [[seconds(page, graph, state) for graph in graphs] for _ in range(int(rounds) + 1)]
        first = times[0][1] / times[0][0]
        one, many = (statistics.median(column) for column in zip(*times[1:], strict=True))
        words = " ".join([page, *(f"{name}={value}" for name, value in state.items())])
        print(f"| {words} | {first:.2f} | {many / one:.2f} | {one * 1000:.0f} | {many * 1000:.0f} |", flush=True)
    print(f"\nMemory added by both graphs: {memory() - began:.0f} MB")


def memory() -> float:
    """Return the greatest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
