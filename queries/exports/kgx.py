"""The claims as a KGX graph for the tools of the Biolink Model: nodes, and an edge for each proposition on two nodes.

An edge says what all claims on its proposition say together: how many affirm and deny it, which documents and works
they rest on, and the qualifiers that they share. It is negated only if every claim denies it. KGX takes edges that
share subject, predicate and object for one and mixes their properties. So of two propositions that Biolink would say
alike, the wider one is only *related to*; where that meets too, one edge has the claims of both.

With ``per_claim`` there is an edge for each claim, with all that the claim says; KGX keeps those apart only while it
streams (its option ``--stream``). A claim whose object is a text or a quantity has no edge.

Properties that begin with ``drugkg_`` are ours; all others are slots of Biolink. ``context.jsonld`` declares the
prefixes of the identifiers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ontology.evidence import count_evidence
from ontology.modalities import MODALITIES
from ontology.namespaces import PREFIXES, compact, sparql_prologue
from queries.claims.model import Claim
from queries.claims.reader import read_claims
from queries.claims.records import claim_record
from queries.exports.biolink.mapping import MANY_VALUED, NOT_PROVIDED, QUALIFIERS, RELATED, category, edge_terms
from queries.exports.nodes import Node, qualifier_text, read_nodes
from queries.exports.propositions import Proposition, read_propositions
from queries.store.interface import Store

Record = dict[str, Any]

KNOWLEDGE_SOURCE = "infores:drugkg"

NODE_COLUMNS = ("id", "category", "name", "description", "synonym", "equivalent_identifiers", "xref", "iri")
EDGE_COLUMNS = (
    "id", "subject", "predicate", "object", "category", "negated", "knowledge_level", "agent_type",
    "primary_knowledge_source", "publications", "original_predicate", "qualified_predicate",
    "object_aspect_qualifier", "object_direction_qualifier", "causal_mechanism_qualifier", *QUALIFIERS.values(),
    "has_evidence_of_type", "clinical_approval_status", "description", "drugkg_propositions", "drugkg_standing",
    "drugkg_claims",
    "drugkg_affirmed", "drugkg_denied", "drugkg_documents", "drugkg_lines_of_evidence", "drugkg_modality",
    "drugkg_modalities", "drugkg_family", "drugkg_quote_role", "drugkg_review_status", "drugkg_regulatory_status",
    "drugkg_study_design", "drugkg_value", "drugkg_qualifiers", "drugkg_phrases", "drugkg_note", "drugkg_places",
)  # fmt: skip
"""The columns; a table has those that an edge of its kind can have."""

CONTEXT_FILE = "context.jsonld"
CONTEXT_PREFIXES = ("drugkg", "claim", "prop", "source", "ref", "ECO")
"""The prefixes of our identifiers that Biolink's own context lacks or may lack."""

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


def write_tsv(store: Store, folder: Path, *, per_claim: bool = False) -> int:
    """Write ``nodes.tsv`` and ``edges.tsv``; lists are joined by bars, and a text holds neither bar, tab nor newline.

    A denial is written ``True`` and nothing else is written in its column: KGX reads any text there as true.

    :param store: the store to read
    :param folder: where to write
    :param per_claim: one edge per claim, in place of one per proposition
    :returns: the number of edges
    """
    nodes, edges = _read(store, per_claim=per_claim)
    filled = {column for edge in edges for column in edge}
    columns_of_edges = tuple(column for column in EDGE_COLUMNS if column in filled)
    for name, columns, rows in (("nodes", NODE_COLUMNS, nodes), ("edges", columns_of_edges, edges)):
        with (folder / f"{name}.tsv").open("w", encoding="utf-8", newline="\n") as file:
            file.write("\t".join(columns) + "\n")
            file.writelines("\t".join(_cell(row.get(column)) for column in columns) + "\n" for row in rows)
    _write_context(folder)
    return len(edges)


def write_jsonl(store: Store, folder: Path, *, per_claim: bool = False) -> int:
    """Write ``nodes.jsonl`` and ``edges.jsonl``.

    :param store: the store to read
    :param folder: where to write
    :param per_claim: one edge per claim, in place of one per proposition
    :returns: the number of edges
    """
    nodes, edges = _read(store, per_claim=per_claim)
    for name, rows in (("nodes", nodes), ("edges", edges)):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    _write_context(folder)
    return len(edges)


