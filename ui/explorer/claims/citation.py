"""A claim as a citation that can be pasted into a paper or a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontology.namespaces import PREFIXES
from queries.claims.position import standing_words
from queries.claims.reader import Claim


def citation(row: Claim, document: Mapping[str, Any]) -> str:
    """Return a claim as a citation: statement, certainty, document, place, quote, cited works and identifier.

    :param row: the claim
    :param document: title, kind and date of its document
    :returns: plain text
    """
    date = document.get("date") or "no date given"
    parts = [
        f"{row.statement.rstrip('.')} [{standing_words(row)}].",
        f"{row.title} ({document.get('kind', '')}, {date})",
    ]
    if row.places:
        place = row.places[0]
        section = f"section “{place.section}”, " if place.section else ""
        parts[-1] += f", {section}characters {place.start}–{place.end}"
        parts[-1] += f": “{place.quote}”" if place.quote else ""
    parts[-1] += "."
    if row.cited:
        parts.append("Cites: " + "; ".join(work.citation or work.label for work in row.cited) + ".")
    parts.append(f"drugkg, <{PREFIXES['claim']}{row.id}>.")
    return " ".join(parts)
