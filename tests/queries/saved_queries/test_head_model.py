"""What a head may hold; each problem has its line and says what is wanted."""

from __future__ import annotations

import pytest

from queries.saved_queries.head import read_head
from queries.saved_queries.head_model import check_head

PARAMETER = "summary: s\nparameters:\n  drug:\n    description: d\n    type: "


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("summary: s\ntags: word\n", 2, "tags must be a list of words"),
        ("summary: s\ntags:\n- a\n- ''\n", 2, "tags must be a list of words"),
        ("summary: s\ntags:\n- a: b\n", 2, "tags must be a list of words"),
        ("summary: s\ncolumns: [a]\n", 2, "columns must be `name: …` lines"),
        ("summary: s\ncolumns:\n  a: x\n  b:\n", 4, "columns needs a text for 'b'"),
        ("summary: s\ncolumns:\n  a: [x]\n", 3, "columns needs a text for 'a'"),
        ("summary: s\nparameters: drug\n", 2, "parameters must be `name: …` lines"),
        ("summary: s\nparameters:\n  drug: x\n", 3, "parameter drug needs a description and a type"),
        ("summary: ''\n", 1, "the head needs a text for 'summary'"),
        ("summary: s\ndescription: [a]\n", 2, "the head needs a text for 'description'"),
        (
            "titel: t\nsummary: s\n",
            1,
            "unknown key 'titel'; known: summary, description, tags, parameters, rows, cells, columns",
        ),
        (PARAMETER + "entity\n    class: ''\n", 6, "parameter drug needs a text for 'class'"),
        (PARAMETER + "entity\n    default: []\n", 6, "default of parameter drug must be a value or a list of values"),
        (PARAMETER + "entity\n    choices: {a: b}\n", 6, "choices of parameter drug must be a value or a list of"),
        (PARAMETER + "literal\n    class: Drug\n", 6, "only a parameter of type entity has a class, and this one is"),
        (PARAMETER + "word\n", 5, "unknown type 'word'; known: entity, source, literal"),
        (
            PARAMETER + "entity\n    kind: x\n",
            6,
            "unknown key 'kind' of parameter drug; known: description, type, class, default, choices",
        ),
    ],
)
def test_a_problem_has_its_line_and_says_what_is_wanted(text: str, line: int, message: str) -> None:
    head, problems = check_head(read_head(text))
    assert head is None
    assert len(problems) == 1
    assert problems[0][0] == line
    assert problems[0][1].startswith(message)


def test_several_problems_are_all_found() -> None:
    _, problems = check_head(read_head("tags: x\nparameters:\n  drug:\n    type: word\n    kind: y\n"))
    assert [line for line, _ in problems] == [1, 1, 3, 4, 5]


def test_a_single_value_is_a_list_of_one() -> None:
    head, problems = check_head(read_head(PARAMETER + "entity\n    class: Drug\n    default: drugkg:baclofen\n"))
    assert problems == []
    assert head is not None
    assert head.parameters["drug"].default == ("drugkg:baclofen",)
    assert head.parameters["drug"].entity_class == "Drug"
