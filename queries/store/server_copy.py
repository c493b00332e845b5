"""A copy of the graph of a server, for engines that do not evaluate SPARQL 1.1 as the standard has it.

Virtuoso 7 gives other rows than the standard for some of the saved queries, depending on how it plans them. It stores
and sends statements faithfully. So its statements are read once after each load, and the queries run here. The copy is
in the user's cache folder; it is made anew when the server's graph has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ontology.errors import UserError
from ontology.files import cache_folder
from ontology.namespaces import PREFIXES
from queries.errors import StoreError
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import GraphFolder
from queries.store.interface import Solutions, Term

if TYPE_CHECKING:
    from queries.store.remote import RemoteStore

COPY = "DRUGKG_COPY"
"""Environment variable: 1 copies the graph of any server, 0 of none."""

MOST_STATEMENTS = 1_000_000
"""A larger graph is copied only if :data:`COPY` is 1."""

_UNFAITHFUL = ("virtuoso",)
"""Beginnings of the Server header, in lower case."""

_SECONDS = 600.0
_KEY = "copied.json"
_SIZES = f"""
SELECT ?graph (COUNT(*) AS ?held) (SUM(STRLEN(STR(?o))) AS ?length)
WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), "{PREFIXES["graph"]}")) FILTER(!isBlank(?o)) }}
GROUP BY ?graph
"""
_METADATA = f"""
SELECT ?s ?p ?o WHERE {{ GRAPH <{PREFIXES["graph"]}metadata> {{ ?s ?p ?o }} FILTER(!isBlank(?s)) FILTER(!isBlank(?o)) }}
"""


class Content(NamedTuple):
    """What changes when the graph of a server does."""

    sizes: dict[str, list[int]]
    """Graph → number of its statements and length of their texts."""
    metadata: str
    """Checksum of the metadata, which hold the checksums of all files that the graph was built from."""


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
    :returns: true if its engine is known for other rows, or the user wishes it
    :raises UserError: if the user's wish is neither 0 nor 1
    """
    wish = os.environ.get(COPY, "").strip()
    if wish not in ("", "0", "1"):
        raise UserError(f"{COPY}: {wish[:40]!r} is neither 0 nor 1")
    if wish:
        return wish == "1"
    return store.engine.startswith(_UNFAITHFUL) and statements <= MOST_STATEMENTS


def open_copy(store: RemoteStore) -> CopiedStore:
    """Return the copy of a server's graph; it is made first where there is none, or the graph has changed.

    :param store: the server
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
            version = _current(folder, content)
            if version is None:
                with folder.build() as version:
                    _copy(store, version, content)
                    if _content(store) != content:
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


def _content(store: RemoteStore) -> Content:
    """Return what a server holds: a text in place of one of the same length shows in the metadata alone."""
    rows = store.select(_SIZES, timeout=_SECONDS, row_limit=0, union=False).rows
    sizes = {
        str(row["graph"]["value"]): [
            int(float(row[name]["value"])) if name in row else 0 for name in ("held", "length")
        ]
        for row in rows
    }
    stated = store.select(_METADATA, timeout=_SECONDS, row_limit=0, union=False).rows
    lines = sorted(json.dumps([row[name]["value"] for name in "spo"]) for row in stated)
    return Content(sizes, hashlib.sha256("\n".join(lines).encode()).hexdigest())


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
    for graph, (held, _) in sorted(content.sizes.items()):
        query = f"SELECT ?s ?p ?o WHERE {{ GRAPH {pyoxigraph.NamedNode(graph)} {{ ?s ?p ?o }} }}"
        answer = store.select(query, timeout=_SECONDS, row_limit=0, union=False)
        if len(answer.rows) < held:
            raise StoreError(f"the server sent {len(answer.rows):,} of {held:,} statements of {graph}: raise its limit")
        copy.bulk_extend(_quads(answer, graph))
    copy.flush()
    del copy
    (version / _KEY).write_text(json.dumps(content._asdict()), encoding="utf-8")


def _quads(answer: Solutions, graph: str) -> Iterator[Any]:
    import pyoxigraph  # noqa: PLC0415 for copies only

    name = pyoxigraph.NamedNode(graph)
    for row in answer.rows:
        try:
            yield pyoxigraph.Quad(_term(row["s"]), _term(row["p"]), _term(row["o"]), name)
        except (KeyError, TypeError, ValueError) as error:
            raise StoreError(
                f"the server sent a statement of {graph} that cannot be read: look into its log"
            ) from error


def _term(term: Term) -> Any:
    import pyoxigraph  # noqa: PLC0415 for copies only

    value = term["value"]
    if term["type"] == "uri":
        return pyoxigraph.NamedNode(value)
    if term["type"] == "bnode":
        return pyoxigraph.BlankNode(value)
    if "xml:lang" in term:
        return pyoxigraph.Literal(value, language=term["xml:lang"])
    datatype = term.get("datatype")
    return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype)) if datatype else pyoxigraph.Literal(value)
