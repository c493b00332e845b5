"""Runs the command line as if some libraries were not installed."""

from __future__ import annotations

import subprocess
import sys

_RUN = """
import sys
hidden, *words = sys.argv[1:]
sys.modules.update(dict.fromkeys(hidden.split(",")))
from ui.command_line import main
sys.exit(main(words))
"""


def run_without(modules: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command with modules hidden, so that importing them fails as if they were not installed.

    :param modules: their names, separated by commas
    :param words: the command and its options
    :returns: the finished process
    """
    program = [sys.executable, "-c", _RUN, modules, *map(str, words)]
    return subprocess.run(program, capture_output=True, text=True, check=False)
