"""The whole graph, part by part, into a store: sources, what they share, conclusions, disagreements, metadata.

The order is that of the checks: whatever can be wrong with the input is found before reasoning starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import NamedTuple

from pyoxigraph import Quad, RdfFormat, Store, parse

from ingest.assembly import Inputs, inferred_quads, input_paths, shape_problems
from ingest.graphs.catalogue import catalogue_quads
from ingest.graphs.counts import Counts
from ingest.graphs.disagreements import disagreement_quads
from ingest.graphs.mappings import mapping_quads
from ingest.graphs.metadata import input_files, metadata_quads
from ingest.graphs.writer import node
from ingest.parts.aside import Aside
from ingest.parts.cache import PartCache, key_of
from ingest.parts.output import OF_SOURCE, Output
from ingest.parts.plan import Piece, Plan
from ingest.parts.sources import Part
from ingest.parts.workers import WORTH_REASONING_ASIDE, Maker, are_many, source_parts, usable_processors
from ingest.problems import InvalidInputError, Problem
from ingest.progress import Progress
from ontology.mappings.sssom import MappingSet, load_mapping_set
from ontology.namespaces import expand
from ontology.vocabulary import ontology_triples
from queries.mechanism.effects import Mechanisms
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


def load_graph(
    inputs: Inputs, queries: Iterable[SavedQuery], output: Output, making: Making, plan: Plan | None = None
) -> Made:
    """Make all statements of a graph and hand them to an output.

    :param inputs: what it is built from, read and checked
    :param queries: the saved queries
    :param output: takes the parts
    :param making: cache, processes and progress
    :param plan: the parts of sources and those that they share; made of the inputs if left out
    :returns: the numbers of what was made
    :raises InvalidInputError: if a shape is violated or reasoning finds a clash
    :raises MappingError: if the file of mappings is not valid
    """
    progress, cache = making.progress, making.cache
    plan = plan or Plan(inputs)
    shared = _Shared(inputs, plan, output, making)
    counts = shared.counts
    key = key_of(*(piece.key for piece in plan.reasoned))
    is_made = output.known("inferred", key) is not None or cache.get("graph", key) is not None
    several = (making.processes or usable_processors()) > 1 and are_many(plan.jobs, WORTH_REASONING_ASIDE)
    elsewhere = not is_made and not shared.problems and several
    known = b"" if is_made else b"".join(map(shared.statements, plan.reasoned))
    shared.forget()
    with Aside(inferred_part, known, elsewhere=elsewhere) as reasoning:
        del known
        checked = shared.checked + _load_sources(plan, shared, output, making)
        progress.step(f"checked {checked} statements against the shapes")
        shared.add_piece(Piece("inferred", key, lambda: Part.from_bytes(reasoning.result())))
    progress.step(f"reasoned: {counts.graphs.total()} statements")
    found = shared.add_piece(_disagreements(inputs, plan))
    progress.step(f"found {found.properties[expand('dkgo:rank')]} disagreements")
    shared.add("catalogue", Part.of(catalogue_quads(queries)))
    documents = [item.source for item in inputs.sources]
    files = input_files(input_paths(inputs))
    shared.add("metadata", Part.of(metadata_quads(counts, files, version("drugkg"), documents)))
    return Made(shared.facts, counts)


class _Shared:
    """The parts that sources share: each is made, checked and handed to the output before the next one.

    What the output has is not made, and what the cache has is not made anew.

    :param inputs: what they are made from
    :param plan: the parts
    :param output: takes them
    :param making: has the cache
    """

    def __init__(self, inputs: Inputs, plan: Plan, output: Output, making: Making) -> None:
        self._inputs = inputs
        self._output = output
        self._cache = making.cache
        self._made: dict[str, Part] = {}
        self._reasoned = {piece.key for piece in plan.reasoned}
        self.counts = Counts()
        self.problems: list[Problem] = []
        self.checked = self.facts = 0
        for piece in plan.shared:
            counts = self.add_piece(piece)
            if piece.is_checked:
                self.checked += counts.graphs.total()
            if piece.key in self._reasoned:
                self.facts += counts.properties[expand("owl:annotatedSource")]
        entities = plan.entities

        def entity_quads() -> list[Quad]:
            return list(parse(input=self.statements(entities), format=RdfFormat.N_QUADS))

        def mappings() -> Part:
            return Part.of(mapping_quads(mapping_set, entity_quads()))

        mapping_set = making.mappings or load_mapping_set()
        self.add_piece(Piece("mappings", key_of(entities.key, repr(mapping_set)), mappings))
        output.add_nodes(lambda: _nodes(entity_quads()))

    def add_piece(self, piece: Piece) -> Counts:
        """Hand a part to the output, unless it has it.

        :param piece: the part
        :returns: its numbers
        """
        counts = self._output.known(piece.name, piece.key)
        if counts is None:
            part = self._part(piece)
            counts = part.counts
            if piece.is_checked:
                _, problems = shape_problems(parse(input=part.statements, format=RdfFormat.N_QUADS), self._inputs)
                self.problems += problems
            self._output.add(piece.name, piece.key, part)
        self.counts.add(counts)
        return counts

    def _part(self, piece: Piece) -> Part:
        if piece.key in self._made:
            return self._made[piece.key]
        if piece.name == "ontology":  # its blank nodes have other names each time; it changes with the program only
            return piece.make()
        data = self._cache.get("graph", piece.key)
        part = piece.make() if data is None else Part.from_bytes(data)
        if data is None:
            self._cache.put("graph", piece.key, part.to_bytes())
        if piece.key in self._reasoned:
            self._made[piece.key] = part
        return part

    def statements(self, piece: Piece) -> bytes:
        """Return the statements of a part.

        :param piece: the part
        :returns: N-Quads
        """
        return self._part(piece).statements

    def forget(self) -> None:
        """Keep the parts no longer from which conclusions are drawn."""
        self._made.clear()

    def add(self, name: str, part: Part) -> None:
        """Count the statements of a graph and hand them to the output, unless it has them.

        :param name: name of the graph
        :param part: the statements
        """
        self.add_piece(Piece(name, key_of(part.statements), lambda: part))


def _nodes(entities: Iterable[Quad]) -> Mechanisms:
    """Return the names and relations of the nodes that claims on effects join."""
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, node("graph:ontology")) for t in ontology_triples())
    store.extend(entities)
    return read_nodes(MemoryStore(store))


def _load_sources(plan: Plan, shared: _Shared, output: Output, making: Making) -> int:
    """Add the parts of the sources; return how many statements were checked."""
    cache, checked, found = making.cache, 0, 0
    problems = list(shared.problems)
    missing = {}
    for job, key in zip(plan.jobs, plan.keys, strict=True):
        counts = output.known(OF_SOURCE + job.slug, key)
        if counts is None:
            missing[job.slug] = job, key
        else:
            found += 1
            checked += counts.graphs.total()
            shared.counts.add(counts)
    before = cache.made
    chosen = [job for job, _ in missing.values()]
    for job, part in source_parts(chosen, plan.surroundings, cache, making.processes, making.maker):
        problems += part.problems
        if not problems:
            checked += part.counts.graphs.total()
            shared.counts.add(part.counts)
            output.add(OF_SOURCE + job.slug, missing[job.slug][1], part)
    if problems:
        raise InvalidInputError(problems)
    found += len(chosen) - (cache.made - before)
    making.progress.step(
        f"made {shared.counts.graphs.total()} statements of {len(plan.jobs)} documents, {found} of them as before"
    )
    return checked


def inferred_part(known: bytes) -> bytes:
    """Return what follows from entities and facts.

    :param known: both as N-Quads
    :returns: the graph ``inferred`` as a :class:`ingest.parts.sources.Part`
    :raises InvalidInputError: if the statements contradict the ontology
    """
    return Part.of(inferred_quads(parse(input=known, format=RdfFormat.N_QUADS), ontology_triples())).to_bytes()


def _disagreements(inputs: Inputs, plan: Plan) -> Piece:
    """Return the disagreements, which depend on all that the rules read of the claims."""
    read = [part for item in inputs.sources for part in (item.checksums[0], inputs.digests.of(item).said)]
    return Piece(
        "disagreements",
        key_of(plan.surroundings.key, *read),
        lambda: Part.of(disagreement_quads(inputs.sources, inputs.entities, inputs.labels)),
    )
