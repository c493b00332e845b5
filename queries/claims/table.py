"""The claims of a graph as rows in a file next to its index: found by drug, entity, document, proposition or words.

A build writes the file; it has what :func:`queries.claims.reader.read_claims` reads from the store, which is many times
slower for many claims. It is an SQLite database with a full-text index of three-letter pieces, so that a part of a word
is found too. An endpoint has no such file: its claims are read from the store.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ontology.namespaces import compact
from queries.claims.model import Cited, Claim, Place, QualifierValue
from queries.claims.reader import ATTRIBUTES, Attribute, read_claims
from queries.claims.reviewed import kept_claims
from queries.errors import StoreError
from queries.index.names import fold
from queries.store.current_version import BUILD_HINT
from queries.store.graph_versions import version_folder
from queries.store.interface import Store
from queries.store.opening import is_remote, where_is
from queries.store.version_files import VersionFileWriter, open_version_file

FILE_NAME = "claims.sqlite"

_SCHEMA = """
CREATE TABLE claim (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, place INTEGER NOT NULL,
  subject TEXT NOT NULL, object TEXT NOT NULL, proposition TEXT NOT NULL, row TEXT NOT NULL
);
CREATE TABLE about (drug TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (drug, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(said, quoted, tokenize='trigram');
"""
_CLAIM = "INSERT INTO claim (id, source, place, subject, object, proposition, row) VALUES (?, ?, ?, ?, ?, ?, ?)"
_INDEXED = ("source", "subject", "object", "proposition")
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in (Claim, Place, Cited, QualifierValue)}
_SHORTEST = 3  # letters of a word that the full-text index can find
QUOTE_ONLY = 3  # the rank of what only a quote has; see rank_of_word()
_MOST_TERMS = 500  # of one condition, below every limit of the engine


class Hits(NamedTuple):
    """What words were found in.

    :param ids: identifiers of all claims that have all the words, the best ones first
    :param claims: the first of them as rows
    """

    ids: list[str]
    claims: list[Claim]


def as_row(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain data.

    :param claim: the claim
    :returns: data that :func:`from_row` reads
    """
    row = {name: getattr(claim, name) for name in _FIELDS[Claim]}
    for name in ("places", "cited", "scope"):
        row[name] = [{key: getattr(part, key) for key in _FIELDS[type(part)]} for part in row[name]]
    return row


def table_row(claim: Claim, drugs: Sequence[str]) -> list[Any]:
    """Return a claim and what it is found by.

    :param claim: the claim
    :param drugs: CURIEs of the drugs that it is about
    :returns: a row that :meth:`ClaimTableWriter.add` takes, which can be written as JSON
    """
    quotes = " … ".join(place.quote for place in claim.places if place.quote)
    return [
        claim.id,
        claim.source,
        claim.places[0].start if claim.places else 0,
        claim.subject_id,
        claim.object_id,
        claim.proposition_id,
        json.dumps(as_row(claim), ensure_ascii=False),
        drugs,
        fold(f"{claim.statement} {claim.proposition}"),
        fold(quotes),
    ]


def from_row(row: dict[str, Any]) -> Claim:
    """Return a claim from plain data.

    :param row: what :func:`as_row` returned, perhaps by way of JSON
    :returns: the claim
    """
    parts = {
        "works": tuple(row["works"]),
        "places": tuple(Place(**place) for place in row["places"]),
        "cited": tuple(Cited(**work) for work in row["cited"]),
        "scope": tuple(QualifierValue(**value) for value in row["scope"]),
    }
    return Claim(**{**row, **parts})


class ClaimTableWriter(VersionFileWriter):
    """Writes the file of a version.

    :param folder: the folder of the version
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / FILE_NAME, _SCHEMA)

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add the claims of a source.

        :param rows: what :func:`table_row` returned, perhaps by way of JSON
        """
        run = self._connection.execute
        for *columns, drugs, said, quoted in rows:
            number = run(_CLAIM, columns).lastrowid
            for drug in drugs:
                run("INSERT INTO about VALUES (?, ?)", (drug, number))
            run("INSERT INTO words (rowid, said, quoted) VALUES (?, ?, ?)", (number, said, quoted))

    def remove(self, source: str) -> None:
        """Remove the claims of a source.

        :param source: short name of the document
        """
        numbers = "(SELECT number FROM claim WHERE source = ?)"
        for condition in (
            f"words WHERE rowid IN {numbers}",
            f"about WHERE number IN {numbers}",
            "claim WHERE source = ?",
        ):
            self._connection.execute(f"DELETE FROM {condition}", (source,))  # noqa: S608 - texts of this module

    def _finish(self) -> None:
        """Make the indexes of a new file."""
        if not self._is_new:
            return
        self._connection.executescript("".join(f"CREATE INDEX by_{name} ON claim ({name});" for name in _INDEXED))
        self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")


class ClaimTable:
    """Reads the file of a version; it can be used from several threads, one at a time.

    :param path: the file
    :raises StoreError: if it cannot be read
    """

    def __init__(self, path: Path) -> None:
        try:
            self._connection = open_version_file(path, any_thread=True)
            self._connection.execute("SELECT 1 FROM claim LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise StoreError(f"cannot read {path}: {BUILD_HINT}") from error

    def __len__(self) -> int:
        """Return how many claims there are.

        :returns: the number
        """
        return int(self._connection.execute("SELECT COUNT(*) FROM claim").fetchone()[0])

    def claims(
        self,
        *,
        drugs: Iterable[str] | None = None,
        about: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        propositions: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
    ) -> list[Claim]:
        """Return claims; conditions are joined by *and*, and without any all claims are returned.

        :param drugs: IRIs or CURIEs of drugs, of which a claim must be about one, be it by way of an exposure
        :param about: IRIs or CURIEs of entities of which one must be subject or object
        :param sources: IRIs or CURIEs of documents
        :param propositions: IRIs or CURIEs of propositions
        :param ids: IRIs or CURIEs of claims
        :returns: the claims, by document and place in it
        """
        wanted = [
            ("number IN (SELECT number FROM about WHERE drug IN ({0}))", drugs, ""),
            ("(subject IN ({0}) OR object IN ({0}))", about, ""),
            ("source IN ({0})", sources, "source"),
            ("proposition IN ({0})", propositions, ""),
            ("id IN ({0})", ids, "claim"),
        ]
        conditions, values = [], []
        for condition, given, prefix in wanted:
            if given is not None:
                conditions.append(condition.format("SELECT value FROM json_each(?)"))
                values += [json.dumps(self._terms(given, prefix))] * condition.count("{0}")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        text = f"SELECT row FROM claim{where} ORDER BY source, place, id"  # noqa: S608 - marks for values only
        return [from_row(json.loads(row)) for (row,) in self._connection.execute(text, values)]

    def sizes(self, drug: str | None = None) -> dict[str, int]:
        """Return how many claims each document makes, or makes about a drug.

        :param drug: IRI or CURIE of the drug
        :returns: short name of a document → its number of claims; documents without any are left out
        """
        if drug is None:
            rows = self._connection.execute("SELECT source, COUNT(*) FROM claim GROUP BY source")
        else:
            text = "SELECT source, COUNT(*) FROM about JOIN claim USING (number) WHERE drug = ? GROUP BY source"
            rows = self._connection.execute(text, self._terms([drug], ""))
        return dict(rows.fetchall())

    def counts(self, subjects: Iterable[str]) -> dict[str, int]:
        """Return how many claims have some entities as their subject.

        :param subjects: CURIEs
        :returns: CURIE → number of claims; those without any are left out
        """
        text = "SELECT subject, COUNT(*) FROM claim WHERE subject IN (SELECT value FROM json_each(?)) GROUP BY subject"
        return dict(self._connection.execute(text, (json.dumps(list(subjects)),)).fetchall())

    def drugs_of(self, entity: str) -> dict[str, int]:
        """Return the drugs that claims on an entity are about.

        :param entity: CURIE of the entity, subject or object of the claims
        :returns: CURIE of a drug → number of claims
        """
        text = (
            "SELECT drug, COUNT(*) FROM about WHERE number IN "
            "(SELECT number FROM claim WHERE subject = ?1 OR object = ?1) GROUP BY drug"
        )
        return dict(self._connection.execute(text, (entity,)).fetchall())

    def search(self, words: str, most: int = 0, *, without: Collection[str] = ()) -> Hits:
        """Find the claims that have all the words, or parts of words, in statement, proposition or quote.

        Whole words rank before beginnings of words, those before other parts, and what only a quote has comes last.

        :param words: the words, with spaces between them
        :param most: how many claims to return; 0 for all
        :param without: identifiers of claims that are not looked for
        :returns: the identifiers of the claims found, and the first of the claims
        """
        wanted = fold(words.replace("\0", " ")).split()  # NUL would end the text for SQLite
        ranked = sorted(hit for hit in self._ranked(wanted) if hit[3] not in without)
        numbers = [number for *_, number in (ranked[:most] if most else ranked)]
        found: dict[int, Claim] = {}
        for start in range(0, len(numbers), _MOST_TERMS):
            part = numbers[start : start + _MOST_TERMS]
            text = f"SELECT number, row FROM claim WHERE number IN ({', '.join('?' * len(part))})"  # noqa: S608 - marks
            found |= {number: from_row(json.loads(row)) for number, row in self._connection.execute(text, part)}
        return Hits([name for *_, name, _ in ranked], [found[number] for number in numbers])

    def _ranked(self, wanted: Sequence[str]) -> Iterator[tuple[int, str, int, str, int]]:
        """Yield rank, document, place, identifier and number of each claim that has all the words."""
        long = [word for word in wanted if len(word) >= _SHORTEST]
        text = "SELECT source, place, id, number, said, quoted FROM words JOIN claim ON number = words.rowid"
        match = " AND ".join('"' + word.replace('"', '""') + '"' for word in long)
        rows = (
            self._connection.execute(f"{text} WHERE words MATCH ?", (match,))
            if long
            else self._connection.execute(text)
        )
        for source, place, name, number, said, quoted in rows:
            if all(word in said for word in wanted):
                yield max((rank_of_word(word, said) for word in wanted), default=0), source, place, name, number
            elif all(word in said or word in quoted for word in wanted):
                yield QUOTE_ONLY, source, place, name, number

    def _terms(self, given: Iterable[str], prefix: str) -> list[str]:
        names = [compact(name) if "://" in name else name for name in given]
        return [name.removeprefix(f"{prefix}:") if prefix else name for name in dict.fromkeys(names)]

    def close(self) -> None:
        """Close the file."""
        with suppress(sqlite3.Error):
            self._connection.close()


def open_claim_table(location: str | None = None) -> ClaimTable | None:
    """Open the rows of the claims of a graph.

    :param location: as for :func:`queries.store.opening.open_store`
    :returns: the rows; ``None`` for an endpoint, and for a graph without the file, which an older program built
    :raises StoreError: if there is no graph at that location, or the file cannot be read
    """
    place = where_is(location)
    version = None if is_remote(place) else version_folder(place)
    if version is None or not (version / FILE_NAME).is_file():
        return None
    return ClaimTable(version / FILE_NAME)


def rows_beside(store: Store) -> Path | None:
    """Return the file of the rows that were written with an open store.

    :param store: the store
    :returns: the file; ``None`` for an endpoint, a store in memory, and a graph without the file
    """
    place = store.location
    if is_remote(place):
        return None
    file = Path(place).parent / FILE_NAME
    return file if Path(place).name == "store" and file.is_file() else None


def claims_of(
    store: Store,
    *,
    about: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    propositions: Iterable[str] | None = None,
    ids: Iterable[str] | None = None,
    only: Collection[Attribute] = ATTRIBUTES,
) -> list[Claim]:
    """Return some claims of a store: from the rows next to it, else by SPARQL.

    :param store: the store
    :param about: IRIs or CURIEs of entities of which one must be subject or object
    :param sources: IRIs or CURIEs of documents
    :param propositions: IRIs or CURIEs of propositions
    :param ids: IRIs or CURIEs of claims
    :param only: the attributes that are wanted; others may be empty
    :returns: the claims, by document and place in it
    """
    file = rows_beside(store)
    if file is None:
        return read_claims(store, about=about, sources=sources, propositions=propositions, ids=ids, only=only)
    with closing(ClaimTable(file)) as table:
        found = table.claims(about=about, sources=sources, propositions=propositions, ids=ids)
    return kept_claims(store, found)


def rank_of_word(word: str, text: str) -> int:
    """Return how well a word that a text contains fits it.

    :param word: the word
    :param text: the text
    :returns: 0 for a word of the text, 1 for the beginning of one, 2 for another part
    """
    whole, beginning = _patterns(word)
    if whole.search(text):
        return 0
    return 1 if beginning.search(text) else 2


@lru_cache(maxsize=64)
def _patterns(word: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a word, and what finds the beginning of one."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), re.compile(rf"(?<!\w){re.escape(word)}")
