"""Opens the graph: a folder on this machine or the address of a SPARQL 1.1 endpoint."""

from __future__ import annotations

import os

from queries.errors import StoreError
from queries.store.interface import Store
from queries.store.limits import ROW_LIMIT, TIMEOUT


def is_remote(location: str) -> bool:
    """Return whether a location is the address of an endpoint.

    :param location: a folder or an address
    :returns: true for an address
    """
    return location[:8].lower().startswith(("http://", "https://"))


def where_is(location: str | None = None) -> str:
    """Resolve a location.

    :param location: what the user gave; by default ``DRUGKG_STORE``, else the user data directory
    :returns: a folder or an address
    """
    if location or (location := os.environ.get("DRUGKG_STORE")):
        return location
    from queries.store.current_version import default_place  # noqa: PLC0415 costs time that an explicit location saves

    return default_place()


def open_store(
    location: str | None = None,
    *,
    timeout: float | None = None,
    row_limit: int | None = None,
    federate: bool = False,
    any_graph: bool = False,
) -> Store:
    """Open the graph for reading.

    :param location: a folder or the address of a SPARQL 1.1 endpoint; see :func:`where_is`
    :param timeout: seconds that a query may take, unless a call sets another limit; 0 for no limit; the limit in force
        (:data:`queries.store.limits.TIMEOUT`) when left out
    :param row_limit: rows that an answer may have, in the same way
    :param federate: allow SERVICE, that is, calls from a query to other servers
    :param any_graph: take an endpoint that does not hold a whole graph of drugkg, too
    :returns: the store
    :raises StoreError: if there is no graph at that location, or it is not whole
    :raises UserError: if an environment variable sets a limit that is not a number
    """
    place = where_is(location)
    timeout = TIMEOUT.value() if timeout is None else timeout
    row_limit = ROW_LIMIT.value() if row_limit is None else row_limit
    if is_remote(place):
        from queries.store.integrity import check_endpoint, stated_numbers  # noqa: PLC0415 for endpoints only
        from queries.store.remote import RemoteStore  # noqa: PLC0415 SPARQLWrapper is slow to import

        store = RemoteStore(place, timeout=timeout, row_limit=row_limit, federate=federate)
        if any_graph:
            return store
        from queries.store.server_copy import is_copied, open_copy  # noqa: PLC0415 for endpoints only

        stated = stated_numbers(store)
        if is_copied(store, sum(stated.values())):
            return open_copy(store, stated)
        check_endpoint(store, stated)
        return store
    if "://" in place:
        raise StoreError(f"{place} is neither a directory nor an http(s) URL: set --store or DRUGKG_STORE")
    from queries.store.current_version import oxigraph_folder  # noqa: PLC0415 only for folders
    from queries.store.embedded import EmbeddedStore  # noqa: PLC0415 only one of the two is wanted

    return EmbeddedStore(oxigraph_folder(place), timeout=timeout, row_limit=row_limit, federate=federate)


def graph_key(location: str | None = None) -> str:
    """Return a text that differs for every build of a graph folder, and for every load of an endpoint.

    :param location: a folder or the address of a SPARQL 1.1 endpoint; see :func:`where_is`
    :returns: the text
    :raises StoreError: if there is no graph at that place, or the endpoint cannot be reached
    """
    place = where_is(location)
    if not is_remote(place):
        from queries.store.graph_versions import version_key  # noqa: PLC0415 only for folders

        return version_key(place)
    from queries.store.remote import RemoteStore  # noqa: PLC0415 SPARQLWrapper is slow to import
    from queries.store.server_copy import metadata_key  # noqa: PLC0415 for endpoints only

    return metadata_key(RemoteStore(place, timeout=TIMEOUT.value()))
