"""From the files of the project to the quads of the graph: reading, validation, RDF, facts, reasoning, shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from ingest import anchor_verification as anchors
from ingest.about_drugs import AboutDrugs
from ingest.digests import Digests, owned_facts, owned_propositions
from ingest.essentials import fact_carriers
from ingest.graphs.claims import ClaimContext, claim_quads, proposition_quads
from ingest.graphs.entities import entity_quads
from ingest.graphs.facts import fact_quads
from ingest.graphs.writer import graph
from ingest.problems import InvalidInputError, Problem
from ingest.progress import Progress
from ingest.sources import SOURCES_FOLDER, SourceFolder, read_sources
from ingest.validation import check
from ingest.works import works_of_references
from ingest.workspace_parts import WorkspaceParts, workspace_parts
from ontology.entities import (
    ENTITIES_FOLDER,
    EVIDENCE_TYPES_FILE,
    Entity,
    load_entities,
    load_evidence_terms,
)
from ontology.kept import Kept
from ontology.mappings.prefixes import EXTERNAL_PREFIXES_FILE
from ontology.mappings.sssom import MAPPINGS_FILE, MappingSet
from ontology.reasoning.rules import clashes, closure
from ontology.shapes import Violation, validate
from ontology.vocabulary import ONTOLOGY_FILE, UNITS_FILE, Vocabulary, load_vocabulary, ontology_triples

PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Inputs:
    """Everything a graph is built from, read and checked.

    :param entities: slug to entity
    :param sources: the documents with their claims
    :param vocabulary: the ontology's terms
    :param labels: CURIE to label for every node that a claim may name
    :param texts: slug of a source to the text of its document, where originals were given
    :param entities_folder: the folder of the entity files
    :param verified: number of anchors that were compared with the documents
    :param mappings: the mappings of the packaged entities, and of the workspace's
    :param kept: keeps the digests of sources
    """

    entities: dict[str, Entity]
    sources: tuple[SourceFolder, ...]
    vocabulary: Vocabulary
    labels: dict[str, str]
    texts: dict[str, str]
    entities_folder: Path = ENTITIES_FOLDER
    verified: int = 0
    mappings: MappingSet | None = None
    kept: Kept | None = None

    @cached_property
    def digests(self) -> Digests:
        """What the graph as a whole wants to know of each source.

        :returns: the digests
        """
        return Digests(self.entities, self.vocabulary, self.kept)

    def label_of(self, curie: str) -> str:
        """Return the label of an entity, a document or a reference by its CURIE.

        :param curie: an entity, a document or a reference
        :returns: its label
        """
        return self.labels[curie]


def read_inputs(
    originals: Path | None,
    progress: Progress,
    sources_folder: Path = SOURCES_FOLDER,
    entities_folder: Path = ENTITIES_FOLDER,
    workspace: Path | None = None,
    kept: Kept | None = None,
) -> Inputs:
    """Read ontology, entities, sources and claims, check them, and verify the anchors where originals are available.

    :param originals: folder of the original documents, or ``None``
    :param progress: reports each step
    :param sources_folder: the folder of the source folders
    :param entities_folder: the folder of the entity files
    :param workspace: the user's own sources, entities and mappings, if any
    :param kept: keeps what is known of files that were read before
    :returns: the inputs
    :raises EntityError: if the entity files are not valid
    :raises InvalidInputError: if sources or claims are not valid; with every problem found
    """
    vocabulary = load_vocabulary()
    own = workspace_parts(workspace)
    entities = load_entities(entities_folder, *own.entity_folders, kept=kept)
    sources = own.joined(read_sources(sources_folder, kept))
    labels = _labels(entities, sources)
    inputs = Inputs(entities, sources, vocabulary, labels, {}, entities_folder, mappings=own.mappings(), kept=kept)
    claims = sum(len(item.claims) for item in sources)
    progress.step(f"read {len(entities)} entities, {len(sources)} documents, {claims} claims")
    check(sources, entities, vocabulary, inputs.digests)
    progress.step(f"validated {claims} claims against {len(vocabulary.predicates)} predicates")
    texts, verified = _verified(originals, sources, own, progress)
    return replace(inputs, texts=texts, verified=verified)


def _verified(
    originals: Path | None, sources: tuple[SourceFolder, ...], own: WorkspaceParts, progress: Progress
) -> tuple[dict[str, str], int]:
    """Compare the anchors with the originals, and those of the workspace with its own copies."""
    texts: dict[str, str] = {}
    verified = 0
    mine = {item.source.slug for item in own.sources}
    groups = [(item.source.slug, own.documents(item.source.slug), [item]) for item in own.sources]
    if originals is not None:
        groups.insert(0, ("", originals, [item for item in sources if item.source.slug not in mine]))
    for slug, folder, group in groups:
        report = anchors.verify(folder, group, own.text_file if slug else None)
        if report.problems or report.verified != report.total:
            raise InvalidInputError(report.problems)
        texts |= report.texts
        verified += report.verified
    if originals is None:
        progress.step("anchors not verified: no originals given (--originals DIR or DRUGKG_ORIGINALS)")
    if groups:
        progress.step(f"verified {verified} anchors against the documents")
    return texts, verified


def ontology_quads() -> list[Quad]:
    """Return the quads of the graph ``ontology``.

    :returns: the quads
    """
    return [Quad(t.subject, t.predicate, t.object, graph("ontology")) for t in ontology_triples()]


def base_quads(inputs: Inputs) -> list[Quad]:
    """Return what the inputs say, before anything is concluded from it.

    :param inputs: what the graph is built from
    :returns: the graphs ``ontology``, ``entities``, ``facts``, ``claims/…`` and ``propositions``
    """
    digests = [inputs.digests.of(item) for item in inputs.sources]
    quads = ontology_quads()
    quads += entity_quads(inputs.entities.values(), load_evidence_terms().values(), inputs.sources)
    for facts in owned_facts(digest.facts for digest in digests):
        quads += fact_quads(facts)
    for item, tallies in zip(inputs.sources, owned_propositions(digests), strict=True):
        quads += proposition_quads(item, tallies, inputs.vocabulary, inputs.label_of)
    about, works = AboutDrugs(inputs.entities, inputs.vocabulary), works_of_references(inputs.sources)
    context = ClaimContext(inputs.vocabulary, inputs.label_of, about, works, fact_carriers(inputs.entities))
    for item in inputs.sources:
        quads += claim_quads(item, context)
    return quads


def inferred_quads(quads: Iterable[Quad], axioms: list[Triple]) -> list[Quad]:
    """Return what follows from ontology, entities and facts by OWL 2 RL.

    :param quads: at least the graphs ``entities`` and ``facts``
    :param axioms: the ontology
    :returns: the quads of the graph ``inferred``: new statements only
    :raises InvalidInputError: if the statements contradict the ontology
    """
    reasoned = {graph("entities"), graph("facts")}
    known = [quad.triple for quad in quads if quad.graph_name in reasoned]
    new = closure(axioms, known)
    found = clashes(axioms, [*known, *new], closed=True)
    if found:
        raise InvalidInputError([Problem("ontology", 0, clash.reason) for clash in found])
    return [Quad(t.subject, t.predicate, t.object, graph("inferred")) for t in new]


def shape_problems(
    quads: Iterable[Quad], inputs: Inputs, validator: Callable[[bytes], list[Violation]] = validate
) -> tuple[int, list[Problem]]:
    """Check claims, propositions, entities and sources against the SHACL shapes.

    :param quads: the quads made so far
    :param inputs: what they were made from, to name file and line
    :param validator: the SHACL engine
    :returns: how many statements were looked at, and every violation
    """
    left_out = {graph("ontology"), graph("facts"), graph("inferred")}
    triples = dict.fromkeys(quad.triple for quad in quads if quad.graph_name not in left_out)
    violations = validator(to_ntriples(triples))
    places = _places(inputs) if violations else {}
    return len(triples), [Problem(*_place_of(v.node, places), str(v)) for v in violations]


def _places(inputs: Inputs) -> dict[str, tuple[str, int]]:
    """Return CURIE to file and line of everything that is defined in a file of the project."""
    places = {}
    for entity in inputs.entities.values():
        file, _, line = entity.place.rpartition(":")
        places[entity.curie] = (f"ontology/{file}", int(line))
    for item in inputs.sources:
        places[f"source:{item.source.slug}"] = (item.metadata_file, 0)
        places.update((f"ref:{reference.id}", (item.metadata_file, 0)) for reference in item.source.references)
        places.update((f"claim:{claim.record.id}", (claim.file, claim.line)) for claim in item.claims)
    return places


def _place_of(curie: str, places: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """Return file and line of a node, or of the claim that it is a part of."""
    return places.get(curie) or places.get(curie.partition("/")[0], ("graph", 0))


def to_ntriples(triples: Iterable[Triple]) -> bytes:
    """Serialise triples as N-Triples.

    :param triples: the triples
    :returns: one line per triple, in UTF-8
    """
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    return data or b""


def _labels(entities: dict[str, Entity], sources: tuple[SourceFolder, ...]) -> dict[str, str]:
    labels = {entity.curie: entity.label for entity in entities.values()}
    for item in sources:
        labels[f"source:{item.source.slug}"] = item.source.title
        labels.update((f"ref:{reference.id}", reference.label) for reference in item.source.references)
    return labels


def input_paths(inputs: Inputs) -> dict[str, Path]:
    """Return the files that went into a graph.

    :param inputs: what it is built from
    :returns: name to path
    """
    files = [
        ONTOLOGY_FILE,
        UNITS_FILE,
        MAPPINGS_FILE,
        EXTERNAL_PREFIXES_FILE,
        EVIDENCE_TYPES_FILE,
    ]
    paths = {path.relative_to(PROJECT).as_posix(): path for path in files}
    paths |= {f"ontology/entities/{path.name}": path for path in inputs.entities_folder.glob("*.yaml")}
    for item in inputs.sources:
        for name in ("source.yaml", "claims.jsonl"):
            paths[f"ingest/sources/{item.source.slug}/{name}"] = item.folder / name
    return paths
