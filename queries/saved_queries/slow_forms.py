"""Forms of a query that cost as much as the whole graph, whatever the answer is.

Oxigraph evaluates a group that contains an OPTIONAL in full before it joins it with what selects a drug, a sub-SELECT
that counts, for every group of the graph, and a branch of a UNION that does not say which drug it is about, for every
claim. docs/scaling.md explains the form that a saved query has instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from queries.sparql.tokenizer import Token, ValuesBlock

_OPTIONAL = (
    "OPTIONAL inside GRAPH {0} is evaluated for every claim of the graph: put it behind the mandatory patterns, as "
    "OPTIONAL {{ GRAPH {0} {{ … }} }}"
)
_COUNT = "GROUP BY in a sub-SELECT without a parameter counts over the whole graph: repeat VALUES ?{0} in it"

_UNION = (
    "a branch of a UNION without VALUES ?{0}, which another branch has, is evaluated for every claim of the graph: "
    "repeat VALUES ?{0} in each branch"
)


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
    :yields: the slow forms
    """
    yield from _unions(tokens, [block for block in blocks if block.variable in parameters])
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


def _unions(tokens: Sequence[Token], blocks: Sequence[ValuesBlock]) -> Iterator[SlowForm]:
    """Find each UNION of which some branches have a parameter and others, over all claims, do not."""
    open_groups: list[int] = []
    ends: dict[int, int] = {}
    for number, token in enumerate(tokens):
        if token.kind == "mark" and token.text == "{":
            open_groups.append(number)
        elif token.kind == "mark" and token.text == "}" and open_groups:
            ends[open_groups.pop()] = number
    for start, end in sorted(ends.items()):
        begins = (
            tokens[end + 1 : end + 2] and tokens[end + 1].is_word("UNION") and not tokens[start - 1].is_word("UNION")
        )
        if not begins:
            continue
        branches = [(start, end)]
        while tokens[branches[-1][1] + 1 :] and tokens[branches[-1][1] + 1].is_word("UNION"):
            following = branches[-1][1] + 2
            if following not in ends:
                break
            branches.append((following, ends[following]))
        inside = [_within(tokens, branch, blocks) for branch in branches]
        around = _around(tokens, (start, branches[-1][1]), ends, blocks)
        for branch, found in zip(branches, inside, strict=True):
            named = {block.variable for others in inside for block in others} - {block.variable for block in around}
            if named and not found and _reads_claims(tokens, branch):
                yield SlowForm(tokens[branch[0]].start, _UNION.format(min(named)))


def _within(tokens: Sequence[Token], group: tuple[int, int], blocks: Sequence[ValuesBlock]) -> list[ValuesBlock]:
    """Return the blocks inside a group, which is given by its braces."""
    start, end = tokens[group[0]].start, tokens[group[1]].start
    return [block for block in blocks if start < block.start < end]


def _around(
    tokens: Sequence[Token], union: tuple[int, int], ends: Mapping[int, int], blocks: Sequence[ValuesBlock]
) -> list[ValuesBlock]:
    """Return the blocks that are in a group with a UNION, but not in its branches."""
    outer = [(start, end) for start, end in ends.items() if start < union[0] and end > union[1]]
    own = _within(tokens, union, blocks)
    return [block for block in _within(tokens, max(outer), blocks) if block not in own] if outer else []


def _reads_claims(tokens: Sequence[Token], group: tuple[int, int]) -> bool:
    """Return whether a group reads any graph, named by a variable."""
    inside = tokens[group[0] : group[1]]
    return any(token.is_word("GRAPH") and after.kind == "variable" for token, after in pairwise(inside))
