"""The index next to the store: saved queries as a JSON file, so that a query starts fast, and names as tables."""

from __future__ import annotations

import os

from ontology.light_types import NamedTuple
from ontology.namespaces import PREFIXES, compact
from ontology.quick_json import parse_quickly
from queries.errors import StoreError, UnknownNameError, nearest
from queries.index.name_table import FILE_NAME as NAMES
from queries.index.name_table import NameTable
from queries.index.names import EXACT, NO_CLAIM, TRY_SEARCH, Names, fold
from queries.saved_queries.model import SavedQuery
from queries.store.current_version import read_regular
from queries.store.integrity import INDEX, is_changed

TYPE_CHECKING = False

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

FORMAT = 6
"""Raised when the form of the file changes, so that an old file is refused and not misread."""

FILE_NAME = INDEX

_FEW_DOCUMENTS = 8
"""Documents that the message on an unknown one lists."""

_PARTS = ("superclasses", "sources", "queries")
_TABLES = ("names", "things", "identifiers")


class Further(NamedTuple):
    """What else is known of the entities of an index.

    :param synonyms: CURIE and a name of it in another vocabulary
    :param matches: CURIE, kind of match (such as ``skos:exactMatch``) and identifier in another vocabulary
    :param claims: CURIE → number of claims that speak of it
    """

    synonyms: Iterable[tuple[str, str]] = ()
    matches: Iterable[tuple[str, str, str]] = ()
    claims: Mapping[str, int] | None = None


class Index:
    """What is known about the graph without asking it.

    :param data: what :func:`build_index` returned
    """

    def __init__(self, data: Mapping[str, Any] | _Parts) -> None:
        self._data = data
        self._names: Names | None = None

    @property
    def _queries(self) -> Mapping[str, Any]:
        return self._data["queries"]  # type: ignore[no-any-return]

    @property
    def sources(self) -> Mapping[str, Any]:
        """The documents: IRI → what is known of each."""
        return self._data["sources"]  # type: ignore[no-any-return]

    @property
    def names(self) -> Names:
        """The names of everything that has one."""
        if self._names is None:
            self._names = Names(NameTable(self._open_names), self._data["superclasses"])
        return self._names

    def _open_names(self) -> sqlite3.Connection:
        if not isinstance(self._data, _Parts):
            from queries.index.name_writer import in_memory  # noqa: PLC0415 - for endpoints only

            return in_memory(self._data)
        from queries.store.version_files import open_version_file  # noqa: PLC0415 - many queries look no name up

        return open_version_file(os.path.join(self._data.folder, NAMES), any_thread=True)

    def label(self, iri: str) -> str | None:
        """Return the label of something that has a name.

        :param iri: its IRI
        :returns: its label; nothing for what the graph does not have
        """
        return self.names.label(compact(iri))

    @property
    def query_names(self) -> list[str]:
        """The names of all saved queries, sorted."""
        return sorted(self._data.query_lines if isinstance(self._data, _Parts) else self._queries)

    def query(self, name: str) -> SavedQuery:
        """Return a saved query.

        :param name: its name
        :returns: the query
        :raises UnknownNameError: if no query has this name; the message offers the nearest three
        :raises StoreError: if the index is damaged
        """
        if name not in (self._data.query_lines if isinstance(self._data, _Parts) else self._queries):
            hint = nearest(name, self.query_names) or "; `drugkg query --list` lists them"
            raise UnknownNameError(f"there is no saved query {name!r}{hint}")
        try:
            found = self._data.query(name) if isinstance(self._data, _Parts) else self._queries[name]
            return SavedQuery.from_json(found)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise StoreError(f"the index is damaged (saved query {name}): run `drugkg build`") from error

    def document(self, name: str) -> str:
        """Return the IRI of a document.

        :param name: its short name, file name, title, CURIE or IRI
        :returns: its IRI
        :raises UnknownNameError: if no document has this name; the message lists the documents if they are few
        :raises AmbiguousNameError: if several documents have it
        """
        iri = PREFIXES["source"] + name
        if iri in self.sources or self.label(iri) is not None:
            return iri
        named = [iri for iri, about in self.sources.items() if about.get("file") == name]
        if named:
            return named[0]
        try:
            return self.names.find(name, "Document")
        except UnknownNameError as error:
            if len(self.sources) > _FEW_DOCUMENTS:
                raise
            known = ", ".join(sorted(compact(iri).partition(":")[2] for iri in self.sources))
            said = str(error).removesuffix(f"{NO_CLAIM}: {TRY_SEARCH}")
            raise UnknownNameError(f"{said}; the documents are: {known}") from error

    def document_titles(self) -> dict[str, str]:
        """Return the short title of each document.

        :returns: IRI of a document → its short title, or its title if it has no short one
        """
        return {iri: str(about.get("short_title") or about.get("title") or "") for iri, about in self.sources.items()}


