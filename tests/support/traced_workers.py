"""Lets the workers of a store end by themselves while coverage is measured: a killed process saves nothing."""

from __future__ import annotations

import os
import sys
import time

import pytest

from queries.store.pool import WorkerPool

SECONDS = 2.0
"""How long an idle worker may take to end."""


def is_traced() -> bool:
    """Return whether coverage is measured in this process."""
    coverage = sys.modules.get("coverage")
    return coverage is not None and coverage.Coverage.current() is not None


def let_workers_end(patch: pytest.MonkeyPatch) -> None:
    """Have a pool close the requests of its idle workers, and wait for their end, before it kills them.

    :param patch: undoes it
    """
    kill_all = WorkerPool.close

    def close(pool: WorkerPool) -> None:
        for waiting in pool._idle:
            if waiting.owner == os.getpid():
                waiting._requests.close()
                until = time.monotonic() + SECONDS
                while waiting.usable() and time.monotonic() < until:
                    time.sleep(0.01)
        kill_all(pool)

    patch.setattr(WorkerPool, "close", close)
