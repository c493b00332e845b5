"""Label tables of public vocabularies: a folder of tab-separated files, gzipped or not, that are not ours to ship.

Each has at least the columns id and label; status, xrefs and parents are used if present. An identifier may have
a row of its own, or be known only because another row names it as a cross-reference.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import UserError

_OUT_OF_USE = re.compile(r"obsolete|withdrawn|NOT listed")


class LabelTableError(UserError, ValueError):
    """A folder of label tables cannot be read; the message names folder or file."""


@dataclass(frozen=True)
class TableRow:
    """What a table states about an identifier.

    :param id: the identifier
    :param label: its label
    :param status: such as ``current`` or ``obsolete;replaced_by=…``
    :param table: name of the file
    """

    id: str
    label: str
    status: str
    table: str

    @property
    def in_use(self) -> bool:
        """Whether the identifier may still be used."""
        return not _OUT_OF_USE.search(self.status)


@dataclass
class LabelTables:
    """What a folder of tables states about the requested identifiers and labels.

    :param rows: identifier to the rows of its own
    :param named: identifier to the rows that give it as a cross-reference
    :param labelled: label in lower case → the rows in use that have it
    :param prefixes: every prefix that occurs in the tables, of a row or of a cross-reference
    """

    rows: dict[str, list[TableRow]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[TableRow]] = field(default_factory=lambda: defaultdict(list))
    labelled: dict[str, list[TableRow]] = field(default_factory=lambda: defaultdict(list))
    prefixes: set[str] = field(default_factory=set)


def read_label_tables(folder: Path, ids: Collection[str], labels: Collection[str] = ()) -> LabelTables:
    """Look identifiers and labels up in every table of a folder.

    :param folder: the folder of the tables; it may contain other tab-separated files too
    :param ids: the identifiers that are wanted
    :param labels: the labels that are wanted, in lower case
    :returns: what the tables state about them
    :raises LabelTableError: if the folder contains no table, or one cannot be read
    """
    tables = LabelTables()
    count = 0
    for path in sorted([*folder.glob("*.tsv"), *folder.glob("*.tsv.gz")]):
        lines = _lines(path)
        header = next(lines, [])
        if {"id", "label"} <= set(header):
            count += 1
            _read_table(path.name, header, lines, frozenset(ids), frozenset(labels), tables)
    if not count:
        raise LabelTableError(f"{folder}: no label tables: expected files *.tsv or *.tsv.gz with columns id and label")
    return tables


def _lines(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each line."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n").split("\t")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise LabelTableError(f"{path}: cannot be read: {error}") from error


def _read_table(
    table: str,
    header: list[str],
    lines: Iterator[list[str]],
    ids: frozenset[str],
    labels: frozenset[str],
    tables: LabelTables,
) -> None:
    place = {name: header.index(name) for name in ("id", "label", "status", "xrefs", "parents") if name in header}
    for cells in lines:
        cell = {name: cells[at] for name, at in place.items() if at < len(cells)}
        row = TableRow(cell["id"], cell.get("label", ""), cell.get("status", ""), table)
        tables.prefixes.add(row.id.partition(":")[0])
        if row.id in ids:
            tables.rows[row.id].append(row)
        if labels and row.in_use and row.label.casefold() in labels:
            tables.labelled[row.label.casefold()].append(row)
        for reference in filter(None, cell.get("xrefs", "").split("|")):
            tables.prefixes.add(reference.partition(":")[0])
            if reference in ids:
                tables.named[reference].append(row)
        if " " in (parents := cell.get("parents", "")):
            _read_families(parents, row, ids, tables)


def _read_families(parents: str, row: TableRow, ids: frozenset[str], tables: LabelTables) -> None:
    """Families have no table of their own: identifier and name are together in the column of the parents."""
    for parent in parents.split("|"):
        family, space, name = parent.partition(" ")
        if space and ":" in family:
            tables.prefixes.add(family.partition(":")[0])
            if family in ids:
                tables.named[family].append(TableRow(family, name, row.status, row.table))
