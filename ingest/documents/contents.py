"""Tables of contents whose lines look like headings."""

from __future__ import annotations

import re

from ingest.documents.headings import heading_of, normalised
from ingest.documents.view import Section

ENTRY_LEVEL = 9
"""Depth of a section that is only a line of a table of contents."""

_ENTRY = re.compile(r"(?P<number>\d{1,2})(?:\.\d{1,2})*\.?\s")


def is_entry_of_contents(title: str, before: Section) -> bool:
    """Say whether a numbered heading without text since the heading “Contents” is a line of a table of contents.

    :param title: the heading
    :param before: the section right before it, which has no text
    :returns: whether it is; not if the numbers begin anew

    >>> is_entry_of_contents("1 Medical uses", Section("Contents", 0, 8, 3, "furniture"))
    True
    """
    entry = _ENTRY.match(title)
    if entry is None or before.kind != "furniture":
        return False
    last = _ENTRY.match(before.title)
    follows = normalised(before.title, ()) == "contents" or (before.level == ENTRY_LEVEL and last is not None)
    return follows and not (last and int(entry.group("number")) < int(last.group("number")))


def is_row_of_contents(words: str) -> bool:
    """Say whether a line names one section after the other, as the bar at the top of a page does.

    :param words: the line
    :returns: whether it is

    >>> is_row_of_contents("Class Indications Dose Contraindications Warnings Interactions Pharmacology References")
    True
    >>> is_row_of_contents("Interactions and adverse reactions")
    False
    """
    parts = [part for part in _BETWEEN.split(words) if part]
    if not _FEWEST <= len(parts) <= _MOST or words.rstrip().endswith((".", ":", "?")):
        return False
    kinds = [kind for part in parts if (kind := heading_of(part).kind) is not None]
    return len(set(kinds)) >= _FEWEST and 2 * len(kinds) >= len(parts)


_BETWEEN = re.compile(r"[\s|·•/,>]+")
_FEWEST, _MOST = 4, 30
