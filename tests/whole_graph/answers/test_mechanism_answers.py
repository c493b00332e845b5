"""Releases, imaging, signed chains, analogues and names: the answers that a reader of the documents gives."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

GABA_B, CHANNEL = "GABA-B receptor", "α2δ subunit-containing voltage-gated calcium channel"
ACTIVITY = "GABA-B receptor activity"
VTA = "excitability of dopamine neurons in the ventral tegmental area"
CONTROL = "inhibitory control over amygdala and prefrontal circuits"
MONO, POLY = "monosynaptic reflex transmission", "polysynaptic reflex transmission"
TERMINAL, HYPERPOLARISED = "primary afferent terminal", "hyperpolarisation of primary afferent terminals"
TONIC = "resting activity of the right dorsolateral prefrontal cortex"
EXCITATION = "excitatory neurotransmission"


@pytest.fixture(scope="module")
def releases(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "transmitter-release")


@pytest.fixture(scope="module")
def imaging(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "imaging-findings")


def paths(store: EmbeddedStore, index: Index, *params: str) -> dict[str, str]:
    """Return the chains in words, each with its net sign."""
    rows = rows_of(store, index, "signed-paths", params)
    assert len({row["path"] for row in rows}) == len(rows)
    return {row["path"]: row["net_sign"] for row in rows}


def test_the_release_of_dopamine_is_complete(releases: list[Row]) -> None:
    area, consequence = "nucleus accumbens", ("alcohol reward", "motivation to drink")
    lowered = ("lowered", "baclofen", *consequence, "lowered", "lowered")
    raised = [
        *(("ethanol", reason) for reason in ("as such", "directly", "indirectly")),
        ("dopamine neuron firing", "when not held back by interneurons"),
        (VTA, "what the drug lowers"),
    ]
    in_accumbens = [
        *(lowered for _ in ("asserted", "hedged")),
        *(("raised", agent, *consequence, "raised", "raised") for agent, _ in raised for _ in ("asserted", "hedged")),
    ]
    mesolimbic = [
        ("lowered", "baclofen", "effect of baclofen on drug reward and addiction", "", "", ""),
        ("raised", "ethanol", "", "", "", ""),
    ]
    columns = "direction agent consequence further consequence_direction further_direction"
    assert chosen(releases, columns, substance="dopamine", region=area) == sorted(in_accumbens)
    assert chosen(releases, columns, substance="dopamine", region="mesolimbic dopamine pathway") == mesolimbic
    assert {row["region"] for row in releases if row["substance"] == "dopamine"} == {
        area,
        "mesolimbic dopamine pathway",
    }


def test_the_release_of_glutamate_is_lowered_in_three_places(store: EmbeddedStore, index: Index) -> None:
    cortical = [
        (area, "baclofen", CONTROL, "raised", further, "lowered", HEALTH)
        for area in ("amygdala", "prefrontal cortex")
        for further in ("anxiety", "impulsivity")
    ]
    spinal = [
        (TERMINAL, agent, reflex, "lowered", "spasticity", "lowered", MONOGRAPH)
        for agent in ("baclofen", HYPERPOLARISED)
        for reflex in (MONO, POLY)
    ]
    rows = rows_of(store, index, "transmitter-release", ["transmitter=glutamate"])
    columns = "region agent consequence consequence_direction further further_direction source"
    assert chosen(rows, columns) == sorted(cortical + spinal)
    assert {row["direction"] for row in rows} == {"lowered"}
    assert {row["qualifiers"].partition(";")[0] for row in rows if row["source"] == HEALTH} == {"species: animal model"}


def test_a_release_of_unnamed_transmitters_has_no_substance(releases: list[Row]) -> None:
    rows = [row for row in releases if not row["substance"]]
    assert chosen(rows, "release agent consequence modality source") == sorted(
        [
            *(
                ("excitatory transmitter release", "baclofen", reflex, "hedged", ENCYCLOPAEDIA)
                for reflex in (MONO, POLY)
            ),
            *(
                (f"excitatory transmitter release from {TERMINAL}s", agent, reflex, "asserted", MONOGRAPH)
                for agent in ("baclofen", HYPERPOLARISED)
                for reflex in (MONO, POLY)
            ),
        ]
    )


def test_aspartate_is_spoken_of_at_the_spinal_cord_alone_and_noradrenaline_nowhere(releases: list[Row]) -> None:
    assert {row["region"] for row in releases if row["substance"] == "aspartate"} == {TERMINAL}
    assert {row["substance"] for row in releases} == {"", "aspartate", "dopamine", "glutamate"}
    assert not any(row["region"] == "insula" for row in releases)


def test_imaging_findings_are_complete(imaging: list[Row]) -> None:
    method = "functional magnetic resonance imaging"
    cues = "response of the {} to smoking cues"
    expected = [
        *(
            (area, f"cue-induced activation of the {area}", "lowered", "baclofen", method, "asserted", HEALTH)
            for area in ("insula", "anterior cingulate cortex")
        ),
        ("brain", "addiction-related brain activity", "changed", "baclofen", "neuroimaging", "asserted", HEALTH),
        ("brain", "neural response to alcohol cues", "lowered", "baclofen", "", "asserted", HEALTH),
        ("right dorsolateral prefrontal cortex", TONIC, "raised", "baclofen", "", "asserted", CLINIC),
        *(
            (area, cues.format(area), "falls as", TONIC, "", "asserted", CLINIC)
            for area in ("anterior ventral insula", "ventromedial prefrontal cortex")
        ),
        *(
            ("brain", "neural response to smoking cues", "falls as", TONIC, "", "asserted", CLINIC)
            for _ in ("in smokers", "at rest")
        ),
        ("brain", "neural response to smoking cues", "changed", TONIC, "", "asserted", CLINIC),
        ("brain", "neural response to smoking cues", "changed", "baclofen", "", "asserted", CLINIC),
        *(
            ("brain", "neural response to drug cues", "lowered", "baclofen", "", modality, CLINIC)
            for modality in ("asserted", "hedged")
        ),
        ("brain", "neural response to drug cues", "changed", "resting brain activity", "", "hedged", CLINIC),
        ("brain", "resting brain activity", "changed", "baclofen", "", "hedged", CLINIC),
    ]
    assert chosen(imaging, "region activity direction agent method modality source") == sorted(expected)


def test_imaging_knows_neither_releases_nor_other_drugs(store: EmbeddedStore, index: Index, imaging: list[Row]) -> None:
    assert not any("release" in row["activity"] for row in imaging)
    assert rows_of(store, index, "imaging-findings", ["drug=ethanol"]) == []


def test_chains_to_craving_are_complete(store: EmbeddedStore, index: Index) -> None:
    craving, circuits = "alcohol craving", "hyperactivity of reward and compulsion circuits"
    assert paths(store, index) == {
        f"baclofen ⊣ {craving}": "-1",
        f"baclofen ⊣ {EXCITATION} → {craving}": "-1",
        f"baclofen ⊣ {EXCITATION} → {circuits} → {craving}": "-1",
        f"baclofen → {ACTIVITY} ⊣ {EXCITATION} → {craving}": "-1",
        f"baclofen → {ACTIVITY} ⊣ {EXCITATION} → {circuits} → {craving}": "-1",
        f"baclofen → {GABA_B} → {ACTIVITY} ⊣ {EXCITATION} → {craving}": "-1",
        f"baclofen ~ {GABA_B} → {ACTIVITY} ⊣ {EXCITATION} → {craving}": "",
        f"baclofen ~ GABA-mediated activity ⊣ {craving}": "",
    }


def test_chains_to_the_motivation_to_drink_are_complete(store: EmbeddedStore, index: Index) -> None:
    end, release = "motivation to drink", "dopamine release in the nucleus accumbens"
    assert paths(store, index, f"outcome={end}") == {
        f"baclofen ⊣ {end}": "-1",
        f"baclofen ⊣ dopaminergic transmission → {end}": "-1",
        f"baclofen ⊣ {release} → alcohol reward → {end}": "-1",
        f"baclofen ⊣ {VTA} → {release} → alcohol reward → {end}": "-1",
    }


def test_chains_to_anxiety_go_both_ways(store: EmbeddedStore, index: Index) -> None:
    found = paths(store, index, "outcome=anxiety")
    limbic = "GABA-B receptor activity in the limbic system"
    assert found == {
        "baclofen ⊣ anxiety": "-1",
        "baclofen → anxiety": "1",
        f"baclofen → {CONTROL} ⊣ anxiety": "-1",
        f"baclofen → {GABA_B} → {limbic} ⊣ anxiety": "-1",
        f"baclofen ~ {GABA_B} → {limbic} ⊣ anxiety": "",
        f"baclofen ⊣ glutamate release in the amygdala ⊣ {CONTROL} ⊣ anxiety": "-1",
        f"baclofen ⊣ glutamate release in the prefrontal cortex ⊣ {CONTROL} ⊣ anxiety": "-1",
    }


def test_chains_to_spasticity_are_complete(store: EmbeddedStore, index: Index) -> None:
    afferents = f"excitatory transmitter release from {TERMINAL}s"
    expected = {"baclofen ⊣ spasticity"}
    for reflex in (MONO, POLY):
        expected |= {
            f"baclofen ⊣ {reflex} → spasticity",
            f"baclofen ⊣ {afferents} → {reflex} → spasticity",
            f"baclofen ⊣ excitatory transmitter release → {reflex} → spasticity",
            f"baclofen → {HYPERPOLARISED} ⊣ {afferents} → {reflex} → spasticity",
        }
    assert paths(store, index, "outcome=spasticity") == dict.fromkeys(expected, "-1")


def test_a_denied_step_makes_no_chain(store: EmbeddedStore, index: Index) -> None:
    """The encyclopaedia denies that the drug brings on craving for drugs, and that it eased epilepsy."""
    for outcome in ("epilepsy", "drug craving"):
        assert all(
            "⊣ epilepsy" not in path and "→ drug craving" not in path
            for path in paths(store, index, f"outcome={outcome}")
        )
    assert paths(store, index, "outcome=epilepsy") == {}
    assert paths(store, index, "drug=naltrexone") == {}


def test_wanted_and_unwanted_effects_part_at_excitatory_transmission(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "shared-path-nodes")
    assert chosen(rows, "node at_node indication adverse_effect") == [
        (ACTIVITY, "raised", "muscle spasm", "sedation"),
        (EXCITATION, "lowered", "alcohol use disorder", "lethargy"),
        (EXCITATION, "lowered", "alcohol use disorder", "sedation"),
    ]
    assert rows_of(store, index, "shared-path-nodes", ["drug=phenibut"]) == []


def test_effects_of_receptor_activity_are_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        (ACTIVITY, "lowers", EXCITATION, "asserted", HEALTH),
        (ACTIVITY, "raises", "muscle relaxant effect", "asserted", HEALTH),
        (ACTIVITY, "raises", "neuroadaptation", "asserted", HEALTH),
        (ACTIVITY, "raises", HYPERPOLARISED, "hedged", MONOGRAPH),
        (ACTIVITY, "lowers", "reflex transmission in the spinal cord", "asserted", CLINIC),
        (ACTIVITY, "lowers", "reflex transmission at muscle spindles", "asserted", CLINIC),
        (ACTIVITY, "lowers", "alcohol-evoked dopamine neuron firing", "hedged", ENCYCLOPAEDIA),
        ("GABA-B receptor activity in the limbic system", "lowers", "anxiety", "hedged", ENCYCLOPAEDIA),
        ("presynaptic GABA-B autoreceptor activity", "lowers", VTA, "asserted", HEALTH),
    ]
    rows = rows_of(store, index, "effects-of")
    assert chosen(rows, "subject direction effect modality source") == sorted(expected)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("anxiety", [("raises", "relapse to drinking", "affirmed")]),
        ("euphoria", [("raises", "drug misuse", "affirmed")]),
        ("GHB", [("raises", GABA_B, "affirmed"), ("raises", "euphoria", "affirmed")]),
        ("kidney", []),
    ],
)
def test_effects_of_other_nodes_are_complete(
    store: EmbeddedStore, index: Index, node: str, expected: list[tuple[str, ...]]
) -> None:
    rows = rows_of(store, index, "effects-of", [f"node={node}"])
    assert chosen(rows, "direction effect polarity") == expected


def test_receptors_are_said_to_lie_in_four_regions_and_on_two_kinds_of_neuron(
    store: EmbeddedStore, index: Index
) -> None:
    regions = ("amygdala", "nucleus accumbens", "prefrontal cortex", "ventral tegmental area")
    neurons = ("presynaptic neuron", "postsynaptic neuron")
    expected = [
        *((GABA_B, region, "BrainRegion", HEALTH) for region in regions),
        *((GABA_B, neuron, "AnatomicalStructure", CLINIC) for neuron in neurons),
    ]
    rows = rows_of(store, index, "receptor-expression")
    assert chosen(rows, "target structure kind source") == sorted(expected)
    assert rows_of(store, index, "receptor-expression", [f"receptor={GABA_B}"]) == rows
    assert rows_of(store, index, "receptor-expression", ["receptor=GABA-A receptor"]) == []


def test_analogues_and_their_differences_are_complete(store: EmbeddedStore, index: Index) -> None:
    kind, potency = "measure: Ki", "measure: fold, by weight"
    phenibut = [
        ("phenibut", "analogue of", "baclofen", "", "degree: close"),
        ("phenibut", "blocks", CHANNEL, "", ""),
        ("baclofen", "blocks", CHANNEL, "", ""),
        ("phenibut", "has affinity for", CHANNEL, "23 µmol/L", f"{kind}; enantiomer: R"),
        ("phenibut", "has affinity for", CHANNEL, "39 µmol/L", f"{kind}; enantiomer: S"),
        ("baclofen", "has affinity for", CHANNEL, "156 µmol/L", kind),
        ("phenibut", "more potent than", "baclofen", "", f"target: {CHANNEL}"),
        ("baclofen", "more potent than", "phenibut", "about 100", f"target: {GABA_B}; {potency}"),
        ("phenibut", "agonist of", GABA_B, "", ""),
        ("baclofen", "agonist of", GABA_B, "", ""),
        ("baclofen", "agonist of", GABA_B, "", "selectivity: selective"),
    ]
    pregabalin = [
        ("pregabalin", "analogue of", "baclofen", "", "degree: close"),
        ("pregabalin", "blocks", CHANNEL, "", ""),
        ("baclofen", "blocks", CHANNEL, "", ""),
        ("baclofen", "has affinity for", CHANNEL, "156 µmol/L", kind),
    ]
    rows = rows_of(store, index, "analogues")
    columns = "subject relation object value qualifiers"
    lower = [row for row in chosen(rows, columns, analogue="phenibut") if row[1] == "used at lower dose than"]
    assert [row[:3] for row in lower] == [("baclofen", "used at lower dose than", "phenibut")]
    assert chosen(rows, columns, analogue="phenibut") == sorted([*phenibut, *lower])
    assert chosen(rows, columns, analogue="pregabalin") == sorted(pregabalin)
    assert {row["analogue"] for row in rows} == {"phenibut", "pregabalin"}
    assert {row["source"] for row in rows} == {ENCYCLOPAEDIA}


def test_likeness_goes_both_ways(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "analogues", ["drug=phenibut"])
    assert {row["analogue"] for row in rows} == {"baclofen"}
    assert rows_of(store, index, "analogues", ["drug=GHB"]) == []


def test_identity_is_complete(store: EmbeddedStore, index: Index) -> None:
    brands = (
        *("Baclodol", "Bacloren", "Baklofen", "Beklo", "Clofen", "Flexibac", "Gablofen", "Kemstro"),
        *("Liofen", "Lioresal", "Lyflex", "Muslofen", "Pacifen", "Sclerofen"),
    )
    relaxant, depressant = "skeletal muscle relaxant", "central nervous system depressant"
    expected = [
        *(("has brand name", brand, "", "affirmed", ENCYCLOPAEDIA) for brand in brands),
        ("has brand name", "Lioresal", "", "affirmed", MONOGRAPH),
        ("has synonym", "chlorophenibut", "", "affirmed", ENCYCLOPAEDIA),
        ("has chemical name", "β-(4-chlorophenyl)-GABA", "", "affirmed", ENCYCLOPAEDIA),
        *(("analogue of", analogue, "", "affirmed", ENCYCLOPAEDIA) for analogue in ("phenibut", "pregabalin")),
        ("derivative of", "gamma-aminobutyric acid", "", "affirmed", MONOGRAPH),
        ("member of drug class", f"centrally acting {relaxant}", "", "affirmed", MONOGRAPH),
        *(("member of drug class", relaxant, "", "affirmed", page) for page in (PSYCHIATRY, HEALTH, CLINIC, CLINIC)),
        ("member of drug class", "antispasmodic agent", "", "affirmed", CLINIC),
        *(("member of drug class", depressant, "", "affirmed", page) for page in (PSYCHIATRY, HEALTH)),
        ("has molecular weight", "", "213.66 g/mol", "affirmed", ENCYCLOPAEDIA),
        *(
            ("has appearance", look, "", "affirmed", ENCYCLOPAEDIA)
            for look in ("white or off-white", "mostly odourless", "crystalline powder")
        ),
        *(("soluble in", solvent, "", "affirmed", ENCYCLOPAEDIA) for solvent in ("water", "methanol")),
        ("soluble in", "chloroform", "", "denied", ENCYCLOPAEDIA),
        *(("available as", form, "", "affirmed", ENCYCLOPAEDIA) for form in ("generic medicine", "topical cream")),
    ]
    rows = rows_of(store, index, "identity")
    assert chosen(rows, "property content value polarity source") == sorted(expected)


def test_the_identity_of_another_drug_is_its_own(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "identity", ["drug=phenibut"])
    assert chosen(rows, "property content") == [("analogue of", "baclofen"), ("has chemical name", "β-phenyl-GABA")]
    assert rows_of(store, index, "identity", ["drug=naltrexone"]) == []
