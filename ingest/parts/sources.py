"""The part of one source: its claims as statements, checked against the shapes, and the rows that screens show.

A job holds the bytes that it depends on and nothing else, so that it can be done in any process on any machine, and its
key says exactly what it was made from.
"""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, serialize

from ingest.about_drugs import AboutDrugs
from ingest.digests import Digest, entities_checksum
from ingest.essentials import Carriers, fact_carriers
from ingest.graphs.claims import ClaimContext, claim_quads
from ingest.graphs.counts import Counts, counts_of
from ingest.graphs.quotes import quote_quads
from ingest.parts.cache import key_of, program_key
from ingest.parts.rows import RowContext, rows_of_source
from ingest.problems import Problem
from ingest.sources import SourceFolder, parse_source
from ontology.entities import Entity
from ontology.shapes import validate
from ontology.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True)
class Surroundings:
    """What all sources of a graph have in common.

    :param entities: slug to entity
    :param key: of the entities as claims see them, and of the program
    """

    entities: Mapping[str, Entity]
    key: str

    @classmethod
    def of(cls, entities: Mapping[str, Entity]) -> Surroundings:
        """Return the surroundings that some entities are.

        :param entities: slug to entity
        :returns: the surroundings
        """
        return cls(entities, key_of(program_key(), entities_checksum(entities)))

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of the entities, by CURIE.

        :returns: CURIE to label of each entity
        """
        return {entity.curie: entity.label for entity in self.entities.values()}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The ontology's terms.

        :returns: the ontology as loaded
        """
        return load_vocabulary()

    @cached_property
    def about(self) -> AboutDrugs:
        """Finds the drugs that claims are about.

        :returns: the finder
        """
        return AboutDrugs(self.entities, self.vocabulary)

    @cached_property
    def carriers(self) -> Carriers:
        """The nodes that carry a qualifier.

        :returns: the exposures that carry a route
        """
        return fact_carriers(self.entities)


@dataclass(frozen=True)
class SourceJob:
    """One source to make statements from.

    :param slug: short name of the source
    :param folder: where it was read, for messages
    :param shown: the folder as the user knows it
    :param metadata: the bytes of ``source.yaml``
    :param claims: the bytes of ``claims.jsonl``
    :param works: CURIE of each reference that the source cites to the key of its work
    :param labels: CURIE to label of the documents and references that the claims name
    :param text: the document, where it is at hand
    """

    slug: str
    folder: str
    shown: str
    metadata: bytes
    claims: bytes
    works: Mapping[str, str]
    labels: Mapping[str, str]
    text: str | None = None

    @classmethod
    def of(
        cls,
        item: SourceFolder,
        digest: Digest,
        labels: Mapping[str, str],
        works: Mapping[str, str],
        text: str | None = None,
    ) -> SourceJob:
        """Return the job of a source.

        :param item: the source, as it was read
        :param digest: what its claims name
        :param labels: CURIE to label of every document and reference
        :param works: CURIE of every reference to the key of its work
        :param text: the document, where it is at hand
        :returns: the job, with what the source needs of labels and works
        """
        return cls(
            slug=item.source.slug,
            folder=str(item.folder),
            shown=item.metadata_file.removesuffix("/source.yaml"),
            metadata=item.files[0],
            claims=item.files[1],
            works={name: works[name] for name, is_cited in digest.foreign.items() if is_cited and name in works},
            labels={name: labels[name] for name in digest.foreign if name in labels},
            text=text,
        )

    def key(self, surroundings: Surroundings) -> str:
        """Return the key of what is made from the source.

        :param surroundings: what all sources have in common
        :returns: the key
        """
        named = json.dumps([sorted(self.works.items()), sorted(self.labels.items())])
        text = "no text" if self.text is None else f"text {self.text}"
        return key_of(surroundings.key, self.shown, self.metadata, self.claims, named, text)


@dataclass(frozen=True)
class Part:
    """What was made from one source, or a graph that sources share.

    :param statements: N-Quads; those of a source are its graph ``claims/…`` and its words in the graph ``quotes``
    :param counts: the numbers of the statements apart from the words, which are in no metadata
    :param rows: its claims as screens show them; see :mod:`ingest.parts.rows`
    :param problems: what is wrong with it, as file, line and message; the part is then of no use
    """

    statements: bytes
    counts: Counts
    rows: bytes = b""
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, quads: list[Quad]) -> Part:
        """Return quads as a part.

        :param quads: the quads, each once
        :returns: their statements and numbers
        """
        return cls(nquads(quads), counts_of(quads))

    def to_bytes(self) -> bytes:
        """Return the part as bytes for the cache.

        :returns: counts and length of the rows in one line, then the rows, then the statements
        """
        head = self.counts.to_json() | {"rows": len(self.rows)}
        return json.dumps(head).encode() + b"\n" + self.rows + self.statements

    @classmethod
    def from_bytes(cls, data: bytes) -> Part:
        """Return the part that :meth:`to_bytes` wrote.

        :param data: the bytes
        :returns: the part
        """
        line, _, rest = data.partition(b"\n")
        head: dict[str, Any] = json.loads(line)
        return cls(rest[head["rows"] :], Counts.from_json(head), rest[: head["rows"]])


def make_source_part(job: SourceJob, surroundings: Surroundings) -> Part:
    """Make the statements of one source and check them against the shapes.

    :param job: the source
    :param surroundings: what all sources have in common
    :returns: the statements, or what is wrong
    """
    item = parse_source(job.metadata, job.claims, Path(job.folder), job.shown)
    labels = ChainMap(dict(job.labels), surroundings.labels)
    context = ClaimContext(
        surroundings.vocabulary, labels.__getitem__, surroundings.about, job.works, surroundings.carriers
    )
    quads = claim_quads(item, context)
    problems = shape_problems_of(quads, item)
    if problems:
        return Part(b"", Counts(), problems=problems)
    counts = counts_of(quads)
    if job.text is not None:
        quads += quote_quads([item], {item.source.slug: job.text})
    rows = rows_of_source(item, quads, RowContext(context.vocabulary, labels, context.about, job.works, job.text))
    return Part(nquads(quads), counts, rows.to_bytes())


def shape_problems_of(quads: list[Quad], item: SourceFolder) -> tuple[Problem, ...]:
    """Return the violations of shapes among the statements of a source, each with file and line.

    :param quads: its graph ``claims/…``; no shape looks from there into another graph
    :param item: the source
    :returns: the problems
    """
    violations = validate(quad.triple for quad in quads)
    places = {f"claim:{claim.record.id}": claim for claim in item.claims} if violations else {}
    problems = []
    for violation in violations:
        claim = places.get(violation.node.partition("/")[0])
        file, line = (claim.file, claim.line) if claim else (item.metadata_file, 0)
        problems.append(Problem(file, line, str(violation)))
    return tuple(problems)


def nquads(quads: list[Quad]) -> bytes:
    """Serialise quads as N-Quads.

    :param quads: the quads
    :returns: one line per quad
    """
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
