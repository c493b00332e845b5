"""The one root of all errors that a user can mend."""

from __future__ import annotations


class UserError(Exception):
    """A mistake or a state that the user can mend; the command line prints it as one line and ends with exit code 2."""
