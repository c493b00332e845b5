"""The graphs ``claims/<source>`` and ``propositions``: records as RDF statements with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ingest.about_drugs import AboutDrugs
from ingest.claims import Anchor, Citation, ClaimRecord, Quantity
from ingest.digests import Tally
from ingest.essentials import Carriers, essential_qualifiers, fact_rule
from ingest.graphs.writer import GraphWriter, decimal, node
from ingest.sources import SourceFolder
from ingest.wording.phrases import claim_words, proposition_words
from ingest.wording.qualifiers import qualifier_summary
from ingest.works import cited_works
from ontology.namespaces import PREFIXES
from ontology.vocabulary import Vocabulary

LabelOf = Callable[[str], str]

REVIEW_MARKS = {"proposed": " (proposed)", "rejected": " (rejected)"}
"""How the phrase of a claim ends that no reviewer has accepted, wherever it is shown."""


def object_term(record: ClaimRecord) -> NamedNode | Literal | None:
    """Return the RDF object of a claim.

    :param record: the claim
    :returns: an entity or a literal; ``None`` if the claim has a value instead
    """
    if record.object_id is not None:
        return node(record.object_id)
    return Literal(record.literal) if record.literal is not None else None


@dataclass(frozen=True)
class ClaimContext:
    """What is known apart from a claim when it is written.

    :param vocabulary: the ontology's terms
    :param label_of: CURIE to label
    :param about: finds the drugs that a claim is about
    :param works: CURIE of a reference to the key of its work
    :param carriers: the nodes that carry a qualifier
    """

    vocabulary: Vocabulary
    label_of: LabelOf
    about: AboutDrugs
    works: Mapping[str, str]
    carriers: Carriers


def claim_quads(item: SourceFolder, context: ClaimContext) -> list[Quad]:
    """Return the quads of one source's claims.

    :param item: the source
    :param context: what is known apart from the claims
    :returns: the quads of the graph ``claims/<slug>``
    """
    writer = GraphWriter(f"claims/{item.source.slug}")
    for claim in item.claims:
        _write_claim(writer, claim.record, item.source.slug, context)
    return writer.quads


def proposition_quads(
    item: SourceFolder, tallies: Iterable[Tally], vocabulary: Vocabulary, label_of: LabelOf
) -> list[Quad]:
    """Return the quads of propositions that a source has, each with the numbers of its claims and documents.

    :param item: the source
    :param tallies: the propositions and their numbers
    :param vocabulary: the ontology's terms
    :param label_of: CURIE to label
    :returns: quads of the graph ``propositions``
    """
    writer = GraphWriter("propositions")
    wanted = {tally.proposition: tally for tally in tallies}
    for claim in item.claims if wanted else ():
        tally = wanted.pop(claim.record.proposition, None)
        if tally is not None:
            _write_proposition(writer, claim.record, vocabulary, label_of)
            writer.add(node(f"prop:{tally.proposition}"), "dkgo:claimCount", tally.claims)
            writer.add(node(f"prop:{tally.proposition}"), "dkgo:documentCount", tally.documents)
    return writer.quads


def _write_proposition(writer: GraphWriter, record: ClaimRecord, vocabulary: Vocabulary, label_of: LabelOf) -> None:
    subject = node(f"prop:{record.proposition}")
    thing = record.literal or "" if record.object_id is None else label_of(record.object_id)
    writer.add(subject, "rdf:type", node("dkgo:Proposition"))
    predicate, with_drug = vocabulary.predicates[record.predicate_name], record.family == "interaction"
    words = proposition_words(label_of(record.subject_id), predicate, thing, with_drug=with_drug)
    writer.add(subject, "rdfs:label", words)
    _write_triple(writer, subject, record)


def _write_triple(writer: GraphWriter, subject: NamedNode, record: ClaimRecord) -> None:
    writer.add(subject, "rdf:subject", node(record.subject_id))
    writer.add(subject, "rdf:predicate", node(record.predicate_id))
    writer.add(subject, "rdf:object", object_term(record))


def _write_claim(writer: GraphWriter, record: ClaimRecord, slug: str, context: ClaimContext) -> None:
    vocabulary, label_of = context.vocabulary, context.label_of
    subject = node(f"claim:{record.id}")
    writer.add(subject, "rdf:type", node("dkgo:Claim"))
    writer.add(subject, "rdf:type", node("rdf:Statement"))
    _write_triple(writer, subject, record)
    writer.add(subject, "dkgo:proposition", node(f"prop:{record.proposition}"))
    writer.add(subject, "dkgo:source", node(f"source:{slug}"))
    for predicate, name in (
        ("family", record.family),
        ("polarity", record.polarity),
        ("modality", record.modality),
        ("quoteRole", record.quote_role),
        ("regulatoryStatus", record.regulatory_status),
        ("reviewStatus", record.review_status),
        ("agent", record.agent),
        ("reading", "inferredReading" if record.reading == "inferred" else record.reading),
    ):
        writer.add(subject, f"dkgo:{predicate}", node(f"dkgo:{name}") if name else None)
    for predicate, curie in (("evidenceType", record.evidence_type), ("studyDesign", record.study_design)):
        writer.add(subject, f"dkgo:{predicate}", node(curie) if curie else None)
    writer.add(subject, "dkgo:statement", record.statement)
    writer.add(subject, "dkgo:note", record.note)
    for drug in context.about.drugs(record):
        writer.add(subject, "dkgo:aboutDrug", node(drug))
    writer.add(subject, "dkgo:works", " ".join(sorted(cited_works(record, context.works))) or None)
    words = claim_words(record, vocabulary, label_of)
    writer.add(subject, "dkgo:phrase", words.phrase + REVIEW_MARKS.get(record.review_status, ""))
    writer.add(subject, "dkgo:answer", words.answer)
    for key in essential_qualifiers(record, vocabulary):
        writer.add(subject, "dkgo:limitedBy", key)
    if record.essential_qualifiers is not None:
        writer.add(subject, "dkgo:ownEssentialQualifiers", " ".join(record.essential_qualifiers) or "none")
    writer.add(subject, "dkgo:limitReason", record.essential_reason)
    rule = fact_rule(record, vocabulary, context.carriers)
    writer.add(subject, "dkgo:makesFactOn", node(rule.subject) if rule.subject else None)
    writer.add(subject, "dkgo:factRule", rule.reason)
    if record.value is not None:
        value = part_of(record, "value")
        writer.add(subject, "dkgo:value", value)
        _write_quantity(writer, value, record.value, vocabulary)
    _write_qualifiers(writer, subject, record, vocabulary)
    writer.add(subject, "dkgo:qualifierSummary", qualifier_summary(record.qualifiers, vocabulary, label_of) or None)
    for number, place in enumerate(record.places, start=1):
        _write_anchor(writer, record, number, place, slug)
    for number, cite in enumerate(record.cites, start=1):
        _write_citation(writer, record, number, cite)
    cited = [_cited(cite, label_of) for cite in record.cites]
    if record.citation_needed:
        cited.append("[citation needed]")
        writer.add(subject, "dkgo:citationNeeded", value=True)
    writer.add(subject, "dkgo:citationSummary", "; ".join(cited) or None)


def _write_quantity(writer: GraphWriter, subject: NamedNode, quantity: Quantity, vocabulary: Vocabulary) -> None:
    unit = vocabulary.units[quantity.unit]
    writer.add(subject, "rdf:type", node("qudt:QuantityValue"))
    writer.add(subject, "rdfs:label", quantity.words)
    writer.add(subject, "dkgo:minimum", None if quantity.min is None else decimal(quantity.min))
    writer.add(subject, "dkgo:maximum", None if quantity.max is None else decimal(quantity.max))
    writer.add(subject, "dkgo:minExcluded", quantity.min_excluded or None)
    writer.add(subject, "dkgo:maxExcluded", quantity.max_excluded or None)
    writer.add(subject, "dkgo:approximate", quantity.approximate)
    writer.add(subject, "dkgo:ucumCode", quantity.unit)
    writer.add(subject, "qudt:hasUnit", node(f"unit:{unit.qudt}") if unit.qudt else None)


def _write_qualifiers(writer: GraphWriter, subject: NamedNode, record: ClaimRecord, vocabulary: Vocabulary) -> None:
    for key, value in record.qualifiers.items():
        predicate = f"dkgo:{vocabulary.qualifiers[key].name}"
        if isinstance(value, str) and value.startswith("drugkg:"):
            writer.add(subject, predicate, node(value))
            continue
        target = part_of(record, f"qualifier/{key}")
        writer.add(subject, predicate, target)
        if isinstance(value, Quantity):
            _write_quantity(writer, target, value, vocabulary)
        else:
            writer.add(target, "rdf:type", node("dkgo:QualifierText"))
            writer.add(target, "rdfs:label", value)


def _write_anchor(writer: GraphWriter, record: ClaimRecord, number: int, place: Anchor, slug: str) -> None:
    anchor, position = part_of(record, f"anchor/{number}"), part_of(record, f"anchor/{number}/position")
    writer.add(node(f"claim:{record.id}"), "oa:hasTarget", anchor)
    if number == 1:
        writer.add(node(f"claim:{record.id}"), "dkgo:firstAnchor", anchor)
    writer.add(anchor, "rdf:type", node("oa:SpecificResource"))
    writer.add(anchor, "oa:hasSource", node(f"source:{slug}"))
    writer.add(anchor, "dkgo:section", place.section)
    writer.add(anchor, "oa:hasSelector", position)
    writer.add(position, "rdf:type", node("oa:TextPositionSelector"))
    writer.add(position, "oa:start", place.start)
    writer.add(position, "oa:end", place.end)
    writer.add(position, "dkgo:sha256", place.sha256)


def _write_citation(writer: GraphWriter, record: ClaimRecord, number: int, cite: Citation) -> None:
    subject, citation = node(f"claim:{record.id}"), part_of(record, f"citation/{number}")
    writer.add(subject, "cito:citesAsEvidence", node(cite.reference))
    writer.add(subject, "dkgo:citation", citation)
    writer.add(citation, "rdf:type", node("cito:Citation"))
    writer.add(citation, "cito:hasCitedEntity", node(cite.reference))
    writer.add(citation, "dkgo:mark", cite.mark)
    writer.add(citation, "dkgo:resolution", node(f"dkgo:{cite.resolved}"))
    writer.add(citation, "dkgo:note", cite.note)


def _cited(cite: Citation, label_of: LabelOf) -> str:
    """Return a citation as people read it, such as ``[8] BNF 75``."""
    return f"[{cite.mark}] {label_of(cite.reference)}" if cite.mark else label_of(cite.reference)


def part_of(record: ClaimRecord, path: str) -> NamedNode:
    """Return the node for a part of a claim; parts have their own IRIs, so the graph needs no blank nodes.

    :param record: the claim
    :param path: such as ``anchor/1``
    :returns: the IRI of the claim followed by the path
    """
    return NamedNode(f"{PREFIXES['claim']}{record.id}/{path}")
