"""The wheel, installed alone in a fresh environment outside the repository, does what the README says.

Needs the package index; `make test-wheel` runs it, `make test` leaves it out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.servers import free_port

pytestmark = pytest.mark.wheel

PROJECT = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_in(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder; what it printed is shown when it fails."""
    done = subprocess.run(
        [str(word) for word in words], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def environment() -> dict[str, str]:
    """Return the environment of a user who knows nothing of this checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DRUGKG", "COV"))}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run_in(PROJECT, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel without extras."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    install(programs, str(wheel))
    return programs


def install(programs: Path, what: str) -> None:
    """Install a requirement with the constraints of the repository, by the pip of the environment that runs the tests.

    The fresh environment needs no pip of its own, and its modules are compiled when they are imported: both save time.
    """
    pip = (sys.executable, "-m", "pip", "--python", programs.parent, "install", "--quiet", "--no-compile")
    run_in(programs, *pip, "--disable-pip-version-check", "--constraint", PROJECT / "constraints.txt", what)


@pytest.fixture(scope="module")
def graph(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph, built by the installed command."""
    folder = tmp_path_factory.mktemp("installed")
    run_in(folder, programs / "drugkg", "build", "--store", folder / "graph")
    return folder / "graph"


def test_the_packages_come_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    place = run_in(tmp_path, programs / "python", "-c", "import queries; print(queries.__file__)").stdout
    assert Path(place).is_relative_to(programs.parent)


def test_the_help_names_the_commands(programs: Path, tmp_path: Path) -> None:
    assert "  build " in run_in(tmp_path, programs / "drugkg", "--help").stdout


def test_a_saved_query_answers(programs: Path, graph: Path, tmp_path: Path) -> None:
    answer = run_in(tmp_path, programs / "drugkg", "query", "targets", "-f", "csv", "--store", graph).stdout
    assert len(answer.splitlines()) == 7  # six targets, one per row
    assert "GABA-B receptor" in answer


def test_the_check_says_which_extra_it_went_without(programs: Path, tmp_path: Path) -> None:
    lines = run_in(tmp_path, programs / "drugkg", "check").stdout.splitlines()
    (consistency,) = (line for line in lines if "consistency" in line)
    assert consistency.startswith("-")
    assert consistency.endswith("not run: needs drugkg[reasoner]")


def test_with_its_extra_the_explorer_opens_and_ends(wheel: Path, programs: Path, graph: Path, tmp_path: Path) -> None:
    install(programs, f"{wheel}[explorer]")
    port = free_port()
    command = [str(programs / "drugkg"), "explore", "--no-browser", "--port", str(port), "--store", str(graph)]
    with (tmp_path / "output").open("w") as output:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=output, stderr=subprocess.STDOUT)
    try:
        assert fetched(f"http://127.0.0.1:{port}/_stcore/health", server) == "ok"
        assert "<title>" in fetched(f"http://127.0.0.1:{port}/", server)
        server.terminate()
        assert server.wait(timeout=60) == 0, (tmp_path / "output").read_text()
    finally:
        server.kill()
        server.wait()


def fetched(address: str, server: subprocess.Popen[bytes]) -> str:
    """Return what an address answers as soon as it does."""
    for _ in range(600):
        assert server.poll() is None, f"the explorer ended with {server.returncode}"
        try:
            with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 - our own loopback address
                return str(response.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")
