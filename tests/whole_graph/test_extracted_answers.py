"""What a machine extracted and nobody has reviewed is found by the saved queries, and always called proposed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import run_command
from tests.support.records import claim, write_source
from tests.support.shared import made_once

Rows = list[dict[str, str]]
PROPOSED: dict[str, Any] = {"agent": "extracted", "review_status": "proposed"}
DOSE = PROPOSED | {"family": "dosing", "predicate_id": "dkgo:hasStatedDose", "object_id": None}
DOSE |= {"modality": "recommendation"}
RECORDS = [
    claim(1, value_min=2, value_max=2, unit="mg", qualifiers={"regimen": "twice daily", "degree": "child"}, **DOSE),
    claim(2, value_min=5, value_max=5, unit="mg", qualifiers={"regimen": "twice daily", "degree": "adult"}, **DOSE),
    claim(3, value_max=60, unit="mg/d", qualifiers={"phase": "drugkg:phase-maximum"}, **DOSE),
    claim(4, family="contraindication", predicate_id="dkgo:contraindicatedIn", object_id="drugkg:breastfeeding-people",
          regulatory_status="notRecommended", **PROPOSED),
    claim(5, family="efficacy", predicate_id="dkgo:hasDesiredEffect", object_id=None, object="analgesic effect",
          polarity="denied", **PROPOSED),
    claim(6, **PROPOSED),
    claim(7, subject_id="drugkg:combination-baclofen-opioids", object_id="drugkg:drowsiness", **PROPOSED),
    claim(8, family="special_population", predicate_id="dkgo:cautionIn", object_id="drugkg:drug-misuse",
          modality="recommendation", **PROPOSED),
]  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of claims that nobody has reviewed."""

    def make(folder: Path) -> None:
        done = run_command("build", "-q", "--store", folder / "graph", "--sources", write_source(folder, RECORDS))
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "extracted", make) / "graph"


@pytest.fixture(scope="module")
def asked(graph: Path) -> Callable[..., Rows]:
    """Asks a saved query; its answer as rows."""

    def ask(name: str, *words: str) -> Rows:
        done = run_command("query", name, *words, "-f", "csv", "--store", graph)
        assert done.returncode == 0, done.stderr
        return list(csv.DictReader(io.StringIO(done.stdout)))

    return ask


def test_doses_without_a_purpose_are_found_once_and_by_their_predicate(asked: Callable[..., Rows]) -> None:
    [single, maximum] = asked("dosing")
    assert (single["condition"], single["relation"], single["phase"]) == ("", "has stated dose", "")
    assert single["A leaflet"].split("; ") == [
        "advised: 2 mg twice daily, child [proposed]", "advised: 5 mg twice daily, adult [proposed]",
    ]  # fmt: skip
    assert (maximum["phase"], maximum["A leaflet"]) == ("maximum dose", "advised: up to 60 mg/day [proposed]")
    assert {row["phrase"] for row in asked("dosing", "--claims")} == {
        "has a stated dose of 2 mg (twice daily, child) (proposed)",
        "has a stated dose of 5 mg (twice daily, adult) (proposed)",
        "has a stated dose of up to 60 mg/day (maximum dose) (proposed)",
    }


def test_the_highest_doses_without_a_purpose_are_found(asked: Callable[..., Rows]) -> None:
    assert {(row["condition"], row["relation"], row["limit"]) for row in asked("maximum-doses")} == {
        ("", "has stated dose", "single dose"), ("", "has stated dose", "stated maximum"),
    }  # fmt: skip
    assert asked("maximum-doses", "-p", "condition=spasticity") == []
    assert {row["property"] for row in asked("value-ranges")} == {"has stated dose"}


def test_doses_for_different_groups_do_not_disagree(graph: Path) -> None:
    done = run_command("disagreements", "-f", "json", "--store", graph)
    assert json.loads(done.stdout) == []


def test_what_is_not_recommended_is_not_called_contraindicated(asked: Callable[..., Rows]) -> None:
    rows = asked("contraindications", "--claims")
    assert [(row["warning"], row["phrase"]) for row in rows if row["situation"] == "breastfeeding"] == [
        ("not recommended", "is not recommended in breastfeeding (proposed)")
    ]


def test_an_effect_that_is_denied_reads_as_a_sentence(asked: Callable[..., Rows]) -> None:
    [row] = asked("denied-claims", "--claims")
    assert row["phrase"] == "does not have analgesic effect (proposed)"
    assert row["proposition"] == "baclofen has analgesic effect"


def test_one_mark_is_enough_for_what_is_said_with_and_without_a_limit(asked: Callable[..., Rows]) -> None:
    [row] = [row for row in asked("adverse-effects") if row["effect"] == "drowsiness"]
    assert row["A leaflet"] == "yes, also [with opioids] [proposed]"


def test_advice_that_names_no_group_is_filed_under_none(asked: Callable[..., Rows]) -> None:
    [row] = [row for row in asked("special-populations") if row["object"] == "drug misuse"]
    assert row["population"] == "no group named"


def test_counts_say_how_many_claims_nobody_has_reviewed(graph: Path, asked: Callable[..., Rows]) -> None:
    assert {row["family"]: row["proposed"] for row in asked("drug-overview")}["dosing"] == "3"
    assert {row["A leaflet"] for row in asked("uncited-single-source")} == {
        "1 claim, proposed", "2 claims, proposed", "3 claims, proposed",
    }  # fmt: skip
    assert "8 claims,  1 denied,   0 uncertain, 8 proposed" in run_command("info", "--store", graph).stdout


def test_no_answer_shows_an_unreviewed_claim_as_if_it_were_read(graph: Path) -> None:
    for words in (["show", "baclofen"], ["search", "drowsiness"], ["compare", "baclofen", "ethanol"]):
        lines = run_command(*words, "--store", graph).stdout.splitlines()
        said = [line for line in lines if " causes drowsiness" in line and "said of" not in line]
        assert all("(proposed)" in line for line in said)
    routes = run_command("path", "baclofen", "drowsiness", "--proposed", "--store", graph).stdout
    assert "weakest step: asserted, 1 line of evidence · 1 step proposed, which nobody has reviewed" in routes
    assert "left out, as nobody has reviewed" in run_command("path", "baclofen", "drowsiness", "--store", graph).stdout
