"""Some claims with all that belongs to them, as triples: what a picture or a list shows, to take along."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.namespaces import sparql_prologue
from queries.saved_queries.binding import make_term
from queries.saved_queries.model import Parameter
from queries.store.interface import Graph, Store

_CLAIM = Parameter("claim", "a claim", "entity")

CLAIM_TRIPLES = "?claim ?property ?value . ?node rdfs:label ?label ; a ?class ."
"""What a CONSTRUCT of :data:`CLAIM_PATTERNS` makes."""

_THESE = "VALUES ?claim { %(claims)s }"
"""In each part of a UNION: before it, an engine reads the whole graph for every claim."""

CLAIM_PATTERNS = f"""
  {{ {_THESE} GRAPH ?g {{ ?claim dkgo:source ?any ; ?property ?value }} }}
  UNION {{
    {_THESE}
    GRAPH ?g {{ ?claim rdf:subject|rdf:object|dkgo:source ?node }}
    GRAPH graph:entities {{ ?node rdfs:label ?label ; a ?class }}
  }}
"""
"""All about some claims, and label and class of what they name; ``%(claims)s`` takes the claims."""

_CLAIMS = f"""
CONSTRUCT {{ {CLAIM_TRIPLES} ?subject ?predicate ?object }}
WHERE {{
  {CLAIM_PATTERNS}
  UNION {{
    {_THESE}
    GRAPH ?g {{ ?claim dkgo:makesFactOn ?subject ; rdf:predicate ?predicate ; rdf:object ?object }}
  }}
}}
"""


def claims_as_triples(store: Store, claims: Iterable[str], *, format: str = "turtle") -> Graph:
    """Return claims as triples: everything about each claim, the labels of its entities, and the facts that it
    supports.

    A claim that is denied, hedged or true only with its qualifiers gives no fact on its subject.

    :param store: the store to read
    :param claims: identifiers without prefix, such as ``monograph-012``
    :param format: a key of :data:`queries.store.interface.GRAPH_FORMATS`
    :returns: the triples
    """
    terms = " ".join(make_term(_CLAIM, f"claim:{claim}") for claim in dict.fromkeys(claims))
    prologue = sparql_prologue("dkgo", "graph", "rdf", "rdfs")
    return store.construct(prologue + _CLAIMS % {"claims": terms}, format=format, row_limit=0)
