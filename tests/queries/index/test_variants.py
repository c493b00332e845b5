"""Plural and singular, British and American spelling."""

from __future__ import annotations

import pytest

from queries.index.variants import american, normal_form, singular


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("opioids", "opioid"), ("benzodiazepines", "benzodiazepine"), ("therapies", "therapy"), ("doses", "dose"),
        ("diagnoses", "diagnosis"), ("analyses", "analysis"), ("abscesses", "abscess"), ("reflexes", "reflex"),
        ("children", "child"), ("mice", "mouse"), ("nuclei", "nucleus"), ("illness", "illness"), ("hiccups", "hiccup"),
        ("stenosis", "stenosis"), ("virus", "virus"), ("gas", "gas"), ("headaches", "headache"), ("cortices", "cortex"),
    ],
)  # fmt: skip
def test_singular(plural: str, word: str) -> None:
    assert singular(plural) == word


@pytest.mark.parametrize(
    ("british", "spelling"),
    [
        ("oedema", "edema"), ("oesophageal", "esophageal"), ("diarrhoea", "diarrhea"), ("dyspnoea", "dyspnea"),
        ("anaemia", "anemia"), ("ischaemia", "ischemia"), ("haemorrhage", "hemorrhage"), ("paediatric", "pediatric"),
        ("anaesthesia", "anesthesia"), ("behaviour", "behavior"), ("tumour", "tumor"),
        ("stabilisation", "stabilization"),
        ("paralysed", "paralyzed"), ("centre", "center"), ("labelled", "labeled"), ("sulphate", "sulfate"),
        ("oestrogen", "estrogen"), ("foetus", "fetus"), ("ageing", "aging"),
        ("disease", "disease"), ("nausea", "nausea"), ("aerobic", "aerobic"), ("four", "four"),
        ("hour", "hour"), ("dialysis", "dialysis"),
        ("illness", "illness"), ("ataxia", "ataxia"),
    ],
)  # fmt: skip
def test_american_spelling(british: str, spelling: str) -> None:
    assert american(british) == spelling


def test_names_that_are_the_same_have_one_form_and_others_have_not() -> None:
    assert normal_form("gaba-b receptors") == normal_form("gaba b receptor")
    assert normal_form("γ-hydroxybutyric acid") == normal_form("gamma-hydroxybutyric acid")
    assert normal_form("parkinson's disease") == normal_form("parkinsons disease")
    assert normal_form("hypotension") != normal_form("hypertension")
    assert normal_form("alcohol") != normal_form("alcoholism")
