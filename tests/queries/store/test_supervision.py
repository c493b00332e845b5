"""A command that asks the graph from the prompt runs in a copy of its process, which limits, Ctrl-C and faults end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from queries.store import supervision
from tests.queries.store.test_contract import ENDLESS
from tests.queries.store.test_embedded import DEEP, GREEDY, wait_for_end

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere queries run in workers")

PROGRAM = [sys.executable, "-m", "ui.command_line", "sparql"]
MEMORY = {"DRUGKG_MEMORY_LIMIT": str(128 * 2**20)}
ENDINGS: dict[str, tuple[list[str], dict[str, str], str]] = {
    "no time": ([ENDLESS, "--timeout", "0.3"], {}, "stopped at the time limit of 0.3 s"),
    "no memory in Python": ([GREEDY["a doubled text"]], MEMORY, "stopped at the memory limit of 128 MiB"),
    "no memory in the engine": ([GREEDY["an ordered product"]], MEMORY, "stopped at the memory limit of 128 MiB"),
    "another server": (["ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], {}, "SERVICE calls another server"),
    "a slip": (["ASK {"], {}, "not valid SPARQL at line 1"),
}


@pytest.mark.parametrize("case", ENDINGS)
def test_a_query_that_cannot_be_answered_ends_with_one_line(case: str, oxigraph_folder: Path) -> None:
    words, settings, message = ENDINGS[case]
    command = [*PROGRAM, *words, "--store", str(oxigraph_folder)]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_query_from_standard_input_may_be_nested_too_deeply(oxigraph_folder: Path) -> None:
    command = [*PROGRAM, "-", "--store", str(oxigraph_folder)]
    done = subprocess.run(command, input=DEEP["nots"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "nested too deeply" in done.stderr
    done = subprocess.run(command, input="ASK { GRAPH ?g { ?s ?p ?o } }", capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("true\n", "")


def test_the_start_of_a_command_counts_for_its_first_query(monkeypatch: pytest.MonkeyPatch) -> None:
    reads, writes = os.pipe()
    watching = supervision._Supervisor(0, reads, writes, lambda _, status: status)
    monkeypatch.setattr(supervision, "time", SimpleNamespace(monotonic=lambda: 100.0))
    left = []
    for began, reports in ((99.7, b"10.0 100.0\n"), (40.0, b""), (99.7, b"-\n10.0 100.0\n")):
        monkeypatch.setattr(supervision, "_process_began", partial(float, began))
        if reports:
            os.write(writes, reports)
            assert watching._listen()
        left.append(watching._seconds_left())
    os.close(reads)
    os.close(writes)
    assert left == pytest.approx([9.7, 8.0, 10.0])


def test_a_process_knows_when_it_began() -> None:
    began = supervision._process_began()
    assert time.monotonic() - 24 * 3600 < began < time.monotonic()


def the_copy(of: int) -> int:
    """Return the copy of a command when its query runs: it has loaded the engine."""
    for _ in range(200):
        children = Path(f"/proc/{of}/task/{of}/children").read_text(encoding="ascii").split()
        if children and "pyoxigraph" in Path(f"/proc/{children[0]}/maps").read_text(encoding="utf-8"):
            return int(children[0])
        time.sleep(0.05)
    pytest.fail("no copy runs a query")


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_copy_outlives_its_command(
    sent: signal.Signals, oxigraph_folder: Path, request: pytest.FixtureRequest
) -> None:
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as a shell starts what runs in the background
        signal.signal(signal.SIGINT, signal.default_int_handler)
        request.addfinalizer(lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    command = [*PROGRAM, ENDLESS, "--timeout", "600", "--store", str(oxigraph_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        copy = the_copy(process.pid)
        process.send_signal(sent)
        printed = process.communicate()
    wait_for_end(copy)
    if sent == signal.SIGINT:
        assert (process.returncode, printed) == (130, ("", "drugkg: interrupted; existing data is unchanged\n"))


def test_a_copy_that_somebody_kills_is_reported(oxigraph_folder: Path) -> None:
    command = [*PROGRAM, ENDLESS, "--store", str(oxigraph_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        os.kill(the_copy(process.pid), signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == 2
    assert "was killed from outside" in said
