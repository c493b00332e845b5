"""Ends the queries of one piece of work from outside it, such as when the client that waits for them has left."""

from __future__ import annotations

import threading
import time
from contextvars import ContextVar, Token
from typing import Protocol

from queries.errors import StoreError


class AtWork(Protocol):
    """What answers a query: a process, or an exchange with a server."""

    def stop(self) -> None:
        """End it in the middle of its query."""


class Stopper:
    """Stops queries: used as a context around the work, and from another thread to stop it."""

    def __init__(self) -> None:
        self._worker: AtWork | None = None
        self._is_stopped = threading.Event()
        self._lock = threading.Lock()
        self._tokens: list[Token[Stopper | None]] = []

    @property
    def stopped(self) -> bool:
        """Whether the work has been stopped."""
        return self._is_stopped.is_set()

    def stop(self) -> None:
        """Stop the query that runs; each that the work would ask later is an error."""
        with self._lock:
            self._is_stopped.set()
            if self._worker is not None:
                self._worker.stop()

    def at_work(self, worker: AtWork | None) -> None:
        """Note what answers now.

        :param worker: the worker or the exchange; nothing once it has answered
        :raises StoreError: if the work has been stopped
        """
        with self._lock:
            self._worker = worker
            if worker is not None and self.stopped:
                raise nobody_waits()

    def wait(self, seconds: float) -> None:
        """Wait for some time, or until the work is stopped.

        :param seconds: the time
        """
        self._is_stopped.wait(seconds)

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


def pause(seconds: float) -> None:
    """Wait for some time, or until what this thread works for is stopped.

    :param seconds: the time
    """
    within = stopper()
    if within is None:
        time.sleep(seconds)
    else:
        within.wait(seconds)


def nobody_waits() -> StoreError:
    """Return the error for a query that was stopped from outside.

    :returns: the error
    """
    return StoreError("the query was stopped: nobody waits for its answer")
