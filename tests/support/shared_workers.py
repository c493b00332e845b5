"""Keeps the workers of closed stores for the next store on the same folder: each start takes a tenth of a second."""

from __future__ import annotations

import os
import time

import pytest

from queries.store import pool
from queries.store.embedded import EmbeddedStore
from queries.store.pool import WorkerPool
from queries.store.processes import WorkerProcess, wait_for_abandoned
from queries.store.worker import Settings
from tests.support.traced_workers import is_traced

MOST = 8
"""Workers that wait for another store at the same time."""

SECONDS = 2.0
"""How long a traced worker may take to end by itself: a killed process saves nothing of what it traced."""


class Shelf:
    """Workers that wait for another store, the one that waits longest first."""

    def __init__(self) -> None:
        self.in_use = True
        self._waiting: list[tuple[object, WorkerProcess]] = []
        self._lent: list[WorkerProcess] = []  # so that a store that is garbage is closed before its workers are

    def take(self, settings: Settings) -> WorkerProcess:
        """Return a worker that waits with these settings before unchanged files, or a new one."""
        wanted = _what(settings)
        for at, (what, worker) in enumerate(self._waiting):
            if self.in_use and what == wanted is not None and worker.usable():
                del self._waiting[at]
                break
        else:
            worker = WorkerProcess(settings)
        self._lent = [lent for lent in self._lent if lent.usable()] + [worker]
        return worker

    def put(self, settings: Settings, worker: WorkerProcess) -> None:
        """Let a worker wait, or end it if it cannot be used again."""
        what = _what(settings)
        if not self.in_use or what is None or not worker.usable():
            _end(worker)
            return
        self._waiting.append((what, worker))
        while len(self._waiting) > MOST:
            _end(self._waiting.pop(0)[1])

    def clear(self) -> None:
        """End all workers."""
        while self._waiting:
            _end(self._waiting.pop()[1])
        while self._lent:
            _end(self._lent.pop())


SHELF = Shelf()


def share_workers(patch: pytest.MonkeyPatch) -> None:
    """Have the pools of this process take their workers from the shelf, and put them there in the end.

    :param patch: undoes it
    """
    kill_all = WorkerPool.close

    def forget(store: EmbeddedStore) -> None:  # the garbage collector may have closed the pipes of its workers
        if isinstance(getattr(store, "_pool", None), WorkerPool):
            kill_all(store._pool)  # type: ignore[arg-type]

    def close(closed: WorkerPool) -> None:
        while closed._idle:
            SHELF.put(closed._settings, closed._idle.pop())
        wait_for_abandoned()

    patch.setattr(pool, "WorkerProcess", SHELF.take)
    patch.setattr(WorkerPool, "close", close)
    patch.setattr(EmbeddedStore, "__del__", forget)


def _what(settings: Settings) -> tuple[object, ...] | None:
    """Return what a worker has before it: its settings and the files as last written; nothing without them."""
    if not settings.folder:
        return (settings,)
    try:
        with os.scandir(settings.folder) as files:
            return (settings, *sorted((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files))
    except OSError:
        return None


def _end(worker: WorkerProcess) -> None:
    if is_traced() and worker.owner == os.getpid():
        worker._requests.close()
        until = time.monotonic() + SECONDS
        while worker.usable() and time.monotonic() < until:
            time.sleep(0.01)
    worker.end()
