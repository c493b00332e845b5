"""An entity with its roles, relations and claims, and the picture of its neighbours, on the graph of the sources."""

from __future__ import annotations

import pytest

from queries.entities.neighbours import neighbours
from queries.entities.profile import families_of, read_profile
from queries.errors import UnknownNameError
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore


def test_a_role_is_what_claims_make_of_an_entity_and_not_its_class(store: EmbeddedStore) -> None:
    found = read_profile(store, "drugkg:drowsiness")
    assert found.kinds == ("clinical finding",)
    assert [role.name for role in found.roles] == ["AdverseEffect"]
    assert read_profile(store, "drugkg:baclofen").roles == ()


def test_relations_are_read_in_both_directions(store: EmbeddedStore) -> None:
    found = read_profile(store, "drugkg:alcohol-use-disorder").relations
    said = {(item.subject_id, item.name, item.object_id) for item in found}
    assert said == {
        ("drugkg:alcohol-use-disorder", "kindOf", "drugkg:substance-use-disorder"),
        ("drugkg:alcohol-use-disorder", "involves", "drugkg:ethanol"),
        ("drugkg:people-with-alcohol-use-disorder", "involves", "drugkg:alcohol-use-disorder"),
        ("drugkg:baclofen-for-alcohol-use-disorder", "forCondition", "drugkg:alcohol-use-disorder"),
    }


def test_claims_are_those_that_name_it_by_topic_and_document(store: EmbeddedStore) -> None:
    found = read_profile(store, "drugkg:drowsiness")
    assert all(claim.involves("drugkg:drowsiness") for claim in found.claims)
    numbers = {family: number for family, (_, number) in families_of(found.claims).items()}
    assert numbers == {"adverse_effect": 7, "mechanism": 1, "patient_education": 1}
    by_document = found.of_family("adverse_effect")
    assert sum(map(len, by_document.values())) == 7
    assert all(claim.source == source for source, rows in by_document.items() for claim in rows)


def test_an_entity_that_the_graph_does_not_have_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError):
        read_profile(store, "drugkg:nothing-of-the-kind")


def test_the_picture_has_one_line_for_each_way_in_which_two_are_joined(store: EmbeddedStore, index: Index) -> None:
    found = neighbours(read_profile(store, "drugkg:alcohol-use-disorder"), index.names)
    edges = {edge.id: edge for edge in found.elements.edges}
    assert edges["drugkg:alcohol-use-disorder kindOf drugkg:substance-use-disorder"].definitional
    association = edges["drugkg:brain-network-dysfunction-aud ~ drugkg:alcohol-use-disorder"]
    assert association.association
    lowers = edges["drugkg:baclofen - drugkg:alcohol-use-disorder"]
    assert (lowers.sign, lowers.label) == (-1, "decreases")
    assert {claim.predicate for claim in found.claims[lowers.id]} == {"decreases"}
    others = edges["drugkg:baclofen = drugkg:alcohol-use-disorder"]
    assert others.note.endswith("more")


def test_what_documents_only_deny_is_not_drawn_as_stated(store: EmbeddedStore, index: Index) -> None:
    found = neighbours(read_profile(store, "drugkg:ghb-receptor"), index.names)
    denied = next(edge for edge in found.elements.edges if edge.source == "drugkg:baclofen")
    assert (denied.label, denied.sign, denied.disputed, denied.hedged) == ("denies: binds to", 0, True, True)


def test_the_neighbours_that_most_documents_speak_of_are_kept_and_the_others_counted(
    store: EmbeddedStore, index: Index
) -> None:
    profile = read_profile(store, "drugkg:baclofen")
    few, many = neighbours(profile, index.names, most=3), neighbours(profile, index.names, most=10_000)
    assert len(few.elements.nodes) == 4
    assert few.left_out + 3 == len(many.elements.nodes) - 1
    assert many.left_out == 0
    assert "drugkg:gaba-b-receptor" in {node.id for node in few.elements.nodes}
