"""Each rule on the wording of records finds its planted fault and lets a record pass that keeps what the words say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.checks.wording import RULES, wording_check, wording_problems
from ingest.sources import SourceFolder, read_sources
from tests.support.records import claim, write_source

TEXT = (
    "Xenorine\nRare (under 0.1 %):\n- hiccups\n- blisters\n\nIn older people\nSome feel tired.\n"
    "The symptoms range from mild to severe.\nA study in the Journal of Yawning found less snoring.\n"
)
MODALITY, LIMIT = {"modality": "hedged"}, {"qualifiers": {"population": "drugkg:older-people"}}
EFFICACY = {"family": "efficacy", "predicate_id": "dkgo:decreases", "object_id": "drugkg:alcohol-craving"}


def said(statement: str, **fields: Any) -> dict[str, Any]:
    return claim(statement=statement, **fields)


def messages(folder: Path, *records: dict[str, Any], text: str | None = None, **metadata: Any) -> list[str]:
    [item] = read_sources(write_source(folder, list(records), **metadata))
    return [problem.message.partition(": ")[2] for problem in wording_problems(item, text)]


def place(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


@pytest.mark.parametrize(
    ("rule", "statement", "fields", "mended"),
    [
        ("denied without evidence", "The trial found no evidence that it helps.", {"polarity": "denied"},
         {"modality": "insufficientEvidence"}),
        ("denied without evidence", "A benefit cannot be excluded.", {"polarity": "denied"}, {"modality": "unknown"}),
        ("denied without evidence", "Its safety is not known.", {"polarity": "denied"}, {"modality": "unknown"}),
        ("denied without evidence", "No harm of it is known.", {"polarity": "denied"}, {"modality": "hedged"}),
        ("doubt dropped", "It possibly lowers craving.", EFFICACY, MODALITY),
        ("doubt dropped", "It is thought to lower craving.", EFFICACY, {"modality": "hypothesis"}),
        ("doubt dropped", "It is likely to lower craving.", EFFICACY, MODALITY),
        ("doubt dropped", "It may lower craving.", EFFICACY, MODALITY),
        ("limit dropped", "In some patients it causes drowsiness.", {}, LIMIT),
        ("limit dropped", "A subset of individuals grows drowsy.", {}, {"qualifiers": {"degree": "in a subset"}}),
        ("emphasis dropped", "It causes drowsiness above all in people who drink.", {},
         {"qualifiers": {"degree": "particularly"}}),
        ("emphasis dropped", "It is, as a rule, advised against.", {"modality": "recommendation"},
         {"qualifiers": {"degree": "generally"}}),
        ("species dropped", "It makes rats sleepy.", {}, {"qualifiers": {"species": "drugkg:rat"}}),
        ("species dropped", "Knockout mice do not grow sleepy.", {}, {"qualifiers": {"species": "drugkg:mouse"}}),
        ("dose dropped", "High doses make people sleepy.", {}, {"qualifiers": {"dose_level": "drugkg:high-dose"}}),
        ("purpose asserted", "It is given to ensure less craving.", EFFICACY, {"modality": "aim"}),
        ("purpose asserted", "It is meant to lower craving.", EFFICACY, {"modality": "aim"}),
    ],
)  # fmt: skip
def test_a_rule_finds_its_fault_and_is_silent_once_it_is_mended(
    tmp_path: Path, rule: str, statement: str, fields: dict[str, Any], mended: dict[str, Any]
) -> None:
    [message] = messages(tmp_path / "fault", said(statement, **fields))
    assert message.startswith(f"{rule}: ")
    assert rule in RULES
    assert messages(tmp_path / "mended", said(statement, **(fields | mended))) == []


@pytest.mark.parametrize(
    ("statement", "fields"),
    [
        ("It may cause drowsiness.", {}),  # a list of effects says what is possible
        ("Withdrawal makes seizures more likely.", {"predicate_id": "dkgo:increasesRiskOf"}),
        ("Symptoms appear within two days.", {}),
        ("Findings in animals and clinical trials agree on drowsiness.", {}),
        ("Older people need lower doses.", {"family": "dosing", "predicate_id": "dkgo:requiresDoseChangeOf"}),
        ("Get up slowly so that you do not fall.", {"family": "patient_education", "predicate_id": "dkgo:decreases"}),
        ("It does not cause drowsiness.", {"polarity": "denied"}),
    ],
)
def test_words_that_only_look_alike_pass(tmp_path: Path, statement: str, fields: dict[str, Any]) -> None:
    assert messages(tmp_path, said(statement, **fields)) == []


def test_a_note_that_quotes_the_word_settles_it(tmp_path: Path) -> None:
    settled = said("It seems gone after a day.", note="'Seems' is said of what the patient sees.")
    assert messages(tmp_path, settled) == []
    assert len(messages(tmp_path, said("It seems gone after a day.", note="Seen by the patient."))) == 1


def test_the_words_of_the_document_count_as_well(tmp_path: Path) -> None:
    text = "It possibly causes drowsiness."
    record = claim(statement="It causes drowsiness.", start=0, end=len(text))
    assert messages(tmp_path, record) == []
    [message] = messages(tmp_path, record, text=text)
    assert message.startswith("doubt dropped: 'possibly'")


@pytest.mark.parametrize(
    ("words", "band", "count"),
    [("hiccups", "rare", 0), ("blisters", "rare", 0), ("hiccups", "common", 1), ("Some feel tired", "rare", 1)],
)
def test_a_frequency_is_in_the_words_or_in_the_heading_of_their_list(
    tmp_path: Path, words: str, band: str, count: int
) -> None:
    record = claim(qualifiers={"frequency": f"drugkg:frequency-{band}"}, section="Xenorine", **place(words))
    found = messages(tmp_path, record, text=TEXT)
    assert [message.partition(":")[0] for message in found] == ["unfounded frequency"] * count


def test_a_range_is_one_claim(tmp_path: Path) -> None:
    places = place("The symptoms range from mild to severe.")
    mild, severe = (
        claim(number, statement="It varies.", qualifiers={"severity": f"drugkg:severity-{band}"}, **places)
        for number, band in enumerate(("mild", "severe"), start=1)
    )
    [message] = messages(tmp_path / "two", mild, severe)
    assert message.startswith("split range: leaflet-001 differs in severity alone")
    both = mild | {"qualifiers": {"severity": "drugkg:severity-mild", "severity_to": "drugkg:severity-severe"}}
    assert messages(tmp_path / "one", both) == []
    elsewhere = severe | place("Some feel tired")
    assert messages(tmp_path / "apart", mild, elsewhere) == []


@pytest.mark.parametrize(
    ("cite", "start"),
    [
        ({"mark": "1", "reference": "ref:leaflet-1", "resolved": "byNumber"}, ""),
        ({"mark": "1", "reference": "ref:monograph-1", "resolved": "byNumber"}, "work of another document"),
        ({"mark": "", "reference": "ref:leaflet-2", "resolved": "byName"}, ""),
        ({"mark": "", "reference": "ref:leaflet-3", "resolved": "byName"}, "work not named"),
        ({"mark": "", "reference": "drugkg:x-trial", "resolved": "byContent"}, "work without a mark"),
        ({"mark": "", "reference": "drugkg:x-trial", "resolved": "byContent", "note": "Described there."}, ""),
    ],
)
def test_a_cited_work_is_listed_marked_or_named(tmp_path: Path, cite: dict[str, Any], start: str) -> None:
    references = [
        {"id": "leaflet-1", "number": "1", "status": "listed", "complete": False, "label": "a reference"},
        {"id": "leaflet-2", "status": "named", "complete": False, "label": "n", "venue": "Journal of Yawning"},
        {"id": "leaflet-3", "status": "named", "complete": False, "label": "n", "venue": "Annals of Sneezing"},
    ]
    record = claim(statement="By the Journal of Yawning, people sleep.", cites=[cite])
    found = messages(tmp_path, record, references=references)
    assert [message.partition(":")[0] for message in found] == ([start] if start else [])


def test_the_records_of_the_repository_pass(sources: tuple[SourceFolder, ...]) -> None:
    check = wording_check(sources)
    assert check.problems == ()
    assert check.checked == f"{sum(len(item.claims) for item in sources)} claims, {len(RULES) + 3} rules"
