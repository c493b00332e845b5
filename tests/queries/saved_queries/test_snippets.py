"""The same answer by command, Python and curl: what is written can be run."""

from __future__ import annotations

import ast
import shlex

from queries.saved_queries.snippets import saved_snippets, text_snippets

HOSTILE = "SELECT ?x { ?x ?p '''it's \"$(rm)\" `x`''' }"


def test_the_command_takes_the_parameters_that_differ_from_the_default() -> None:
    given = {"drug": ["drugkg:baclofen"], "effect": ["a b", "c"]}
    command = shlex.split(saved_snippets("adverse-effects", given)["drugkg"])
    assert command[:3] == ["drugkg", "query", "adverse-effects"]
    assert [word for word in command if "=" in word] == ["drug=drugkg:baclofen", "effect=a b", "effect=c"]


def test_python_is_python_and_names_the_same_values() -> None:
    tree = ast.parse(saved_snippets("targets", {"drug": ["drugkg:baclofen"], "kind": ["a", "b"]})["Python"])
    call = next(n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "run_saved")
    assert {key.arg: ast.literal_eval(key.value) for key in call.keywords} == {
        "drug": "drugkg:baclofen",
        "kind": ["a", "b"],
    }


def test_each_tool_gives_the_rows_that_are_shown_or_says_that_it_does_not() -> None:
    things, claims = (saved_snippets("targets", {}, rows) for rows in ("things", "claims"))
    assert things["drugkg"] == "drugkg query targets -f csv"
    assert claims["drugkg"] == "drugkg query targets --claims -f csv"
    assert "run_saved(graph, 'targets', rolled_up=True)" in things["Python"]
    assert "rolled_up" not in claims["Python"]
    assert "one row per claim" in things["curl"]


def test_a_text_is_one_argument_whatever_it_holds() -> None:
    snippets = text_snippets(HOSTILE)
    assert shlex.split(snippets["drugkg"])[2] == HOSTILE
    assert f"query={HOSTILE}" in shlex.split(snippets["curl"].partition("\n")[2])
    ast.parse(snippets["Python"])
