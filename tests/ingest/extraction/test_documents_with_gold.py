"""Figures on whole documents are kept from falling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation import evaluate
from tests.support.extraction import DOCUMENTS, claims_of_files, curated_as_gold, gold_of, scores_of

pytestmark = pytest.mark.slow


def test_practice_documents_reach_their_figures(practice_claims: list[dict[str, Any]]) -> None:
    scores = evaluate(practice_claims, gold_of(DOCUMENTS / "practice"))
    assert scores.f1 >= 0.90
    assert scores.precision >= 0.95
    assert not scores.forbidden
    assert not scores.denials_asserted
    assert scores.no_place == 0


def test_documents_in_progress_reach_their_figures() -> None:
    scores = scores_of(DOCUMENTS / "in_progress")
    assert scores.f1 >= 0.88
    assert scores.precision >= 0.96
    assert not scores.forbidden
    assert not scores.denials_asserted
    assert scores.no_place == 0


def test_the_originals_reach_their_figure_against_the_curated_claims(originals: Path) -> None:
    scores = evaluate(claims_of_files(originals.glob("*.txt"), ("baclofen",)), curated_as_gold())
    assert scores.f1 >= 0.50
    assert not scores.denials_asserted
