"""SQLite files of a version of the graph: a build writes each once, from then on it is only read."""

from __future__ import annotations

import os
import sqlite3

from queries.errors import StoreError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

_ESCAPES = {ord("%"): "%25", ord("?"): "%3f", ord("#"): "%23"}  # what a path in an address of SQLite must not have


def open_version_file(path: str | os.PathLike[str], *, any_thread: bool = False) -> sqlite3.Connection:
    """Open a file for reading, without locks, as nothing writes it any more.

    :param path: the file
    :param any_thread: whether another thread may use the connection, too
    :returns: the open file
    :raises sqlite3.OperationalError: if there is no such file
    """
    if not os.path.isfile(path):  # SQLite would wait for the other end of a pipe
        raise sqlite3.OperationalError("unable to open database file")
    address = f"file:{os.path.realpath(path).translate(_ESCAPES)}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=not any_thread)


class VersionFileWriter:
    """Writes a file, or changes the copy of one, without a journal, as a build that fails leaves no version.

    :param path: the file
    :param schema: what makes its tables, if it is new
    """

    def __init__(self, path: Path, schema: str) -> None:
        self._is_new = not path.exists()
        self._connection = sqlite3.connect(path)
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if self._is_new:
            self._connection.executescript(schema)

    def __enter__(self) -> Self:
        """Begin to write.

        :returns: the writer
        """
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, or leave it if the build failed.

        :param kind: class of the error, if there is one
        :param error: the error
        :param trace: where it came from
        :raises StoreError: if the file cannot be written, as on a full disk
        """
        try:
            if kind is None:
                self._finish()
                self._connection.commit()
        except sqlite3.Error as failed:
            error = failed
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            message = f"the claims cannot be written ({error}): free some space; an earlier graph is unchanged"
            raise StoreError(message) from error

    def _finish(self) -> None:
        """Make what is made last, such as the indexes of a new file."""
