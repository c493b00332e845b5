"""Canonical N-Quads, to compare graphs."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad


def canonical_nquads(quads: Iterable[Quad]) -> str:
    """Return quads as canonical N-Quads (RDFC-1.0): equal for equal graphs, whatever the order and blank-node names."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))
