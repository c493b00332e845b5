"""Shows text that is longer than the screen in a pager, if standard output is a terminal."""

from __future__ import annotations

import io
import os
import sys

from queries.display_text import width_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import IO

LESS = ["less", "-FRX"]
"""The pager when the user names none in ``PAGER``."""


class paged:  # noqa: N801 - used as a function in a ``with`` statement
    """Gives a file whose text goes to a pager if the other file is a terminal with fewer lines.

    :param file: where the text is to be read
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._held = io.StringIO() if file is sys.stdout and file.isatty() else None

    def __enter__(self) -> IO[str]:
        """Return a file to write to.

        :returns: the file
        """
        return self._file if self._held is None else self._held

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        """Show what was written, unless an error occurred.

        :param kind: class of the error, if there is one
        :param _error: the error and its traceback
        """
        if self._held is None or kind is not None:
            return
        text = self._held.getvalue()
        if not (_is_longer_than_the_screen(text, self._file) and _show(text, self._file)):
            self._file.write(text)


def pager() -> list[str]:
    """Return the pager of the user.

    :returns: the program and its arguments; nothing if there is none, or if ``PAGER`` is empty
    """
    import shlex  # noqa: PLC0415 - for a terminal only
    import shutil  # noqa: PLC0415 - as above

    named = os.environ.get("PAGER")
    try:
        command = LESS if named is None else shlex.split(named)
    except ValueError:
        return []
    return command if command and shutil.which(command[0]) else []


def _is_longer_than_the_screen(text: str, file: IO[str]) -> bool:
    try:
        columns, lines = os.get_terminal_size(file.fileno())
    except (OSError, ValueError):
        return False
    wanted = sum(max(1, -(-width_of(line) // max(columns, 1))) for line in text.splitlines())
    return 0 < lines <= wanted


def _show(text: str, file: IO[str]) -> bool:
    """Show a text in the pager; return whether that was possible."""
    import subprocess  # noqa: PLC0415 - for a terminal only

    command = pager()
    if not command:
        return False
    file.flush()
    try:
        # The user's own program, named in the environment as for other commands.
        subprocess.run(command, input=text, text=True, encoding="utf-8", check=False)
    except OSError:
        return False
    except KeyboardInterrupt:
        pass
    return True
