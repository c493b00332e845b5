"""The process that answers queries from an Oxigraph folder, so that a query can be killed and cannot harm its caller.

Oxigraph cannot be cancelled, so the time limit ends this process, even when the parent is gone: by an alarm where the
system has one, by a thread elsewhere. Requests come in on standard input and answers leave on standard output, as
frames: one letter, the length in four bytes, then so many bytes (JSON, or a serialised graph).
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import struct
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from queries.store.answering import ERROR, KINDS, STARTED, OpenError, SizeError, obey
from queries.store.confinement import limit_memory
from queries.store.time_limit import Alarm, Timer, seconds_left

if TYPE_CHECKING:
    from queries.store.answering import Send

FRAME = struct.Struct("!cI")

OUT_OF_MEMORY = 76
"""The exit code of a worker that reached its memory limit; the engine's own code aborts instead."""


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
        seconds = seconds_left(request["begin"], request["timeout"])
        limit.start(seconds)
        if seconds:
            send(STARTED, seconds)
        try:
            obey(_opened(store, trouble), request, settings.federate, send)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BaseException as error:  # the engine's panics derive from BaseException
            begin()(ERROR, {"kind": KINDS.get(type(error), "store"), "message": str(error)})
        finally:
            limit.stop()


def serve_and_exit(settings: Settings, requests: int, answers: int) -> None:
    """Turn this freshly forked process into a worker; never returns.

    :param settings: what this worker is and what it may do
    :param requests: the descriptor to read requests from
    :param answers: the descriptor to write answers to
    """
    gc.freeze()  # what the other process has open is never cleaned up here: its descriptors are closed, and used anew
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
