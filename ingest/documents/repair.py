"""What the making of a page did to its text is undone: broken lines, ligatures, numbers in words, lost line ends.

Offsets of claims count in the document as it is, so each change keeps the way back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents.text import DocumentText
from ingest.documents.wrapping import Edit, wrap_edits

_INVISIBLE = re.compile(
    "\u00ad[ \\t]*\\n[ \\t]*(?=[a-z])|[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\U000e0000-\U000e007f]+"
)
"""Soft hyphens, blanks of no width, marks of direction and of byte order, tags: nobody sees them in a word."""

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
_NUMBERS = r"\d{1,3}(?:[,–-] ?\d{1,3}){0,8}"
_GLUED = re.compile(
    rf"(?<=[a-z]{{3}}[.,;]){_NUMBERS}(?=\s+[A-Za-z(]|\s*$)"
    rf"|(?<=[a-z]{{3}}\)[.,;]){_NUMBERS}(?=\s+[A-Za-z(]|\s*$)"
    rf"|(?<=[a-z]{{5}})(?<!alpha)(?<!gamma)(?<!delta)(?<!sigma)(?<!kappa)(?<!omega)(?<!covid){_NUMBERS}(?=[\s.,;)])",
    re.MULTILINE,
)
"""The number of a reference right behind a word: “diseases.7 At present”, “cardiovascular5,6 diseases”."""

_NAME = r"[A-Z][\w-]{2,30}"
_RUN_IN = re.compile(
    r"^[ \t]*(?:\[|\*\*)?(?:Warnings and precautions|Children and adolescents|Elderly(?: people| patients)?|"
    rf"Other medicines and {_NAME}|{_NAME} with (?:alcohol|food(?:,? (?:and )?(?:drink|alcohol))*)|"
    r"Pregnancy(?:,| and) breast-?feeding(?:,? and fertility)?|Driving and using machines|"
    rf"If you (?:take|use) more {_NAME} than you should|"
    rf"If you (?:forget to (?:take|use)|stop (?:taking|using)) {_NAME}|"
    rf"Method of administration|Duration of treatment|Reporting of side effects|{_NAME} contains [a-z]+)"
    r"(?P<gap> )(?=[A-Z][a-z]+ (?:[a-z]|[A-Z][a-z]))",
    re.MULTILINE,
)
"""The heading of a part of a patient leaflet in one line with its text."""

_OFTEN = 5
"""Fewer such numbers may be anything else."""


def repaired(document: DocumentText) -> DocumentText:
    """Return a document with broken lines put together, ligatures spelt out, and what is not seen left out.

    :param document: a document of plain text, as it was decoded or extracted
    :returns: the same document with another text to read; its original stays as it is

    >>> document = DocumentText("a.txt", "text", "an eﬀect", "an eﬀect", "utf-8")
    >>> repaired(document).text, repaired(document).span(3, 9)
    ('an effect', (3, 8))
    """
    document = without_invisible(document)
    text = document.text
    if len(_GLUED.findall(text)) >= _OFTEN:
        text = _GLUED.sub(lambda match: " " * len(match.group()), text)
    edits = [
        *((m.start(), m.end(), _LIGATURES[m.group()]) for m in _LIGATURE.finditer(text)),
        *((*m.span("gap"), "\n") for m in _RUN_IN.finditer(text)),
        *_justified_gaps(text),
        *wrap_edits(text),
    ]
    if not edits:
        return document if text == document.text else replace(document, text=text)
    return _edited(document, text, sorted(edits))


def without_invisible(document: DocumentText) -> DocumentText:
    """Return a document without the characters that no reader sees, which would part a word.

    :param document: a document
    :returns: the same document with another text to read

    >>> document = DocumentText("a.txt", "text", "head\u00adache", "head\u00adache", "utf-8")
    >>> without_invisible(document).text, without_invisible(document).span(0, 8)
    ('headache', (0, 9))
    """
    if _INVISIBLE.search(document.title):
        document = replace(document, title=_INVISIBLE.sub("", document.title))
    edits = [(*match.span(), "") for match in _INVISIBLE.finditer(document.text)]
    return _edited(document, document.text, edits) if edits else document


def _justified_gaps(text: str) -> Iterator[Edit]:
    """Yield what makes the gaps of a justified line, most of which have two blanks, single blanks."""
    for line in _LINE.finditer(text):
        if line.end() - line.start() > _LONGEST_LINE or line.group().count("  ") < _FEWEST_GAPS or "|" in line.group():
            continue
        gaps = list(_GAP.finditer(line.group()))
        wide = [gap for gap in gaps if gap.end() - gap.start() > 1]
        if (
            len(wide) >= _FEWEST_GAPS
            and 2 * len(wide) >= len(gaps)
            and all(gap.end() - gap.start() <= _WIDEST_GAP for gap in wide)
        ):
            for gap in wide:
                yield line.start() + gap.start(), line.start() + gap.end(), " "


_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_LONGEST_LINE = 260
"""A line on a page has no more characters, with all its gaps doubled."""

_FEWEST_GAPS = 2
_WIDEST_GAP = 2
"""Wider gaps part the columns of a table."""


def _edited(document: DocumentText, text: str, edits: Sequence[Edit]) -> DocumentText:
    """Return a document after some edits of its text, with the place of each character in the original."""
    parts: list[str] = []
    starts, origins = [0], [document.origin(0)]
    at = length = 0
    for start, end, put in [*edits, (len(text), len(text), "")]:
        if start < at:
            continue
        for place in document.starts[bisect_right(document.starts, at) : bisect_left(document.starts, start)]:
            starts.append(length + place - at)
            origins.append(document.origin(place))
        parts += (text[at:start], put)
        length += start - at
        for place in range(len(put)):
            starts.append(length + place)
            origins.append(document.origin(min(start + place, end - 1)))
        length += len(put)
        starts.append(length)
        origins.append(document.origin(end))
        at = end
    return replace(document, text="".join(parts), starts=tuple(starts), origins=tuple(origins))
