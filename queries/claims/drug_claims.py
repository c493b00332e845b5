"""The claims that belong to a drug, and how many claims there are: what a screen asks for instead of all claims.

A claim belongs to a drug if it is about it (``dkgo:aboutDrug``), or if its document is: at least half of the claims of
the document are about the drug. So what such a document says of other things belongs to the drug too, and other drugs
in the graph change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from ontology.namespaces import PREFIXES, compact, expand, sparql_prologue
from queries.claims.reader import Claim, read_claims
from queries.claims.reviewed import kept_claims
from queries.claims.table import ClaimTable, claims_of, rows_beside
from queries.sparql.terms import iri_terms
from queries.store.interface import Store, texts

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf")

_SIZES = """
SELECT ?document (COUNT(DISTINCT ?claim) AS ?number) WHERE {
  GRAPH ?g { ?claim a dkgo:Claim ; dkgo:source ?document }
}
GROUP BY ?document
"""

_ABOUT = """
SELECT DISTINCT ?claim ?document WHERE {
  { SELECT DISTINCT ?g ?claim WHERE {
    VALUES ?drug { %s }
    GRAPH ?g { ?claim dkgo:aboutDrug ?drug }
  } LIMIT 999999 }
  GRAPH ?g { ?claim dkgo:source ?document }
}
"""

_SUBJECTS = """
SELECT ?subject (COUNT(DISTINCT ?claim) AS ?number) WHERE {
  VALUES ?subject { %s }
  GRAPH ?g { ?claim rdf:subject ?subject ; dkgo:source ?document }
}
GROUP BY ?subject
"""


_DRUGS = """
SELECT ?drug (COUNT(DISTINCT ?claim) AS ?number) WHERE {
  { SELECT DISTINCT ?g ?claim WHERE {
    VALUES ?node { %s }
    { GRAPH ?g { ?claim rdf:subject ?node } } UNION { GRAPH ?g { ?claim rdf:object ?node } }
  } LIMIT 999999 }
  GRAPH ?g { ?claim dkgo:aboutDrug ?drug }
}
GROUP BY ?drug
"""


_DOCUMENTS = """
SELECT ?drug ?document (COUNT(DISTINCT ?claim) AS ?number) WHERE {
  VALUES ?drug { %s }
  GRAPH ?g { ?claim dkgo:aboutDrug ?drug ; dkgo:source ?document }
}
GROUP BY ?drug ?document
"""


def claims_of_drug(store: Store, drug: str) -> list[Claim]:
    """Return the claims that belong to a drug.

    :param store: the store to read
    :param drug: CURIE of the drug
    :returns: the claims, by document and place in it
    """
    file = rows_beside(store)
    if file is None:
        return _from_endpoint(store, drug)
    with closing(ClaimTable(file)) as table:
        own = _documents_on(table.sizes(), table.sizes(drug))
        found = {claim.id: claim for claim in table.claims(sources=own)} if own else {}
        found |= {claim.id: claim for claim in table.claims(drugs=[drug])}
    return sorted(kept_claims(store, found.values()), key=_place)


def document_sizes(store: Store) -> dict[str, int]:
    """Return how many claims each document makes.

    :param store: the store to read
    :returns: short name of a document → its number of claims; documents without any are left out
    """
    file = rows_beside(store)
    if file is not None:
        with closing(ClaimTable(file)) as table:
            return table.sizes()
    rows = texts(store.select(_PROLOGUE + _SIZES, row_limit=0))
    return {row["document"].removeprefix(PREFIXES["source"]): int(row["number"]) for row in rows}


def subject_counts(store: Store, entities: Iterable[str]) -> dict[str, int]:
    """Return how many claims have some entities as their subject.

    :param store: the store to read
    :param entities: CURIEs of the entities
    :returns: CURIE → number of claims; those without any are left out
    """
    names = list(entities)
    file = rows_beside(store)
    if file is not None:
        with closing(ClaimTable(file)) as table:
            return table.counts(names)
    if not names:
        return {}
    rows = texts(store.select(_PROLOGUE + _SUBJECTS % iri_terms(map(expand, names)), row_limit=0))
    return {compact(row["subject"]): int(row["number"]) for row in rows}


def with_documents(store: Store, drugs: Iterable[str]) -> list[str]:
    """Return the drugs that have a document of their own.

    :param store: the store to read
    :param drugs: CURIEs of drugs
    :returns: those about which at least half of the claims of a document are, in the order given
    """
    names = list(drugs)
    if not names:
        return []
    sizes = document_sizes(store)
    about: dict[str, dict[str, int]] = {name: {} for name in names}
    file = rows_beside(store)
    if file is not None:
        with closing(ClaimTable(file)) as table:
            about = {name: table.sizes(name) for name in names}
    else:
        for row in texts(store.select(_PROLOGUE + _DOCUMENTS % iri_terms(map(expand, names)), row_limit=0)):
            document = row["document"].removeprefix(PREFIXES["source"])
            about[compact(row["drug"])][document] = int(row["number"])
    return [name for name in names if _documents_on(sizes, about[name])]


def drugs_of_entity(store: Store, entity: str) -> dict[str, int]:
    """Return the drugs that claims on an entity are about.

    :param store: the store to read
    :param entity: CURIE of the entity, subject or object of the claims
    :returns: CURIE of a drug → number of claims
    """
    file = rows_beside(store)
    if file is not None:
        with closing(ClaimTable(file)) as table:
            return table.drugs_of(entity)
    rows = texts(store.select(_PROLOGUE + _DRUGS % (iri_terms([expand(entity)]),), row_limit=0))
    return {compact(row["drug"]): int(row["number"]) for row in rows}


def _from_endpoint(store: Store, drug: str) -> list[Claim]:
    """Return the claims that belong to a drug, by SPARQL."""
    about: dict[str, list[str]] = {}
    for row in texts(store.select(_PROLOGUE + _ABOUT % iri_terms([expand(drug)]), row_limit=0)):
        about.setdefault(row["document"].removeprefix(PREFIXES["source"]), []).append(row["claim"])
    own = _documents_on(document_sizes(store), {document: len(claims) for document, claims in about.items()})
    found = read_claims(store, sources=[f"source:{name}" for name in own]) if own else []
    others = [claim for document, claims in about.items() if document not in own for claim in claims]
    if others:
        found += claims_of(store, ids=others)
    return sorted(found, key=_place)


def _documents_on(sizes: dict[str, int], about: dict[str, int]) -> list[str]:
    """Return the documents of which at least half of the claims are about the drug."""
    return sorted(name for name, number in about.items() if 2 * number >= sizes[name])


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.source, claim.places[0].start if claim.places else 0, claim.id
