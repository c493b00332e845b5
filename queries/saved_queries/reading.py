"""The catalogue of saved queries: the files of a folder, read or checked together."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from ontology.errors import UserError
from queries.errors import CatalogError
from queries.saved_queries.linter import Linter, LintProblem, lint
from queries.saved_queries.model import SavedQuery

CATALOG_FOLDER = Path(__file__).parent.parent / "catalog"
"""Where drugkg's own saved queries are; those that call other servers are in the folder ``federated`` below it."""


def query_files(folder: str | os.PathLike[str]) -> list[Path]:
    """Return the files of a catalogue.

    :param folder: the folder of the ``.rq`` files
    :returns: the files by name, the federated ones last
    """
    return [*sorted(Path(folder).glob("*.rq")), *sorted(Path(folder, "federated").glob("*.rq"))]


def read_catalog(folder: str | os.PathLike[str]) -> dict[str, SavedQuery]:
    """Read all saved queries of a folder.

    :param folder: the folder of the ``.rq`` files
    :returns: name → query
    :raises CatalogError: if the linter reports a problem in any of them
    """
    queries: dict[str, SavedQuery] = {}
    problems: list[str] = []
    endpoints = os.environ.get("DRUGKG_ENDPOINTS", "")
    for path in query_files(folder):
        try:
            query = _read(path, _content(path), endpoints)
        except CatalogError as error:
            problems += error.problems
        else:
            queries[query.name] = query
    if problems:
        raise CatalogError(problems)
    return queries


@lru_cache(maxsize=256)
def _read(path: Path, content: bytes, endpoints: str) -> SavedQuery:  # noqa: ARG001 - the same file, unchanged
    """Check and read a file; a process that builds several graphs checks it once."""
    linter = Linter(path)
    if linter.problems:
        raise CatalogError([str(problem) for problem in linter.problems])
    return linter.query()


def _content(path: Path) -> bytes:
    """Return what is in a file; the linter reports one that cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def lint_folder(folder: str | os.PathLike[str]) -> list[LintProblem]:
    """Check all saved queries of a folder.

    :param folder: the folder of the ``.rq`` files
    :returns: the problems, by file and line
    :raises UserError: if there are no files, because a check of nothing proves nothing
    """
    paths = query_files(folder)
    if not paths:
        raise UserError(f"no saved query (*.rq) in {folder}")
    return [problem for path in paths for problem in _problems(path)]


def _problems(path: Path) -> list[LintProblem]:
    """Return what is wrong with a file; one that was read and is unchanged is not checked again."""
    try:
        _read(path, _content(path), os.environ.get("DRUGKG_ENDPOINTS", ""))
    except CatalogError:
        return lint(path)
    return []
