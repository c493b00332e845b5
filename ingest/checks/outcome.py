"""The outcome of a check of ``drugkg check``: what it looked at, how much of it, and what it found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """The outcome of one check.

    :param name: what was checked
    :param checked: how many of what, such as ``912 claims``; for a check that was not run, what it needs
    :param problems: what was found wrong, one line each, naming node or file and the reason
    :param notes: what is worth knowing but not wrong
    :param not_run: whether the check needs something that is not installed
    """

    name: str
    checked: str
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    not_run: bool = False

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems
