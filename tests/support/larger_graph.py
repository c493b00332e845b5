"""The graph of three drugs: the real one, and two made-up ones with the same claims."""

from __future__ import annotations

from pathlib import Path

from benchmarks.larger_graph import write_larger_graph
from ingest.build import build

DRUGS = 3


def build_larger_graph(folder: Path) -> Path:
    """Build the graph and return its folder.

    :param folder: where sources, entities and the graph are written
    """
    write_larger_graph(folder, DRUGS)
    return build(folder / "graph", sources=folder / "sources", entities=folder / "entities").folder
