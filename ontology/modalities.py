"""The modalities of claims: how sure a source is of what it says."""

from __future__ import annotations

SAID = ("asserted", "hedged", "hypothesis")
"""Modalities by which a source commits itself, more or less, to affirming or denying."""

OPEN = ("insufficientEvidence", "unknown")
"""Modalities by which a source says that it is not known."""
