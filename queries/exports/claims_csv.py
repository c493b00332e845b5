"""Exports that are one table: the claims as CSV, and the links to other ontologies as SSSOM."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from ontology.namespaces import BASE, sparql_prologue
from queries.claims.records import claim_records
from queries.exports.nodes import Compactor, qualifier_text
from queries.store.interface import Store

CLAIM_COLUMNS = (
    "id", "source", "family", "subject", "subject_id", "predicate", "predicate_id", "object", "object_id",
    "object_synonyms", "value_min", "value_max", "min_excluded", "max_excluded", "unit", "approximate", "polarity",
    "modality", "qualifiers", "regulatory_status", "quote_role", "evidence_type", "study_design", "statement", "note",
    "section", "start", "end", "sha256", "anchors", "cites", "agent", "review_status",
)  # fmt: skip
"""The columns of the claims: the fields of a claim record, but for the quote."""

MAPPING_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
)  # fmt: skip
"""The columns of SSSOM that always stand; others follow where the graph has them."""

_LATER = ("object_source", "object_source_version", "mapping_tool", "comment")

SSSOM = "https://w3id.org/sssom/"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_SEMAPV = "https://w3id.org/semapv/vocab/"
_UNSPECIFIED = "semapv:UnspecifiedMatching"
_NOTHING = {"predicate_id": "skos:exactMatch", "object_id": "sssom:NoTermFound", "object_label": "",
            "mapping_justification": "semapv:ManualMappingCuration"}  # fmt: skip
"""How SSSOM says that no counterpart was found."""

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdfs", "owl", "skos", "dcterms") + f"PREFIX sssom: <{SSSOM}>\n"
_MAPPINGS = """
SELECT DISTINCT ?subject ?predicate ?object ?label WHERE {
  VALUES ?predicate { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH graph:mappings { ?subject ?predicate ?object FILTER(ISIRI(?object)) }
  OPTIONAL { GRAPH graph:entities { ?subject rdfs:label ?label } }
}
"""
_DETAILS = f"""
SELECT DISTINCT ?subject ?predicate ?object ?slot ?value WHERE {{
  GRAPH graph:mappings {{
    ?mapping owl:annotatedSource ?subject ; owl:annotatedProperty ?predicate ; owl:annotatedTarget ?object ;
      ?slot ?value .
    FILTER(STRSTARTS(STR(?slot), "{SSSOM}"))
  }}
}}
"""
_ABSENT = """
SELECT DISTINCT ?subject ?comment ?label WHERE {
  GRAPH graph:mappings { ?subject dkgo:noTermFound ?comment }
  OPTIONAL { GRAPH graph:entities { ?subject rdfs:label ?label } }
}
"""
_SET = """
SELECT DISTINCT ?licence ?title ?description ?version WHERE {
  GRAPH graph:mappings {
    ?set a sssom:MappingSet ; dcterms:license ?licence
    OPTIONAL { ?set dcterms:title ?title }
    OPTIONAL { ?set dcterms:description ?description }
    OPTIONAL { ?set owl:versionInfo ?version }
  }
}
"""
_LABELS = "SELECT DISTINCT ?node ?label WHERE { GRAPH graph:mappings { ?node rdfs:label ?label } }"


def write_csv(store: Store, out: IO[str]) -> int:
    """Write the claims as CSV, one row each.

    Qualifiers are ``key=value``, places ``start-end``, references ``[mark] reference``; where one cell holds several,
    they are separated by ``; ``, and a semicolon or a backslash of the text has a backslash before it.

    :param store: the store to read
    :param out: where to write
    :returns: the number of claims
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CLAIM_COLUMNS)
    count = 0
    for count, record in enumerate(claim_records(store), start=1):  # noqa: B007 - the last count is returned
        row = record | _flat(record)
        writer.writerow([row.get(column, "") for column in CLAIM_COLUMNS])
    return count


