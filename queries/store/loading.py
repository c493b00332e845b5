"""Loads a graph that was built here into a SPARQL 1.1 server: aside first, and in the place of the old one at the end.

Statements go into graphs of new names, by the Graph Store Protocol where its address is known, else by SPARQL Update.
When all have arrived, one update moves the new graphs over the old ones. A load that is interrupted before leaves the
old graphs as they were; the next load removes what it left.
"""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit
from uuid import uuid4

from ontology.namespaces import PREFIXES
from queries.errors import StoreError, StoreUnreachableError
from queries.store.address import Address, parse_address, server_of
from queries.store.transport import Exchange

if TYPE_CHECKING:
    from queries.store.remote import RemoteStore

STAGING = PREFIXES["graph"] + "staging/"
"""Where new graphs wait; queries of drugkg never look there."""

_KEPT_HERE = "quotes"
"""The graph of quoted words, which belong to the publishers and leave this machine only by hand."""

_EXTERNAL = PREFIXES["graph"] + "external/"
_BATCH = 2000
_SECONDS = 600.0
_TRIES = 3
_WAIT = 0.5

Report = Callable[[str], None]


class Addresses(NamedTuple):
    """Where a server takes queries, updates and graphs.

    :param query: the SPARQL endpoint
    :param update: the SPARQL Update endpoint
    :param graph_store: the Graph Store endpoint; empty if it is not known
    """

    query: str
    update: str
    graph_store: str = ""


def addresses_of(query: str, update: str = "", graph_store: str = "") -> Addresses:
    """Return the addresses of a server, guessed from that of its queries where they are not given.

    :param query: the SPARQL endpoint, with the log-in if there is one
    :param update: the SPARQL Update endpoint
    :param graph_store: the Graph Store endpoint
    :returns: the addresses; a guessed one has the log-in of the queries
    :raises StoreError: if there is no telling where updates go

    >>> addresses_of("http://localhost:7878/query")
    Addresses(query='http://localhost:7878/query', update='http://localhost:7878/update', graph_store='')
    >>> addresses_of("http://localhost:7200/repositories/kg").update
    'http://localhost:7200/repositories/kg/statements'
    """
    parse_address(query)
    parts = urlsplit(query)
    path = parts.path.rstrip("/")
    stem, _, last = path.rpartition("/")
    if not update:
        guesses = {"query": f"{stem}/update", "sparql": f"{stem}/sparql-auth"}
        if stem.endswith("/repositories"):
            guesses[last] = f"{path}/statements"
        if last not in guesses:
            raise StoreError(f"where does {parse_address(query).url} take updates? name the address with --update")
        update = parts._replace(path=guesses[last], query="").geturl()
        if last == "sparql" and not graph_store:
            graph_store = parts._replace(path=f"{stem}/sparql-graph-crud-auth", query="").geturl()
    return Addresses(query, update, graph_store)


def check_writable(addresses: Addresses) -> None:
    """Raise an error if a server takes no updates, by one that changes nothing.

    :param addresses: the server's
    :raises StoreError: if it refuses
    """
    _Server(addresses).update(f"DROP SILENT GRAPH <{STAGING}none>")


def load(folder: Path, addresses: Addresses, report: Report) -> int:
    """Load the graphs of an Oxigraph folder into a server.

    :param folder: the folder
    :param addresses: the server's
    :param report: called with one line per step
    :returns: the number of statements loaded
    :raises StoreError: if the server refuses, or does not hold what was sent; its old graphs are then as they were
    """
    import pyoxigraph  # noqa: PLC0415 only loads need the engine

    from queries.store.remote import RemoteStore  # noqa: PLC0415 SPARQLWrapper is slow to import

    server = _Server(addresses)
    store = pyoxigraph.Store.read_only(str(folder))
    graphs = [name for node in store.named_graphs() if (name := _name(node)) != _KEPT_HERE]
    remote = RemoteStore(addresses.query, timeout=_SECONDS, row_limit=0)
    present = _present(remote)
    for left in [graph for graph in present if graph.startswith(STAGING)]:
        server.update(f"DROP SILENT GRAPH <{left}>")  # which Virtuoso calls not created
    aside = f"{STAGING}{uuid4().hex}/"
    counts: dict[str, int] = {}
    try:
        for name in graphs:
            graph = pyoxigraph.NamedNode(PREFIXES["graph"] + name)
            triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, graph)]
            server.send(aside + name, triples)
            counts[name] = len(triples)
            report(f"sent {name}: {len(triples)} statements")
        _check(remote, aside, counts)
    except BaseException:
        server.forget([aside + name for name in counts])
        raise
    gone = [
        graph
        for graph in present
        if not graph.startswith((STAGING, _EXTERNAL)) and graph.removeprefix(PREFIXES["graph"]) not in counts
    ]
    server.switch(aside, list(counts), gone)
    report(f"switched {len(counts)} graphs")
    return sum(counts.values())


