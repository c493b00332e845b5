"""Worker processes that wait for queries of one folder, and what becomes of a query that one of them is handed."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from queries.errors import StoreError
from queries.store import answering, failures, worker
from queries.store.limits import ANSWER_SIZE, MEMORY_LIMIT
from queries.store.processes import WorkerProcess, wait_for_abandoned
from queries.store.stopping import stopper
from queries.store.time_limit import TIME_IS_UP

_KILLED = -getattr(signal, "SIGKILL", 9)
_OUT_OF_MEMORY = (worker.OUT_OF_MEMORY, -getattr(signal, "SIGABRT", 6))
_INTERRUPTED = (-getattr(signal, "SIGINT", 2), -getattr(signal, "SIGTERM", 15))
_OVERFLOWED = (-getattr(signal, "SIGSEGV", 11), -getattr(signal, "SIGBUS", 7), 0xC00000FD)


class WorkerPool:
    """The workers of one folder; safe to use from several threads.

    :param folder: the Oxigraph folder; empty for workers that have no data and only check queries
    :param federate: let queries call other servers
    :param answer: bytes that one answer may have
    """

    def __init__(self, folder: str, *, federate: bool = False, answer: int = ANSWER_SIZE.default) -> None:
        self._folder = folder
        self._memory = MEMORY_LIMIT.value()
        self._settings = worker.Settings(folder, self._memory, answer, federate)
        self._idle: list[WorkerProcess] = []

    def start(self) -> None:
        """Start a worker, which opens the folder while the caller prepares its query."""
        self._idle.append(WorkerProcess(self._settings))

    def run(self, request: dict[str, Any], seconds: float) -> list[tuple[bytes, Any]]:
        """Have a worker answer a request.

        :param request: what :func:`queries.store.worker.serve` reads, without the time limit
        :param seconds: the time limit; 0 for none
        :returns: the frames of the answer, decoded
        :raises QueryTimeoutError: when the time limit is reached
        :raises QuerySyntaxError: when the engine does not understand the query
        :raises QueryRefusedError: when the query would call another server
        :raises StoreError: when the folder cannot be read, or another limit is reached
        """
        begin = time.monotonic()  # the start of a worker counts
        frames: list[tuple[bytes, Any]] = []
        error: dict[str, str] = {}
        with self._lent() as lent:
            try:
                lent.send(request | {"begin": begin, "timeout": seconds})
            except OSError:  # its end of the pipe is closed
                raise self._lost(lent, seconds) from None
            until = None
            while not frames or frames[-1][0] != answering.END:
                try:
                    frame = lent.receive(until)
                except TimeoutError:
                    lent.abandon()
                    raise failures.out_of_time(seconds) from None
                if frame is None:
                    raise self._lost(lent, seconds)
                kind, data = frame
                if kind == answering.STARTED:
                    until = time.monotonic() + json.loads(data)
                    continue
                if kind == answering.ERROR:
                    error = json.loads(data)
                    break
                frames.append((kind, data if kind == answering.GRAPH else json.loads(data)))
        if error:
            longest = self._settings.answer
            raise failures.failed(error["kind"], error["message"], folder=self._folder, longest=longest)
        return frames

    def close(self) -> None:
        """End the workers that wait for a query, and wait for those that reached a limit."""
        while self._idle:
            self._idle.pop().end()
        wait_for_abandoned()

    @contextmanager
    def _lent(self) -> Iterator[WorkerProcess]:
        """Yield a worker; return it to the pool only if its query completed."""
        while self._idle:
            lent = self._idle.pop(0)  # the one that has waited longest; the last may still be starting
            if lent.usable():
                break
            lent.end()
        else:
            lent = WorkerProcess(self._settings)
        within = stopper()
        try:
            if within is not None:
                within.at_work(lent)
            yield lent
        except BaseException:
            lent.end()
            raise
        finally:
            if within is not None:
                within.at_work(None)
        self._idle.append(lent)

    def _lost(self, lent: WorkerProcess, seconds: float) -> StoreError:
        """Return the error for a worker that ended in the middle of a query."""
        code = lent.end()
        if code in TIME_IS_UP:
            return failures.out_of_time(seconds)
        if code in _OUT_OF_MEMORY:
            return failures.out_of_memory(self._memory)
        if code in _OVERFLOWED:
            return failures.nested_too_deeply()
        if code == _KILLED:
            return failures.killed_from_outside()
        if code in _INTERRUPTED:
            return failures.interrupted()
        return failures.ended(code, self._folder or "checks")


_checkers: dict[int, WorkerPool] = {}


def checkers() -> WorkerPool:
    """Return the workers of this process that check queries without any data.

    :returns: the pool, started on first use
    """
    process = os.getpid()  # a fork must not ask the workers of its parent
    if process not in _checkers:
        import atexit  # noqa: PLC0415 most commands check nothing

        _checkers[process] = WorkerPool("")
        atexit.register(_checkers[process].close)
    return _checkers[process]
