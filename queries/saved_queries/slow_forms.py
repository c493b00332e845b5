"""Forms of a query that cost as much as the whole graph, whatever the answer is.

Oxigraph evaluates a group that contains an OPTIONAL in full before it joins it with what selects a drug, and a
sub-SELECT that counts, for every group of the graph. docs/scaling.md explains the form that a saved query has instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from queries.sparql.tokenizer import Token, ValuesBlock

_OPTIONAL = (
    "OPTIONAL inside GRAPH {0} is evaluated for every claim of the graph: put it behind the mandatory patterns, as "
    "OPTIONAL {{ GRAPH {0} {{ … }} }}"
)
_COUNT = "GROUP BY in a sub-SELECT without a parameter counts over the whole graph: repeat VALUES ?{0} in it"


class SlowForm(NamedTuple):
    """A slow form.

    :param position: where it is in the text
    :param message: what is slow, and what to write instead
    """

    position: int
    message: str


class _Group(NamedTuple):
    start: int
    graph: str
    is_select: bool


def slow_forms(tokens: Sequence[Token], blocks: Sequence[ValuesBlock], parameters: Sequence[str]) -> Iterator[SlowForm]:
    """Find slow forms in a saved query.

    :param tokens: its tokens
    :param blocks: its VALUES blocks
    :param parameters: the names of its parameters
    :yields: the slow forms, in the order of the text
    """
    own = [block.start for block in blocks if block.variable in parameters]
    groups: list[_Group] = []
    graph = ""
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else token
        if token.is_word("GRAPH"):
            graph = following.text if following.kind == "variable" else ""
        elif token.text == "{" and token.kind == "mark":
            groups.append(_Group(token.start, graph, following.is_word("SELECT")))
            graph = ""
        elif token.text == "}" and token.kind == "mark" and groups:
            groups.pop()
        elif token.is_word("OPTIONAL"):
            inside = next((group.graph for group in reversed(groups) if group.graph), "")
            if inside:
                yield SlowForm(token.start, _OPTIONAL.format(inside))
        elif token.is_word("GROUP") and parameters:
            select = next((group for group in reversed(groups) if group.is_select), None)
            if select and not any(select.start < start < token.start for start in own):
                yield SlowForm(token.start, _COUNT.format(parameters[0]))
