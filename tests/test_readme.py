"""What the README and the pages in docs/ show is what the commands print."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.support.commands import run_command
from ui.commands.registry import COMMANDS

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
PAGES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md"))]
GENERATED = ("commands.md", "queries.md", "predicates.md", "ontology.md")
"""Pages that are compared with what they are made from, not with what their examples print."""

SCREEN = 50
"""Lines of a screen."""


def examples() -> list[tuple[str, str, str]]:
    """Return every command of the console blocks: page, command, and the output shown below it."""
    found = []
    for page in PAGES:
        if page.name in GENERATED:
            continue
        for block in re.findall(r"^```console\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((page.name, command, output))
    return found


def matches(shown: str, printed: str) -> bool:
    """Return whether an output is the one shown, where a line of `…` stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), printed) is not None


@pytest.mark.parametrize(
    ("command", "output"),
    [(command, output) for _, command, output in examples()],
    ids=[f"{page}: {command}" for page, command, _ in examples()],
)
def test_an_example_prints_what_the_page_shows(
    command: str, output: str, graph_folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(command)
    assert words[0] == "drugkg"
    if words[1] == "check":
        assert matches(output, request.getfixturevalue("printed_check"))
        return
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("DRUGKG_STORE", str(graph_folder))
    run = run_command(*words[1:])
    assert run.returncode == 0, run.stderr
    assert matches(output, run.stdout), run.stdout


def test_an_ellipsis_stands_for_whole_lines_only() -> None:
    assert matches("one\n…\nfour\n", "one\ntwo\nthree\nfour\n")
    assert matches("one\n…\n", "one\n")
    assert not matches("one\n…\nthree\n", "one\ntwo\n")
    assert not matches("one\n", "one\ntwo\n")


def test_the_notebook_example_of_the_readme_runs(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRUGKG_STORE", str(graph_folder))
    blocks = re.findall(r"^```pycon\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    test = doctest.DocTestParser().get_doctest(blocks[0], {}, "README", "README.md", 0)
    assert test.examples
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert results.failed == 0


def test_the_readme_names_every_command() -> None:
    for name, text in COMMANDS.items():
        assert f"| `drugkg {name}` | {text} |" in README


def test_the_readme_names_every_extra() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra in project["optional-dependencies"]:
        assert f"| `{extra}` |" in README


def test_the_readme_begins_with_purpose_picture_commands_and_a_result() -> None:
    first_screen = README.splitlines()[:SCREEN]
    for line in ("```sh", "```console", "**drugkg reports what documents state. It is not medical advice.**"):
        assert line in first_screen
    assert any(line.startswith("![") for line in first_screen)


def test_the_readme_needs_no_more_than_two_screens_before_the_reference() -> None:
    assert README.splitlines().index("# Reference") <= 2 * SCREEN
