"""The rows of a source's claims, as screens and searches show them: what the reader of claims reads from the store.

They are made from the records, which is five times as fast as to read them from statements. A test compares both.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from ingest.about_drugs import AboutDrugs
from ingest.claims import Citation, ClaimRecord, Quantity
from ingest.graphs.claims import part_of
from ingest.graphs.writer import node
from ingest.sources import Reference, SourceFolder
from ingest.wording.phrases import proposition_words
from ingest.works import cited_works
from ontology.entities import load_evidence_terms
from ontology.namespaces import PREFIXES, compact, expand
from ontology.vocabulary import Vocabulary, ontology_triples
from queries.claims.model import Cited, Claim, Place, QualifierValue
from queries.claims.table import table_row
from queries.mechanism.claims import MechanismClaim
from queries.mechanism.claims import Place as EffectPlace
from queries.mechanism.network_rows import network_row
from queries.mechanism.reading import limits_of

_WORDS = {node(f"dkgo:{name}"): name for name in ("phrase", "answer", "qualifierSummary", "citationSummary")}


class SourceRows(NamedTuple):
    """The rows of a source's claims.

    :param claims: rows of :class:`queries.claims.table.ClaimTableWriter`
    :param effects: rows of :class:`queries.mechanism.network_rows.NetworkWriter`
    """

    claims: list[list[Any]]
    effects: list[list[Any]]

    def to_bytes(self) -> bytes:
        """Return the rows as bytes.

        :returns: JSON
        """
        return json.dumps(self, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> SourceRows:
        """Return the rows that :meth:`to_bytes` wrote.

        :param data: the bytes; none for no rows
        :returns: the rows
        """
        return cls(*json.loads(data)) if data else cls([], [])


@dataclass(frozen=True)
class RowContext:
    """What is known apart from the claims of a source.

    :param vocabulary: the ontology's terms
    :param labels: CURIE to label of everything that the claims name, apart from the ontology's terms
    :param about: finds the drugs that claims are about
    :param works: CURIE of a reference to the key of its work
    :param text: the document, where it is at hand
    """

    vocabulary: Vocabulary
    labels: Mapping[str, str]
    about: AboutDrugs
    works: Mapping[str, str]
    text: str | None = None


def rows_of_source(item: SourceFolder, quads: Iterable[Quad], context: RowContext) -> SourceRows:
    """Return the claims of a source as rows.

    :param item: the source
    :param quads: its graph ``claims/…``, from which the words are taken that are made for it
    :param context: what is known apart from the claims
    :returns: the rows, by place in the document
    """
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in _WORDS and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            words[quad.subject.value][_WORDS[quad.predicate]] = quad.object.value
    rows = _Rows(item, context, words)
    claims = sorted((rows.claim(claim.record) for claim in item.claims), key=_order)
    drugs = {claim.record.id: context.about.drugs(claim.record) for claim in item.claims}
    effects = [rows.effect(claim.record) for claim in item.claims if rows.is_effect(claim.record)]
    return SourceRows([table_row(claim, drugs[claim.id]) for claim in claims], [network_row(one) for one in effects])


def _order(claim: Claim) -> tuple[int, str]:
    return claim.places[0].start if claim.places else 0, claim.id


class _Rows:
    """Makes the rows of one source.

    :param item: the source
    :param context: what is known apart from its claims
    :param words: IRI of a claim to the words that its statements contain
    """

    def __init__(self, item: SourceFolder, context: RowContext, words: Mapping[str, Mapping[str, str]]) -> None:
        self._source = item.source
        self._context = context
        self._words = words
        self._listed = {f"ref:{reference.id}": reference for reference in item.source.references}

    def claim(self, record: ClaimRecord) -> Claim:
        """Return a claim as the reader reads it.

        :param record: the record
        :returns: the claim
        """
        words = self._words[expand(f"claim:{record.id}")]
        thing = self._label(record.object_id) if record.object_id else _shortened(record.literal or "")
        predicate = _label_of_term(record.predicate_name)
        proposed = record.object_id and self._context.labels[record.object_id]
        term = self._context.vocabulary.predicates[record.predicate_name]
        subject = self._context.labels[record.subject_id]
        own = record.essential_qualifiers
        return Claim(
            id=record.id,
            source=self._source.slug,
            title=self._source.title,
            file=self._source.file,
            family=record.family,
            family_label=_label_of_term(record.family),
            subject=self._label(record.subject_id),
            subject_id=record.subject_id,
            predicate=predicate,
            predicate_id=record.predicate_id,
            object=thing,
            object_id=record.object_id or "",
            proposition=proposition_words(
                subject, term, proposed or record.literal or "", with_drug=record.family == "interaction"
            ),
            proposition_id=f"prop:{record.proposition}",
            polarity=record.polarity,
            modality=record.modality,
            modality_label=_label_of_term(record.modality),
            status=_label_of_term(record.regulatory_status),
            status_code=record.regulatory_status or "",
            review=_label_of_term(record.review_status),
            review_code=record.review_status,
            quote_role=_label_of_term(record.quote_role),
            quote_role_code=record.quote_role,
            evidence_type=_evidence_labels().get(record.evidence_type or "", record.evidence_type or ""),
            evidence_type_id=record.evidence_type or "",
            study_design_id=record.study_design or "",
            agent=record.agent,
            statement=record.statement,
            note=record.note or "",
            qualifiers=words.get("qualifierSummary", ""),
            cites=words.get("citationSummary", ""),
            value=record.value.words if record.value else "",
            **_quantity(record.value),
            route=self._qualifier_label(record, "route"),
            phase=self._qualifier_label(record, "phase"),
            phrase=words.get("phrase", ""),
            answer=words.get("answer", ""),
            reading=record.reading,
            essential="" if own is None else " ".join(own) or "none",
            essential_reason=record.essential_reason or "",
            works=tuple(sorted(cited_works(record, self._context.works))),
            citation_needed=record.citation_needed,
            places=self._places(record),
            cited=self._cited(record),
            scope=self._scope(record),
        )

    def is_effect(self, record: ClaimRecord) -> bool:
        """Return whether a claim belongs to the network of effects.

        :param record: the record
        :returns: true unless it states no effect, or was rejected
        """
        predicate = self._context.vocabulary.predicates[record.predicate_name]
        states = predicate.value_kind == "entity" and predicate.sign != 0 and record.object_id is not None
        return states and record.review_status != "rejected"

    def effect(self, record: ClaimRecord) -> MechanismClaim:
        """Return a claim on an effect as searches for paths read it.

        :param record: the record
        :returns: the claim
        """
        values = {key: self._iri_of(record, key) for key in record.qualifiers}
        qualifiers = self._context.vocabulary.qualifiers
        limits = [
            (key, qualifiers[key].label, value, self._qualifier_label(record, key)) for key, value in values.items()
        ]
        return MechanismClaim(
            id=record.id,
            subject=expand(record.subject_id),
            predicate=expand(record.predicate_id),
            object=expand(record.object_id or ""),
            sign=self._context.vocabulary.predicates[record.predicate_name].sign,
            source=expand(f"source:{self._source.slug}"),
            family=record.family,
            polarity=record.polarity,
            modality=record.modality,
            review=record.review_status,
            populations=_only(values, "population"),
            species=_only(values, "species"),
            conditions=_only(values, "condition"),
            works=frozenset(cited_works(record, self._context.works)),
            evidence=record.evidence_type or "",
            reading="inferredReading" if record.reading == "inferred" else record.reading,
            phrase=self._words[expand(f"claim:{record.id}")].get("phrase", ""),
            limits=limits_of(limits),
            places=tuple(sorted(EffectPlace(place.section, place.start, place.end) for place in record.places)),
        )

    def _label(self, curie: str) -> str:
        return self._context.labels.get(curie) or curie

    def _iri_of(self, record: ClaimRecord, key: str) -> str:
        """Return the node that a qualifier leads to: an entity, or a part of the claim."""
        value = record.qualifiers[key]
        is_entity = isinstance(value, str) and value.startswith("drugkg:")
        return expand(str(value)) if is_entity else part_of(record, f"qualifier/{key}").value

    def _qualifier_label(self, record: ClaimRecord, key: str) -> str:
        value = record.qualifiers.get(key, "")
        if isinstance(value, Quantity):
            return value.words
        return self._label(value) if value.startswith("drugkg:") else value

    def _places(self, record: ClaimRecord) -> tuple[Place, ...]:
        text = self._context.text
        places = (
            Place(
                section=place.section,
                start=place.start,
                end=place.end,
                quote="" if text is None else text[place.start : place.end],
                sha256=place.sha256,
                number=number,
            )
            for number, place in enumerate(record.places, start=1)
        )
        return tuple(sorted(places, key=lambda place: place.start))

    def _cited(self, record: ClaimRecord) -> tuple[Cited, ...]:
        cited = (self._work(cite, number) for number, cite in enumerate(record.cites, start=1))
        return tuple(sorted(cited, key=lambda work: (work.mark, work.id)))

    def _work(self, cite: Citation, number: int) -> Cited:
        listed: Reference | None = self._listed.get(cite.reference)
        return Cited(
            id=cite.reference,
            label=listed.label if listed else self._label(cite.reference),
            citation=(listed and listed.citation) or "",
            mark=cite.mark,
            resolved=cite.resolved,
            status=listed.status if listed else "",
            doi=(listed and listed.doi) or "",
            pmid=(listed and listed.pmid) or "",
            note=cite.note or "",
            number=number,
        )

    def _scope(self, record: ClaimRecord) -> tuple[QualifierValue, ...]:
        values = (
            QualifierValue(key, **_quantity(value)) if isinstance(value, Quantity) else QualifierValue(key, value)
            for key, value in record.qualifiers.items()
        )
        return tuple(sorted(values, key=lambda value: value.key))


def _only(values: Mapping[str, str], key: str) -> frozenset[str]:
    return frozenset((values[key],)) if key in values else frozenset()


def _quantity(quantity: Quantity | None) -> dict[str, Any]:
    """Return the fields of a quantity; empty where there is none."""
    return {
        "minimum": None if quantity is None or quantity.min is None else float(quantity.min),
        "maximum": None if quantity is None or quantity.max is None else float(quantity.max),
        "min_excluded": quantity is not None and quantity.min_excluded,
        "max_excluded": quantity is not None and quantity.max_excluded,
        "unit": "" if quantity is None else quantity.unit,
        "approximate": quantity is not None and quantity.approximate,
    }


def _shortened(text: str) -> str:
    """Return a literal as the reader shows it: an address as a CURIE where a prefix fits."""
    return compact(text) if "://" in text else text


def _label_of_term(name: str | None) -> str:
    """Return the label of a term of the ontology; of none, none."""
    return _names_of_terms().get(name, f"dkgo:{name}") if name else ""


@cache
def _evidence_labels() -> dict[str, str]:
    return {curie: term.label for curie, term in load_evidence_terms().items()}


@cache
def _names_of_terms() -> dict[str, str]:
    """Return local name of each term of the ontology → its label."""
    label, namespace = node("rdfs:label"), PREFIXES["dkgo"]
    return {
        triple.subject.value.removeprefix(namespace): triple.object.value
        for triple in ontology_triples()
        if triple.predicate == label and isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    }
