"""The four rooms keep to their order, and no module hides another."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
MAY_IMPORT = {
    "ontology": set(),
    "queries": {"ontology"},
    "ingest": {"ontology", "queries"},
    "ui": {"ontology", "queries", "ingest"},
}


def imports(path: Path) -> set[str]:
    """Return the top-level names that a module imports, wherever the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    modules = list((PROJECT / room).rglob("*.py"))
    assert modules
    for path in modules:
        forbidden = (set(MAY_IMPORT) - MAY_IMPORT[room] - {room}) & imports(path)
        assert not forbidden, f"{path.name} imports {forbidden}"


@pytest.mark.parametrize("folder", ["ui", "ui/explorer"])
def test_no_module_of_ui_bears_the_name_of_a_package_or_distribution(folder: str) -> None:
    """Streamlit puts the folder of its script first on the path, so such a module would be imported by mistake."""
    taken = {name.lower() for name in packages_distributions()} | set(sys.stdlib_module_names) | set(MAY_IMPORT)
    taken |= {(dist.name or "").lower().replace("-", "_") for dist in distributions()}
    ours = {path.stem for path in (PROJECT / folder).iterdir() if path.suffix == ".py" or path.is_dir()} - {"__init__"}
    assert not (ours - {"__pycache__"}) & taken


def test_constraints_pin_versions_and_name_no_address() -> None:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").split()
    assert len(lines) > 30
    for line in lines:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.!+]*", line), line


def test_a_wheel_holds_the_data_files(tmp_path: Path) -> None:
    """Patterns in .gitignore can drop data files from a wheel in silence."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    listing = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(next(tmp_path.glob("*.whl")))],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for pattern in (
        "ontology/*.ttl",
        "ontology/*.tsv",
        "ontology/entities/*.yaml",
        "ingest/sources/*/*",
        "queries/catalog/*.rq",
        "ui/explorer/graph_view.*",
        "ui/explorer/*.svg",
    ):
        files = [path.relative_to(PROJECT).as_posix() for path in PROJECT.glob(pattern) if path.is_file()]
        assert files
        assert not [name for name in files if name not in listing]
