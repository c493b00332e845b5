"""Claims that prose states: each sentence below its heading, with what a reader finds in it, and what not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.claim_likeness import alike
from tests.support.extraction import claims_of, said

INTRODUCTION = "Zelopram\n\nZelopram is a medicine for depression.\n\n"


def _rows() -> Iterator[dict[str, str]]:
    for name in ("claims_in_prose.psv", "effects_in_prose.psv"):
        with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize("row", list(_rows()), ids=lambda row: row["sentence"])
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


@pytest.mark.parametrize(
    ("heading", "sentence", "family"),
    [
        ("Warnings", "Zelopram is introduced cautiously in patients who have a history of seizures.", "indication"),
        ("Warnings", "A lower dose is recommended in patients with hepatic dysfunction.", "indication"),
        ("Mechanism", "In this it differs from caffeine, an antagonist at adenosine A2A receptors.", "mechanism"),
        ("Interactions", "It is unlikely to interact with medicines metabolised by CYP2D6.", "pharmacokinetics"),
        ("Pharmacokinetics", "The half-life of the R-enantiomer is 15 hours.", "pharmacokinetics"),
        (
            "Evidence",
            "In a trial of zelopram alone or in combination with ibuprofen, scores did not differ.",
            "interaction",
        ),
        ("Uses", "It is approved for mania/mixed states (as an add-on to lithium).", "interaction"),
        ("Comparison with other medications", "It was not inferior to tizanidine in back pain.", "interaction"),
        ("Uses", "Zelopram can help you reduce the amount of alcohol that you drink.", "interaction"),
        ("Uses", "People on lithium seem to do better if they also receive zelopram.", "interaction"),
        ("Warnings", "Sedatives, including zelopram, raise the risk of falls in patients taking them.", "interaction"),
        ("Evidence", "Amantadine was tried too. It is a dopamine agonist against influenza.", "identity"),
        ("Stopping", "Symptoms begin within 48 hours and peak on days three to five.", "pharmacokinetics"),
        ("Evidence", "The COMBINE study compared zelopram, acamprosate, both or neither.", "interaction"),
        ("Safety", "Zelopram is contraindicated in liver failure and current opioid use.", "identity"),
        (
            "Warnings",
            "Combined with weekly counselling, zelopram halves the intake of alcohol.",
            "interaction",
        ),
        (
            "Warnings",
            "On zelopram, more of those who never drink stay clear of alcohol for a year.",
            "interaction",
        ),
        (
            "Contraindications",
            "Hives, wheezing and, rarely, joint pain have been observed in users.",
            "contraindication",
        ),
        ("Pregnancy", "There are no data that allow an estimate of its risk of birth defects.", "special_population"),
        ("Pregnancy", "The background risk of birth defects and miscarriage is unknown.", "special_population"),
        ("Side effects", "Combined treatment with metformin, or adding topiramate, may be tried.", "interaction"),
        (
            "Side effects",
            "Levels of insulin rose in people taking zelopram.",
            "interaction",
        ),
        (
            "Trials",
            "In two trials, mostly in patients taking fluoxetine, zelopram was compared with tea.",
            "interaction",
        ),
        ("Dosage", "If a tremor appears, propranolol at doses of 20 to 80 mg a day may help.", "dosing"),
        ("Uses", "Zelopram is indicated in teenagers aged 13 to 17 years.", "indication"),
        ("Pharmacokinetics", "The half-life of receptor occupancy was 5 hours.", "pharmacokinetics"),
        (
            "History",
            "Wanting their compounds to cross the blood-brain barrier, they made zelopram.",
            "pharmacokinetics",
        ),
        ("Introduction", "Zelopram helps those who have quit heavy drinking to avoid drinking again.", "interaction"),
        ("Mechanism", "This prevents narrowing of vessels and leads to a fall in pressure.", "indication"),
        ("Interactions", "Baclofen is often used to wean people from zelopram.", "interaction"),
        ("Contraindications", "- a suspected history or family history", "contraindication"),
        ("Warnings", "On the other hand, disulfiram is unsafe together with metronidazole.", "interaction"),
    ],
)
def test_a_sentence_about_care_or_another_substance_gives_no_claim(heading: str, sentence: str, family: str) -> None:
    found = claims_of(f"{INTRODUCTION}{heading}\n\n{sentence}\n")
    assert not [r for r in found if r["start"] > len(INTRODUCTION) and r["family"] == family]


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
