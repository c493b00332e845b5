"""Mechanism paths: the signed routes that the documents state from one node to another, and the claims behind them.

Steps are defined in :mod:`queries.mechanism.effects`, routes in :mod:`queries.mechanism.routes`, and the records of a
route in :mod:`queries.mechanism.records`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ontology.errors import UserError
from queries.mechanism.effects import Mechanisms
from queries.mechanism.hints import Change, Ways, hints
from queries.mechanism.linking import of_own_drugs
from queries.mechanism.network import TimeLimit, read_between
from queries.mechanism.reading import read_mechanisms
from queries.mechanism.records import path_records
from queries.mechanism.routes import PathOptions, find_routes

__all__ = ["PathAnswer", "PathOptions", "TimeLimit", "Ways", "paths_between", "read_between", "read_mechanisms"]


class PathAnswer(NamedTuple):
    """The answer to a search for paths.

    :param paths: the routes as records, see :func:`queries.mechanism.records.path_records`
    :param hints: lines for the user: that there is no route, what was left out and why
    :param changes: for each hint, the other searches or claims to which it leads
    """

    paths: list[dict[str, Any]]
    hints: list[str]
    changes: tuple[tuple[Change, ...], ...] = ()


def paths_between(
    mechanisms: Mechanisms, start: str, end: str, options: PathOptions | None = None, ways: Ways | None = None
) -> PathAnswer:
    """Find the routes from one node to another.

    :param mechanisms: what :func:`queries.mechanism.reading.read_mechanisms` read
    :param start: the IRI of a drug, receptor, activity, exposure, finding or outcome
    :param end: the IRI of another one; its kinds count as well
    :param options: what counts as a route
    :param ways: the advice given in the hints, see :class:`queries.mechanism.hints.Ways`
    :returns: the routes with hints for the user
    :raises UserError: if start and end are the same
    """
    if start == end:
        raise UserError("a path needs two different nodes: start and end are the same")
    options = options or PathOptions()
    mechanisms = of_own_drugs(mechanisms, start)
    routes = find_routes(mechanisms, start, end, options)
    said = hints(mechanisms, routes, options, ways)
    lines, changes = [hint.text for hint in said], tuple(hint.changes for hint in said)
    return PathAnswer(path_records(mechanisms, routes), lines, changes)
