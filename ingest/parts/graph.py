"""The whole graph, part by part, into a store: sources, what they share, conclusions, disagreements, metadata.

The order is that of the checks: whatever can be wrong with the input is found before reasoning starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from pyoxigraph import Quad, RdfFormat, Store, parse

from ingest.assembly import Inputs, inferred_quads, input_paths, shape_problems, shared_graphs
from ingest.graphs.catalogue import catalogue_quads
from ingest.graphs.counts import Counts
from ingest.graphs.disagreements import disagreement_quads
from ingest.graphs.mappings import mapping_quads
from ingest.graphs.metadata import input_files, metadata_quads
from ingest.graphs.writer import node
from ingest.parts.aside import Aside
from ingest.parts.cache import PartCache, key_of, program_key
from ingest.parts.output import OF_SOURCE, Output
from ingest.parts.sources import Part, SourceJob, Surroundings
from ingest.parts.workers import WORTH_REASONING_ASIDE, Maker, are_many, source_parts, usable_processors
from ingest.problems import InvalidInputError, Problem
from ingest.progress import Progress
from ingest.works import works_of_references
from ontology.mappings.sssom import MappingSet, load_mapping_set
from ontology.namespaces import expand
from ontology.vocabulary import ontology_triples
from queries.mechanism.effects import Mechanisms
from queries.mechanism.reading import read_nodes
from queries.saved_queries.model import SavedQuery
from queries.store.memory import MemoryStore

CHECKED = ("entities", "propositions")
"""The shared graphs that are checked against the shapes, unless the version in use has them as they are."""


@dataclass
class Making:
    """How a graph is made.

    :param cache: keeps the parts
    :param progress: reports each step
    :param processes: processes for the sources; by the number of processors and the size of the input if left out
    :param maker: what makes the parts of sources; processes of this machine if left out
    :param mappings: the mappings; read from their file if left out
    """

    cache: PartCache
    progress: Progress = field(default_factory=Progress)
    processes: int | None = None
    maker: Maker | None = None
    mappings: MappingSet | None = None


class Made(NamedTuple):
    """The numbers of a graph.

    :param facts: number of facts
    :param counts: the numbers of all statements but the words of documents
    """

    facts: int
    counts: Counts


def load_graph(inputs: Inputs, queries: Iterable[SavedQuery], output: Output, making: Making) -> Made:
    """Make all statements of a graph and hand them to an output.

    :param inputs: what it is built from, read and checked
    :param queries: the saved queries
    :param output: takes the parts
    :param making: cache, processes and progress
    :returns: the numbers of what was made
    :raises InvalidInputError: if a shape is violated or reasoning finds a clash
    :raises MappingError: if the file of mappings is not valid
    """
    progress, cache = making.progress, making.cache
    jobs, surroundings = jobs_of(inputs), Surroundings.of(inputs.entities)
    shared = _Shared(inputs, output, making)
    counts = shared.counts
    key = key_of(program_key(), shared.known)
    inferred = cache.get("inferred", key)
    several = (making.processes or usable_processors()) > 1 and are_many(jobs, WORTH_REASONING_ASIDE)
    elsewhere = inferred is None and not shared.problems and several
    with Aside(inferred_part, shared.known, elsewhere=elsewhere) as reasoning:
        checked = shared.checked + _load_sources(jobs, surroundings, shared, output, making)
        progress.step(f"checked {checked} statements against the shapes")
        if inferred is None:
            inferred = reasoning.result()
            cache.put("inferred", key, inferred)
    shared.known = b""
    shared.add("inferred", Part.from_bytes(inferred))
    progress.step(f"reasoned: {counts.graphs.total()} statements")
    disagreements = _disagreements(inputs, surroundings, jobs, cache)
    shared.add("disagreements", disagreements)
    progress.step(f"found {disagreements.counts.properties[expand('dkgo:rank')]} disagreements")
    shared.add("mappings", Part.of(shared.mappings))
    shared.add("catalogue", Part.of(catalogue_quads(queries)))
    documents = [item.source for item in inputs.sources]
    files = input_files(input_paths(inputs))
    shared.add("metadata", Part.of(metadata_quads(counts, files, version("drugkg"), documents)))
    return Made(shared.facts, counts)


class _Shared:
    """The graphs that all sources share: each is made, checked and handed to the output before the next one.

    :param inputs: what they are made from
    :param output: takes them
    :param making: has the mappings
    """

    def __init__(self, inputs: Inputs, output: Output, making: Making) -> None:
        self._output = output
        self.counts = Counts()
        self.problems: list[Problem] = []
        self.checked = self.facts = 0
        self.known = b""
        """Entities and facts as N-Quads."""
        self.mappings: list[Quad] = []
        for name, pieces in groupby(shared_graphs(inputs), key=itemgetter(0)):
            parts = [Part.of(quads) for _, quads in pieces]
            counts = Counts()
            for part in parts:
                counts.add(part.counts)
            whole = Part(b"".join(part.statements for part in parts), counts)
            if self.add(name, whole) and name in CHECKED:
                for part in parts:
                    _, problems = shape_problems(parse(input=part.statements, format=RdfFormat.N_QUADS), inputs)
                    self.problems += problems
            if name in CHECKED:
                self.checked += counts.graphs.total()
            if name in ("entities", "facts"):
                self.known += whole.statements
            if name == "facts":
                self.facts = counts.properties[expand("owl:annotatedSource")]
            if name == "entities":
                quads = list(parse(input=whole.statements, format=RdfFormat.N_QUADS))
                self.mappings = mapping_quads(making.mappings or load_mapping_set(), quads)
                output.add_nodes(_nodes(quads))

    def add(self, name: str, part: Part) -> bool:
        """Count the statements of a graph and hand them to the output, unless it has them.

        :param name: name of the graph
        :param part: the statements
        :returns: whether the output did not have them
        """
        self.counts.add(part.counts)
        # the names of its blank nodes differ every time, and it is part of the program
        key = key_of(program_key()) if name == "ontology" else key_of(part.statements)
        if self._output.known(name, key) is not None:
            return False
        self._output.add(name, key, part)
        return True


def _nodes(entities: Iterable[Quad]) -> Mechanisms:
    """Return the names and relations of the nodes that claims on effects join."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, node("graph:ontology")) for t in ontology_triples())
    store.extend(entities)
    return read_nodes(MemoryStore(store))


