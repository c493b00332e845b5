"""Nanopublications: each claim with its source and its makers as four small graphs that can travel alone.

The assertion is the claim with its polarity, modality and qualifiers. The plain triple of its proposition is added
only where the claim makes a fact, so that nothing denied, hedged or rejected is asserted.

The IRI of a nanopublication ends in a slash, and those of its graphs continue it. Signing puts a code made from the
content after that slash; so the signed nanopublication and its graphs still begin with the IRI that they had.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from ontology.errors import UserError
from ontology.namespaces import BASE, PREFIXES, expand, sparql_prologue
from queries.claims.reader import read_claims
from queries.exports.nanopub_signing import NPX, orcid_iri, signing
from queries.exports.rdf import as_text, read_quads
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

_CLAIM_GRAPHS = f"<{PREFIXES['graph']}claims/"
_ENTITIES = NamedNode(PREFIXES["graph"] + "entities")
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


def write_nanopubs(
    store: Store, out: IO[str], *, created: str | None = None, sign: str | None = None, signer: str | None = None
) -> int:
    """Write one nanopublication a claim, as TriG.

    :param store: the store to read
    :param out: where to write
    :param created: the time they bear, as xsd:dateTime with a time zone; none when left out, unless they are signed
    :param sign: file of a private RSA key to sign them with
    :param signer: ORCID of who signs; with ``sign`` only
    :returns: the number of nanopublications
    :raises UserError: if that is no time, or if the key cannot be used
    """
    if created is not None and not _DATETIME.fullmatch(created):
        raise UserError(f"{created!r} is no time with a time zone: write it like 2026-11-30T12:00:00Z")
    if signer is not None and sign is None:
        raise UserError("--signer names who signs: name the private key too, with --sign")
    sign_one = signing(sign) if sign is not None else None
    claims = sorted(PREFIXES["claim"] + claim.id for claim in read_claims(store, only=["statement"]))
    shelf = _Shelf(store, created, orcid_iri(signer) if signer is not None else None)
    if sign_one is None:
        prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix != "graph"} | NANOPUB_PREFIXES
        out.write(as_text((quad for claim in claims for quad in shelf.nanopub(claim)), RdfFormat.TRIG, prefixes))
    else:
        out.writelines(sign_one(as_text(shelf.nanopub(claim), RdfFormat.TRIG, {})) for claim in claims)
    return len(claims)


class _Shelf:
    """What the graph says of claims, documents and entities, at hand by subject.

    :param store: the store to read
    :param created: the creation time to record, if any
    :param signer: IRI of who signs, if that is to be recorded
    """

    def __init__(self, store: Store, created: str | None, signer: str | None = None) -> None:
        quads = list(read_quads(store, graphs=["claims/", "entities"]))
        self._said = _by_subject(quad for quad in quads if str(quad.graph_name).startswith(_CLAIM_GRAPHS))
        self._known = _by_subject(quad for quad in quads if quad.graph_name == _ENTITIES)
        self._parts: dict[str, list[str]] = defaultdict(list)
        for subject in sorted(self._said):
            claim, _, part = subject.removeprefix(PREFIXES["claim"]).partition("/")
            if part:
                self._parts[PREFIXES["claim"] + claim].append(subject)
        self._imprint = _imprint(store, created)
        self._signer = signer

    def nanopub(self, claim: str) -> Iterator[Quad]:
        """Yield the four graphs of a claim's nanopublication.

        :param claim: the IRI of the claim
        :yields: the quads
        """
        base = f"{NANOPUBS}{claim.removeprefix(PREFIXES['claim'])}/"
        nanopub = NamedNode(base)
        head, assertion, provenance, pubinfo = (
            NamedNode(f"{base}{name}") for name in ("head", "assertion", "provenance", "pubinfo")
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
        if self._signer is not None:
            signature = NamedNode(f"{nanopub.value}sig")  # the IRI that signing gives to it
            yield Quad(signature, NamedNode(NPX + "signedBy"), NamedNode(self._signer), graph)
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


def _by_subject(quads: Iterable[Quad]) -> _Statements:
    """Return statements by the IRI of their subject, in a fixed order."""
    found: _Statements = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            found[quad.subject.value].append((quad.predicate, quad.object))
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
