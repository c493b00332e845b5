"""The matrix of propositions and documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from queries.claims.reader import Claim, read_claims
from queries.comparison.agreement import Line, Matter, agreement_lines, chosen_matters, matters
from queries.comparison.disagreements import stored_disagreements
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder


@pytest.fixture(scope="module")
def claims(graph_folder: Path) -> Mapping[str, Claim]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        return {row.id: row for row in read_claims(opened)}


@pytest.fixture(scope="module")
def lines(graph_folder: Path, claims: Mapping[str, Claim]) -> list[Line]:
    grouped: dict[str, list[Claim]] = {}
    for row in claims.values():
        grouped.setdefault(row.proposition_id, []).append(row)
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        return agreement_lines(grouped, stored_disagreements(opened))


@pytest.fixture(scope="module")
def rows(graph_folder: Path, claims: Mapping[str, Claim], lines: list[Line]) -> list[Matter]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        return matters(lines, stored_disagreements(opened), claims)


def test_a_matter_is_one_row_with_the_side_of_each_document(rows: list[Matter]) -> None:
    found = [row for row in rows if row.label == "baclofen has addictive potential"]
    assert [row.relation for row in found] == ["conflict"]
    cells = found[0].cells
    assert (cells["encyclopaedia"].side, cells["encyclopaedia"].text) == (1, "denied with reserve [standard dose]")
    assert cells["addiction-clinic"].side == 2
    assert cells["alcohol-use-disorder"].side == 0, "it takes several sides"
    assert [number for number, _ in cells["alcohol-use-disorder"].parts] == [2, 3, 4]
    assert "monograph" not in cells, "silence is no cell"


def test_ranges_with_a_part_in_common_are_an_overlap_and_no_conflict(rows: list[Matter]) -> None:
    half_life = next(row for row in rows if row.id == "value.baclofen.hasHalfLife")
    assert half_life.relation == "overlap"
    assert {source: cell.text for source, cell in half_life.cells.items()} == {
        "alcohol-use-disorder": "about 2–6 h", "encyclopaedia": "about 2–4 h", "monograph": "2.5–4 h",
    }  # fmt: skip
    limits = next(row for row in rows if row.label.startswith("maximum dose of baclofen, oral route"))
    assert limits.relation == "conflict", "two limits cannot both hold"


def test_cells_of_an_agreement_hold_classes_and_values(rows: list[Matter]) -> None:
    dizziness = next(row for row in rows if row.id == "prop:baclofen.causes.dizziness")
    assert dizziness.relation == "agreement"
    assert dizziness.cells["monograph"].text == "common, at least 10 %"
    assert dizziness.cells["psychiatric-use"].text == "common"


def test_no_proposition_of_a_disagreement_has_a_second_row(rows: list[Matter], lines: list[Line]) -> None:
    disputed = {line.id for line in lines if line.disagreements}
    assert disputed.isdisjoint(row.id for row in rows if row.relation == "agreement")


def test_rows_are_chosen_by_topic_entity_relation_and_number_of_documents(rows: list[Matter]) -> None:
    chosen = chosen_matters(rows, family="pharmacokinetics", documents=2)
    assert {row.id for row in chosen} >= {"value.baclofen.hasHalfLife", "value.baclofen.hasTimeToPeak"}
    assert all("drugkg:anxiety" in row.entities for row in chosen_matters(rows, entity="drugkg:anxiety"))
    assert {row.relation for row in chosen_matters(rows, relation="overlap")} == {"overlap"}
    assert chosen_matters(rows) == rows


def test_the_half_life_is_told_by_three_documents_and_disputed(lines: list[Line]) -> None:
    line = next(line for line in lines if line.id == "prop:baclofen.hasHalfLife")
    assert set(line.claims) == {"alcohol-use-disorder", "encyclopaedia", "monograph"}
    assert [item["id"] for item in line.disagreements] == ["value.baclofen.hasHalfLife"]
    assert line.families == {"pharmacokinetics"}


def test_disputed_propositions_stand_first_by_rank(lines: list[Line]) -> None:
    disputed = [bool(line.disagreements) for line in lines]
    assert disputed == sorted(disputed, reverse=True)
    ranks = [line.disagreements[0]["rank"] for line in lines if line.disagreements]
    assert ranks == sorted(ranks)
    assert ranks[0] == 1


def test_undisputed_propositions_stand_by_number_of_documents(lines: list[Line]) -> None:
    numbers = [len(line.claims) for line in lines if not line.disagreements]
    assert numbers == sorted(numbers, reverse=True)
