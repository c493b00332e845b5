"""The time limit of a query, which ends the process that runs it, whatever it is doing."""

from __future__ import annotations

import os
import signal
import threading
import time

from queries.store.supervision import SHARE

_TIME_IS_UP = 75
TIME_IS_UP = (_TIME_IS_UP, -getattr(signal, "SIGALRM", _TIME_IS_UP))
"""How a worker ends at the time limit: its exit code, or minus the signal."""


def seconds_left(begin: float, limit: float) -> float:
    """Return how long a query may still take.

    :param begin: when it was asked, by the clock that all processes share (:func:`time.monotonic`)
    :param limit: seconds that it may take; 0 for no limit
    :returns: seconds; 0 for no limit

    >>> seconds_left(0.0, 0.0), seconds_left(time.monotonic() - 60, 10.0)
    (0.0, 8.0)
    """
    return max(SHARE * limit, begin + limit - time.monotonic()) if limit else 0.0


class Alarm:
    """The time limit by an alarm of the system, which ends the process whatever it is doing."""

    def __init__(self) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})

    def start(self, seconds: float) -> None:
        """End this process after some time.

        :param seconds: the time; 0 for never
        """
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def stop(self) -> None:
        """Let the process go on."""
        signal.setitimer(signal.ITIMER_REAL, 0)


class Timer:
    """The time limit by a thread: the engine lets other threads run while it works."""

    def __init__(self) -> None:
        self._timer: threading.Timer | None = None

    def start(self, seconds: float) -> None:
        """End this process after some time.

        :param seconds: the time; 0 for never
        """
        if seconds:
            self._timer = threading.Timer(seconds, os._exit, [_TIME_IS_UP])
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        """Let the process go on."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
