"""An answer longer than the screen is shown in a pager, on a terminal only."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

PROGRAM = """
import sys
from ui.commands.pager import paged
with paged(sys.stdout) as out:
    out.write("line\\n" * int(sys.argv[1]))
"""


@pytest.fixture
def pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pager that keeps what it is given in a file."""
    kept = tmp_path / "kept"
    program = tmp_path / "pager"
    program.write_text(f"#!/bin/sh\ncat > '{kept}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGER", str(program))
    return kept


def on_a_terminal(lines: int) -> str:
    """Run the program on a terminal of ten lines and return what the terminal shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 80, 0, 0))
    command = [sys.executable, "-c", PROGRAM, str(lines)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert process.wait(60) == 0
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def test_a_long_answer_is_shown_in_the_pager_of_the_user(pager: Path) -> None:
    assert on_a_terminal(30) == ""
    assert pager.read_text(encoding="utf-8") == "line\n" * 30


def test_an_answer_that_fits_the_screen_is_printed(pager: Path) -> None:
    assert on_a_terminal(5) == "line\n" * 5
    assert not pager.exists()


@pytest.mark.parametrize("named", ["", "no-such-program", "'"])
def test_without_a_pager_a_long_answer_is_printed(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("PAGER", named)
    assert on_a_terminal(30) == "line\n" * 30


def test_what_is_piped_is_not_paged(pager: Path) -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM, "30"], check=True, capture_output=True, text=True)
    assert run.stdout == "line\n" * 30
    assert not pager.exists()
