"""The claims on effects in a file next to the index: a search for paths reads the part of the network that it needs.

A build writes the file. From it a search gets the claims between its start and its end, whatever else the graph holds,
with the same answer as from all claims. An endpoint has no such file: all its claims on effects are read by SPARQL.

What an answer depends on, and so what is read: claims whose subject can be reached from the start and from whose object
the end can be reached, both ways round; claims on the end and, where it is a result, on what changes it, as they show
which change is wanted; claims in the same passages; and for searches without a route the claims on both ends and on
the activities in or with them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import fields, replace
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any

from ontology.files import user_path
from queries.errors import QueryTimeoutError, StoreError
from queries.mechanism.claims import Limit, MechanismClaim, Place
from queries.mechanism.effects import HAS_ACTIVITY, RESULTS, Mechanisms, Names
from queries.mechanism.linking import PASSAGE
from queries.mechanism.reading import read_mechanisms
from queries.store.current_version import BUILD_HINT
from queries.store.graph_versions import version_folder
from queries.store.interface import Store, time_notice
from queries.store.opening import is_remote
from queries.store.version_files import VersionFileWriter, open_version_file

FILE_NAME = "network.sqlite"

_SCHEMA = """
CREATE TABLE effect (id TEXT PRIMARY KEY, subject TEXT NOT NULL, object TEXT NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id TEXT NOT NULL, source TEXT NOT NULL, section TEXT NOT NULL, start INTEGER NOT NULL,
  after INTEGER NOT NULL);
CREATE TABLE step (subject TEXT NOT NULL, object TEXT NOT NULL, PRIMARY KEY (subject, object)) WITHOUT ROWID;
CREATE TABLE node (iri TEXT PRIMARY KEY, label TEXT, classes TEXT, file TEXT, agents TEXT) WITHOUT ROWID;
CREATE TABLE relation (name TEXT NOT NULL, node TEXT NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY (name, node, other)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX effect_by_subject ON effect (subject, object);
CREATE INDEX effect_by_object ON effect (object, subject);
CREATE INDEX place_by_claim ON place (id);
CREATE INDEX place_by_section ON place (source, section, start);
CREATE INDEX step_back ON step (object, subject);
CREATE INDEX relation_back ON relation (name, other);
"""
_INSTRUCTIONS = 2_000  # of the engine, between two looks at the clock
_RELATIONS = ("activities", "broader", "contexts")
_SETS = ("populations", "species", "conditions", "works")
_FIELDS = tuple(field.name for field in fields(MechanismClaim))

_ONWARD = """
WITH RECURSIVE reached (iri) AS (
  SELECT value FROM json_each(?) UNION SELECT object FROM reached JOIN step ON subject = iri
) SELECT iri FROM reached
"""
_BACK = """
WITH RECURSIVE reached (iri) AS (
  SELECT value FROM json_each(?) UNION SELECT subject FROM reached JOIN step ON object = iri
) SELECT iri FROM reached
"""
_KINDS = """
WITH RECURSIVE reached (iri) AS (
  SELECT value FROM json_each(?)
  UNION SELECT node FROM reached JOIN relation ON name = 'broader' AND other = iri
) SELECT iri FROM reached
"""
_GENERA = """
WITH RECURSIVE reached (iri) AS (
  SELECT value FROM json_each(?)
  UNION SELECT other FROM reached JOIN relation ON name = 'broader' AND node = iri
) SELECT iri FROM reached
"""
_BETWEEN = """
SELECT id, row FROM effect
WHERE subject IN (SELECT value FROM json_each(?)) AND object IN (SELECT value FROM json_each(?))
"""
_OF_IDS = "SELECT id, row FROM effect WHERE id IN (SELECT value FROM json_each(?))"
_ON_SUBJECT = "SELECT id, row FROM effect WHERE subject IN (SELECT value FROM json_each(?))"
_ON_OBJECT = "SELECT id, row FROM effect WHERE object IN (SELECT value FROM json_each(?))"
_NEAR = """
SELECT DISTINCT effect.id, row FROM json_each(?1) JOIN place AS here ON here.id = value
JOIN place AS there ON there.source = here.source AND there.section = here.section
  AND there.start <= here.after + ?2 AND there.after >= here.start - ?2
JOIN effect ON effect.id = there.id
"""
_NODES = "SELECT iri, label, classes, file, agents FROM node WHERE iri IN (SELECT value FROM json_each(?))"
_RELATED = """
SELECT node, other FROM relation WHERE name = ?1 AND node IN (SELECT value FROM json_each(?2))
UNION
SELECT node, other FROM relation WHERE name = ?1 AND other IN (SELECT value FROM json_each(?2))
"""


def network_row(claim: MechanismClaim) -> list[Any]:
    """Return a claim on an effect as plain data.

    :param claim: the claim
    :returns: a row that :meth:`NetworkWriter.add` takes, which can be written as JSON
    """
    row = {name: getattr(claim, name) for name in _FIELDS} | {name: sorted(getattr(claim, name)) for name in _SETS}
    return [claim.id, claim.subject, claim.object, json.dumps(row, ensure_ascii=False), claim.source, claim.places]


def _from_row(text: str) -> MechanismClaim:
    row = json.loads(text)
    return MechanismClaim(
        **row
        | {name: frozenset(row[name]) for name in _SETS}
        | {"limits": tuple(Limit(*limit) for limit in row["limits"])}
        | {"places": tuple(Place(*place) for place in row["places"])}
    )


class NetworkWriter(VersionFileWriter):
    """Writes the file of a version.

    :param folder: the folder of the version
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE_NAME, _SCHEMA)

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add the claims of a source.

        :param rows: what :func:`network_row` returned, perhaps by way of JSON
        """
        run = self._connection.executemany
        rows = list(rows)
        run("INSERT INTO effect VALUES (?, ?, ?, ?)", (row[:4] for row in rows))
        run("INSERT OR IGNORE INTO step VALUES (?, ?)", (row[1:3] for row in rows))
        places = ((name, source, *place) for name, _, _, _, source, found in rows for place in found)
        run("INSERT INTO place VALUES (?, ?, ?, ?, ?)", places)

    def add_nodes(self, nodes: Mechanisms) -> None:
        """Add the names and relations of all nodes.

        :param nodes: what :func:`queries.mechanism.reading.read_nodes` read
        """
        names, run = nodes.names, self._connection.execute
        for iri in names.labels.keys() | names.files.keys():
            agents = nodes.agents.get(iri)
            classes = json.dumps(sorted(names.classes[iri])) if iri in names.classes else None
            involved = None if agents is None else json.dumps(sorted(agents))
            row = (iri, names.labels.get(iri), classes, names.files.get(iri), involved)
            run("INSERT INTO node VALUES (?, ?, ?, ?, ?)", row)
        for name in _RELATIONS:
            for node, others in getattr(nodes, name).items():
                for other in others:
                    run("INSERT INTO relation VALUES (?, ?, ?)", (name, node, other))
                    if name == "activities":
                        run("INSERT OR IGNORE INTO step VALUES (?, ?)", (node, other))

    def _finish(self) -> None:
        """Make the indexes."""
        self._connection.executescript(_INDEXES)


class TimeLimit:
    """The time that a search may take, from now on.

    :param seconds: the limit; 0 for none
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = monotonic() + seconds if seconds else inf

    def passed(self) -> bool:
        """Return whether the time is over.

        :returns: true if it is
        """
        return monotonic() > self._end

    def check(self) -> None:
        """Do nothing while there is time.

        :raises QueryTimeoutError: when the time is over
        """
        if self.passed():
            raise QueryTimeoutError(time_notice(self._seconds), self._seconds)


