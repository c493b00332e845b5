"""A passage in its document: the words of a claim with the text around them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

AROUND = 420
"""Characters shown before and after a passage."""


class Stretch(NamedTuple):
    """A part of a text.

    :param text: its characters
    :param marked: whether it belongs to the claim
    """

    text: str
    marked: bool


def stretches(text: str, spans: Iterable[tuple[int, int]], around: int = AROUND) -> list[Stretch]:
    """Return the part of a text around some spans, cut where the marking begins and ends.

    :param text: the document
    :param spans: start and end of each passage, in code points
    :param around: characters to show before the first and after the last; cut at a space
    :returns: the stretches in order; their texts joined are that part of the document

    >>> [part for part in stretches("one two three", [(4, 7)], around=99)]
    [Stretch(text='one ', marked=False), Stretch(text='two', marked=True), Stretch(text=' three', marked=False)]
    """
    ordered = sorted(spans)
    begin = _word_start(text, max(0, ordered[0][0] - around))
    finish = _word_end(text, min(len(text), ordered[-1][1] + around))
    found: list[Stretch] = []
    at = begin
    for start, end in ordered:
        if start > at:
            found.append(Stretch(text[at:start], False))
        if end > max(start, at):
            found.append(Stretch(text[max(start, at) : end], True))
        at = max(at, end)
    if finish > at:
        found.append(Stretch(text[at:finish], False))
    return found


def passage_html(text: str, spans: Iterable[tuple[int, int]], around: int = AROUND) -> str:
    """Return a passage with the text around it as HTML, with all characters escaped.

    :param text: the document
    :param spans: start and end of each passage, in code points
    :param around: characters to show before and after
    :returns: HTML
    """
    spans = list(spans)
    parts = stretches(text, spans, around)
    before = Markup("… ") if min(spans)[0] > around else Markup("")
    after = Markup(" …") if max(end for _, end in spans) + around < len(text) else Markup("")
    body = Markup("").join(Markup("<mark>{}</mark>").format(part.text) if part.marked else escape(part.text)
                           for part in parts)  # fmt: skip
    return str(
        Markup('<div style="white-space:pre-wrap;overflow-wrap:anywhere">{}{}{}</div>').format(before, body, after)
    )


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at, at + 40)
    return at if at == 0 or space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", max(0, at - 40), at)
    return at if at == len(text) or space < 0 else space
