"""Effects that prose states: each sentence below its heading, with the effects that a reader finds in it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ingest.claim_likeness import alike
from tests.support.extraction import claims_of

SENTENCES = Path(__file__).with_name("effects_in_prose.psv")
INTRODUCTION = "Zelopram\n\nZelopram is a medicine for depression.\n\n"

with SENTENCES.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["sentence"])
def test_a_sentence_gives_the_effects_that_a_reader_finds(row: dict[str, str]) -> None:
    records = [
        record
        for record in claims_of(f"{INTRODUCTION}{row['heading']}\n\n{row['sentence']}\n")
        if record["start"] > len(INTRODUCTION) and record["family"] == row["family"]
    ]
    for wanted in row["objects"].split(";"):
        fitting = [
            record
            for record in records
            if max(alike(name, wanted) for name in (record["object"], *record.get("object_synonyms", ()))) >= 0.67
        ]
        assert {record["polarity"] for record in fitting} == {row["polarity"]}, wanted


def test_the_name_of_a_drug_in_a_list_of_effects_makes_no_finding() -> None:
    text = "Diazepam\n\nDiazepam is a medicine.\n\nSide effects\n- diazepam\n- nausea\n- fluoxetine\n"
    assert [record["object"] for record in claims_of(text, "diazepam")] == ["nausea"]
