"""Answers queries in this process, for a command that another process supervises."""

from __future__ import annotations

import os
import sys
import time

from queries.store.answering import KINDS, SizeError, may_call, obey
from queries.store.confinement import lift_memory_limit, limit_memory
from queries.store.limits import ANSWER_SIZE, MEMORY_LIMIT
from queries.store.supervision import query_begins, query_ends

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from queries.errors import StoreError
    from queries.store.pool import WorkerPool


class InPlace:
    """The engine in this process, with the same calls and the same errors as :class:`queries.store.pool.WorkerPool`.

    A query that may call another server goes to a worker, which can leave the network.

    :param folder: the Oxigraph folder
    :param federate: let queries call other servers
    """

    def __init__(self, folder: str, *, federate: bool = False) -> None:
        self._folder = folder
        self._federate = federate
        self._memory = MEMORY_LIMIT.value()
        self._longest = ANSWER_SIZE.default
        self._store: Any = None
        self._pool: WorkerPool | None = None

    def start(self) -> None:
        """Do nothing: the store is opened under the limits of the first query."""

    def run(self, request: dict[str, Any], seconds: float) -> list[tuple[bytes, Any]]:
        """Answer a request.

        :param request: what :func:`queries.store.worker.serve` reads, without the time limit
        :param seconds: the time limit; 0 for none
        :returns: the frames of the answer
        :raises StoreError: as in :meth:`queries.store.pool.WorkerPool.run`; at the time limit this process is ended
        """
        if may_call(request["query"]):
            return self._workers().run(request, seconds)
        query_begins(seconds, time.monotonic())
        errors = _silenced()
        try:
            return self._answer(request)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # the engine's panics derive from BaseException
            lift_memory_limit()
            raise self._error(error) from None
        finally:
            lift_memory_limit()
            os.dup2(errors, 2)
            os.close(errors)
            query_ends()

    def close(self) -> None:
        """End the workers, if there are any."""
        if self._pool is not None:
            self._pool.close()

    def _answer(self, request: dict[str, Any]) -> list[tuple[bytes, Any]]:
        frames: list[tuple[bytes, Any]] = []
        size = 0

        def send(kind: bytes, content: Any) -> None:
            nonlocal size
            size += len(content) if isinstance(content, bytes) else len(str(content))
            if size > self._longest:
                raise SizeError
            frames.append((kind, content))

        if self._store is None:
            self._store = _opened(self._folder)
        limit_memory(self._memory)
        obey(self._store, request, self._federate, send)
        return frames

    def _error(self, error: BaseException) -> StoreError:
        """Return the error for a query that failed."""
        from queries.store import failures  # noqa: PLC0415 - only for a query that failed

        if isinstance(error, MemoryError):
            return failures.out_of_memory(self._memory)
        kind = KINDS.get(type(error), "store")
        return failures.failed(kind, str(error), folder=self._folder, longest=self._longest)

    def _workers(self) -> WorkerPool:
        if self._pool is None:
            from queries.store.pool import WorkerPool  # noqa: PLC0415 - for few queries

            self._pool = WorkerPool(self._folder, federate=self._federate)
        return self._pool


def _opened(folder: str) -> Any:
    """Open a store, or raise the error with which that fails."""
    import pyoxigraph  # noqa: PLC0415 - only an answer needs the engine

    try:
        return pyoxigraph.Store.read_only(folder)
    except (OSError, RuntimeError, ValueError) as error:
        from queries.store.answering import OpenError  # noqa: PLC0415 - only for a store that cannot be opened

        raise OpenError(str(error)) from error


def _silenced() -> int:
    """Send what the engine prints when it fails nowhere; return where errors went before."""
    sys.stderr.flush()
    before = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return before
