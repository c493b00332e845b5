"""Numbers of several claims on one axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from queries.claims.reader import Claim, read_claims
from queries.comparison.disagreements import stored_disagreements
from queries.comparison.values import Axis, value_axes
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder

HALF_LIFE, ORAL = "baclofen.hasHalfLife.h", "baclofen.hasDose.oral.mg-per-d"


@pytest.fixture(scope="module")
def claims(graph_folder: Path) -> Mapping[str, Claim]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        return {row.id: row for row in read_claims(opened)}


@pytest.fixture(scope="module")
def axes(graph_folder: Path, claims: Mapping[str, Claim]) -> Mapping[str, Axis]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        return {axis.id: axis for axis in value_axes(claims.values(), stored_disagreements(opened))}


def test_the_half_life_has_a_bar_for_each_document_and_a_common_range(axes: Mapping[str, Axis]) -> None:
    axis = axes[HALF_LIFE]
    assert [(bar.claim.id, bar.low, bar.high, bar.text) for bar in axis.bars] == [
        ("encyclopaedia-129", 2, 4, "about 2–4 h"),
        ("alcohol-use-disorder-024", 2, 6, "about 2–6 h"),
        ("monograph-068", 2.5, 4, "2.5–4 h"),
    ]
    assert [(found.text, found.low, found.high) for found in axis.comparisons] == [("2.5–4 h", 2.5, 4)]
    assert axis.comparisons[0].words == "each range is within the next wider one; common to all: 2.5–4 h"
    assert axis.documents == 3


def test_doses_keep_their_open_ends(axes: Mapping[str, Axis]) -> None:
    bars = {bar.claim.id: bar for bar in axes[ORAL].bars}
    assert (bars["addiction-clinic-164"].low, bars["addiction-clinic-164"].high) == (400, None)
    assert (bars["addiction-clinic-161"].low, bars["addiction-clinic-161"].high) == (None, 270)
    assert bars["addiction-clinic-182"].is_point
    assert not bars["psychiatric-use-079"].is_point
    assert bars["monograph-044"].about == "spasticity, maximum dose"


def test_doses_of_one_condition_that_have_nothing_in_common_are_told(axes: Mapping[str, Axis]) -> None:
    found = {item.disagreement: item for item in axes[ORAL].comparisons}
    assert found["value.baclofen.hasDose.alcohol-use-disorder"].words == "no range is common to all"
    assert found["value.baclofen.hasDose.alcohol-use-disorder"].text == ""
    assert found["value.baclofen.hasDose.spasticity"].words == "the limits differ"


def test_intrathecal_and_oral_doses_share_no_axis(axes: Mapping[str, Axis]) -> None:
    for axis in axes.values():
        routes = {bar.claim.route for bar in axis.bars}
        assert "intrathecal route" not in routes or routes == {"intrathecal route"}
    assert "monograph-050" not in {bar.claim.id for axis in axes.values() for bar in axis.bars}


def test_a_number_in_another_unit_is_brought_to_that_of_the_axis(claims: Mapping[str, Claim]) -> None:
    half_lives = [claims["monograph-068"], claims["encyclopaedia-129"]]
    in_minutes = replace(claims["alcohol-use-disorder-024"], minimum=90.0, maximum=120.0, unit="min")
    axis = value_axes([*half_lives, in_minutes])[0]
    bar = next(bar for bar in axis.bars if bar.claim is in_minutes)
    assert (axis.unit, bar.low, bar.high, bar.text) == ("h", 1.5, 2, "about 1.5–2 h")


def test_a_quantity_given_once_has_no_axis(claims: Mapping[str, Claim]) -> None:
    assert value_axes([claims["monograph-063"]]) == []


def test_affinities_for_one_target_stand_on_one_axis(axes: Mapping[str, Axis]) -> None:
    axis = next(axis for axis in axes.values() if "hasAffinityFor" in axis.id)
    assert [(bar.about, bar.low) for bar in axis.bars] == [("baclofen", 156), ("phenibut", 23), ("phenibut", 39)]
    assert axis.comparisons == ()
