"""Print what the graph holds: documents, claims by topic, entities by class."""

from __future__ import annotations

import argparse
import json
from typing import Any

from queries.display_text import clean
from ui.commands.options import add_output, add_store, opened, output

DISCLAIMER = "drugkg reports what documents state. It is not medical advice."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg info``."""
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text", help="text (default) or json")
    add_output(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the counts."""
    from queries.claims.summary import summarise  # noqa: PLC0415 - the store starts first

    store = opened(options)
    summary = summarise(store) | {"location": store.location}
    with output(options.output) as out:
        if options.format == "json":
            json.dump(summary, out, ensure_ascii=False, indent=2)
            out.write("\n")
        else:
            out.writelines(f"{clean(line)}\n" for line in _lines(summary))
    return 0


def _lines(summary: dict[str, Any]) -> list[str]:
    counts = ", ".join(f"{number:,} {name}" for name, number in summary["counts"].items())
    lines = [f"graph at {summary['location']}", f"  {counts}", "", "documents"]
    width = max((len(row["document"]) for row in summary["documents"]), default=0)
    for row in summary["documents"]:
        date = f", {row['date']}" if row["date"] else ""
        lines.append(
            f"  {row['document']:<{width}}  {row['claims']:>4} claims, {row['denied']:>2} denied, "
            f"{row['uncertain']:>3} uncertain  {row['title']} ({row['kind']}{date})"
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
