"""What the README shows is what the commands print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ui.command_line import COMMANDS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def examples() -> list[tuple[str, str]]:
    """Return every command of the README's console blocks with the output shown below it."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def matches(shown: str, printed: str) -> bool:
    """Tell whether an output is the one shown, where a line of `…` stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), printed) is not None


@pytest.mark.parametrize(("command", "output"), examples(), ids=[command for command, _ in examples()])
def test_an_example_prints_what_the_readme_shows(command: str, output: str, graph_folder: Path) -> None:
    words = shlex.split(command)
    assert words[0] == "drugkg"
    run = subprocess.run(
        [str(Path(sys.executable).with_name("drugkg")), *words[1:]],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DRUGKG_STORE": str(graph_folder)},
    )
    assert run.returncode == 0
    assert matches(output, run.stdout), run.stdout


def test_the_readme_names_every_command() -> None:
    for name, text in COMMANDS.items():
        assert f"| `drugkg {name}` | {text} |" in README


def test_the_readme_shows_a_result_in_its_first_screen() -> None:
    first_screen = README.splitlines()[:30]
    assert "```console" in first_screen
    assert "**drugkg reports what documents state. It is not medical advice.**" in README
