"""What supports a step and what limits it: in records, text, tables and drawings."""

from __future__ import annotations

from queries.mechanism.claims import Limit, MechanismClaim
from queries.mechanism.diagrams import dot, mermaid
from queries.mechanism.paths import paths_between
from queries.mechanism.support import support, support_words
from queries.mechanism.text import path_lines, path_rows
from tests.support.mechanisms import claim, network


def counted(*claims: MechanismClaim) -> list[tuple[str, int, int]]:
    return [(count["modality"], count["documents"], count["lines"]) for count in support(claims)]


def test_evidence_is_counted_by_modality_and_each_work_once() -> None:
    trial = frozenset({"trial"})
    twice = [claim("a + b", works=trial), claim("a + b", source="two", works=trial)]
    assert counted(*twice) == [("asserted", 2, 1)]
    assert support_words(support(twice)) == "asserted by 2 documents (1 independent)"
    hedged = claim("a + b", source="three", modality="hedged")
    assert counted(*twice, hedged) == [("asserted", 2, 1), ("hedged", 1, 1)]
    assert counted(claim("a + b"), claim("a + b", modality="hedged")) == [("asserted", 1, 1)], "one document, once"


def test_the_weakest_step_counts_only_what_is_said_so_surely() -> None:
    claims = network(claim("a + b", modality="hedged"), "b + c", claim("b + c", source="two"))
    path = paths_between(claims, "a", "c").paths[0]
    assert (path["weakest_modality"], path["weakest_evidence"]) == ("hedged", 1)


def test_a_document_that_hedges_does_not_become_sure_by_another() -> None:
    claims = network(claim("a + b", modality="hedged"), "b + c", claim("a + b", source="two"))
    path = paths_between(claims, "a", "c").paths[0]
    assert path["documents"] == ["one"]
    assert path["weakest_modality"] == "hedged"
    assert path["steps"][0]["modality"] == "asserted"


def test_limits_are_on_the_step_and_say_which_claims_they_limit() -> None:
    high, mouse = Limit("dose_level", "dose level", "high dose"), Limit("species", "species", "mouse")
    one, two = claim("a + b", limits=(high, mouse)), claim("a + b", limits=(high,))
    path = paths_between(network(one, two), "a", "b").paths[0]
    level = {"qualifier": "dose_level", "label": "dose level", "value": "high dose"}
    assert path["steps"][0]["limits"] == [
        {**level, "claims": [one.id, two.id], "all": True},
        {"qualifier": "species", "label": "species", "value": "mouse", "claims": [one.id], "all": False},
    ]
    text = "\n".join(path_lines([path]))
    assert "limits: dose level: high dose" in text
    assert f"limits of {one.id}: species: mouse" in text
    assert path_rows([path])[0]["limits"] == "dose level: high dose"
    assert "increases #40;high dose#41;" in mermaid([path])
    assert 'label="increases (high dose)"' in dot([path])


def test_a_stated_outcome_is_told_in_the_words_of_its_claims() -> None:
    direct = claim("a + c", phrase="may increase c at high dose", modality="hedged")
    text = "\n".join(path_lines(paths_between(network("a + b", "b + c", direct), "a", "c").paths))
    assert f"stated outcome: a may increase c at high dose [{direct.id}] (hedged by 1 document)" in text


def test_an_inferred_step_says_so() -> None:
    inferred = claim("a + b", reading="inferredReading")
    path = paths_between(network(inferred), "a", "b").paths[0]
    assert path["steps"][0]["inferred"]
    assert "asserted by 1 document, inferred by the reader" in "\n".join(path_lines([path]))
    assert not paths_between(network(inferred, "a + b"), "a", "b").paths[0]["steps"][0]["inferred"]


def test_an_aim_makes_no_step_and_is_shown_as_an_aim() -> None:
    aim = claim("a + c", modality="aim", phrase="is meant to increase c")
    assert paths_between(network(aim), "a", "c").paths == []
    path = paths_between(network("a + b", "b + c", aim), "a", "c").paths[0]
    assert path["stated_outcome"] == []
    assert path["aims"] == [{"claim": aim.id, "phrase": "is meant to increase c"}]
