"""References that are one work name each other, and by what they are known to be one, wherever one of them is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.build import build
from queries.claims.description import describe_entity
from queries.runner import open_graph
from tests.support.records import METADATA, claim, write_source
from ui.commands.show import entity_lines

ENTRY = METADATA["references"][0] | {"title": "Intrathecal baclofen in severe spasticity", "year": "1984"}


@pytest.mark.slow
def test_a_merged_reference_names_the_other_and_the_reason(tmp_path: Path) -> None:
    entries = [ENTRY | {"id": f"leaflet-{n}", "number": str(n), "label": f"entry {n}"} for n in (1, 2)]
    sources = write_source(tmp_path, [claim()], references=[*entries, METADATA["references"][0] | {"id": "leaflet-3"}])
    build(tmp_path / "graph", sources=sources)
    with open_graph(tmp_path / "graph") as graph:
        shown = entity_lines(describe_entity(graph.store, graph.index.names.find("ref:leaflet-1")))
        alone = describe_entity(graph.store, graph.index.names.find("ref:leaflet-3"))
    assert "  sameWork: entry 2 (ref:leaflet-2), by title and year" in shown
    assert "sameWork" not in alone["relations"]
