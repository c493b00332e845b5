"""The root of all errors of this project."""

from __future__ import annotations


class UserError(Exception):
    """A mistake or a state that the user can correct.

    Every error class of this project derives from it. The command line prints the message and exits with code 2; it
    never shows a traceback for it.
    """
