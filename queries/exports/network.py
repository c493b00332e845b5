"""The network of entities for desktop tools (Cytoscape, Gephi, yEd): GraphML and Cytoscape JSON.

Nodes are the entities that propositions join, edges the propositions between two of them. An edge counts the claims
that affirm and that deny it: its being there says that documents speak of it, not that it holds; ``fact`` says that.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

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

_TYPES = {str: "string", int: "int", bool: "boolean"}
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
    """
    network = read_network(store)
    keys = {("node", key): kind for key, kind in _columns(network.nodes).items() if key != "id"}
    keys |= {("edge", key): k for key, k in _columns(network.edges).items() if key not in ("id", "source", "target")}
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for (of, key), kind in keys.items():
        out.write(f'  <key id="{of}_{key}" for="{of}" attr.name="{key}" attr.type="{_TYPES[kind]}"/>\n')
    out.write('  <graph id="drugkg" edgedefault="directed">\n')
    for node in network.nodes:
        out.write(f"    <node id={quoteattr(node['id'])}>{_data('node', node, keys)}</node>\n")
    for edge in network.edges:
        ends = " ".join(f"{end}={quoteattr(edge[end])}" for end in ("id", "source", "target"))
        out.write(f"    <edge {ends}>{_data('edge', edge, keys)}</edge>\n")
    out.write("  </graph>\n</graphml>\n")
    return len(network.edges)


def write_cytoscape(store: Store, out: IO[str]) -> int:
    """Write Cytoscape JSON, one element a line.

    :param store: the store to read
    :param out: where to write
    :returns: the number of edges
    """
    network = read_network(store)
    out.write('{"format_version": "1.0", "generated_by": "drugkg", "target_cytoscapejs_version": "~2.1",\n')
    out.write('"data": {"name": "drugkg", "shared_name": "drugkg"},\n"directed": true, "multigraph": true,\n')
    out.write('"elements": {"nodes": [\n')
    nodes = ({**node, "name": node["label"], "shared_name": node["label"]} for node in network.nodes)
    out.write(",\n".join(json.dumps({"data": node}, ensure_ascii=False) for node in nodes))
    out.write('\n], "edges": [\n')
    edges = (
        {**edge, "name": edge["label"], "interaction": edge["predicate"], "shared_interaction": edge["predicate"]}
        for edge in network.edges
    )
    out.write(",\n".join(json.dumps({"data": edge}, ensure_ascii=False) for edge in edges))
    out.write("\n]}}\n")
    return len(network.edges)


def read_network(store: Store) -> Network:
    """Return the network.

    :param store: the store to read
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


def _columns(rows: list[dict[str, Any]]) -> dict[str, type]:
    """Return the names of the data and their types, in the order in which they are met."""
    return {key: type(value) for row in rows for key, value in row.items()}


def _data(of: str, row: dict[str, Any], keys: Iterable[tuple[str, str]]) -> str:
    found = ((key, row[key]) for kind, key in keys if kind == of and row.get(key) not in (None, ""))
    return "".join(f'<data key="{of}_{key}">{_text(value)}</data>' for key, value in found)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(_NOT_IN_XML.sub("", str(value)))


def _local(iri: str) -> str:
    for prefix in ("dkgo", "source"):
        iri = iri.removeprefix(PREFIXES[prefix])
    return iri