def build_index(
    entities: Iterable[tuple[str, str, str, Sequence[str]]],
    queries: Iterable[SavedQuery] = (),
    sources: Mapping[str, Any] | None = None,
    superclasses: Mapping[str, Sequence[str]] | None = None,
    further: Further | None = None,
) -> dict[str, Any]:
    """Build the index as plain data.

    :param entities: IRI, label, class (local name, such as ``Drug``) and synonyms (brand names too) of everything that
        has a name: entities, documents, references
    :param queries: the saved queries
    :param sources: IRI of a document → what pages show about it (title, kind, date, file)
    :param superclasses: class → all classes above it, by local name, so that ``Exposure`` also finds a ``Cessation``
    :param further: what else is known of the entities
    :returns: tables that can be written as JSON
    """
    known = sorted((compact(iri), label, kind, tuple(synonyms)) for iri, label, kind, synonyms in entities)
    more = further or Further()
    claims = more.claims or {}
    return {
        "format": FORMAT,
        "names": _names(known, more.synonyms),
        "things": {curie: [label, kind, claims.get(curie, 0)] for curie, label, kind, _ in known},
        "identifiers": _identifiers({curie for curie, *_ in known}, more.matches),
        "superclasses": {kind: sorted(above) for kind, above in sorted((superclasses or {}).items())},
        "sources": dict(sorted((sources or {}).items())),
        "queries": {query.name: query.to_json() for query in sorted(queries, key=lambda query: query.name)},
    }


def _names(
    known: Sequence[tuple[str, str, str, tuple[str, ...]]], synonyms: Iterable[tuple[str, str]]
) -> dict[str, list[str]]:
    """Return folded name → CURIEs of what has it; a synonym of another vocabulary gives way to a name of ours."""
    from queries.index.variants import normal_form  # noqa: PLC0415 - only a build needs it

    table: dict[str, list[str]] = {}
    for curie, label, _, own in known:
        for name in dict.fromkeys(fold(name) for name in (label, *own)):
            table.setdefault(name, []).append(curie)
    taken = {normal_form(name) for name in table}
    curies = {curie for curie, *_ in known}
    for curie, name in synonyms:
        if curie in curies and normal_form(fold(name)) not in taken:
            having = table.setdefault(fold(name), [])
            if curie not in having:
                having.append(curie)
    return dict(sorted(table.items()))


def _identifiers(curies: Collection[str], matches: Iterable[tuple[str, str, str]]) -> dict[str, list[str]]:
    """Return identifier in another vocabulary → how entities match it, the exact ones first."""
    found: dict[str, set[str]] = {}
    for curie, match, identifier in matches:
        if curie in curies:
            found.setdefault(identifier, set()).add(f"{match.rpartition(':')[2]} {curie}")
    return {
        identifier: sorted(said, key=lambda text: (not text.startswith(EXACT), text))
        for identifier, said in sorted(found.items())
    }


