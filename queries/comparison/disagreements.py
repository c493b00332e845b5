"""The disagreements that a store holds, as plain data; nothing is computed anew, so it works on any endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from ontology.namespaces import PREFIXES, compact, expand, sparql_prologue
from queries.claims.reviewed import REDUCED, left_out
from queries.sparql.terms import iri_terms, term_text
from queries.store.interface import Store, Term

Row = dict[str, Any]

_LEAST_SIDES = 2

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "dcterms")

_HEADS = """
SELECT DISTINCT ?disagreement ?type ?conflict ?topic ?matter ?explanation ?rank ?lines ?how ?common WHERE {
  { SELECT DISTINCT ?disagreement ?type ?topic ?matter ?explanation ?rank ?lines WHERE {
    %s
    GRAPH graph:disagreements {
      ?disagreement a dkgo:Disagreement ; dkgo:disagreementType ?type ; dkgo:family ?topic ; rdfs:label ?matter ;
        dkgo:explanation ?explanation ; dkgo:rank ?rank ; dkgo:evidenceLines ?lines .
    }
  } LIMIT 999999 }
  OPTIONAL { GRAPH graph:disagreements { ?disagreement a ?conflict } FILTER(?conflict = dkgo:Conflict) }
  OPTIONAL { GRAPH graph:disagreements { ?disagreement dkgo:rangeRelation ?how } }
  OPTIONAL { GRAPH graph:disagreements { ?disagreement dkgo:commonRange ?common } }
}
"""

_SIDES = """
SELECT DISTINCT ?disagreement ?side ?label ?claim ?file WHERE {
  %s
  GRAPH graph:disagreements { ?disagreement dkgo:side ?side . ?side rdfs:label ?label ; dkgo:disagreeingClaim ?claim }
  GRAPH ?claims { ?claim dkgo:source ?source }
  GRAPH graph:entities { ?source dcterms:identifier ?file }
}
"""

_MORE = """
SELECT DISTINCT ?disagreement ?property ?value WHERE {
  %s
  GRAPH graph:disagreements { ?disagreement ?property ?value }
  FILTER(?property IN (dkgo:reconciledBy, dkgo:sharedStudy, dkgo:disagreeingProposition))
}
"""

_ABOUT = """
SELECT DISTINCT ?disagreement ?node ?near WHERE {
  { SELECT DISTINCT ?disagreement ?node WHERE {
    %s
    GRAPH graph:disagreements { ?disagreement dkgo:disagreeingProposition ?proposition }
    GRAPH graph:propositions { ?proposition rdf:subject|rdf:object ?node }
    FILTER(isIRI(?node))
  } LIMIT 999999 }
  OPTIONAL { GRAPH graph:entities { ?node dkgo:involves|dkgo:forCondition ?near } }
}
"""

_OF_CLAIMS = """
SELECT DISTINCT ?disagreement WHERE {
  VALUES ?claim { %s }
  GRAPH graph:disagreements { ?side dkgo:disagreeingClaim ?claim . ?disagreement dkgo:side ?side }
}
"""

_OF_ENTITY = """
SELECT DISTINCT ?disagreement WHERE {
  { SELECT DISTINCT ?proposition WHERE {
    { SELECT DISTINCT ?node WHERE {
      { VALUES ?node { %s } }
      UNION
      { VALUES ?near { %s } GRAPH graph:entities { ?node dkgo:involves|dkgo:forCondition ?near } }
    } LIMIT 999999 }
    GRAPH graph:propositions { ?proposition rdf:subject|rdf:object ?node }
  } LIMIT 999999 }
  GRAPH graph:disagreements { ?disagreement dkgo:disagreeingProposition ?proposition }
}
"""

_DOCUMENTS = """
SELECT DISTINCT ?source ?file WHERE {
  %s
  GRAPH graph:entities { ?source dcterms:identifier ?file ; a dkgo:Document }
}
"""


def document_names(store: Store, files: Iterable[str] | None = None) -> dict[str, str]:
    """Return the names of the documents of a store.

    :param store: the store to read
    :param files: names of their files; all documents when left out
    :returns: file name → short name
    """
    wanted = "" if files is None else f"VALUES ?file {{ {' '.join(_literal(file) for file in sorted(files))} }}"
    rows = _rows(store, _DOCUMENTS % wanted)
    return {row["file"]["value"]: row["source"]["value"].removeprefix(PREFIXES["source"]) for row in rows}


def _literal(text: str) -> str:
    return term_text({"type": "literal", "value": text})


def stored_disagreements(
    store: Store, *, claims: Iterable[str] | None = None, ids: Iterable[str] | None = None, about: str | None = None
) -> list[Row]:
    """Return the disagreements of a store, or some of them, by rank.

    :param store: the store to read
    :param claims: identifiers of claims, without prefix, of which one must take part
    :param ids: identifiers of disagreements, without prefix
    :param about: CURIE of what they must be about
    :returns: for each ``id``, ``type``, ``kind`` (conflict or difference), ``rank``, ``topic``, ``matter``,
        ``explanation``, ``claims``, ``sources`` (file names), ``sides`` (``label``, ``claims``, ``sources``),
        ``reconciled_by`` (qualifier keys, or nothing), ``range_relation``, ``common_range``, ``evidence_lines``,
        ``shared_studies``, ``propositions`` and ``about`` (what it is about, with drugs and conditions of uses); a
        :class:`queries.claims.reviewed.ReviewedStore` leaves out claims, and disagreements that lose a side by it
    """
    chosen_ids = _chosen_ids(store, claims, ids, about)
    if chosen_ids == []:
        return []
    values = "" if chosen_ids is None else _values(chosen_ids)
    sides: dict[str, dict[str, Row]] = {}
    gone = left_out(store)
    reduced: set[str] = set()
    for row in _rows(store, _SIDES % values):
        if row["claim"]["value"].removeprefix(PREFIXES["claim"]) in gone:
            reduced.add(_id(row))
            continue
        side = sides.setdefault(_id(row), {}).setdefault(
            row["side"]["value"], {"label": row["label"]["value"], "claims": [], "sources": []}
        )
        side["claims"].append(row["claim"]["value"].removeprefix(PREFIXES["claim"]))
        side["sources"].append(row["file"]["value"])
    more: dict[tuple[str, str], set[str]] = {}
    for row in _rows(store, _MORE % values):
        key = _id(row), row["property"]["value"].removeprefix(PREFIXES["dkgo"])
        more.setdefault(key, set()).add(compact(row["value"]["value"]))
    nodes: dict[str, set[str]] = {}
    for row in _rows(store, _ABOUT % values):
        nodes.setdefault(_id(row), set()).update(
            compact(row[name]["value"]) for name in ("node", "near") if name in row
        )
    found = [_disagreement(row, sides.get(_id(row), {}), more, nodes) for row in _rows(store, _HEADS % values)]
    found = [_reduced(row) if row["id"] in reduced else row for row in found]
    found = [row for row in found if row["id"] not in reduced or len(row["sides"]) >= _LEAST_SIDES]
    return sorted(found, key=lambda row: (row["rank"], row["id"]))


def _chosen_ids(
    store: Store, claims: Iterable[str] | None, ids: Iterable[str] | None, about: str | None
) -> list[str] | None:
    """Return the identifiers of the disagreements that are wanted; ``None`` for all."""
    if ids is None and claims is not None:
        terms = iri_terms(PREFIXES["claim"] + name for name in claims)
        ids = [_id(row) for row in _rows(store, _OF_CLAIMS % terms)] if terms else []
    if about is None:
        return None if ids is None else list(ids)
    term = iri_terms([expand(about)])
    found = {_id(row) for row in _rows(store, _OF_ENTITY % (term, term))}
    return sorted(found if ids is None else found & set(ids))


def _values(ids: Iterable[str]) -> str:
    """Return the block that chooses disagreements; a name that makes no IRI chooses none."""
    terms = []
    for name in ids:
        with suppress(ValueError):
            terms.append(iri_terms([PREFIXES["dis"] + name]))
    return f"VALUES ?disagreement {{ {' '.join(terms)} }}"


def chosen(
    rows: Iterable[Row], *, about: str | None = None, type_: str | None = None, source: str | None = None
) -> list[Row]:
    """Filter disagreements; every condition that is given must be met.

    :param rows: what :func:`stored_disagreements` returned
    :param about: CURIE of what it must be about
    :param type_: code of its type
    :param source: file name of a document that must take part
    :returns: the remaining disagreements, in the same order
    """
    return [
        row
        for row in rows
        if (about is None or about in row["about"])
        and (type_ is None or row["type"] == type_)
        and (source is None or source in row["sources"])
    ]


def _disagreement(
    row: dict[str, Term], sides: dict[str, Row], more: dict[tuple[str, str], set[str]], about: dict[str, set[str]]
) -> Row:
    name = _id(row)
    ordered = [sides[iri] for iri in sorted(sides, key=lambda iri: int(iri.rpartition("/")[2]))]
    for side in ordered:
        side["claims"], side["sources"] = sorted(set(side["claims"])), sorted(set(side["sources"]))
    return {
        "id": name,
        "type": row["type"]["value"].removeprefix(PREFIXES["dkgo"]).removesuffix("Disagreement"),
        "kind": "conflict" if "conflict" in row else "difference",
        "rank": int(row["rank"]["value"]),
        "topic": row["topic"]["value"].removeprefix(PREFIXES["dkgo"]),
        "matter": row["matter"]["value"],
        "explanation": row["explanation"]["value"],
        "claims": _union(ordered, "claims"),
        "sources": _union(ordered, "sources"),
        "sides": ordered,
        "reconciled_by": sorted(more.get((name, "reconciledBy"), ())) or None,
        "range_relation": row["how"]["value"] if "how" in row else None,
        "common_range": row["common"]["value"] if "common" in row else None,
        "evidence_lines": int(row["lines"]["value"]),
        "shared_studies": sorted(more.get((name, "sharedStudy"), ())),
        "propositions": sorted(more.get((name, "disagreeingProposition"), ())),
        "about": sorted(about.get(name, ())),
    }


def _reduced(row: Row) -> Row:
    """Return a disagreement that lost claims without what was made from all of them."""
    lines = min(row["evidence_lines"], len(row["sources"]))
    made = {"range_relation": None, "common_range": None, "shared_studies": [], "evidence_lines": lines}
    return row | made | {"explanation": REDUCED}


def _union(sides: Sequence[Row], key: str) -> list[str]:
    return sorted({value for side in sides for value in side[key]})


def _rows(store: Store, query: str) -> list[dict[str, Term]]:
    return store.select(_PROLOGUE + query, row_limit=0).rows


def _id(row: dict[str, Term]) -> str:
    return str(row["disagreement"]["value"]).removeprefix(PREFIXES["dis"])
