"""The routes that the five documents state, written down from reading them.

Each expected route is the nodes from start to end with the sign of each step; ``=`` is the step from a receptor to its
activity, which no document needs to state. After it comes the document that states and links its steps, and why; or
``joined:`` and the document that has its steps in passages that it does not link.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ontology.namespaces import expand
from queries.mechanism.effects import Mechanisms
from queries.mechanism.paths import PathOptions, paths_between
from queries.mechanism.reading import read_mechanisms
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder

RECEPTOR = "baclofen +gaba-b-receptor =gaba-b-receptor-activity"
AUTORECEPTOR = "baclofen +gaba-b-receptor =presynaptic-gaba-b-autoreceptor-activity"
SPINAL = f"{RECEPTOR} +primary-afferent-hyperpolarisation -excitatory-transmitter-release-primary-afferents"
DOPAMINE = f"{AUTORECEPTOR} -dopamine-neuron-excitability-vta +dopamine-release-nucleus-accumbens"
AMYGDALA = "baclofen -glutamate-release-amygdala -inhibitory-control-amygdala-prefrontal"
CORTEX = "baclofen -glutamate-release-prefrontal-cortex -inhibitory-control-amygdala-prefrontal"

STATED: dict[tuple[str, str], dict[str, str]] = {
    ("baclofen", "alcohol-craving"): {
        # it damps excitatory signalling by GABA-B receptors, which may counteract hyperactivity that drives craving
        f"{RECEPTOR} -excitatory-neurotransmission +reward-circuit-hyperactivity"
        " +alcohol-craving": "alcohol-use-disorder",
        # craving is reduced "through GABA-mediated effects"; which way these change is not said
        "baclofen ?gaba-mediated-activity -alcohol-craving": "psychiatric-use",
    },
    ("baclofen", "motivation-to-drink"): {
        # autoreceptors, excitability in the VTA, dopamine in the accumbens, reinforcement, motivation
        f"{DOPAMINE} +alcohol-reward +motivation-to-drink": "alcohol-use-disorder",
        # in animals, through anti-dopaminergic effects
        "baclofen -dopaminergic-transmission +motivation-to-drink": "addiction-clinic",
    },
    ("baclofen", "anxiety"): {
        # less glutamate in amygdala and prefrontal cortex, restored inhibitory control
        f"{AMYGDALA} -anxiety": "alcohol-use-disorder",
        f"{CORTEX} -anxiety": "alcohol-use-disorder",
        # GABA-B activation in the limbic system may reduce anxiety
        "baclofen +gaba-b-receptor =gaba-b-receptor-activity-limbic-system -anxiety": "encyclopaedia",
        # a subset of people became more anxious
        "baclofen +anxiety": "alcohol-use-disorder",
    },
    ("baclofen", "relapse-to-drinking"): {
        # anxiety and impulsivity often drive relapse
        f"{AMYGDALA} -anxiety +relapse-to-drinking": "alcohol-use-disorder",
        f"{AMYGDALA} -impulsivity +relapse-to-drinking": "alcohol-use-disorder",
        f"{CORTEX} -anxiety +relapse-to-drinking": "alcohol-use-disorder",
        f"{CORTEX} -impulsivity +relapse-to-drinking": "alcohol-use-disorder",
        # cues of alcohol stand out less, which may help prevent relapse
        "baclofen -neural-response-alcohol-cues +alcohol-cue-salience +relapse-to-drinking": "alcohol-use-disorder",
        # and the paradoxical anxiety works the other way; the chapter on side effects does not speak of relapse
        "baclofen +anxiety +relapse-to-drinking": "joined:alcohol-use-disorder",
    },
    ("baclofen", "spasticity"): {
        # spinal GABA-B receptors, hyperpolarised afferents, less transmitter, weaker reflexes
        f"{SPINAL} +monosynaptic-reflex-transmission +spasticity": "monograph",
        f"{SPINAL} +polysynaptic-reflex-transmission +spasticity": "monograph",
    },
    ("baclofen", "muscle-spasm"): {
        # GABA-B stimulation inhibits reflex transmission at the cord and the spindles
        f"{RECEPTOR} -spinal-reflex-transmission +muscle-spasm": "addiction-clinic",
        f"{RECEPTOR} -muscle-spindle-reflex-transmission +muscle-spasm": "addiction-clinic",
    },
    ("baclofen", "sedation"): {
        # sedation results from suppressed excitatory transmission
        f"{RECEPTOR} -excitatory-neurotransmission -sedation": "alcohol-use-disorder",
        # general depression of the nervous system can produce sedation
        "baclofen +cns-depression +sedation": "psychiatric-use",
    },
    ("baclofen", "cue-induced-activation-insula"): {
        "baclofen -cue-induced-activation-insula": "alcohol-use-disorder",
    },
    ("baclofen", "cue-induced-activation-anterior-cingulate"): {
        "baclofen -cue-induced-activation-anterior-cingulate": "alcohol-use-disorder",
    },
    ("baclofen", "smoking-cue-response-vmpfc"): {
        # resting activity of the right dlPFC goes with weaker responses of insula and vmPFC; that baclofen raises it is
        # in the section before, and the passage refers back to it as changes that baclofen induces
        "baclofen +resting-activity-right-dlpfc -smoking-cue-response-vmpfc": "addiction-clinic",
    },
    ("baclofen", "smoking-cue-response-anterior-ventral-insula"): {
        "baclofen +resting-activity-right-dlpfc -smoking-cue-response-anterior-ventral-insula": ("addiction-clinic"),
    },
    ("baclofen", "smoking-relapse"): {
        "baclofen +resting-activity-right-dlpfc -neural-response-smoking-cues +smoking-relapse": "addiction-clinic",
        # protection "through its modulation of executive control regions"; no direction given
        "baclofen ?executive-control-region-activity -smoking-relapse": "addiction-clinic",
    },
    ("ethanol", "motivation-to-drink"): {
        # alcohol inhibits the interneurons that hold dopamine neurons down
        "ethanol -gabaergic-interneuron-activity -dopamine-neuron-firing +dopamine-release-nucleus-accumbens"
        " +alcohol-reward +motivation-to-drink": "alcohol-use-disorder",
    },
}
"""Start and end → route → a document that states it. These are all routes there are."""


@pytest.fixture(scope="module")
def mechanisms(graph_folder: Path) -> Iterator[Mechanisms]:
    with EmbeddedStore(store_folder(graph_folder)) as store:
        yield read_mechanisms(store)


def written(path: dict[str, Any]) -> str:
    """A route in the notation of this file."""
    words = [path["steps"][0]["subject_id"].partition(":")[2]]
    for step in path["steps"]:
        sign = "=" if step["definitional"] else {1: "+", -1: "-", None: "?"}[step["sign"]]
        words.append(sign + step["object_id"].partition(":")[2])
    return " ".join(words)


def found(mechanisms: Mechanisms, start: str, end: str, options: PathOptions | None = None) -> list[dict[str, Any]]:
    return paths_between(mechanisms, expand(f"drugkg:{start}"), expand(f"drugkg:{end}"), options).paths


@pytest.mark.parametrize(
    ("start", "end"),
    [pytest.param(*pair, id="-".join(pair)) for pair in STATED],
)
def test_every_stated_route_and_no_other(mechanisms: Mechanisms, start: str, end: str) -> None:
    paths = found(mechanisms, start, end)
    assert sorted(map(written, paths)) == sorted(STATED[start, end])
    for path in paths:
        way, _, document = STATED[start, end][written(path)].rpartition(":")
        if way:
            assert (path["joined"], path["documents"]) == ("passages", [])
            assert [source["document_id"] for source in path["joined_from"]] == [f"source:{document}"]
        else:
            assert path["joined"] is False
            assert f"source:{document}" in path["document_ids"]


@pytest.mark.parametrize(("start", "end"), list(STATED))
def test_every_step_has_a_claim_or_is_definitional(mechanisms: Mechanisms, start: str, end: str) -> None:
    for path in found(mechanisms, start, end):
        for step in path["steps"]:
            assert step["definitional"] is not bool(step["claims"])
            assert bool(step["modality"]) is bool(step["studies"]) is bool(step["claims"])


def signs(paths: list[dict[str, Any]]) -> set[int | None]:
    return {path["net_sign"] for path in paths}


def test_net_signs_and_kinds(mechanisms: Mechanisms) -> None:
    assert signs(found(mechanisms, "baclofen", "alcohol-craving")) == {-1, None}
    assert signs(found(mechanisms, "baclofen", "motivation-to-drink")) == {-1}
    assert signs(found(mechanisms, "baclofen", "spasticity")) == {-1}
    assert signs(found(mechanisms, "baclofen", "sedation")) == {1}
    assert signs(found(mechanisms, "ethanol", "motivation-to-drink")) == {1}
    kinds = {path["kind"] for path in found(mechanisms, "baclofen", "motivation-to-drink")}
    assert kinds == {"therapeutic"}
    assert {path["kind"] for path in found(mechanisms, "baclofen", "sedation")} == {"adverse"}
    assert {path["kind"] for path in found(mechanisms, "baclofen", "ability-to-drive")} == {"adverse"}
    assert {path["kind"] for path in found(mechanisms, "baclofen", "resting-activity-right-dlpfc")} == {"neither"}


def test_anxiety_and_relapse_have_routes_both_ways(mechanisms: Mechanisms) -> None:
    for end in ("anxiety", "relapse-to-drinking"):
        paths = found(mechanisms, "baclofen", end)
        assert signs(paths) == {1, -1}
        assert all(path["opposed"] for path in paths)
    adverse = [path for path in found(mechanisms, "baclofen", "anxiety") if path["kind"] == "adverse"]
    assert [path["steps"][0]["claims"] for path in adverse] == [["alcohol-use-disorder-140"]]


def test_the_outcome_that_documents_state_stands_with_the_route(mechanisms: Mechanisms) -> None:
    paths = found(mechanisms, "baclofen", "relapse-to-drinking")
    lowering = next(path for path in paths if path["net_sign"] == -1)
    stated = {claim for span in lowering["stated_outcome"] for claim in span["claims"]}
    assert stated == {"psychiatric-use-071"}
    assert [aim["claim"] for aim in lowering["aims"]] == ["encyclopaedia-037"], "a purpose is no outcome"


def test_glutamate_was_measured_in_animals_only(mechanisms: Mechanisms) -> None:
    through = [path for path in found(mechanisms, "baclofen", "anxiety") if "glutamate" in written(path)]
    assert [path["animal_only_steps"] for path in through] == [1, 1]


def test_routes_to_relapse_are_those_to_its_kinds(mechanisms: Mechanisms) -> None:
    ends = {path["outcome_id"] for path in found(mechanisms, "baclofen", "relapse")}
    assert {"drugkg:relapse-to-drinking", "drugkg:smoking-relapse"} <= ends


def test_joined_routes_come_only_when_asked_for(mechanisms: Mechanisms) -> None:
    joined = [
        written(path)
        for path in found(mechanisms, "baclofen", "spasticity", PathOptions(joined=True))
        if path["joined"] == "documents"
    ]
    assert joined == [
        "baclofen -excitatory-transmitter-release +monosynaptic-reflex-transmission +spasticity",
        "baclofen -excitatory-transmitter-release +polysynaptic-reflex-transmission +spasticity",
    ]


def test_one_document_alone(mechanisms: Mechanisms) -> None:
    only = PathOptions(sources=frozenset({expand("source:encyclopaedia")}))
    assert [written(path) for path in found(mechanisms, "baclofen", "monosynaptic-reflex-transmission", only)] == [
        "baclofen -excitatory-transmitter-release +monosynaptic-reflex-transmission"
    ]


def test_the_documents_stop_where_they_stop(mechanisms: Mechanisms) -> None:
    for start, end in [
        ("baclofen", "epilepsy"),  # its effect was disappointing
        ("dopamine-release-nucleus-accumbens", "alcohol-craving"),  # dopamine is said to drive reward and motivation
        ("cue-induced-activation-insula", "drug-craving"),  # the insula is associated with craving: a place
        ("alcohol-evoked-dopamine-neuron-firing", "alcohol-reward"),  # the encyclopaedia goes no further
        ("muscle-relaxant-effect", "spasticity"),
    ]:
        assert found(mechanisms, start, end) == [], (start, end)


def test_a_store_can_be_asked_directly(graph_folder: Path) -> None:
    with EmbeddedStore(store_folder(graph_folder)) as store:
        answer = paths_between(read_mechanisms(store), expand("drugkg:baclofen"), expand("drugkg:spasticity"))
    assert len(answer.paths) == 2
    assert answer.hints == ["2 routes are left out whose steps are in several documents; --joined shows them"]


@pytest.mark.parametrize("drug", ["gamma-hydroxybutyric-acid", "phenibut"])
def test_no_route_to_anxiety_is_invented_for_another_agonist(graph_folder: Path, drug: str) -> None:
    """The encyclopaedia speaks of the limbic system where it explains what baclofen does in alcohol use disorder."""
    with EmbeddedStore(store_folder(graph_folder)) as store:
        mechanisms = read_mechanisms(store)
    for joined in (False, True):
        options = PathOptions(joined=joined, any_people=True)
        answer = paths_between(mechanisms, expand(f"drugkg:{drug}"), expand("drugkg:anxiety"), options)
        assert answer.paths == []
        assert any("only under use of baclofen" in hint and "encyclopaedia-123" in hint for hint in answer.hints)


def test_what_is_said_of_baclofen_is_not_joined_to_another_drug(mechanisms: Mechanisms) -> None:
    """Profound lethargy follows the sedation by baclofen; of benzodiazepines the page says only that they sedate."""
    assert found(mechanisms, "benzodiazepine", "lethargy") == []
    firing = paths_between(
        mechanisms, expand("drugkg:phenibut"), expand("drugkg:alcohol-evoked-dopamine-neuron-firing")
    )
    assert firing.paths == []
    assert any("only under use of baclofen" in hint and "encyclopaedia-118" in hint for hint in firing.hints)


def test_the_way_to_addiction_is_hedged_and_open_in_direction(mechanisms: Mechanisms) -> None:
    """The encyclopaedia: for reward and addiction it is thought to work by less dopamine released with alcohol."""
    path, *others = found(mechanisms, "baclofen", "drug-addiction")
    assert (others, path["joined"], path["documents"]) == ([], False, ["004_fd114b47376eaaee.txt"])
    assert written(path) == "baclofen -alcohol-evoked-dopamine-release ?drug-addiction"
    assert [step["modality"] for step in path["steps"]] == ["hedged", "hedged"]
    assert [step["claims"] for step in path["steps"]] == [["encyclopaedia-115"], ["encyclopaedia-221"]]
    assert (path["weakest_modality"], path["weakest_evidence"]) == ("hedged", 1)


def test_what_is_said_under_baclofen_is_no_step_from_alcohol(mechanisms: Mechanisms) -> None:
    answer = paths_between(mechanisms, expand("drugkg:ethanol"), expand("drugkg:drug-addiction"))
    assert answer.paths == []
    assert any("only under use of baclofen" in hint and "encyclopaedia-221" in hint for hint in answer.hints)


def test_what_opioids_add_is_no_step_of_baclofen_alone(mechanisms: Mechanisms) -> None:
    (path,) = found(mechanisms, "baclofen", "respiratory-depression")
    assert path["steps"][-1]["claims"] == ["psychiatric-use-018"]
    together = found(mechanisms, "combination-baclofen-opioids", "respiratory-depression")
    assert {claim for path in together for claim in path["steps"][-1]["claims"]} >= {"alcohol-use-disorder-164"}


def test_each_step_has_what_limits_it(mechanisms: Mechanisms) -> None:
    steps = {
        step["object_id"].partition(":")[2]: [(limit["qualifier"], limit["value"]) for limit in step["limits"]]
        for path in found(mechanisms, "baclofen", "relapse")
        for step in path["steps"]
    }
    assert steps["glutamate-release-amygdala"] == [("anatomical_context", "amygdala"), ("species", "animal model")]
    assert ("population", "treatment-seeking cigarette smokers") in steps["resting-activity-right-dlpfc"]
    raised = [path for path in found(mechanisms, "baclofen", "anxiety") if path["net_sign"] == 1]
    assert [(limit["value"], limit["all"]) for limit in raised[0]["steps"][0]["limits"]] == [
        ("increased; in a subset of individuals", True)
    ]


def test_a_stated_outcome_has_its_limits_and_counts_each_modality(mechanisms: Mechanisms) -> None:
    path = found(mechanisms, "baclofen", "spasticity")[0]
    (outcome,) = path["stated_outcome"]
    assert [(count["modality"], count["documents"]) for count in outcome["support"]] == [("asserted", 3), ("hedged", 1)]
    assert outcome["phrases"]["addiction-clinic-017"] == "decreases spasticity in cerebral palsy"
    limits = {(limit["qualifier"], limit["value"]): limit["claims"] for limit in outcome["limits"]}
    assert limits["condition", "cerebral palsy"] == ["addiction-clinic-017"]
    assert limits["population", "people with psychiatric disorders"] == ["psychiatric-use-033"]


def test_the_two_ends_of_a_range_are_one_limit(mechanisms: Mechanisms) -> None:
    (path,) = found(mechanisms, "baclofen", "euphoria")
    limits = [(limit["qualifier"], limit["value"]) for limit in path["steps"][0]["limits"]]
    assert limits == [("degree", "paradoxical"), ("frequency", "common to very common")]


def test_what_the_reader_inferred_is_marked(mechanisms: Mechanisms) -> None:
    inferred = {
        step["object_id"].partition(":")[2]
        for path in found(mechanisms, "baclofen", "spasticity")
        for step in path["steps"]
        if step["inferred"]
    }
    assert inferred == {
        "primary-afferent-hyperpolarisation",
        "monosynaptic-reflex-transmission",
        "polysynaptic-reflex-transmission",
    }


def test_no_purpose_makes_a_step(mechanisms: Mechanisms) -> None:
    aims = {claim.id for claim in mechanisms.claims if claim.modality == "aim"}
    assert "addiction-clinic-233" in aims
    assert not aims & {claim.id for edge in mechanisms.edges() for claim in edge.claims}
