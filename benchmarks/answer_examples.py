"""Examples of answers before and after: what an earlier version and this one print for the same commands.

    python -m benchmarks.answer_examples GRAPH [EARLIER_CODE EARLIER_GRAPH]

runs every command of ``answer_examples.tsv`` and writes the tables of examples into ``docs/answers.md``. A line of that
file has a section, a command and a regular expression: a cell shows the printed lines in which it is found. Without an
earlier version the cells of *before* stay as they are. A test compares the cells of *now* with what is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks.answer_sizes import PAGE, replaced

SPECIFICATION = Path(__file__).with_suffix(".tsv")
BEGIN, END = "<!-- examples: made by `python -m benchmarks.answer_examples` -->", "<!-- end of the examples -->"
_LINES, _LENGTH = 4, 330
_NOTHING = "–"

Run = Callable[[list[str]], str]
"""Runs the words of a command: what it prints, messages after the data."""


class Example(NamedTuple):
    """A command, and what of its output is of interest.

    :param section: heading of its table
    :param command: as a user types it after ``drugkg``
    :param pattern: finds the lines that the cell shows
    """

    section: str
    command: str
    pattern: str

    @property
    def words(self) -> list[str]:
        """The words of the command.

        :returns: as a shell splits them
        """
        return shlex.split(self.command)


def read_examples() -> list[Example]:
    """Return the examples in the order of the page.

    :returns: one per line of the specification
    """
    lines = SPECIFICATION.read_text(encoding="utf-8").splitlines()[1:]
    return [Example(*line.split("\t")) for line in lines if line]


def cell(printed: str, pattern: str) -> str:
    r"""Return what a cell shows of an output.

    :param printed: the output
    :param pattern: finds the lines of interest
    :returns: the lines found, in code; the first line where none is found; a dash where nothing is printed

    >>> cell("a\n\nstroke   advised\n", "stroke"), cell("no such name\n", "stroke"), cell("", "stroke")
    ('`stroke · advised`', '`no such name`', '–')
    """
    lines = [re.sub(r"\s{2,}", " · ", line.strip()).replace("|", "¦").replace("`", "'") for line in printed.split("\n")]
    lines = [line for line in lines if line and not set(line) <= set("- ·")]
    found = [line for line in lines if re.search(pattern, line)][:_LINES]
    shown = found or lines[:1]
    return "<br>".join(f"`{line if len(line) <= _LENGTH else line[:_LENGTH] + '…'}`" for line in shown) or _NOTHING


def of_version(code: Path, graph: Path) -> Run:
    """Return what runs commands with the code of a checkout.

    :param code: the checkout
    :param graph: the graph that it built
    :returns: words of a command → what it prints
    """

    def run(words: list[str]) -> str:
        command = [sys.executable, "-m", "ui.command_line", *words, "--store", str(graph)]
        environment = os.environ | {"PYTHONPATH": str(code)}
        done = subprocess.run(command, cwd=code, env=environment, capture_output=True, text=True, check=False)
        return f"{done.stdout}\n{done.stderr}"

    return run


def kept(page: str) -> dict[str, str]:
    """Return the cells of *before* that a page has.

    :param page: the text of the page
    :returns: command → cell
    """
    rows = re.findall(r"^\| `drugkg (.*?)` \| (.*?) \| ", page, re.MULTILINE)
    return {command.replace("¦", "|"): before for command, before in rows}


def tables(examples: Iterable[Example], before: Callable[[Example], str], now: Run) -> str:
    """Return the tables in Markdown.

    :param examples: in order
    :param before: the cell that an example had
    :param now: runs a command with this version
    :returns: one table per section
    """
    lines: list[str] = []
    section = ""
    for example in examples:
        if example.section != section:
            section = example.section
            lines += ["", f"### {section}", "", "| asked | before | now |", "| --- | --- | --- |"]
        command = example.command.replace("|", "¦")
        lines.append(f"| `drugkg {command}` | {before(example)} | {cell(now(example.words), example.pattern)} |")
    return "\n".join(lines[1:])


def main() -> None:
    """Write the tables into the page."""
    places = [Path(word).resolve() for word in sys.argv[1:4]]
    text = PAGE.read_text(encoding="utf-8")
    now = of_version(Path(__file__).parent.parent, places[0])
    old = kept(text)
    earlier = of_version(places[1], places[2]) if len(places) > 1 else None

    def before(example: Example) -> str:
        return old.get(example.command, _NOTHING) if earlier is None else cell(earlier(example.words), example.pattern)

    PAGE.write_text(replaced(text, BEGIN, END, tables(read_examples(), before, now)), encoding="utf-8")


if __name__ == "__main__":
    main()