def read_between(
    location: str,
    ends: tuple[str, str],
    others: Iterable[str] = (),
    *,
    store: Callable[[], Store],
    limit: TimeLimit | None = None,
) -> Mechanisms:
    """Read what a search for paths from one node to another needs.

    :param location: a folder or the address of an endpoint
    :param ends: IRIs of the start and the end of the search
    :param others: IRIs of further nodes and documents that the search names
    :param store: opens the store, from which all claims on effects are read where there is no file of the network
    :param limit: the time that reading the file may take
    :returns: claims and names with which the answer is the same as with all of them
    :raises StoreError: if the file cannot be read
    :raises QueryTimeoutError: when the time limit is reached
    """
    file = _file_of(location)
    if file is None:
        return read_mechanisms(store())
    limit = limit or TimeLimit(0)
    try:
        with closing(open_version_file(file)) as connection:
            connection.set_progress_handler(limit.passed, _INSTRUCTIONS)
            found = _Part(connection).between(*ends, others)
    except sqlite3.Error as error:
        limit.check()
        raise StoreError(f"cannot read {file}: {BUILD_HINT}") from error
    limit.check()
    return found


def read_effects(
    store: Store, *, ids: Iterable[str] | None = None, subjects: Iterable[str] | None = None
) -> Mechanisms:
    """Read some claims on effects, with the names of what they name.

    :param store: the store, from which all claims on effects are read where there is no file of the network
    :param ids: identifiers of claims, without prefix; those that state no effect are left out
    :param subjects: IRIs of entities of which one must be the subject
    :returns: the claims that meet both conditions, and names
    :raises StoreError: if the file cannot be read
    """
    ids, subjects = (None if names is None else set(names) for names in (ids, subjects))
    file = Path(store.location).parent / FILE_NAME
    if is_remote(store.location) or Path(store.location).name != "store" or not file.is_file():
        whole = read_mechanisms(store)
        return replace(whole, claims=tuple(claim for claim in whole.claims if _is_chosen(claim, ids, subjects)))
    try:
        with closing(open_version_file(file)) as connection:
            return _Part(connection).chosen(ids, subjects)
    except sqlite3.Error as error:
        raise StoreError(f"cannot read {file}: {BUILD_HINT}") from error


def _is_chosen(claim: MechanismClaim, ids: set[str] | None, subjects: set[str] | None) -> bool:
    return (ids is None or claim.id in ids) and (subjects is None or claim.subject in subjects)


