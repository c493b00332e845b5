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
