"""The rules of mechanism paths, on small networks made for the purpose."""

from __future__ import annotations

import pytest

from ontology.errors import UserError
from queries.mechanism.diagrams import dot, mermaid
from queries.mechanism.effects import Names
from queries.mechanism.paths import PathOptions, paths_between
from tests.support.mechanisms import claim, network, routes


def test_net_sign_is_the_product_and_nothing_with_an_unsigned_step() -> None:
    assert routes(paths_between(network("a - b", "b - c"), "a", "c")) == ["a b c+"]
    unsigned = paths_between(network("a - b", "b ? c", "c + d"), "a", "d")
    assert routes(unsigned) == ["a b c d?"]
    assert unsigned.paths[0]["unsigned_steps"] == 1
    assert [step["state"] for step in unsigned.paths[0]["steps"]] == [-1, None, None]


def test_no_node_is_visited_twice() -> None:
    assert routes(paths_between(network("a + b", "b + a", "b + b", "b + c"), "a", "c")) == ["a b c+"]


def test_a_direct_claim_is_the_stated_outcome_of_the_route_that_explains_it() -> None:
    direct = claim("a - c")
    found = paths_between(network("a - b", "b + c", direct), "a", "c")
    assert routes(found) == ["a b c-"]
    assert [span["claims"] for span in found.paths[0]["stated_outcome"]] == [[direct.id]]
    assert found.paths[0]["stated_outcome"][0]["agrees"] is True


def test_a_direct_claim_without_a_route_is_the_route() -> None:
    found = paths_between(network("a - c"), "a", "c")
    assert routes(found) == ["a c-"]
    assert found.paths[0]["stated_outcome"] == []


def test_a_direct_claim_is_also_the_stated_outcome_of_an_unsigned_route() -> None:
    found = paths_between(network("a ? b", "b - c", "a - c"), "a", "c")
    assert routes(found) == ["a b c?"]
    assert found.paths[0]["stated_outcome"][0]["agrees"] is None


def test_a_route_that_skips_steps_is_said_with_the_route_that_spells_them_out() -> None:
    skipping = claim("a + c", source="two")
    found = paths_between(network("a + b", "b + c", "c + d", skipping, claim("c + d", source="two")), "a", "d")
    assert routes(found) == ["a b c d+"]
    assert [span["claims"] for span in found.paths[0]["said_at_once"]] == [[skipping.id]]


def test_a_limit_of_steps_does_not_bring_the_shortcut_forth() -> None:
    found = paths_between(network("a + b", "b + c", "c + d", "a + c"), "a", "d", PathOptions(max_steps=2))
    assert routes(found) == []
    assert found.hints[0] == "no document states a route from a to d in 2 steps or fewer"
    assert "1 route is left out for having more steps: raise --max-steps" in found.hints


def test_a_signed_route_does_not_give_way_to_an_unsigned_one() -> None:
    found = paths_between(network("a ? b", "b ? c", "a - c", "c + d"), "a", "d")
    assert routes(found) == ["a c d-", "a b c d?"]


def test_an_unsigned_claim_beside_a_signed_one_makes_no_route_of_its_own() -> None:
    vague = claim("a ? b")
    found = paths_between(network("a + b", vague, "b + c"), "a", "c")
    assert routes(found) == ["a b c+"]
    assert found.paths[0]["steps"][0]["unsigned_claims"] == [vague.id]


def test_routes_of_opposite_sign_stand_together() -> None:
    found = paths_between(network("a - b", "b + c", "a + c"), "a", "c")
    assert routes(found) == ["a b c-", "a c+"]
    assert all(path["opposed"] and path["disputed"] for path in found.paths)


def test_a_step_that_two_claims_give_opposite_signs_is_two_routes_each_contradicted() -> None:
    up, down = claim("a + b"), claim("a - b", source="two")
    found = paths_between(network(up, down, "b + c", claim("b + c", source="two")), "a", "c")
    assert routes(found) == ["a b c-", "a b c+"]
    assert [path["steps"][0]["opposed_by"] for path in found.paths] == [[up.id], [down.id]]


def test_a_claim_that_contradicts_part_of_a_route_is_told() -> None:
    found = paths_between(network("a - b", "b + c", "c + d", "a + c"), "a", "d")
    assert routes(found) == ["a b c d-", "a c d+"]
    assert found.paths[0]["said_at_once"][0]["agrees"] is False


def test_a_denied_claim_makes_no_step_and_is_told_on_the_step_that_it_denies() -> None:
    denial = claim("a !+ b", source="two")
    assert routes(paths_between(network(denial, "b + c"), "a", "c")) == []
    found = paths_between(network("a + b", denial, "b + c"), "a", "c")
    assert found.paths[0]["steps"][0]["denied_by"] == [denial.id]
    assert found.paths[0]["disputed"]
    unrelated = paths_between(network("a - b", denial, "b + c"), "a", "c")
    assert not unrelated.paths[0]["disputed"]


