"""What a command starts ends with it, also when the command is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.queries.store.test_embedded import wait_for_end
from tests.support.servers import children

READING = """
from ontology.external import apart
apart._BOOT = '''import sys, time
from ontology.external import apart
apart.read_ontology = lambda path: (print("begun", file=sys.stderr), time.sleep(600))
apart.main("x", 2**34)'''
apart.read_apart(__import__("pathlib").Path("x.ttl"))
"""
INGESTING = """
import time
from pathlib import Path
from ingest import ingestion
ingestion.lexicon_with = ingestion.packaged_lexicon = lambda *_: None
ingestion.ingest_file = lambda *_, **__: time.sleep(600)
list(ingestion.ingest_files([Path("a.txt"), Path("b.txt")], ["x"], entities={}, workers=2))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes are seen in /proc")
@pytest.mark.parametrize(("program", "helpers"), [(READING, 1), (INGESTING, 2)], ids=["link load", "ingest"])
def test_a_killed_command_leaves_no_helper_behind(program: str, helpers: int) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", program], env=environment) as command:
        started: list[int] = []
        for _ in range(600):
            started = children(command.pid)
            if len(started) == helpers and all(is_ready(process) for process in started):
                break
            time.sleep(0.05)
        command.send_signal(signal.SIGKILL)
    assert len(started) == helpers
    for process in started:
        wait_for_end(process)


def is_ready(process: int) -> bool:
    """Return whether a helper has come to its work: it has a thread that waits for the end of its parent."""
    return len(list(Path(f"/proc/{process}/task").iterdir())) > 1
