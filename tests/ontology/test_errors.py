"""Every error class of the project derives from one root."""

from __future__ import annotations

import ast
import builtins
from pathlib import Path

from ontology.errors import UserError

PROJECT = Path(__file__).parent.parent.parent
ROOT = UserError.__name__


def bases_by_class() -> dict[str, set[str]]:
    """Return the names of the bases of every class in the modules of the project."""
    bases: dict[str, set[str]] = {}
    for package in ("ontology", "queries", "ingest", "ui"):
        for path in (PROJECT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    names = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                    bases.setdefault(node.name, set()).update(names)
    return bases


def above(name: str, bases: dict[str, set[str]]) -> set[str]:
    """Return the names of all classes that a class derives from, directly or not."""
    direct = bases.get(name, set())
    return direct.union(*(above(base, bases) for base in direct))


def is_built_in_error(name: str) -> bool:
    """Return whether a name is an exception of Python itself."""
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)


def test_every_error_class_derives_from_user_error() -> None:
    bases = bases_by_class()
    errors = {name for name in bases if any(map(is_built_in_error, above(name, bases)))} - {ROOT}
    assert {"EntityError", "HeadError", "ReasonerError", "StoreError", "QueryTimeoutError"} <= errors
    assert not {name for name in errors if ROOT not in above(name, bases)}
