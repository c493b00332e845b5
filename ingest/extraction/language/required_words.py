"""Which rules can find something in a passage: one search for the pieces of words that their patterns require.

Every pattern is searched in every passage otherwise, which takes most of the time. The pieces are read off the pattern
itself, so that they cannot differ from it: each match of ``the (?:liver|heart)`` contains ``liver`` or ``heart``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.extraction.language.model import Passage, Rule

MAX_PIECES = 400
"""More pieces than this are not worth a search."""


def required(pattern: re.Pattern[str]) -> frozenset[str] | None:
    r"""Return pieces of text of which every match of a pattern contains one.

    :param pattern: a compiled pattern
    :returns: the pieces; ``None`` if nothing is sure, as in a pattern of character classes alone

    >>> sorted(required(re.compile(r"\b(?:harm(?:s|ed)?|hurts?) the (?:liver|heart)\b")))
    [' the heart', ' the liver']
    >>> sorted(required(re.compile(r"\d+ hours?|half-li(?:fe|ves)"))), required(re.compile(r"\d+"))
    ([' hour', 'half-life', 'half-lives'], None)
    """
    parse = getattr(getattr(re, "_parser", None), "parse", None)
    if parse is None or pattern.flags & (re.IGNORECASE | re.VERBOSE):
        return None
    return _of_sequence(list(parse(pattern.pattern)))


def _of_sequence(parts: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the best of what the parts of a sequence require: the one whose shortest piece is longest."""
    found: list[frozenset[str]] = []
    run = ""
    for name, value in [*parts, ("END", None)]:
        if str(name) == "LITERAL":
            run += chr(value)
            continue
        if run:
            starts = _starts(str(name), value)
            found.append(frozenset(run + start for start in starts))
            run = ""
        inner = _of_part(str(name), value)
        if inner is not None:
            found.append(inner)
    return max(found, key=lambda pieces: (min(len(piece.strip()) for piece in pieces), -len(pieces)), default=None)


def _starts(name: str, value: Any) -> list[str]:
    """Return how a part begins, as far as that is sure: ``t(?:½|max)`` gives two pieces with the ``t``."""
    if name == "SUBPATTERN" and len(value[-1]) > 0:
        first, inner = value[-1][0]
        return _starts(str(first), inner) if str(first) != "LITERAL" else [_literals(list(value[-1]))]
    if name != "BRANCH" or len(value[1]) > MAX_PIECES:
        return [""]
    return [_literals(list(branch)) for branch in value[1]]


def _literals(parts: Sequence[tuple[Any, Any]]) -> str:
    """Return the characters that a sequence begins with."""
    run = ""
    for name, value in parts:
        if str(name) != "LITERAL":
            break
        run += chr(value)
    return run


def _of_part(name: str, value: Any) -> frozenset[str] | None:
    if name == "SUBPATTERN":
        return _of_sequence(list(value[-1]))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(list(value[2])) if value[0] > 0 else None
    if name == "ATOMIC_GROUP":
        return _of_sequence(list(value))
    if name != "BRANCH":
        return None
    pieces: set[str] = set()
    for branch in value[1]:
        inner = _of_sequence(list(branch))
        if inner is None:
            return None
        pieces |= inner
    return frozenset(pieces) if len(pieces) <= MAX_PIECES else None


class RuleFinder:
    """Finds the rules that can say something about a passage.

    :param rules: all rules, in the order in which they are tried
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        always = 0
        of_piece: dict[str, int] = {}
        for number, rule in enumerate(self._rules):
            pieces = required(rule.needs) if rule.needs is not None else None
            if pieces is None:
                always |= 1 << number
                continue
            for piece in pieces:
                of_piece[piece] = of_piece.get(piece, 0) | 1 << number
        self._always = always
        self._masks = list(of_piece.values())
        self._search = _automaton(list(of_piece)).find_matches_as_indexes

    def fitting(self, passage: Passage) -> Iterator[Rule]:
        """Yield the rules whose pattern a passage can match.

        :param passage: the passage
        :yields: rules in their order; some of them do not match after all
        """
        mask = self._always
        for piece in {found[0] for found in self._search(passage.searched, overlapping=True)}:
            mask |= self._masks[piece]
        for number, rule in enumerate(self._rules):
            if mask >> number & 1:
                yield rule


def _automaton(pieces: list[str]) -> Any:
    import ahocorasick_rs  # noqa: PLC0415 - an extra, and only for reading documents

    return ahocorasick_rs.AhoCorasick(pieces, matchkind=ahocorasick_rs.MatchKind.Standard)
