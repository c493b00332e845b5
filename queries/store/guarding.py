"""Runs a command in a copy of this process, so that an abort of the engine ends it in one line.

The engine aborts its process where it gets no memory or no thread. A build, a check or an export runs in a copy for
that; this process only waits, and names what ended the copy. Queries have :mod:`queries.store.supervision`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, NoReturn

from queries.errors import StoreError
from queries.store.supervision import COULD_NOT_RUN, may_fork

_PR_SET_PDEATHSIG = 1
_PF_EXITING = 4
"""A flag of a process that is being ended, in its ``stat``."""
_STDERR = 2


def guard(run: Callable[[], int], complain: Callable[[str, int], int]) -> int:
    """Run a command in a copy of this process if that is safe, else in this process.

    :param run: the command; returns its exit code
    :param complain: prints a message about a copy that a signal ended, and returns the exit code
    :returns: the exit code of the command, or that of the message
    """
    if not may_fork():
        return run()
    sys.stdout.flush()
    sys.stderr.flush()
    with os.fdopen(os.memfd_create("said"), "w+b") as said:  # in memory: there may be no folder that can be written
        parent = os.getpid()
        copy = os.fork()
        if copy == 0:
            _run_as_copy(run, said, parent)
        code = _wait(copy)
        if code >= 0:
            _pass_on(said)
            return code
    return complain(str(_error(-code)), COULD_NOT_RUN)


def is_ending(process: str) -> bool:
    """Return whether the system is ending a process that was killed; until then it holds its locks.

    :param process: its number
    :returns: true if it is being ended, or is a copy that outlives its parent by a moment; false where nobody can say
    """
    try:
        with open(f"/proc/{int(process)}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        with open(f"/proc/{int(process)}/status", "rb") as file:
            pending = [int(line.split()[1], 16) for line in file if line.startswith((b"SigPnd", b"ShdPnd"))]
    except ProcessLookupError:
        return True
    except (OSError, ValueError, IndexError):
        return sys.platform == "linux" and process.isdigit() and not os.path.exists(f"/proc/{process}")
    killed = 1 << (signal.SIGKILL - 1)
    return fields[0] in (b"Z", b"X") or bool(int(fields[6]) & _PF_EXITING) or any(mask & killed for mask in pending)


def _run_as_copy(run: Callable[[], int], said: IO[bytes], parent: int) -> NoReturn:
    """Run a command in this copy, which ends with its parent; what native code says goes into a file."""
    import ctypes  # noqa: PLC0415 - slow to import, and only for a copy

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it has ended already
        os._exit(1)
    signal.signal(signal.SIGINT, _interrupted_once)
    encoding, errors = sys.stderr.encoding, sys.stderr.errors
    sys.stderr = os.fdopen(os.dup(_STDERR), "w", buffering=1, encoding=encoding, errors=errors)
    os.dup2(said.fileno(), _STDERR)
    sys.exit(run())


def _interrupted_once(_: int, __: object) -> NoReturn:
    """Interrupt this copy, but not what it then does to leave nothing behind: its parent sends the same signal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _wait(copy: int) -> int:
    """Wait for a copy, pass interrupts on to it, and return its exit code or minus the signal that ended it."""

    def pass_on(_: int, __: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(copy, signal.SIGINT)

    before = signal.signal(signal.SIGINT, pass_on)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    finally:
        signal.signal(signal.SIGINT, before)


def _pass_on(said: IO[bytes]) -> None:
    """Print what native code and other programs said in a copy that ended by itself."""
    said.seek(0)
    sys.stderr.write(said.read().decode("utf-8", "replace"))
    sys.stderr.flush()


def _error(number: int) -> StoreError:
    """Return the error for a copy that a signal ended."""
    if number == signal.SIGABRT:
        return StoreError(
            "the engine stopped because memory or threads ran out; existing data is unchanged: "
            "close other programs, or raise the limits of the system (ulimit -v, ulimit -u)"
        )
    if number == signal.SIGKILL:
        return StoreError(
            "the command was killed from outside, perhaps because memory ran out; existing data is unchanged: "
            "close other programs, or give it more memory"
        )
    name = signal.Signals(number).name
    return StoreError(f"the command crashed ({name}); existing data is unchanged: please report how it happened")
