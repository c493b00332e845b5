"""Opens the index that belongs to a store."""

from __future__ import annotations

import os

from queries.errors import StoreError
from queries.index.name_index import FILE_NAME, Index, read_index
from queries.store.current_version import version_of
from queries.store.opening import is_remote, open_store, where_is

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.store.interface import Store


def open_index(location: str | None = None, store: Store | None = None) -> Index:
    """Open the index that belongs to a store; for an endpoint it is made from queries to it.

    :param location: as for :func:`queries.store.opening.open_store`
    :param store: the endpoint at that location, if it is open already
    :returns: the index
    :raises StoreError: if there is no graph at that location
    """
    place = where_is(location)
    if is_remote(place):
        from queries.index.endpoint_index import index_of_store  # noqa: PLC0415 slow, and for endpoints only

        return index_of_store(open_store(place) if store is None else store)
    version = version_of(place)
    if version is None:
        raise StoreError(f"{place} is an Oxigraph directory without an index: name the graph directory around it")
    return read_index(os.path.join(version, FILE_NAME))
