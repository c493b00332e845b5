"""What packages export is there, is known to type checkers, and is imported only when it is asked for."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
ALL_PACKAGES = [
    ".".join(path.relative_to(PROJECT).parent.parts)
    for room in ("ontology", "queries", "ingest", "ui")
    for path in sorted((PROJECT / room).rglob("__init__.py"))
]
EAGER = {"ingest.extraction.rules", "ui", "ui.explorer.screens"}
"""The list of all rules is made from its modules, pages export nothing, and the command line looks around first."""
PACKAGES = [name for name in ALL_PACKAGES if name not in EAGER]


@pytest.mark.parametrize("name", ALL_PACKAGES)
def test_each_package_says_what_it_is_for_and_names_what_it_exports(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__doc__
    assert all(hasattr(package, exported) for exported in package.__all__)


@pytest.mark.parametrize("name", PACKAGES)
def test_each_exported_name_is_that_of_its_module(name: str) -> None:
    package = importlib.import_module(name)
    tree = ast.parse((PROJECT / name.replace(".", "/") / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.name: node.module
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert package.__all__ == sorted(typed)
    for exported, module in typed.items():
        assert getattr(package, exported) is getattr(importlib.import_module(str(module)), exported)
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_importing_a_package_imports_none_of_its_modules() -> None:
    assert "queries.claims" in PACKAGES
    code = f"import sys, {', '.join(PACKAGES)}; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    loaded = {module for module in run.stdout.split() if module.startswith(("ontology", "queries", "ingest", "ui"))}
    assert loaded <= {*PACKAGES, "ontology.lazy_exports", "ui"}
