"""Where the parts of a graph go: into a new version, or into a copy of the one in use to which differences are applied.

A version has a list of the parts that it was made from. After a small change its copy shares the data files of the
store, which are never written again, and only statements and rows that differ are removed and added. So the version in
use stays as it is, and both ways lead to the same graph.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from pyoxigraph import RdfFormat, Store, parse

from ingest.graphs.counts import Counts
from ingest.graphs.writer import graph
from ingest.parts.cache import PartCache
from ingest.parts.loading import MANY, Loader
from ingest.parts.part_list import Entry, read_list
from ingest.parts.rows import SourceRows
from ingest.parts.sources import Part
from queries.claims.table import FILE_NAME as CLAIMS
from queries.claims.table import ClaimTableWriter
from queries.mechanism.effects import Mechanisms
from queries.mechanism.network_rows import FILE_NAME as NETWORK
from queries.mechanism.network_rows import NetworkWriter
from queries.store.graph_versions import GraphFolder, linked_store
from queries.store.integrity import recorded

OF_SOURCE = "claims/"
"""How the name of a source's part begins; the part is called like its graph."""

NAMES = "names"
"""Name of the part that is no graph: the names of everything, in a file next to the index."""

WHOLE = ("inferred", "disagreements", "mappings", "catalogue", "metadata", NAMES)
"""Parts that depend on other parts, each a whole graph or file."""

LARGE_CHANGE = 0.5
"""Share of sources from which on a new version is made faster than a copy is changed."""


class Output(Protocol):
    """Takes the parts of a graph."""

    def known(self, name: str, key: str) -> Counts | None:
        """Return the numbers of a part that is there already, and need not be made.

        :param name: name of the part
        :param key: what it would be made from
        :returns: the numbers; ``None`` if it is not there, or is another
        """
        ...

    def add(self, name: str, key: str, part: Part) -> None:
        """Add a part that is not there, or is another.

        :param name: name of the part, which is that of its graph
        :param key: what it was made from
        :param part: the part
        """
        ...

    def add_nodes(self, nodes: Callable[[], Mechanisms]) -> None:
        """Add the names and relations of all nodes, before the sources.

        :param nodes: reads them, as :func:`queries.mechanism.reading.read_nodes` does
        """
        ...


