"""Writes the names of a graph as tables, which :mod:`queries.index.name_table` reads."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from queries.index.name_table import FILE_NAME
from queries.index.names import fold
from queries.index.variants import normal_form
from queries.store.version_files import VersionFileWriter

_SCHEMA = """
CREATE TABLE thing (curie TEXT PRIMARY KEY, label TEXT NOT NULL, class TEXT NOT NULL, claims INTEGER NOT NULL,
  form TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (number INTEGER PRIMARY KEY, name TEXT NOT NULL, curie TEXT NOT NULL, form TEXT NOT NULL);
CREATE TABLE identifier (number INTEGER PRIMARY KEY, identifier TEXT NOT NULL, local TEXT NOT NULL,
  match TEXT NOT NULL, curie TEXT NOT NULL);
CREATE VIRTUAL TABLE letters USING fts5(name, content='name', content_rowid='number', tokenize='trigram');
"""
_INDEXES = """
CREATE INDEX thing_by_class ON thing (class);
CREATE INDEX thing_by_form ON thing (form);
CREATE INDEX name_by_name ON name (name);
CREATE INDEX name_by_form ON name (form);
CREATE INDEX name_by_thing ON name (curie);
CREATE INDEX identifier_by_identifier ON identifier (identifier);
CREATE INDEX identifier_by_local ON identifier (local);
INSERT INTO letters (letters) VALUES ('rebuild');
INSERT INTO letters (letters) VALUES ('optimize');
"""


class _NameWriter(VersionFileWriter):
    """Writes the file of a version.

    :param folder: the folder of the version
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE_NAME, _SCHEMA)

    def add(self, data: Mapping[str, Any]) -> None:
        """Add all names.

        :param data: what :func:`queries.index.name_index.build_index` returned
        """
        _fill(self._connection, data)

    def recount(self, claims: Mapping[str, int]) -> None:
        """Change the numbers of claims in a copy.

        :param claims: CURIE → number of claims that speak of it
        """
        rows = self._connection.execute("SELECT curie, claims FROM thing").fetchall()
        changed = [(claims.get(curie, 0), curie) for curie, number in rows if claims.get(curie, 0) != number]
        self._connection.executemany("UPDATE thing SET claims = ? WHERE curie = ?", changed)

    def _finish(self) -> None:
        """Make the indexes of a new file."""
        if self._is_new:
            self._connection.executescript(_INDEXES)


def write_names(data: Mapping[str, Any], folder: Path) -> None:
    """Write the names of a graph next to its index.

    :param data: what :func:`queries.index.name_index.build_index` returned
    :param folder: the folder of the version
    """
    (folder / FILE_NAME).unlink(missing_ok=True)
    with _NameWriter(folder) as writer:
        writer.add(data)


def copy_names(earlier: Path, folder: Path, claims: Mapping[str, int]) -> None:
    """Copy the names of an earlier version that has the same, and count the claims anew.

    :param earlier: the folder of that version
    :param folder: the folder of the version
    :param claims: CURIE → number of claims that speak of it
    """
    shutil.copyfile(earlier / FILE_NAME, folder / FILE_NAME)
    with _NameWriter(folder) as writer:
        writer.recount(claims)


def in_memory(data: Mapping[str, Any]) -> sqlite3.Connection:
    """Return the names of a graph as tables in memory.

    :param data: what :func:`queries.index.name_index.build_index` returned
    :returns: the connection, which several threads may use
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    _fill(connection, data)
    connection.executescript(_INDEXES)
    return connection


def _fill(connection: sqlite3.Connection, data: Mapping[str, Any]) -> None:
    connection.executemany(
        "INSERT INTO thing VALUES (?, ?, ?, ?, ?)",
        ((curie, *about, normal_form(fold(about[0]))) for curie, about in data["things"].items()),
    )
    connection.executemany(
        "INSERT INTO name (name, curie, form) VALUES (?, ?, ?)",
        ((name, curie, normal_form(name)) for name, curies in data["names"].items() for curie in curies),
    )
    connection.executemany(
        "INSERT INTO identifier (identifier, local, match, curie) VALUES (?, ?, ?, ?)",
        (
            (identifier, identifier.partition(":")[2], *said.split(" "))
            for identifier, matches in data["identifiers"].items()
            for said in matches
        ),
    )
