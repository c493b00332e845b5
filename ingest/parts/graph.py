"""The whole graph, part by part, into a store: sources, what they share, conclusions, disagreements, metadata.

The order is that of the checks: whatever can be wrong with the input is found before reasoning starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version

from pyoxigraph import Quad, RdfFormat, Store, parse

from ingest.assembly import Inputs, inferred_quads, input_paths, shape_problems, shared_quads
from ingest.graphs.catalogue import catalogue_quads
from ingest.graphs.counts import Counts, counts_of
from ingest.graphs.disagreements import disagreement_quads
from ingest.graphs.mappings import mapping_quads
from ingest.graphs.metadata import input_files, metadata_quads
from ingest.graphs.writer import node
from ingest.parts.cache import PartCache, key_of, program_key
from ingest.parts.loading import Loader
from ingest.parts.rows import SourceRows
from ingest.parts.sources import SourceJob, Surroundings, nquads
from ingest.parts.workers import Maker, source_parts
from ingest.problems import InvalidInputError, Problem
from ingest.progress import Progress
from ingest.works import works_of_references
from ontology.mappings.sssom import MappingSet, load_mapping_set
from ontology.vocabulary import ontology_triples
from queries.claims.table import ClaimTableWriter
from queries.mechanism.effects import Mechanisms
from queries.mechanism.network import NetworkWriter
from queries.mechanism.reading import read_nodes
from queries.saved_queries.model import SavedQuery
from queries.store.memory import MemoryStore


@dataclass
class Making:
    """How a graph is made.

    :param cache: keeps the parts
    :param progress: reports each step
    :param processes: processes for the sources; by the number of processors and the size of the input if left out
    :param maker: what makes the parts of sources; processes of this machine if left out
    :param rows: takes the rows of claims; they go nowhere if left out
    :param network: takes the claims on effects and the names of their nodes, in the same way
    :param mappings: the mappings; read from their file if left out
    """

    cache: PartCache
    progress: Progress = field(default_factory=Progress)
    processes: int | None = None
    maker: Maker | None = None
    rows: ClaimTableWriter | None = None
    network: NetworkWriter | None = None
    mappings: MappingSet | None = None


def load_graph(inputs: Inputs, queries: Iterable[SavedQuery], loader: Loader, making: Making) -> int:
    """Make all statements of a graph and load them.

    :param inputs: what it is built from, read and checked
    :param queries: the saved queries
    :param loader: takes the statements
    :param making: cache, processes and progress
    :returns: the number of facts
    :raises InvalidInputError: if a shape is violated or reasoning finds a clash
    :raises MappingError: if the file of mappings is not valid
    """
    progress, cache = making.progress, making.cache
    shared = shared_quads(inputs)
    checked, problems = shape_problems(shared, inputs)
    surroundings = Surroundings.of(inputs.entities)
    jobs = _jobs(inputs)
    counts, more = _load_sources(jobs, surroundings, loader, making)
    if problems or more:
        raise InvalidInputError([*problems, *more])
    if making.network is not None:
        making.network.add_nodes(_nodes(shared))
    made = counts.graphs.total() + len(shared)
    progress.step(f"made {made} statements of {len(jobs)} documents, {cache.found} of them as before")
    progress.step(f"checked {checked + counts.graphs.total()} statements against the shapes")
    shared += _inferred(shared, cache)
    progress.step(f"reasoned: {counts.graphs.total() + len(shared)} statements")
    disagreements = _disagreements(inputs, surroundings, jobs, cache)
    shared += disagreements
    progress.step(f"found {sum(1 for quad in disagreements if quad.predicate == node('dkgo:rank'))} disagreements")
    entities = [quad for quad in shared if quad.graph_name == node("graph:entities")]
    shared += mapping_quads(making.mappings or load_mapping_set(), entities) + catalogue_quads(queries)
    counts.add(counts_of(shared))
    documents = [item.source for item in inputs.sources]
    shared += metadata_quads(counts, input_files(input_paths(inputs)), version("drugkg"), documents)
    facts = sum(1 for quad in shared if quad.predicate == node("owl:annotatedSource") and _is_fact(quad))
    loader.add(nquads(shared))
    loader.flush()
    return facts


def _nodes(shared: Iterable[Quad]) -> Mechanisms:
    """Return the names and relations of the nodes that claims on effects join."""
    known = {node("graph:entities"), node("graph:ontology")}
    store = Store()
    store.extend(quad for quad in shared if quad.graph_name in known)
    return read_nodes(MemoryStore(store))


def _jobs(inputs: Inputs) -> list[SourceJob]:
    works = works_of_references(inputs.sources)
    return [SourceJob.of(item, inputs.labels, works, inputs.texts.get(item.source.slug)) for item in inputs.sources]


def _load_sources(
    jobs: list[SourceJob], surroundings: Surroundings, loader: Loader, making: Making
) -> tuple[Counts, list[Problem]]:
    """Load the parts of the sources; return what they contain, and what is wrong with them."""
    counts = Counts()
    problems: list[Problem] = []
    for part in source_parts(jobs, surroundings, making.cache, making.processes, making.maker):
        problems += part.problems
        counts.add(part.counts)
        if not problems:
            loader.add(part.statements)
            rows = SourceRows.from_bytes(part.rows)
            if making.rows is not None:
                making.rows.add(rows.claims)
            if making.network is not None:
                making.network.add(rows.effects)
    return counts, problems


def _inferred(shared: Iterable[Quad], cache: PartCache) -> list[Quad]:
    """Return what follows from entities and facts; as before, if both are as they were."""
    wanted = {node("graph:entities"), node("graph:facts")}
    known = [quad for quad in shared if quad.graph_name in wanted]
    key = key_of(program_key(), nquads(known))
    data = cache.get("inferred", key)
    if data is not None:
        return list(parse(input=data, format=RdfFormat.N_QUADS))
    quads = inferred_quads(known, ontology_triples())
    cache.put("inferred", key, nquads(quads))
    return quads


def _disagreements(
    inputs: Inputs, surroundings: Surroundings, jobs: Iterable[SourceJob], cache: PartCache
) -> list[Quad]:
    """Return the disagreements; as before, if all sources and entities are as they were."""
    key = key_of(surroundings.key, *sorted(job.key(surroundings) for job in jobs))
    data = cache.get("disagreements", key)
    if data is not None:
        return list(parse(input=data, format=RdfFormat.N_QUADS))
    quads = disagreement_quads(inputs.sources, inputs.entities, inputs.labels)
    cache.put("disagreements", key, nquads(quads))
    return quads


def _is_fact(quad: Quad) -> bool:
    return quad.graph_name == node("graph:facts")