def jobs_of(inputs: Inputs) -> list[SourceJob]:
    """Return what is to be made of each source.

    :param inputs: what the graph is built from
    :returns: the jobs
    """
    works = works_of_references(inputs.sources)
    return [SourceJob.of(item, inputs.labels, works, inputs.texts.get(item.source.slug)) for item in inputs.sources]


def _load_sources(
    jobs: list[SourceJob], surroundings: Surroundings, shared: _Shared, output: Output, making: Making
) -> int:
    """Add the parts of the sources; return how many statements were checked."""
    cache, checked, found = making.cache, 0, 0
    problems = list(shared.problems)
    missing = {}
    for job in jobs:
        name, key = OF_SOURCE + job.slug, job.key(surroundings)
        counts = output.known(name, key)
        if counts is None:
            missing[job.slug] = job, key
        else:
            found += 1
            checked += counts.graphs.total()
            shared.counts.add(counts)
    before = cache.made
    chosen = [job for job, _ in missing.values()]
    for job, part in source_parts(chosen, surroundings, cache, making.processes, making.maker):
        problems += part.problems
        if not problems:
            checked += part.counts.graphs.total()
            shared.counts.add(part.counts)
            output.add(OF_SOURCE + job.slug, missing[job.slug][1], part)
    if problems:
        raise InvalidInputError(problems)
    found += len(chosen) - (cache.made - before)
    making.progress.step(
        f"made {shared.counts.graphs.total()} statements of {len(jobs)} documents, {found} of them as before"
    )
    return checked


def inferred_part(known: bytes) -> bytes:
    """Return what follows from entities and facts.

    :param known: both as N-Quads
    :returns: the graph ``inferred`` as a :class:`ingest.parts.sources.Part`
    :raises InvalidInputError: if the statements contradict the ontology
    """
    return Part.of(inferred_quads(parse(input=known, format=RdfFormat.N_QUADS), ontology_triples())).to_bytes()


def _disagreements(inputs: Inputs, surroundings: Surroundings, jobs: Iterable[SourceJob], cache: PartCache) -> Part:
    """Return the disagreements; as before, if all sources and entities are as they were."""
    key = key_of(surroundings.key, *sorted(job.key(surroundings) for job in jobs))
    data = cache.get("disagreements", key)
    if data is not None:
        return Part.from_bytes(data)
    part = Part.of(disagreement_quads(inputs.sources, inputs.entities, inputs.labels))
    cache.put("disagreements", key, part.to_bytes())
    return part
