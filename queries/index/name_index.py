"""The index beside the store: names, labels and saved queries as one JSON file, so that a query starts fast."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ontology.namespaces import PREFIXES
from queries.errors import StoreError, UnknownNameError, nearest
from queries.index.names import Names, folded_names
from queries.saved_queries.model import SavedQuery

FORMAT = 2
"""Raised when the form of the file changes, so that an old file is refused and not misread."""

FILE_NAME = "index.json"


class Index:
    """What is known about the graph without asking it.

    :param data: what :func:`build_index` returned
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._queries: Mapping[str, Any] = data["queries"]
        self.labels: Mapping[str, str] = data["labels"]
        self.sources: Mapping[str, Any] = data["sources"]
        self.names = Names(data["names"], data["labels"], data["superclasses"])

    @property
    def query_names(self) -> list[str]:
        """The names of all saved queries, sorted."""
        return sorted(self._queries)

    def query(self, name: str) -> SavedQuery:
        """Return a saved query.

        :param name: its name
        :returns: the query
        :raises UnknownNameError: if no query has this name; the message offers the nearest three
        """
        if name not in self._queries:
            hint = nearest(name, self.query_names) or "; `drugkg query` lists them all"
            raise UnknownNameError(f"there is no saved query {name!r}{hint}")
        return SavedQuery.from_json(self._queries[name])

    def document(self, name: str) -> str:
        """Return the IRI of a document.

        :param name: its short name, file name, title, CURIE or IRI
        :returns: its IRI
        :raises UnknownNameError: if no document has this name; the message offers the nearest three
        :raises AmbiguousNameError: if several documents have it
        """
        iri = PREFIXES["source"] + name
        if iri in self.labels:
            return iri
        named = [iri for iri, about in self.sources.items() if about.get("file") == name]
        return named[0] if named else self.names.find(name, "Document")


def build_index(
    entities: Iterable[tuple[str, str, str, Sequence[str]]],
    queries: Iterable[SavedQuery] = (),
    sources: Mapping[str, Any] | None = None,
    superclasses: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Build the index as plain data.

    :param entities: IRI, label, class (local name, such as ``Drug``) and synonyms (brand names too) of everything that
        has a name: entities, documents, references
    :param queries: the saved queries
    :param sources: IRI of a document → what pages show about it (title, kind, date, file)
    :param superclasses: class → all classes above it, by local name, so that ``Exposure`` also finds a ``Cessation``
    :returns: tables that can be written as JSON
    """
    known = [(iri, label, kind, tuple(synonyms)) for iri, label, kind, synonyms in entities]
    return {
        "format": FORMAT,
        "names": folded_names(known),
        "labels": {iri: label for iri, label, _, _ in sorted(known)},
        "superclasses": {kind: sorted(above) for kind, above in sorted((superclasses or {}).items())},
        "sources": dict(sorted((sources or {}).items())),
        "queries": {query.name: query.to_json() for query in sorted(queries, key=lambda query: query.name)},
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
        data = json.loads(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(f"cannot read the index {path} ({type(error).__name__}): run `drugkg build`") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StoreError(f"the index {path} was written by another version of drugkg: run `drugkg build`")
    return Index(data)