def test_a_denied_outcome_is_told_on_the_route() -> None:
    denial = claim("a !+ c")
    found = paths_between(network("a + b", "b + c", denial), "a", "c")
    assert found.paths[0]["stated_outcome"][0]["denied_by"] == [denial.id]
    assert found.paths[0]["stated_outcome"][0]["claims"] == []
    assert found.paths[0]["disputed"]


def test_a_denied_effect_without_a_route_is_hinted_at() -> None:
    denial = claim("a !- b")
    assert f"denied: a decreases b ({denial.id})" in paths_between(network(denial, "a + c"), "a", "b").hints


@pytest.mark.parametrize("modality", ["insufficientEvidence", "unknown"])
def test_a_claim_that_evidence_is_lacking_makes_no_step(modality: str) -> None:
    doubt = claim("a + b", source="two", modality=modality)
    assert routes(paths_between(network(doubt), "a", "b")) == []
    assert paths_between(network("a + b", doubt), "a", "b").paths[0]["steps"][0]["doubted_by"] == [doubt.id]


def test_modality_of_a_step_is_the_strongest_and_of_a_route_the_weakest() -> None:
    claims = network("a + b", claim("a + b", modality="hedged"), claim("b + c", modality="hypothesis"))
    path = paths_between(claims, "a", "c").paths[0]
    assert [step["modality"] for step in path["steps"]] == ["asserted", "hypothesis"]
    assert path["weakest_modality"] == "hypothesis"
    assert routes(paths_between(claims, "a", "c", PathOptions(certainty=frozenset({"asserted"})))) == []
    two = PathOptions(certainty=frozenset({"asserted", "hypothesis"}))
    step = paths_between(claims, "a", "b", two).paths[0]["steps"][0]
    assert len(step["claims"]) == 1  # not also the hedged one
    assert routes(paths_between(claims, "a", "c", two)) == routes(paths_between(claims, "a", "c"))
    hedged = paths_between(claims, "a", "c", PathOptions(certainty=frozenset({"hedged", "hypothesis"})))
    assert [step["modality"] for step in hedged.paths[0]["steps"]] == ["hedged", "hypothesis"]
    none = paths_between(claims, "a", "c", PathOptions(certainty=frozenset({"hypothesis", "recommendation"})))
    assert none.hints[0].endswith("by claims that are put as a hypothesis or recommended")


def test_unreviewed_claims_make_a_step_only_on_request() -> None:
    claims = network(claim("a + b", review="proposed"))
    assert routes(paths_between(claims, "a", "b")) == []
    hint = "1 proposed claim is left out, as nobody has reviewed it; --proposed uses such claims"
    assert hint in paths_between(claims, "a", "b").hints
    found = paths_between(claims, "a", "b", PathOptions(proposed=True))
    assert routes(found) == ["a b+"]
    assert [(limit["label"], limit["value"]) for limit in found.paths[0]["steps"][0]["limits"]] == [
        ("review", "proposed")
    ]


def test_a_route_joined_from_documents_is_found_only_on_request_and_displaces_no_stated_one() -> None:
    two = claim("b + c", source="two")
    assert routes(paths_between(network("a + b", two), "a", "c")) == []
    joined = paths_between(network("a + b", two), "a", "c", PathOptions(joined=True))
    assert routes(joined) == ["a b c+"]
    assert joined.paths[0]["joined"]
    stated = paths_between(network("a + b", two, "a + c"), "a", "c", PathOptions(joined=True))
    assert routes(stated) == ["a c+", "a b c+"]
    assert "1 route is left out" in paths_between(network("a + b", two), "a", "c").hints[-1]


def test_a_route_needs_one_document_and_names_all_that_state_it() -> None:
    claims = network(
        "a + b", "b + c", claim("a + b", source="two"), claim("b + c", source="two"), claim("a + b", "three")
    )
    assert paths_between(claims, "a", "c").paths[0]["documents"] == ["one", "two"]


def test_only_claims_of_the_documents_named_make_a_step() -> None:
    claims = network("a + b", claim("a - b", source="two"))
    found = paths_between(claims, "a", "b", PathOptions(sources=frozenset({"two"})))
    assert routes(found) == ["a b-"]
    assert found.paths[0]["steps"][0]["opposed_by"], "what other documents say against it is told all the same"


def test_steps_about_different_people_are_not_joined() -> None:
    smokers, drinkers = frozenset({"smokers"}), frozenset({"drinkers"})
    apart = network(claim("a + b", populations=drinkers), claim("b + c", populations=smokers))
    assert routes(paths_between(apart, "a", "c")) == []
    assert "different people" in paths_between(apart, "a", "c").hints[-1]
    assert routes(paths_between(apart, "a", "c", PathOptions(any_people=True))) == ["a b c+"]
    within = network(
        claim("a + b", populations=drinkers),
        claim("b + c", populations=smokers),
        broader={"drinkers": frozenset({"smokers"})},
    )
    assert routes(paths_between(within, "a", "c")) == ["a b c+"]
    assert paths_between(within, "a", "c").paths[0]["populations"] == ["drinkers", "smokers"]


