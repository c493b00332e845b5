"""Mechanism paths: the signed routes that the documents state from one node to another, and the claims behind them.

What counts as a step is told in :mod:`queries.mechanism`, what counts as a route in :mod:`queries.routes`, and what is
told of it in :mod:`queries.path_records`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from queries.errors import UserError
from queries.mechanism import Mechanisms, read_mechanisms
from queries.path_hints import Ways, hints
from queries.path_records import path_records
from queries.routes import PathOptions, find_routes

__all__ = ["PathAnswer", "PathOptions", "Ways", "paths_between", "read_mechanisms"]


class PathAnswer(NamedTuple):
    """The answer to a search for paths.

    :param paths: the routes as records, see :func:`queries.path_records.path_records`
    :param hints: lines for the user: that there is no route, what was left out and why
    """

    paths: list[dict[str, Any]]
    hints: list[str]


def paths_between(
    mechanisms: Mechanisms, start: str, end: str, options: PathOptions | None = None, ways: Ways | None = None
) -> PathAnswer:
    """Find the routes from one node to another.

    :param mechanisms: what :func:`queries.mechanism.read_mechanisms` read
    :param start: the IRI of a drug, receptor, activity, exposure, finding or outcome
    :param end: the IRI of another one; its kinds count as well
    :param options: what counts as a route
    :param ways: what the hints tell the user to do, see :class:`queries.path_hints.Ways`
    :returns: the routes, and what to say beside them
    :raises UserError: if start and end are the same
    """
    if start == end:
        raise UserError("a path needs two different nodes: start and end are the same")
    options = options or PathOptions()
    routes = find_routes(mechanisms, start, end, options)
    return PathAnswer(path_records(mechanisms, routes), hints(mechanisms, routes, options, ways))
