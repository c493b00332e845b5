"""Examples of answers before and after: what an earlier version and this one print for the same commands.

    python -m benchmarks.answer_examples GRAPH [EARLIER_CODE EARLIER_GRAPH]

runs every command of ``answer_examples.tsv`` and ``interoperability_examples.tsv``, and writes the tables of examples
into ``docs/answers.md`` and ``docs/interoperability.md``. A line of such a file has a section, a command and a regular
expression: a cell shows the printed lines in which it is found; behind ``=`` only what is found in them, behind ``#``
their number. ``{folder}`` in a command is an empty directory: what it holds in the end counts as printed. Words that
are files of the repository become their paths; a command of such words works on a copy of the graph. Without an earlier
version the cells of *before* stay as they are. A test compares the cells of *now* with what is printed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.answer_sizes import PAGE, replaced

ROOT = Path(__file__).parent.parent
PAGES = {
    Path(__file__).with_suffix(".tsv"): PAGE,
    Path(__file__).with_name("interoperability_examples.tsv"): ROOT / "docs" / "interoperability.md",
}
"""The file of the examples, and the page that shows them."""

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


def read_examples(specification: Path) -> list[Example]:
    """Return the examples in the order of the page.

    :param specification: the file of the examples
    :returns: one per line of it
    """
    lines = specification.read_text(encoding="utf-8").splitlines()[1:]
    return [Example(*line.split("\t")) for line in lines if line]


def cell(printed: str, pattern: str) -> str:
    r"""Return what a cell shows of an output.

    :param printed: the output
    :param pattern: finds the lines of interest
    :returns: the lines found, in code; the first line where none is found; a dash where nothing is printed

    >>> cell("a\n\nstroke   advised\n", "stroke"), cell("no such name\n", "stroke"), cell("", "stroke")
    ('`stroke · advised`', '`no such name`', '–')
    >>> cell("<a>stroke</a>\nno\n", r"=\w+(?=<)"), cell("stroke\nno\n", "#o")
    ('`stroke`', '2 lines')
    """
    if pattern.startswith("#"):
        number = sum(1 for line in printed.split("\n") if re.search(pattern[1:], line))
        return f"{number:,} line{'' if number == 1 else 's'}"
    if pattern.startswith("="):
        printed, pattern = "\n".join(dict.fromkeys(match[0] for match in re.finditer(pattern[1:], printed))), ""
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
        command = [sys.executable, "-m", "ui.command_line", *words]
        environment = os.environ | {"PYTHONPATH": str(code)}
        done = subprocess.run(command, cwd=code, env=environment, capture_output=True, text=True, check=False)
        return f"{done.stdout}\n{done.stderr}"

    return in_place(run, graph)


def in_place(run: Run, graph: Path) -> Run:
    """Return what runs the command of an example on a graph, with the files and the directory that it needs.

    :param run: runs the words of a command, the graph among them
    :param graph: the graph, which is not changed
    :returns: words of an example → what is printed, and what is in the directory in the end, without machine's paths
    """

    def run_in_place(words: list[str]) -> str:
        with TemporaryDirectory() as place:
            folder, copy = Path(place) / "folder", Path(place) / "graph"
            folder.mkdir()
            store = graph
            if any("/" in word and (ROOT / word).is_file() for word in words):
                words, store = [str(ROOT / word) if (ROOT / word).is_file() else word for word in words], copy
                shutil.copytree(graph, copy)
            filled = [word.replace("{folder}", str(folder)) for word in words]
            steps = [[*step.split("\0"), "--store", str(store)] for step in "\0".join(filled).split("\0;\0")]
            if steps[-1][:2] == ["link", "check"]:
                del steps[-1][-2:]
            printed = "\n".join(map(run, steps))
            printed += "".join(
                file.read_text(encoding="utf-8", errors="replace")
                for file in sorted(folder.rglob("*"))
                if file.is_file()
            )
            for machine, said in ((place, ""), (str(ROOT / "tests" / "ontology" / "data"), ""), (str(ROOT), "")):
                printed = printed.replace(f"{machine}/", said)
            return re.sub(r" \(\d[\d.,]* s\)", "", printed)  # how long a step took

    return run_in_place


def kept(page: str) -> dict[str, str]:
    """Return the cells of *before* that a page has.

    :param page: the text of the page
    :returns: command → cell
    """
    rows = re.findall(r"^\| `drugkg (.*?)` \| (.*?) \| ", page.partition(BEGIN)[2], re.MULTILINE)
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
    """Write the tables into the pages."""
    places = [Path(word).resolve() for word in sys.argv[1:4]]
    now = of_version(ROOT, places[0])
    earlier = of_version(places[1], places[2]) if len(places) > 1 else None
    for specification, page in PAGES.items():
        text = page.read_text(encoding="utf-8")
        old = kept(text)

        def before(example: Example, old: dict[str, str] = old) -> str:
            if earlier is None:
                return old.get(example.command, _NOTHING)
            return cell(earlier(example.words), example.pattern)

        made = tables(read_examples(specification), before, now)
        page.write_text(replaced(text, BEGIN, END, made), encoding="utf-8")


if __name__ == "__main__":
    main()
