"""The environment of a process whose imports or messages a test counts: coverage, if it runs, stays out of it."""

from __future__ import annotations

import os


def untraced() -> dict[str, str]:
    """Return this process's environment without what starts coverage in a child.

    :returns: the variables by name
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
