"""The file of claims on effects that a build writes next to the index, and its rows.

:mod:`queries.mechanism.network` reads the part of it that a search needs.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from queries.mechanism.claims import MODALITIES, Limit, MechanismClaim, Place
from queries.mechanism.effects import Mechanisms, Names, Signed, wanted_directions
from queries.mechanism.linking import with_drugs_of_passages
from queries.store.version_files import VersionFileWriter

FILE_NAME = "network.sqlite"

_SCHEMA = """
CREATE TABLE effect (id TEXT PRIMARY KEY, subject TEXT NOT NULL, object TEXT NOT NULL, row TEXT NOT NULL,
  drugs TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE step (subject TEXT NOT NULL, object TEXT NOT NULL, PRIMARY KEY (subject, object)) WITHOUT ROWID;
CREATE TABLE node (iri TEXT PRIMARY KEY, label TEXT, classes TEXT, file TEXT, agents TEXT, wanted INTEGER,
  wanted_by_reviewed INTEGER) WITHOUT ROWID;
CREATE TABLE relation (name TEXT NOT NULL, node TEXT NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY (name, node, other)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS effect_by_subject ON effect (subject, object);
CREATE INDEX IF NOT EXISTS effect_by_object ON effect (object, subject);
CREATE INDEX IF NOT EXISTS step_back ON step (object, subject);
CREATE INDEX IF NOT EXISTS relation_back ON relation (name, other);
"""
_REMOVE_STEPS = """
DELETE FROM step WHERE NOT EXISTS (SELECT 1 FROM effect WHERE (subject, object) = (step.subject, step.object))
  AND NOT EXISTS (SELECT 1 FROM relation WHERE (name, node, other) = ('activities', step.subject, step.object))
"""
_RELATIONS = ("activities", "broader", "contexts")
_FIELDS = tuple(field.name for field in fields(MechanismClaim) if field.name != "drugs")
_SETS_AT = tuple(_FIELDS.index(name) for name in ("populations", "species", "conditions", "works"))
_STEP_AT = tuple(
    _FIELDS.index(name) for name in ("subject", "object", "sign", "family", "polarity", "modality", "review")
)
_SIGNED_AT = ", ".join(f"'$[{_FIELDS.index(name)}]'" for name in ("sign", "family", "polarity", "modality", "review"))
_SIGNED = f"SELECT subject, object, json_extract(row, {_SIGNED_AT}) FROM effect"  # noqa: S608 - names of ours
_LIMITS_AT, _PLACES_AT = _FIELDS.index("limits"), _FIELDS.index("places")


def _step(row: str) -> str:
    """Return what a claim joins and how, as far as other claims depend on it."""
    values = json.loads(row)
    return json.dumps([values[at] for at in _STEP_AT])


def _read_nodes(connection: sqlite3.Connection) -> Mechanisms:
    """Return what a file knows of all nodes apart from their labels."""
    nodes = connection.execute("SELECT iri, classes, agents FROM node").fetchall()
    contexts: dict[str, list[str]] = {}
    for place, activity in connection.execute("SELECT node, other FROM relation WHERE name = 'contexts'"):
        contexts.setdefault(place, []).append(activity)
    return Mechanisms(
        claims=(),
        contexts={place: tuple(sorted(activities)) for place, activities in contexts.items()},
        agents={iri: frozenset(json.loads(agents)) for iri, _, agents in nodes if agents is not None},
        names=Names(classes={iri: frozenset(json.loads(kinds)) for iri, kinds, _ in nodes if kinds is not None}),
    )


def network_row(claim: MechanismClaim) -> list[Any]:
    """Return a claim on an effect as plain data, without the drugs of its passage.

    :param claim: the claim
    :returns: a row that :meth:`NetworkWriter.add` takes, which can be written as JSON
    """
    values = [getattr(claim, name) for name in _FIELDS]
    for at in _SETS_AT:
        values[at] = sorted(values[at])
    return [claim.id, claim.subject, claim.object, json.dumps(values, ensure_ascii=False, separators=(",", ":"))]


def from_row(text: str, drugs: str = "[]") -> MechanismClaim:
    """Return a claim on an effect from a row of the file.

    :param text: the values of its fields as JSON
    :param drugs: the drugs of its passage as JSON
    :returns: the claim
    """
    values = json.loads(text)
    for at in _SETS_AT:
        values[at] = frozenset(values[at])
    values[_LIMITS_AT] = tuple(Limit(*limit) for limit in values[_LIMITS_AT])
    values[_PLACES_AT] = tuple(Place(*place) for place in values[_PLACES_AT])
    values.append(drugs_of_row(drugs))
    return MechanismClaim(*values)


@lru_cache(maxsize=1_000)
def drugs_of_row(text: str) -> frozenset[str]:
    """Return the drugs of a passage.

    :param text: IRIs as JSON; many claims have the same
    :returns: the IRIs
    """
    return frozenset(json.loads(text))


class NetworkWriter(VersionFileWriter):
    """Writes the file of a version, or changes a copy of that of the version before.

    :param folder: the folder of the version
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE_NAME, _SCHEMA)
        self._given: Mechanisms | None = None
        self._steps: Counter[str] = Counter()

    @cached_property
    def _nodes(self) -> Mechanisms:
        """The names and relations of all nodes: those that were added, else those of the file."""
        return self._given or _read_nodes(self._connection)

    def add_nodes(self, nodes: Mechanisms) -> None:
        """Add the names and relations of all nodes, before all claims, in the place of those that are there.

        :param nodes: what :func:`queries.mechanism.reading.read_nodes` read
        """
        self._given = nodes
        names, run = nodes.names, self._connection.execute
        for table in ("node", "relation"):
            run(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        for iri in names.labels.keys() | names.files.keys():
            agents = nodes.agents.get(iri)
            classes = json.dumps(sorted(names.classes[iri])) if iri in names.classes else None
            involved = None if agents is None else json.dumps(sorted(agents))
            values = (iri, names.labels.get(iri), classes, names.files.get(iri), involved)
            run("INSERT INTO node VALUES (?, ?, ?, ?, ?, NULL, NULL)", values)
        for name in _RELATIONS:
            for node, others in getattr(nodes, name).items():
                for other in others:
                    run("INSERT INTO relation VALUES (?, ?, ?)", (name, node, other))
                    if name == "activities":
                        run("INSERT OR IGNORE INTO step VALUES (?, ?)", (node, other))

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add all claims of a source.

        :param rows: what :func:`network_row` returned, perhaps by way of JSON
        """
        rows = list(rows)
        self._steps.update(map(_step, (row[3] for row in rows)))
        claims = with_drugs_of_passages([from_row(row[3]) for row in rows], self._nodes)
        values = ((*row, json.dumps(sorted(claim.drugs))) for row, claim in zip(rows, claims, strict=True))
        self._connection.executemany("INSERT INTO effect VALUES (?, ?, ?, ?, ?)", values)
        self._connection.executemany("INSERT OR IGNORE INTO step VALUES (?, ?)", (row[1:3] for row in rows))

    def remove(self, claims: Iterable[str]) -> None:
        """Remove claims that an earlier version has.

        :param claims: their identifiers
        """
        claims = list(claims)
        for name in claims:
            rows = self._connection.execute("SELECT row FROM effect WHERE id = ?", (name,))
            self._steps.subtract(_step(row) for (row,) in rows)
        self._connection.executemany("DELETE FROM effect WHERE id = ?", ((name,) for name in claims))

    def _finish(self) -> None:
        """Make the indexes, remove the steps that no claim states any more, and write which changes are wanted."""
        self._connection.executescript(_INDEXES)
        if not self._is_new:
            if self._given is None and not any(self._steps.values()):
                return  # all claims join what they joined before
            self._connection.execute(_REMOVE_STEPS)
            self._connection.execute("UPDATE node SET wanted = NULL, wanted_by_reviewed = NULL")
        signed = [(json.loads(values), *pair) for *pair, values in self._connection.execute(_SIGNED)]
        effects = [
            (Signed(subject, object_, sign, family), review)
            for (sign, family, polarity, modality, review), subject, object_ in signed
            if sign and polarity == "affirmed" and modality in MODALITIES
        ]
        reviewed = [effect for effect, review in effects if review == "reviewed"]
        for column, some in (("wanted", [effect for effect, _ in effects]), ("wanted_by_reviewed", reviewed)):
            wanted = wanted_directions(some, self._nodes.names.classes)
            text = f"UPDATE node SET {column} = ? WHERE iri = ?"  # noqa: S608 - a name of ours
            self._connection.executemany(text, ((direction, iri) for iri, direction in wanted.items()))
