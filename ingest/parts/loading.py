"""Loads N-Quads into a store in batches while more are made, so that the whole graph is never in memory."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from pyoxigraph import RdfFormat, Store, parse

BATCH = 32 * 1024 * 1024
"""Bytes of N-Quads that are loaded at a time."""

MANY = 1_000_000
"""Statements from which on a store is faster after it has been optimised."""


class Loader:
    """Collects N-Quads and loads them when there are enough for a batch, in a thread of its own.

    :param store: the store to load into
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[bytes] = []
        self._with_blank_nodes: list[bytes] = []
        self._size = 0
        self._thread = ThreadPoolExecutor(1)
        self._running: Future[None] | None = None

    def __enter__(self) -> Self:
        """Begin to load.

        :returns: the loader
        """
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Load the rest, or nothing more if something failed.

        :param kind: class of the error, if there is one
        :param error: the error
        :param trace: where it came from
        """
        try:
            if kind is None:
                self.flush()
        finally:
            self._thread.shutdown()

    def add(self, statements: bytes) -> None:
        """Load some statements, now or with the next ones.

        :param statements: N-Quads; blank nodes keep their names
        """
        if b"_:" in statements:  # what is loaded from bytes gets new names
            self._with_blank_nodes.append(statements)
            return
        self._waiting.append(statements)
        self._size += len(statements)
        if self._size >= BATCH:
            self._send()

    def flush(self) -> None:
        """Load what has been collected, and wait until all is loaded."""
        self._send()
        self._wait()
        named, self._with_blank_nodes = self._with_blank_nodes, []
        self._store.bulk_extend(quad for data in named for quad in parse(input=data, format=RdfFormat.N_QUADS))

    def _send(self) -> None:
        """Hand what has been collected to the thread, once it has done with the batch before."""
        data, self._waiting, self._size = b"".join(self._waiting), [], 0
        self._wait()
        if data:
            self._running = self._thread.submit(self._load, data)

    def _wait(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            running.result()

    def _load(self, data: bytes) -> None:
        self._store.bulk_load(input=data, format=RdfFormat.N_QUADS)
