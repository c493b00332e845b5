"""The graph as the endpoint serves it: opened once, and anew when a build has replaced it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple

from queries.errors import StoreError
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.runner import OpenGraph
from queries.store.graph_versions import store_folder, version_key
from queries.store.interface import Store
from queries.store.limits import ENDPOINT_RUNNING, ENDPOINT_TIMEOUT, ENDPOINT_WAITING, ROW_LIMIT
from queries.store.opening import open_store
from queries.store.protocol import Answerer, Formats
from queries.store.result_formats import JSON
from ui.endpoint.datasets import Datasets

_GRAPHS = "SELECT ?graph { GRAPH ?graph {} }"


class Settings(NamedTuple):
    """How the endpoint works.

    :param place: the graph folder
    :param timeout: seconds that a query may take; 0 for no limit
    :param row_limit: rows that an answer may have; 0 for no limit
    :param workers: queries that run at the same time
    :param queue: queries that may wait
    :param with_quotes: serve the quoted words of the documents
    :param base_path: path under which a proxy serves it, such as ``/drugkg``; empty for none
    """

    place: str
    timeout: float = ENDPOINT_TIMEOUT.default
    row_limit: int = ROW_LIMIT.default
    workers: int = ENDPOINT_RUNNING.default
    queue: int = ENDPOINT_WAITING.default
    with_quotes: bool = False
    base_path: str = ""


class Version:
    """One version of the graph, open.

    :param key: what tells it from other builds
    :param settings: how the endpoint works
    :raises StoreError: if there is no graph
    """

    def __init__(self, key: str, settings: Settings) -> None:
        self.key = key
        self._settings = settings
        self.answerer = Answerer(store_folder(settings.place), timeout=settings.timeout, row_limit=settings.row_limit)
        self.answerer.start(settings.workers)
        self.users = 0
        data = json.loads(self.answerer.answer(_GRAPHS, Formats(JSON, "")).data)
        graphs = [row["graph"]["value"] for row in data["results"]["bindings"]]
        self.datasets = Datasets(graphs, with_quotes=settings.with_quotes)

    @cached_property
    def store(self) -> Store:
        """The store for what the endpoint itself asks.

        :returns: the store, opened on first use
        """
        return open_store(self._settings.place, timeout=self._settings.timeout, row_limit=0)

    @cached_property
    def index(self) -> Index:
        """Names and saved queries.

        :returns: the index, opened on first use
        """
        return open_index(self._settings.place)

    @property
    def graph(self) -> OpenGraph:
        """The graph as :mod:`queries.runner` takes it."""
        return OpenGraph.of(self.store, self.index)

    def close(self) -> None:
        """End the workers."""
        self.answerer.close()
        if "store" in self.__dict__:
            self.store.close()


class Service:
    """Lends the version in use.

    :param settings: how the endpoint works
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._current: Version | None = None

    @contextmanager
    def version(self) -> Iterator[Version]:
        """Lend the version in use; one that a build has replaced is closed when nobody uses it any more.

        :yields: the version
        :raises StoreError: if there is no graph
        """
        version = self._enter()
        try:
            yield version
        finally:
            self._leave(version)

    def close(self) -> None:
        """End all workers that wait for a query."""
        with self._lock:
            current, self._current = self._current, None
        if current is not None and not current.users:
            current.close()

    def _enter(self) -> Version:
        place = self.settings.place
        with self._lock:
            try:
                key = version_key(place)
            except StoreError:
                self._drop()
                raise
            if self._current is None or self._current.key != key:
                self._drop()
                self._current = Version(key, self.settings)
            self._current.users += 1
            return self._current

    def _drop(self) -> None:
        """Let the current version go."""
        old, self._current = self._current, None
        if old is not None and not old.users:
            old.close()

    def _leave(self, version: Version) -> None:
        with self._lock:
            version.users -= 1
            unused = not version.users and version is not self._current
        if unused:
            version.close()
