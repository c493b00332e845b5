"""Which routes are a document's own, which are joined, and from where a step said under a condition may start."""

from __future__ import annotations

import pytest

from queries.mechanism.claims import Place
from queries.mechanism.paths import PathOptions, paths_between
from tests.support.mechanisms import claim, network, routes

FAR = (Place("one", 900, 940),)


def test_steps_in_passages_that_a_document_does_not_link_are_joined() -> None:
    found = paths_between(network("a + b", claim("b + c", places=FAR)), "a", "c")
    assert [(path["joined"], path["documents"]) for path in found.paths] == [("passages", [])]
    assert [source["document"] for source in found.paths[0]["joined_from"]] == ["one"]
    assert "1 route is joined from passages that their document does not link: marked, and last" in found.hints


@pytest.mark.parametrize(("start", "joined"), [(0, False), (40, False), (190, False), (191, "passages")])
def test_a_passage_ends_after_about_a_sentence(start: int, joined: str | bool) -> None:
    near = claim("b + c", places=(Place("one", start, start + 20),))
    assert paths_between(network("a + b", near), "a", "c").paths[0]["joined"] == joined


def test_a_passage_does_not_go_beyond_its_section() -> None:
    other = claim("b + c", places=(Place("two", 10, 40),))
    assert paths_between(network("a + b", other), "a", "c").paths[0]["joined"] == "passages"


def test_a_claim_that_sums_up_the_steps_before_links_the_next() -> None:
    summary = claim("a + c", places=FAR)
    found = paths_between(network("a + b", "b + c", claim("c + d", places=FAR), summary), "a", "d")
    assert [(path["joined"], len(path["steps"])) for path in found.paths] == [(False, 3)]
    against = claim("a - c", places=FAR)
    found = paths_between(network("a + b", "b + c", claim("c + d", places=FAR), against), "a", "d")
    assert "passages" in [path["joined"] for path in found.paths], "a summary of the opposite sign is another route"


def test_one_documents_routes_come_before_joined_ones_and_are_not_displaced() -> None:
    found = paths_between(network("a + c", "a + b", claim("b + c", places=FAR)), "a", "c")
    assert [(route, path["joined"]) for route, path in zip(routes(found), found.paths, strict=True)] == [
        ("a c+", False),
        ("a b c+", "passages"),
    ]


AGENTS = {
    "drug": frozenset({"drug"}),
    "other": frozenset({"other"}),
    "use": frozenset({"drug"}),
    "both": frozenset({"drug", "other"}),
    "stop": frozenset({"stop"}),
    "care": frozenset(),
}


@pytest.mark.parametrize(
    ("start", "condition", "holds"),
    [
        ("drug", "use", True),
        ("use", "drug", True),
        ("both", "use", True),
        ("drug", "both", False),
        ("both", "both", True),
        ("other", "use", False),
        ("stop", "use", False),
        ("activity", "use", False),
        ("drug", "care", True),
        ("activity", "care", False),
        ("other", "disease", True),
    ],
)
def test_a_step_said_under_a_condition_starts_from_nothing_else(start: str, condition: str, holds: bool) -> None:
    said = claim("b - c", conditions=frozenset({condition}))
    found = paths_between(network(f"{start} + b", said, agents=AGENTS), start, "c")
    assert bool(found.paths) is holds
    assert any(f"only under {condition}" in hint and said.id in hint for hint in found.hints) is not holds


def test_a_condition_that_names_the_start_refers_back_to_its_first_step() -> None:
    said = claim("b - c", places=FAR, conditions=frozenset({"use"}))
    assert paths_between(network("drug + b", said, agents=AGENTS), "drug", "c").paths[0]["joined"] is False


def test_a_passage_about_one_drug_is_not_joined_to_another() -> None:
    passage = (claim("drug + b", places=FAR), claim("b - c", places=FAR))
    claims = network("other + b", *passage, agents=AGENTS)
    found = paths_between(claims, "other", "c", PathOptions(joined=True))
    assert found.paths == []
    assert "1 route is left out that would join what is said of drug" in found.hints
    assert routes(paths_between(claims, "drug", "c")) == ["drug b c-"]
    general = network("other + b", claim("b - c", places=FAR), agents=AGENTS)
    assert [path["joined"] for path in paths_between(general, "other", "c").paths] == ["passages"]


def test_a_passage_on_another_drug_is_no_evidence_for_a_step_that_is_stated_without_it() -> None:
    own, elsewhere = claim("b - c"), claim("b - c", source="two")
    general = claim("b - c", source="three")
    claims = network("drug + b", own, claim("other + b", source="two"), elsewhere, general, agents=AGENTS)

    def evidence(start: str) -> list[str]:
        [path] = paths_between(claims, start, "c").paths
        return list(path["steps"][1]["claims"])

    assert evidence("drug") == [own.id, general.id]
    assert evidence("other") == [general.id, elsewhere.id]


def test_routes_through_what_is_said_of_many_other_drugs_never_crowd_out_a_drugs_own() -> None:
    others = [f"drug{number:03}" for number in range(120)]
    agents = AGENTS | {name: frozenset({name}) for name in others}
    foreign = [
        claim(text, source=name, places=places)
        for name in others
        for text, places in ((f"{name} + m-{name}", FAR), (f"b + m-{name}", FAR), (f"m-{name} + c", FAR))
    ]
    crossed = [claim(f"m-{one} + m-{two}", source=one, places=FAR) for one in others[:50] for two in others[50:]]
    found = paths_between(network("drug + b", "b + c", *foreign, *crossed, agents=agents), "drug", "c")
    assert routes(found) == ["drug b c+"]
    assert found.hints == [
        "100 routes and more are left out that would join what is said of other drugs, such as drug000"
    ]
