"""SPARQL for reading claims: one group that chooses claims, and a flat query for each kind of attribute.

The choice is a sub-SELECT with a LIMIT, because the engine then evaluates it first and reads the attributes of the
chosen claims only; without the LIMIT it reads the attributes of every claim of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable

from ontology.namespaces import expand, sparql_prologue
from queries.sparql.terms import iri_terms

_ABOUT = (
    "{ GRAPH ?g { ?claim rdf:subject ?node } } UNION { GRAPH ?g { ?claim rdf:object ?node } }\n"
    "    GRAPH ?g { ?claim a dkgo:Claim }"
)

MOST_CHOSEN = 999_999
"""Claims that a choice can hold. The engine guesses a million rows for an open pattern, and must guess less here."""

PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "oa", "dcterms", "cito")

STATEMENTS = """
SELECT DISTINCT ?claim ?property ?value WHERE {
  %(choice)s
  GRAPH ?g { ?claim dkgo:source ?any ; ?property ?value }
  FILTER(?property IN (%(properties)s))
}
"""

VALUES = """
SELECT DISTINCT ?claim ?property ?value WHERE {
  %(choice)s
  GRAPH ?g { ?claim dkgo:value ?quantity . ?quantity ?property ?value }
}
"""

PLACES = """
SELECT DISTINCT ?claim ?anchor ?section ?start ?end ?sha256 ?quote WHERE {
  { SELECT * WHERE {
    %(choice)s
    GRAPH ?g {
      ?claim oa:hasTarget ?anchor . ?anchor oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end .
    }
  } LIMIT %(most)s }
  OPTIONAL { GRAPH ?g { ?anchor dkgo:section ?section } }
  OPTIONAL { GRAPH ?g { ?position dkgo:sha256 ?sha256 } }
  OPTIONAL { GRAPH graph:quotes { ?anchor oa:hasSelector ?words . ?words oa:exact ?quote } }
}
"""

CITATIONS = """
SELECT DISTINCT ?claim ?citation ?property ?value WHERE {
  %(choice)s
  GRAPH ?g { ?claim dkgo:citation ?citation . ?citation ?property ?value }
}
"""

WORKS = """
SELECT DISTINCT ?node ?property ?value WHERE {
  { SELECT DISTINCT ?node WHERE {
    %(choice)s
    GRAPH ?g { ?claim dkgo:citation ?citation . ?citation cito:hasCitedEntity ?node }
  } LIMIT %(most)s }
  GRAPH graph:entities { ?node ?property ?value }
}
"""

QUALIFIERS = """
SELECT DISTINCT ?claim ?node ?property ?value WHERE {
  %(choice)s
  GRAPH ?g { ?claim dkgo:source ?any ; ?qualifier ?node . ?node ?property ?value }
  FILTER(?qualifier IN (%(properties)s))
}
"""
"""What qualifiers hold that are a text or a quantity; those that are an entity say it by their IRI alone."""

NAMES = """
SELECT DISTINCT ?node ?property ?text WHERE {
  { SELECT DISTINCT ?node WHERE {
    %(choice)s
    GRAPH ?g { ?claim ?link ?node }
    FILTER(ISIRI(?node) && ?link IN (%(properties)s))
  } LIMIT %(most)s }
  GRAPH ?h { ?node ?property ?text }
  FILTER(?property IN (rdfs:label, dcterms:identifier) && ?h IN (graph:entities, graph:ontology, graph:propositions))
}
"""
"""The labels of what claims join, and the file names of their documents."""

ALL_NAMES = """
SELECT DISTINCT ?node ?property ?text WHERE {
  VALUES ?property { rdfs:label dcterms:identifier }
  { GRAPH graph:entities { ?node ?property ?text } }
  UNION { GRAPH graph:ontology { ?node ?property ?text } }
  UNION { GRAPH graph:propositions { ?node ?property ?text } }
}
"""
"""The same for all claims at once."""


def chosen(
    *,
    about: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    propositions: Iterable[str] | None = None,
    ids: Iterable[str] | None = None,
) -> str:
    """Return the SPARQL group that binds ``?claim`` and its graph ``?g``; the conditions are joined by *and*.

    :param about: IRIs or CURIEs of entities of which at least one must be subject or object
    :param sources: IRIs or CURIEs of documents
    :param propositions: IRIs or CURIEs of propositions
    :param ids: IRIs or CURIEs of claims
    :returns: a sub-SELECT, or the empty text where there is no condition
    :raises ValueError: if a text is neither an IRI nor a CURIE

    >>> print(chosen(sources=["https://w3id.org/drugkg/source/monograph"]))
    { SELECT DISTINCT ?g ?claim WHERE {
        VALUES ?document { <https://w3id.org/drugkg/source/monograph> }
        GRAPH ?g { ?claim a dkgo:Claim ; dkgo:source ?document }
      } LIMIT 999999 }
    """
    parts = [
        _part("claim", ids, "GRAPH ?g { ?claim a dkgo:Claim }"),
        _part("proposition", propositions, "GRAPH ?g { ?claim a dkgo:Claim ; dkgo:proposition ?proposition }"),
        _part("node", about, _ABOUT),
        _part("document", sources, "GRAPH ?g { ?claim a dkgo:Claim ; dkgo:source ?document }"),
    ]
    body = "\n    ".join(filter(None, parts))
    return f"{{ SELECT DISTINCT ?g ?claim WHERE {{\n    {body}\n  }} LIMIT {MOST_CHOSEN} }}" if body else ""


def _part(variable: str, iris: Iterable[str] | None, pattern: str) -> str:
    if iris is None:
        return ""
    terms = iri_terms(dict.fromkeys(iri if "://" in iri else expand(iri) for iri in iris))
    return f"VALUES ?{variable} {{ {terms} }}\n    {pattern}"


def query(pattern: str, choice: str, properties: Iterable[str] = ()) -> str:
    """Return the query for one kind of attribute of chosen claims.

    :param pattern: one of the queries of this module
    :param choice: what :func:`chosen` returned
    :param properties: CURIEs of the properties to read, where the query takes them
    :returns: SPARQL to run
    """
    filled = {"choice": choice, "most": MOST_CHOSEN, "properties": ", ".join(properties)}
    return PROLOGUE + pattern % filled
