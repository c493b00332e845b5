"""Content negotiation: the media type that suits a client best (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

HTML = "text/html"

ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
}
"""What clients write for the formats of rows."""

GRAPH_ALIASES = {
    "text/plain": "application/n-triples",
    "application/x-turtle": "text/turtle",
    "text/rdf+n3": "text/n3",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
}
"""What clients write for the formats of triples."""

_MOST_RANGES = 60


class _Range(NamedTuple):
    """A media range of an Accept header.

    :param type: such as ``text`` or ``*``
    :param subtype: such as ``turtle`` or ``*``
    :param quality: from 0 to 1
    """

    type: str
    subtype: str
    quality: float


def choose(accept: str, offered: Sequence[str], aliases: dict[str, str] | None = None) -> str:
    """Return the offered media type that a client likes best.

    :param accept: its Accept header; empty for none, which means any type
    :param offered: the media types that can be sent, the usual one first
    :param aliases: other names under which a client may ask for them
    :returns: one of the offered types; empty if the client takes none of them

    >>> choose("text/turtle;q=0.5, application/rdf+xml", ["text/turtle", "application/rdf+xml"])
    'application/rdf+xml'
    >>> choose("*/*", ["text/turtle", "application/rdf+xml"])
    'text/turtle'
    >>> choose("image/png", ["text/turtle"])
    ''
    """
    ranges = list(_ranges(accept)) if accept.strip() else [_Range("*", "*", 1.0)]
    names: dict[str, str] = {name: name for name in offered}
    names |= {alias: name for alias, name in (aliases or {}).items() if name in offered}
    best, best_quality = "", 0.0
    for name, sent in names.items():
        quality = _quality(name, ranges)
        if quality > best_quality:
            best, best_quality = sent, quality
    return best


def _ranges(accept: str) -> Iterable[_Range]:
    for part in accept.split(",")[:_MOST_RANGES]:
        name, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        kind, slash, subtype = name.partition("/")
        if not slash:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        yield _Range(kind, subtype, quality)


def _quality(name: str, ranges: Sequence[_Range]) -> float:
    """Return how much a client likes a type: the most specific range counts."""
    kind, _, subtype = name.partition("/")
    for wanted in ((kind, subtype), (kind, "*"), ("*", "*")):
        fitting = [found.quality for found in ranges if (found.type, found.subtype) == wanted]
        if fitting:
            return max(fitting)
    return 0.0
