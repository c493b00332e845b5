"""Summarise the contents of the graph: documents, claims by topic, entities by class.

Examples:
  drugkg info
  drugkg info -f json
"""

from __future__ import annotations

import argparse
from typing import Any

from ui.commands.options import add_limits, add_store, opened
from ui.commands.output import REPORT, add_output, write_report

USAGE = "drugkg info [options]"

DISCLAIMER = "drugkg reports what documents state. It is not medical advice."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg info``.

    :param parser: parser of the command
    """
    add_output(parser, REPORT, default="text")
    add_limits(parser, rows=False)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the counts.

    :param options: what the user gave
    :returns: exit code
    """
    from queries.claims.summary import summarise  # noqa: PLC0415 - the store starts first

    store = opened(options)
    summary = summarise(store) | {"location": store.location}
    write_report(options, data=summary, rows=lambda: _rows(summary), lines=lambda: _lines(summary))
    return 0


def _rows(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the counts as rows: what is counted, its name, the number, and more about documents."""
    groups = {"statement": "counts", "topic": "claims_by_topic", "class": "entities_by_class"}
    rows = [
        {"group": group, "name": name, "number": number}
        for group, key in groups.items()
        for name, number in summary[key].items()
    ]
    documents = [
        {"group": "document", "name": row["document"], "number": row["claims"]}
        | {key: row[key] for key in ("denied", "uncertain", "proposed", "title", "kind", "date")}
        for row in summary["documents"]
    ]
    return rows + documents


def _lines(summary: dict[str, Any]) -> list[str]:
    counts = ", ".join(f"{number:,} {name}" for name, number in summary["counts"].items())
    lines = [f"graph at {summary['location']}", f"  {counts}", "", "documents"]
    width = max((len(row["document"]) for row in summary["documents"]), default=0)
    for row in summary["documents"]:
        date = f", {row['date']}" if row["date"] else ""
        proposed = f", {row['proposed']} proposed" if row["proposed"] else ""
        lines.append(
            f"  {row['document']:<{width}}  {row['claims']:>4} claims, {row['denied']:>2} denied, "
            f"{row['uncertain']:>3} uncertain{proposed}  {row['title']} ({row['kind']}{date})"
        )
    lines += ["", "claims by topic", *_columns(summary["claims_by_topic"])]
    lines += ["", "entities by class", *_columns(summary["entities_by_class"])]
    return [*lines, "", "`drugkg query --list` lists the saved queries.", DISCLAIMER]


def _columns(table: dict[str, int], across: int = 3) -> list[str]:
    """Return a table of names and numbers in columns side by side."""
    if not table:
        return ["  none"]
    width = max(map(len, table))
    cells = [f"{number:>5}  {name:<{width}}" for name, number in table.items()]
    height = -(-len(cells) // across)
    return ["".join(cells[row::height]).rstrip() for row in range(height)]
