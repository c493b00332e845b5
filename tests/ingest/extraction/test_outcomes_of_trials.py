"""What trials found: outcomes in lists, and improvements of what is bad."""

from __future__ import annotations

import pytest

from tests.support.extraction import claims_of, said


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        (
            "People who received zelopram showed a significant improvement in nightmares (SMD 1.01), overall pain, and "
            "global impression compared with placebo.",
            {("decreases", "nightmares"), ("decreases", "overall pain"), ("increases", "global impression")},
        ),
        (
            "Zelopram improved sleep quality (SMD 0.87) and total sleep time.",
            {("increases", "sleep quality"), ("increases", "total sleep time")},
        ),
        (
            "In a trial zelopram significantly reduced cataplexy and daytime sleepiness.",
            {("decreases", "cataplexy"), ("decreases", "daytime sleepiness")},
        ),
        ("Patients on placebo showed a reduction in pain.", set()),
        ("Zelopram did not reduce pain or stiffness.", set()),
        (
            "Those on zelopram had fewer drinking days and better sleep quality than those on placebo.",
            {("decreases", "drinking days"), ("increases", "sleep quality")},
        ),
        (
            "In this trial nightmares fell and sleep quality improved.",
            {("decreases", "nightmares"), ("increases", "sleep quality")},
        ),
        ("Zelopram was superior to placebo for insomnia severity.", {("decreases", "insomnia severity")}),
        (
            "A pooled analysis found a small effect of 12 weeks on zelopram and a moderate effect on craving.",
            {("decreases", "drug craving")},
        ),
        ("Craving was significantly reduced by zelopram.", {("decreases", "drug craving")}),
        (
            "In a trial, 54% of patients given zelopram no longer met the criteria for gout.",
            {("increases", "remission")},
        ),
        (
            "At the end 43% of those on zelopram were abstinent, against 21% on placebo.",
            {("increases", "alcohol abstinence")},
        ),
        ("In the placebo group 21% were abstinent.", set()),
        ("About half of patients on zelopram, or 45% of people, did not experience any response.", set()),
        ("The trial was to find out whether zelopram reduces craving.", set()),
        ("Ibuprofen reduced pain scores more than placebo.", set()),
        ("It did not, however, increase complete abstinence.", set()),
        ("In rats the levels of craving were reported decreased in patients with gout.", set()),
        ("Taking a lower dose reduces the risk of excessive sleepiness.", set()),
        ("Zelopram was more effective than bupropion in a trial.", {("moreEffectiveThan", "bupropion")}),
    ],
)
def test_outcomes(sentence: str, outcomes: set[tuple[str, str]]) -> None:
    found = said(f"Zelopram\n\nZelopram is a medicine for gout.\n\nResults\n\n{sentence}\n")
    affirmed = {
        (row[1], row[2].removeprefix("improved ").lower())
        for row in found
        if row[0] == "efficacy" and row[3] == "affirmed"
    }
    assert affirmed == outcomes


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        ("Zelopram had no effect on mood or on quality of life.", {"mood", "quality of life"}),
        ("No difference was found in drinks per day or in mood with zelopram.", {"drinks per day", "mood"}),
        ("Total pain scores did not differ from placebo in the zelopram trial.", {"total pain scores"}),
        ("Zelopram was not superior to placebo in reducing craving.", {"drug craving"}),
        ("With zelopram the effect on craving was not significant.", {"drug craving"}),
        ("Zelopram reduced BMI but not blood sugar compared with placebo.", {"blood sugar"}),
    ],
)
def test_null_results_are_denied(sentence: str, outcomes: set[str]) -> None:
    found = said(f"Zelopram\n\nZelopram is a medicine for gout.\n\nResults\n\n{sentence}\n")
    assert {row[2].lower() for row in found if row[0] == "efficacy" and row[3] == "denied"} == outcomes


def test_a_finding_names_the_design_of_its_trial() -> None:
    sentence = "In a randomised trial (n = 92), zelopram 20 mg for 12 weeks reduced craving compared with placebo."
    text = f"Zelopram\n\nZelopram is a medicine for gout.\n\nResults\n\n{sentence}\n"
    claim = next(r for r in claims_of(text) if r["family"] == "efficacy")
    assert claim["study_design"] == "MESH:D016449"
    assert claim["qualifiers"] == {
        "comparator": "drugkg:placebo",
        "sample_size": {"min": 92, "max": 92, "unit": "1"},
        "regimen": "for 12 weeks",
        "dose": {"min": 20, "max": 20, "unit": "mg"},
    }
