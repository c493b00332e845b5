"""The process that answers queries from an Oxigraph folder, so that a query can be killed and cannot harm its caller.

Oxigraph cannot be cancelled, so the time limit ends this process, even when the parent is gone: by an alarm where the
system has one, by a thread elsewhere. Requests come in on standard input and answers leave on standard output, as
frames: one letter, the length in four bytes, then so many bytes (JSON, or a serialised graph).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import struct
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from queries.errors import StoreError, UnacceptableError
from queries.store.confinement import leave_network, limit_memory
from queries.store.time_limit import Alarm, Timer, seconds_left

FRAME = struct.Struct("!cI")
HEAD, ROWS, GRAPH, BOOLEAN, ERROR, END = b"h", b"r", b"g", b"b", b"e", b"."
BATCH = 1000
"""Rows in one frame."""

OUT_OF_MEMORY = 76
"""The exit code of a worker that reached its memory limit; the engine's own code aborts instead."""

Send = Callable[[bytes, Any], None]


class Settings(NamedTuple):
    """What a worker is and what it may do.

    :param folder: the Oxigraph folder, opened for reading only; empty for a worker without data that checks queries
    :param memory: bytes that its queries may use; 0 for no limit
    :param answer: bytes that one answer may have
    :param federate: let queries call other servers
    :param portable: use nothing that only some systems have
    """

    folder: str
    memory: int
    answer: int
    federate: bool = False
    portable: bool = False


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
    import pyoxigraph  # noqa: PLC0415 see serve()

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
    import pyoxigraph  # noqa: PLC0415 see serve()

    from queries.store import result_formats  # noqa: PLC0415 only the endpoint wants formats

    dataset: dict[str, Any] = {}
    if request["dataset"] is not None:
        default, named = request["dataset"]
        try:
            dataset["default_graph"] = [pyoxigraph.NamedNode(iri) for iri in default]
            dataset["named_graphs"] = [pyoxigraph.NamedNode(iri) for iri in named]
        except ValueError as error:
            raise GraphNameError(str(error)) from error
    result = store.query(request["query"], prefixes=request["prefixes"], **dataset)
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
        from queries.store.union_graph import in_union  # noqa: PLC0415 a query that names its graphs needs no list

        _UNIONS[store] = [graph for graph in store.named_graphs() if in_union(getattr(graph, "value", ""))]
    return _UNIONS[store] or None


_UNIONS: dict[Any, list[Any]] = {}
_SERVICE = re.compile("service", re.IGNORECASE)
_KINDS: dict[type, str] = {
    SyntaxError: "syntax",
    ServiceError: "service",
    OpenError: "open",
    GraphNameError: "graph",
    SizeError: "size",
    UnacceptableError: "unacceptable",
}


def check(store: Any, query: str, prefixes: dict[str, str]) -> None:
    """Have the engine read a query without running it: it stops because it is asked for two default graphs.

    :param store: an engine's store
    :param query: SPARQL text
    :param prefixes: those that the query need not declare
    :raises SyntaxError: if it is not SPARQL
    """
    import pyoxigraph  # noqa: PLC0415 see serve()

    with contextlib.suppress(ValueError):
        default = pyoxigraph.DefaultGraph()
        store.query(query, prefixes=prefixes, use_default_graph_as_union=True, default_graph=default)


def check_stays(store: Any, query: str, prefixes: dict[str, str]) -> None:
    """Raise an error for a query that calls another server, as the engine's own grammar has it.

    Every SERVICE in the text becomes XERVICE. In names, IRIs, strings and comments this changes nothing for the
    grammar. Where the engine reads a keyword, it leaves a bare word, or a name with a brace behind it, where neither
    may be; so the changed text is SPARQL just when no keyword was there.

    :param store: an engine's store
    :param query: SPARQL text
    :param prefixes: those that the query need not declare
    :raises SyntaxError: if the query is not SPARQL
    :raises ServiceError: if it calls another server
    """
    check(store, query, prefixes)
    try:
        check(store, _SERVICE.sub(lambda match: "X" + match.group()[1:], query), prefixes)
    except SyntaxError as error:
        raise ServiceError from error


def _obey(store: Any, request: dict[str, Any], settings: Settings, send: Send) -> None:
    """Do what one request asks for."""
    query, prefixes = request["query"], request["prefixes"]
    if not settings.federate and _SERVICE.search(query):
        leave_network()
        known = request.get("check") or "formats" in request  # elsewhere they are for the answer only
        check_stays(store, query, prefixes if known else {})
    if request.get("check"):
        check(store, query, prefixes)
        send(END, {})
    else:
        _answer(store, request, send)


def _sender(answers: Any, most: int) -> Callable[[], Send]:
    """Return a function that begins an answer and returns what sends its frames, until it has so many bytes."""

    def begin() -> Send:
        sent = 0

        def send(kind: bytes, content: Any) -> None:
            nonlocal sent
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            sent += len(data)
            if sent > most:
                raise SizeError
            answers.write(FRAME.pack(kind, len(data)) + data)
            answers.flush()

        return send

    return begin


def _requests() -> Callable[[], dict[str, Any]]:
    """Return a function that waits for the next request; when there can be no more, this process ends at once.

    A thread reads them, so that a worker whose parent has gone ends in the middle of a query.
    """
    from queue import SimpleQueue  # noqa: PLC0415 only a worker needs it

    waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()

    def read() -> None:
        with os.fdopen(0, "rb", closefd=False) as pipe:
            while len(head := pipe.read(FRAME.size)) == FRAME.size:
                waiting.put(json.loads(pipe.read(FRAME.unpack(head)[1])))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return waiting.get


def _opened(store: Any, trouble: str | None) -> Any:
    """Return the store, or raise the error with which it could not be opened."""
    if store is None:
        raise OpenError(trouble)
    return store


def serve(settings: Settings) -> None:
    """Answer requests until there are no more; never returns.

    :param settings: what this worker is and what it may do
    """
    limit = Timer() if settings.portable or not hasattr(signal, "setitimer") else Alarm()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    request_after = _requests()
    # Here, and not at the top: a forked worker imports the engine while its parent is still busy with the request.
    import pyoxigraph  # noqa: PLC0415

    begin = _sender(os.fdopen(1, "wb", closefd=False), settings.answer)
    store = trouble = None
    try:
        store = pyoxigraph.Store.read_only(settings.folder) if settings.folder else pyoxigraph.Store()
    except (OSError, RuntimeError, ValueError) as error:
        trouble = str(error)
    limit_memory(settings.memory)
    while True:
        request = request_after()
        send = begin()
        limit.start(seconds_left(request["begin"], request["timeout"]))
        try:
            _obey(_opened(store, trouble), request, settings, send)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BaseException as error:  # the engine's panics derive from BaseException
            begin()(ERROR, {"kind": _KINDS.get(type(error), "store"), "message": str(error)})
        finally:
            limit.stop()


def serve_and_exit(settings: Settings, requests: int, answers: int) -> None:
    """Turn this freshly forked process into a worker; never returns.

    :param settings: what this worker is and what it may do
    :param requests: the descriptor to read requests from
    :param answers: the descriptor to write answers to
    """
    try:
        os.dup2(requests, 0)
        os.dup2(answers, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        for descriptor in [int(entry.name) for entry in os.scandir("/proc/self/fd")]:
            if descriptor > 2:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
        serve(settings)
    finally:
        os._exit(1)


def main(settings: str) -> None:
    """Serve as a process that was started for it.

    :param settings: a :class:`Settings` as JSON
    """
    serve(Settings(*json.loads(settings)))
