"""All claims with the labels that a screen shows, read in a few flat queries: what filters and matrices rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from queries.store.interface import Store, texts

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "oa", "dcterms", "cito")

_CLAIMS = """
SELECT ?claim ?property ?value WHERE {
  VALUES ?property {
    dkgo:source dkgo:family rdf:subject rdf:predicate rdf:object dkgo:polarity dkgo:modality dkgo:regulatoryStatus
    dkgo:reviewStatus dkgo:quoteRole dkgo:evidenceType dkgo:statement dkgo:note dkgo:proposition
    dkgo:qualifierSummary dkgo:citationSummary dkgo:routeQualifier dkgo:phaseQualifier
  }
  GRAPH ?g { ?claim dkgo:source ?any ; ?property ?value }
}
"""

_VALUES = """
SELECT ?claim ?label ?unit ?minimum ?maximum ?min_excluded ?max_excluded ?approximate WHERE {
  GRAPH ?g { ?claim dkgo:value ?value . ?value rdfs:label ?label ; dkgo:ucumCode ?unit }
  OPTIONAL { GRAPH ?g { ?value dkgo:minimum ?minimum } }
  OPTIONAL { GRAPH ?g { ?value dkgo:maximum ?maximum } }
  OPTIONAL { GRAPH ?g { ?value dkgo:minExcluded ?min_excluded } }
  OPTIONAL { GRAPH ?g { ?value dkgo:maxExcluded ?max_excluded } }
  OPTIONAL { GRAPH ?g { ?value dkgo:approximate ?approximate } }
}
"""

_PLACES = """
SELECT ?claim ?anchor ?section ?start ?end ?quote WHERE {
  GRAPH ?g { ?claim oa:hasTarget ?anchor . ?anchor oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }
  OPTIONAL { GRAPH ?g { ?anchor dkgo:section ?section } }
  OPTIONAL { GRAPH graph:quotes { ?anchor oa:hasSelector ?words . ?words oa:exact ?quote } }
}
"""

_CITED = """
SELECT ?claim ?reference ?mark ?resolution WHERE {
  GRAPH ?g { ?claim dkgo:citation ?citation . ?citation cito:hasCitedEntity ?reference ; dkgo:resolution ?resolution }
  OPTIONAL { GRAPH ?g { ?citation dkgo:mark ?mark } }
}
"""

_LABELS = """
SELECT ?node ?label WHERE {
  { GRAPH graph:entities { ?node rdfs:label ?label } }
  UNION { GRAPH graph:ontology { ?node rdfs:label ?label } }
  UNION { GRAPH graph:propositions { ?node rdfs:label ?label } }
}
"""

_REFERENCES = """
SELECT ?node ?property ?value WHERE {
  VALUES ?property { dcterms:bibliographicCitation dkgo:doi dkgo:pmid dkgo:referenceStatus dkgo:note }
  GRAPH graph:entities { ?node a ?class ; ?property ?value }
  FILTER(?class IN (dkgo:Reference, dkgo:Study))
}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in its document.

    :param section: the heading above it; empty before the first one
    :param start: first character, counted in code points from 0
    :param end: the character after the last
    :param quote: the words, where the local graph has them
    """

    section: str
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A work or study that a claim cites.

    :param id: its CURIE
    :param label: its label
    :param citation: the entry of the reference list, where there is one
    :param mark: the mark in the text, such as ``[3]``
    :param resolution: how sure it is that the mark means this work
    :param status: whether the work stands in the reference list
    :param doi: its DOI, if the document gives one
    :param pmid: its PubMed identifier, if the document gives one
    """

    id: str
    label: str
    citation: str = ""
    mark: str = ""
    resolution: str = ""
    status: str = ""
    doi: str = ""
    pmid: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as screens show it; controlled values are codes, such as ``adverse_effect``, with labels beside them.

    :param id: without prefix, such as ``monograph-012``
    :param source: short name of the document
    :param title: title of the document
    :param object: label of the entity, or the literal
    :param object_id: CURIE of the entity; empty for a literal
    :param value: the number or range with unit, in words
    :param minimum: lower end of the value, in its unit
    :param maximum: upper end of the value, in its unit
    :param min_excluded: whether the lower end itself is excluded, as by "more than"
    :param max_excluded: whether the upper end itself is excluded, as by "under"
    :param unit: UCUM code of the value
    :param approximate: whether the document says "about"
    :param status: regulatory status, or empty
    :param qualifiers: all qualifiers in words
    :param route: label of the route, or empty
    :param phase: label of the dose phase, or empty
    :param cites: all citations in words
    """

    id: str
    source: str
    title: str
    family: str
    family_label: str
    subject: str
    subject_id: str
    predicate: str
    predicate_id: str
    object: str
    object_id: str
    proposition: str
    proposition_id: str
    polarity: str
    modality: str
    modality_label: str
    status: str
    review: str
    quote_role: str
    evidence_type: str
    statement: str
    note: str
    qualifiers: str
    cites: str
    value: str = ""
    minimum: float | None = None
    maximum: float | None = None
    min_excluded: bool = False
    max_excluded: bool = False
    unit: str = ""
    approximate: bool = False
    route: str = ""
    phase: str = ""
    places: tuple[Place, ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Whether the document states it with reserve, or says that evidence is lacking."""
        return self.modality not in ("asserted", "recommendation")

    def involves(self, identifier: str) -> bool:
        """Tell whether an entity is subject or object of the claim.

        :param identifier: its CURIE
        """
        return identifier in (self.subject_id, self.object_id)


