"""Work that another process does while this one goes on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from ingest.pool_workers import end_with_parent
from ontology.errors import UserError


class Aside:
    """Makes bytes from bytes, in another process or, for little work, in this one when the result is wanted.

    :param function: what makes them; another process must be able to import it
    :param data: what they are made from
    :param elsewhere: whether another process is worth its start
    """

    def __init__(self, function: Callable[[bytes], bytes], data: bytes, *, elsewhere: bool) -> None:
        self._function = function
        self._pool = ProcessPoolExecutor(1, initializer=end_with_parent) if elsewhere else None
        self._future = self._pool.submit(function, data) if self._pool else None
        self._data = b"" if elsewhere else data

    def __enter__(self) -> Self:
        """Begin.

        :returns: the work
        """
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the other process.

        :param kind: class of the error, if there is one
        :param error: the error
        :param trace: where it came from
        """
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def result(self) -> bytes:
        """Return what was made, as soon as it is.

        :returns: the bytes
        :raises UserError: if the other process was ended, as for lack of memory
        """
        if self._future is None:
            return self._function(self._data)
        try:
            return self._future.result()
        except BrokenProcessPool as error:
            raise UserError("a worker process was ended, perhaps for lack of memory: try --jobs 1") from error
