"""The evaluation counts what fits, and agrees with the scorer that others use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation import evaluate, read_rows
from ontology.errors import UserError
from tests.support.extraction import DOCUMENTS, gold_of

SCORER = Path(__file__).parents[2].parent / "shared" / "tools" / "score_claims.py"
GOLD = {
    "id": "g1",
    "doc": "a.txt",
    "family": "adverse_effect",
    "subject": "zelopram",
    "predicate": "causes",
    "object": "dry mouth",
    "polarity": "affirmed",
    "start": 10,
    "end": 20,
}
CLAIM = {
    "source": "a.txt",
    "family": "adverse_effect",
    "subject": "zelopram",
    "predicate": "causes",
    "object": "dry mouth",
    "polarity": "affirmed",
    "modality": "asserted",
    "start": 12,
    "end": 18,
}


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, 1),
        ({"start": 50, "end": 60}, 0),
        ({"polarity": "denied"}, 0),
        ({"subject": "carbidol"}, 0),
        ({"predicate": "usedFor"}, 0),
        ({"object": "mouth ulcers of another kind"}, 0),
        ({"family": "withdrawal"}, 1),
        ({"family": "mechanism"}, 0),
    ],
)
def test_a_claim_is_right_when_all_agree(change: dict[str, Any], right: int) -> None:
    scores = evaluate([CLAIM | change], [GOLD])
    assert sum(score.right for score in scores.families.values()) == right


def test_a_fact_at_another_place_is_neutral() -> None:
    scores = evaluate([CLAIM, CLAIM | {"start": 100, "end": 110}], [GOLD])
    assert scores.precision == 1
    assert scores.families["adverse_effect"].repeated == 1


def test_forbidden_lines_and_asserted_denials_are_counted_apart() -> None:
    forbidden = evaluate([CLAIM], [GOLD | {"kind": "forbidden"}])
    denied = evaluate([CLAIM], [GOLD | {"polarity": "denied"}])
    assert len(forbidden.forbidden) == 1
    assert len(denied.denials_asserted) == 1


def test_a_number_must_agree_in_pharmacokinetics() -> None:
    gold = GOLD | {
        "family": "pharmacokinetics",
        "predicate": "hasHalfLife",
        "object": "6 h",
        "qualifiers": {"value_min": 6, "value_max": 6},
    }
    claim = CLAIM | {"family": "pharmacokinetics", "predicate": "has half-life", "object": None}
    assert evaluate([claim | {"value_min": 6}], [gold]).recall == 1
    assert evaluate([claim | {"value_min": 7}], [gold]).recall == 0


def test_a_line_that_is_not_gold_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"doc": "a"}\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"gold\.jsonl:1"):
        read_rows(tmp_path / "gold.jsonl")


@pytest.mark.slow
@pytest.mark.skipif(not SCORER.is_file(), reason="the shared scorer is not next to the checkout")
def test_it_agrees_with_the_shared_scorer(tmp_path: Path, practice_claims: list[dict[str, Any]]) -> None:
    gold = sorted((DOCUMENTS / "practice").glob("*.gold.jsonl"))[::3]
    names = {path.name.replace(".gold.jsonl", ".txt") for path in gold}
    claims = [claim for claim in practice_claims if claim["source"] in names]
    assert claims
    lines = "".join(json.dumps(claim) + "\n" for claim in claims)
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(SCORER), "--gold", *map(str, gold), "--claims", str(tmp_path / "claims.jsonl"), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    theirs = json.loads(done.stdout.splitlines()[-1])
    rows = [row for row in gold_of(DOCUMENTS / "practice") if row["doc"] in names]
    ours = evaluate(claims, rows).summary()
    assert ours == pytest.approx(theirs)
