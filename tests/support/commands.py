"""Runs the command line in this process, as a user types it; a process of its own would cost half a second each."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from subprocess import CompletedProcess

from ui.command_line import main

Run = Callable[..., CompletedProcess[str]]


def run_command(*words: object, stdin: str = "") -> CompletedProcess[str]:
    """Run ``drugkg`` and return its exit code and what it printed, line ends as a text file gives them.

    :param words: the command and its options
    :param stdin: what it reads from standard input
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err), _reading(stdin):
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
    return CompletedProcess(["drugkg", *map(str, words)], status, _text(out), _text(err))


@contextmanager
def _reading(text: str) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode().replace("\r\n", "\n")


def complaint(result: CompletedProcess[str]) -> str:
    """Return the one line of a user's mistake."""
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()