def read_claims(store: Store) -> list[Claim]:
    """Return all claims, by document and place in it.

    :param store: the store to read
    """
    labels = {row["node"]: row["label"] for row in _rows(store, _LABELS)}
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(store, _CLAIMS):
        told[row["claim"]][compact(row["property"]).partition(":")[2]] = row["value"]
    values = {row["claim"]: row for row in _rows(store, _VALUES)}
    places = _places(store)
    cited = _cited(store, labels)
    rows = [
        _claim(iri, properties, labels, values.get(iri, {}), places[iri], tuple(cited[iri]))
        for iri, properties in told.items()
    ]
    return sorted(rows, key=lambda row: (row.source, row.places[0].start if row.places else 0, row.id))


def _claim(
    iri: str,
    properties: Mapping[str, str],
    labels: Mapping[str, str],
    value: Mapping[str, str],
    places: tuple[Place, ...],
    cited: tuple[Cited, ...],
) -> Claim:
    def label(name: str) -> str:
        term = properties.get(name, "")
        return labels.get(term) or (compact(term) if "://" in term else term)

    def code(name: str) -> str:
        return properties.get(name, "").removeprefix(PREFIXES["dkgo"])

    target = properties.get("object", "")
    return Claim(
        id=iri.removeprefix(PREFIXES["claim"]),
        source=properties["source"].removeprefix(PREFIXES["source"]),
        title=label("source"),
        family=code("family"),
        family_label=label("family"),
        subject=label("subject"),
        subject_id=compact(properties["subject"]),
        predicate=label("predicate"),
        predicate_id=compact(properties["predicate"]),
        object=label("object"),
        object_id=compact(target) if target in labels else "",
        proposition=label("proposition"),
        proposition_id=compact(properties.get("proposition", "")),
        polarity=code("polarity"),
        modality=code("modality"),
        modality_label=label("modality"),
        status=label("regulatoryStatus"),
        review=label("reviewStatus"),
        quote_role=label("quoteRole"),
        evidence_type=label("evidenceType"),
        statement=properties["statement"],
        note=properties.get("note", ""),
        qualifiers=properties.get("qualifierSummary", ""),
        cites=properties.get("citationSummary", ""),
        value=value.get("label", ""),
        minimum=_number(value.get("minimum")),
        maximum=_number(value.get("maximum")),
        unit=value.get("unit", ""),
        min_excluded=value.get("min_excluded") == "true",
        max_excluded=value.get("max_excluded") == "true",
        approximate=value.get("approximate") == "true",
        route=label("routeQualifier"),
        phase=label("phaseQualifier"),
        places=places,
        cited=cited,
    )


def _places(store: Store) -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for row in _rows(store, _PLACES):
        place = Place(row.get("section", ""), int(row["start"]), int(row["end"]), row.get("quote", ""))
        found[row["claim"]][row["anchor"]] = place
    ordered = {claim: tuple(sorted(places.values(), key=lambda place: place.start)) for claim, places in found.items()}
    return defaultdict(tuple, ordered)


def _cited(store: Store, labels: Mapping[str, str]) -> Mapping[str, list[Cited]]:
    references: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows(store, _REFERENCES):
        references[row["node"]][compact(row["property"]).partition(":")[2]] = row["value"]
    found: dict[str, list[Cited]] = defaultdict(list)
    for row in _rows(store, _CITED):
        about = references[row["reference"]]
        found[row["claim"]].append(
            Cited(
                id=compact(row["reference"]),
                label=labels.get(row["reference"], compact(row["reference"])),
                citation=about.get("bibliographicCitation", ""),
                mark=row.get("mark", ""),
                resolution=labels.get(row["resolution"], ""),
                status=labels.get(about.get("referenceStatus", ""), about.get("referenceStatus", "")),
                doi=about.get("doi", ""),
                pmid=about.get("pmid", ""),
            )
        )
    for works in found.values():
        works.sort(key=lambda work: (work.mark, work.id))
    return found


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    return texts(store.select(_PROLOGUE + query, row_limit=0))
