"""A graph as if it held only the claims that a person has reviewed.

A :class:`ReviewedStore` answers SPARQL as the store behind it does. What reads claims through this package (single
claims, entities, searches, comparisons, exports, rows of saved queries) leaves out those that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from ontology.namespaces import PREFIXES, sparql_prologue
from queries.claims.model import Claim
from queries.errors import UnanswerableError
from queries.store.interface import Graph, Solutions, Store, texts

_NOT_REVIEWED = (
    sparql_prologue("dkgo")
    + """
SELECT DISTINCT ?claim ?document WHERE {
  VALUES ?status { dkgo:proposed dkgo:machineChecked dkgo:rejected }
  GRAPH ?g { ?claim dkgo:reviewStatus ?status ; dkgo:source ?document }
}
"""
)
_CLAIM = PREFIXES["claim"]

REDUCED = "Claims that no person has reviewed take part in this disagreement; they are left out here."
"""The explanation of a disagreement that lost a claim."""


class ReviewedStore:
    """A store whose claims that no person has reviewed are left out by those who read claims.

    :param store: the store
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def location(self) -> str:
        """The folder or the address, as a message may show it."""
        return self._store.location

    @property
    def caution(self) -> str:
        """What the store behind it warns of; empty where it warns of nothing."""
        return str(getattr(self._store, "caution", ""))

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The claims that are left out, without prefix.

        :returns: identifiers of the claims that are proposed, checked by a program alone, or rejected
        """
        return frozenset(self.documents_of_left_out)

    @cached_property
    def documents_of_left_out(self) -> Mapping[str, str]:
        """The claims that are left out, with their documents.

        :returns: identifier of a claim, without prefix → short name of its document
        """
        rows = texts(self._store.select(_NOT_REVIEWED, row_limit=0, union=False))
        return {row["claim"].removeprefix(_CLAIM): row["document"].removeprefix(PREFIXES["source"]) for row in rows}

    def select(
        self, query: str, *, timeout: float | None = None, row_limit: int | None = None, union: bool = True
    ) -> Solutions:
        """Return what the store behind it answers, whatever claims the query reads.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: rows; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the rows
        """
        return self._store.select(query, timeout=timeout, row_limit=row_limit, union=union)

    def ask(self, query: str, *, timeout: float | None = None, union: bool = True) -> bool:
        """Return what the store behind it answers.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the answer
        """
        return self._store.ask(query, timeout=timeout, union=union)

    def construct(
        self,
        query: str,
        *,
        format: str = "turtle",
        timeout: float | None = None,
        row_limit: int | None = None,
        union: bool = True,
    ) -> Graph:
        """Return what the store behind it answers.

        :param query: SPARQL 1.1 text
        :param format: a key of :data:`queries.store.interface.GRAPH_FORMATS`
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: triples; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the triples
        """
        return self._store.construct(query, format=format, timeout=timeout, row_limit=row_limit, union=union)

    def close(self) -> None:
        """Close the store behind it."""
        self._store.close()


def left_out(store: Store) -> frozenset[str]:
    """Return the claims that are left out of a store.

    :param store: any store
    :returns: their identifiers, without prefix; none unless it is a :class:`ReviewedStore`
    """
    return store.left_out if isinstance(store, ReviewedStore) else frozenset()


def kept_claims(store: Store, claims: Iterable[Claim]) -> list[Claim]:
    """Return claims without those that are left out of a store.

    :param store: the store that they were read from
    :param claims: the claims
    :returns: the claims that are kept, in their order
    """
    gone = left_out(store)
    return [claim for claim in claims if claim.id not in gone]


def kept_rows(store: Store, name: str, answer: Solutions) -> Solutions:
    """Return the rows of a saved query without those of claims that are left out of a store.

    :param store: the store that it was asked of
    :param name: the name of the query
    :param answer: its rows
    :returns: the rows that are kept
    :raises UnanswerableError: if claims are left out, and the rows do not say of which claim they are
    """
    gone = left_out(store)
    if not gone:
        return answer
    if "claim" not in answer.variables:
        raise UnanswerableError(
            f"query {name} sums up claims, {len(gone):,} of which no person has reviewed, and cannot leave them out: "
            "ask it without --reviewed-only, or ask a query that lists claims"
        )
    rows = [row for row in answer.rows if "claim" not in row or row["claim"]["value"].removeprefix(_CLAIM) not in gone]
    return answer._replace(rows=rows)