class _Opened:
    """What an output opens when a build begins; it is completed at the end, or left if something failed."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Begin.

        :returns: the output
        """
        self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Complete what was added, or leave it if something failed.

        :param kind: class of the error, if there is one
        :param error: the error
        :param trace: where it came from
        """
        self._stack.__exit__(kind, error, trace)

    def _open(self) -> None:
        """Open what takes the parts; what was opened last is completed first."""
        raise NotImplementedError


class StoreOutput(_Opened):
    """Loads the statements of parts into an empty store.

    :param store: the store
    """

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._loader = Loader(store)

    def _open(self) -> None:
        """Begin to load."""
        self._stack.enter_context(self._loader)

    def known(self, name: str, key: str) -> Counts | None:
        """Return nothing, as no part is there.

        :param name: name of the part
        :param key: what it would be made from
        :returns: nothing
        """
        del name, key
        return None

    def add(self, name: str, key: str, part: Part) -> None:
        """Load the statements of a part.

        :param name: name of the part
        :param key: what it was made from
        :param part: the part
        """
        del name, key
        self._loader.add(part.statements)

    def add_nodes(self, nodes: Callable[[], Mechanisms]) -> None:
        """Do nothing: names of nodes are no statements.

        :param nodes: the nodes
        """


class NewVersion(StoreOutput):
    """Makes store and files of a version.

    :param version: its empty folder
    """

    def __init__(self, version: Path) -> None:
        self.store = Store(str(version / "store"))
        super().__init__(self.store)
        self._rows, self._network = ClaimTableWriter(version), NetworkWriter(version)
        self.parts: dict[str, Entry] = {}

    def _open(self) -> None:
        """Begin to load, and to write rows."""
        self._stack.enter_context(self._rows)
        self._stack.enter_context(self._network)
        super()._open()

    def add(self, name: str, key: str, part: Part) -> None:
        """Add statements and rows of a part.

        :param name: name of the part
        :param key: what it was made from
        :param part: the part
        """
        super().add(name, key, part)
        _add_rows(part, self._rows, self._network)
        self.parts[name] = Entry(key, part.counts)

    def add_nodes(self, nodes: Callable[[], Mechanisms]) -> None:
        """Add the names and relations of all nodes.

        :param nodes: reads them
        """
        self._network.add_nodes(nodes())

    def finish(self) -> None:
        """Finish the store."""
        if sum(entry.counts.graphs.total() for entry in self.parts.values()) >= MANY:
            self.store.optimize()
        self.store.flush()

    def untouched(self) -> dict[str, int]:
        """Return nothing, as everything is new.

        :returns: no numbers
        """
        return {}


class Earlier(NamedTuple):
    """The version in use, as far as a build can start from it.

    :param version: its folder
    :param parts: name of each part to its entry
    """

    version: Path
    parts: Mapping[str, Entry]


def earlier_version(folder: GraphFolder, cache: PartCache, planned: Mapping[str, str]) -> Earlier | None:
    """Return the version in use, if little of it has changed and nothing of it is damaged.

    :param folder: the graph folder
    :param cache: must have what is to be taken out of the version
    :param planned: name of each part to its key, as far as they are known before anything is made
    :returns: the version; ``None`` if a new one must be made
    """
    version = folder.current()
    parts = read_list(version) if version is not None else {}
    if version is None or not parts:
        return None
    sources = {name: key for name, key in planned.items() if name.startswith(OF_SOURCE)}
    old = {name: entry.key for name, entry in parts.items() if name.startswith(OF_SOURCE)}
    changed = max(len(old.items() - sources.items()), len(sources.items() - old.items()))
    if changed > LARGE_CHANGE * len(sources):
        return None
    gone = [name for name in parts if name not in WHOLE and planned.get(name) != parts[name].key]
    if any(cache.get(_kind(name), parts[name].key) is None for name in gone):
        return None
    return Earlier(version, parts)


class ChangedVersion(_Opened):
    """Makes a version from the one in use.

    :param version: its empty folder
    :param earlier: the version in use
    :param cache: has the parts of the earlier version
    """

    def __init__(self, version: Path, earlier: Earlier, cache: PartCache) -> None:
        super().__init__()
        for name in (CLAIMS, NETWORK):
            shutil.copyfile(earlier.version / name, version / name)
        self.store = linked_store(earlier.version, version)
        self._earlier, self._cache, self._recorded = earlier.parts, cache, recorded(earlier.version)
        self._rows, self._network = ClaimTableWriter(version), NetworkWriter(version)
        self.parts: dict[str, Entry] = {}
        self._removed: list[bytes] = []
        self._added: list[bytes] = []

    def _open(self) -> None:
        """Begin to write rows; at the end the differences are applied first."""
        self._stack.enter_context(self._rows)
        self._stack.enter_context(self._network)
        self._stack.push(self._apply)

    def known(self, name: str, key: str) -> Counts | None:
        """Return the numbers of a part that is there already.

        :param name: name of the part
        :param key: what it would be made from
        :returns: the numbers; ``None`` if it is not there, or is another
        """
        entry = self._earlier.get(name)
        if entry is None or entry.key != key:
            return None
        self.parts[name] = entry
        self._cache.keep(_kind(name), key)
        return entry.counts

    def add(self, name: str, key: str, part: Part) -> None:
        """Put a part in the place of the one that is there.

        :param name: name of the part
        :param key: what it was made from
        :param part: the part
        """
        self.parts[name] = Entry(key, part.counts)
        self._replace(name, part)

    def add_nodes(self, nodes: Callable[[], Mechanisms]) -> None:
        """Add the names and relations of all nodes, unless they are there.

        :param nodes: reads them
        """
        if self.parts["entities"].key != self._earlier["entities"].key:
            self._network.add_nodes(nodes())

    def finish(self) -> None:
        """Finish the store."""
        self.store.flush()

    def untouched(self) -> dict[str, int]:
        """Return the numbers of statements of the graphs in which nothing was changed.

        :returns: IRI of a graph to its number
        """
        known = {name for name, entry in self.parts.items() if self._earlier.get(name) == entry}
        changed = {_graph_of(name) for name in (self.parts.keys() | self._earlier.keys()) - known}
        kept = {_graph_of(name) for name in known} - changed
        return {iri: number for iri, number in self._recorded.items() if iri in kept}

    def _apply(self, kind: type[BaseException] | None, *_: object) -> None:
        """Take out the parts that are no longer there and apply the differences, unless something failed."""
        if kind is not None:
            return
        for name in self._earlier.keys() - self.parts.keys():
            self._replace(name, Part(b"", Counts()))
        for quad in parse(input=b"\n".join(self._removed), format=RdfFormat.N_QUADS):
            self.store.remove(quad)
        # all at once, as each load makes files of its own; and as quads, by which blank nodes keep their names
        self.store.bulk_extend(parse(input=b"\n".join(self._added), format=RdfFormat.N_QUADS))

    def _replace(self, name: str, part: Part) -> None:
        old = self._old(name)
        if old is None:
            if name in WHOLE:
                self.store.remove_graph(graph(name))
            self._added.append(part.statements)
        else:
            before, after = set(old.statements.splitlines()), set(part.statements.splitlines())
            self._removed += before - after
            self._added += after - before
        self._replace_rows(name, old, part)

    def _replace_rows(self, name: str, old: Part | None, part: Part) -> None:
        if old is not None and old.rows:
            rows = SourceRows.from_bytes(old.rows)
            self._rows.remove(name.removeprefix(OF_SOURCE))
            self._network.remove(row[0] for row in rows.effects)
        _add_rows(part, self._rows, self._network)

    def _old(self, name: str) -> Part | None:
        """Return a part of the earlier version, where the cache has it; of sources it has all."""
        entry = self._earlier.get(name)
        data = None if entry is None else self._cache.get(_kind(name), entry.key)
        return None if data is None else Part.from_bytes(data)


def _add_rows(part: Part, rows: ClaimTableWriter, network: NetworkWriter) -> None:
    if part.rows:
        found = SourceRows.from_bytes(part.rows)
        rows.add(found.claims)
        network.add(found.effects)


def _graph_of(name: str) -> str:
    """Return the IRI of the graph to which a part belongs."""
    return graph(name if name.startswith(OF_SOURCE) else name.partition("/")[0]).value


def _kind(name: str) -> str:
    """Return the kind of the cache's entry for a part."""
    return "source" if name.startswith(OF_SOURCE) else "graph"
