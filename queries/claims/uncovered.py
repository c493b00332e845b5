"""The stretches of a document that no claim covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A stretch of a document that no claim covers.

    :param line: its line, counted from 1
    :param text: the words
    """

    line: int
    text: str


def uncovered_stretches(text: str, covered: Iterable[tuple[int, int]], least_words: int = 3) -> list[Uncovered]:
    r"""Return the stretches that no claim covers.

    :param text: the document
    :param covered: start and end of each place that claims rest on, in code points
    :param least_words: shorter stretches are left out
    :returns: the stretches in reading order, none longer than a line

    >>> uncovered_stretches("One two three.\nFour five six.", [(0, 13)])
    [Uncovered(line=2, text='Four five six')]
    """
    taken = bytearray(len(text))
    for start, end in covered:
        taken[start:end] = b"\1" * (min(end, len(text)) - start)
    found = []
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        found += _gaps(number, line, taken[at : at + len(line)], least_words)
        at += len(line)
    return found


def _gaps(number: int, line: str, taken: bytearray, least_words: int) -> list[Uncovered]:
    gaps = []
    begin = 0
    for position in range(len(line) + 1):
        if position == len(line) or taken[position]:
            gap = line[begin:position].strip(" \t\r\n.,;:-–•()[]")
            if len([word for word in gap.split() if any(map(str.isalpha, word))]) >= least_words:
                gaps.append(Uncovered(number, gap))
            begin = position + 1
    return gaps
