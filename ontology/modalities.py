"""The modalities of claims: how sure a source is of what it says. Every list of modalities comes from here."""

from __future__ import annotations

from typing import Literal, get_args

Modality = Literal["asserted", "hedged", "hypothesis", "recommendation", "aim", "insufficientEvidence", "unknown"]
"""The closed list of codes, the strongest first; the ontology defines each of them."""

MODALITIES: tuple[Modality, ...] = get_args(Modality)
"""All modalities, the strongest first."""

HEDGED: tuple[Modality, ...] = ("hedged", "hypothesis")
"""Modalities by which a source commits itself with reserve."""

SAID: tuple[Modality, ...] = ("asserted", *HEDGED)
"""Modalities by which a source commits itself, more or less, to affirming or denying."""

OPEN: tuple[Modality, ...] = ("insufficientEvidence", "unknown")
"""Modalities by which a source says that something is not known."""

AIM: Modality = "aim"
"""The modality of a purpose or a potential mechanism, which the source neither reports nor expects."""
