"""Signed mechanism paths: effects, routes, their records, and the ways to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from queries.mechanism.effects import Mechanisms
    from queries.mechanism.paths import PathAnswer, paths_between
    from queries.mechanism.reading import read_mechanisms
    from queries.mechanism.records import path_records
    from queries.mechanism.routes import PathOptions, find_routes

__all__ = ["Mechanisms", "PathAnswer", "PathOptions", "find_routes", "path_records", "paths_between", "read_mechanisms"]

__getattr__ = lazy_exports(
    __name__,
    {
        "effects": ["Mechanisms"],
        "paths": ["PathAnswer", "paths_between"],
        "reading": ["read_mechanisms"],
        "records": ["path_records"],
        "routes": ["PathOptions", "find_routes"],
    },
)
