"""A disagreement in words: the matter, what each side says, in which documents, and how sure the reader was."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from ingest.claims import ClaimRecord
from ingest.disagreements.model import Background, Draft
from ingest.disagreements.uses import same_place

LONGEST = 600
"""An explanation is shorter than this many characters."""

DOCUMENTS_NAMED = (5, 3, 2, 1)
"""How many documents of a side are named: as many as the length allows."""

READINGS = {"doubtfulLayout": "page layout in doubt", "inferred": "inferred by the reader"}
"""What is said of a side of which the words are not plain."""


def side_label(label: str, records: Sequence[ClaimRecord]) -> str:
    """Return what a side says, and whether its claims were inferred, read from a damaged layout or not yet reviewed.

    What was inferred from words that state another claim of the side adds nothing to it and is not mentioned.

    :param label: what it says
    :param records: its claims
    :returns: the label with the reader's reserve; ``partly`` where it does not concern all of its claims
    """
    stated: dict[str, list[ClaimRecord]] = {}
    for record in records:
        if record.reading == "stated":
            stated.setdefault(record.source, []).append(record)
    counted = [
        record
        for record in records
        if record.reading == "stated" or not any(same_place(record, plain) for plain in stated.get(record.source, ()))
    ]
    for code, words in READINGS.items():
        number = sum(record.reading == code for record in counted)
        if number:
            label += f", {'partly ' if number < len(counted) else ''}{words}"
    proposed = sum(record.review_status == "proposed" for record in records)
    if proposed:
        label += f", {'partly ' if proposed < len(records) else ''}proposed"
    return label


def explanation(draft: Draft, shared: Sequence[str], background: Background) -> str:
    """Return a disagreement in one line: the matter, each side with its documents, and what they have in common.

    :param draft: the disagreement
    :param shared: works that several documents cite
    :param background: the names of documents
    :returns: a line of less than :data:`LONGEST` characters
    """
    tail = f"; {draft.tail}" if draft.tail else ""
    if shared:
        names = ", ".join(map(background.label, shared[:2])) + (" and others" if len(shared) > 2 else "")
        tail += f"; several documents cite {names}: one line of evidence"
    for most in DOCUMENTS_NAMED:
        parts = [
            f"{side_label(label, side)} ({_documents(side, background, most)})" for label, side in draft.sides.items()
        ]
        text = f"{draft.matter}: {' | '.join(parts)}{tail}"
        if len(text) < LONGEST:
            return text
    shown = len(parts)
    while shown > 2 and len(text) >= LONGEST:
        shown -= 1
        more = len(parts) - shown
        text = f"{draft.matter}: {' | '.join(parts[:shown])} | … {more} more side{'s' if more > 1 else ''}{tail}"
    return textwrap.shorten(text, LONGEST - 1, placeholder=" …") if len(text) >= LONGEST else text


def _documents(records: Sequence[ClaimRecord], background: Background, most: int) -> str:
    """Return the documents of a side by name; of many, how many they are and the first few by weight.

    The weight of a document is the number of its claims on the side.
    """
    claims = Counter(background.document(record.source) for record in records)
    names = sorted(claims)
    if len(names) <= most:
        return ", ".join(names)
    first = sorted(names, key=lambda name: -claims[name])[:most]
    return f"{len(names)} documents: {', '.join(first)}, …"
