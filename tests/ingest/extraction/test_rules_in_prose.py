"""Claims that prose states: each sentence below its heading, with what a reader finds in it, and what not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.claim_likeness import alike
from tests.support.extraction import claims_of, said

INTRODUCTION = "Zelopram\n\nZelopram is a medicine for depression.\n\n"


def _rows(*names: str) -> Iterator[dict[str, str]]:
    for name in names:
        with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize(
    "row", list(_rows("claims_in_prose.psv", "effects_in_prose.psv")), ids=lambda row: row["sentence"]
)
def test_a_sentence_gives_the_claims_that_a_reader_finds(row: dict[str, str]) -> None:
    records = [
        record
        for record in claims_of(f"{INTRODUCTION}{row['heading']}\n\n{row['sentence']}\n")
        if record["start"] > len(INTRODUCTION) and record["family"] == row["family"]
    ]
    for wanted in row["objects"].split(";"):
        fitting = [
            record
            for record in records
            if max(alike(name, wanted) for name in (record.get("object") or "", *record.get("object_synonyms", ())))
            >= 0.67
        ]
        assert {record["polarity"] for record in fitting} == {row["polarity"]}, (wanted, records)


@pytest.mark.parametrize("row", list(_rows("no_claims_in_prose.psv")), ids=lambda row: row["sentence"])
def test_a_sentence_about_care_or_another_substance_gives_no_claim(row: dict[str, str]) -> None:
    found = claims_of(f"{INTRODUCTION}{row['heading']}\n\n{row['sentence']}\n")
    assert not [r for r in found if r["start"] > len(INTRODUCTION) and r["family"] == row["family"]]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Half-life: 24 h by mouth (range 12–38 h), 21 h i.m. and 3 weeks for the decanoate.", {24, 21, 3}),
        ("Ninety-five per cent of a dose turned up in urine.", {95}),
        ("Bioavailability: oral 17–29%; intramuscular 93%; nasal 45%", {17, 93, 45}),
        ("Biphasic half-life: 1–3 days for zelopram and 2–7 days for norzelopram.", {1}),
    ],
)
def test_values_belong_to_their_route_form_and_substance(sentence: str, values: set[int]) -> None:
    found = claims_of(f"{INTRODUCTION}Pharmacokinetics\n\n{sentence}\n")
    lows = {r["value_min"] for r in found if r["family"] == "pharmacokinetics" and r["start"] > len(INTRODUCTION)}
    assert lows - {12} == values


@pytest.mark.parametrize(
    ("sentence", "doses"),
    [
        ("Children: 250 micrograms/kg daily.", {(250, "ug/kg/d", "children of no stated age")}),
        ("A dose of 0.25 mg per kg per day is given.", {(0.25, "mg/kg/d", "")}),
        ("Adults: 40 mg once daily; children over 6 years: 10 mg once daily.",
         {(40, "mg", "adults"), (10, "mg", "children over 6 years")}),
        ("The dose is 20 mg once daily in adults and 10 mg once daily in the elderly.",
         {(20, "mg", "adults"), (10, "mg", "older people")}),
        ("The solution has 5 mg/5 mL; the dose is 10 mg.", {(10, "mg", "")}),
    ],
)  # fmt: skip
def test_a_dose_keeps_its_unit_and_the_people_whom_it_is_for(sentence: str, doses: set[tuple[float, str, str]]) -> None:
    found = [r for r in claims_of(f"{INTRODUCTION}Dosage\n\n{sentence}\n") if r["family"] == "dosing"]
    people = {
        r["value_min"]: r.get("qualifiers", {}).get("population", "drugkg:").removeprefix("drugkg:") for r in found
    }
    assert {(r["value_min"], r["unit"], people[r["value_min"]].replace("-", " ")) for r in found} == doses


@pytest.mark.parametrize(
    ("question", "answer", "object_", "polarity"),
    [
        ("Does it affect the contraceptive pill?", "No.", "contraceptive pill", "denied"),
        ("Does it affect the contraceptive pill?", "Yes, it makes it less reliable.", "contraceptive pill", "affirmed"),
        ("Can I drink alcohol on it?", "No, it is best not to.", "alcohol", "affirmed"),
        ("Is it safe with paracetamol?", "Yes, there is no problem.", "paracetamol", "denied"),
    ],
)
def test_an_answer_says_whether_the_drugs_of_the_question_interact(
    question: str, answer: str, object_: str, polarity: str
) -> None:
    found = claims_of(f"{INTRODUCTION}Questions\n\n{question}\n{answer}\n")
    fitting = [r for r in found if object_ in (r.get("object"), *r.get("object_synonyms", ()))]
    assert {(r["family"], r["polarity"]) for r in fitting} == {("interaction", polarity)}


def test_the_name_of_a_drug_in_a_list_of_effects_makes_no_finding() -> None:
    text = "Diazepam\n\nDiazepam is a medicine.\n\nSide effects\n- diazepam\n- nausea\n- fluoxetine\n"
    assert [record["object"] for record in claims_of(text, "diazepam")] == ["nausea"]


@pytest.mark.parametrize(
    "sentence",
    ["Zelopram is not approved for gout.", "Although it is not FDA-approved for gout, zelopram is sold everywhere."],
)
def test_a_use_that_is_not_approved_is_worded_so(sentence: str) -> None:
    found = claims_of(f"{INTRODUCTION}Uses\n\n{sentence}\n")
    assert "Zelopram is not approved for gout." in {r["statement"] for r in found if r["polarity"] == "denied"}


def test_a_second_action_of_a_sentence_belongs_to_the_receptor_behind_it() -> None:
    sentence = "It has antagonist activity at delta receptors and partial agonist activity at kappa receptors."
    claims = said(f"{INTRODUCTION}Mechanism\n\n{sentence}\n")
    found = {(predicate, thing) for family, predicate, thing, _ in claims if family == "mechanism"}
    assert found == {("antagonistOf", "delta receptors"), ("agonistOf", "kappa receptors")}


def test_what_the_drug_is_in_the_midst_of_interactions_is_no_introduction() -> None:
    first = "CYP3A4 inducers: carbamazepine, rifampicin – may lower zelopram."
    second = "Zelopram is a weak to moderate inducer of CYP3A4, and may reduce the effectiveness of ciclosporin."
    claims = said(f"Zelopram\n\nInteractions\n{first}\n\n{second}\n")
    assert {"carbamazepine", "rifampicin", "ciclosporin"} <= {
        thing.lower() for family, _, thing, polarity in claims if (family, polarity) == ("interaction", "affirmed")
    }


def test_what_an_aside_is_not_sure_of_is_not_the_use() -> None:
    found = claims_of(f"{INTRODUCTION}Uses\n\nZelopram treats gout and stiffness that may be brought on by age.\n")
    uses = {r["object"]: r["modality"] for r in found if r["family"] == "indication" and r["start"] > len(INTRODUCTION)}
    assert uses["gout"] == uses["stiffness"] == "asserted"
