from __future__ import annotations

from itertools import combinations

import pytest

from ontology.namespaces import compact, expand
from queries.drawing.elements import GraphElements
from queries.drawing.layout import Layout, Link, layered
from queries.drawing.svg import draw, edge_label_size, node_size
from queries.mechanism.effects import Mechanisms
from queries.mechanism.paths import paths_between, read_mechanisms
from queries.mechanism.picture import kind_of, mechanism_elements, steps_around, steps_of_paths
from queries.store.embedded import EmbeddedStore

BACLOFEN = "drugkg:baclofen"


@pytest.fixture(scope="module")
def mechanisms(store: EmbeddedStore) -> Mechanisms:
    return read_mechanisms(store)


def elements_to(mechanisms: Mechanisms, end: str) -> GraphElements:
    return mechanism_elements(mechanisms, paths_between(mechanisms, expand(BACLOFEN), expand(end)).paths)


def place(elements: GraphElements) -> Layout:
    links = [Link(edge.id, edge.source, edge.target, edge_label_size(edge)) for edge in elements.edges]
    return layered({node.id: node_size(node) for node in elements.nodes}, links)


def test_the_way_to_craving_has_its_signs(mechanisms: Mechanisms) -> None:
    elements = elements_to(mechanisms, "drugkg:alcohol-craving")
    edges = {(edge.source.partition(":")[2], edge.target.partition(":")[2]): edge for edge in elements.edges}
    lowers = edges["gaba-b-receptor-activity", "excitatory-neurotransmission"]
    assert (lowers.sign, lowers.label, lowers.definitional) == (-1, "decreases", False)
    assert edges["baclofen", "gaba-b-receptor"].sign == 1
    definition = edges["gaba-b-receptor", "gaba-b-receptor-activity"]
    assert (definition.sign, definition.definitional, definition.label) == (1, True, "")


def test_nodes_tell_what_becomes_of_them(mechanisms: Mechanisms) -> None:
    badges = {node.label: node.badge for node in elements_to(mechanisms, "drugkg:alcohol-craving").nodes}
    assert badges["GABA-B receptor activity"] == "↑"
    assert badges["excitatory neurotransmission"] == "↓"
    assert badges["alcohol craving"] == "↓"
    assert badges["baclofen"] == ""


def test_a_node_that_routes_raise_and_lower_says_both(mechanisms: Mechanisms) -> None:
    badges = {node.label: node.badge for node in elements_to(mechanisms, "drugkg:relapse").nodes}
    assert badges["anxiety"] == "↑↓"


def test_a_step_that_a_claim_contradicts_is_disputed(mechanisms: Mechanisms) -> None:
    edges = {edge.id: edge for edge in elements_to(mechanisms, "drugkg:relapse").edges}
    causes = edges["drugkg:baclofen + drugkg:anxiety"]
    assert causes.disputed
    assert "against it" in causes.title
    assert not edges["drugkg:impulsivity + drugkg:relapse-to-drinking"].disputed


def test_a_step_shows_what_limits_it(mechanisms: Mechanisms) -> None:
    edges = {edge.id: edge for edge in elements_to(mechanisms, "drugkg:relapse").edges}
    assert edges["drugkg:baclofen - drugkg:glutamate-release-amygdala"].note == "animal model"
    assert edges["drugkg:glutamate-release-amygdala - drugkg:inhibitory-control-amygdala-prefrontal"].note == (
        "inferred by the reader"
    )
    raised = edges["drugkg:baclofen + drugkg:anxiety"]
    assert raised.note == "increased; in a subset of individuals"
    assert "limits: degree: increased; in a subset of individuals" in raised.title


def test_a_step_of_joined_routes_alone_has_a_line_of_its_own(mechanisms: Mechanisms) -> None:
    elements = elements_to(mechanisms, "drugkg:relapse")
    assert [edge.id for edge in elements.edges if edge.joined] == ["drugkg:baclofen + drugkg:anxiety"]
    drawing = draw(elements).svg
    assert "only in routes joined from passages or documents" in drawing
    assert "14 4 1.5 4" in drawing
    assert not any(edge.joined for edge in elements_to(mechanisms, "drugkg:spasticity").edges)


