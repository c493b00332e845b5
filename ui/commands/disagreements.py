"""List disagreements between documents, most important first.

Examples:
  drugkg disagreements
  drugkg disagreements --about "alcohol use disorder" -f text
  drugkg disagreements --type value --source monograph
  drugkg disagreements -f csv -o disagreements.csv

There are two kinds. In a conflict, the sides contradict each other or give different values for the same thing. In a
difference, they differ in class, scope, date or strength. A side says where its claims were inferred by the reader or
come from a page whose layout is in doubt. Safety ranks before dosing, efficacy and pharmacokinetics.

Types: polarity, direction, value, class, status, strength, scopeOnly, superseded.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import IO, Any

from ontology.errors import UserError
from ontology.namespaces import compact
from queries.answers.table import DEFAULT_WIDTH, write_table
from queries.display_text import first_few, width_of, wrap
from queries.index.opening import open_index
from queries.store.limits import DISAGREEMENTS_SHOWN
from ui.commands.options import add_limits, add_reviewed_only, add_store, opened
from ui.commands.output import REPORT, add_output, output, solutions, write_report

USAGE = "drugkg disagreements [options]"

TYPES = ("polarity", "direction", "value", "class", "status", "strength", "scopeOnly", "superseded")

_GAP = 3
_NARROWEST = 24
_CLAIMS_NAMED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg disagreements``.

    :param parser: parser of the command
    """
    parser.add_argument("--about", metavar="NAME", help="only those about this entity: label, synonym or CURIE")
    parser.add_argument("--type", type=_type, metavar="TYPE", help="only those of this type")
    parser.add_argument("--source", metavar="NAME", help="only those in which this document takes part")
    add_reviewed_only(parser)
    group = add_output(parser, REPORT, default="table")
    group.add_argument(
        "-a", "--all", action="store_true",
        help=f"print all as table or text (default: the first {DISAGREEMENTS_SHOWN.default}); "
        "the other formats always have all",
    )  # fmt: skip
    add_limits(parser, rows=False)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Read the disagreements from the store, select some, and print them.

    :param options: what the user gave
    :returns: exit code
    """
    from queries.comparison.disagreements import (  # noqa: PLC0415
        chosen,
        document_names,
        stored_disagreements,
    )

    store = opened(options)
    given = options.about
    about = None if given is None else compact(open_index(options.store).names.find_entity(given))
    source = None if options.source is None else _file_name(options, document_names(store))
    found = chosen(stored_disagreements(store, about=about), type_=options.type, source=source)
    names = document_names(store, {file for row in found for file in row["sources"]})
    shown = found if options.all else found[: DISAGREEMENTS_SHOWN.default]
    if options.format == "table":
        with output(options) as out:
            if found:
                _write_table(shown, names, out)
            out.writelines(f"{line}\n" for line in _ending(found, shown))
        return 0
    write_report(
        options,
        data=found,
        rows=lambda: [_flat(row, names) for row in found],
        lines=lambda: [line for row in shown for line in text_lines(row, names)] + list(_ending(found, shown)),
    )
    return 0


def _type(text: str) -> str:
    if text not in TYPES:
        raise UserError(f"unknown type of disagreement {text!r}: choose one of {', '.join(TYPES)}")
    return text


def _ending(found: list[dict[str, Any]], shown: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what follows the disagreements that are shown."""
    if not found:
        yield "No disagreements found. (Documents that say nothing do not count as agreeing.)"
    if len(found) > len(shown):
        yield f"… {len(found) - len(shown)} more; --all prints them"


def _flat(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return a disagreement as one row, its sides in one column."""
    keys = ("rank", "id", "type", "kind", "topic", "matter")
    more = ("reconciled_by", "range_relation", "common_range", "shared_studies", "about", "claims", "sources")
    sides = " | ".join(f"{side['label']} ({_documents(side, names)})" for side in row["sides"])
    return {key: row[key] for key in keys} | {"sides": sides} | {key: row[key] or None for key in more}


def text_lines(row: dict[str, Any], names: dict[str, str], width: int = DEFAULT_WIDTH) -> list[str]:
    """Return a disagreement as lines of text, its sides in columns.

    :param row: a result of :func:`queries.comparison.disagreements.stored_disagreements`
    :param names: file name to short name of the documents
    :param width: columns of the screen
    :returns: the lines
    """
    lines = [f"{row['rank']}. {row['matter']}", f"   {row['kind']} ({row['type']}), {row['topic'].replace('_', ' ')}"]
    cells = [
        [side["label"], f"— {_documents(side, names)}", first_few(side["claims"], "claims", _CLAIMS_NAMED)]
        for side in row["sides"]
    ]
    across = max(1, min(len(cells), (width - 3) // (_NARROWEST + _GAP)))
    room = (width - 3) // across - _GAP
    for start in range(0, len(cells), across):
        lines += ["   " + line for line in _side_by_side(cells[start : start + across], room)]
    if row["common_range"] or row["range_relation"]:
        lines.append(f"   {row['range_relation']}; common to all: {row['common_range'] or 'nothing'}")
    if row["reconciled_by"]:
        lines.append(f"   may be reconciled by: {', '.join(map(_words, row['reconciled_by']))}")
    if row["shared_studies"]:
        studies = ", ".join(row["shared_studies"])
        lines.append(f"   documents cite the same study, which counts as one line of evidence: {studies}")
    return [*lines, ""]


def _side_by_side(cells: list[list[str]], room: int) -> list[str]:
    """Return cells of paragraphs as lines, the cells next to each other."""
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
    write_table(solutions([dict(zip(columns, cells, strict=True)) for cells in table]), out)
    out.write("\nCapital letters mark a conflict: the sides contradict each other or give different values.\n")


def _documents(side: dict[str, Any], names: dict[str, str]) -> str:
    return first_few(sorted(names.get(file, file) for file in side["sources"]))


def _words(key: str) -> str:
    return key.replace("_", " ")


def _file_name(options: argparse.Namespace, names: dict[str, str]) -> str:
    """Return the file name of the document that the options name by short name, file name or title."""
    for file, name in names.items():
        if options.source in (file, name, f"source:{name}"):
            return file
    index = open_index(options.store)
    return str(index.sources[index.document(options.source)]["file"])
