"""The build: from checked input to a new version of the graph, which is swapped in only when it is whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from ingest.assembly import assemble, read_inputs
from ingest.external_ontologies import keep_external
from ingest.graphs.facts import fact_count, unsupported_facts
from ingest.index_data import index_data
from ingest.mentions import mentions_of
from ingest.problems import InvalidInputError, Problem
from ingest.progress import Progress
from ingest.sources import SOURCES_FOLDER
from queries.index.name_index import write_index
from queries.saved_queries.fitting import fitted
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog
from queries.store.graph_versions import GraphFolder


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


def build(
    root: Path | None = None,
    *,
    originals: Path | None = None,
    sources: Path = SOURCES_FOLDER,
    tell: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build the graph and put it in the place of the one before.

    The new version is written aside and swapped in whole at the end: whatever goes wrong, and whenever the process is
    killed, the graph that was there still is.

    :param root: the graph folder; the one in the user's data folder when left out
    :param originals: folder of the original documents, to verify anchors and keep the quoted words
    :param sources: folder of the source folders
    :param tell: called with one line per step
    :returns: what was built
    :raises InvalidInputError: if the input is not consistent; nothing was built
    :raises StoreError: if the folder cannot be written or another build is at work
    """
    progress = Progress(tell)
    folder = GraphFolder(root)
    with folder.build() as version:  # first of all, so that a second build at the same time ends at once
        inputs = read_inputs(originals, progress, sources)
        queries = fitted(read_catalog(CATALOG_FOLDER).values(), mentions_of(inputs))
        progress.step(f"read {len(queries)} saved queries")
        quads = assemble(inputs, queries, progress)
        store = Store(str(version / "store"))
        store.bulk_extend(quads)
        facts = _checked_facts(store)
        keep_external(folder, store, progress)
        store.flush()
        statements = len(store)
        del store
        write_index(index_data(inputs, queries), version)
        progress.step(f"wrote {statements} statements")
    folder.prune()
    anchors = sum(len(claim.record.places) for item in inputs.sources for claim in item.claims)
    return BuildReport(
        folder=folder.root,
        claims=sum(len(item.claims) for item in inputs.sources),
        facts=facts,
        statements=statements,
        anchors=anchors,
        anchors_verified=anchors if inputs.texts else 0,
    )


def _checked_facts(store: Store) -> int:
    """Return the number of facts, or raise an error if one is without support."""
    unsupported = unsupported_facts(store)
    if unsupported:
        message = "a fact that no claim makes true on its own: "
        raise InvalidInputError([Problem("facts", 0, message + str(triple)) for triple in unsupported])
    return fact_count(store)
