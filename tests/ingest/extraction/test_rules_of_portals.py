"""Claims of monographs copied from a portal, of wikis whose bullets got lost, and of reviews with one use on a line."""

from __future__ import annotations

from functools import cache

import pytest

from ingest.documents.text import clean
from tests.support.extraction import claims_of, said

MONOGRAPH = """Zelopram (Monograph)

Uses for Zelopram

Postoperative Vomiting
Prevention and treatment of vomiting after surgery.

Interactions for Zelopram

Specific Drugs
Drug\tInteraction\tComments
Alfentanil\tNo change in respiratory depression
Phenytoin, rifampin\tIncreased clearance of zelopram\tNo dosage adjustment
Temazepam\tPharmacokinetic interaction not observed
Apomorphine\tProfound hypotension\tContraindicated

Common Adverse Effects
IV: headache, diarrhea, fever (8% versus 7% with placebo).
Postoperative: drowsiness/sedation, pruritus.

Zelopram Pharmacokinetics
Absorption
Absorbed fast after a meal, and slowly without one, in all adults.
Half-life
3–6 hours in adults; 2.9 hours in children.
"""

WIKI = """Zelopram

Interactions
Alcohol
GHB

Zelopram (also known as Zelo) is a depressant substance. In Russia it is prescribed for insomnia.

Subjective effects
The effects below cite user reports.

Physical effects

Sedation - At low doses it may be absent.
Dizziness
Nausea - Usually felt when a heavy dose wears off.
Headaches

Visual effects
Zelopram does not produce hallucinations during its normal action.

Dangerous interactions
WARNING: Many substances can become dangerous when combined.

Dangerous
Opioids - There is a risk of coma.
Tramadol
Unsafe
Ketamine - Ataxia is increased.
Caution
Cannabis
Low Risk & No Synergy
LSD
Low Risk & Synergy
Caffeine

Legal status
Germany: It is a prescription medicine.
"""

REVIEW = """Zelopram

Indications
Gout is marked by pain.

FDA-Approved Indications
Opioid dependence (sublingual and buccal forms)
Acute pain severe enough to require an analgesic (injection)

Off-Label Uses
Insomnia in hospitalized patients
Migraine; in one trial it shortened attacks

Mechanism
Zelopram blocks NMDA receptors.
"""


@cache
def _said(text: str) -> set[tuple[str, str, str, str]]:
    return {(family, predicate, thing.lower(), polarity) for family, predicate, thing, polarity in said(text)}


@pytest.mark.parametrize(
    ("thing", "polarity"),
    [
        ("alfentanil", "denied"),
        ("phenytoin", "affirmed"),
        ("rifampin", "affirmed"),
        ("temazepam", "denied"),
        ("apomorphine", "affirmed"),
    ],
)
def test_a_row_with_tabs_says_what_happens_and_a_remark_on_doses_does_not_deny_it(thing: str, polarity: str) -> None:
    assert {row[3] for row in _said(MONOGRAPH) if row[1:3] == ("interactsWith", thing)} == {polarity}


@pytest.mark.parametrize("thing", ["headache", "diarrhea", "fever", "drowsiness", "sedation", "pruritus"])
def test_a_route_or_an_occasion_may_announce_a_list_of_effects(thing: str) -> None:
    assert ("adverse_effect", "causes", thing, "affirmed") in _said(MONOGRAPH)


def test_a_terse_use_is_an_indication() -> None:
    uses = {row[2] for row in _said(MONOGRAPH) if row[1] == "usedFor"}
    assert "postoperative vomiting" in uses or "vomiting" in uses


def test_a_value_below_its_heading_is_read() -> None:
    values = [r["value_min"] for r in claims_of(MONOGRAPH) if r["predicate_id"] == "dkgo:hasHalfLife"]
    assert sorted(values) == [2.9, 3]


@pytest.mark.parametrize("thing", ["sedation", "dizziness", "nausea", "headache"])
def test_effects_one_on_a_line_without_bullets(thing: str) -> None:
    assert ("adverse_effect", "causes", thing, "affirmed") in _said(WIKI)


def test_a_sentence_below_a_heading_about_effects_is_not_an_effect() -> None:
    assert not any(row[2].startswith("zelopram does not") for row in _said(WIKI))


@pytest.mark.parametrize("thing", ["opioid", "tramadol", "ketamine", "cannabis", "caffeine"])
def test_substances_by_risk(thing: str) -> None:
    assert ("interaction", "interactsWith", thing, "affirmed") in _said(WIKI)


def test_a_low_risk_without_synergy_is_no_interaction() -> None:
    assert {row[3] for row in _said(WIKI) if row[1:3] == ("interactsWith", "lsd")} == {"denied"}


def test_the_introduction_below_a_box_does_not_belong_to_its_last_row() -> None:
    assert ("indication", "usedFor", "insomnia", "affirmed") in _said(WIKI)


@pytest.mark.parametrize("thing", ["opioid dependence", "acute pain", "insomnia", "migraine"])
def test_uses_one_on_a_line(thing: str) -> None:
    assert any(row[1] == "usedFor" and row[2].startswith(thing) for row in _said(REVIEW))


def test_a_single_line_with_a_tab_is_not_a_table() -> None:
    assert clean("one\ttwo\nthree") == "one two\nthree"


def test_entries_of_a_table_of_contents_are_not_a_list() -> None:
    contents = (
        "Zelopram\n\nContents\nOther uses\nContraindications\nInteractions\nPharmacology\nSee also\nReferences\n\n"
    )
    assert _said(contents + "History\nZelopram was first made in 1960.\n") <= {("history", "", "", "affirmed")}


def test_a_box_of_durations_gives_the_onset_and_the_whole_duration_and_no_peak_as_onset() -> None:
    text = "Zelopram\n\nDuration\nTotal\n10 - 16 hours\nOnset\n2 - 4 hours\nPeak\n5 - 6 hours\n"
    found = [(r["predicate_id"], r["value_min"]) for r in claims_of(text) if r["family"] == "pharmacokinetics"]
    assert sorted(found) == [("dkgo:hasDurationOfAction", 10), ("dkgo:hasOnsetOfAction", 2)]


def test_brand_names_of_a_label_and_of_a_sentence_are_names_of_the_drug() -> None:
    text = "Zelopram\n\nBrand names: Zelora, Zelofin\n\nZelmax is the brand name for zelopram.\n"
    assert {row[2] for row in _said(text) if row[1] == "hasBrandName"} == {"zelora", "zelofin", "zelmax"}


def test_what_another_treatment_causes_is_not_said_of_the_drug() -> None:
    text = "Zelopram\n\nSide effects\nZelopram can cause headache. Chemotherapy commonly produces alopecia.\n"
    effects = {row[2] for row in _said(text) if row[1] == "causes"}
    assert "headache" in effects
    assert "alopecia" not in effects