def test_a_step_is_limited_to_people_only_when_all_its_claims_are() -> None:
    claims = network("a + b", claim("a + b", populations=frozenset({"smokers"})))
    assert paths_between(claims, "a", "b").paths[0]["populations"] == []


def test_a_receptor_leads_to_its_activity_by_definition_and_without_evidence() -> None:
    claims = network("drug + receptor", "activity - end", activities={"receptor": ("activity",)})
    path = paths_between(claims, "drug", "end").paths[0]
    definitional = path["steps"][1]
    assert (definitional["definitional"], definitional["claims"], definitional["studies"]) == (True, [], 0)
    assert (path["definitional_steps"], path["net_sign"], path["weakest_evidence"]) == (1, -1, 1)
    assert path["documents"] == ["one"]


def test_a_kind_is_no_step_to_its_genus_but_an_end_of_its_own() -> None:
    broader = {"special": frozenset({"general"})}
    assert routes(paths_between(network("a - special", "general + b", broader=broader), "a", "b")) == []
    claims = network("a - special", broader=broader)
    assert routes(paths_between(claims, "a", "general")) == ["a special-"]
    assert routes(paths_between(claims, "a", "general", PathOptions(exact=True))) == []


def test_animals_only() -> None:
    mouse = frozenset({"mouse"})
    claims = network(claim("a + b", species=mouse), claim("b + c", species=mouse), "b + c")
    assert paths_between(claims, "a", "c").paths[0]["animal_only_steps"] == 1


@pytest.mark.parametrize(("sign", "kind"), [("+", "adverse"), ("-", "therapeutic"), ("?", "neither")])
def test_a_finding_raised_is_harm_and_lowered_is_good(sign: str, kind: str) -> None:
    names = Names(classes={"finding": frozenset({"ClinicalFinding"})})
    assert paths_between(network(f"a {sign} finding", names=names), "a", "finding").paths[0]["kind"] == kind


def test_an_outcome_is_judged_by_what_is_said_of_it() -> None:
    names = Names(classes={"skill": frozenset({"Outcome"}), "driving": frozenset({"Outcome"})})
    claims = network(
        claim("drug - skill", family="adverse_effect"), claim("skill + driving"), "drug + activity", names=names
    )
    assert paths_between(claims, "drug", "driving").paths[0]["kind"] == "adverse"
    assert paths_between(claims, "drug", "activity").paths[0]["kind"] == "neither"


def test_hints_when_there_is_no_route() -> None:
    contexts = {"place": ("b",)}
    hints = paths_between(network("a + b", contexts=contexts), "b", "a").hints
    assert "from b steps lead to: nothing" in hints
    assert "there is a chain the other way: drugkg path a b" in hints
    place = paths_between(network("a + b", contexts=contexts), "a", "place").hints
    assert place[1] == "place is itself no step of a mechanism; ask for what goes on there or with it: b"


def test_start_and_end_must_differ() -> None:
    with pytest.raises(UserError, match="two different nodes"):
        paths_between(network("a + b"), "a", "a")


def test_a_dense_network_is_searched_only_so_far() -> None:
    nodes = [f"n{number}" for number in range(9)]
    dense = network(*(f"{one} + {other}" for one in nodes for other in nodes if one != other))
    assert any("chains: lower --max-steps" in hint for hint in paths_between(dense, "n0", "n8").hints)


def test_drawings_show_sign_certainty_definition_and_dispute() -> None:
    claims = network(
        "drug + receptor",
        claim("activity - middle", modality="hedged"),
        "middle ? end",
        claim("drug !+ receptor", source="two"),
        activities={"receptor": ("activity",)},
    )
    paths = paths_between(claims, "drug", "end").paths
    assert mermaid(paths).splitlines()[0] == "flowchart LR"
    assert '  n1 -->|"increases"| n2' in mermaid(paths)
    assert '  n2 ==>|"by definition"| n3' in mermaid(paths)
    assert '  n3 -.-x|"decreases"| n4' in mermaid(paths)
    assert '  n4 --o|"modulates"| n5' in mermaid(paths)
    assert "  linkStyle 0 stroke:#c62828,color:#c62828" in mermaid(paths)
    drawn = dot(paths)
    assert 'n1 -> n2 [label="increases", arrowhead=normal, style=solid, color="#c62828"' in drawn
    assert 'n2 -> n3 [label="by definition", arrowhead=normal, style=dotted]' in drawn
    assert 'n3 -> n4 [label="decreases", arrowhead=tee, style=dashed]' in drawn


def test_labels_are_data_in_drawings() -> None:
    names = Names(labels={"a": 'x"] --> <script>\n#`', "b": 'y\\" ]; evil'})
    paths = paths_between(network("a + b", names=names), "a", "b").paths
    assert '  n1["x#34;#93; --#62; #60;script#62; #35;#96;"]' in mermaid(paths)
    assert 'n2 [label="y\\\\\\" ]; evil"];' in dot(paths)
    assert all(line.endswith(("]", "n2", "LR")) for line in mermaid(paths).splitlines())


def test_nothing_to_draw() -> None:
    assert mermaid([]) == "flowchart LR\n"
    assert dot([]).endswith("}\n")