def test_a_step_that_nobody_asserts_is_dashed(mechanisms: Mechanisms) -> None:
    edges = {edge.id: edge for edge in elements_to(mechanisms, "drugkg:relapse").edges}
    assert edges["drugkg:inhibitory-control-amygdala-prefrontal - drugkg:anxiety"].hedged


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        (BACLOFEN, "drug"),
        ("drugkg:gaba-b-receptor", "receptor"),
        ("drugkg:excitatory-neurotransmission", "activity"),
        ("drugkg:amygdala", "place"),
        ("drugkg:alcohol-craving", "finding"),
        ("drugkg:relapse", "outcome"),
        ("drugkg:no-such-thing", "other"),
    ],
)
def test_the_kind_of_a_node_follows_from_its_class(mechanisms: Mechanisms, node: str, kind: str) -> None:
    assert kind_of(mechanisms, node) == kind


def test_expanding_a_node_shows_what_leads_to_it_and_from_it(mechanisms: Mechanisms) -> None:
    steps, more = steps_around(mechanisms, mechanisms.edges(), "drugkg:gaba-b-receptor-activity", most=50)
    assert "drugkg:gaba-b-receptor + drugkg:gaba-b-receptor-activity" in steps
    assert "drugkg:gaba-b-receptor-activity - drugkg:excitatory-neurotransmission" in steps
    assert more == 0
    few, left = steps_around(mechanisms, mechanisms.edges(), "drugkg:gaba-b-receptor-activity", most=3)
    assert (len(few), left) == (3, len(steps) - 3)


def test_expanding_adds_to_the_routes(mechanisms: Mechanisms) -> None:
    paths = paths_between(mechanisms, expand(BACLOFEN), expand("drugkg:alcohol-craving")).paths
    further, _ = steps_around(mechanisms, mechanisms.edges(), "drugkg:gaba-b-receptor-activity")
    elements = mechanism_elements(mechanisms, paths, further)
    shown = {edge.id for edge in elements.edges}
    assert shown == set(steps_of_paths(paths)) | set(further)
    ends = {node.id for node in elements.nodes}
    assert all({edge.source, edge.target} <= ends for edge in elements.edges)


def test_a_start_without_routes_is_still_shown(mechanisms: Mechanisms) -> None:
    elements = mechanism_elements(mechanisms, [], ends=[BACLOFEN])
    assert [(node.label, node.emphasis) for node in elements.nodes] == [("baclofen", True)]


def overlapping(elements: GraphElements) -> list[tuple[str, str]]:
    """Return the nodes and labels of edges that overlap, and the edges that run through a node between their ends."""
    layout = place(elements)
    nodes = [(node.id, layout.nodes[node.id], node_size(node)) for node in elements.nodes]
    labels = [(edge.id, layout.labels[edge.id], edge_label_size(edge)) for edge in elements.edges]
    found = [
        (one, two)
        for (one, (x, y), a), (two, (u, v), b) in combinations([*nodes, *labels], 2)
        if abs(x - u) < (a.width + b.width) / 2 and abs(y - v) < (a.height + b.height) / 2
    ]
    for edge in elements.edges:
        others = [node for node in nodes if node[0] not in (edge.source, edge.target)]
        found += [
            (edge.id, name)
            for name, (x, y), size in others
            for u, v in layout.routes[edge.id]
            if abs(u - x) < size.width / 2 and abs(v - y) < size.height / 2
        ]
    return found


def test_nothing_overlaps_in_any_picture_of_what_baclofen_does(mechanisms: Mechanisms) -> None:
    sizes = []
    ends = {edge.object for edge in mechanisms.edges()} | {expand("drugkg:relapse")}
    for end in sorted(ends - {expand(BACLOFEN)}):
        elements = elements_to(mechanisms, compact(end))
        if elements.nodes:
            assert overlapping(elements) == [], f"on the way to {end}"
            sizes.append(len(elements.nodes))
    assert len(sizes) > 100
    assert max(sizes) >= 15


def test_nothing_overlaps_when_more_than_twenty_nodes_are_shown(mechanisms: Mechanisms) -> None:
    paths = paths_between(mechanisms, expand(BACLOFEN), expand("drugkg:relapse")).paths
    further, _ = steps_around(mechanisms, mechanisms.edges(), BACLOFEN, most=25)
    elements = mechanism_elements(mechanisms, paths, further)
    assert len(elements.nodes) >= 30
    assert overlapping(elements) == []
