"""The build: from checked input to a new version of the graph, which is swapped in only when it is whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from ingest.assembly import Inputs, read_inputs
from ingest.external_ontologies import keep_external, renew_closure
from ingest.graphs.counts import Counts
from ingest.index_data import index_data, index_without_names
from ingest.mentions import mentions_of
from ingest.parts.aside import Aside
from ingest.parts.cache import FOLDER as CACHE_FOLDER
from ingest.parts.cache import PartCache, key_of, program_key
from ingest.parts.graph import Making, load_graph
from ingest.parts.output import NAMES, ChangedVersion, NewVersion, earlier_version
from ingest.parts.part_list import write_list
from ingest.parts.plan import Plan
from ingest.parts.sources import Part, Surroundings
from ingest.parts.workers import Maker, usable_processors
from ingest.progress import Progress
from ingest.sources import SOURCES_FOLDER
from ontology.entities import ENTITIES_FOLDER
from ontology.mappings.sssom import MappingSet, load_mapping_set
from queries.index.name_index import write_index
from queries.saved_queries.fitting import fitted
from queries.saved_queries.model import SavedQuery
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog
from queries.store.graph_versions import GraphFolder
from queries.store.integrity import write_record


@dataclass(frozen=True)
class BuildReport:
    """What a build made.

    :param folder: the graph folder
    :param claims: number of claims
    :param facts: number of facts
    :param statements: number of statements in all graphs
    :param anchors: number of anchors
    :param anchors_verified: number of anchors compared with the originals; 0 without originals
    """

    folder: Path
    claims: int
    facts: int
    statements: int
    anchors: int
    anchors_verified: int


@dataclass(frozen=True)
class How:
    """How a graph is built; the result is the same.

    :param processes: processes that make the statements of sources; by the size of the input if left out
    :param fresh: make everything anew, whatever the cache has
    :param dask: address of a dask scheduler whose workers make the statements of sources
    """

    processes: int | None = None
    fresh: bool = False
    dask: str | None = None


AS_USUAL = How()
"""With the cache, in as many processes as are worth their start."""


def build(
    root: Path | None = None,
    *,
    originals: Path | None = None,
    sources: Path = SOURCES_FOLDER,
    entities: Path = ENTITIES_FOLDER,
    how: How = AS_USUAL,
    workspace: Path | None = None,
    report: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build the graph and put it in the place of the one before.

    The new version is written aside and swapped in whole at the end: whatever goes wrong, and whenever the process is
    killed, the graph that was there still is.

    :param root: the graph folder; the one in the user's data folder when left out
    :param originals: folder of the original documents, to verify anchors and keep the quoted words
    :param sources: folder of the source folders
    :param entities: folder of the entity files
    :param how: processes and cache
    :param workspace: folder of the user's own sources and entities, which are built with the others
    :param report: called with one line per step
    :returns: what was built
    :raises InvalidInputError: if the input is not consistent; nothing was built
    :raises StoreError: if the folder cannot be written or another build is at work
    """
    progress = Progress(report)
    folder = GraphFolder(root)
    with folder.build() as version:  # first of all, so that a second build at the same time ends at once
        cache = PartCache(folder.root / CACHE_FOLDER, fresh=how.fresh)
        with _Catalogue(cache, how) as catalogue:
            cache.hold()
            inputs = read_inputs(originals, progress, sources, entities, workspace, cache)
            cache.release()
            mappings = _mappings(inputs)
            mentions = mentions_of(inputs)
            queries = fitted(catalogue.queries(), mentions)
        making = Making(cache, progress, how.processes, _maker(inputs, how), mappings=mappings)
        progress.step(f"read {len(queries)} saved queries")
        plan = Plan(inputs)
        earlier = None if how.fresh else earlier_version(folder, cache, plan.named())
        output = NewVersion(version) if earlier is None else ChangedVersion(version, earlier, cache)
        with output:
            made = load_graph(inputs, queries, output, making, plan)
            names = _names_key(inputs, plan, mappings)
            has_names = output.known(NAMES, names) is not None
            if not has_names:
                output.add(NAMES, names, Part(b"", Counts()))
        if isinstance(output, NewVersion):
            keep_external(folder, output.store, progress)
        else:
            renew_closure(output.store, progress)
        output.finish()
        parts, untouched = output.parts, output.untouched()
        del output  # which closes the store, so that its files are as they will be
        if has_names and earlier is not None:
            write_index(index_without_names(inputs, queries), version, earlier.version, mentions.claims)
        else:
            write_index(index_data(inputs, queries, mappings, mentions.claims), version)
        write_list(version, parts, earlier and earlier.version)
        statements = write_record(version, untouched)
        progress.step(f"wrote {statements} statements")
    cache.prune()
    folder.prune()
    anchors = sum(inputs.digests.of(item).places for item in inputs.sources)
    return BuildReport(
        folder=folder.root,
        claims=sum(len(item.claims) for item in inputs.sources),
        facts=made.facts,
        statements=statements,
        anchors=anchors,
        anchors_verified=inputs.verified,
    )


def _names_key(inputs: Inputs, plan: Plan, mappings: MappingSet) -> str:
    """Return the key of the names of everything, which depend on entities, documents, mappings and claims on names."""
    further = (repr(inputs.digests.of(item).names) for item in inputs.sources)
    return key_of(plan.entities.key, repr(mappings), *further)


def _maker(inputs: Inputs, how: How) -> Maker | None:
    """Return the cluster that makes the statements of sources, if one is named."""
    if how.dask is None:
        return None
    from ingest.cluster import ClusterMaker  # noqa: PLC0415 - only with a cluster

    return ClusterMaker(Surroundings.of(inputs.entities), how.dask)


def _mappings(inputs: Inputs) -> MappingSet:
    """Return the mappings without those of entities that this graph does not have."""
    found = inputs.mappings or load_mapping_set()
    known = {entity.curie for entity in inputs.entities.values()}
    kept = tuple(row for row in found.mappings if row.subject_id in known or not row.subject_id.startswith("drugkg:"))
    return replace(found, mappings=kept)


class _Catalogue(Aside):
    """The saved queries; those that were read and checked before are not checked again.

    The others are checked in another process while the sources are read.

    :param cache: of the graph
    :param how: how many processes there may be
    """

    _checked: ClassVar[dict[str, bytes]] = {}

    def __init__(self, cache: PartCache, how: How) -> None:
        self._cache = cache
        self._key = key_of(program_key(), str(CATALOG_FOLDER), os.environ.get("DRUGKG_ENDPOINTS", ""))
        self._known = cache.get("catalogue", self._key) or self._checked.get(self._key)
        several = (how.processes or usable_processors()) > 1
        super().__init__(_catalogue, b"", elsewhere=self._known is None and several)

    def queries(self) -> list[SavedQuery]:
        """Return the queries, as soon as they are checked.

        :returns: the queries
        """
        data = self._known or self.result()
        self._checked[self._key] = data
        if not self._cache.has("catalogue", self._key):
            self._cache.put("catalogue", self._key, data)
        return [SavedQuery.from_json(query) for query in json.loads(data)]


def _catalogue(_: bytes) -> bytes:
    """Return the saved queries as JSON."""
    return json.dumps([query.to_json() for query in read_catalog(CATALOG_FOLDER).values()]).encode()
