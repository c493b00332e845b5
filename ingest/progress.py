"""Reports what a long command is doing, one line per step."""

from __future__ import annotations

import time
from collections.abc import Callable


class Progress:
    """Reports what a command is doing, one line per step.

    :param report: called with each line; nothing is reported when left out
    """

    def __init__(self, report: Callable[[str], None] | None = None) -> None:
        self._report = report
        self._since = time.monotonic()

    def step(self, text: str) -> None:
        """Report that a step is done and how long it took.

        :param text: what was done
        """
        now = time.monotonic()
        if self._report is not None:
            self._report(f"{text} ({now - self._since:.1f} s)")
        self._since = now
