"""What the text that a pattern matches must contain, read off the pattern itself, so that they cannot differ.

Each match of ``the (?:liver|heart)`` contains ``the liver`` or ``the heart``, and begins with one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

MAX_PIECES = 400
"""More pieces than this are not worth a search."""

DIGIT = "\0"
"""The piece that stands for any digit."""

MAX_CHARACTERS = 12
"""A class of more characters than this says little."""

MIN_PIECE = 3
"""Shorter pieces are found almost everywhere; they count only where a pattern requires nothing better."""

MIN_BEGINNING, ENOUGH = 2, 4
"""Characters of a beginning: at least, and as many as are read off a pattern."""


def required(pattern: re.Pattern[str]) -> list[frozenset[str]]:
    r"""Return sets of pieces of text; every match of a pattern contains a piece of each set.

    :param pattern: a compiled pattern
    :returns: the sets, the most telling one first; none if nothing is sure, as in a pattern of character classes alone

    >>> [sorted(pieces) for pieces in required(re.compile(r"for .*the (?:kidney|liver)"))]
    [['the kidney', 'the liver'], ['kidney', 'liver'], ['for ']]
    >>> required(re.compile(r"\w+")), required(re.compile(r"\d+")) == [frozenset({DIGIT})]
    ([], True)
    """
    found = sorted(_of_sequence(_parsed(pattern)), key=_worth, reverse=True)
    return [pieces for place, pieces in enumerate(found) if place == 0 or _worth(pieces)[0] >= MIN_PIECE]


def beginnings(pattern: re.Pattern[str]) -> frozenset[str]:
    r"""Return pieces of text; every match of a pattern begins with one of them.

    :param pattern: a compiled pattern
    :returns: the pieces; none if that is not sure, or if one of them has a single character

    >>> sorted(beginnings(re.compile(r"\b(?:(?:severe )?harm|hurts?) to")))
    ['harm', 'hurt', 'seve']
    >>> sorted(beginnings(re.compile(r"\w+ harm")))
    []
    """
    found = frozenset(text for text, _ in _beginnings(_parsed(pattern), ENOUGH))
    return found if found and min(map(len, found)) >= MIN_BEGINNING else frozenset()


@lru_cache(maxsize=1)  # what a pattern requires and how it begins are asked one after the other
def _parsed(pattern: re.Pattern[str]) -> list[tuple[Any, Any]]:
    """Return the parts of a pattern; none if case does not count, or if this version of Python does not give them."""
    parse = getattr(getattr(re, "_parser", None), "parse", None)
    return [] if parse is None or pattern.flags & (re.IGNORECASE | re.VERBOSE) else list(parse(pattern.pattern))


def _beginnings(parts: Sequence[tuple[Any, Any]], wanted: int) -> set[tuple[str, bool]]:
    """Return how what a sequence matches may begin, and whether each is all of it."""
    if not parts:
        return {("", True)}
    if wanted <= 0:
        return {("", False)}
    found = _beginnings_of_part(str(parts[0][0]), parts[0][1], wanted)
    whole = [text for text, complete in found if complete]
    if not whole or len(found) > MAX_PIECES:
        return {(text, False) for text, _ in found}
    after = _beginnings(parts[1:], wanted - min(map(len, whole)))
    return (found - {(text, True) for text in whole}) | {(text + more, end) for text in whole for more, end in after}


def _beginnings_of_part(  # noqa: PLR0911 - one case after the other
    name: str, value: Any, wanted: int
) -> set[tuple[str, bool]]:
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return {("", True)}
    if name == "LITERAL":
        return {(chr(value), True)}
    if name == "SUBPATTERN" and not value[1] & re.IGNORECASE:
        return _beginnings(list(value[-1]), wanted)
    if name == "BRANCH":
        return {one for branch in value[1] for one in _beginnings(list(branch), wanted)}
    if name == "IN" and (characters := _characters(value) - {DIGIT}):
        return {(character, True) for character in characters}
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = value
        found = {(text, complete and most == 1) for text, complete in _beginnings(list(inner), wanted)}
        return found | {("", True)} if least == 0 else found
    return {("", False)}


def _worth(pieces: AbstractSet[str]) -> tuple[int, int]:
    """Return how much a set of pieces tells: the length of the shortest one, and how few there are."""
    return min(len(piece.strip()) for piece in pieces), -len(pieces)


def _of_sequence(parts: Sequence[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Return what the parts of a sequence require, each a set of pieces."""
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
        found += _of_part(str(name), value)
    return found


def _starts(name: str, value: Any) -> list[str]:
    """Return how a part begins, as far as that is sure: ``t(?:½|max)`` gives two pieces with the ``t``."""
    if name == "SUBPATTERN" and len(value[-1]) > 0 and not value[1] & re.IGNORECASE:
        first, inner = value[-1][0]
        return _starts(str(first), inner) if str(first) != "LITERAL" else [_literals(list(value[-1]))]
    if name == "IN":
        return sorted(_characters(value) - {DIGIT}) or [""]
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


def _characters(value: Any) -> frozenset[str]:
    """Return the few characters that a class of characters stands for; none if there are many."""
    if [(str(name), str(kind)) for name, kind in value] == [("CATEGORY", "CATEGORY_DIGIT")]:
        return frozenset({DIGIT})
    if len(value) > MAX_CHARACTERS or any(str(name) != "LITERAL" for name, _ in value):
        return frozenset()
    return frozenset(chr(code) for _, code in value)


def _of_part(name: str, value: Any) -> list[frozenset[str]]:  # noqa: PLR0911 - one case after the other
    if name == "SUBPATTERN":
        return [] if value[1] & re.IGNORECASE else _of_sequence(list(value[-1]))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(list(value[2])) if value[0] > 0 else []
    if name == "ATOMIC_GROUP":
        return _of_sequence(list(value))
    if name == "IN":
        characters = _characters(value)
        return [characters] if characters else []
    if name != "BRANCH":
        return []
    pieces: set[str] = set()
    for branch in value[1]:
        inner = _of_sequence(list(branch))
        if not inner:
            return []
        pieces |= max(inner, key=_worth)
    return [frozenset(pieces)] if len(pieces) <= MAX_PIECES else []
