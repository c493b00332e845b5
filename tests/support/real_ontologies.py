"""Released ontologies, which are too large for the repository, from next to the checkout."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ontology.external.reading import read_ontology
from ontology.external.terms import ExternalOntology

ONTOLOGIES = Path(__file__).parents[3] / "shared" / "vocab" / "ontologies"
HPO, DOID, UBERON = "hp-2025-01-16.obo.gz", "doid-2021-06-08.obo.gz", "uberon-nervous-minimal-2022-02-21.obo.gz"


def real_ontology(name: str) -> Path:
    """Return a released ontology; without it the test is skipped, except in CI, where it must be there."""
    path = ONTOLOGIES / name
    if not path.is_file():
        message = f"the ontology {name} is not found: {path} does not exist"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


Released = Callable[[str], ExternalOntology]
"""Reads a released ontology by its file name, at most once."""


def released_ontologies() -> Released:
    """Return a reader of released ontologies that keeps what it has read."""
    read: dict[str, ExternalOntology] = {}

    def ontology(name: str) -> ExternalOntology:
        if name not in read:
            read[name] = read_ontology(real_ontology(name))
        return read[name]

    return ontology
