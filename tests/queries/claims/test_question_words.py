"""Saved queries are found by what they answer, in the words of people who do not know the catalogue."""

from __future__ import annotations

import pytest

from queries.claims.question_words import find_queries, question_words
from tests.support.catalogue import catalogue

QUERIES = list(catalogue().values())


def names(question: str) -> list[str]:
    return [query.name for query in find_queries(QUERIES, question)]


@pytest.mark.parametrize(
    ("question", "name", "place"),
    [
        ("side effects of stopping", "withdrawal-effects", 3),
        ("What are the side effects?", "adverse-effects", 1),
        ("can it be taken with alcohol", "interactions", 1),
        ("dose in kidney disease", "dose-adjustment-reasons", 1),
        ("maximum dose", "maximum-doses", 1),
        ("how does it work", "mechanism", 3),
        ("is it addictive", "abuse-and-dependence", 1),
        ("what is the half-life", "half-life-by-document", 1),
        ("breast milk", "special-populations", 1),
        ("citation needed", "unresolved-marks", 1),
        ("overdose", "overdose-effects", 1),
        ("what happens if I take too much", "overdose-effects", 1),
        ("how much can I take", "dosing", 1),
        ("does it work", "efficacy", 1),
        ("can I drink alcohol", "interactions", 1),
        ("old people", "special-populations", 1),
        ("kidney failure", "dose-adjustment-reasons", 1),
        ("should I stop suddenly", "abrupt-withdrawal", 1),
        ("blood tests", "monitoring", 1),
        ("compare with gabapentin", "compare-drugs", 2),
        ("what is baclofen used for", "indications", 2),
        ("conflicts between sources", "opposite-effects", 2),
    ],
)
def test_a_question_finds_the_query_that_answers_it(question: str, name: str, place: int) -> None:
    assert name in names(question)[:place]


@pytest.mark.parametrize("question", ["shipments", "no such words anywhere", "dividend tax rates", "zzz"])
def test_a_question_that_nothing_answers_finds_nothing(question: str) -> None:
    assert names(question) == []


def test_words_in_the_summary_come_before_words_in_the_description() -> None:
    found = names("withdrawal")
    assert found.index("withdrawal-effects") < found.index("adverse-effects")


def test_a_question_of_noise_alone_keeps_its_words() -> None:
    assert question_words("who are you") == ["who", "are", "you"]