def _file_of(location: str) -> Path | None:
    """Return the file of the network at a location; nothing for an endpoint and for a graph without the file."""
    if is_remote(location) or not user_path(location).is_dir():
        return None
    version = version_folder(location)
    folder = user_path(location).parent if version is None else version
    return folder / FILE_NAME if (folder / FILE_NAME).is_file() else None


class _Part:
    """A part of the network.

    :param connection: the open file
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._claims: dict[str, MechanismClaim] = {}

    def chosen(self, ids: set[str] | None, subjects: set[str] | None) -> Mechanisms:
        """Read some claims, and the names of all that they name.

        :param ids: identifiers of claims
        :param subjects: IRIs of entities of which one must be the subject
        :returns: claims and names
        """
        rows = self._rows(_OF_IDS, ids) if ids is not None else self._rows(_ON_SUBJECT, subjects or set())
        self._keep(rows)
        self._claims = {name: claim for name, claim in self._claims.items() if _is_chosen(claim, ids, subjects)}
        return self._named(self._said() | (subjects or set()), ())

    def between(self, first: str, last: str, others: Iterable[str]) -> Mechanisms:
        """Read the claims that a search for paths needs, and the names of all that they name.

        :param first: IRI of the start
        :param last: IRI of the end
        :param others: IRIs of further nodes to name
        :returns: claims and names
        """
        start, end = {first}, {last}
        ends = self._set(_KINDS, end)
        ways = [(self._set(_ONWARD, start), self._set(_BACK, ends)), (self._set(_ONWARD, end), self._set(_BACK, start))]
        inner = set[str]()
        for onward, back in ways:
            self._read(_BETWEEN, onward, back)
            inner |= onward & back
        self._keep(self._connection.execute(_NEAR, (json.dumps(sorted(self._claims)), PASSAGE)).fetchall())
        touched = start | ends | {iri for pair in self._related("contexts", start | end) for iri in pair}
        self._read(_ON_SUBJECT, touched)
        self._read(_ON_OBJECT, touched)
        self._read_what_is_wanted(ends)
        return self._named(inner | touched | self._said(), others)

    def _said(self) -> set[str]:
        """Return the nodes that the claims name."""
        nodes = {node for claim in self._claims.values() for node in (claim.subject, claim.object)}
        return nodes | {node for claim in self._claims.values() for node in claim.populations | claim.conditions}

    def _read_what_is_wanted(self, ends: Iterable[str]) -> None:
        """Read the claims on the ends and, behind ends that are results, on what changes them, and so on."""
        known: set[str] = set()
        level = set(ends)
        while level:
            known |= level
            self._read(_ON_OBJECT, level)
            results = {iri for iri, _, classes, *_ in self._rows(_NODES, level) if RESULTS & set(_list(classes))}
            level = {claim.subject for claim in self._claims.values() if claim.object in results} - known

    def _named(self, nodes: set[str], others: Iterable[str]) -> Mechanisms:
        """Return the claims that were read, with the names and relations of some nodes."""
        activities = self._related("activities", nodes)
        contexts = self._related("contexts", nodes)
        broader = self._related("broader", self._set(_GENERA, nodes))
        wanted = nodes | {HAS_ACTIVITY, *others}
        wanted |= {iri for pairs in (activities, contexts, broader) for pair in pairs for iri in pair}
        wanted |= {iri for claim in self._claims.values() for iri in (claim.predicate, claim.source)}
        rows = self._rows(_NODES, wanted)
        return Mechanisms(
            claims=tuple(claim for _, claim in sorted(self._claims.items())),
            activities={node: tuple(sorted(found)) for node, found in _grouped(activities).items()},
            broader={node: frozenset(found) for node, found in _grouped(broader).items()},
            contexts={node: tuple(sorted(found)) for node, found in _grouped(contexts).items()},
            agents={iri: frozenset(json.loads(agents)) for iri, *_, agents in rows if agents is not None},
            names=Names(
                labels={iri: label for iri, label, *_ in rows if label is not None},
                classes={iri: frozenset(json.loads(classes)) for iri, _, classes, *_ in rows if classes is not None},
                files={iri: file for iri, _, _, file, _ in rows if file is not None},
            ),
        )

    def _read(self, text: str, *choices: set[str]) -> None:
        """Read the claims that a text selects and that have not been read."""
        self._keep(self._rows(text, *choices))

    def _keep(self, rows: Iterable[tuple[str, str]]) -> None:
        for name, row in rows:
            if name not in self._claims:
                self._claims[name] = _from_row(row)

    def _related(self, name: str, nodes: set[str]) -> list[tuple[str, str]]:
        values = (name, json.dumps(sorted(nodes)))
        return self._connection.execute(_RELATED, values).fetchall()

    def _set(self, text: str, nodes: set[str]) -> set[str]:
        return {iri for (iri,) in self._rows(text, nodes)}

    def _rows(self, text: str, *choices: set[str]) -> list[Any]:
        return self._connection.execute(text, [json.dumps(sorted(choice)) for choice in choices]).fetchall()


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node, other in pairs:
        found.setdefault(node, set()).add(other)
    return found


def _list(text: str | None) -> list[str]:
    return [] if text is None else json.loads(text)
