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
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ontology.errors import UserError

_COLUMNS = ("id", "label", "status", "xrefs", "parents")
_BRANDS = "RXCUI:"
"""Prefix of the vocabulary that lists the brands of an ingredient as its names, those of combinations too."""

_OUT_OF_USE = re.compile(r"obsolete|withdrawn|NOT listed")


class LabelTableError(UserError, ValueError):
    """A folder of label tables cannot be read; the message names folder or file."""


class TableRow(NamedTuple):
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


@dataclass(frozen=True)
class TermNames:
    """The names of some terms.

    :param names: identifier → its label and its synonyms
    :param labelled: key of a label, see :func:`name_key` → the identifiers of all terms that have it
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    labelled: dict[str, set[str]] = field(default_factory=dict)


def name_key(name: str) -> str:
    """Return a name without case, punctuation and the plural's s, to compare names of different vocabularies.

    :param name: a label or synonym
    :returns: its words, each without a final s

    >>> name_key("Obsessive-compulsive Disorders")
    'obsessive compulsive disorder'
    """
    return " ".join(word.removesuffix("s") for word in re.findall(r"\w+", name.casefold()))


def read_names(folder: Path, tables: Collection[str], ids: Collection[str]) -> TermNames:
    """Return the names of some terms, and whose label each label is.

    :param folder: the folder of the tables
    :param tables: names of the tables to read, without ending
    :param ids: the identifiers that are wanted
    :returns: the names, from rows that are in use; a brand that a table gives to two ingredients is a name of neither
    :raises LabelTableError: if a table is missing or cannot be read
    """
    found = TermNames()
    for table in tables:
        users: dict[str, set[str]] = defaultdict(set)
        for row in rows_of(folder, table):
            found.labelled.setdefault(name_key(row.label), set()).add(row.id)
            for name in row.synonyms if row.id.startswith(_BRANDS) else ():
                users[name].add(row.id)
            if row.id in ids:
                found.names.setdefault(row.id, []).extend([row.label, *row.synonyms])
        for names in found.names.values() if users else ():
            names[:] = [name for name in names if len(users.get(name, ())) < 2]
    return found


@dataclass(frozen=True)
class NamedRow:
    """A row of a table with all names.

    :param id: the identifier
    :param label: its label
    :param synonyms: its further names
    :param xrefs: identifiers of the same thing in other vocabularies
    """

    id: str
    label: str
    synonyms: tuple[str, ...]
    xrefs: tuple[str, ...]


def rows_of(folder: Path, table: str) -> Iterator[NamedRow]:
    """Yield the rows of a table that are in use.

    :param folder: the folder of the tables
    :param table: name of the table, without ending
    :yields: the rows
    :raises LabelTableError: if the table is missing or cannot be read
    """
    path = next((path for path in (folder / f"{table}.tsv", folder / f"{table}.tsv.gz") if path.is_file()), None)
    if path is None:
        raise LabelTableError(f"{folder}: the table {table}.tsv or {table}.tsv.gz is missing")
    lines = _lines(path)
    header = next(lines, [])
    for cells in lines:
        row = dict(zip(header, cells, strict=False))
        if not _OUT_OF_USE.search(row.get("status", "")):
            synonyms, xrefs = (
                tuple(filter(None, map(str.strip, row.get(column, "").split("|")))) for column in ("synonyms", "xrefs")
            )
            yield NamedRow(row["id"], row["label"], synonyms, xrefs)


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
    cells_of = itemgetter(*(header.index(name) if name in header else len(header) for name in _COLUMNS))
    absent = [""] * (len(header) + 1)
    for cells in lines:
        identifier, label, status, references, parents = cells_of(cells + absent)
        row = TableRow(identifier, label, status, table)
        tables.prefixes.add(identifier.partition(":")[0])
        if identifier in ids:
            tables.rows[identifier].append(row)
        if labels and label.casefold() in labels and row.in_use:
            tables.labelled[label.casefold()].append(row)
        for reference in references.split("|") if references else ():
            if reference:
                tables.prefixes.add(reference.partition(":")[0])
            if reference in ids:
                tables.named[reference].append(row)
        if " " in parents:
            _read_families(parents, row, ids, tables)


def _read_families(parents: str, row: TableRow, ids: frozenset[str], tables: LabelTables) -> None:
    """Families have no table of their own: identifier and name are together in the column of the parents."""
    for parent in parents.split("|"):
        family, space, name = parent.partition(" ")
        if space and ":" in family:
            tables.prefixes.add(family.partition(":")[0])
            if family in ids:
                tables.named[family].append(TableRow(family, name, row.status, row.table))
