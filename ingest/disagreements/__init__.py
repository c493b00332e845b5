"""The rules that find disagreements among claims, and their ranking. A step of the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.disagreements.finding import find_disagreements
    from ingest.disagreements.model import Background, Disagreement

__all__ = ["Background", "Disagreement", "find_disagreements"]

__getattr__ = lazy_exports(
    __name__,
    {
        "finding": ["find_disagreements"],
        "model": ["Background", "Disagreement"],
    },
)
