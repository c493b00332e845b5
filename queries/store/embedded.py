"""The embedded store: an Oxigraph folder, read by worker processes that a time limit can end."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ontology.namespaces import PREFIXES
from queries.errors import QueryTimeoutError, StoreError, syntax_error
from queries.sparql.read_only import cannot_leave, check_read_only
from queries.store import worker
from queries.store.interface import (
    DEFAULT_ROW_LIMIT,
    DEFAULT_TIMEOUT,
    Graph,
    Solutions,
    media_type,
    row_notice,
    time_notice,
    wrong_form,
)


def _may_fork() -> bool:
    """Return whether forking is safe: on Linux, when the system counts no other thread in this process.

    A fork copies only one thread; a lock that another one holds stays locked in the copy. Threads of native libraries
    count too, so the system is asked, not Python. Elsewhere the slower way is taken, a fresh interpreter.
    """
    try:
        return len(list(os.scandir("/proc/self/task"))) == 1
    except OSError:
        return False


class _Worker:
    """One worker process and the two pipes to it."""

    def __init__(self, folder: str) -> None:
        """Start the process; it opens the folder while the caller goes on.

        :param folder: the Oxigraph folder
        """
        self.owner = os.getpid()
        request_read, request_write = os.pipe()
        answer_read, answer_write = os.pipe()
        if _may_fork():
            self.pid = os.fork()
            if self.pid == 0:
                worker.serve_and_exit(folder, request_read, answer_write)
        else:
            command = [sys.executable, "-P", worker.__file__, folder]
            pipes = [(os.POSIX_SPAWN_DUP2, request_read, 0), (os.POSIX_SPAWN_DUP2, answer_write, 1)]
            self.pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=pipes)
        os.close(request_read)
        os.close(answer_write)
        self._requests = os.fdopen(request_write, "wb")
        self._answers = os.fdopen(answer_read, "rb")

    def usable(self) -> bool:
        """Return whether this process is the parent and the worker is still there."""
        try:
            return self.owner == os.getpid() and os.waitpid(self.pid, os.WNOHANG) == (0, 0)
        except ChildProcessError:
            return False

    def send(self, request: dict[str, Any]) -> None:
        """Hand a request to the worker."""
        data = json.dumps(request).encode()
        self._requests.write(worker.FRAME.pack(b"q", len(data)) + data)
        self._requests.flush()

    def receive(self) -> tuple[bytes, bytes] | None:
        """Return the kind and the content of the next frame; None when the worker is gone."""
        head = self._answers.read(worker.FRAME.size)
        if len(head) < worker.FRAME.size:
            return None
        kind, length = worker.FRAME.unpack(head)
        data = self._answers.read(length)
        return (kind, data) if len(data) == length else None

    def end(self) -> int | None:
        """Kill the worker, which only reads, and return how it ended: minus the signal, or the exit code.

        A worker that ended by itself keeps its own ending. In a process that inherited the worker nothing is killed.
        """
        code = None
        if self.owner == os.getpid():
            with suppress(ChildProcessError, ProcessLookupError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid == 0:
                    os.kill(self.pid, signal.SIGKILL)
                    _, status = os.waitpid(self.pid, 0)
                code = os.waitstatus_to_exitcode(status)
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()
        return code


class EmbeddedStore:
    """An Oxigraph folder on this machine.

    :param folder: the folder that Oxigraph wrote
    :param timeout: seconds that a query may take, unless a call says otherwise; 0 for no limit
    :param row_limit: rows that an answer may have, unless a call says otherwise; 0 for no limit
    :param federate: allow SERVICE
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        row_limit: int = DEFAULT_ROW_LIMIT,
        federate: bool = False,
    ) -> None:
        """Start a first worker, which opens the folder while the caller prepares its query."""
        self._folder = os.fspath(folder)
        self.timeout = timeout
        self.row_limit = row_limit
        self.federate = federate
        self._idle: list[_Worker] = []
        if not Path(self._folder, "CURRENT").is_file():
            raise StoreError(f"there is no graph at {self._folder}: run `drugkg build`, or see --store")
        self._idle.append(_Worker(self._folder))

    @property
    def location(self) -> str:
        """The Oxigraph folder."""
        return self._folder

    def select(self, query: str, *, timeout: float | None = None, row_limit: int | None = None) -> Solutions:
        """Return the answer to a SELECT query; see :meth:`queries.store.interface.Store.select`."""
        limit = self.row_limit if row_limit is None else row_limit
        variables: list[str] | None = None
        rows: list[dict[str, Any]] = []
        notice = None
        for kind, content in self._run(query, timeout, limit):
            if kind == worker.HEAD:
                variables = content
            elif kind == worker.ROWS:
                rows.extend(content)
            elif kind == worker.END and content["cut"]:
                notice = row_notice(limit)
        if variables is None:
            raise wrong_form("SELECT")
        return Solutions(variables, rows, notice)

    def ask(self, query: str, *, timeout: float | None = None) -> bool:
        """Return the answer to an ASK query; see :meth:`queries.store.interface.Store.ask`."""
        for kind, content in self._run(query, timeout, 1):
            if kind == worker.BOOLEAN:
                return bool(content)
        raise wrong_form("ASK")

    def construct(
        self, query: str, *, format: str = "turtle", timeout: float | None = None, row_limit: int | None = None
    ) -> Graph:
        """Return the answer to a CONSTRUCT or DESCRIBE query; see :meth:`queries.store.interface.Store.construct`."""
        limit = self.row_limit if row_limit is None else row_limit
        data: bytes | None = None
        notice = None
        for kind, content in self._run(query, timeout, limit, media_type(format)):
            if kind == worker.GRAPH:
                data = content
            elif kind == worker.END and content["cut"]:
                notice = row_notice(limit)
        if data is None:
            raise wrong_form("CONSTRUCT or DESCRIBE")
        return Graph(data, format, notice)

    def close(self) -> None:
        """End the workers that wait for a query."""
        while self._idle:
            self._idle.pop().end()

    def __enter__(self) -> EmbeddedStore:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def __del__(self) -> None:
        """End the workers of a store that nobody closed."""
        if hasattr(self, "_idle"):
            self.close()

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        """Lend a worker; it comes back only when its query ended in good order."""
        while self._idle:
            lent = self._idle.pop()
            if lent.usable():
                break
            lent.end()
        else:
            lent = _Worker(self._folder)
        try:
            yield lent
        except BaseException:
            lent.end()
            raise
        self._idle.append(lent)

    def _run(self, query: str, timeout: float | None, limit: int, graph_format: str = "") -> list[tuple[bytes, Any]]:
        """Have a worker run a query and return the frames of its answer, decoded."""
        if not cannot_leave(query):
            check_read_only(query, federate=self.federate)
        seconds = self.timeout if timeout is None else timeout
        request = {
            "query": query,
            "timeout": seconds,
            "limit": limit,
            "format": graph_format,
            "prefixes": PREFIXES if graph_format else {},
        }
        frames: list[tuple[bytes, Any]] = []
        error: dict[str, str] = {}
        with self._worker() as lent:
            try:
                lent.send(request)
            except BrokenPipeError:
                raise self._lost(lent, seconds) from None
            while not frames or frames[-1][0] != worker.END:
                frame = lent.receive()
                if frame is None:
                    raise self._lost(lent, seconds)
                kind, data = frame
                if kind == worker.ERROR:
                    error = json.loads(data)
                    break
                frames.append((kind, data if kind == worker.GRAPH else json.loads(data)))
        if error:
            if error["kind"] == "syntax":
                raise syntax_error(error["message"])
            raise StoreError(f"the query failed in {self._folder}: {' '.join(error['message'].split())}")
        return frames

    def _lost(self, lent: _Worker, seconds: float) -> StoreError:
        """Return the error for a worker that ended in the middle of a query."""
        code = lent.end()
        if code == -signal.SIGALRM:
            return QueryTimeoutError(time_notice(seconds), seconds)
        if code == -signal.SIGKILL:
            return StoreError("the query process was killed from outside, perhaps for want of memory: narrow the query")
        return StoreError(f"the query process for {self._folder} ended unexpectedly (exit {code}): try again")
