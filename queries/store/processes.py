"""Worker processes as their parent sees them: started in the way that the system allows, asked, and ended."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any, Protocol, cast

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
            command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, close_fds=True
        )
        self.pid = self._process.pid

    @property
    def pipes(self) -> tuple[FileIO, FileIO]:
        """Where to write requests and read answers.

        :raises OSError: if the process has no pipes
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process has no pipes")
        return cast(FileIO, self._process.stdin), cast(FileIO, self._process.stdout)

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


_dying: list[_Process] = []
"""Processes that were killed and may not have ended yet."""


def wait_for_abandoned() -> None:
    """Wait until the workers that were killed at their time limit have ended."""
    while _dying:
        _dying.pop().kill()


class WorkerProcess:
    """A worker process and the two pipes to it.

    :param settings: its limits and the folder that it opens while the caller goes on
    """

    def __init__(self, settings: worker.Settings) -> None:
        _dying[:] = [process for process in _dying if process.poll() is None]
        self.owner = os.getpid()
        self._abandoned = False
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
        left = memoryview(worker.FRAME.pack(b"q", len(data)) + data)
        while left:
            left = left[self._requests.write(left) :]

    def receive(self, until: float | None = None) -> tuple[bytes, bytes] | None:
        """Read the next frame.

        :param until: when it must have begun, by :func:`time.monotonic`; waits for ever when left out
        :returns: its kind and its content; ``None`` if the worker has ended
        :raises TimeoutError: if none comes in time
        """
        if until is not None and hasattr(select, "poll"):
            waiting = select.poll()
            waiting.register(self._answers, select.POLLIN)
            if not waiting.poll(max(0.0, until - time.monotonic()) * 1000):
                raise TimeoutError
        head = self._read(worker.FRAME.size)
        if len(head) < worker.FRAME.size:
            return None
        kind, length = worker.FRAME.unpack(head)
        data = self._read(length)
        return (kind, data) if len(data) == length else None

    def _read(self, length: int) -> bytes:
        """Read so many bytes, or fewer if the worker has ended."""
        data = bytearray(length)
        free = memoryview(data)
        while free and (count := self._answers.readinto(free)):
            free = free[count:]
        missing = len(free)
        free.release()
        del data[length - missing :]
        return bytes(data)

    def stop(self) -> None:
        """Kill the worker in the middle of its query; for another thread than the one that waits for the answer."""
        if self.usable():
            with suppress(OSError):
                os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def abandon(self) -> None:
        """Kill the worker without waiting for its end, which takes long where it has much memory to give back."""
        self.stop()
        self._abandoned = True
        _dying.append(self._process)

    def end(self) -> int | None:
        """Kill the worker, which only reads.

        A worker that ended by itself keeps its own ending. In a process that inherited the worker nothing is killed.

        :returns: the exit code, or minus the signal
        """
        code = self._process.kill() if self.owner == os.getpid() and not self._abandoned else None
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()
        return code


def _fork(settings: worker.Settings) -> tuple[_Forked, FileIO, FileIO]:
    """Return a forked worker and the pipes to it."""
    request_read, request_write = os.pipe()
    answer_read, answer_write = os.pipe()
    pid = os.fork()
    if pid == 0:
        worker.serve_and_exit(settings, request_read, answer_write)
    os.close(request_read)
    os.close(answer_write)
    return _Forked(pid), os.fdopen(request_write, "wb", buffering=0), os.fdopen(answer_read, "rb", buffering=0)
