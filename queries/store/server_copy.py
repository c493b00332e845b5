"""A copy of the graph of a server, for engines of which it is not known that they give the rows of the embedded store.

Virtuoso 7 gives other rows than the standard for some of the saved queries, depending on how it plans them; rdflib
takes minutes for some. All store and send statements faithfully. So the statements are read once after each load, and
the queries run here. The copy is in the user's cache folder; it is made anew when the server's graph has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ontology.errors import UserError
from ontology.files import cache_folder
from ontology.namespaces import PREFIXES, sparql_prologue
from queries.errors import StoreError
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import GraphFolder
from queries.store.integrity import check_numbers
from queries.store.interface import Solutions, Store, Term

if TYPE_CHECKING:
    from queries.store.remote import RemoteStore

COPY = "DRUGKG_COPY"
"""Environment variable: 1 copies the graph of any server, 0 of none."""

MOST_STATEMENTS = 1_000_000
"""A larger graph is copied only if :data:`COPY` is 1."""

_FAITHFUL = ("oxigraph", "drugkg")
"""Beginnings of the Server header, in lower case, of those that gave the same rows for every saved query. A proxy hides
the server behind it, and another engine may differ without a sign."""

_SECONDS = 600.0
_KEY = "copied.json"
_SIZES = f"""
SELECT ?graph (COUNT(*) AS ?held)
WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), "{PREFIXES["graph"]}")) }}
GROUP BY ?graph
"""


_METADATA = (
    sparql_prologue("graph")
    + "SELECT ?s ?p ?o WHERE { GRAPH graph:metadata { ?s ?p ?o } FILTER(!isBlank(?s)) FILTER(!isBlank(?o)) }"
)


class Content(NamedTuple):
    """What changes when the graph of a server does."""

    sizes: dict[str, int]
    """Graph → number of its statements."""
    metadata: str
    """What :func:`metadata_key` returned."""


class CopiedStore(EmbeddedStore):
    """The graph of a server, evaluated here.

    :param folder: the Oxigraph folder of the copy
    :param address: the address of the server
    :param timeout: seconds that a query may take, unless a call says otherwise; 0 for no limit
    :param row_limit: rows that an answer may have, unless a call says otherwise; 0 for no limit
    """

    def __init__(self, folder: Path, address: str, *, timeout: float, row_limit: int) -> None:
        super().__init__(folder, timeout=timeout, row_limit=row_limit)
        self._address = address

    @property
    def location(self) -> str:
        """The address of the server, without the password."""
        return self._address


def is_copied(store: RemoteStore, statements: int) -> bool:
    """Return whether the graph of a server is copied before queries are run.

    :param store: the server, which has answered before
    :param statements: how many statements its graph has
    :returns: true if its engine is not known to give the same rows, or the user wishes it
    :raises UserError: if the user's wish is neither 0 nor 1
    """
    wish = os.environ.get(COPY, "").strip()
    if wish not in ("", "0", "1"):
        raise UserError(f"{COPY}: {wish[:40]!r} is neither 0 nor 1")
    if wish:
        return wish == "1"
    return not store.engine.startswith(_FAITHFUL) and statements <= MOST_STATEMENTS


def open_copy(store: RemoteStore, stated: Mapping[str, int]) -> CopiedStore:
    """Return the copy of a server's graph; it is made first where there is none, or the graph has changed.

    :param store: the server
    :param stated: how many statements its graphs should have
    :returns: the copy
    :raises StoreError: if the statements do not all arrive, or the copy cannot be written
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 for copies only

    name = hashlib.sha256(store.identity.encode()).hexdigest()[:32]
    folder = GraphFolder(cache_folder() / "servers" / name)
    try:
        folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)  # as private as the log-in that reads the graph
        with FileLock(folder.root / ".copy.lock", timeout=_SECONDS):
            content = _content(store)
            check_numbers(store.location, stated, content.sizes)
            version = _current(folder, content)
            if version is None:
                with folder.build() as version:
                    _copy(store, version, content)
                    if metadata_key(store, _SECONDS) != content.metadata:
                        raise StoreError(
                            f"{store.location} was loaded while it was being copied: run the command again"
                        )
                folder.prune()
    except Timeout:
        raise StoreError(f"another process is copying {store.location} to {folder.root}: wait or stop it") from None
    except OSError as error:
        raise StoreError(
            f"cannot copy {store.location} to {folder.root}: {error.strerror or error}: make room, or name another "
            f"folder in DRUGKG_CACHE; {COPY}=0 does without a copy"
        ) from error
    return CopiedStore(version / "store", store.location, timeout=store.timeout, row_limit=store.row_limit)