def _name(node: Any) -> str:
    return str(getattr(node, "value", "")).removeprefix(PREFIXES["graph"])


def _present(remote: RemoteStore) -> list[str]:
    """Return the graphs of drugkg that a server holds."""
    query = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{PREFIXES['graph']}')) }}"
    return [str(row["g"]["value"]) for row in remote.select(query, union=False).rows]


def _check(remote: RemoteStore, aside: str, counts: Mapping[str, int]) -> None:
    """Raise an error if a server holds less than was sent."""
    for name, number in counts.items():
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{aside}{name}> {{ ?s ?p ?o }} }}"
        held = int(remote.select(query, union=False).rows[0]["n"]["value"])
        if held < number:
            raise StoreError(
                f"{remote.location} holds {held:,} of {number:,} statements that were sent to {name}: its graphs are "
                "as they were; look into its log"
            )


class _Server:
    """Sends graphs and updates to a server.

    :param addresses: its addresses
    """

    def __init__(self, addresses: Addresses) -> None:
        query = parse_address(addresses.query)
        self._update = _with_log_in(addresses.update, query)
        self._graph_store = _with_log_in(addresses.graph_store, query) if addresses.graph_store else None

    def update(self, text: str) -> None:
        """Run an update.

        :param text: SPARQL Update
        """
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        body = b"update=" + quote(text, safe="").encode()
        request = urllib.request.Request(self._update.url, body, headers, method="POST")  # noqa: S310 http(s) only
        Exchange(self._update).send(request, _SECONDS)

    def send(self, graph: str, triples: list[Any]) -> None:
        """Put triples into a new graph.

        :param graph: its IRI
        :param triples: the triples
        :raises StoreUnreachableError: if the connection breaks again and again
        """
        if self._graph_store is not None:
            separator = "&" if "?" in self._graph_store.url else "?"
            url = f"{self._graph_store.url}{separator}graph={quote(graph, safe='')}"
            body = "".join(f"{triple} .\n" for triple in triples).encode()
            headers = {"Content-Type": "application/n-triples"}
            for tries_left in reversed(range(_TRIES)):
                request = urllib.request.Request(url, body, headers, method="PUT")  # noqa: S310 http(s) only
                try:
                    Exchange(self._graph_store).send(request, _SECONDS)
                    return
                except StoreUnreachableError:
                    if not tries_left:
                        raise
                    time.sleep(_WAIT * (_TRIES - tries_left))  # a PUT may be sent again
        for batch in _batches(triples):
            lines = " .\n".join(map(str, batch))
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines} .\n}} }}")

    def switch(self, aside: str, names: list[str], gone: list[str]) -> None:
        """Move new graphs over the old ones, the one with the metadata last, and drop those that are no more.

        :param aside: what the names of the new graphs begin with
        :param names: the graphs
        :param gone: IRIs of old graphs without a successor
        """
        ordered = sorted(names, key=lambda name: name == "metadata")
        steps = [f"DROP SILENT GRAPH <{graph}>" for graph in gone]
        steps += [f"MOVE GRAPH <{aside}{name}> TO GRAPH <{PREFIXES['graph']}{name}>" for name in ordered]
        self.update(" ;\n".join(steps))

    def forget(self, graphs: list[str]) -> None:
        """Drop new graphs of a load that failed, if the server still answers.

        :param graphs: their IRIs
        """
        try:
            for graph in graphs:
                self.update(f"DROP SILENT GRAPH <{graph}>")
        except StoreError:
            return


def _batches(triples: list[Any]) -> Iterator[list[Any]]:
    """Yield triples in batches; those with blank nodes in one, as a blank node is known within one request only."""
    blank = [triple for triple in triples if _has_blank(triple)]
    others = [triple for triple in triples if not _has_blank(triple)] if blank else triples
    if blank:
        yield blank
    for start in range(0, len(others), _BATCH):
        yield others[start : start + _BATCH]


def _has_blank(triple: Any) -> bool:
    return "BlankNode" in (type(triple.subject).__name__, type(triple.object).__name__)


def _with_log_in(text: str, query: Address) -> Address:
    """Return an address with the log-in of the queries, unless it has one or is on another server."""
    found = parse_address(text)
    if found.user or found.password or server_of(found.url) != server_of(query.url):
        return found
    return found._replace(user=query.user, password=query.password)
