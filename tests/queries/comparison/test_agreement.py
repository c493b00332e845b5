"""The matrix of propositions and documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from queries.claims.reader import Claim, read_claims
from queries.comparison.agreement import (
    BOTH,
    SILENT,
    Line,
    agreement_lines,
    cell,
    chosen_lines,
    other_side,
    signs,
    voice,
)
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


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("monograph-068", "✓ says"),
        ("monograph-052", "✓ says"),
        ("monograph-045", "≈ hedges"),
        ("encyclopaedia-094", "✗ denies"),
        ("encyclopaedia-069", "✗≈ denies, hedged"),
        ("encyclopaedia-031", "✗ advises against"),
        ("addiction-clinic-143", "? leaves open"),
        ("monograph-056", "? leaves open"),
    ],
)
def test_a_claim_says_hedges_denies_or_leaves_open(claims: Mapping[str, Claim], claim: str, said: str) -> None:
    assert voice(claims[claim]) == said


def test_no_claim_is_silence() -> None:
    assert cell([]) == SILENT


def test_a_document_that_says_and_denies_does_both(claims: Mapping[str, Claim]) -> None:
    assert cell([claims["monograph-068"], claims["encyclopaedia-094"]]) == BOTH


def test_a_document_that_says_and_hedges_is_told_with_both_words(claims: Mapping[str, Claim]) -> None:
    assert cell([claims["monograph-045"], claims["monograph-044"]]) == "✓ says; ≈ hedges"


def test_the_half_life_is_told_by_three_documents_and_disputed(lines: list[Line]) -> None:
    line = next(line for line in lines if line.id == "prop:baclofen.hasHalfLife")
    assert set(line.claims) == {"alcohol-use-disorder", "encyclopaedia", "monograph"}
    assert [item["id"] for item in line.disagreements] == ["value.baclofen.hasHalfLife"]
    assert line.families == {"pharmacokinetics"}


def test_signs_are_the_first_of_each_voice(claims: Mapping[str, Claim]) -> None:
    assert signs([]) == SILENT
    assert signs([claims["encyclopaedia-069"]]) == "✗≈"
    assert signs([claims["monograph-045"], claims["monograph-044"]]) == "✓; ≈"


def test_the_other_side_of_a_disagreement_is_what_other_propositions_say(
    lines: list[Line], claims: Mapping[str, Claim]
) -> None:
    by_id = {line.id: line for line in lines}
    line = by_id["prop:baclofen.causes.drug-dependence"]
    sides = other_side(line, line.disagreements[0], claims)
    assert [row.id for row in dict(sides)["denied with reserve [standard dose]"]] == ["encyclopaedia-069"]
    both = by_id["prop:baclofen.hasAbusePotential"]
    assert other_side(both, both.disagreements[0], claims) == []


def test_disputed_propositions_stand_first_by_rank(lines: list[Line]) -> None:
    disputed = [bool(line.disagreements) for line in lines]
    assert disputed == sorted(disputed, reverse=True)
    ranks = [line.disagreements[0]["rank"] for line in lines if line.disagreements]
    assert ranks == sorted(ranks)
    assert ranks[0] == 1


def test_undisputed_propositions_stand_by_number_of_documents(lines: list[Line]) -> None:
    numbers = [len(line.claims) for line in lines if not line.disagreements]
    assert numbers == sorted(numbers, reverse=True)


def test_lines_are_chosen_by_topic_entity_and_number_of_documents(lines: list[Line]) -> None:
    chosen = chosen_lines(lines, family="pharmacokinetics", documents=2)
    assert {line.id for line in chosen} >= {"prop:baclofen.hasHalfLife", "prop:baclofen.hasTimeToPeak"}
    assert all(len(line.claims) >= 2 and "pharmacokinetics" in line.families for line in chosen)
    on_anxiety = chosen_lines(lines, entity="drugkg:anxiety")
    assert "prop:baclofen.decreases.anxiety" in {line.id for line in on_anxiety}
    assert all("drugkg:anxiety" in line.entities for line in on_anxiety)
    assert len(chosen_lines(lines)) == len(lines)