def metadata_key(store: Store, timeout: float | None = None) -> str:
    """Return a text that differs for every load of an endpoint: a checksum of its metadata.

    They hold the checksums of all files that the graph was built from.

    :param store: the endpoint
    :param timeout: seconds; the store's own limit when left out
    :returns: the text
    :raises StoreError: if the endpoint cannot be reached or does not answer with rows
    """
    rows = store.select(_METADATA, timeout=timeout, row_limit=0, union=False).rows
    lines = sorted(json.dumps([row[name]["value"] for name in "spo"]) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _content(store: RemoteStore) -> Content:
    """Return what a server holds."""
    rows = store.select(_SIZES, timeout=_SECONDS, row_limit=0, union=False).rows
    sizes = {str(row["graph"]["value"]): int(float(row["held"]["value"])) for row in rows if "graph" in row}
    return Content(sizes, metadata_key(store, _SECONDS))


def _current(folder: GraphFolder, content: Content) -> Path | None:
    """Return the copy at hand, if it is whole and the server still has what was copied."""
    try:
        version = folder.current()
        if version is None or json.loads((version / _KEY).read_bytes()) != content._asdict():
            return None
        EmbeddedStore(version / "store").close()
    except (StoreError, OSError, ValueError, RecursionError):
        return None
    return version


def _copy(store: RemoteStore, version: Path, content: Content) -> None:
    """Write the statements of a server into a new version."""
    import pyoxigraph  # noqa: PLC0415 for copies only

    copy = pyoxigraph.Store(str(version / "store"))
    for number, (graph, held) in enumerate(sorted(content.sizes.items())):
        query = f"SELECT ?s ?p ?o WHERE {{ GRAPH {pyoxigraph.NamedNode(graph)} {{ ?s ?p ?o }} }}"
        answer = store.select(query, timeout=_SECONDS, row_limit=0, union=False)
        if len(answer.rows) < held:
            raise StoreError(f"the server sent {len(answer.rows):,} of {held:,} statements of {graph}: raise its limit")
        copy.bulk_extend(_quads(answer, graph, f"g{number}"))
    copy.flush()
    del copy
    (version / _KEY).write_text(json.dumps(content._asdict()), encoding="utf-8")


def _quads(answer: Solutions, graph: str, blank: str) -> Iterator[Any]:
    """Yield the statements of a graph; a server may give blank nodes of two graphs, in two answers, the same label."""
    import pyoxigraph  # noqa: PLC0415 for copies only

    name = pyoxigraph.NamedNode(graph)
    for row in answer.rows:
        try:
            subject, predicate, value = (_term(row[part], blank) for part in "spo")
            yield pyoxigraph.Quad(subject, predicate, value, name)
        except (KeyError, TypeError, ValueError) as error:
            raise StoreError(
                f"the server sent a statement of {graph} that cannot be read: look into its log"
            ) from error


def _term(term: Term, blank: str) -> Any:
    import pyoxigraph  # noqa: PLC0415 for copies only

    value = term["value"]
    if term["type"] == "uri":
        return pyoxigraph.NamedNode(value)
    if term["type"] == "bnode":
        return pyoxigraph.BlankNode(blank + value)
    if "xml:lang" in term:
        return pyoxigraph.Literal(value, language=term["xml:lang"])
    datatype = term.get("datatype")
    return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype)) if datatype else pyoxigraph.Literal(value)
