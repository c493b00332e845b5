"""Modalities in words, apart from :mod:`ontology.modalities`, so that an answer does not wait for ``typing``."""

from __future__ import annotations

SHORT_WORDS: dict[str, str] = {
    "hedged": "may",
    "hypothesis": "hypothesis",
    "recommendation": "advised",
    "aim": "aim",
    "insufficientEvidence": "insufficient evidence",
    "unknown": "unknown",
}
"""A modality in a word or two, as the cell of a table shows it; an asserted claim needs none."""

OPEN_WORDS: dict[str, str] = {"insufficientEvidence": "insufficient evidence", "unknown": "not known"}
"""How a phrase begins that leaves something open."""
