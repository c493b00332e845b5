"""Counts the rows and lines of the default answer of each saved query, here and in an earlier version.

    python -m benchmarks.answer_sizes GRAPH [EARLIER_CODE EARLIER_GRAPH]

asks every saved query of both versions, each of the graph that it built, and writes the table into ``docs/answers.md``.
``EARLIER_CODE`` is a checkout (``git worktree add DIR COMMIT``) in which ``python -m ui.command_line build`` has built
``EARLIER_GRAPH``; without it, the sizes of before stay as they are. Lines are those of the table as it is printed into
a file. A test compares the sizes of now with what is printed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog

PAGE = Path(__file__).parent.parent / "docs" / "answers.md"
BEGIN, END = "<!-- sizes: made by `python -m benchmarks.answer_sizes` -->", "<!-- end of the sizes -->"

Run = Callable[..., str | None]
"""Runs ``drugkg query`` with words: what it prints, nothing if it fails."""


class Size(NamedTuple):
    """The size of an answer.

    :param rows: number of rows
    :param lines: number of lines of the printed table, with its head and notes
    """

    rows: int
    lines: int


def size_of(run: Run, name: str) -> Size | None:
    """Return the size of the default answer of a saved query.

    :param run: runs ``drugkg query``
    :param name: the query
    :returns: its size; nothing if this version does not have the query, or needs an ontology for it
    """
    table = run(name)
    rows = None if table is None else run(name, "-f", "json")
    if table is None or rows is None:
        return None
    return Size(len(json.loads(rows)["results"]["bindings"]), len(table.splitlines()))


def of_version(code: Path, graph: Path) -> Run:
    """Return what runs ``drugkg query`` with the code of a checkout.

    :param code: the checkout
    :param graph: the graph that it built
    :returns: words → what is printed
    """

    def run(*words: str) -> str | None:
        command = [sys.executable, "-m", "ui.command_line", "query", *words, "--store", str(graph)]
        environment = os.environ | {"PYTHONPATH": str(code)}
        done = subprocess.run(command, cwd=code, env=environment, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    return run


def names() -> list[str]:
    """Return the saved queries that call no other server.

    :returns: their names, sorted
    """
    return sorted(name for name, query in read_catalog(CATALOG_FOLDER).items() if not query.endpoints)


def line_of(name: str, before: str, now: Size | None) -> str:
    """Return the line of one query.

    :param name: the query
    :param before: the two cells of before
    :param now: its size
    :returns: a line of the table
    """
    return f"| [{name}](queries.md#{name}) | {before} | {' | '.join(map(str, now or ('–', '–')))} |"


def kept(page: str) -> dict[str, str]:
    """Return the sizes of before that a page has.

    :param page: the text of the page
    :returns: name of the query → its two cells
    """
    return dict(re.findall(r"^\| \[([\w-]+)\]\(queries\.md#[\w-]+\) \| (\S+ \| \S+) \| ", page, re.MULTILINE))


def sizes_table(before: Callable[[str], str], now: Run) -> str:
    """Return the table of sizes in Markdown.

    :param before: name of a query → its two cells of before
    :param now: runs ``drugkg query`` with this version
    :returns: one line per query that calls no other server
    """
    lines = ["| query | rows before | lines before | rows now | lines now |", "| --- | --: | --: | --: | --: |"]
    return "\n".join([*lines, *(line_of(name, before(name), size_of(now, name)) for name in names())])


def replaced(text: str, begin: str, end: str, table: str) -> str:
    """Return a page with another table between two marks.

    :param text: the page
    :param begin: the mark before the table
    :param end: the mark after it
    :param table: the table
    :returns: the page
    """
    pattern = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n\n{table}\n\n{end}", text)


def main() -> None:
    """Write the table into the page."""
    places = [Path(word).resolve() for word in sys.argv[1:4]]
    text = PAGE.read_text(encoding="utf-8")
    old = kept(text)

    def before(name: str) -> str:
        if len(places) == 1:
            return old.get(name, "– | –")
        return " | ".join(map(str, size_of(of_version(places[1], places[2]), name) or ("–", "–")))

    table = sizes_table(before, of_version(Path(__file__).parent.parent, places[0]))
    PAGE.write_text(replaced(text, BEGIN, END, table), encoding="utf-8")


if __name__ == "__main__":
    main()
