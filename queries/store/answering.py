"""Answers one query from an Oxigraph store, as frames: a letter, and its content.

A worker process sends the frames to its parent; a process that is given up for one command keeps them.
"""

from __future__ import annotations

from queries.errors import StoreError, UnacceptableError
from queries.store.confinement import leave_network
from queries.store.union_members import in_union

TYPE_CHECKING = False

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import Any

    Send = Callable[[bytes, Any], None]

HEAD, ROWS, GRAPH, BOOLEAN, ERROR, END = b"h", b"r", b"g", b"b", b"e", b"."
STARTED = b"s"
"""Kind of the frame that says how many seconds a query may take from now on, if it has a limit."""
BATCH = 1000
"""Rows in one frame."""


class OpenError(StoreError):
    """The folder could not be opened."""


class ServiceError(StoreError):
    """A query calls another server."""


class GraphNameError(StoreError):
    """The name of a graph that is asked is not an IRI."""


class SizeError(StoreError):
    """An answer is longer than allowed."""


def _term(term: Any) -> dict[str, Any]:
    """Return a pyoxigraph term in the form of SPARQL 1.1 Query Results JSON."""
    kind = type(term).__name__
    if kind == "NamedNode":
        return {"type": "uri", "value": term.value}
    if kind == "BlankNode":
        return {"type": "bnode", "value": term.value}
    if kind == "Triple":
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif (datatype := term.datatype.value) != "http://www.w3.org/2001/XMLSchema#string":
        found["datatype"] = datatype
    return found


def _send_rows(solutions: Any, limit: int, send: Send) -> bool:
    """Send the rows of a SELECT and return whether the limit cut them."""
    names = [variable.value for variable in solutions.variables]
    send(HEAD, names)
    batch: list[dict[str, Any]] = []
    for count, solution in enumerate(solutions):
        if limit and count >= limit:
            send(ROWS, batch)
            return True
        batch.append({name: _term(term) for name, term in zip(names, solution, strict=True) if term is not None})
        if len(batch) == BATCH:
            send(ROWS, batch)
            batch = []
    send(ROWS, batch)
    return False


def serialize(triples: Any, media_type: str, prefixes: dict[str, str], limit: int) -> tuple[bytes, bool]:
    """Serialise triples, each once.

    :param triples: an answer of the engine
    :param media_type: the media type to write
    :param prefixes: the prefixes that Turtle may use; only those in use are declared, in sorted order
    :param limit: maximum number of triples; 0 for no limit
    :returns: the text, and whether the limit cut it
    """
    import pyoxigraph  # noqa: PLC0415 only what answers needs the engine

    kept: dict[Any, str] = {}
    cut = False
    for triple in triples:
        if triple not in kept:
            if limit and len(kept) >= limit:
                cut = True
                break
            kept[triple] = str(triple)
    text = " ".join(kept.values())
    turtle = media_type == "text/turtle"
    used = {prefix: name for prefix, name in prefixes.items() if turtle and f"<{name}" in text}
    data = pyoxigraph.serialize(kept, format=pyoxigraph.RdfFormat.from_media_type(media_type), prefixes=used) or b""
    if turtle:
        from queries.sparql.turtle import without_escapes  # noqa: PLC0415 - for triples only

        data = without_escapes(data.decode("utf-8"), used).encode("utf-8")
    lines = data.split(b"\n", len(used))
    return b"\n".join([*sorted(lines[: len(used)]), *lines[len(used) :]]), cut


def _answer_in_format(store: Any, request: dict[str, Any], send: Send) -> None:
    """Run one query of a given dataset and send its answer in the format that the request names for its form."""
    import pyoxigraph  # noqa: PLC0415 only what answers needs the engine

    from queries.store import result_formats  # noqa: PLC0415 only the endpoint wants formats

    dataset: dict[str, Any] = {}
    if request["dataset"] is not None:
        default, named = request["dataset"]
        try:
            dataset["default_graph"] = [pyoxigraph.NamedNode(iri) for iri in default]
            dataset["named_graphs"] = [pyoxigraph.NamedNode(iri) for iri in named]
        except ValueError as error:
            raise GraphNameError(str(error)) from error
    base = request["base"] or None
    result = store.query(request["query"], base_iri=base, prefixes=request["prefixes"], **dataset)
    is_graph = type(result).__name__ == "QueryTriples"
    media_type = request["formats"]["graph" if is_graph else "rows"]
    if not media_type:
        raise UnacceptableError("triples" if is_graph else "rows")
    cut = False
    if is_graph:
        data, cut = serialize(result, media_type, request["prefixes"], request["limit"])
    elif type(result).__name__ == "QueryBoolean":
        data = result_formats.write_boolean(bool(result), media_type)
    else:
        rows, cut = result_formats.first_rows(result, request["limit"])
        data = result_formats.write_rows([variable.value for variable in result.variables], rows, media_type, _term)
    send(HEAD, media_type)
    send(GRAPH, data)
    send(END, {"cut": cut})


