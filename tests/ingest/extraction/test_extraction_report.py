"""The page on extraction: recorded runs on the blind half, and cells of its tables."""

from __future__ import annotations

import shutil
from pathlib import Path

from ingest.evaluation import FAMILIES, FamilyScore, Scores
from tests.support.extraction_report import BLIND_RUNS, blind_runs, record_blind_run, table_row


def test_a_bar_in_a_cell_does_not_end_the_cell() -> None:
    assert (
        table_row("targets of a table", "D2 receptor | 3.2 nM") == "| targets of a table | D2 receptor \\| 3.2 nM |\n"
    )


def test_a_further_run_on_the_blind_half_leaves_the_recorded_ones_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "runs.tsv"
    shutil.copy(BLIND_RUNS, path)
    before = blind_runs(path)
    scores = Scores({"mechanism": FamilyScore(gold=4, found=1, claims=2, right=1)}, {"one.txt": 0.5}, [{}], [], 0, 2)
    record_blind_run(scores, "abc1234", path)
    after = blind_runs(path)
    assert after[: len(before)] == before
    whole, *families = after[len(before) :]
    assert whole["commit"] == "abc1234"
    assert (whole["family"], whole["recall"], whole["precision"]) == ("all", "0.250", "0.500")
    assert (whole["f1"], whole["mean_f1"], whole["forbidden"], whole["denials_asserted"]) == (
        "0.333",
        "0.500",
        "1",
        "0",
    )
    assert [row["family"] for row in families] == list(FAMILIES)
    assert (families[0]["recall"], families[0]["precision"]) == ("0.25", "0.50")
