"""Everything that ``drugkg check`` examines, one function per check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.checks.outcome import Check
    from ingest.checks.run import run_checks

__all__ = ["Check", "run_checks"]

__getattr__ = lazy_exports(
    __name__,
    {
        "outcome": ["Check"],
        "run": ["run_checks"],
    },
)
