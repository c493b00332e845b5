"""The process that answers queries from an Oxigraph folder, so that a query can be killed.

Oxigraph cannot be cancelled, so the time limit ends this process, even when the parent is gone: by an alarm where the
system has one, by a thread elsewhere. Requests come in on standard input and answers leave on standard output, as
frames: one letter, the length in four bytes, then so many bytes (JSON, or a serialised graph).
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import threading
from collections.abc import Callable
from typing import Any

FRAME = struct.Struct("!cI")
HEAD, ROWS, GRAPH, BOOLEAN, ERROR, END = b"h", b"r", b"g", b"b", b"e", b"."
BATCH = 1000
"""Rows in one frame."""

_TIME_IS_UP = 75
TIME_IS_UP = (_TIME_IS_UP, -getattr(signal, "SIGALRM", _TIME_IS_UP))
"""How a worker ends at the time limit: its exit code, or minus the signal."""

Send = Callable[[bytes, Any], None]


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
    """Write triples, each once, and return them and whether the limit cut them.

    :param triples: what an engine gave
    :param media_type: of the format to write
    :param prefixes: those that are used are declared in Turtle, sorted, for the engine mixes them
    :param limit: how many triples at most; 0 for no limit
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
    lines = data.split(b"\n", len(used))
    return b"\n".join([*sorted(lines[: len(used)]), *lines[len(used) :]]), cut


def _answer(store: Any, request: dict[str, Any], send: Send) -> None:
    """Run one query and send its answer."""
    result = store.query(request["query"])
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


class _Alarm:
    """The time limit by an alarm of the system, which ends the process whatever it is doing."""

    def __init__(self) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})

    def start(self, seconds: float) -> None:
        """End this process after so many seconds; 0 for never."""
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def stop(self) -> None:
        """Let the process go on."""
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Timer:
    """The time limit by a thread: the engine lets other threads run while it works."""

    def __init__(self) -> None:
        self._timer: threading.Timer | None = None

    def start(self, seconds: float) -> None:
        """End this process after so many seconds; 0 for never."""
        if seconds:
            self._timer = threading.Timer(seconds, os._exit, [_TIME_IS_UP])
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        """Let the process go on."""
        if self._timer:
            self._timer.cancel()
            self._timer = None


def serve(folder: str, *, portable: bool = False) -> None:
    """Answer requests until there are no more.

    :param folder: the Oxigraph folder, opened for reading only
    :param portable: use nothing that only some systems have
    """
    limit: _Alarm | _Timer = _Timer() if portable or not hasattr(signal, "setitimer") else _Alarm()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Here, and not at the top: a forked worker imports the engine while its parent is still busy with the request.
    import pyoxigraph  # noqa: PLC0415

    requests = os.fdopen(0, "rb", closefd=False)
    answers = os.fdopen(1, "wb", closefd=False)

    def send(kind: bytes, content: Any) -> None:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        answers.write(FRAME.pack(kind, len(data)) + data)
        answers.flush()

    store = trouble = None
    try:
        store = pyoxigraph.Store.read_only(folder)
    except (OSError, RuntimeError, ValueError) as error:
        trouble = str(error)
    while len(head := requests.read(FRAME.size)) == FRAME.size:
        request = json.loads(requests.read(FRAME.unpack(head)[1]))
        limit.start(request["timeout"])
        try:
            if store is None:
                raise OSError(trouble)
            _answer(store, request, send)
        except SyntaxError as error:
            send(ERROR, {"kind": "syntax", "message": str(error)})
        except (OSError, RuntimeError, ValueError) as error:
            send(ERROR, {"kind": "store", "message": str(error)})
        finally:
            limit.stop()


def serve_and_exit(folder: str, requests: int, answers: int) -> None:
    """Turn this freshly forked process into a worker; never returns.

    :param folder: the Oxigraph folder
    :param requests: the descriptor to read requests from
    :param answers: the descriptor to write answers to
    """
    status = 1
    try:
        os.dup2(requests, 0)
        os.dup2(answers, 1)
        for descriptor in [int(entry.name) for entry in os.scandir("/proc/self/fd")]:
            if descriptor > 2:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
        serve(folder)
        status = 0
    finally:
        os._exit(status)


def main(folder: str, portable: str = "") -> None:
    """Serve as a process that was started for it.

    :param folder: the Oxigraph folder
    :param portable: not empty to use nothing that only some systems have
    """
    serve(folder, portable=bool(portable))
