"""Targets, brain regions, releases, imaging and signed chains, as a reader of the documents answers."""

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
UNLIKE_BENZODIAZEPINES = "comparator: benzodiazepine; comparison: unlike; selectivity: selective"


@pytest.fixture(scope="module")
def releases(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "transmitter-release")


@pytest.fixture(scope="module")
def imaging(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "imaging-findings")


@pytest.fixture(scope="module")
def regions(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "brain-regions")


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


def test_a_chain_says_how_sure_it_is_and_which_steps_are_limited(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "signed-paths", ["outcome=anxiety"])
    by_path = {row["path"]: (row["certainty"], row["limited"]) for row in rows}
    assert by_path["baclofen → anxiety"] == ("asserted", "1"), "only in a subset of people"
    assert by_path["baclofen ⊣ anxiety"] == ("asserted", "")
    in_animals = f"baclofen ⊣ glutamate release in the amygdala ⊣ {CONTROL} ⊣ anxiety"
    assert by_path[in_animals] == ("hedged", "1")
    limbic = f"baclofen → {GABA_B} → {ACTIVITY} in the limbic system ⊣ anxiety"
    assert by_path[limbic] == ("hedged", "3")


@pytest.mark.parametrize(
    ("drug", "outcome"),
    [
        ("phenibut", "anxiety"),  # the limbic system is spoken of where baclofen is used in alcohol use disorder
        ("GHB", "anxiety"),
        ("ethanol", "addiction"),  # said of baclofen
    ],
)
def test_what_is_said_under_baclofen_is_no_chain_of_another_drug(
    store: EmbeddedStore, index: Index, drug: str, outcome: str
) -> None:
    assert paths(store, index, f"drug={drug}", f"outcome={outcome}") == {}
    assert paths(store, index, f"outcome={outcome}") != {}


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
    """The encyclopaedia denies that the drug brings on craving, and its effect on epilepsy was disappointing."""
    for outcome in ("epilepsy", "drug craving"):
        assert all(
            "⊣ epilepsy" not in path and "→ drug craving" not in path
            for path in paths(store, index, f"outcome={outcome}")
        )
    assert paths(store, index, "outcome=epilepsy") == {}
    assert paths(store, index, "drug=naltrexone") == {}


def test_wanted_and_unwanted_effects_part_at_excitatory_transmission(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "shared-path-nodes")
    assert chosen(rows, "node at_node indication adverse_effect certainty") == [
        (EXCITATION, "lowered", "alcohol use disorder", "lethargy", "hedged"),
        (EXCITATION, "lowered", "alcohol use disorder", "sedation", "hedged"),
    ]
    assert rows_of(store, index, "shared-path-nodes", ["drug=phenibut"]) == []


def test_effects_of_receptor_activity_are_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        (ACTIVITY, "lowers", EXCITATION, "asserted", HEALTH),
        (ACTIVITY, "raises", "muscle relaxant effect", "asserted", HEALTH),
        (ACTIVITY, "raises", "neuroadaptation", "asserted", HEALTH),
        (ACTIVITY, "raises", HYPERPOLARISED, "asserted", MONOGRAPH),
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


def test_targets_are_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        ("GABA receptor", "agonist of", "", "affirmed", "", HEALTH),
        (GABA_B, "agonist of", "", "affirmed", UNLIKE_BENZODIAZEPINES, HEALTH),
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


def test_where_the_drug_acts_is_complete(store: EmbeddedStore, index: Index) -> None:
    """The monograph denies a direct action on muscle, which is no less an answer."""
    rows = rows_of(store, index, "site-of-action")
    assert chosen(rows, "site polarity source", connection="acts on it") == [
        ("central nervous system", "affirmed", CLINIC),
        ("central nervous system", "affirmed", HEALTH),
        ("central nervous system", "affirmed", MONOGRAPH),
        ("mesolimbic dopamine pathway", "affirmed", ENCYCLOPAEDIA),
        ("nerve of the spinal cord", "affirmed", CLINIC),
        ("skeletal muscle", "denied", MONOGRAPH),
        ("spinal cord", "affirmed", CLINIC),
        ("spinal cord", "affirmed", MONOGRAPH),
    ]
    changed = {row["site"] for row in rows if row["connection"] == "changes an activity there"}
    assert {"ventral tegmental area", "nucleus accumbens", "insula", "muscle spindle"} <= changed
    placed = {(row["site"], row["source"]) for row in rows if row["connection"] == "named as the place"}
    assert {("presynaptic neuron", CLINIC), ("postsynaptic neuron", CLINIC)} <= placed


def test_the_mechanism_holds_the_drug_and_the_steps_between(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "mechanism")
    claims = {row["claim"] for row in rows}
    effects = {row["claim"] for row in rows_of(store, index, "effects-of") if row["family"] == "mechanism"}
    assert effects
    assert effects <= claims
    found = set(chosen(rows, "subject relation object"))
    assert ("anxiety", "contributes to", "relapse to drinking") in found
    assert ("ethanol", "increases", "alcohol-evoked dopamine release") in found
    assert ("baclofen", "causes", "drowsiness") not in found
    assert ("phenibut", "more potent than", "baclofen") in found
