"""A comparison cut down to a topic or a verdict, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.comparison.comparison_table import comparison_csv, families_compared, identified, narrowed
from queries.comparison.side_by_side import SideBySide, compare
from queries.runner import open_graph


@pytest.fixture(scope="module")
def drugs(graph_folder: Path) -> Iterator[SideBySide]:
    with open_graph(graph_folder) as graph:
        yield compare(graph, "baclofen", "phenibut")


def test_rows_are_chosen_by_whether_all_say_the_same(drugs: SideBySide) -> None:
    shared, same = narrowed(drugs, only="shared").rows, narrowed(drugs, only="same").rows
    different, one = narrowed(drugs, only="different").rows, narrowed(drugs, only="one").rows
    assert [len(shared), len(same), len(different)] == [3, 1, 2]
    assert len(one) + len(shared) == len(drugs.rows)
    assert all(any(not cell.claims for cell in row.cells) for row in one)


def test_a_topic_keeps_its_rows_and_its_numbers(drugs: SideBySide) -> None:
    assert "mechanism" in families_compared(drugs)
    kept = narrowed(drugs, "mechanism")
    assert {row.family for row in kept.rows} == {"mechanism"}
    assert [axis.unit for axis in kept.axes] == ["µmol/L"]
    assert narrowed(drugs, "identity").axes == ()


def test_every_row_has_its_own_identifier(drugs: SideBySide) -> None:
    names = identified(drugs.rows)
    assert len(names) == len(drugs.rows)
    twice = identified([drugs.rows[0], drugs.rows[0]])
    assert len(twice) == 2


def test_csv_has_a_row_for_each_matter_with_its_claims(drugs: SideBySide) -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_csv(narrowed(drugs, only="same")))))
    assert len(rows) == 1
    assert rows[0]["baclofen"] == rows[0]["phenibut"]
    assert rows[0]["agreement"] == "same"
    assert len(rows[0]["claims"].split()) == 2