def write_index(
    data: Mapping[str, Any],
    version: str | os.PathLike[str],
    named_as: str | os.PathLike[str] | None = None,
    claims: Mapping[str, int] | None = None,
) -> Path:
    """Write an index, and the names in tables next to it.

    :param data: what :func:`build_index` returned
    :param version: the folder of the version
    :param named_as: the folder of a version with the same names, which are copied
    :param claims: CURIE → number of claims that speak of it, for copied names
    :returns: the file
    """
    import json  # noqa: PLC0415 - only a build writes
    from pathlib import Path  # noqa: PLC0415 - as above

    from queries.index.name_writer import copy_names, write_names  # noqa: PLC0415 - as above

    def members(values: Mapping[str, Any]) -> str:
        return ",\n".join(f"{text(name)}:{text(value)}" for name, value in values.items())

    def text(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    parts = {name: value for name, value in data.items() if name not in ("queries", *_TABLES)}
    path = Path(version) / FILE_NAME
    if named_as is None:
        write_names(data, path.parent)
    else:
        copy_names(Path(named_as), path.parent, claims or {})
    path.write_text(f'{{\n{members(parts)},\n"queries":{{\n{members(data["queries"])}\n}}\n}}\n', encoding="utf-8")
    return path


class _Parts:
    """The parts of an index that was read from a file. Each member is on a line of its own and is read when it is asked
    for, so that a query does not wait for the other queries.

    :param lines: lines of the file, in UTF-8
    :param place: the file, for messages
    :raises ValueError: if the lines are not those of an index
    """

    def __init__(self, lines: Sequence[bytes], place: str) -> None:
        self._place = place
        self.folder = os.path.dirname(place)
        self._read: dict[str, Any] = {}
        start = lines.index(b'"queries":{')
        self._lines = {_name(line): line for line in lines[1:start]}
        self.query_lines = {_name(line): line for line in lines[start + 1 : -2] if line}
        if lines[0] != b"{" or lines[-2:] != [b"}", b"}"]:
            raise ValueError("an object does not end")

    def query(self, name: str) -> Any:
        """Return a saved query as plain data.

        :param name: its name
        :returns: what :meth:`queries.saved_queries.model.SavedQuery.from_json` reads
        """
        return self._value(self.query_lines[name])

    def __contains__(self, part: object) -> bool:
        """Return whether a part begins as it should.

        :param part: its name
        :returns: true for an object
        """
        return self._lines.get(str(part), b"").startswith(f'"{part}":{{'.encode()) or part == "queries"

    def __getitem__(self, part: str) -> Any:
        """Return a part.

        :param part: its name
        :returns: the part as plain data
        """
        if part == "queries":
            return {name: self.query(name) for name in self.query_lines}
        if part not in self._read:
            self._read[part] = self._value(self._lines[part])
        return self._read[part]

    def _value(self, line: bytes) -> Any:
        """Return the value of the member on a line."""
        try:
            return parse_quickly(line[line.index(b'":') + 2 :].removesuffix(b",").decode())
        except (ValueError, RecursionError) as error:
            raise StoreError(f"the index {self._place} is damaged: run `drugkg build`") from error


def _name(line: bytes) -> str:
    """Return the name of the member on a line."""
    return line[1 : line.index(b'":')].decode()


def read_index(path: str | os.PathLike[str]) -> Index:
    """Read an index from a file.

    :param path: ``index.json``
    :returns: the index
    :raises StoreError: if the file is missing, damaged or in another format
    """
    place = os.fspath(path)
    try:
        data = read_regular(place)
        lines = data.removesuffix(b"\n").split(b"\n")
    except OSError as error:
        raise StoreError(f"cannot read the index {path} ({type(error).__name__}): run `drugkg build`") from error
    if lines[1:2] != [b'"format":%d,' % FORMAT]:
        raise StoreError(f"the index {path} is damaged or of another version of drugkg: run `drugkg build`")
    try:
        parts = _Parts(lines, place)
    except ValueError as error:
        raise StoreError(f"the index {path} is damaged: run `drugkg build`") from error
    if is_changed(place, data) or not all(part in parts for part in _PARTS):
        raise StoreError(f"the index {path} is damaged: run `drugkg build`")
    return Index(parts)
