"""Exports the network of entities for desktop tools (Cytoscape, Gephi, yEd) as GraphML and Cytoscape JSON.

Nodes are the entities that propositions join, edges the propositions between two of them. An edge counts the claims
that affirm and that deny it. An edge means that documents speak of it, not that it is true; ``fact`` means that.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from ontology.errors import MissingExtraError
from ontology.modalities import MODALITIES
from ontology.namespaces import PREFIXES, compact, sparql_prologue
from queries.exports.nodes import Node, read_nodes
from queries.store.interface import Store

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "prov")

_PROPOSITIONS = """
SELECT DISTINCT ?proposition ?subject ?predicate ?object ?label ?name ?sign WHERE {
  GRAPH graph:propositions {
    ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; rdfs:label ?label
    FILTER(ISIRI(?object))
  }
  OPTIONAL { GRAPH graph:ontology { ?predicate rdfs:label ?name } }
  OPTIONAL { GRAPH graph:ontology { ?predicate dkgo:sign ?sign } }
}
"""

_CLAIMS = """
SELECT DISTINCT ?claim ?proposition ?polarity ?modality ?source ?family WHERE {
  GRAPH ?g {
    ?claim a dkgo:Claim ; dkgo:proposition ?proposition ; dkgo:polarity ?polarity ; dkgo:modality ?modality ;
      dkgo:source ?source ; dkgo:family ?family .
  }
}
"""

_FACTS = "SELECT DISTINCT ?proposition WHERE { GRAPH graph:facts { ?axiom prov:wasDerivedFrom ?proposition } }"

_CONFLICTS = """
SELECT DISTINCT ?proposition WHERE {
  GRAPH graph:disagreements { ?conflict a dkgo:Conflict ; dkgo:disagreeingProposition ?proposition }
}
"""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Network:
    """Nodes and edges as plain data; each has an ``id``, an edge a ``source`` and a ``target`` too."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]


def write_graphml(store: Store, out: IO[str]) -> int:
    """Write GraphML.

    :param store: the store to read
    :param out: where to write
    :returns: the number of edges
    :raises MissingExtraError: if the extra ``export`` is not installed
    """
    networkx = _networkx()
    network = read_network(store)
    graph = networkx.MultiDiGraph(id="drugkg")
    graph.add_nodes_from((node["id"], _data(node)) for node in network.nodes)
    graph.add_edges_from((edge["source"], edge["target"], edge["id"], _data(edge)) for edge in network.edges)
    writer = networkx.GraphMLWriter(graph=graph)
    booleans = {key.get("id") for key in writer.xml.iter("key") if key.get("attr.type") == "boolean"}
    for data in writer.xml.iter("data"):
        if data.get("key") in booleans:
            data.text = data.text.lower()  # XML Schema has no True
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{writer}\n')
    return len(network.edges)


def write_cytoscape(store: Store, out: IO[str]) -> int:
    """Write Cytoscape JSON.

    :param store: the store to read
    :param out: where to write
    :returns: the number of edges
    :raises MissingExtraError: if the extra ``export`` is not installed
    """
    networkx = _networkx()
    network = read_network(store)
    graph = networkx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node["id"], **node, name=node["label"], shared_name=node["label"])
    for edge in network.edges:
        more = {"name": edge["label"], "interaction": edge["predicate"], "shared_interaction": edge["predicate"]}
        graph.add_edge(edge["source"], edge["target"], key=edge["id"], **edge, **more)
    document = {"format_version": "1.0", "generated_by": "drugkg", "target_cytoscapejs_version": "~2.1"}
    document |= networkx.cytoscape_data(graph) | {"data": {"name": "drugkg", "shared_name": "drugkg"}}
    json.dump(document, out, ensure_ascii=False, indent=1)
    out.write("\n")
    return len(network.edges)


def _networkx() -> Any:
    try:
        import networkx  # noqa: PLC0415 - of an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError("an export for network tools", "export") from error
    return networkx


def _data(row: dict[str, Any]) -> dict[str, Any]:
    """Return what GraphML has as data of a node or an edge: without its ends, empty texts and what XML cannot hold."""
    return {
        key: _NOT_IN_XML.sub("", value) if isinstance(value, str) else value
        for key, value in row.items()
        if key not in ("id", "source", "target") and value not in (None, "")
    }


def read_network(store: Store) -> Network:
    """Return the network.

    :param store: the store to read
    :returns: the entities that propositions join, and the propositions
    """
    known = read_nodes(store)
    claims: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in store.select(_PROLOGUE + _CLAIMS, row_limit=0).rows:
        claims[row["proposition"]["value"]].append({key: _local(row[key]["value"]) for key in row})
    marks = {
        mark: {row["proposition"]["value"] for row in store.select(_PROLOGUE + query, row_limit=0).rows}
        for mark, query in (("fact", _FACTS), ("conflict", _CONFLICTS))
    }
    edges = []
    for row in store.select(_PROLOGUE + _PROPOSITIONS, row_limit=0).rows:
        given = {key: str(term["value"]) for key, term in row.items()}
        made = {mark: given["proposition"] in marked for mark, marked in marks.items()}
        edges.append({**_edge(given), **_counted(claims[given["proposition"]]), **made})
    edges = sorted(
        (edge for edge in edges if {edge["source"], edge["target"]} <= set(known)), key=lambda e: str(e["id"])
    )
    joined = {edge[end] for edge in edges for end in ("source", "target")}
    return Network([_node(node) for curie, node in known.items() if curie in joined], edges)


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.curie,
        "label": node.label,
        "class": node.class_name,
        "definition": node.definition,
        "synonyms": "; ".join(sorted(node.synonyms)),
        "iri": node.iri,
    }


def _edge(given: dict[str, str]) -> dict[str, Any]:
    predicate = compact(given["predicate"])
    made: dict[str, Any] = {
        "id": compact(given["proposition"]),
        "source": compact(given["subject"]),
        "target": compact(given["object"]),
        "predicate": given.get("name", predicate),
        "predicate_id": predicate,
        "label": given["label"],
    }
    sign = given.get("sign", "")
    return made | ({"sign": int(sign)} if re.fullmatch(r"[+-]?\d", sign) else {})


def _counted(claims: Iterable[dict[str, str]]) -> dict[str, Any]:
    """Return what the claims on a proposition say in sum; its modality is the strongest of those that affirm it."""
    claims = list(claims)
    affirmed = [claim["modality"] for claim in claims if claim["polarity"] == "affirmed"]
    documents = sorted({claim["source"] for claim in claims})
    tally = Counter(claim["modality"] for claim in claims)
    return {
        "claims": len(claims),
        "affirmed": len(affirmed),
        "denied": len(claims) - len(affirmed),
        "polarity": "/".join(sorted({claim["polarity"] for claim in claims})),
        "modality": next((m for m in MODALITIES if m in (affirmed or tally)), ""),
        "modalities": "; ".join(f"{m}={tally[m]}" for m in MODALITIES if tally[m]),
        "families": "; ".join(sorted({claim["family"] for claim in claims})),
        "documents": len(documents),
        "sources": "; ".join(documents),
    }


def _local(iri: str) -> str:
    for prefix in ("dkgo", "source"):
        iri = iri.removeprefix(PREFIXES[prefix])
    return iri
