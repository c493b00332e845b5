"""Whether this process is traced: a worker that is killed saves nothing of what coverage measured in it."""

from __future__ import annotations

import sys


def is_traced() -> bool:
    """Return whether coverage is measured in this process."""
    coverage = sys.modules.get("coverage")
    return coverage is not None and coverage.Coverage.current() is not None