def _flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a record that are more than one value, each as one text."""
    cites = record.get("cites", [])
    return {
        **{name: "true" if record.get(name) else "" for name in ("min_excluded", "max_excluded", "approximate")},
        "object_synonyms": _joined(record.get("object_synonyms", [])),
        "qualifiers": _joined(f"{key}={qualifier_text(value)}" for key, value in record.get("qualifiers", {}).items()),
        "anchors": _joined(f"{place['start']}-{place['end']}" for place in record.get("anchors", [])),
        "cites": _joined(f"[{c['mark']}] {c['reference']}" if c["mark"] else c["reference"] for c in cites),
    }


def _joined(texts: Any) -> str:
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def write_sssom(store: Store, out: IO[str]) -> int:
    """Write the links to other ontologies as an SSSOM table with its metadata as comments above it.

    :param store: the store to read
    :param out: where to write
    :returns: the number of mappings
    """
    shorten = Compactor(store)
    rows = [*_matches(store, shorten), *_absent(store, shorten)]
    rows.sort(key=lambda row: tuple(row[column] for column in ("subject_id", "predicate_id", "object_id")))
    found = {column for row in rows for column in row}
    more = [column for column in _LATER if column in found]
    columns = [*MAPPING_COLUMNS, *more, *sorted(found - {*MAPPING_COLUMNS, *more})]
    _write_head(store, shorten, rows, out)
    for line in [dict(zip(columns, columns, strict=True)), *rows]:
        out.write("\t".join(" ".join(line.get(column, "").split()) for column in columns) + "\n")
    return len(rows)


def _matches(store: Store, shorten: Compactor) -> Iterator[dict[str, str]]:
    """Yield the mappings with what the graph says of each."""
    details = _details(store, shorten)
    labels = {
        row["node"]["value"]: row["label"]["value"] for row in store.select(_PROLOGUE + _LABELS, row_limit=0).rows
    }
    for found in store.select(_PROLOGUE + _MAPPINGS, row_limit=0).rows:
        terms = tuple(found[part]["value"] for part in ("subject", "predicate", "object"))
        row = dict(zip(("subject_id", "predicate_id", "object_id"), map(shorten, terms), strict=True))
        row["subject_label"] = found["label"]["value"] if "label" in found else ""
        row["object_label"] = labels.get(terms[2], "")
        yield row | {"mapping_justification": _UNSPECIFIED} | details.get(terms, {})


def _absent(store: Store, shorten: Compactor) -> Iterator[dict[str, str]]:
    """Yield a row for each entity of which the graph says that it has no counterpart."""
    for found in store.select(_PROLOGUE + _ABSENT, row_limit=0).rows:
        row = {"subject_id": shorten(found["subject"]["value"]), "comment": str(found["comment"]["value"])}
        yield _NOTHING | row | {"subject_label": found["label"]["value"] if "label" in found else ""}


def _details(store: Store, shorten: Compactor) -> dict[tuple[str, ...], dict[str, str]]:
    """Return what the graph says of each mapping, by its three terms: SSSOM column to value."""
    details: dict[tuple[str, ...], dict[str, str]] = {}
    for row in store.select(_PROLOGUE + _DETAILS, row_limit=0).rows:
        terms = tuple(row[part]["value"] for part in ("subject", "predicate", "object"))
        value = str(row["value"]["value"])
        if row["value"]["type"] == "uri":
            value = f"semapv:{value[len(_SEMAPV) :]}" if value.startswith(_SEMAPV) else shorten(value)
        known, column = details.setdefault(terms, {}), row["slot"]["value"].removeprefix(SSSOM)
        known[column] = "|".join(sorted({*filter(None, known.get(column, "").split("|")), value}))
    return details


def _write_head(store: Store, shorten: Compactor, rows: list[dict[str, str]], out: IO[str]) -> None:
    """Write the metadata: prefixes in use, identity, name, version and licence of the set."""
    used = {cell.partition(":")[0] for row in rows for key, cell in row.items() if key.endswith(("_id", "_source"))}
    prefixes = {**shorten.prefixes, "semapv": _SEMAPV, "sssom": SSSOM}
    out.write("#curie_map:\n" if rows else "")
    for prefix in sorted({*used, *(["semapv"] if rows else [])} & set(prefixes)):
        out.write(f"#  {prefix}: {json.dumps(prefixes[prefix])}\n")
    told = {"mapping_set_id": BASE + "mappings", "license": _LICENCE}
    for row in store.select(_PROLOGUE + _SET, row_limit=0).rows[:1]:
        told["license"] = row["licence"]["value"]
        told |= {f"mapping_set_{key}": row[key]["value"] for key in ("title", "description", "version") if key in row}
    out.writelines(f"#{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in sorted(told.items()))
