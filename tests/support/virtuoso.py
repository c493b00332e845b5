"""Virtuoso on this machine, with a database of its own, for the tests that speak to one.

``python -m tests.support.virtuoso`` installs Debian's package where there is none and apt can be used.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.servers import free_port

NO_VIRTUOSO = "DRUGKG_NO_VIRTUOSO"
"""Set to 1, it leaves the tests with Virtuoso out."""

PROGRAM = "virtuoso-t"
_INSTALL = "apt-get update -qq && apt-get install -y -qq --no-install-recommends virtuoso-opensource"
SETTINGS = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
MaxMemPoolSize = 1500000000
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 6

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 120
"""
"""A small server on loopback that cuts no answer of these tests."""


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run Virtuoso and yield the address of its queries, with its log-in."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(folder=folder, sql=sql, http=http), encoding="utf-8")
    command = [PROGRAM, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            if server.poll() is not None:
                raise RuntimeError(f"Virtuoso ended with {server.returncode}: see {folder}/virtuoso.log")
            try:
                socket.create_connection(("127.0.0.1", http), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://dba:dba@127.0.0.1:{http}/sparql"
    finally:
        server.kill()
        server.wait()


def install_virtuoso() -> None:
    """Install Virtuoso where apt can be used; what the installer says goes to stderr."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["sh", "-c", _INSTALL], check=False, stdout=sys.stderr, env=environment)


if __name__ == "__main__":
    if os.environ.get(NO_VIRTUOSO) != "1" and shutil.which(PROGRAM) is None:
        print("Virtuoso is not installed: installing it for the tests of engines", file=sys.stderr)
        install_virtuoso()
