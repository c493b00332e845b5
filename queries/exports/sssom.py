"""Exports the links to other ontologies as SSSOM, written by sssom-pydantic."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

from ontology.mappings.sssom_library import sssom_library
from ontology.namespaces import BASE, sparql_prologue
from queries.answers.workbook import write_workbook
from queries.exports.nodes import Compactor
from queries.store.interface import Store, texts

MAPPING_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
)  # fmt: skip
"""The columns that are always written; others follow where the graph has them."""

_LATER = ("object_source", "object_source_version", "mapping_tool", "comment")

SSSOM = "https://w3id.org/sssom/"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_SEMAPV = "https://w3id.org/semapv/vocab/"
_IDENTIFIERS = ("subject_id", "predicate_id", "object_id", "mapping_justification", "object_source")
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
_LABELS = """
SELECT DISTINCT ?node ?label WHERE {
  VALUES ?labels { graph:mappings graph:entities }
  GRAPH ?labels { ?node rdfs:label ?label }
}
"""


def write_sssom(store: Store, out: IO[str]) -> int:
    """Write the links to other ontologies as an SSSOM table with its metadata as comments above it.

    :param store: the store to read
    :param out: where to write
    :returns: the number of mappings
    """
    library = sssom_library()
    shorten = Compactor(store)
    rows = [*_matches(store, shorten), *_absent(store, shorten)]
    rows.sort(key=lambda row: tuple(row[column] for column in ("subject_id", "predicate_id", "object_id")))
    found = {column for row in rows for column in row}
    more = [column for column in _LATER if column in found]
    text = io.StringIO()
    library.write_unprocessed(
        [library.Record(**{column: " ".join(cell.split()) for column, cell in row.items()}) for row in rows],
        text,
        metadata=_metadata(store, library),
        converter=shorten.converter,
        prefixes=_used_prefixes(rows),
        columns=[*MAPPING_COLUMNS, *more, *sorted(found - {*MAPPING_COLUMNS, *more})],
        condense=False,
    )
    out.write(text.getvalue().replace("\r\n", "\n"))
    return len(rows)


def write_sssom_workbook(store: Store, out: IO[bytes]) -> int:
    """Write the links to other ontologies as an Excel workbook, with the columns of the SSSOM table.

    :param store: the store to read
    :param out: where to write
    :returns: the number of mappings
    """
    text = io.StringIO()
    write_sssom(store, text)
    lines = [line for line in text.getvalue().splitlines() if not line.startswith("#")]
    columns, *rows = csv.reader(lines, delimiter="\t")
    return write_workbook(columns, rows, out)


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


def _used_prefixes(rows: list[dict[str, str]]) -> set[str]:
    """Return the prefixes of the identifiers in rows."""
    return {cell.partition(":")[0] for row in rows for key, cell in row.items() if key in _IDENTIFIERS}


def _metadata(store: Store, library: Any) -> Any:
    """Return the head: identity, name, version and licence of the set."""
    found = {"mapping_set_id": BASE + "mappings", "license": _LICENCE}
    for row in texts(store.select(_PROLOGUE + _SET, row_limit=0))[:1]:
        found["license"] = row["licence"]
        found |= {f"mapping_set_{key}": row[key] for key in ("title", "description", "version") if key in row}
    return library.MappingSetRecord.model_validate(found)
