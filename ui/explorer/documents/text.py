"""A complete document as HTML, with the passages of claims marked and linked to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from queries.claims.reader import Claim
from ui.explorer.frame.addresses import address

_SHOWN = 6
_LINK = "text-decoration:none;color:inherit"
_MARK = "background:rgba(242,177,52,0.3);color:inherit;padding:0"
_WAVY = "text-decoration:underline wavy;text-underline-offset:0.2em"


class Segment(NamedTuple):
    """A stretch of a document on all of which the same claims rest.

    :param start: its first character
    :param end: the character after its last
    :param claims: identifiers of the claims
    """

    start: int
    end: int
    claims: tuple[str, ...]


def segments(length: int, rows: Iterable[Claim]) -> list[Segment]:
    """Return a document cut wherever a passage begins or ends.

    :param length: the characters of the document
    :param rows: its claims
    :returns: segments without gap from the first character to the last
    """
    places = sorted({(place.start, min(place.end, length), row.id) for row in rows for place in row.places})
    cuts = sorted({0, length, *(place[0] for place in places), *(place[1] for place in places)})
    found = []
    for start, end in pairwise(cuts):
        claims = tuple(dict.fromkeys(claim for first, last, claim in places if first < end and start < last))
        found.append(Segment(start, end, claims))
    return found


def document_html(text: str, rows: Sequence[Claim], uncovered: Iterable[tuple[int, int]] = ()) -> str:
    """Return a document with its passages marked, with all characters escaped.

    :param text: the document
    :param rows: its claims
    :param uncovered: start and end of the passages to mark as covered by no claim
    :returns: HTML
    """
    bare = sorted(uncovered)
    parts = []
    for segment in segments(len(text), rows):
        if segment.claims:
            parts.append(_covered(text[segment.start : segment.end], segment.claims))
        else:
            parts += _bare(text, segment.start, segment.end, bare)
    style = Markup("white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.55")
    return str(Markup('<div style="{}">{}</div>').format(style, Markup("").join(parts)))


def _covered(text: str, claims: Sequence[str]) -> Markup:
    more = f" and {len(claims) - _SHOWN} more" if len(claims) > _SHOWN else ""
    title = f"Claims: {', '.join(claims[:_SHOWN])}{more}"
    return Markup('<a href="{}" title="{}" style="{}"><mark style="{}">{}</mark></a>').format(
        address("evidence", claim=claims[0]), title, _LINK, _MARK, text
    )


def _bare(text: str, start: int, end: int, uncovered: Iterable[tuple[int, int]]) -> list[Markup]:
    """Return a stretch without claims, with the passages in it that are to be marked."""
    parts, at = [], start
    for first, last in uncovered:
        if start <= first and last <= end:
            parts.append(escape(text[at:first]))
            parts.append(
                Markup('<u style="{}" title="No claim covers these words">{}</u>').format(_WAVY, text[first:last])
            )
            at = last
    return [*parts, escape(text[at:end])]
