"""Which parts a graph consists of, each with a key of what it is made from, before any of them is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.assembly import Inputs, ontology_quads
from ingest.digests import Fact, Tally, owned_facts, owned_propositions
from ingest.graphs.claims import proposition_quads
from ingest.graphs.entities import entity_quads
from ingest.graphs.facts import fact_quads
from ingest.parts.cache import key_of, program_key
from ingest.parts.output import OF_SOURCE
from ingest.parts.sources import Part, SourceJob, Surroundings
from ingest.sources import SourceFolder
from ingest.works import works_of_references
from ontology.entities import load_evidence_terms


class Piece(NamedTuple):
    """A part that sources share, or of which a source owns what others state too.

    :param name: its name: that of its graph, perhaps followed by the source to which it belongs
    :param key: of what it is made from
    :param make: makes it
    :param is_checked: whether it is checked against the shapes
    """

    name: str
    key: str
    make: Callable[[], Part]
    is_checked: bool = False


class Plan:
    """The parts of a graph that sources make or share.

    What several sources state, such as a fact, belongs to the first of them, so that a change of one source changes
    few parts.

    :param inputs: what the graph is built from
    """

    def __init__(self, inputs: Inputs) -> None:
        works = works_of_references(inputs.sources)
        digests = [inputs.digests.of(item) for item in inputs.sources]
        self._inputs = inputs
        self.surroundings = Surroundings(inputs.entities, key_of(program_key(), inputs.digests.key))
        self.jobs = [
            SourceJob.of(item, digest, inputs.labels, works, inputs.texts.get(item.source.slug))
            for item, digest in zip(inputs.sources, digests, strict=True)
        ]
        self.keys = [job.key(self.surroundings) for job in self.jobs]
        self.entities = self._entities()
        facts = [
            self._facts(job.slug, owned)
            for job, owned in zip(self.jobs, owned_facts(digest.facts for digest in digests), strict=True)
        ]
        propositions = map(self._propositions, self.keys, inputs.sources, owned_propositions(digests))
        self.reasoned = [self.entities, *facts]
        """The parts from which conclusions are drawn."""
        self.shared = [
            Piece("ontology", key_of(program_key()), lambda: Part.of(ontology_quads())),
            *self.reasoned,
            *propositions,
        ]
        """All parts that sources share, apart from what depends on others."""

    def named(self) -> dict[str, str]:
        """Return all parts.

        :returns: name of each part to its key
        """
        found = {OF_SOURCE + job.slug: key for job, key in zip(self.jobs, self.keys, strict=True)}
        return found | {piece.name: piece.key for piece in self.shared}

    def _entities(self) -> Piece:
        inputs = self._inputs
        described = (repr((e.curie, e.definition, e.synonyms)) for e in inputs.entities.values())
        documents = (item.checksums[0] for item in inputs.sources)
        return Piece(
            "entities",
            key_of(self.surroundings.key, *described, *documents),
            lambda: Part.of(entity_quads(inputs.entities.values(), load_evidence_terms().values(), inputs.sources)),
            is_checked=True,
        )

    def _facts(self, slug: str, facts: list[Fact]) -> Piece:
        return Piece(f"facts/{slug}", key_of("facts", repr(facts)), lambda: Part.of(fact_quads(facts)))

    def _propositions(self, key: str, item: SourceFolder, tallies: list[Tally]) -> Piece:
        inputs = self._inputs
        return Piece(
            f"propositions/{item.source.slug}",
            key_of(key, repr(tallies)),
            lambda: Part.of(proposition_quads(item, tallies, inputs.vocabulary, inputs.label_of)),
            is_checked=True,
        )
