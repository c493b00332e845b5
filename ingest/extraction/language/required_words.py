"""Which rules can find something in a passage: one search for the pieces of words that their patterns require.

Every pattern is searched in every passage otherwise, which takes most of the time. One automaton finds all pieces; a
pattern is tried only if what it requires is there, and only at the places where a match of it may begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ingest.extraction.language.model import Passage, Rule
from ingest.extraction.language.pattern_pieces import DIGIT, beginnings, required

_DIGIT = re.compile(r"\d")


class RuleFinder:
    """Finds the rules that can say something about a passage.

    :param rules: all rules, in the order in which they are tried
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._masks: dict[str, int] = {}
        self._sets = 0
        self._rules = [(rule, [self._noted(pattern) for pattern in rule.patterns]) for rule in rules]
        self._with_digit = self._masks.pop(DIGIT, 0)
        self._of_piece = list(self._masks.items())
        self._search = _automaton(list(self._masks)).find_matches_as_indexes

    def _noted(self, pattern: re.Pattern[str]) -> tuple[int, frozenset[str], re.Pattern[str]]:
        """Return the bits of the sets of pieces that a pattern requires, and how its matches begin."""
        wanted = 0
        for pieces in required(pattern):
            bit = 1 << self._sets
            self._sets += 1
            wanted |= bit
            for piece in pieces:
                self._masks[piece] = self._masks.get(piece, 0) | bit
        begins = beginnings(pattern)
        for piece in begins:
            self._masks.setdefault(piece, 0)
        return wanted, begins, pattern

    def fitting(self, passage: Passage) -> list[Rule]:
        """Return the rules that read its kind and one of whose patterns matches it, and those that need no pattern.

        :param passage: the passage
        :returns: rules in their order
        """
        searched = passage.searched
        there = self._with_digit if self._with_digit and _DIGIT.search(searched) else 0
        places: dict[str, list[int]] = {}
        for number, start, _ in self._search(searched, overlapping=True):
            piece, mask = self._of_piece[number]
            there |= mask
            places.setdefault(piece, []).append(start)
        fitting = []
        kind = passage.kind
        for rule, patterns in self._rules:
            if rule.kinds and kind not in rule.kinds:
                continue
            if not patterns:
                fitting.append(rule)
                continue
            for wanted, begins, pattern in patterns:
                if there & wanted == wanted and _matches(pattern, begins, searched, places):
                    fitting.append(rule)
                    break
        return fitting


def _matches(pattern: re.Pattern[str], begins: frozenset[str], searched: str, places: dict[str, list[int]]) -> bool:
    """Say whether a pattern matches a text, by trying it only where a match may begin."""
    if not begins:
        return pattern.search(searched) is not None
    for piece in begins & places.keys():
        for place in places[piece]:
            if pattern.match(searched, place):
                return True
    return False


def _automaton(pieces: list[str]) -> Any:
    import ahocorasick_rs  # noqa: PLC0415 - an extra, and only for reading documents

    return ahocorasick_rs.AhoCorasick(pieces, matchkind=ahocorasick_rs.MatchKind.Standard)
