"""In which circumstances a claim on a use, a combination or another exposure of a drug holds, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ontology.namespaces import PREFIXES, compact, expand, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.sparql.terms import iri_terms
from queries.store.interface import Store, texts

_LINKS = (
    sparql_prologue("dkgo", "graph", "rdfs")
    + """
SELECT DISTINCT ?node ?link ?other ?label WHERE {
  VALUES ?node { %s }
  VALUES ?link { dkgo:involves dkgo:forCondition dkgo:byRoute }
  GRAPH graph:entities { ?node ?link ?other . ?other rdfs:label ?label }
}
ORDER BY ?label
"""
)

Links = Mapping[str, Mapping[str, Mapping[str, str]]]
"""CURIE of a node → local name of a link → CURIE of what it leads to → its label."""


def read_links(store: Store, nodes: Iterable[str]) -> Links:
    """Return what uses, combinations and other exposures involve, what they are for, and their routes.

    :param store: the store to read
    :param nodes: CURIEs of the exposures
    :returns: for each exposure that has any, by kind of link, what it leads to
    """
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in texts(store.select(_LINKS % iri_terms(map(expand, nodes)), row_limit=0)):
        link = row["link"].removeprefix(PREFIXES["dkgo"])
        found[compact(row["node"])][link][compact(row["other"])] = row["label"]
    return found


def circumstance(links: Links, node: str, kind: str, drug: str) -> str:
    """Return the circumstances in which something is said of a drug.

    :param links: what :func:`read_links` returned
    :param node: CURIE of the exposure
    :param kind: local name of its class
    :param drug: CURIE of the drug
    :returns: such as ``drug combination with ethanol`` or ``therapeutic use for spasticity``

    >>> links = {"x:1": {"involves": {"x:a": "Abba", "x:b": "Bettol"}, "byRoute": {"x:o": "oral route"}}}
    >>> circumstance(links, "x:1", "DrugCombination", "x:a")
    'drug combination with Bettol by oral route'
    """
    known = load_vocabulary().classes.get(kind)
    own = links.get(node, {})
    words = [known.label if known else kind]
    others = [label for id_, label in own.get("involves", {}).items() if id_ != drug]
    for joint, labels in (
        ("with", others),
        ("for", own.get("forCondition", {}).values()),
        ("by", own.get("byRoute", {}).values()),
    ):
        if labels:
            words.append(f"{joint} {' and '.join(labels)}")
    return " ".join(words)
