"""Released ontologies, which are too large for the repository, from beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ONTOLOGIES = Path(__file__).parents[3] / "shared" / "vocab" / "ontologies"
HPO, DOID, UBERON = "hp-2025-01-16.obo.gz", "doid-2021-06-08.obo.gz", "uberon-nervous-minimal-2022-02-21.obo.gz"


def real_ontology(name: str) -> Path:
    """Return a released ontology; without it the test is skipped, except in CI, where it must be there."""
    path = ONTOLOGIES / name
    if not path.is_file():
        message = f"the ontology {name} is not at hand: there is no {path}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
