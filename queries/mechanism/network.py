"""The claims on effects in a file next to the index: a search for paths reads the part of the network that it needs.

A build writes the file (:mod:`queries.mechanism.network_rows`). From it a search gets the claims between its start
and its end, whatever else the graph holds, with the same answer as from all claims. An endpoint has no such file: all
its claims on effects are read by SPARQL.

What an answer depends on, and so what is read: claims between nodes that can be reached from the start and from which
the end can be reached, both ways round; and for searches without a route the claims on both ends and on the activities
in or with them. Which changes are wanted, and what drugs a passage is about, the build has found out from all claims.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any

from ontology.files import user_path
from queries.errors import QueryTimeoutError, StoreError
from queries.mechanism.claims import MechanismClaim
from queries.mechanism.effects import HAS_ACTIVITY, Mechanisms, Names, Wanted
from queries.mechanism.linking import is_said_of, own_drugs
from queries.mechanism.network_rows import FILE_NAME, drugs_of_row, from_row
from queries.mechanism.reading import read_mechanisms
from queries.store.current_version import BUILD_HINT
from queries.store.graph_versions import version_folder
from queries.store.interface import Store, time_notice
from queries.store.opening import is_remote
from queries.store.version_files import open_version_file

_INSTRUCTIONS = 2_000  # of the engine, between two looks at the clock
_BACK = """
WITH RECURSIVE reached (iri) AS (
  SELECT value FROM json_each(?) UNION SELECT subject FROM reached JOIN step ON object = iri
) SELECT iri FROM reached
"""
_ONWARD = """
WITH RECURSIVE near (iri) AS (SELECT value FROM json_each(?)), reached (iri) AS (
  SELECT value FROM json_each(?) UNION SELECT object FROM reached JOIN step ON subject = iri WHERE object IN near
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
SELECT id, subject, object, row, drugs FROM effect
WHERE subject IN (SELECT value FROM json_each(?)) AND object IN (SELECT value FROM json_each(?))
"""
_OF_IDS = "SELECT id, subject, object, row, drugs FROM effect WHERE id IN (SELECT value FROM json_each(?))"
_ON_SUBJECT = "SELECT id, subject, object, row, drugs FROM effect WHERE subject IN (SELECT value FROM json_each(?))"
_ON_OBJECT = "SELECT id, subject, object, row, drugs FROM effect WHERE object IN (SELECT value FROM json_each(?))"
_NODES = """
SELECT iri, label, classes, file, agents, wanted, wanted_by_reviewed FROM node
WHERE iri IN (SELECT value FROM json_each(?))
"""
_OF = "SELECT node, other FROM relation WHERE name = ? AND node IN (SELECT value FROM json_each(?))"
_TO = "SELECT node, other FROM relation WHERE name = ? AND other IN (SELECT value FROM json_each(?))"


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
        self._own: frozenset[str] = frozenset()

    def chosen(self, ids: set[str] | None, subjects: set[str] | None) -> Mechanisms:
        """Read some claims, and the names of all that they name.

        :param ids: identifiers of claims
        :param subjects: IRIs of entities of which one must be the subject
        :returns: claims and names
        """
        rows = self._rows(_OF_IDS, ids) if ids is not None else self._rows(_ON_SUBJECT, subjects or set())
        self._keep(rows)
        self._claims = {name: claim for name, claim in self._claims.items() if _is_chosen(claim, ids, subjects)}
        return self._named(self._said() | (subjects or set()))

    def between(self, first: str, last: str, others: Iterable[str]) -> Mechanisms:
        """Read the claims that a search for paths needs, and the names of all that they name.

        :param first: IRI of the start
        :param last: IRI of the end
        :param others: IRIs of further nodes to name
        :returns: claims and names
        """
        start, end = {first}, {last}
        self._own = self._own_drugs(first)
        ends = self._set(_KINDS, end)
        inner = self._between(start, ends) | self._between(end, start)
        places = self._related(_OF, "contexts", start | end)
        touched = start | ends | {iri for pair in places for iri in pair}
        self._read(_ON_SUBJECT, touched)
        self._read(_ON_OBJECT, touched)
        return self._named(inner | touched | self._said(), others, places)

    def _between(self, first: set[str], last: set[str]) -> set[str]:
        """Read the claims on all ways from one set of nodes to another; return the nodes of these ways."""
        inner = self._set(_ONWARD, self._set(_BACK, last), first)
        self._read(_BETWEEN, inner, inner)
        return inner

    def _said(self) -> set[str]:
        """Return the nodes that the claims name."""
        nodes = {node for claim in self._claims.values() for node in (claim.subject, claim.object)}
        return nodes | {node for claim in self._claims.values() for node in claim.populations | claim.conditions}

    def _named(self, nodes: set[str], others: Iterable[str] = (), places: Iterable[tuple[str, str]] = ()) -> Mechanisms:
        """Return the claims that were read, with the names and relations of some nodes."""
        activities = self._related(_OF, "activities", nodes) + self._related(_TO, "activities", nodes)
        contexts = [*places, *self._related(_TO, "contexts", nodes)]
        broader = self._related(_OF, "broader", self._set(_GENERA, nodes))
        wanted = nodes | {HAS_ACTIVITY, *others}
        wanted |= {iri for pairs in (activities, contexts, broader) for pair in pairs for iri in pair}
        wanted |= {iri for claim in self._claims.values() for iri in (claim.predicate, claim.source, *claim.drugs)}
        rows = self._rows(_NODES, wanted)
        return Mechanisms(
            claims=tuple(claim for _, claim in sorted(self._claims.items())),
            activities={node: tuple(sorted(found)) for node, found in _grouped(activities).items()},
            broader={node: frozenset(found) for node, found in _grouped(broader).items()},
            contexts={node: tuple(sorted(found)) for node, found in _grouped(contexts).items()},
            agents={iri: frozenset(json.loads(agents)) for iri, _, _, _, agents, *_ in rows if agents is not None},
            names=Names(
                labels={iri: label for iri, label, *_ in rows if label is not None},
                classes={iri: frozenset(json.loads(classes)) for iri, _, classes, *_ in rows if classes is not None},
                files={iri: file for iri, _, _, file, *_ in rows if file is not None},
            ),
            decided=Wanted(
                {iri: wanted for iri, *_, wanted, _ in rows if wanted is not None},
                {iri: wanted for iri, *_, wanted in rows if wanted is not None},
            ),
        )

    def _read(self, text: str, *choices: set[str]) -> None:
        """Read the claims that a text selects and that have not been read."""
        self._keep(self._rows(text, *choices))

    def _keep(self, rows: Sequence[tuple[str, str, str, str, str]]) -> None:
        """Keep claims; see :func:`queries.mechanism.linking.of_own_drugs` for those that are left out."""
        ours = [is_said_of(drugs_of_row(drugs), self._own) for *_, drugs in rows]
        pairs = {(subject, object_) for (_, subject, object_, *_), own in zip(rows, ours, strict=True) if own}
        for (name, subject, object_, row, drugs), own in zip(rows, ours, strict=True):
            if name not in self._claims and (own or (subject, object_) not in pairs):
                self._claims[name] = from_row(row, drugs)

    def _own_drugs(self, start: str) -> frozenset[str]:
        """Return what :func:`queries.mechanism.linking.own_drugs` does."""
        agents = {row[0]: frozenset(json.loads(row[4])) for row in self._rows(_NODES, {start}) if row[4] is not None}
        contexts = {context: (start,) for context, _ in self._related(_TO, "contexts", {start})}
        return own_drugs(Mechanisms((), agents=agents, contexts=contexts), start)

    def _related(self, text: str, name: str, nodes: set[str]) -> list[tuple[str, str]]:
        return self._connection.execute(text, (name, json.dumps(sorted(nodes)))).fetchall()

    def _set(self, text: str, *choices: set[str]) -> set[str]:
        return {iri for (iri,) in self._rows(text, *choices)}

    def _rows(self, text: str, *choices: set[str]) -> list[Any]:
        return self._connection.execute(text, [json.dumps(sorted(choice)) for choice in choices]).fetchall()


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node, other in pairs:
        found.setdefault(node, set()).add(other)
    return found
