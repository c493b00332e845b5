"""The saved queries of the package, read and checked once per process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from queries.saved_queries.model import SavedQuery
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog


@cache
def catalogue() -> Mapping[str, SavedQuery]:
    """Return the saved queries by name."""
    return read_catalog(CATALOG_FOLDER)


def answerable(query: SavedQuery) -> bool:
    """Return whether a graph answers a query by itself, with no other server and no external ontology."""
    return not query.endpoints and not any(parameter.takes_terms for parameter in query.parameters)
