"""What a step rests on: species, kind of study, association; and how routes are counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ontology.namespaces import PREFIXES
from queries.mechanism.basis import SEEN_IN, species_of, studies_of
from queries.mechanism.claims import HUMAN, MechanismClaim
from queries.mechanism.counting import banner, route_counts
from queries.mechanism.diagrams import dot, mermaid
from queries.mechanism.paths import PathOptions, paths_between
from queries.mechanism.picture import step_marks
from queries.mechanism.text import path_lines, path_rows
from tests.support.mechanisms import claim, network, routes

MOUSE = frozenset({PREFIXES["drugkg"] + "mouse"})
PEOPLE = frozenset({HUMAN})
CORRELATES = PREFIXES["dkgo"] + "correlatesPositivelyWith"


def correlation(text: str) -> MechanismClaim:
    said = claim(text)
    return MechanismClaim(said.id, said.subject, CORRELATES, said.object, 1, said.source, places=said.places)


@pytest.mark.parametrize(
    ("claims", "species"),
    [
        ([{"species": MOUSE}], "animals"),
        ([{"species": MOUSE}, {}], ""),
        ([{"species": MOUSE}, {"species": PEOPLE}], "animals and people"),
        ([{"species": PEOPLE}], "people"),
        ([{"evidence": "ECO:0000180"}], "people"),
        ([{"evidence": "ECO:0000179"}], "animals"),
        ([{"evidence": "ECO:0000303"}], ""),
        ([{"species": MOUSE | PEOPLE}], "animals and people"),
    ],
)
def test_the_species_of_a_step_is_what_every_claim_names(claims: list[dict[str, object]], species: str) -> None:
    assert species_of([replace(claim("a + b"), **more) for more in claims]) == species  # type: ignore[arg-type]


def test_the_kinds_of_study_come_before_a_mere_statement() -> None:
    assert studies_of([claim("a + b"), claim("a + b", evidence="ECO:0000179")]) == ["animal study", "statement"]


def test_text_table_and_drawings_say_animals_and_association() -> None:
    mechanisms = network(claim("a + b", species=MOUSE, evidence="ECO:0000179"), correlation("b + c"))
    paths = paths_between(mechanisms, "a", "c").paths
    text = "\n".join(path_lines(paths))
    assert "seen in animals only, animal study" in text
    assert "an association: no cause is stated" in text
    assert [(row["relation"], row["seen_in"], row["study"]) for row in path_rows(paths)] == [
        ("effect", "animals", "animal study"),
        ("association", "", "statement"),
    ]
    assert [step_marks(step, joined=False) for step in paths[0]["steps"]] == [("animals", "animal study"), ()]
    assert [step["association"] for step in paths[0]["steps"]] == [False, True]
    assert "seen in animals only; animal study" in mermaid(paths)
    assert '---|"' in mermaid(paths)
    assert "arrowhead=none" in dot(paths)


def test_a_reader_can_leave_out_animals_associations_and_statements() -> None:
    mechanisms = network(claim("a + b", species=MOUSE, evidence="ECO:0000179"), correlation("b + c"))
    for without in ("animals", "unspecified", "associations", "statements"):
        assert routes(paths_between(mechanisms, "a", "c", PathOptions(without=frozenset({without})))) == []
    assert len(routes(paths_between(mechanisms, "a", "c"))) == 1


@pytest.mark.parametrize(
    ("seen", "left"),
    [
        ("people-or-not-said", ["people", "both", "neither"]),
        ("people", ["people", "both"]),
        ("animals", ["animals", "both"]),
        ("animals-or-not-said", ["animals", "both", "neither"]),
    ],
)
def test_a_reader_can_choose_in_whom_a_step_was_seen(seen: str, left: list[str]) -> None:
    mechanisms = network(
        claim("animals + c", species=MOUSE),
        claim("people + c", species=PEOPLE),
        claim("both + c", species=MOUSE | PEOPLE),
        claim("neither + c"),
    )
    options = PathOptions(without=SEEN_IN[seen][1])
    found = [start for start in ("animals", "people", "both", "neither")
             if routes(paths_between(mechanisms, start, "c", options))]  # fmt: skip
    assert sorted(found) == sorted(left)


def test_a_node_can_be_asked_for_and_avoided() -> None:
    mechanisms = network("a + b", "b + d", "a + c", "c + d")
    assert routes(paths_between(mechanisms, "a", "d", PathOptions(via=frozenset({"b"})))) == ["a b d+"]
    answer = paths_between(mechanisms, "a", "d", PathOptions(avoid=frozenset({"b", "c"})))
    assert answer.paths == []
    assert answer.hints[0].endswith("in 8 steps or fewer, not through b or c")


def test_variants_of_one_statement_are_counted_as_such() -> None:
    work = frozenset({"trial"})
    mechanisms = network(
        "a - b",
        "a - c",
        claim("b - x", modality="hedged"),
        claim("c - x", modality="hedged"),
        claim("x + d", works=work),
    )
    paths = paths_between(mechanisms, "a", "d").paths
    assert route_counts(paths) == "2 routes (1 document, 1 cited work)"
    assert banner(paths) == [
        "Both routes to d are variants of one another through “x”; one states the step to it with reserve."
    ]


def test_two_independent_routes_are_no_variants() -> None:
    assert banner(paths_between(network("a - b", "a - c", "b - d", "c - d"), "a", "d").paths) == []
