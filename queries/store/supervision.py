"""Runs a command in a copy of this process, which may be killed in the middle of a query; this process only waits.

Oxigraph cannot be cancelled. A command that asks from the prompt needs no worker for that: the copy answers in itself,
and says when a query begins and until when it may take. A time limit, Ctrl-C and the end of this process end the copy.
Only Linux says whether a fork is safe (:func:`may_fork`); elsewhere commands run here and their queries in workers.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.errors import StoreError

_SIGINT, _SIGABRT, _SIGBUS, _SIGKILL, _SIGSEGV = 2, 6, 7, 9, 11
"""As on Linux; the import of ``signal`` takes as long as that of everything else here."""

COULD_NOT_RUN, INTERRUPTED = 2, 130

SHARE = 0.8
"""Part of its limit that a query has for itself, however long its process took to start on a busy machine."""

_AHEAD = 0.2
"""Seconds before the end of a limit at which what its message needs is loaded."""

_LETTING_GO = 0.01
"""Seconds that a copy has at its limit to close its streams, for whose end their readers wait."""

_STREAMS = 256
"""Descriptors below this one are closed then; the standard streams and their copies are among them."""

_reports: int | None = None
"""In a copy, where it says what it does."""


def may_fork() -> bool:
    """Return whether forking is safe: on Linux, when the system counts no other thread in this process.

    A fork copies only one thread; a lock that another one holds stays locked in the copy. Threads of native libraries
    count too, so the system is asked, not Python. Elsewhere the slower way is taken, a fresh interpreter.

    :returns: true if this process may be forked
    """
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def is_supervised() -> bool:
    """Return whether this process is a copy that may be killed in the middle of a query.

    :returns: true in a copy
    """
    return _reports is not None


def query_begins(seconds: float, begin: float) -> None:
    """Report that a query begins; it may be killed from now on.

    :param seconds: its time limit; 0 for none
    :param begin: when it was asked, by :func:`time.monotonic`
    """
    if _reports is not None:
        os.write(_reports, f"{seconds!r} {begin!r}\n".encode())


def query_ends() -> None:
    """Report that a query has ended: from now on the copy goes on until its own end."""
    if _reports is not None:
        os.write(_reports, b"-\n")


def _process_began() -> float:
    """Return when this process began, by :func:`time.monotonic`; now, if the system does not say."""
    try:
        with open("/proc/self/stat", "rb") as file:
            ticks = int(file.read().rpartition(b")")[2].split()[19])
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        age = 0.0
    return time.monotonic() - max(0.0, age)


def supervise(run: Callable[[], int], complain: Callable[[str, int], int]) -> int:
    """Run a command in a copy of this process if that is safe, else in this process.

    :param run: the command; returns its exit code
    :param complain: prints a message about a copy that ended before its time, and returns the exit code
    :returns: the exit code of a command that ran in this process; otherwise this process ends with that of the copy
    """
    if not may_fork():
        return run()
    sys.stdout.flush()
    sys.stderr.flush()
    report_read, report_write = os.pipe()
    alive_read, alive_write = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(report_read)
        os.close(alive_write)
        _run_and_exit(run, report_write, alive_read)
    os.close(report_write)
    os.close(alive_read)
    status = _Supervisor(copy, report_read, alive_write, complain).wait()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # at once: the end of an interpreter takes a tenth of the time of a short command


def _run_and_exit(run: Callable[[], int], reports: int, alive: int) -> None:
    """Run a command in this copy; never returns. The system cleans up after it, faster than Python."""
    global _reports  # noqa: PLW0603 - a process is a copy, or it is none
    import _thread  # noqa: PLC0415 - threading adds only classes around it
    import gc  # noqa: PLC0415 - as above

    def end_with_parent() -> None:
        os.read(alive, 1)  # ends when the other process does, or at the time limit
        os.closerange(0, _STREAMS)  # now, as an exit comes to them last, after all memory is given back
        os._exit(1)

    status = 1
    try:
        _reports = reports
        gc.disable()  # the process ends before garbage in cycles counts
        _thread.start_new_thread(end_with_parent, ())
        status = run()
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        sys.stdout.flush()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


class _Supervisor:
    """Waits for a copy, and ends it at the time limit of its query.

    :param copy: the process
    :param reports: where it reports
    :param alive: what keeps it going while it is open
    :param complain: prints a message and returns the exit code
    """

    def __init__(self, copy: int, reports: int, alive: int, complain: Callable[[str, int], int]) -> None:
        self._copy = copy
        self._reports = reports
        self._alive = alive
        self._complain = complain
        self._query: tuple[float, float] | None = None
        self._queries = 0
        self._killed_at_limit = False
        self._interrupted = False

    def wait(self) -> int:
        """Wait until the copy has ended.

        :returns: its exit code, or that of the message on why it was ended
        """
        while True:
            try:
                if not self._listen():
                    if self._killed_at_limit:  # nobody waits until the copy has given its memory back
                        code = self._complain(str(self._error(-_SIGKILL)), COULD_NOT_RUN)
                        sys.stderr.flush()
                        os._exit(code)  # at once: there is nothing to clean up
                    code = os.waitstatus_to_exitcode(os.waitpid(self._copy, 0)[1])
                    break
            except KeyboardInterrupt:
                self._interrupted = True
                self._kill(_SIGKILL if self._query else _SIGINT)
        if code >= 0:
            return code
        if self._interrupted or code == -_SIGINT:
            return self._complain("interrupted; existing data is unchanged", INTERRUPTED)
        return self._complain(str(self._error(code)), COULD_NOT_RUN)

    def _listen(self) -> bool:
        """Take one report, or end the copy if none comes in time; return whether there can be more."""
        if self._query is not None and self._query[0]:
            import select  # noqa: PLC0415 - only for queries with a limit

            if not select.select([self._reports], [], [], max(0.0, self._seconds_left() - _AHEAD))[0]:
                from queries.store import failures  # noqa: F401, PLC0415 - now, so that the message comes in time

                if not select.select([self._reports], [], [], self._seconds_left())[0]:
                    self._killed_at_limit = True
                    os.close(self._alive)
                    select.select([self._reports], [], [], _LETTING_GO)
                    self._kill(_SIGKILL)
                    return False
        data = os.read(self._reports, 65536)  # all that a pipe holds, so that no report is cut
        last = data.decode().rstrip("\n").rpartition("\n")[2]
        seconds, _, begin = last.partition(" ")
        self._query = (float(seconds), float(begin)) if begin else None
        self._queries += data.count(b" ")  # one in each report of a begin
        return bool(data)

    def _seconds_left(self) -> float:
        """Return how long the query may still take; the start of the process counts for the first one."""
        seconds, begin = self._query or (0.0, 0.0)
        end = begin + seconds
        if self._queries == 1:
            end = max(begin + SHARE * seconds, _process_began() + seconds)
        return max(0.0, end - time.monotonic())

    def _kill(self, signal: int) -> None:
        try:
            os.kill(self._copy, signal)
        except ProcessLookupError:
            return

    def _error(self, code: int) -> StoreError:
        """Return the error for a copy that a signal ended."""
        from queries.store import failures  # noqa: PLC0415 - only for a copy that ended before its time
        from queries.store.limits import MEMORY_LIMIT  # noqa: PLC0415 - as above

        if self._killed_at_limit and self._query:
            return failures.out_of_time(self._query[0])
        if code == -_SIGABRT:
            return failures.out_of_memory(MEMORY_LIMIT.value())
        if code in (-_SIGSEGV, -_SIGBUS):
            return failures.nested_too_deeply()
        if code == -_SIGKILL:
            return failures.killed_from_outside()
        return failures.ended(code, "this command")
