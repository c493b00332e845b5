"""The evidence behind one matter is the same number wherever it is shown.

Three documents speak of one effect of a drug. Two of them cite one work, which they name by DOI in different spellings;
so there are three documents, and two lines of evidence.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import yaml

from ingest.build import build
from queries.answers.frames import Rows
from queries.runner import OpenGraph, disagreements, find_paths, open_graph, roll_up_saved, run_saved
from tests.support.exporting import exported
from tests.support.records import METADATA, claim
from tests.support.shared import made_once

DOIS = {"first": "10.1000/xyz", "second": "https://doi.org/10.1000/XYZ", "third": None}
BANDS = {"first": "common", "second": "rare", "third": "very-common"}
LINES = 2


def build_documents(folder: Path) -> None:
    for slug, doi in DOIS.items():
        source = folder / "sources" / slug
        source.mkdir(parents=True)
        reference: dict[str, Any] = METADATA["references"][0] | {"id": f"{slug}-1"} | ({"doi": doi} if doi else {})
        data = METADATA | {"slug": slug, "file": f"{slug}.txt", "title": slug, "references": [reference]}
        (source / "source.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
        record = claim(
            id=f"{slug}-001",
            source=f"{slug}.txt",
            qualifiers={"frequency": f"drugkg:frequency-{BANDS[slug]}"},
            cites=[{"mark": "1", "reference": f"ref:{slug}-1", "resolved": "byNumber"}] if doi else None,
        )
        (source / "claims.jsonl").write_text(f"{json.dumps(record)}\n", encoding="utf-8")
    build(folder / "graph", sources=folder / "sources")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> OpenGraph:
    return open_graph(made_once(tmp_path_factory, "shared-work", build_documents) / "graph")


def rolled(graph: OpenGraph, name: str, *params: str) -> list[dict[str, str]]:
    answer = run_saved(graph, name, params)
    assert isinstance(answer, Rows)
    rows = roll_up_saved(graph.index, graph.index.query(name), answer).rows
    return [{column: str(term["value"]) for column, term in row.items()} for row in rows]


@pytest.mark.parametrize("query", ["adverse-effects", "shared-propositions", "effect-class-differences"])
def test_saved_queries(graph: OpenGraph, query: str) -> None:
    [row] = rolled(graph, query, *(["minimum=3"] if query == "shared-propositions" else []))
    assert row["independent_sources"] == str(LINES)


def test_the_query_on_shared_works_has_one_row_per_work_and_counts_by_the_same_function(graph: OpenGraph) -> None:
    [row] = rolled(graph, "sources-sharing-a-study")
    assert row["merged_by"] == "DOI"
    assert row["independent_sources"] == "1"
    assert [value for value in row.values() if value.endswith(("claim", "claims"))] == ["1 claim", "1 claim"]


def test_disagreements_paths_and_exports(graph: OpenGraph, tmp_path: Path) -> None:
    assert {row["evidence_lines"] for row in disagreements(graph)} == {LINES}
    [path] = find_paths(graph, "baclofen", "drowsiness").paths
    assert path["weakest_evidence"] == LINES
    assert path["steps"][0]["support"] == [{"modality": "asserted", "documents": len(DOIS), "lines": LINES}]
    _, text = exported(graph.store, "graphml", tmp_path)
    [edge] = nx.parse_graphml(text).edges(data=True)
    assert (edge[2]["documents"], edge[2]["lines_of_evidence"]) == (len(DOIS), LINES)
    _, text = exported(graph.store, "kgx-jsonl", tmp_path)
    edges = [row for row in map(json.loads, text.splitlines()) if "predicate" in row]
    assert [(row["drugkg_documents"], row["drugkg_lines_of_evidence"]) for row in edges] == [(len(DOIS), LINES)]
