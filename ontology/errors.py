"""The root of all errors of this project."""

from __future__ import annotations


class UserError(Exception):
    """A mistake or a state that the user can correct.

    Every error class of this project derives from it. The command line prints the message and exits with code 2; it
    never shows a traceback for it.
    """


class MissingExtraError(UserError):
    """A library that only one part of drugkg uses is not installed.

    :param what: the part that needs it, such as ``the explorer``
    :param extra: the extra of drugkg that installs it
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs drugkg[{extra}]: run `pip install 'drugkg[{extra}]'`")
        self.extra = extra
