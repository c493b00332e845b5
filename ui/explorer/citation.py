"""A claim as a citation that can be pasted into a paper or a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontology.namespaces import PREFIXES
from queries.claim_rows import ClaimRow


def citation(row: ClaimRow, document: Mapping[str, Any]) -> str:
    """Return a claim as a citation: what is stated, by whom, where, resting on what, and the claim's identifier.

    :param row: the claim
    :param document: title, kind and date of its document
    """
    denied = " [denied]" if row.polarity == "denied" else ""
    standing = "" if row.modality == "asserted" else f" [{row.modality_label}]"
    date = document.get("date") or "no date given"
    parts = [f"{row.statement.rstrip('.')}{denied}{standing}.", f"{row.title} ({document.get('kind', '')}, {date})"]
    if row.places:
        place = row.places[0]
        section = f"section “{place.section}”, " if place.section else ""
        parts[-1] += f", {section}characters {place.start}–{place.end}"
    parts[-1] += "."
    if row.cited:
        parts.append("Cites: " + "; ".join(work.citation or work.label for work in row.cited) + ".")
    parts.append(f"drugkg, <{PREFIXES['claim']}{row.id}>.")
    return " ".join(parts)
