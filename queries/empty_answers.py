"""Why the answer of a saved query is empty, where something other than the silence of the documents is the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ontology.namespaces import BASE, compact, sparql_prologue
from queries.loaded_ontologies import EXTERNAL, loaded
from queries.saved_queries.model import SavedQuery
from queries.sparql.terms import iri_terms
from queries.store.interface import Solutions, Store, texts

_TERMS = (
    sparql_prologue("graph", "skos")
    + f"""
SELECT DISTINCT ?given WHERE {{
  {{ VALUES ?given {{ %s }} BIND(?given AS ?term) }}
  UNION {{ VALUES ?given {{ %s }} GRAPH graph:mappings {{ ?given skos:exactMatch ?term }} }}
  GRAPH ?ontology {{ ?term ?property ?value }}
  FILTER(STRSTARTS(STR(?ontology), "{EXTERNAL}"))
}}
"""
)


class Reason(NamedTuple):
    """Why an answer is empty.

    :param text: the reason in a line
    :param could_not_run: whether the question could not be answered at all
    """

    text: str
    could_not_run: bool = False


def why_empty(
    store: Store,
    query: SavedQuery,
    given: Mapping[str, Sequence[str]],
    run: Callable[[Mapping[str, Sequence[str]]], Solutions],
) -> list[Reason]:
    """Return why a saved query has no rows; nothing if the documents are silent.

    :param store: the store that was asked
    :param query: the query
    :param given: parameter → the values that the user gave, as IRIs where they are entities
    :param run: runs the query with other values
    :returns: the reasons
    """
    reason = why_unanswerable(store, query, given)
    return [reason] if reason else list(_filters(query, given, run))


def why_unanswerable(store: Store, query: SavedQuery, given: Mapping[str, Sequence[str]]) -> Reason | None:
    """Return why a saved query that climbs an external ontology has no rows in this graph, whatever documents say.

    :param store: the store that was asked
    :param query: the query
    :param given: parameter → the values that the user gave, as IRIs where they are entities
    :returns: the reason; ``None`` if the ontology and its terms are loaded, or if the query needs none
    """
    climbs = [parameter for parameter in query.parameters if parameter.takes_terms]
    if not climbs:
        return None
    names = [row["name"] for row in texts(loaded(store))]
    if not names:
        text = f"query {query.name} climbs an external ontology, and none is loaded: see `drugkg link load --help`"
        return Reason(text, True)
    for parameter in climbs:
        terms = given.get(parameter.name) or parameter.default
        missing = _not_loaded(store, terms)
        if missing:
            listed = ", ".join(map(_short, missing))
            are = "is not a term" if len(missing) == 1 else "are not terms"
            text = f"{listed} {are} of an ontology that is loaded ({', '.join(names)}), nor mapped to one"
            return Reason(text, len(missing) == len(terms))
    return None


def _not_loaded(store: Store, terms: Sequence[str]) -> list[str]:
    """Return the terms that no loaded ontology has, and to which no term of one is mapped."""
    rows = texts(store.select(_TERMS % (iri_terms(terms), iri_terms(terms)), row_limit=0, union=False))
    known = {row["given"] for row in rows}
    return [term for term in terms if term not in known]


def _filters(
    query: SavedQuery,
    given: Mapping[str, Sequence[str]],
    run: Callable[[Mapping[str, Sequence[str]]], Solutions],
) -> Iterator[Reason]:
    """Yield the parameters without whose values there would be rows; of an only one that names a thing, nothing."""
    if len(query.parameters) < 2 and all(parameter.type in ("entity", "source") for parameter in query.parameters):
        return
    for name, values in given.items():
        rows = run({other: kept for other, kept in given.items() if other != name}).rows
        parameter = query.parameter(name)
        if rows and parameter is not None:
            others = f"{len(rows):,} row{'' if len(rows) == 1 else 's'}"
            default = "without it" if not parameter.default else f"with the default ({' '.join(parameter.default)})"
            told = ", ".join(map(_short, values))
            yield Reason(f"nothing in the graph has {name} = {told} here; {default} there would be {others}")


def _short(value: str) -> str:
    """Return an IRI as people write it."""
    if not value.startswith(("http://", "https://")) or value.startswith(BASE):
        return compact(value)
    from ontology.mappings.identifiers import as_curie  # noqa: PLC0415 - for a message only

    return as_curie(value) or value
