"""Targets and brain regions: the answers that a reader of the documents gives."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

GABA_B, CHANNEL = "GABA-B receptor", "α2δ subunit-containing voltage-gated calcium channel"


@pytest.fixture(scope="module")
def regions(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "brain-regions")


def test_targets_are_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        ("GABA receptor", "agonist of", "", "affirmed", "", HEALTH),
        (GABA_B, "agonist of", "", "affirmed", "selectivity: selective", HEALTH),
        (GABA_B, "modulates", "", "affirmed", "anatomical context: reward and compulsion circuits", HEALTH),
        (GABA_B, "agonist of", "", "affirmed", "", PSYCHIATRY),
        (GABA_B, "agonist of", "", "affirmed", "", MONOGRAPH),
        (GABA_B, "agonist of", "", "affirmed", "", CLINIC),
        (GABA_B, "agonist of", "", "affirmed", "anatomical context: presynaptic neuron", CLINIC),
        (GABA_B, "agonist of", "", "affirmed", "anatomical context: postsynaptic neuron", CLINIC),
        (GABA_B, "agonist of", "", "affirmed", "", ENCYCLOPAEDIA),
        (GABA_B, "agonist of", "", "affirmed", "selectivity: selective", ENCYCLOPAEDIA),
        ("GHB receptor", "binds to", "", "denied", "degree: significant", ENCYCLOPAEDIA),
        (CHANNEL, "blocks", "", "affirmed", "", ENCYCLOPAEDIA),
        (CHANNEL, "has affinity for", "156 µmol/L", "affirmed", "measure: Ki", ENCYCLOPAEDIA),
    ]
    rows = rows_of(store, index, "targets")
    assert chosen(rows, "target relation value polarity qualifiers source") == sorted(expected)


@pytest.mark.parametrize(
    ("drug", "expected"),
    [
        (
            "phenibut",
            [
                (GABA_B, "agonist of", "", ""),
                (CHANNEL, "blocks", "", ""),
                (CHANNEL, "has affinity for", "23 µmol/L", "measure: Ki; enantiomer: R"),
                (CHANNEL, "has affinity for", "39 µmol/L", "measure: Ki; enantiomer: S"),
            ],
        ),
        ("pregabalin", [(CHANNEL, "blocks", "", "")]),
        ("GHB", [(GABA_B, "agonist of", "", "")]),
        ("naltrexone", []),
    ],
)
def test_targets_of_another_drug_are_its_own(
    store: EmbeddedStore, index: Index, drug: str, expected: list[tuple[str, ...]]
) -> None:
    rows = rows_of(store, index, "targets", [f"drug={drug}"])
    assert chosen(rows, "target relation value qualifiers") == sorted(expected)


def test_what_happens_in_the_ventral_tegmental_area_is_complete(regions: list[Row]) -> None:
    area, firing = "ventral tegmental area", "excitability of dopamine neurons in the ventral tegmental area"
    expected = [
        (GABA_B, "expressed in", area),
        (area, "involved in", "reward processing"),
        (area, "involved in", "compulsive behaviour"),
        ("baclofen", "decreases", firing),
        ("presynaptic GABA-B autoreceptor activity", "decreases", firing),
        (firing, "increases", "dopamine release in the nucleus accumbens"),
    ]
    assert chosen(regions, "subject relation object", region=area) == sorted(expected)
    assert {row["source"] for row in regions if row["region"] == area} == {HEALTH}


def test_what_happens_in_the_nucleus_accumbens_is_complete(regions: list[Row]) -> None:
    area, release = "nucleus accumbens", "dopamine release in the nucleus accumbens"
    expected = [
        (GABA_B, "expressed in", area, "asserted"),
        (area, "involved in", "reward processing", "asserted"),
        (area, "involved in", "compulsive behaviour", "asserted"),
        *(("ethanol", "increases", release, "asserted") for _ in ("as such", "directly", "indirectly")),
        ("dopamine neuron firing", "increases", release, "asserted"),
        (
            *("excitability of dopamine neurons in the ventral tegmental area", "increases"),
            *(release, "asserted"),
        ),
        ("baclofen", "decreases", release, "asserted"),
        (release, "increases", "alcohol reward", "asserted"),
        (release, "increases", "alcohol reward", "hedged"),
    ]
    assert chosen(regions, "subject relation object modality", region=area) == sorted(expected)


def test_imaging_found_less_activation_of_insula_and_anterior_cingulate(regions: list[Row]) -> None:
    for area in ("insula", "anterior cingulate cortex"):
        assert chosen(regions, "subject relation object source", region=area) == sorted(
            [
                ("baclofen", "decreases", f"cue-induced activation of the {area}", HEALTH),
                (area, "involved in", "drug craving", HEALTH),
                (area, "involved in", "emotional regulation", HEALTH),
            ]
        )


def test_resting_activity_of_the_right_prefrontal_cortex_is_complete(regions: list[Row]) -> None:
    area = "right dorsolateral prefrontal cortex"
    activity, cues = f"resting activity of the {area}", "neural response to smoking cues"
    linked = "correlates negatively with"
    expected = [
        ("baclofen", "increases", activity, "asserted"),
        *((activity, linked, cues, "asserted") for _ in ("in smokers", "at rest")),
        (activity, linked, "response of the anterior ventral insula to smoking cues", "asserted"),
        (activity, linked, "response of the ventromedial prefrontal cortex to smoking cues", "asserted"),
        (activity, "modulates", cues, "asserted"),
        (activity, "decreases risk of", "relapse to smoking", "hedged"),
    ]
    assert chosen(regions, "subject relation object modality", region=area) == sorted(expected)
    assert {row["source"] for row in regions if row["region"] == area} == {CLINIC}


def test_gaba_b_receptors_are_said_to_lie_in_four_regions(regions: list[Row]) -> None:
    assert chosen(regions, "region subject source", relation="expressed in") == [
        (area, GABA_B, HEALTH)
        for area in ("amygdala", "nucleus accumbens", "prefrontal cortex", "ventral tegmental area")
    ]


def test_glutamate_release_falls_in_two_regions_of_animals(regions: list[Row]) -> None:
    rows = [row for row in regions if row["subject"] == "baclofen" and "glutamate release" in row["object"]]
    assert chosen(rows, "region relation object source") == [
        ("amygdala", "decreases", "glutamate release in the amygdala", HEALTH),
        ("prefrontal cortex", "decreases", "glutamate release in the prefrontal cortex", HEALTH),
    ]
    assert all("species: animal model" in row["qualifiers"] for row in rows)


def test_regions_are_asked_of_the_documents_that_speak_of_the_drug(store: EmbeddedStore, index: Index) -> None:
    """The clinic page says nothing of alcohol as a substance that acts; the health article does."""
    rows = rows_of(store, index, "brain-regions", ["drug=ethanol"])
    assert {row["source"] for row in rows} == {HEALTH, ENCYCLOPAEDIA}
    assert ("nucleus accumbens", "increases", "dopamine release in the nucleus accumbens") in chosen(
        rows, "region relation object", subject="ethanol"
    )
    rows = rows_of(store, index, "brain-regions", ["drug=phenibut"])
    assert {row["source"] for row in rows} == {ENCYCLOPAEDIA}