def _answer(store: Any, request: dict[str, Any], send: Send) -> None:
    """Run one query and send its answer."""
    if "formats" in request:
        _answer_in_format(store, request, send)
        return
    result = store.query(request["query"], default_graph=_union(store) if request.get("union") else None)
    cut = False
    kind = type(result).__name__
    if kind == "QuerySolutions":
        cut = _send_rows(result, request["limit"], send)
    elif kind == "QueryTriples":
        data, cut = serialize(result, request["format"], request["prefixes"], request["limit"])
        send(GRAPH, data)
    else:
        send(BOOLEAN, bool(result))
    send(END, {"cut": cut})


def _union(store: Any) -> list[Any] | None:
    """Return the graphs that a query without FROM is asked of; none for a store without graphs of drugkg."""
    if store not in _UNIONS:
        _UNIONS[store] = [graph for graph in store.named_graphs() if in_union(getattr(graph, "value", ""))]
    return _UNIONS[store] or None


_UNIONS: dict[Any, list[Any]] = {}
KINDS: dict[type, str] = {
    SyntaxError: "syntax",
    ServiceError: "service",
    OpenError: "open",
    GraphNameError: "graph",
    SizeError: "size",
    UnacceptableError: "unacceptable",
}
"""Class of an error → its kind, by which another process knows it; any other is of the kind ``store``."""


def may_call(query: str) -> bool:
    """Return whether a query has the word that calls another server, be it a keyword or not.

    :param query: SPARQL text
    :returns: false if it certainly calls none
    """
    return "service" in query.casefold()


def check(store: Any, query: str, prefixes: dict[str, str], base: str = "") -> None:
    """Have the engine read a query without running it: it stops because it is asked for two default graphs.

    :param store: an engine's store
    :param query: SPARQL text
    :param prefixes: those that the query need not declare
    :param base: the address against which relative IRIs are resolved; empty if they are errors
    :raises SyntaxError: if it is not SPARQL
    """
    import pyoxigraph  # noqa: PLC0415 only what answers needs the engine

    try:
        default = pyoxigraph.DefaultGraph()
        options = {"base_iri": base or None, "use_default_graph_as_union": True, "default_graph": default}
        store.query(query, prefixes=prefixes, **options)
    except ValueError:
        return


def check_stays(store: Any, query: str, prefixes: dict[str, str], base: str = "") -> None:
    """Raise an error for a query that calls another server, as the engine's own grammar has it.

    Every SERVICE in the text becomes XERVICE. In names, IRIs, strings and comments this changes nothing for the
    grammar. Where the engine reads a keyword, it leaves a bare word, or a name with a brace behind it, where neither
    may be; so the changed text is SPARQL just when no keyword was there.

    :param store: an engine's store
    :param query: SPARQL text
    :param prefixes: those that the query need not declare
    :param base: the address against which relative IRIs are resolved; empty if they are errors
    :raises SyntaxError: if the query is not SPARQL
    :raises ServiceError: if it calls another server
    """
    import re  # noqa: PLC0415 few queries have the word

    def hidden(word: re.Match[str]) -> str:
        return "X" + word.group()[1:]

    check(store, query, prefixes, base)
    try:
        check(store, re.sub("service", hidden, query, flags=re.IGNORECASE), prefixes, base)
    except SyntaxError as error:
        raise ServiceError from error


def obey(store: Any, request: dict[str, Any], federate: bool, send: Send) -> None:
    """Do what one request asks for.

    :param store: an engine's store
    :param request: the query, its limit of rows, and what else :func:`queries.store.worker.serve` reads
    :param federate: let the query call other servers
    :param send: takes the frames of the answer
    """
    query, prefixes = request["query"], request["prefixes"]
    if not federate and may_call(query):
        leave_network()
        known = request.get("check") or "formats" in request  # elsewhere they are for the answer only
        check_stays(store, query, prefixes if known else {}, request.get("base", ""))
    if request.get("check"):
        check(store, query, prefixes)
        send(END, {})
    else:
        _answer(store, request, send)
