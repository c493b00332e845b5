"""A command that makes things runs in a copy of its process, and what ends the copy is named in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says whether a fork is safe")

PROGRAM = """
import os, signal, sys
from queries.store.guarding import guard

def complain(message, status):
    print(f"{status} {message}")
    return status

def native(text):
    os.write(2, text)

def ended_by(number):
    native(b"noise of an engine")
    os.kill(os.getpid(), number)

def interrupted():
    try:
        os.kill(os.getppid(), signal.SIGINT)
        signal.pause()
    except KeyboardInterrupt:
        os.kill(os.getppid(), signal.SIGINT)  # an impatient user: what is left behind is still cleaned up
        print("cleaned up")
        return 130

for number in (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV):
    guard(lambda: ended_by(number), complain)
print(guard(lambda: native(b"a warning\\n") or 3, complain), guard(interrupted, complain))
"""
"""Runs commands that end in different ways."""


def test_what_ends_a_command_is_named_and_nothing_else_is_printed() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment, check=True)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("2 the engine stopped because memory or threads ran out; existing data is unchanged")
    assert lines[1].startswith("2 the command was killed from outside")
    assert lines[2].startswith("2 the command crashed (SIGSEGV)")
    assert lines[3:] == ["cleaned up", "3 130"]
    assert done.stderr == "a warning\n"


def test_a_build_without_enough_memory_is_one_line_and_leaves_the_graph_as_it_was(tmp_path: Path) -> None:
    build = f"{sys.executable} -m ui.command_line build --quiet --jobs 1 --store {tmp_path}/graph"
    command = f"ulimit -v 300000; exec {build}"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("drugkg: ")
    assert "memory" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "graph" / "current").exists()
