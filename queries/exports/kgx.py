"""The claims as a KGX graph for the tools of the Biolink Model: nodes, and an edge for each claim on two nodes.

One edge a claim, not one a proposition, so that each keeps its source, its modality and its scope. A claim whose object
is a text or a quantity has no edge. Properties that begin with ``drugkg_`` are ours; all others are slots of Biolink.

KGX keeps such edges apart while it streams (its option ``--stream``). Its graph in memory takes edges that share
subject, predicate and object for one and mixes their properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ontology.namespaces import compact, sparql_prologue
from queries.claims.records import claim_records
from queries.exports.biolink.mapping import MANY_VALUED, QUALIFIERS, category, edge_terms
from queries.exports.nodes import Node, qualifier_text, read_nodes
from queries.store.interface import Store

KNOWLEDGE_SOURCE = "infores:drugkg"

NODE_COLUMNS = ("id", "category", "name", "description", "synonym", "equivalent_identifiers", "xref", "iri")
EDGE_COLUMNS = (
    "id", "subject", "predicate", "object", "category", "negated", "knowledge_level", "agent_type",
    "primary_knowledge_source", "publications", "original_predicate", "qualified_predicate",
    "object_aspect_qualifier", "object_direction_qualifier", "causal_mechanism_qualifier", *QUALIFIERS.values(),
    "has_evidence_of_type", "clinical_approval_status", "description", "drugkg_modality", "drugkg_family",
    "drugkg_quote_role", "drugkg_review_status", "drugkg_regulatory_status", "drugkg_study_design",
    "drugkg_value", "drugkg_qualifiers", "drugkg_note", "drugkg_places",
)  # fmt: skip

_PROLOGUE = sparql_prologue("dkgo", "graph", "dcterms")
_WORKS = """
SELECT DISTINCT ?work ?file ?doi ?pmid WHERE {
  GRAPH graph:entities {
    { ?work a dkgo:Document ; dcterms:identifier ?file }
    UNION { ?work dkgo:doi ?doi }
    UNION { ?work dkgo:pmid ?pmid }
  }
}
"""

_PLAIN = ("modality", "family", "quote_role", "review_status", "regulatory_status", "study_design", "note")


def write_tsv(store: Store, folder: Path) -> int:
    """Write ``nodes.tsv`` and ``edges.tsv``; lists are joined by bars, and a text holds neither bar, tab nor newline.

    A denial is written ``True`` and nothing else is written in its column: KGX reads any text there as true.

    :param store: the store to read
    :param folder: where to write
    :returns: the number of edges
    """
    nodes, edges = _read(store)
    for name, columns, rows in (("nodes", NODE_COLUMNS, nodes), ("edges", EDGE_COLUMNS, edges)):
        with (folder / f"{name}.tsv").open("w", encoding="utf-8", newline="\n") as file:
            file.write("\t".join(columns) + "\n")
            file.writelines("\t".join(_cell(row.get(column)) for column in columns) + "\n" for row in rows)
    return len(edges)


def write_jsonl(store: Store, folder: Path) -> int:
    """Write ``nodes.jsonl`` and ``edges.jsonl``.

    :param store: the store to read
    :param folder: where to write
    :returns: the number of edges
    """
    nodes, edges = _read(store)
    for name, rows in (("nodes", nodes), ("edges", edges)):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return len(edges)


def _read(store: Store) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and the edges, each with its properties in the order of the columns, empty ones left out."""
    known = read_nodes(store)
    works = _works(store)
    nodes = [_ordered(_node(node), NODE_COLUMNS) for node in known.values()]
    edges = [_ordered(edge, EDGE_COLUMNS) for edge in _edges(store, known, works)]
    return nodes, sorted(edges, key=lambda edge: str(edge["id"]))


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.curie,
        "category": [f"biolink:{_category(node)}"],
        "name": node.label,
        "description": node.definition,
        "synonym": sorted(node.synonyms),
        "equivalent_identifiers": sorted(node.matches.get("exactMatch", ())),
        "xref": sorted({curie for kind, curies in node.matches.items() if kind != "exactMatch" for curie in curies}),
        "iri": node.iri,
    }


def _category(node: Node) -> str:
    return category(node.class_name)


def _edges(store: Store, nodes: dict[str, Node], works: dict[str, str]) -> Iterator[dict[str, Any]]:
    for record in claim_records(store):
        subject, target = nodes.get(record["subject_id"]), nodes.get(record.get("object_id", ""))
        if subject is None or target is None:
            continue
        yield {
            "id": f"claim:{record['id']}",
            "subject": subject.curie,
            "object": target.curie,
            "category": ["biolink:Association"],
            "primary_knowledge_source": KNOWLEDGE_SOURCE,
            "publications": _publications(record, works),
            "original_predicate": record["predicate_id"],
            **edge_terms(record, _category(subject), _category(target)),
            **_qualifiers(record),
            "has_evidence_of_type": [record["evidence_type"]] if "evidence_type" in record else [],
            "description": record["statement"],
            **{f"drugkg_{key}": record[key] for key in _PLAIN if key in record},
            "drugkg_value": _value(record),
            "drugkg_places": _places(record, works),
        }


def _qualifiers(record: dict[str, Any]) -> dict[str, Any]:
    """Return the qualifiers: those that Biolink has in its slots, and all of them as ``key=value``."""
    given = record.get("qualifiers", {})
    made: dict[str, Any] = {}
    for key, slot in QUALIFIERS.items():
        if key in given:
            text = qualifier_text(given[key])
            made[slot] = [text] if slot in MANY_VALUED else text
    made["drugkg_qualifiers"] = [f"{key}={qualifier_text(value)}" for key, value in given.items()]
    return made


def _publications(record: dict[str, Any], works: dict[str, str]) -> list[str]:
    """Return the document and the works that it cites there, by the identifier that the document prints or by ours."""
    cited = [cite["reference"] for cite in record.get("cites", [])]
    return list(dict.fromkeys([works[record["source"]], *(works.get(curie, curie) for curie in cited)]))


def _value(record: dict[str, Any]) -> str:
    if "unit" not in record:
        return ""
    return qualifier_text(record | {"min": record.get("value_min"), "max": record.get("value_max")})


def _places(record: dict[str, Any], works: dict[str, str]) -> list[str]:
    """Return the places of the claim in its document, as character ranges in the manner of RFC 5147."""
    places = [record, *record.get("anchors", [])]
    return [f"{works[record['source']]}#char={place['start']},{place['end']}" for place in places]


def _works(store: Store) -> dict[str, str]:
    """Return how works are named in an edge: file name of a document, or CURIE of a reference, to identifier."""
    names: dict[str, str] = {}
    rows = store.select(_PROLOGUE + _WORKS, row_limit=0).rows
    for kind in ("file", "doi", "pmid"):
        for row in sorted((row for row in rows if kind in row), key=lambda row: str(row["work"]["value"])):
            curie, text = compact(row["work"]["value"]), str(row[kind]["value"])
            if kind == "file":
                names[text] = curie
            else:
                names[curie] = f"doi:{text}" if kind == "doi" else f"PMID:{text}"
    return names


def _ordered(row: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: row[column] for column in columns if row.get(column) not in (None, "", [])}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(map(_plain, value))
    return "True" if value is True else "" if value in (None, False) else _plain(value)


def _plain(value: Any) -> str:
    return " ".join(str(value).replace("|", "/").split())
