"""What a question about one drug touches in the store does not grow with what else the graph holds.

The engine counts the rows that each part of its plan yields. Seconds are never compared.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from queries.claims.table import FILE_NAME
from queries.index.name_index import FILE_NAME as INDEX
from queries.runner import OpenGraph, prepare
from queries.store.graph_versions import store_folder, version_folder
from tests.support.catalogue import catalogue

pytestmark = [pytest.mark.whole_graph, pytest.mark.slow]

DRUG = "drugkg:baclofen"
QUESTIONS = {
    query.name: {parameter.name: DRUG for parameter in query.parameters if DRUG in parameter.default}
    for query in catalogue().values()
    if not query.endpoints and any(DRUG in parameter.default for parameter in query.parameters)
}
"""The parameters of each question about the drug."""
MORE = 1.25
"""Shared nodes, such as a route, have a few more relations in the larger graph."""


def rows_touched(graph: OpenGraph, name: str, plan: Path) -> int:
    """Return how many rows all parts of the plan of a saved query yield, as the engine counts them."""
    subprocess.run(
        [
            Path(sys.executable).with_name("oxigraph"), "query", "--location", store_folder(graph.location), "--query",
            prepare(graph.index, name, QUESTIONS[name]), "--results-format", "csv", "--explain-file", plan, "--stats",
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return counted(json.loads(plan.read_text(encoding="utf-8"))["plan"])


def counted(part: dict[str, Any]) -> int:
    return int(part.get("number of results") or 0) + sum(map(counted, part.get("children", ())))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_about_a_drug_touches_no_more_rows_among_three_drugs(
    name: str, small: OpenGraph, large: OpenGraph, tmp_path: Path
) -> None:
    alone = rows_touched(small, name, tmp_path / "alone.json")
    assert 0 < rows_touched(large, name, tmp_path / "among.json") <= MORE * alone


def test_what_each_command_reads_whole_has_no_names_of_other_drugs(
    graph_folder: Path, larger_graph_folder: Path
) -> None:
    alone, among = (version_folder(folder) for folder in (graph_folder, larger_graph_folder))
    assert alone is not None
    assert among is not None
    assert (among / INDEX).stat().st_size < 1.1 * (alone / INDEX).stat().st_size


def test_rows_of_claims_are_found_by_an_index_and_never_by_reading_all(larger_graph_folder: Path) -> None:
    version = version_folder(larger_graph_folder)
    assert version is not None
    conditions = (
        "number IN (SELECT number FROM about WHERE drug IN (SELECT value FROM json_each('[]')))",
        "(subject IN (SELECT value FROM json_each('[]')) OR object IN (SELECT value FROM json_each('[]')))",
        "source IN (SELECT value FROM json_each('[]'))",
        "proposition IN (SELECT value FROM json_each('[]'))",
        "id IN (SELECT value FROM json_each('[]'))",
    )
    with closing(sqlite3.connect(version / FILE_NAME)) as file:
        for condition in conditions:
            steps = file.execute(f"EXPLAIN QUERY PLAN SELECT row FROM claim WHERE {condition}").fetchall()  # noqa: S608
            assert not [step for *_, step in steps if step.startswith(("SCAN claim", "SCAN about"))], steps
