"""The graph ``disagreements``: what the sources disagree on, computed from their claims on every build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad

from ingest.disagreements.finding import find_disagreements
from ingest.disagreements.model import Background, Disagreement
from ingest.graphs.writer import GraphWriter, node
from ingest.sources import SourceFolder
from ingest.works import works_of_references
from ontology.entities import Entity


def disagreement_quads(
    sources: Iterable[SourceFolder], entities: Mapping[str, Entity], labels: Mapping[str, str]
) -> list[Quad]:
    """Return the quads of the graph ``disagreements``.

    :param sources: the documents with their claims
    :param entities: slug to entity
    :param labels: CURIE to label of every node that a claim may name
    :returns: the quads
    """
    folders = list(sources)
    records = [claim.record for item in folders for claim in item.claims]
    background = Background.from_entities(
        entities.values(),
        documents={item.source.file: item.source.slug for item in folders},
        labels=labels,
        works=works_of_references(folders),
    )
    writer = GraphWriter("disagreements")
    for disagreement in find_disagreements(records, background):
        _write(writer, disagreement)
    return writer.quads


def _write(writer: GraphWriter, disagreement: Disagreement) -> None:
    subject = node(f"dis:{disagreement.id}")
    writer.add(subject, "rdf:type", node("dkgo:Disagreement"))
    writer.add(subject, "rdf:type", node(f"dkgo:{disagreement.kind.capitalize()}"))
    writer.add(subject, "rdfs:label", disagreement.matter)
    writer.add(subject, "dkgo:disagreementType", node(f"dkgo:{disagreement.type}Disagreement"))
    writer.add(subject, "dkgo:family", node(f"dkgo:{disagreement.topic}"))
    writer.add(subject, "dkgo:explanation", disagreement.explanation)
    writer.add(subject, "dkgo:rank", disagreement.rank)
    writer.add(subject, "dkgo:rangeRelation", disagreement.range_relation)
    writer.add(subject, "dkgo:commonRange", disagreement.common_range)
    writer.add(subject, "dkgo:evidenceLines", disagreement.evidence_lines)
    for key in disagreement.reconciled_by:
        writer.add(subject, "dkgo:reconciledBy", key)
    for work in disagreement.shared_studies:
        writer.add(subject, "dkgo:sharedStudy", node(work))
    for slug in disagreement.propositions:
        writer.add(subject, "dkgo:disagreeingProposition", node(f"prop:{slug}"))
    for claim in disagreement.claims:
        writer.add(subject, "dkgo:disagreeingClaim", node(f"claim:{claim}"))
    for number, side in enumerate(disagreement.sides, start=1):
        part = node(f"dis:{disagreement.id}/side/{number}")
        writer.add(subject, "dkgo:side", part)
        writer.add(part, "rdf:type", node("dkgo:DisagreementSide"))
        writer.add(part, "rdfs:label", side.label)
        for claim in side.claims:
            writer.add(part, "dkgo:disagreeingClaim", node(f"claim:{claim}"))
