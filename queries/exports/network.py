"""Exports the network of entities for desktop tools (Cytoscape, Gephi, yEd) as GraphML and Cytoscape JSON.

Nodes are the entities that propositions join, edges the propositions between two of them. An edge counts the claims
that affirm and that deny it. An edge means that documents speak of it, not that it is true; ``fact`` means that. What
a tool draws says so too: polarity, modality and status are in the label, an edge that no claim affirms has no sign,
and ``line_style``, ``arrow`` and ``colour`` are there to be mapped to the look of the edge.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import IO, Any

from ontology.errors import MissingExtraError
from queries.exports.nodes import Node, read_nodes
from queries.exports.propositions import Proposition, read_propositions
from queries.store.interface import Store

LINE_STYLES = {"affirmed": "solid", "disputed": "solid", "hedged": "dashed", "advised": "dashed"}
"""The line of an edge by its standing; that of all others, which no claim affirms, is dotted."""

COLOURS = {"affirmed": "#4a4a4a", "hedged": "#4a4a4a", "advised": "#4a4a4a", "disputed": "#b3261e", "denied": "#b3261e"}
"""The colour of an edge by its standing; all others are grey."""

ARROWS = {1: "triangle", -1: "tee", 0: "circle"}
"""The end of an edge by its sign."""

_STYLE = [
    {"selector": "node", "style": {"label": "data(label)"}},
    {
        "selector": "edge",
        "style": {
            "curve-style": "bezier",
            "label": "data(label)",
            "line-style": "data(line_style)",
            "line-color": "data(colour)",
            "target-arrow-color": "data(colour)",
            "target-arrow-shape": "data(arrow)",
        },
    },
]
"""The look of the network in Cytoscape.js; it repeats what each edge has as data."""

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
    document: dict[str, Any] = {"format_version": "1.0", "generated_by": "drugkg", "target_cytoscapejs_version": "~2.1"}
    document |= networkx.cytoscape_data(graph) | {"data": {"name": "drugkg", "shared_name": "drugkg"}}
    document["style"] = _STYLE
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
    edges = [_edge(item) for item in read_propositions(store)]
    edges = [edge for edge in edges if {edge["source"], edge["target"]} <= set(known)]
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


def _edge(item: Proposition) -> dict[str, Any]:
    claim, sign, standing = item.claims[0], item.shown_sign, item.standing
    documents = sorted({said.source for said in item.claims})
    affirmed = [said.modality for said in item.affirmed]
    arrow = "vee" if standing in LINE_STYLES else "none"
    return {
        "id": item.id,
        "source": claim.subject_id,
        "target": claim.object_id,
        "predicate": claim.predicate,
        "predicate_id": claim.predicate_id,
        "label": item.label,
        "proposition": claim.proposition if standing == "affirmed" else f"{claim.proposition} [{standing}]",
        "phrases": "; ".join(item.phrases),
        "standing": standing,
        "line_style": LINE_STYLES.get(standing, "dotted"),
        "colour": COLOURS.get(standing, "#8a8a8a"),
        "arrow": arrow if sign is None else ARROWS[sign],
        **({} if sign is None else {"sign": sign}),
        "claims": len(item.claims),
        "affirmed": len(affirmed),
        "denied": len(item.denied),
        "polarity": "/".join(sorted({said.polarity for said in item.claims})),
        "modality": next((m for m in item.modalities if m in (affirmed or item.modalities)), ""),
        "modalities": "; ".join(f"{modality}={count}" for modality, count in item.modalities.items()),
        "status": "; ".join(item.statuses),
        "families": "; ".join(sorted({said.family for said in item.claims})),
        "documents": item.evidence.documents,
        "lines_of_evidence": item.evidence.lines,
        "sources": "; ".join(documents),
        "fact": item.fact,
        "conflict": item.conflict,
    }
