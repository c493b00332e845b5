"""The graph ``entities``: the nodes that claims are about, the documents, and the works that they list or cite."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from ingest.graphs.writer import GraphWriter, node
from ingest.sources import Reference, Source, SourceFolder
from ingest.works import merged_references
from ontology.entities import Entity, EvidenceTerm


def entity_quads(
    entities: Iterable[Entity], evidence_terms: Iterable[EvidenceTerm], sources: Iterable[SourceFolder]
) -> list[Quad]:
    """Return the quads of the graph ``entities``.

    :param entities: the entities
    :param evidence_terms: the evidence types and study designs
    :param sources: the sources, whose documents and references become nodes
    :returns: the quads, in the order of the input
    """
    writer = GraphWriter("entities")
    for entity in entities:
        _write_entity(writer, entity)
    for term in evidence_terms:
        writer.add(node(term.curie), "rdf:type", node(f"dkgo:{term.class_name}"))
        writer.add(node(term.curie), "rdfs:label", term.label)
    sources = list(sources)
    works = merged_references(sources)
    for item in sources:
        _write_source(writer, item.source)
        for reference in item.source.references:
            _write_reference(writer, item.source, reference)
            work = works[f"ref:{reference.id}"]
            if work.merged_by:
                writer.add(node(f"ref:{reference.id}"), "dkgo:workKey", work.key)
                writer.add(node(f"ref:{reference.id}"), "dkgo:mergedBy", work.merged_by)
    return writer.quads


def _write_entity(writer: GraphWriter, entity: Entity) -> None:
    subject = node(entity.curie)
    writer.add(subject, "rdf:type", node(f"dkgo:{entity.class_name}"))
    writer.add(subject, "rdfs:label", entity.label)
    writer.add(subject, "skos:definition", entity.definition)
    for synonym in entity.synonyms:
        writer.add(subject, "skos:altLabel", synonym)
    for relation, targets in entity.relations.items():
        for target in targets:
            writer.add(subject, f"dkgo:{relation}", node(f"drugkg:{target}"))


def _write_source(writer: GraphWriter, source: Source) -> None:
    subject = node(f"source:{source.slug}")
    writer.add(subject, "rdf:type", node("dkgo:Document"))
    writer.add(subject, "rdfs:label", source.title)
    writer.add(subject, "dcterms:title", source.title)
    writer.add(subject, "dcterms:alternative", source.short_title)
    writer.add(subject, "dcterms:identifier", source.file)
    writer.add(subject, "dkgo:documentKind", source.kind)
    writer.add(subject, "dcterms:creator", source.authors)
    writer.add(subject, "dcterms:publisher", source.publisher)
    writer.add(subject, "dcterms:issued", source.date)
    writer.add(subject, "dkgo:address", source.address)
    writer.add(subject, "dkgo:sha256", source.sha256)
    writer.add(subject, "dkgo:length", source.length)
    writer.add(subject, "dkgo:note", source.note)
    writer.add(subject, "dkgo:note", source.title_note)


def _write_reference(writer: GraphWriter, source: Source, reference: Reference) -> None:
    subject = node(f"ref:{reference.id}")
    writer.add(subject, "rdf:type", node("dkgo:Reference"))
    writer.add(subject, "rdfs:label", reference.label)
    writer.add(subject, "dkgo:referenceOf", node(f"source:{source.slug}"))
    writer.add(subject, "dkgo:mark", reference.number)
    writer.add(subject, "dkgo:referenceStatus", reference.status)
    writer.add(subject, "dkgo:complete", reference.complete)
    writer.add(subject, "dcterms:bibliographicCitation", reference.citation)
    writer.add(subject, "dcterms:creator", reference.authors)
    writer.add(subject, "dcterms:title", reference.title)
    writer.add(subject, "dcterms:isPartOf", reference.venue)
    writer.add(subject, "dcterms:issued", reference.year)
    writer.add(subject, "dkgo:volume", reference.volume)
    writer.add(subject, "dkgo:issue", reference.issue)
    writer.add(subject, "dkgo:pages", reference.pages)
    writer.add(subject, "dkgo:doi", reference.doi)
    writer.add(subject, "dkgo:pmid", reference.pmid)
    writer.add(subject, "dkgo:s2cid", reference.s2cid)
    writer.add(subject, "dkgo:note", reference.note)