def _write_context(folder: Path) -> None:
    """Write the JSON-LD context that declares our prefixes."""
    context = {"@context": {prefix: PREFIXES[prefix] for prefix in CONTEXT_PREFIXES}}
    (folder / CONTEXT_FILE).write_text(json.dumps(context, indent=2) + "\n", encoding="utf-8")


def _read(store: Store, *, per_claim: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and the edges, each with its properties in the order of the columns, empty ones left out."""
    known = read_nodes(store)
    works = _works(store)
    claims = read_claims(store)
    records = {claim.id: claim_record(claim, {}) for claim in claims}
    if per_claim:
        made = _claim_edges(claims, records, known, works)
    else:
        made = _proposition_edges(read_propositions(store, claims), records, known, works)
    nodes = [_ordered(_node(node), NODE_COLUMNS) for node in known.values()]
    edges = [_ordered(edge, EDGE_COLUMNS) for edge in made]
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


def _claim_edges(
    claims: list[Claim], records: dict[str, Record], nodes: dict[str, Node], works: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield an edge for each claim on two nodes."""
    for claim in claims:
        record = records[claim.id]
        if claim.subject_id not in nodes or claim.object_id not in nodes:
            continue
        yield {
            "id": f"claim:{claim.id}",
            **_common(record, nodes),
            "publications": _publications([record], works),
            **_qualifiers(record),
            "has_evidence_of_type": [record["evidence_type"]] if "evidence_type" in record else [],
            "description": record["statement"],
            **{f"drugkg_{key}": record[key] for key in _PLAIN if key in record},
            "drugkg_value": _value(record),
            "drugkg_phrases": [claim.phrase],
            "drugkg_places": _places(record, works),
        }


def _proposition_edges(
    propositions: list[Proposition], records: dict[str, Record], nodes: dict[str, Node], works: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield the edges of propositions: each has a subject, predicate and object that no other has."""
    drafts = []
    for item in propositions:
        firmest = min((records[claim.id] for claim in item.counted), key=_firmness)
        if {firmest["subject_id"], firmest["object_id"]} <= set(nodes):
            drafts.append((item, firmest, _common(firmest, nodes)))
    drafts.sort(key=lambda draft: (-len(draft[2]), _firmness(draft[1])))
    groups: dict[tuple[str, ...], list[tuple[Proposition, Record, dict[str, Any]]]] = {}
    for item, firmest, found in drafts:
        made = found
        if made["predicate"] != f"biolink:{RELATED}" and _ends(made) in groups:
            made = _common(firmest, nodes, least=True)
        groups.setdefault(_ends(made), []).append((item, firmest, made))
    for group in groups.values():
        yield _proposition_edge([item for item, _, _ in group], group[0][1], group[0][2], records, works)


def _ends(edge: dict[str, Any]) -> tuple[str, ...]:
    """Return what KGX knows an edge by."""
    return edge["subject"], edge["predicate"], edge["object"]


def _proposition_edge(
    items: list[Proposition], firmest: Record, made: dict[str, Any], records: dict[str, Record], works: dict[str, str]
) -> dict[str, Any]:
    """Return an edge: what its claims say together, and in Biolink's words what the firmest says."""
    claims = [claim for item in items for claim in item.claims]
    said = [records[claim.id] for claim in claims]
    evidence = count_evidence((claim.source, claim.works) for claim in claims)
    shared = _shared_qualifiers(said)
    is_limited = bool(set(firmest.get("qualifiers", {})) - set(shared)) and not items[0].fact
    level = NOT_PROVIDED if is_limited or items[0].standing == "disputed" else made["knowledge_level"]
    tally = Counter(record["modality"] for record in said)
    return {
        "id": items[0].id,
        **made,
        "negated": all(claim.polarity == "denied" for item in items for claim in item.counted),
        "knowledge_level": level,
        "publications": _publications(said, works),
        **_qualifiers({"qualifiers": shared}),
        "has_evidence_of_type": _different(said, "evidence_type"),
        "description": " / ".join(item.label for item in items),
        "drugkg_propositions": [item.id for item in items],
        "drugkg_standing": "; ".join(dict.fromkeys(item.standing for item in items)),
        "drugkg_claims": [f"claim:{claim.id}" for claim in claims],
        "drugkg_affirmed": sum(claim.polarity == "affirmed" for claim in claims),
        "drugkg_denied": sum(claim.polarity == "denied" for claim in claims),
        "drugkg_documents": evidence.documents,
        "drugkg_lines_of_evidence": evidence.lines,
        "drugkg_modality": firmest["modality"],
        "drugkg_modalities": [f"{modality}={tally[modality]}" for modality in MODALITIES if tally[modality]],
        "drugkg_phrases": list(dict.fromkeys(phrase for item in items for phrase in item.phrases)),
        **{f"drugkg_{key}": "; ".join(_different(said, key)) for key in ("family", "review_status")},
        "drugkg_regulatory_status": "; ".join(_statuses(said)),
    }


def _statuses(records: list[Record]) -> list[str]:
    """Return the regulatory statuses of an edge, each with how many claims have it where not all do.

    >>> _statuses([{"regulatory_status": "approved"}, {}, {"regulatory_status": "notRecommended"}])
    ['approved (1 of 3 claims)', 'notRecommended (1 of 3 claims)']
    >>> _statuses([{"regulatory_status": "approved"}])
    ['approved']
    """
    counts = Counter(record["regulatory_status"] for record in records if "regulatory_status" in record)
    return [
        status if count == len(records) else f"{status} ({count} of {len(records)} claims)"
        for status, count in sorted(counts.items())
    ]


def _different(records: list[Record], key: str) -> list[str]:
    """Return the different values of a field."""
    return sorted({record[key] for record in records if key in record})


def _common(record: Record, nodes: dict[str, Node], *, least: bool = False) -> dict[str, Any]:
    """Return what an edge says in Biolink's words after one record."""
    subject, target = nodes[record["subject_id"]], nodes[record["object_id"]]
    return {
        "subject": subject.curie,
        "object": target.curie,
        "category": ["biolink:Association"],
        "primary_knowledge_source": KNOWLEDGE_SOURCE,
        "original_predicate": record["predicate_id"],
        **edge_terms(record, _category(subject), _category(target), least=least),
    }


def _firmness(record: Record) -> tuple[bool, bool, bool, int, str]:
    """Return how firmly a record affirms its proposition; the least value is the firmest."""
    return (
        record["polarity"] == "denied",
        record.get("regulatory_status") == "notRecommended",
        record["review_status"] in ("proposed", "rejected"),
        MODALITIES.index(record["modality"]),
        record["id"],
    )


def _shared_qualifiers(records: list[Record]) -> dict[str, Any]:
    """Return the qualifiers that all records have with the same value."""
    first, *others = (record.get("qualifiers", {}) for record in records)
    return {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}


def _qualifiers(record: Record) -> dict[str, Any]:
    """Return the qualifiers: those that Biolink has in its slots, and all of them as ``key=value``."""
    given = record.get("qualifiers", {})
    made: dict[str, Any] = {}
    for key, slot in QUALIFIERS.items():
        if key in given:
            text = qualifier_text(given[key])
            made[slot] = [text] if slot in MANY_VALUED else text
    made["drugkg_qualifiers"] = [f"{key}={qualifier_text(value)}" for key, value in given.items()]
    return made


def _publications(records: list[Record], works: dict[str, str]) -> list[str]:
    """Return the documents and the works that they cite there, by the identifier that a document prints or by ours."""
    documents = [works[record["source"]] for record in records]
    cited = [cite["reference"] for record in records for cite in record.get("cites", [])]
    return list(dict.fromkeys([*documents, *(works.get(curie, curie) for curie in cited)]))


def _value(record: Record) -> str:
    if "unit" not in record:
        return ""
    return qualifier_text(record | {"min": record.get("value_min"), "max": record.get("value_max")})


def _places(record: Record, works: dict[str, str]) -> list[str]:
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
    return "True" if value is True else "" if value is None or value is False else _plain(value)


def _plain(value: Any) -> str:
    return " ".join(str(value).replace("|", "/").split())
