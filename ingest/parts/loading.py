"""Loads N-Quads into a store in batches, so that the whole graph is never in memory."""

from __future__ import annotations

import io

from pyoxigraph import RdfFormat, Store

BATCH = 96 * 1024 * 1024
"""Bytes of N-Quads that are loaded at a time."""

MANY = 1_000_000
"""Statements from which on a store is faster after it has been optimised."""


class Loader:
    """Collects N-Quads and loads them when there are enough for a batch.

    :param store: the store to load into
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[bytes] = []
        self._size = 0

    def add(self, statements: bytes) -> None:
        """Load some statements, now or with the next ones.

        :param statements: N-Quads; blank nodes keep their identity within one call only
        """
        self._waiting.append(statements)
        self._size += len(statements)
        if self._size >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Load what has been collected."""
        data, self._waiting, self._size = b"".join(self._waiting), [], 0
        if data:
            self._store.bulk_load(input=io.BytesIO(data), format=RdfFormat.N_QUADS)
