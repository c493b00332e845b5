"""Nanopublications: each claim with its source and its makers as four small graphs that can travel alone.

The assertion is the claim with its polarity, modality and qualifiers. The plain triple of its proposition stands beside
it only where the claim makes a fact, so that nothing denied, hedged or rejected is asserted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from ontology.errors import UserError
from ontology.namespaces import BASE, PREFIXES, expand, sparql_prologue
from queries.sparql.terms import EngineTerm, engine_term
from queries.store.interface import Store

NANOPUB_PREFIXES: dict[str, str] = {
    "np": "http://www.nanopub.org/nschema#",
    "pav": "http://purl.org/pav/",
}
"""The prefixes of nanopublications that the graph itself does not use."""

NANOPUBS = BASE + "np/"
MAKERS = NamedNode(BASE + "developers")
MAKERS_NAME = "drugkg developers"

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "owl", "dcterms", "prov")
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

_PROVENANCE = {
    expand(f"dkgo:{name}")
    for name in ("source", "agent", "reviewStatus", "quoteRole", "evidenceType", "studyDesign", "firstAnchor")
} | {expand(curie) for curie in ("oa:hasTarget", "dkgo:citation", "dkgo:citationSummary", "cito:citesAsEvidence")}
"""What the graph says of a claim that tells where it comes from; all else is the assertion."""

_ABOUT = {
    expand(curie)
    for curie in (
        "rdf:type", "rdfs:label", "dcterms:title", "dcterms:identifier", "dcterms:creator", "dcterms:publisher",
        "dcterms:issued", "dcterms:bibliographicCitation", "dkgo:doi", "dkgo:pmid", "dkgo:sha256", "dkgo:address",
    )
}  # fmt: skip
"""What is told of a document or a cited work."""

_CLAIMS = """
SELECT DISTINCT ?s ?p ?o WHERE {
  GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), CONCAT(STR(graph:), "claims/")))
}
"""
_ENTITIES = "SELECT DISTINCT ?s ?p ?o WHERE { GRAPH graph:entities { ?s ?p ?o FILTER(ISIRI(?s)) } }"
_DATASET = """
SELECT DISTINCT ?licence ?program WHERE {
  GRAPH graph:metadata {
    ?dataset dcterms:license ?licence ; prov:wasGeneratedBy ?build .
    ?build prov:wasAssociatedWith ?agent .
    ?agent a prov:SoftwareAgent ; rdfs:label ?program .
  }
}
"""

_Node = EngineTerm
_Statements = dict[str, list[tuple[NamedNode, _Node]]]


def write_nanopubs(store: Store, out: IO[str], created: str | None = None) -> int:
    """Write one nanopublication a claim, as TriG.

    :param store: the store to read
    :param out: where to write
    :param created: the time they bear, as xsd:dateTime with a time zone; none when left out
    :returns: the number of nanopublications
    :raises UserError: if that is no time
    """
    if created is not None and not _DATETIME.fullmatch(created):
        raise UserError(f"{created!r} is no time with a time zone: write it like 2026-11-30T12:00:00Z")
    shelf = _Shelf(store, created)
    quads: list[Quad] = []
    claims = shelf.claims()
    for claim in claims:
        quads.extend(shelf.nanopub(claim))
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix != "graph"} | NANOPUB_PREFIXES
    out.write((serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes) or b"").decode("utf-8"))
    return len(claims)


class _Shelf:
    """What the graph says of claims, documents and entities, at hand by subject.

    :param store: the store to read
    :param created: the creation time to record, if any
    """

    def __init__(self, store: Store, created: str | None) -> None:
        self._said = _by_subject(store, _CLAIMS)
        self._known = _by_subject(store, _ENTITIES)
        self._parts: dict[str, list[str]] = defaultdict(list)
        for subject in sorted(self._said):
            claim, _, part = subject.removeprefix(PREFIXES["claim"]).partition("/")
            if part:
                self._parts[PREFIXES["claim"] + claim].append(subject)
        self._imprint = _imprint(store, created)

    def claims(self) -> list[str]:
        """Return the IRIs of all claims, in order.

        :returns: the IRIs, sorted
        """
        kind = NamedNode(expand("dkgo:Claim"))
        return sorted(iri for iri, statements in self._said.items() if any(o == kind for _, o in statements))

    def nanopub(self, claim: str) -> Iterator[Quad]:
        """Yield the four graphs of a claim's nanopublication.

        :param claim: the IRI of the claim
        :yields: the quads
        """
        base = NANOPUBS + claim.removeprefix(PREFIXES["claim"])
        nanopub = NamedNode(base)
        head, assertion, provenance, pubinfo = (
            NamedNode(f"{base}/{name}") for name in ("head", "assertion", "provenance", "pubinfo")
        )
        np, a = NANOPUB_PREFIXES["np"], NamedNode(expand("rdf:type"))
        yield Quad(nanopub, a, NamedNode(np + "Nanopublication"), head)
        yield Quad(nanopub, NamedNode(np + "hasAssertion"), assertion, head)
        yield Quad(nanopub, NamedNode(np + "hasProvenance"), provenance, head)
        yield Quad(nanopub, NamedNode(np + "hasPublicationInfo"), pubinfo, head)
        yield from self._assertion(claim, assertion)
        yield from self._provenance(claim, assertion, provenance)
        yield from self._pubinfo(claim, nanopub, pubinfo)

    def _assertion(self, claim: str, graph: NamedNode) -> Iterator[Quad]:
        subject, predicate, value = (
            self._one(claim, name) for name in ("dkgo:makesFactOn", "rdf:predicate", "rdf:object")
        )
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value is not None:
            yield Quad(subject, predicate, value, graph)
        for said, value in self._said[claim]:
            if said.value not in _PROVENANCE:
                yield Quad(NamedNode(claim), said, value, graph)
        yield from self._about_parts(claim, ("value", "qualifier"), graph)

    def _provenance(self, claim: str, assertion: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        works: list[NamedNode] = []
        yield Quad(assertion, NamedNode(expand("prov:wasAttributedTo")), MAKERS, graph)
        for curie, link in (("dkgo:source", "prov:wasDerivedFrom"), ("cito:citesAsEvidence", "cito:citesAsEvidence")):
            for predicate, work in self._said[claim]:
                if predicate.value == expand(curie) and isinstance(work, NamedNode):
                    works.append(work)
                    yield Quad(assertion, NamedNode(expand(link)), work, graph)
        for predicate, value in self._said[claim]:
            if predicate.value in _PROVENANCE:
                yield Quad(NamedNode(claim), predicate, value, graph)
        yield from self._about_parts(claim, ("anchor", "citation"), graph)
        for work in works:
            for predicate, value in self._known.get(work.value, []):
                if predicate.value in _ABOUT:
                    yield Quad(work, predicate, value, graph)

    def _pubinfo(self, claim: str, nanopub: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        for curie, told in self._imprint:
            own = NANOPUB_PREFIXES.get(curie.partition(":")[0])
            yield Quad(nanopub, NamedNode(own + curie.partition(":")[2] if own else expand(curie)), told, graph)
        statement = self._one(claim, "dkgo:statement")
        if statement is not None:
            yield Quad(nanopub, NamedNode(expand("rdfs:label")), statement, graph)
        label = NamedNode(expand("rdfs:label"))
        yield Quad(MAKERS, label, Literal(MAKERS_NAME), graph)
        named = {value.value for _, value in self._said[claim] if isinstance(value, NamedNode)}
        for iri in sorted(named):
            if iri.startswith(PREFIXES["drugkg"]):
                for predicate, value in self._known.get(iri, []):
                    if predicate == label:
                        yield Quad(NamedNode(iri), label, value, graph)

    def _about_parts(self, claim: str, kinds: tuple[str, ...], graph: NamedNode) -> Iterator[Quad]:
        for part in self._parts[claim]:
            if part.removeprefix(f"{claim}/").partition("/")[0] in kinds:
                for predicate, value in self._said[part]:
                    yield Quad(NamedNode(part), predicate, value, graph)

    def _one(self, subject: str, curie: str) -> _Node | None:
        wanted = expand(curie)
        return next((value for predicate, value in self._said[subject] if predicate.value == wanted), None)


def _by_subject(store: Store, query: str) -> _Statements:
    """Return the statements of a graph by subject, in a fixed order."""
    found: _Statements = defaultdict(list)
    for row in store.select(_PROLOGUE + query, row_limit=0).rows:
        found[row["s"]["value"]].append((NamedNode(row["p"]["value"]), engine_term(row["o"])))
    for statements in found.values():
        statements.sort(key=lambda pair: (pair[0].value, str(pair[1])))
    return found


def _imprint(store: Store, created: str | None) -> list[tuple[str, _Node]]:
    """Return what every nanopublication says of itself: its makers, its licence, its version, its time if given."""
    imprint: list[tuple[str, _Node]] = [("dcterms:creator", MAKERS)]
    for row in store.select(_PROLOGUE + _DATASET, row_limit=0).rows[:1]:
        imprint.append(("dcterms:license", engine_term(row["licence"])))
        imprint.append(("pav:version", Literal(str(row["program"]["value"]).rpartition(" ")[2])))
    if created is not None:
        imprint.append(("dcterms:created", Literal(created, datatype=NamedNode(expand("xsd:dateTime")))))
    return imprint
