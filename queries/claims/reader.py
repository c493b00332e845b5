"""The reader of claims: all of them, or those on an entity, of a document, on a proposition, or of some names.

It reads flat rows, one query for each kind of attribute (see :mod:`queries.claims.patterns`), and joins them here. The
claims of one entity cost what belongs to them, however large the graph is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, get_args

from ontology.namespaces import PREFIXES, compact, expand
from queries.claims import patterns
from queries.claims.model import Cited, Claim, Place, QualifierValue
from queries.claims.reviewed import kept_claims
from queries.store.interface import Store, texts

__all__ = ["ATTRIBUTES", "Attribute", "Cited", "Claim", "Place", "QualifierValue", "read_claims"]

Attribute = Literal[
    "family", "subject", "predicate", "object", "proposition", "polarity", "modality", "status", "review",
    "quote_role", "evidence_type", "study_design", "agent", "statement", "note", "qualifiers", "cites", "route",
    "phase", "value", "places", "cited", "scope", "phrase", "answer", "reading", "essential", "essential_reason",
    "works", "citation_needed",
]  # fmt: skip
"""A field of a claim, with the fields that belong to it: ``subject`` for its CURIE too, ``value`` for its numbers."""

ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)
"""All attributes."""

_PROPERTIES: Mapping[str, str] = {
    "source": "dkgo:source",
    "family": "dkgo:family",
    "subject": "rdf:subject",
    "predicate": "rdf:predicate",
    "object": "rdf:object",
    "proposition": "dkgo:proposition",
    "polarity": "dkgo:polarity",
    "modality": "dkgo:modality",
    "status": "dkgo:regulatoryStatus",
    "review": "dkgo:reviewStatus",
    "quote_role": "dkgo:quoteRole",
    "evidence_type": "dkgo:evidenceType",
    "study_design": "dkgo:studyDesign",
    "agent": "dkgo:agent",
    "statement": "dkgo:statement",
    "note": "dkgo:note",
    "qualifiers": "dkgo:qualifierSummary",
    "cites": "dkgo:citationSummary",
    "route": "dkgo:routeQualifier",
    "phase": "dkgo:phaseQualifier",
    "phrase": "dkgo:phrase",
    "answer": "dkgo:answer",
    "reading": "dkgo:reading",
    "essential": "dkgo:ownEssentialQualifiers",
    "essential_reason": "dkgo:limitReason",
    "works": "dkgo:works",
    "citation_needed": "dkgo:citationNeeded",
}
_TEXTS = (
    "polarity", "study_design", "agent", "statement", "note", "qualifiers", "cites", "phrase", "answer", "reading",
    "essential", "essential_reason", "works", "citation_needed",
)  # fmt: skip
"""The attributes that need no label."""

_Row = Mapping[str, str]


def read_claims(
    store: Store,
    *,
    about: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    propositions: Iterable[str] | None = None,
    ids: Iterable[str] | None = None,
    only: Collection[Attribute] = ATTRIBUTES,
) -> list[Claim]:
    """Read all claims.

    :param store: the store to read
    :param about: IRIs or CURIEs of entities of which at least one must be subject or object
    :param sources: IRIs or CURIEs of documents
    :param propositions: IRIs or CURIEs of propositions
    :param ids: IRIs or CURIEs of claims
    :param only: the attributes to read, where not all are wanted; the others stay empty
    :returns: the claims, by document and place in it; without those that a
        :class:`queries.claims.reviewed.ReviewedStore` leaves out
    :raises ValueError: if a condition is neither an IRI nor a CURIE
    """
    choice = patterns.chosen(about=about, sources=sources, propositions=propositions, ids=ids)
    return kept_claims(store, _Reader(store, choice, only).claims())


class _Reader:
    """Reads the attributes of one choice of claims.

    :param store: the store to read
    :param choice: graph patterns that choose the claims
    :param only: the attributes to read
    """

    def __init__(self, store: Store, choice: str, only: Collection[Attribute]) -> None:
        self._store = store
        self._choice = choice
        self._only = only
        self._scope = _qualifier_keys() if "scope" in only else {}
        self._labels: dict[str, str] = {}
        self._files: dict[str, str] = {}

    def claims(self) -> list[Claim]:
        """Return the claims.

        :returns: the claims, by document and place in it
        """
        wanted = [curie for name, curie in _PROPERTIES.items() if name == "source" or name in self._only]
        links = [_PROPERTIES[name] for name in self._only if name in _PROPERTIES and name not in _TEXTS]
        self._read_names([_PROPERTIES["source"], *links])
        statements: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._rows(patterns.STATEMENTS, [*wanted, *(set(self._scope) - set(wanted))]):
            statements[row["claim"]][compact(row["property"])] = row["value"]
        values = self._values() if "value" in self._only else {}
        places = self._places() if "places" in self._only else {}
        cited = self._cited() if "cited" in self._only else {}
        scope = self._scopes(statements) if self._scope else {}
        found = [
            self._claim(iri, said, values.get(iri, {}), places.get(iri, ()), cited.get(iri, ()), scope.get(iri, ()))
            for iri, said in statements.items()
        ]
        return sorted(found, key=lambda claim: (claim.source, claim.places[0].start if claim.places else 0, claim.id))

    def _claim(
        self,
        iri: str,
        said: _Row,
        value: _Row,
        places: tuple[Place, ...],
        cited: tuple[Cited, ...],
        scope: tuple[QualifierValue, ...],
    ) -> Claim:
        def term(name: str) -> str:
            return said.get(_PROPERTIES[name], "") if name == "source" or name in self._only else ""

        def label(name: str) -> str:
            text = term(name)
            return self._labels.get(text) or (compact(text) if "://" in text else text)

        def code(name: str) -> str:
            return term(name).removeprefix(PREFIXES["dkgo"])

        target = term("object")
        return Claim(
            id=iri.removeprefix(PREFIXES["claim"]),
            source=term("source").removeprefix(PREFIXES["source"]),
            title=label("source"),
            file=self._files.get(term("source"), ""),
            family=code("family"),
            family_label=label("family"),
            subject=label("subject"),
            subject_id=compact(term("subject")),
            predicate=label("predicate"),
            predicate_id=compact(term("predicate")),
            object=label("object"),
            object_id=compact(target) if target in self._labels else "",
            proposition=label("proposition"),
            proposition_id=compact(term("proposition")),
            polarity=code("polarity"),
            modality=code("modality"),
            modality_label=label("modality"),
            status=label("status"),
            status_code=code("status"),
            review=label("review"),
            review_code=code("review"),
            quote_role=label("quote_role"),
            quote_role_code=code("quote_role"),
            evidence_type=label("evidence_type"),
            evidence_type_id=compact(term("evidence_type")),
            study_design_id=compact(term("study_design")),
            agent=code("agent"),
            statement=term("statement"),
            note=term("note"),
            qualifiers=term("qualifiers"),
            cites=term("cites"),
            value=value.get("rdfs:label", ""),
            **_quantity(value),
            route=label("route"),
            phase=label("phase"),
            phrase=term("phrase"),
            answer=term("answer"),
            reading=code("reading").removesuffix("Reading"),
            essential=term("essential"),
            essential_reason=term("essential_reason"),
            works=tuple(term("works").split()),
            citation_needed=term("citation_needed") in ("true", "1"),
            places=places,
            cited=cited,
            scope=scope,
        )

    def _read_names(self, links: list[str]) -> None:
        pattern = patterns.NAMES if self._choice else patterns.ALL_NAMES
        for row in self._rows(pattern, links):
            known = self._labels if row["property"] == PREFIXES["rdfs"] + "label" else self._files
            known[row["node"]] = row["text"]

    def _values(self) -> Mapping[str, _Row]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._rows(patterns.VALUES):
            found[row["claim"]][compact(row["property"])] = row["value"]
        return found

    def _places(self) -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, dict[str, Place]] = defaultdict(dict)
        for row in self._rows(patterns.PLACES):
            found[row["claim"]][row["anchor"]] = Place(
                section=row.get("section", ""),
                start=int(row["start"]),
                end=int(row["end"]),
                quote=row.get("quote", ""),
                sha256=row.get("sha256", ""),
                number=_part_number(row["anchor"]),
            )
        return {iri: tuple(sorted(places.values(), key=lambda place: place.start)) for iri, places in found.items()}

    def _cited(self) -> Mapping[str, tuple[Cited, ...]]:
        works: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._rows(patterns.WORKS):
            works[row["node"]][compact(row["property"])] = row["value"]
        citations: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in self._rows(patterns.CITATIONS):
            citations[row["claim"], row["citation"]][compact(row["property"])] = row["value"]
        found: dict[str, list[Cited]] = defaultdict(list)
        for (iri, citation), said in citations.items():
            work = said.get("cito:hasCitedEntity")
            if work is None:
                continue
            about = works[work]
            found[iri].append(
                Cited(
                    id=compact(work),
                    label=about.get("rdfs:label", compact(work)),
                    citation=about.get("dcterms:bibliographicCitation", ""),
                    mark=said.get("dkgo:mark", ""),
                    resolved=said.get("dkgo:resolution", "").removeprefix(PREFIXES["dkgo"]),
                    status=about.get("dkgo:referenceStatus", ""),
                    doi=about.get("dkgo:doi", ""),
                    pmid=about.get("dkgo:pmid", ""),
                    note=said.get("dkgo:note", ""),
                    number=_part_number(citation),
                )
            )
        return {iri: tuple(sorted(cites, key=lambda cite: (cite.mark, cite.id))) for iri, cites in found.items()}

    def _scopes(self, statements: Mapping[str, _Row]) -> Mapping[str, tuple[QualifierValue, ...]]:
        parts: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._rows(patterns.QUALIFIERS, self._scope):
            parts[row["node"]][compact(row["property"])] = row["value"]
        found = {}
        for iri, said in statements.items():
            given = [(key, said[curie]) for curie, key in self._scope.items() if curie in said]
            found[iri] = tuple(sorted((_qualifier(key, node, parts.get(node, {})) for key, node in given), key=_key))
        return found

    def _rows(self, pattern: str, properties: Iterable[str] = ()) -> list[dict[str, str]]:
        query = patterns.query(pattern, self._choice, properties)
        return texts(self._store.select(query, row_limit=0))


def _qualifier_keys() -> dict[str, str]:
    """Return CURIE of a property → key of the qualifier that it carries."""
    from ontology.vocabulary import load_vocabulary  # noqa: PLC0415 - not every reader wants the qualifiers as data

    return {f"dkgo:{item.name}": key for key, item in load_vocabulary().qualifiers.items()}


def _qualifier(key: str, node: str, part: _Row) -> QualifierValue:
    if "dkgo:ucumCode" in part:
        return QualifierValue(key, **_quantity(part))
    is_text = part.get("rdf:type") == expand("dkgo:QualifierText")
    return QualifierValue(key, part.get("rdfs:label", "") if is_text else compact(node))


def _quantity(part: _Row) -> dict[str, Any]:
    """Return the fields of a quantity; empty where a node is none."""
    low, high = part.get("dkgo:minimum"), part.get("dkgo:maximum")
    return {
        "minimum": None if low is None else float(low),
        "maximum": None if high is None else float(high),
        "min_excluded": part.get("dkgo:minExcluded") == "true",
        "max_excluded": part.get("dkgo:maxExcluded") == "true",
        "unit": part.get("dkgo:ucumCode", ""),
        "approximate": part.get("dkgo:approximate") == "true",
    }


def _key(qualifier: QualifierValue) -> str:
    return qualifier.key


def _part_number(iri: str) -> int:
    """Return the number at the end of the IRI of an anchor or a citation; 0 where there is none."""
    number = iri.rpartition("/")[2]
    return int(number) if number.isdigit() else 0
