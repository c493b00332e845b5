"""Claims as records: the exchange format, one mapping per claim."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from ontology.namespaces import compact, sparql_prologue
from queries.claims.model import Amount, Cited, Claim, Place, QualifierValue
from queries.claims.originals import with_quotes
from queries.claims.reader import Attribute, read_claims
from queries.store.interface import Store, texts

_ATTRIBUTES: tuple[Attribute, ...] = (
    "family", "subject", "predicate", "object", "polarity", "modality", "status", "quote_role", "evidence_type",
    "study_design", "statement", "note", "agent", "review", "value", "places", "cited", "scope",
    "reading", "essential", "essential_reason", "citation_needed",
)  # fmt: skip

_SYNONYMS = (
    sparql_prologue("graph", "skos")
    + "SELECT DISTINCT ?node ?synonym WHERE { GRAPH graph:entities { ?node skos:altLabel ?synonym } }"
)


def write_claims(store: Store, out: IO[str]) -> int:
    """Write the claim records, one JSON object per line.

    :param store: the store to read
    :param out: where to write
    :returns: the number of claims
    """
    count = 0
    for count, record in enumerate(claim_records(store), start=1):  # noqa: B007 - the last count is returned
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return count


def claim_records(
    store: Store, ids: Iterable[str] | None = None, originals: Mapping[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield claims of the graph as records of the exchange format.

    :param store: the store to read
    :param ids: IRIs of the claims wanted; all claims when left out
    :param originals: short name of a document → its verified text, to quote from where the graph holds no words
    :yields: the records by document and place in it; keys in the order of the exchange format, empty ones left out
    :returns: the records by document and place in it; keys in the order of the exchange format, empty ones left out
    """
    synonyms = _synonyms(store)
    found = with_quotes(read_claims(store, ids=ids, only=_ATTRIBUTES), originals or {})
    records = [claim_record(claim, synonyms) for claim in found]
    yield from sorted(records, key=lambda record: (record["source"], record["start"], record["end"], record["id"]))


def claim_record(claim: Claim, synonyms: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return a claim as a record of the exchange format.

    :param claim: the claim, with all its attributes and at least one place
    :param synonyms: CURIE of an entity → its synonyms, in order
    :returns: the record; empty fields are left out
    """
    first, *others = [_place(place) for place in sorted(claim.places, key=lambda place: place.number)]
    record = {
        "id": claim.id,
        "source": claim.file,
        "family": claim.family,
        "subject": claim.subject,
        "subject_id": claim.subject_id,
        "predicate": claim.predicate,
        "predicate_id": claim.predicate_id,
        "object": claim.object,
        "object_synonyms": list(synonyms.get(claim.object_id, ())),
        "object_id": claim.object_id,
        **_value(claim),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "qualifiers": {item.key: _qualifier(item) for item in claim.scope},
        "regulatory_status": claim.status_code,
        "quote_role": claim.quote_role_code,
        "evidence_type": claim.evidence_type_id,
        "study_design": claim.study_design_id,
        "essential_qualifiers": _essential(claim),
        "essential_reason": claim.essential_reason,
        "statement": claim.statement,
        "reading": claim.reading if claim.reading != "stated" else None,
        "note": claim.note,
        **first,
        "anchors": others,
        "cites": [_citation(cite) for cite in sorted(claim.cited, key=lambda cite: cite.number)],
        "citation_needed": claim.citation_needed or None,
        "agent": claim.agent,
        "review_status": claim.review_code,
    }
    kept = {key: value for key, value in record.items() if value not in (None, {}, [], "")}
    if claim.essential == "none":  # an empty list says that no qualifier is essential
        kept = {key: record[key] for key in record if key in kept or key == "essential_qualifiers"}
    return kept


def _essential(claim: Claim) -> list[str]:
    return [] if claim.essential == "none" else claim.essential.split()


def _value(claim: Claim) -> dict[str, Any]:
    return {f"value_{name}" if name in ("min", "max") else name: value for name, value in _amount(claim).items()}


def _qualifier(item: QualifierValue) -> Any:
    return _amount(item) if item.unit else item.value


def _amount(amount: Amount) -> dict[str, Any]:
    """Return a number or range as the exchange format has it; nothing where there is none."""
    if not amount.unit:
        return {}
    fields = {
        "min": _number(amount.minimum),
        "max": _number(amount.maximum),
        "min_excluded": amount.min_excluded or None,
        "max_excluded": amount.max_excluded or None,
        "unit": amount.unit,
        "approximate": amount.approximate or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _place(place: Place) -> dict[str, Any]:
    return {"section": place.section, "start": place.start, "end": place.end, "sha256": place.sha256}


def _citation(cite: Cited) -> dict[str, Any]:
    citation = {"mark": cite.mark, "reference": cite.id, "resolved": cite.resolved}
    return citation | ({"note": cite.note} if cite.note else {})


def _synonyms(store: Store) -> dict[str, list[str]]:
    """Return CURIE of an entity → its synonyms, in order."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in texts(store.select(_SYNONYMS, row_limit=0)):
        found[compact(row["node"])].add(row["synonym"])
    return {node: sorted(synonyms) for node, synonyms in found.items()}


def _number(number: float | None) -> int | float | None:
    return int(number) if number is not None and number.is_integer() else number
