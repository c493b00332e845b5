"""Worker processes as their parent sees them: started in the way that the system allows, asked, and ended."""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

from queries.store import worker
from queries.store.supervision import may_fork

START = ""
"""Forces one way to start a worker, for tests: ``forked``, ``spawned``, or ``portable``, which is spawned and uses
nothing that Windows lacks. Empty: the fastest way that is safe."""

_ROOT = str(Path(__file__).parents[2])
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from queries.store import worker; worker.main(*sys.argv[2:])"


class _Process(Protocol):
    """The process of a worker."""

    pid: int

    def poll(self) -> int | None:
        """Return how the process ended.

        :returns: the exit code, or minus the signal; ``None`` while it runs
        """

    def kill(self) -> int | None:
        """End the process if it still runs.

        :returns: the exit code, or minus the signal
        """


class _Forked:
    """A copy of this process.

    :param pid: the process
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return how the process ended.

        :returns: the exit code, or minus the signal; ``None`` while it runs
        """
        return self._code if self._code is not None else self._wait(os.WNOHANG)

    def kill(self) -> int | None:
        """End the process if it still runs.

        :returns: the exit code, or minus the signal
        """
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._wait(0)
        return self._code

    def _wait(self, options: int) -> int | None:
        try:
            pid, status = os.waitpid(self.pid, options)
        except ChildProcessError:  # somebody else took its end
            self._code = 1
        else:
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code


class _Spawned:
    """A fresh interpreter, which inherits nothing but the two pipes.

    :param arguments: the command line of the process
    """

    def __init__(self, arguments: list[str]) -> None:
        import subprocess  # noqa: PLC0415 a forked worker does without

        command = [sys.executable, "-P", "-c", _BOOT, _ROOT, *arguments]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True
        )
        self.pid = self._process.pid

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Where to write requests and read answers.

        :raises OSError: if the process has no pipes
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process has no pipes")
        return self._process.stdin, self._process.stdout

    def poll(self) -> int | None:
        """Return how the process ended.

        :returns: the exit code, or minus the signal; ``None`` while it runs
        """
        return self._process.poll()

    def kill(self) -> int | None:
        """End the process if it still runs.

        :returns: the exit code, or minus the signal
        """
        if self._process.poll() is None:
            self._process.kill()
        return self._process.wait()


class WorkerProcess:
    """A worker process and the two pipes to it.

    :param settings: its limits and the folder that it opens while the caller goes on
    """

    def __init__(self, settings: worker.Settings) -> None:
        self.owner = os.getpid()
        self._process: _Process
        if START == "forked" or (not START and may_fork()):
            self._process, self._requests, self._answers = _fork(settings)
        else:
            spawned = _Spawned([json.dumps(settings._replace(portable=START == "portable"))])
            self._process, (self._requests, self._answers) = spawned, spawned.pipes
        self.pid = self._process.pid

    def usable(self) -> bool:
        """Return whether this process is the parent and the worker still runs.

        :returns: true if a query can be sent
        """
        return self.owner == os.getpid() and self._process.poll() is None

    def send(self, request: dict[str, Any]) -> None:
        """Hand a request to the worker.

        :param request: what :func:`queries.store.worker.serve` reads
        :raises OSError: if the worker is gone
        """
        data = json.dumps(request).encode()
        self._requests.write(worker.FRAME.pack(b"q", len(data)) + data)
        self._requests.flush()

    def receive(self) -> tuple[bytes, bytes] | None:
        """Read the next frame.

        :returns: its kind and its content; ``None`` if the worker has ended
        """
        head = self._answers.read(worker.FRAME.size)
        if len(head) < worker.FRAME.size:
            return None
        kind, length = worker.FRAME.unpack(head)
        data = self._answers.read(length)
        return (kind, data) if len(data) == length else None

    def stop(self) -> None:
        """Kill the worker in the middle of its query; for another thread than the one that waits for the answer."""
        if self.usable():
            with suppress(OSError):
                os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def end(self) -> int | None:
        """Kill the worker, which only reads.

        A worker that ended by itself keeps its own ending. In a process that inherited the worker nothing is killed.

        :returns: the exit code, or minus the signal
        """
        code = self._process.kill() if self.owner == os.getpid() else None
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()
        return code


def _fork(settings: worker.Settings) -> tuple[_Forked, IO[bytes], IO[bytes]]:
    """Return a forked worker and the pipes to it."""
    request_read, request_write = os.pipe()
    answer_read, answer_write = os.pipe()
    pid = os.fork()
    if pid == 0:
        worker.serve_and_exit(settings, request_read, answer_write)
    os.close(request_read)
    os.close(answer_write)
    return _Forked(pid), os.fdopen(request_write, "wb"), os.fdopen(answer_read, "rb")
