"""List what the documents disagree on, the matters that weigh most first, with the sides beside each other.

Examples:
  drugkg disagreements
  drugkg disagreements --about "alcohol use disorder" -f text
  drugkg disagreements --type value --source monograph
  drugkg disagreements -f json

In a conflict the sides contradict each other, or give different values for one thing; a difference is one of class,
scope, date or strength.
"""

from __future__ import annotations

import argparse
import json
from typing import IO, Any

from ontology.namespaces import compact
from queries.answers.table import DEFAULT_WIDTH, write_table
from queries.display_text import clean, width_of, wrap
from queries.index.opening import open_index
from queries.store.interface import Solutions
from ui.commands.options import add_output, add_store, opened, output

SHOWN = 25
"""Disagreements that are printed unless ``--all`` is given; JSON always has all."""

TYPES = ("polarity", "direction", "value", "class", "status", "strength", "scopeOnly", "superseded")

_GAP = 3
_NARROWEST = 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg disagreements``."""
    parser.add_argument("--about", metavar="NAME", help="only those about this entity: label, synonym or CURIE")
    parser.add_argument("--type", choices=TYPES, help="only those of this type")
    parser.add_argument("--source", metavar="NAME", help="only those in which this document takes part")
    parser.add_argument("-a", "--all", action="store_true", help=f"print all, not only the first {SHOWN}")
    parser.add_argument(
        "-f", "--format", choices=("table", "json", "text"), default="table",
        help="table (default), text (with the claims) or json",
    )  # fmt: skip
    add_output(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Read the disagreements from the store, choose among them, and print them."""
    from queries.comparison.disagreements import (  # noqa: PLC0415
        chosen,
        document_names,
        stored_disagreements,
    )

    store = opened(options)
    names = document_names(store)
    about = compact(open_index(options.store).names.find(options.about)) if options.about else None
    source = _file_name(options, names) if options.source else None
    found = chosen(stored_disagreements(store), about=about, type_=options.type, source=source)
    with output(options.output) as out:
        if options.format == "json":
            json.dump(found, out, ensure_ascii=False, indent=2)
            out.write("\n")
            return 0
        shown = found if options.all else found[:SHOWN]
        if not found:
            out.write("no disagreement found; that documents are silent is no agreement\n")
        elif options.format == "table":
            _write_table(shown, names, out)
        else:
            out.writelines(f"{clean(line)}\n" for row in shown for line in text_lines(row, names))
        if len(found) > len(shown):
            out.write(f"… {len(found) - len(shown)} more; --all prints them\n")
    return 0


def text_lines(row: dict[str, Any], names: dict[str, str], width: int = DEFAULT_WIDTH) -> list[str]:
    """Return a disagreement as lines of text, its sides in columns.

    :param row: what :func:`queries.comparison.disagreements.stored_disagreements` returned
    :param names: file name to short name of the documents
    :param width: columns of the screen
    """
    lines = [f"{row['rank']}. {row['matter']}", f"   {row['kind']} ({row['type']}), {row['topic'].replace('_', ' ')}"]
    cells = [[side["label"], f"— {_documents(side, names)}", ", ".join(side["claims"])] for side in row["sides"]]
    across = max(1, min(len(cells), (width - 3) // (_NARROWEST + _GAP)))
    room = (width - 3) // across - _GAP
    for start in range(0, len(cells), across):
        lines += ["   " + line for line in _beside(cells[start : start + across], room)]
    if row["common_range"] or row["range_relation"]:
        lines.append(f"   {row['range_relation']}; common to all: {row['common_range'] or 'nothing'}")
    if row["reconciled_by"]:
        lines.append(f"   may be reconciled by: {', '.join(map(_words, row['reconciled_by']))}")
    if row["shared_studies"]:
        lines.append(f"   documents lean on one study, one line of evidence: {', '.join(row['shared_studies'])}")
    return [*lines, ""]


def _beside(cells: list[list[str]], room: int) -> list[str]:
    """Return cells of paragraphs as lines, the cells beside each other."""
    columns = [[line for paragraph in cell for line in wrap(paragraph, room)] for cell in cells]
    lines = []
    for at in range(max(map(len, columns))):
        parts = [column[at] if at < len(column) else "" for column in columns]
        lines.append("".join(part + " " * (room + _GAP - width_of(part)) for part in parts).rstrip())
    return lines


def _write_table(rows: list[dict[str, Any]], names: dict[str, str], out: IO[str]) -> None:
    columns = ["rank", "type", "matter", "one side", "other sides", "reconciled by"]
    table = []
    for row in rows:
        first, *others = [f"{side['label']} ({_documents(side, names)})" for side in row["sides"]]
        range_ = f" ({row['range_relation']}; common: {row['common_range'] or 'none'})" if row["range_relation"] else ""
        kind = row["type"].upper() if row["kind"] == "conflict" else row["type"]
        reconciled = ", ".join(map(_words, row["reconciled_by"] or ()))
        table.append((str(row["rank"]), kind, row["matter"] + range_, first, " | ".join(others), reconciled))
    terms = [
        {name: {"type": "literal", "value": value} for name, value in zip(columns, cells, strict=True)}
        for cells in table
    ]
    write_table(Solutions(columns, terms), out)
    out.write("\nCapitals: a conflict; the sides contradict each other, or give different values. Else a difference.\n")


def _documents(side: dict[str, Any], names: dict[str, str]) -> str:
    return ", ".join(sorted(names.get(file, file) for file in side["sources"]))


def _words(key: str) -> str:
    return key.replace("_", " ")


def _file_name(options: argparse.Namespace, names: dict[str, str]) -> str:
    """Return the file name of the document that the options name by short name, file name or title."""
    for file, name in names.items():
        if options.source in (file, name, f"source:{name}"):
            return file
    index = open_index(options.store)
    return str(index.sources[index.names.find(options.source, "Document")]["file"])
