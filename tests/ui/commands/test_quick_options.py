"""The quick reader of options gives what argparse gives, or leaves the words to it."""

from __future__ import annotations

import argparse
import importlib
from itertools import combinations
from typing import Any

import pytest

from tests.support.commands import complaint, run_command
from ui.command_line import ASKING
from ui.commands.parser import parser
from ui.commands.quick_options import NotPlainError, QuickParser

PLAIN = [name for name in ASKING if name != "path"]
"""Commands whose options the quick reader takes; two options of ``path`` exclude each other."""

VALUES = {"format": "json", "timeout": "2.5", "limit": "3", "output": "-", "type": "causation"}


def quickly(command: str, words: list[str]) -> dict[str, Any]:
    quick = QuickParser()
    importlib.import_module(f"ui.commands.{command}").add_arguments(quick)
    return vars(quick.read(words))


def slowly(command: str, words: list[str]) -> dict[str, Any]:
    options, extra = parser(command).parse_known_args([command, *words])
    assert not extra
    return vars(options)


def options_of(command: str) -> tuple[list[list[str]], list[str]]:
    """Return each option with a value, if it takes one, by each of its names, and the positional arguments."""
    declared = argparse.ArgumentParser(add_help=False)
    importlib.import_module(f"ui.commands.{command}").add_arguments(declared)
    options, places = [], []
    for action in declared._actions:
        value = str(next(iter(action.choices or [VALUES.get(action.dest, "a b")])))
        if not action.option_strings:
            places.append("some name" if action.nargs != "+" else "word")
        for name in action.option_strings:
            if action.nargs == 0:
                options.append([name])
            else:
                options += [[name, value], *([[f"{name}={value}"]] if name.startswith("--") else [])]
    return options, places


@pytest.mark.parametrize("command", PLAIN)
def test_any_two_options_are_read_as_argparse_does(command: str) -> None:
    options, places = options_of(command)
    assert options
    lines = [[*places, *first, *second] for first, second in combinations(options, 2)]
    lines += [[*option, *places] for option in options]
    lines += [[*options[0], *places, *options[1]], places, [*places, *options[0], *options[0]]]
    for words in lines:
        try:
            expected = slowly(command, words)
        except Exception as error:
            with pytest.raises(type(error)):
                quickly(command, words)
            continue
        found = quickly(command, words)
        assert found == {name: expected[name] for name in found}, words
        assert set(expected) - set(found) <= {"command", "run", "version"}


@pytest.mark.parametrize(
    "words",
    [
        "search", "search -h", "search --help", "search a -f json b", "search --al a", "search -fjson a", "search -- a",
        "search a -f", "search a --store --all", "search a --all=yes", "query a b", "query a --unknown", "query a -p",
        "query a -lp x=y", "query -l=a", "show", "compare -f json", "compare a --only nothing", "path a b",
    ],
)  # fmt: skip
def test_other_words_are_left_to_argparse(words: str) -> None:
    command, *rest = words.split()
    with pytest.raises(NotPlainError):
        quickly(command, rest)


def test_a_mistake_is_reported_alike_in_plain_words_and_in_others() -> None:
    plain, other = run_command("query", "--timeout", "soon"), run_command("query", "--timeo", "soon")
    assert complaint(plain) == complaint(other)
    assert complaint(run_command("query", "a", "b")) == "drugkg: unknown argument: b; see `drugkg query --help`"
