"""Shows text that is longer than the screen in a pager, if standard output is a terminal."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from queries.display_text import width_of

LESS = ["less", "-FRX"]
"""The pager when the user names none in ``PAGER``."""


@contextmanager
def paged(file: IO[str]) -> Iterator[IO[str]]:
    """Give a file whose text goes to a pager if the other file is a terminal with fewer lines.

    :param file: where the text is to be read
    :yields: a file to write to
    """
    if file is not sys.stdout or not file.isatty():
        yield file
        return
    held = io.StringIO()
    yield held
    text = held.getvalue()
    if not (_is_longer_than_the_screen(text, file) and _show(text, file)):
        file.write(text)


def pager() -> list[str]:
    """Return the pager of the user.

    :returns: the program and its arguments; nothing if there is none, or if ``PAGER`` is empty
    """
    import shutil  # noqa: PLC0415 - for a terminal only

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
