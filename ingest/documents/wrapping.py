"""Paragraphs whose lines were broken at the edge of a page, and the breaks in them.

Text from a PDF, a mail or a terminal breaks a paragraph wherever the next word does not fit. In a text of fixed width
every line that goes on is as long as it can be; in a text from a PDF, where letters differ in width, nearly so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median

from ingest.documents.lines import Line, lines_of
from ingest.documents.masking import masked

Edit = tuple[int, int, str]
"""Start and end of a stretch of text, and what is put in its place."""

_NARROWEST, _WIDEST = 40, 130
"""Widths of pages in characters; shorter lines are lists, longer ones are paragraphs."""

_FEWEST_FIXED, _FEWEST = 3, 5
_SHARE_FIXED, _SHARE = 0.1, 0.15
"""How many lines, and which share of them, go on in the next one in a text that was broken: at a width that is counted
in characters, and at one that is not."""

_FIXED, _UNEVEN = 0.93, 0.75
"""The share of such lines that are full; in lists few are."""

_NEARLY = 0.82
"""The length of a line that goes on, where letters differ in width, as a share of the width of its column."""

_NEAR = 12
"""Lines before and after a line that show how wide its column is."""

_ENDED = re.compile(r"[.!?:][\"”’)\]]*$")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|al|vs|cf|approx|ca|resp|incl)\.$")
_BROKEN = re.compile(r"(?P<first>[^\W\d_]+)[-‐]$")
_BROKEN_WORD = re.compile(r"[^\W\d_]+-\s*\n\s*[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FURNITURE = 60
"""The greatest length of a page number or a running title between two parts of a sentence."""

_BETWEEN = 6
_KEEP_HYPHEN = frozenset(
    ["self", "long", "short", "double", "single", "placebo", "dose", "well", "half", "high", "low", "open", "cross",
     "follow", "meta", "non", "time", "drug", "first", "second", "third", "large", "small", "evidence", "risk", "age",
     "life", "side", "sugar", "heart", "anti"]
)  # fmt: skip
"""First parts of words that are written with a hyphen."""


@dataclass(frozen=True)
class _Page:
    """The lines of a text and how wide it is.

    :param text: the text
    :param lines: its lines
    :param widths: length of each line from its margin, in characters
    :param going_on: numbers of the lines that surely go on in the next one
    :param fixed: the width in characters; 0 if letters differ in width
    """

    text: str
    lines: Sequence[Line]
    widths: Sequence[int]
    going_on: Sequence[int]
    fixed: int

    def words(self, number: int) -> str:
        """Return the words of a line.

        :param number: number of the line
        :returns: its words
        """
        line = self.lines[number]
        return self.text[line.start : line.end]

    def is_full(self, number: int, following: int) -> bool:
        """Say whether the first word of a following line did not fit into a line.

        :param number: number of the line
        :param following: number of the following line
        :returns: whether it did not
        """
        reach = self.widths[number] + 1 + len(self.words(following).split(maxsplit=1)[0])
        if self.fixed:
            return reach > self.fixed
        place = bisect_left(self.going_on, number)
        near = [n for n in self.going_on[max(place - 6, 0) : place + 6] if abs(n - number) <= _NEAR]
        return reach >= _NEARLY * median(self.widths[n] for n in near or self.going_on)


def wrap_edits(text: str) -> list[Edit]:
    r"""Return what puts the broken lines of a text together.

    :param text: a text, cleaned of control characters
    :returns: edits in order; empty if the text was not broken at a width

    >>> page = "It was seen that the drug helped most of the peo-\nple who could not sleep well before they\n" * 3
    >>> wrap_edits(page)[0], wrap_edits("Headache\nnausea\n" * 9)
    ((48, 50, ''), [])
    """
    page = _page(text)
    if page is None:
        return []
    known = set(_WORD.findall(_BROKEN_WORD.sub(" ", text.lower())))
    found = []
    for number, following in _joints(page):
        line, after = page.lines[number], page.lines[following]
        broken = _BROKEN.search(page.words(number))
        if page.words(number)[-1] in "–/":
            found.append((line.end, after.start, ""))
        elif broken is None or not page.words(following)[:1].islower():
            found.append((line.end, after.start, " "))
        elif _keeps_hyphen(broken["first"].lower(), page.words(following).lower(), known):
            found.append((line.end, after.start, ""))
        else:
            found.append((line.end - 1, after.start, ""))
    return found


def _page(text: str) -> _Page | None:
    """Return the lines of a text that was broken at a width; ``None`` if it was not."""
    lengths = sorted(len(line) for line in text.split("\n") if line.strip())
    if len(lengths) < _FEWEST_FIXED or not _NARROWEST <= lengths[len(lengths) * 3 // 4] <= _WIDEST:
        return None
    lines = lines_of(text, masked(text))
    widths = [line.indent + line.end - line.start for line in lines]
    going_on = [
        number
        for number, (line, after) in enumerate(pairwise(lines))
        if line.kind in ("text", "bullet")
        and after.kind == "text"
        and _NARROWEST <= widths[number] <= _WIDEST
        and text[after.start].islower()
        and not _ENDED.search(text[line.start : line.end])
    ]
    if not going_on:
        return None
    longest = sorted(widths[number] for number in going_on)[ceil(len(going_on) * 0.99) - 1]
    for fixed, fewest, share, least in (
        (longest, _FEWEST_FIXED, _SHARE_FIXED, _FIXED),
        (0, _FEWEST, _SHARE, _UNEVEN),
    ):
        page = _Page(text, lines, widths, going_on, fixed)
        wide = [number for number in going_on if widths[number] >= _NEARLY * fixed]
        full = sum(page.is_full(number, number + 1) for number in wide)
        if len(wide) >= max(fewest, share * len(lengths)) and full >= least * len(wide):
            return page
    return None


def _joints(page: _Page) -> Iterator[tuple[int, int]]:
    """Yield the numbers of lines that go on, each with the number of the line in which it does."""
    for number, line in enumerate(page.lines[:-1]):
        if line.kind not in ("text", "bullet"):
            continue
        following = number + 1
        if page.lines[following].kind == "blank":
            following = _after_furniture(page, number)
        if following < len(page.lines) and page.lines[following].kind == "text" and _goes_on(page, number, following):
            yield number, following


def _goes_on(page: _Page, number: int, following: int) -> bool:
    words, first = page.words(number), page.words(following)[:1]
    if words.endswith(".") and page.fixed and not first.islower():  # a further sentence of the paragraph
        return page.widths[following] >= _NARROWEST and page.is_full(number, following)
    ended = _ENDED.search(words) and not (_ABBREVIATED.search(words) and first.islower())
    return not ended and page.is_full(number, following)


def _after_furniture(page: _Page, number: int) -> int:
    """Return the number of the line in which a sentence goes on after the end of a page, or that of no line."""
    none = len(page.lines)
    if page.fixed or _ENDED.search(page.words(number)):
        return none
    for following in range(number + 1, min(number + 1 + 2 * _BETWEEN, none)):
        line = page.lines[following]
        if line.kind == "text" and page.words(following)[:1].islower() and page.widths[following] > _FURNITURE // 2:
            return following
        if line.kind not in ("blank", "mark") and page.widths[following] > _FURNITURE:
            return none
    return none


def _keeps_hyphen(first: str, after: str, known: set[str]) -> bool:
    """Say whether a hyphen at the end of a line belongs to the word: it does in “dose-” and “dependent”."""
    match = _WORD.match(after)
    second = match.group() if match else ""
    if first + second in known:
        return False
    if f"{first}-{second}" in known or first in _KEEP_HYPHEN:
        return True
    return first in known and second in known and len(second) > 3
