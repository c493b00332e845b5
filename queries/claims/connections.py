"""What is said in connection with an entity: as a qualifier of claims, and of its kinds, parts, activities and uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.claims.reviewed import left_out
from queries.sparql.terms import iri_terms
from queries.store.interface import Store, texts

OWN = {"subject": "as the subject of a claim", "object": "as the object of a claim"}
"""The connections of claims on the entity itself."""

_MENTIONS = {
    "evidenceType": "as the type of evidence for a claim",
    "studyDesign": "as the design of a study that a claim is from",
    "citesAsEvidence": "as a work that a claim cites",
    "source": "as the document that states a claim",
}

_RELATED = {
    "kindOf": "about a kind of it",
    "partOf": "about a part of it",
    "subunitOf": "about a subunit of it",
    "activityOf": "about an activity of it",
    "occursIn": "about what occurs in it",
    "forCondition": "about a use for it",
    "byRoute": "about a use by this route",
    "involves": "about what involves it",
}
"""Relations that lead from another entity to the one asked about."""

_ABOVE = {"kindOf": "about what it is a kind of", "partOf": "about what it is a part of"}
"""Relations that lead from the entity to a wider one, of which a claim need not hold for it."""

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs")

_NODES = """
SELECT DISTINCT ?node ?label ?relation ?up WHERE {
  VALUES ?of { %s }
  {
    GRAPH graph:entities { ?node dkgo:kindOf+ ?of }
    BIND("kindOf" AS ?relation) BIND(false AS ?up)
  } UNION {
    GRAPH graph:entities { ?node dkgo:partOf+ ?of }
    BIND("partOf" AS ?relation) BIND(false AS ?up)
  } UNION {
    GRAPH graph:entities { ?node ?property ?of }
    FILTER(?property IN (%s))
    BIND(STRAFTER(STR(?property), "/ontology/") AS ?relation) BIND(false AS ?up)
  } UNION {
    GRAPH graph:entities { ?of ?property ?node }
    FILTER(?property IN (dkgo:kindOf, dkgo:partOf))
    BIND(STRAFTER(STR(?property), "/ontology/") AS ?relation) BIND(true AS ?up)
  }
  GRAPH graph:entities { ?node rdfs:label ?label }
}
"""

_CLAIMS = """
SELECT DISTINCT ?node ?property ?claim WHERE {
  { SELECT ?node WHERE { VALUES ?node { %s } } }
  GRAPH ?g { ?claim ?property ?node ; dkgo:source ?document }
  FILTER(?property != dkgo:aboutDrug)
}
"""


class Connection(NamedTuple):
    """Claims that have to do with an entity in one way.

    :param how: the way, such as ``as a condition of a claim`` or ``about a kind of it``
    :param id: CURIE of the related entity; empty if the claims name the entity itself
    :param label: label of the related entity
    :param claims: identifiers of the claims, without prefix
    :param above: whether the related entity is wider, so that the claims need not hold for the entity
    """

    how: str
    id: str
    label: str
    claims: tuple[str, ...]
    above: bool = False


def connections(store: Store, iri: str) -> list[Connection]:
    """Return all claims that have to do with an entity, by how they are connected.

    :param store: the store to read
    :param iri: the entity
    :returns: those that name it as subject, as object and as a qualifier, then those on its kinds, parts, activities
        and uses, then those on what it is a kind or part of; a claim comes once, with the first connection
    """
    narrower = ", ".join(f"dkgo:{name}" for name in _RELATED if name not in ("kindOf", "partOf"))
    query = _PROLOGUE + _NODES % (iri_terms([iri]), narrower)
    related = texts(store.select(query, row_limit=0))
    said = _said_of(store, [iri, *(row["node"] for row in related)])
    seen: set[str] = set()

    roles = _roles()

    def new(claims: Iterable[str]) -> tuple[str, ...]:
        found = tuple(sorted(set(claims) - seen))
        seen.update(found)
        return found

    found = [Connection(how, "", "", new(said.get(iri, {}).get(role, ()))) for role, how in roles.items()]
    for row, how, above in _ordered(related):
        claims = new(claim for role in said.get(row["node"], {}).values() for claim in role)
        found.append(Connection(how, compact(row["node"]), row["label"], claims, above))
    return [connection for connection in found if connection.claims]


def _ordered(related: Iterable[Mapping[str, str]]) -> list[tuple[Mapping[str, str], str, bool]]:
    """Return the related entities with how they are connected, the narrower ones first."""
    found = []
    for row in related:
        above = row["up"] == "true"
        names = _ABOVE if above else _RELATED
        found.append((above, list(names).index(row["relation"]), row["label"].casefold(), row, names[row["relation"]]))
    return [(row, how, above) for above, _, _, row, how in sorted(found, key=lambda item: item[:3])]


def _said_of(store: Store, nodes: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return node → role → the claims in which it has the role."""
    roles = _roles()
    gone = left_out(store)
    found: dict[str, dict[str, list[str]]] = {}
    for row in texts(store.select(_PROLOGUE + _CLAIMS % iri_terms(dict.fromkeys(nodes)), row_limit=0)):
        role = compact(row["property"]).partition(":")[2]
        if role in roles:
            claim = row["claim"].removeprefix(PREFIXES["claim"])
            if claim not in gone:
                found.setdefault(row["node"], {}).setdefault(role, []).append(claim)
    return found


def _roles() -> dict[str, str]:
    """Return the roles of an entity in a claim, by the local name of the property, in words."""
    labels = {item.name: item.label for item in load_vocabulary().qualifiers.values()}
    qualifiers = {
        name: f"as {'an' if label[0] in 'aeiou' else 'a'} {label} of a claim" for name, label in labels.items()
    }
    return OWN | qualifiers | _MENTIONS
