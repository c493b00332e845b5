"""Counts the rows and lines of the default answer of each saved query, here and in an earlier version.

    python -m benchmarks.answer_sizes GRAPH EARLIER_CODE EARLIER_GRAPH

asks every saved query of both versions, each of the graph that it built, and writes the table into ``docs/answers.md``.
``EARLIER_CODE`` is a checkout (``git worktree add DIR COMMIT``) in which ``python -m ui.command_line build`` has built
``EARLIER_GRAPH``. Lines are those of the table as it is printed into a file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog

PAGE = Path(__file__).parent.parent / "docs" / "answers.md"
BEGIN, END = "<!-- sizes: made by `python -m benchmarks.answer_sizes` -->", "<!-- end of the sizes -->"


class Size(NamedTuple):
    """The size of an answer.

    :param rows: number of rows
    :param lines: number of lines of the printed table, with its head and notes
    """

    rows: int
    lines: int


def size_of(code: Path, graph: Path, name: str) -> Size | None:
    """Return the size of the default answer of a saved query.

    :param code: a checkout
    :param graph: the graph that it built
    :param name: the query
    :returns: its size; nothing if this version does not have the query
    """
    table = _run(code, graph, name)
    rows = _run(code, graph, name, "-f", "json")
    if table is None or rows is None:
        return None
    return Size(len(json.loads(rows)["results"]["bindings"]), len(table.splitlines()))


def _run(code: Path, graph: Path, *words: str) -> str | None:
    command = [sys.executable, "-m", "ui.command_line", "query", *words, "--store", str(graph)]
    environment = os.environ | {"PYTHONPATH": str(code)}
    done = subprocess.run(command, cwd=code, env=environment, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def sizes_table(graph: Path, earlier_code: Path, earlier_graph: Path) -> str:
    """Return the table of sizes in Markdown.

    :param graph: the graph of this version
    :param earlier_code: a checkout of an earlier version
    :param earlier_graph: the graph that it built
    :returns: one line per query that calls no other server
    """
    here = Path(__file__).parent.parent
    lines = ["| query | rows before | lines before | rows now | lines now |", "| --- | --: | --: | --: | --: |"]
    for name, query in sorted(read_catalog(CATALOG_FOLDER).items()):
        if query.endpoints:
            continue
        now = size_of(here, graph, name)
        before = size_of(earlier_code, earlier_graph, name)
        cells = [*(before or ("–", "–")), *(now or ("–", "–"))]
        lines.append(f"| [{name}](queries.md#{name}) | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def main() -> None:
    """Write the table into the page."""
    table = sizes_table(*(Path(word).resolve() for word in sys.argv[1:4]))
    text = PAGE.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    PAGE.write_text(pattern.sub(lambda _: f"{BEGIN}\n\n{table}\n\n{END}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
