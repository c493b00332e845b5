"""The index next to the store: names, labels and saved queries as one JSON file, so that a query starts fast."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ontology.namespaces import PREFIXES, compact
from queries.errors import StoreError, UnknownNameError, nearest
from queries.index.names import EXACT, Names, as_iri, fold
from queries.saved_queries.model import SavedQuery
from queries.store.integrity import INDEX, is_changed

FORMAT = 4
"""Raised when the form of the file changes, so that an old file is refused and not misread."""

FILE_NAME = INDEX

_FEW_DOCUMENTS = 8
"""Documents that the message on an unknown one lists."""

_PARTS = ("names", "things", "identifiers", "superclasses", "sources", "queries")


class Further(NamedTuple):
    """What else is known of the entities of an index.

    :param synonyms: CURIE and a name of it in another vocabulary
    :param matches: CURIE, kind of match (such as ``skos:exactMatch``) and identifier in another vocabulary
    :param claims: CURIE → number of claims that speak of it
    """

    synonyms: Iterable[tuple[str, str]] = ()
    matches: Iterable[tuple[str, str, str]] = ()
    claims: Mapping[str, int] = MappingProxyType({})


class Index:
    """What is known about the graph without asking it.

    :param data: what :func:`build_index` returned
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._queries: Mapping[str, Any] = data["queries"]
        self._things: Mapping[str, Any] = data["things"]
        self.sources: Mapping[str, Any] = data["sources"]
        self.names = Names(data["names"], self._things, data["superclasses"], data["identifiers"])

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of everything that has a name.

        :returns: IRI → label
        """
        return {as_iri(curie): about[0] for curie, about in self._things.items()}

    @property
    def query_names(self) -> list[str]:
        """The names of all saved queries, sorted."""
        return sorted(self._queries)

    def query(self, name: str) -> SavedQuery:
        """Return a saved query.

        :param name: its name
        :returns: the query
        :raises UnknownNameError: if no query has this name; the message offers the nearest three
        :raises StoreError: if the index is damaged
        """
        if name not in self._queries:
            hint = nearest(name, self.query_names) or "; `drugkg query --list` lists them"
            raise UnknownNameError(f"there is no saved query {name!r}{hint}")
        try:
            return SavedQuery.from_json(self._queries[name])
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
        if f"source:{name}" in self._things:
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
            said = str(error).removesuffix("; try `drugkg search`")
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
    return {
        "format": FORMAT,
        "names": _names(known, more.synonyms),
        "things": {curie: [label, kind, more.claims.get(curie, 0)] for curie, label, kind, _ in known},
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
            table.setdefault(fold(name), []).append(curie)
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


def write_index(data: Mapping[str, Any], version: str | os.PathLike[str]) -> Path:
    """Write an index next to its store.

    :param data: what :func:`build_index` returned
    :param version: the folder of the version
    :returns: the file
    """
    path = Path(version) / FILE_NAME
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return path


def read_index(path: str | os.PathLike[str]) -> Index:
    """Read an index from a file.

    :param path: ``index.json``
    :returns: the index
    :raises StoreError: if the file is missing, damaged or in another format
    """
    try:
        text = Path(path).read_bytes()
        data = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(f"cannot read the index {path} ({type(error).__name__}): run `drugkg build`") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StoreError(f"the index {path} was written by another version of drugkg: run `drugkg build`")
    if is_changed(Path(path), text) or not all(isinstance(data.get(part), dict) for part in _PARTS):
        raise StoreError(f"the index {path} is damaged: run `drugkg build`")
    return Index(data)
