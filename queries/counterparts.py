"""What entities are called in other vocabularies, with all that the graph keeps of each link."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields

from ontology.external.terms import obo_curie
from ontology.namespaces import compact, expand, sparql_prologue
from queries.display_text import csv_text
from queries.loaded_ontologies import EXTERNAL
from queries.sparql.terms import iri_terms
from queries.store.interface import Store, texts

MATCHES = {
    "exactMatch": "the same",
    "closeMatch": "nearly the same",
    "broadMatch": "a broader term",
    "narrowMatch": "a narrower term",
    "relatedMatch": "a related term",
}
"""Kind of match → what the counterpart is."""

JUSTIFICATIONS = {
    "ManualMappingCuration": "judged by a reader",
    "LexicalMatching": "same label, and looked at",
    "MappingChaining": "taken from a cross-reference",
}
"""Local name of a justification → what it means."""

_SSSOM = "PREFIX sssom: <https://w3id.org/sssom/>\n"
_PROLOGUE = sparql_prologue("dkgo", "graph", "rdfs", "skos", "owl", "BFO") + _SSSOM

_LINKS = """
SELECT DISTINCT ?subject ?match ?target ?justification ?version ?how ?comment WHERE {
  GRAPH graph:mappings {
    ?link owl:annotatedSource ?subject ; owl:annotatedProperty ?match ; owl:annotatedTarget ?target .
    OPTIONAL { ?link sssom:mapping_justification ?justification }
    OPTIONAL { ?link sssom:object_source_version ?version }
    OPTIONAL { ?link sssom:mapping_tool ?how }
    OPTIONAL { ?link sssom:comment ?comment }
  }
}
"""

_TARGETS = """
SELECT DISTINCT ?target ?notation ?label WHERE {
  GRAPH graph:mappings { ?target skos:notation ?notation }
  VALUES ?labels { graph:mappings graph:entities }
  GRAPH ?labels { ?target rdfs:label ?label }
}
"""

_LABELS = """
SELECT DISTINCT ?subject ?label WHERE {
  GRAPH graph:mappings { ?link owl:annotatedSource ?subject }
  GRAPH graph:entities { ?subject rdfs:label ?label }
}
"""

_HELD = """
SELECT DISTINCT ?term WHERE { GRAPH graph:closure { ?term rdfs:label ?label } }
"""

_CLOSURE = """
SELECT DISTINCT ?term WHERE { GRAPH graph:closure { %s BFO:0000050 ?term } }
"""

_STEPS = """
SELECT DISTINCT ?below ?relation ?above WHERE {
  VALUES ?below { %s }
  VALUES ?relation { rdfs:label rdfs:subClassOf BFO:0000050 }
  GRAPH %s { ?below ?relation ?above }
}
"""


_PARTS = """
SELECT DISTINCT ?part ?label {
  VALUES ?entity { %s }
  GRAPH graph:entities {
    ?entity dkgo:kindOf*/(dkgo:involves|dkgo:occursIn|dkgo:activityOf|dkgo:forCondition|dkgo:byRoute) ?part .
    ?part rdfs:label ?label
  }
}
ORDER BY ?label ?part
"""


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A counterpart of an entity.

    :param entity: label of our entity
    :param entity_id: its CURIE
    :param match: kind of match, such as ``exactMatch``
    :param identifier: the counterpart as a CURIE
    :param label: what its vocabulary calls it
    :param vocabulary: its prefix
    :param address: its IRI
    :param version: version of the table in which it was looked up
    :param how: how it was looked up
    :param justification: why the match is held to be one
    :param comment: why it is not exact, or where it was taken from
    """

    entity: str
    entity_id: str
    match: str
    identifier: str
    label: str
    vocabulary: str
    address: str
    version: str = ""
    how: str = ""
    justification: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Above:
    """A term of an external ontology, in the tree of the terms above a counterpart.

    :param depth: its depth in the tree; the counterpart itself has 0
    :param identifier: its CURIE, or its IRI
    :param label: its label
    :param part: whether the term one step below is a part of it, and not a kind of it
    """

    depth: int
    identifier: str
    label: str
    part: bool


def read_links(store: Store) -> list[EntityLink]:
    """Read all links.

    :param store: the store to read
    :returns: the links, by entity, match and identifier
    """
    targets = {row["target"]["value"]: row for row in store.select(_PROLOGUE + _TARGETS, row_limit=0).rows}
    labels = {row["subject"]["value"]: row["label"]["value"]
              for row in store.select(_PROLOGUE + _LABELS, row_limit=0).rows}  # fmt: skip
    links = []
    for row in texts(store.select(_PROLOGUE + _LINKS, row_limit=0)):
        subject, target = row["subject"], row["target"]
        notation = targets[target]["notation"]["value"] if target in targets else compact(target)
        links.append(
            EntityLink(
                entity=labels.get(subject, compact(subject)),
                entity_id=compact(subject),
                match=compact(row["match"]).rpartition(":")[2],
                identifier=notation,
                label=targets[target]["label"]["value"] if target in targets else "",
                vocabulary=notation.partition(":")[0],
                address=target,
                version=row.get("version", ""),
                how=row.get("how", ""),
                justification=row.get("justification", "").rpartition("/")[2],
                comment=row.get("comment", ""),
            )
        )
    order = list(MATCHES)
    return sorted(links, key=lambda item: (item.entity.casefold(), item.entity_id, order.index(item.match)
                                           if item.match in order else len(order), item.identifier))  # fmt: skip


