"""Ends the queries of one piece of work from outside it, such as when the client that waits for them has left."""

from __future__ import annotations

import threading
from contextvars import ContextVar, Token
from typing import TYPE_CHECKING

from queries.errors import StoreError

if TYPE_CHECKING:
    from queries.store.processes import WorkerProcess


class Stopper:
    """Stops queries: used as a context around the work, and from another thread to stop it."""

    def __init__(self) -> None:
        self.stopped = False
        self._worker: WorkerProcess | None = None
        self._lock = threading.Lock()
        self._tokens: list[Token[Stopper | None]] = []

    def stop(self) -> None:
        """Stop the query that runs; each that the work would ask later is an error."""
        with self._lock:
            self.stopped = True
            if self._worker is not None:
                self._worker.stop()

    def at_work(self, worker: WorkerProcess | None) -> None:
        """Note which worker answers now.

        :param worker: the worker; nothing once it has answered
        :raises StoreError: if the work has been stopped
        """
        with self._lock:
            self._worker = worker
            if worker is not None and self.stopped:
                raise StoreError("the query was stopped: nobody waits for its answer")

    def __enter__(self) -> None:
        """Cover the queries that this thread asks from now on."""
        self._tokens.append(_in_force.set(self))

    def __exit__(self, *_: object) -> None:
        """Cover no further queries."""
        _in_force.reset(self._tokens.pop())


_in_force: ContextVar[Stopper | None] = ContextVar("stopper", default=None)


def stopper() -> Stopper | None:
    """Return what may stop the queries of this thread.

    :returns: the innermost context that is entered; nothing if there is none
    """
    return _in_force.get()
