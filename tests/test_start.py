"""drugkg does not start when another project's module is in the place of one of its packages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import drugkg_start

PROJECT = Path(__file__).parent.parent


def start(folder: Path, *before: Path) -> subprocess.CompletedProcess[str]:
    """Run ``drugkg --version`` in a folder, with further folders before the repository on the path."""
    path = os.pathsep.join(map(str, [*before, PROJECT]))
    command = [sys.executable, "-c", "import drugkg_start, sys; sys.exit(drugkg_start.main())", "--version"]
    return subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", drugkg_start.PACKAGES)
def test_a_foreign_package_is_named_in_one_line(tmp_path: Path, name: str) -> None:
    foreign = tmp_path / "site" / name / "__init__.py"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("raise ImportError('a database driver is missing')\n", encoding="utf-8")
    run = start(tmp_path, tmp_path / "site")
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith(f"drugkg: {foreign} is not drugkg's package {name}, but is imported in its place: ")
    assert "pip install --force-reinstall drugkg" in run.stderr


def test_a_module_in_the_current_directory_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "queries.py").write_text("answer = 42\n", encoding="utf-8")
    path = os.environ | {"PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "ui.command_line", "--version"]
    run = subprocess.run(command, cwd=tmp_path, env=path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert "run drugkg in another directory, or rename queries" in run.stderr


def test_a_folder_without_python_in_the_current_directory_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    run = start(tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("drugkg ")


def test_every_package_of_drugkg_has_the_mark() -> None:
    assert [drugkg_start.problem_of(name) for name in drugkg_start.PACKAGES] == [""] * 4
