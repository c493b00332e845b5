"""Finding entities, claims and saved queries by words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ontology.namespaces import compact, sparql_prologue
from queries.index.name_index import Index
from queries.index.names import fold
from queries.store.interface import Store

_STATEMENTS = (
    sparql_prologue("dkgo", "graph", "rdfs", "rdf")
    + """
SELECT DISTINCT ?claim ?source ?polarity ?modality ?statement ?proposition WHERE {
  GRAPH ?g {
    ?claim a dkgo:Claim ; dkgo:statement ?statement ; dkgo:source ?source ; dkgo:polarity ?polarity ;
      dkgo:modality ?modality ; dkgo:proposition ?proposition_id .
  }
  GRAPH graph:propositions { ?proposition_id rdfs:label ?proposition }
}
ORDER BY ?source ?claim
"""
)


def search(store: Store, index: Index, words: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Find what has all the words in it, whatever their case.

    :param store: the store to read
    :param index: the index of the graph
    :param words: the words; a part of a word is enough
    :returns: ``entities`` (names), ``claims`` (our statement and the proposition) and ``queries`` (name, summary,
        description, tags); entities whose name begins with the words come first
    """
    wanted = [fold(word) for word in words if word.strip()]
    return {
        "entities": search_entities(index, wanted),
        "claims": _claims(store, wanted),
        "queries": search_queries(index, wanted),
    }


def search_entities(index: Index, wanted: Sequence[str]) -> list[dict[str, Any]]:
    """Find entities by their names; those whose name begins with the words come first.

    :param index: the index of the graph
    :param wanted: words as :func:`queries.index.names.fold` returns them
    """
    found: dict[str, dict[str, Any]] = {}
    ranked = sorted(index.names.names.items(), key=lambda item: (not item[0].startswith(" ".join(wanted)), item[0]))
    for name, entries in ranked:
        if all(word in name for word in wanted):
            for iri, label, kind in entries:
                found.setdefault(iri, {"id": compact(iri), "label": label, "class": kind, "matched": name})
    return list(found.values())


def _claims(store: Store, wanted: list[str]) -> list[dict[str, Any]]:
    found = []
    for row in store.select(_STATEMENTS, row_limit=0).rows:
        text = fold(f"{row['statement']['value']} {row['proposition']['value']}")
        if all(word in text for word in wanted):
            found.append(
                {
                    "id": compact(row["claim"]["value"]),
                    "source": compact(row["source"]["value"]),
                    "polarity": compact(row["polarity"]["value"]).removeprefix("dkgo:"),
                    "modality": compact(row["modality"]["value"]).removeprefix("dkgo:"),
                    "statement": row["statement"]["value"],
                }
            )
    return found


def search_queries(index: Index, wanted: Sequence[str]) -> list[dict[str, Any]]:
    """Find saved queries by name, summary, description and tags.

    :param index: the index of the graph
    :param wanted: words as :func:`queries.index.names.fold` returns them
    """
    queries = [index.query(name) for name in index.query_names]
    return [
        {"name": query.name, "summary": query.summary}
        for query in queries
        if all(word in fold(" ".join((query.name, query.summary, query.description, *query.tags))) for word in wanted)
    ]
