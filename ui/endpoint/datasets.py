"""Which graphs a query is asked of: those of the request, of its FROM clauses, or else all that state something.

The quoted words of the documents are the publishers'. They are served only where whoever runs the endpoint allows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urljoin

from ontology.namespaces import PREFIXES
from queries.sparql.tokenizer import MOST_CHECKED, Token
from queries.sparql.tokenizer import tokens as read_tokens
from queries.store.protocol import Dataset
from queries.store.union_members import in_union

QUOTES = PREFIXES["graph"] + "quotes"


class Datasets:
    """The graphs of a store, and which of them are asked.

    :param graphs: the IRIs of all its graphs
    :param with_quotes: serve the quoted words of the documents
    """

    def __init__(self, graphs: Iterable[str], *, with_quotes: bool = False) -> None:
        self._hidden = () if with_quotes else (QUOTES,)
        self.named = [graph for graph in graphs if graph not in self._hidden]
        self.union = [graph for graph in self.named if in_union(graph)]
        self.is_ours = any(graph.startswith(PREFIXES["graph"]) for graph in self.named)

    @property
    def default(self) -> Dataset:
        """The dataset of a query that names none."""
        return self.union, self.named

    def of(self, query: str, default_graphs: Sequence[str], named_graphs: Sequence[str], base: str = "") -> Dataset:
        """Return the dataset of a query.

        :param query: SPARQL text
        :param default_graphs: those that the request names
        :param named_graphs: those that the request names
        :param base: the address against which relative IRIs are resolved
        :returns: the graphs of the default graph, and the named graphs
        """
        if default_graphs or named_graphs:
            return self._shown(default_graphs), self._shown(named_graphs)
        if "FROM" in query.upper():
            default, named = from_clauses(query, base)
            if default or named:
                return self._shown(default), self._shown(named)
        return self.default

    def _shown(self, graphs: Sequence[str]) -> list[str]:
        return [graph for graph in graphs if graph not in self._hidden]


def from_clauses(query: str, base: str = "") -> tuple[list[str], list[str]]:
    """Return the graphs that a query names by FROM and FROM NAMED.

    :param query: SPARQL text
    :param base: the address against which relative IRIs are resolved
    :returns: the graphs of the default graph, and the named graphs

    >>> from_clauses("PREFIX g: <http://g/> SELECT * FROM g:a FROM NAMED <http://b> { }")
    (['http://g/a'], ['http://b'])
    """
    default: list[str] = []
    named: list[str] = []
    prefixes = dict(PREFIXES)
    head = list(_head(query))
    for at, token in enumerate(head[:-1]):
        following = head[at + 1]
        if token.is_word("BASE") and following.kind == "iri":
            base = urljoin(base, following.text[1:-1])
        elif token.is_word("PREFIX") and at + 2 < len(head) and head[at + 2].kind == "iri":
            prefixes[following.text.rstrip(":")] = urljoin(base, head[at + 2].text[1:-1])
        elif token.is_word("FROM"):
            target = default
            if following.is_word("NAMED") and at + 2 < len(head):
                target, following = named, head[at + 2]
            if following.kind == "iri":
                target.append(urljoin(base, following.text[1:-1]))
            elif following.kind == "name":
                prefix, _, local = following.text.partition(":")
                target.append(prefixes.get(prefix, "") + local)
    return default, named


def _head(query: str) -> Iterator[Token]:
    """Yield the tokens of a query before its WHERE clause, without the template of a CONSTRUCT."""
    template = depth = 0
    for token in islice(read_tokens(query), MOST_CHECKED):
        if token.is_word("CONSTRUCT") and not depth:
            template = 1
        if token.text == "{":
            if not template and not depth:
                return
            depth += 1
        elif token.text == "}":
            depth -= 1
            template = template if depth else 0
        elif not depth:
            yield token
