"""Which lines of a text belong to one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.labels import is_labelled
from ingest.documents.lines import Line

LONG_LINE = 180
"""A document with longer lines is not broken at a fixed width: each of its lines is a paragraph."""

_BAND_LINE = re.compile(r"[<>≥≤~]?\s?\d[\d.,]*(?:\s?(?:[-–]|to)\s?\d[\d.,]*)?\s?%\s*$")
"""A line of its own above effects: “<1%”."""


_ENTRY = re.compile(r"[A-Z0-9(][^.:;!?]{1,60}?(?:\s[-–—]\s|: )\S")
"""“Warfarin: more bleeding” or “Warfarin - more bleeding”."""

_MANY = 4
"""More lines than this that all begin with a capital are no paragraph that was broken at a fixed width."""


def groups_of(run: Sequence[Line], text: str, *, lead_open: bool, unwrapped: bool) -> list[tuple[int, int]]:
    """Join the lines of a run that belong to one paragraph.

    :param run: lines of text and of citation marks, without blank lines between them
    :param text: the text, with marks masked
    :param lead_open: whether a sentence before them announces a list
    :param unwrapped: whether the document has lines too long to be broken at a fixed width
    :returns: start and end of each paragraph
    """
    texts = [line for line in run if line.kind == "text"]
    widths = [line.end - line.start for line in texts]
    longest = max(widths)
    listed = _is_listed([text[line.start : line.end] for line in texts])
    wrapped = (
        not lead_open
        and not listed
        and not unwrapped
        and len(texts) > 1
        and longest >= 50
        and all(width >= 0.5 * longest for width in widths[:-1])
    )
    bare_list = lead_open or listed or (not wrapped and len(texts) > 2 and longest <= 60)
    groups: list[list[int]] = []
    broken = False
    for line in run:
        if line.kind == "mark":
            broken = True
            continue
        words = text[line.start : line.start + 2]
        tiny = line.end - line.start <= 3 and not _BAND_LINE.match(text, line.start, line.end)
        if (
            groups
            and not is_labelled(text, line.start, line.end)
            and _joins(text[groups[-1][0] : groups[-1][1]], words, wrapped, bare_list, broken or tiny)
        ):
            groups[-1][1] = line.end
        else:
            groups.append([line.start, line.end])
        broken = tiny
    return [(start, end) for start, end in groups]


def _is_listed(lines: Sequence[str]) -> bool:
    """Say whether lines are entries of a list without marks: each begins anew, and they have labels or are many."""
    if not all(line[:1].isupper() or line[:1].isdigit() for line in lines):
        return False
    labelled = sum(1 for line in lines if _ENTRY.match(line))
    return (len(lines) > 1 and labelled >= max(2, 0.6 * len(lines))) or len(lines) > _MANY


def _joins(paragraph: str, first: str, wrapped: bool, bare_list: bool, broken: bool) -> bool:
    """Say whether a line that begins with some characters continues a paragraph."""
    before = paragraph.rstrip()[-3:]
    ended = bool(re.search(r"[.!?:][\"”’)\]]*$", before))
    if first[:1] in (",", ")", ";", ".") or (broken and not ended):
        return True
    if ended:
        return wrapped and not before.endswith(":")
    if wrapped:
        return True
    return first[:1].islower() and not bare_list