def parts(store: Store, entity: str) -> list[str]:
    """Return what an entity is made of, such as the condition of a population or the drugs of an exposure.

    :param store: the store to read
    :param entity: CURIE of our entity
    :returns: CURIEs of the parts, by label; those of what it is a kind of are among them
    """
    query = _PROLOGUE + _PARTS % iri_terms([expand(entity)])
    return [compact(row["part"]) for row in texts(store.select(query, row_limit=0))]


def chosen_links(
    links: Iterable[EntityLink], *, words: str = "", entity: str = "", vocabulary: str = "", match: str = ""
) -> list[EntityLink]:
    """Filter links; an empty condition is ignored.

    :param links: the links
    :param words: words that must all occur in a label, identifier or comment
    :param entity: CURIE of our entity
    :param vocabulary: a prefix
    :param match: a kind of match
    :returns: the remaining links, in the same order
    """
    wanted = words.casefold().split()
    return [
        link
        for link in links
        if (not entity or link.entity_id == entity)
        and (not vocabulary or link.vocabulary == vocabulary)
        and (not match or link.match == match)
        and all(word in f"{link.entity} {link.label} {link.identifier} {link.comment}".casefold() for word in wanted)
    ]


def links_csv(links: Iterable[EntityLink]) -> str:
    """Return links as a CSV table that a spreadsheet program cannot take for formulas.

    :param links: the links
    :returns: the table with its header
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields(EntityLink)])
    writer.writerows([csv_text(value) for value in astuple(link)] for link in links)
    return out.getvalue()


def terms_held(store: Store) -> frozenset[str]:
    """Return the counterparts that a loaded external ontology contains.

    :param store: the store to read
    :returns: their addresses
    """
    return frozenset(str(row["term"]["value"]) for row in store.select(_PROLOGUE + _HELD, row_limit=0).rows)


def terms_above(store: Store, address: str, ontologies: Iterable[str]) -> list[Above]:
    """Return the terms above a counterpart in the external ontologies that are loaded, as a tree that grows upwards.

    :param store: the store to read
    :param address: address of the counterpart; one of :func:`terms_held`
    :param ontologies: names of the ontologies loaded
    :returns: the term itself, then each term above it once, under the first that leads to it by the shortest way
    """
    reachable = [
        str(row["term"]["value"]) for row in store.select(_PROLOGUE + _CLOSURE % iri_terms([address]), row_limit=0).rows
    ]
    terms = iri_terms(reachable)
    labels: dict[str, str] = {}
    edges: dict[str, set[tuple[bool, str]]] = defaultdict(set)
    for name in ontologies:
        for row in store.select(_PROLOGUE + _STEPS % (terms, iri_terms([EXTERNAL + name])), row_limit=0).rows:
            below, relation, above = (str(row[part]["value"]) for part in ("below", "relation", "above"))
            if relation.endswith("label"):
                labels.setdefault(below, above)
            elif above in reachable:
                edges[below].add((not relation.endswith("subClassOf"), above))
    return _tree(address, edges, labels)


def _tree(top: str, edges: Mapping[str, set[tuple[bool, str]]], labels: Mapping[str, str]) -> list[Above]:
    """Return a term and the terms above it, each once, in the order in which a tree is read."""
    branches: dict[str, list[tuple[bool, str]]] = {}
    waiting, reached = [top], {top}
    for below in waiting:
        branches[below] = [edge for edge in sorted(edges.get(below, ())) if edge[1] not in reached]
        branches[below] = list({term: (part, term) for part, term in reversed(branches[below])}.values())[::-1]
        reached.update(term for _, term in branches[below])
        waiting += [term for _, term in branches[below]]
    found = []
    stack = [(0, False, top)]
    while stack:
        depth, part, term = stack.pop()
        found.append(Above(depth, _short(term), labels.get(term, _short(term)), part))
        stack += [(depth + 1, *branch) for branch in reversed(branches[term])]
    return found


def _short(iri: str) -> str:
    """Return the CURIE of an IRI of the graph or of the OBO library, such as ``HP:0000707``; else the IRI itself."""
    curie = compact(iri)
    return obo_curie(iri) if curie == iri else curie
