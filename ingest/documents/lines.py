"""The lines of a document: blank, heading, bullet, table row or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.documents.headings import Heading
from ingest.documents.masking import mark_at_end

LineKind = Literal["blank", "heading", "bullet", "row", "part", "text", "mark"]

_BULLET = re.compile(
    r"(?P<mark>[•◦▪▫‣⁃●○■□►▶➢➤✓✔✗✘·∙\uf0b7\u2023*+–—-]|o(?=\s)|\d{1,2}[.)](?=\s)|\(?[a-z][)](?=\s)|"
    r"\([ivx]{1,4}\)(?=\s))"
    r"(?:(?<=[•◦▪▫‣●○■□►➢➤✓✔·∙])\s*|\s+)(?=\S)"
)
_MARKDOWN = re.compile(r"(?P<marks>#{1,6})\s+(?=\S)")
_WIKI_HEADING = re.compile(r"(={1,6})\s*([^=\s][^=]{0,150}?)\s*={1,6}")
_BARE_MARK = re.compile(r"[\s\d,;.\[\]()–-]{1,30}$")
_BAR = re.compile(r" \| |(?<=\S)\|(?=[^\s|])")
"""What parts the cells of a row."""


_BRACKETED = re.compile(r"\[(?:\d{1,2}(?:\.\d{1,2})?\.? )?[A-Z][^\[\]]{2,90}[^\[\].]\]")
"""A line in brackets: the title of a part in files that mark titles so."""

_RULE = re.compile(r"[-=_*~•\s|:+]{3,}$")


@dataclass(slots=True)
class Line:
    """A line of the text.

    :param start: where its words begin, after indentation and marks
    :param end: where its words end
    :param kind: what it is
    :param indent: columns in front
    :param level: depth of a heading; 0 if its look does not say
    :param heading: what a heading says
    :param bold: whether the whole line is set in bold
    :param ordered: whether a number or a letter marks a list item
    :param cells: spans of the cells of a row that has no bars; further lines of such a row are its parts
    :param names_columns: whether it is the header of such a table
    """

    start: int
    end: int
    kind: LineKind
    indent: int = 0
    level: int = 0
    heading: Heading | None = None
    bold: bool = False
    ordered: bool = False
    cells: tuple[tuple[int, int], ...] = ()
    names_columns: bool = False


def lines_of(raw: str, text: str) -> list[Line]:
    """Return the lines of a text with what their marks say of them.

    :param raw: the text with its marks
    :param text: the same text with marks masked
    :returns: one entry per line
    """
    found = []
    start = 0
    length = len(raw)
    while start <= length:
        end = raw.find("\n", start)
        if end < 0:
            end = length
        found.append(_line(raw, text, start, end))
        start = end + 1
    return found


def _line(raw: str, text: str, start: int, end: int) -> Line:  # noqa: PLR0911 - one case per kind of line
    begin, stop = start, end
    if end - start > 5000:
        while begin < stop and raw[begin].isspace():
            begin += 1
        return Line(begin, stop, "text" if begin < stop else "blank", begin - start)
    stripped = raw[start:end].strip()
    if not stripped or not text[start:end].strip():
        return Line(start, start, "blank")
    begin = start + len(raw[start:end]) - len(raw[start:end].lstrip())
    stop = begin + len(stripped)
    if stripped.startswith("[edit]") and len(stripped) > len("[edit]"):
        begin = start + len(raw[start:end]) - len(raw[start:end].lstrip()[len("[edit]") :].lstrip())
        stripped = raw[begin:stop]
    if _BRACKETED.fullmatch(stripped):
        begin, stop = begin + 1, stop - 1
        stripped = stripped[1:-1]
    indent = begin - start
    if text[begin] == "|" or stripped.count("|") >= 2 or _BAR.search(stripped):
        return Line(begin, stop, "row", indent)
    if _RULE.match(stripped):
        return Line(begin, stop, "blank")
    if _BARE_MARK.match(stripped) and not re.fullmatch(r"\d+\.", stripped):
        return Line(begin, stop, "mark", indent)
    if stripped[0] == "=" and (wiki := _WIKI_HEADING.fullmatch(stripped)):
        return Line(begin + wiki.start(2), begin + wiki.end(2), "heading", indent, min(len(wiki.group(1)), 6))
    if stripped[0] == "#":
        match = _MARKDOWN.match(raw, begin)
        if match:
            return Line(
                match.end(), _without_tail(raw, match.end(), stop), "heading", indent, len(match.group("marks"))
            )
    match = _BULLET.match(raw, begin, stop)
    if match and not _is_bold(stripped):
        ordered = match.group("mark")[0].isalnum() or match.group("mark")[0] == "("
        return Line(match.end(), _before_mark(text, match.end(), stop), "bullet", indent, ordered=ordered)
    bold = _is_bold(stripped)
    return Line(begin, _before_mark(text, begin, stop), "text", indent, bold=bold)


def _is_bold(stripped: str) -> bool:
    return (
        len(stripped) > 4
        and stripped.startswith(("**", "__"))
        and stripped.rstrip(":").endswith(("**", "__"))
        and "**" not in stripped[2:].rstrip(":")[:-2]
    )


def _without_tail(raw: str, start: int, stop: int) -> int:
    while stop > start and raw[stop - 1] in "# :":
        stop -= 1
    return max(stop, start + 1)


def _before_mark(text: str, start: int, stop: int) -> int:
    """Return the end of the words of a line, before bare citation numbers."""
    words = text[start:stop]
    cut = start + mark_at_end(words.rstrip())
    return max(cut, start + 1)


def is_short(text: str) -> bool:
    """Say whether a line is short enough for a heading or a bare list item.

    :param text: its words
    :returns: whether it has at most 14 words and 110 characters
    """
    return len(text) <= 110 and len(text.split()) <= 14
