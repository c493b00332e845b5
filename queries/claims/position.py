"""Where a claim stands on its proposition, in words that name the proposition whenever the claim does not affirm it.

A statement such as "Baclofen is not addictive" with the word *denied* next to it would read as its opposite. What is
denied, left open or advised against is therefore named: *denies: baclofen has abuse potential*.
"""

from __future__ import annotations

from collections.abc import Mapping

from ontology.modalities import OPEN
from queries.claims.model import Claim

_AFFIRMS: Mapping[str, str] = {
    "asserted": "says",
    "hedged": "says, hedged",
    "hypothesis": "says, as a hypothesis",
    "recommendation": "recommends",
    "aim": "states an aim",
    "insufficientEvidence": "finds the evidence insufficient",
    "unknown": "says it is not known",
}

_DENIES: Mapping[str, str] = {
    "asserted": "denies",
    "hedged": "denies, hedged",
    "hypothesis": "denies, as a hypothesis",
    "recommendation": "advises against",
    "aim": "denies an aim",
}


def position(row: Claim) -> str:
    """Return what a document does with the proposition of a claim.

    :param row: the claim
    :returns: such as ``says``, ``says, hedged``, ``denies`` or ``advises against``
    """
    if row.modality in OPEN:
        return _AFFIRMS[row.modality]
    if row.polarity == "denied":
        return _DENIES.get(row.modality, "denies")
    if row.status_code == "notRecommended":
        return "advises against, hedged" if row.uncertain else "advises against"
    return _AFFIRMS.get(row.modality, "says")


def affirms_it(row: Claim) -> bool:
    """Return whether a claim affirms its proposition, with or without reserve.

    :param row: the claim
    :returns: false if it denies it, leaves it open or advises against it
    """
    return row.polarity == "affirmed" and row.modality not in OPEN and row.status_code != "notRecommended"


def position_words(row: Claim) -> str:
    """Return the position of a claim, with proposition and qualifiers where the claim does not affirm it.

    :param row: the claim
    :returns: such as ``says, hedged`` or ``denies: baclofen has abuse potential``
    """
    said = position(row)
    if affirms_it(row):
        return said
    limits = f" [{row.qualifiers}]" if row.qualifiers else ""
    return f"{said}: {row.proposition}{limits}"


def standing_words(row: Claim) -> str:
    """Return the position of a claim with its regulatory status and its review, where these say more.

    :param row: the claim
    :returns: plain text, for tables and citations
    """
    words = [position_words(row)]
    if row.status and row.status_code != "notRecommended":
        words.append(row.status)
    if row.review_code not in ("", "reviewed"):
        words.append(row.review)
    return "; ".join(words)
