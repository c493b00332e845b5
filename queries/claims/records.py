"""The claims of the graph as records: the exchange format, one mapping per claim."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import IO, Any

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from queries.store.interface import Solutions, Store, Term

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "skos", "oa", "dcterms", "cito")

_CLAIMS = """
SELECT DISTINCT ?claim ?source ?family ?subject_id ?predicate_id ?object_id ?polarity ?modality ?regulatory_status
  ?quote_role ?evidence_type ?study_design ?statement ?note ?agent ?review_status
  ?value_min ?value_max ?min_excluded ?max_excluded ?unit ?approximate ?first
WHERE {
  GRAPH ?g {
    ?claim a dkgo:Claim ; dkgo:source ?document ; dkgo:family ?family ; rdf:subject ?subject_id ;
      rdf:predicate ?predicate_id ; dkgo:polarity ?polarity ; dkgo:modality ?modality ; dkgo:quoteRole ?quote_role ;
      dkgo:statement ?statement ; dkgo:agent ?agent ; dkgo:reviewStatus ?review_status ; dkgo:firstAnchor ?first .
    OPTIONAL { ?claim rdf:object ?object_id }
    OPTIONAL { ?claim dkgo:regulatoryStatus ?regulatory_status }
    OPTIONAL { ?claim dkgo:evidenceType ?evidence_type }
    OPTIONAL { ?claim dkgo:studyDesign ?study_design }
    OPTIONAL { ?claim dkgo:note ?note }
    OPTIONAL {
      ?claim dkgo:value ?value .
      ?value dkgo:ucumCode ?unit ; dkgo:approximate ?approximate .
      OPTIONAL { ?value dkgo:minimum ?value_min }
      OPTIONAL { ?value dkgo:maximum ?value_max }
      OPTIONAL { ?value dkgo:minExcluded ?min_excluded }
      OPTIONAL { ?value dkgo:maxExcluded ?max_excluded }
    }
  }
  GRAPH graph:entities { ?document dcterms:identifier ?source }
}
"""

_QUALIFIERS = """
SELECT DISTINCT ?claim ?key ?node ?text ?min ?max ?min_excluded ?max_excluded ?unit ?approximate WHERE {
  GRAPH graph:ontology { ?property dkgo:qualifierKey ?key }
  GRAPH ?g {
    ?claim a dkgo:Claim ; ?property ?node .
    OPTIONAL { ?node a dkgo:QualifierText ; rdfs:label ?text }
    OPTIONAL {
      ?node dkgo:ucumCode ?unit ; dkgo:approximate ?approximate .
      OPTIONAL { ?node dkgo:minimum ?min }
      OPTIONAL { ?node dkgo:maximum ?max }
      OPTIONAL { ?node dkgo:minExcluded ?min_excluded }
      OPTIONAL { ?node dkgo:maxExcluded ?max_excluded }
    }
  }
}
"""

_ANCHORS = """
SELECT DISTINCT ?claim ?anchor ?section ?start ?end ?sha256 WHERE {
  GRAPH ?g {
    ?claim a dkgo:Claim ; oa:hasTarget ?anchor .
    ?anchor oa:hasSelector ?position .
    ?position oa:start ?start ; oa:end ?end ; dkgo:sha256 ?sha256 .
    OPTIONAL { ?anchor dkgo:section ?section }
  }
}
"""

_CITATIONS = """
SELECT DISTINCT ?claim ?citation ?mark ?reference ?resolved ?note WHERE {
  GRAPH ?g {
    ?claim a dkgo:Claim ; dkgo:citation ?citation .
    ?citation cito:hasCitedEntity ?reference ; dkgo:resolution ?resolved .
    OPTIONAL { ?citation dkgo:mark ?mark }
    OPTIONAL { ?citation dkgo:note ?note }
  }
}
"""

_LABELS = """
SELECT DISTINCT ?node ?label ?synonym WHERE {
  { GRAPH graph:entities { ?node rdfs:label ?label OPTIONAL { ?node skos:altLabel ?synonym } } }
  UNION { GRAPH graph:ontology { ?node rdfs:label ?label } }
}
"""


def write_claims(store: Store, out: IO[str]) -> int:
    """Write the claim records, one JSON object a line.

    :param store: the store to read
    :param out: where to write
    :returns: the number of claims
    """
    count = 0
    for count, record in enumerate(claim_records(store), start=1):  # noqa: B007 - the last count is returned
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return count


def claim_records(store: Store) -> Iterator[dict[str, Any]]:
    """Yield every claim of the graph as a record of the exchange format.

    :param store: the store to read
    :returns: the records by document and place in it; keys in the order of the exchange format, empty ones left out
    """
    names = _names(store)
    qualifiers = _grouped(_all(store, _QUALIFIERS))
    anchors = _grouped(_all(store, _ANCHORS))
    citations = _grouped(_all(store, _CITATIONS))
    records = []
    for row in _all(store, _CLAIMS).rows:
        iri = row["claim"]["value"]
        places = sorted(anchors[iri], key=lambda place: _part_number(place["anchor"]))
        record = _identity(row, names)
        record["qualifiers"] = dict(sorted(map(_qualifier, qualifiers[iri])))
        record |= _local_names(row) | _place(places[0])
        record["anchors"] = [_place(place) for place in places[1:]]
        record["cites"] = [
            _citation(cite) for cite in sorted(citations[iri], key=lambda cite: _part_number(cite["citation"]))
        ]
        record |= {key: _local(row[key]) for key in ("agent", "review_status")}
        records.append({key: value for key, value in record.items() if value not in (None, {}, [], "")})
    yield from sorted(records, key=lambda record: (record["source"], record["start"], record["end"], record["id"]))


def _identity(row: dict[str, Term], names: dict[str, tuple[str, list[str]]]) -> dict[str, Any]:
    """Return identifier, triple with labels, and value of a record."""
    record: dict[str, Any] = {"id": row["claim"]["value"].removeprefix(PREFIXES["claim"])}
    record["source"] = row["source"]["value"]
    record["family"] = _local(row["family"])
    for role in ("subject", "predicate"):
        iri = row[f"{role}_id"]["value"]
        record[role], record[f"{role}_id"] = names[iri][0], compact(iri)
    if "object_id" in row and row["object_id"]["type"] == "uri":
        iri = row["object_id"]["value"]
        record["object"], record["object_synonyms"] = names[iri]
        record["object_id"] = compact(iri)
    elif "object_id" in row:
        record["object"] = row["object_id"]["value"]
    if "unit" in row:
        record["value_min"], record["value_max"] = _number(row.get("value_min")), _number(row.get("value_max"))
        record |= _marks(row, "min_excluded", "max_excluded")
        record["unit"] = row["unit"]["value"]
        record |= _marks(row, "approximate")
    record["polarity"], record["modality"] = _local(row["polarity"]), _local(row["modality"])
    return record


def _local_names(row: dict[str, Term]) -> dict[str, Any]:
    """Return the axes and texts that follow the qualifiers."""
    return {
        "regulatory_status": _local(row["regulatory_status"]) if "regulatory_status" in row else None,
        "quote_role": _local(row["quote_role"]),
        "evidence_type": compact(row["evidence_type"]["value"]) if "evidence_type" in row else None,
        "study_design": compact(row["study_design"]["value"]) if "study_design" in row else None,
        "statement": row["statement"]["value"],
        "note": row["note"]["value"] if "note" in row else None,
    }


def _qualifier(row: dict[str, Term]) -> tuple[str, Any]:
    key = row["key"]["value"]
    if "unit" in row:
        quantity = {"min": _number(row.get("min")), "max": _number(row.get("max"))}
        quantity |= _marks(row, "min_excluded", "max_excluded")
        quantity |= {"unit": row["unit"]["value"]} | _marks(row, "approximate")
        return key, {name: value for name, value in quantity.items() if value is not None}
    return key, row["text"]["value"] if "text" in row else compact(row["node"]["value"])


def _marks(row: dict[str, Term], *names: str) -> dict[str, Any]:
    """Return the marks of a quantity that are set; one that is not set is left out."""
    return {name: True for name in names if name in row and row[name]["value"] == "true"}


def _place(row: dict[str, Term]) -> dict[str, Any]:
    return {
        "section": row["section"]["value"] if "section" in row else "",
        "start": int(row["start"]["value"]),
        "end": int(row["end"]["value"]),
        "sha256": row["sha256"]["value"],
    }


def _citation(row: dict[str, Term]) -> dict[str, Any]:
    citation = {
        "mark": row["mark"]["value"] if "mark" in row else "",
        "reference": compact(row["reference"]["value"]),
        "resolved": _local(row["resolved"]),
    }
    return citation | ({"note": row["note"]["value"]} if "note" in row else {})


def _names(store: Store) -> dict[str, tuple[str, list[str]]]:
    """Return IRI to label and synonyms."""
    labels: dict[str, str] = {}
    synonyms: dict[str, set[str]] = defaultdict(set)
    for row in _all(store, _LABELS).rows:
        iri = row["node"]["value"]
        labels.setdefault(iri, row["label"]["value"])
        if "synonym" in row:
            synonyms[iri].add(row["synonym"]["value"])
    return {iri: (label, sorted(synonyms[iri])) for iri, label in labels.items()}


def _grouped(solutions: Solutions) -> dict[str, list[dict[str, Term]]]:
    groups: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for row in solutions.rows:
        groups[row["claim"]["value"]].append(row)
    return groups


def _all(store: Store, query: str) -> Solutions:
    return store.select(_PROLOGUE + query, row_limit=0)


def _local(term: Term) -> str:
    return str(term["value"]).removeprefix(PREFIXES["dkgo"])


def _number(term: Term | None) -> int | float | None:
    if term is None:
        return None
    number = float(term["value"])
    return int(number) if number.is_integer() else number


def _part_number(term: Term) -> int:
    """Return the number at the end of the IRI of an anchor or a citation."""
    return int(str(term["value"]).rpartition("/")[2])
