"""Claims of the terse lists of formularies, of boxes of facts, and of sentences about interactions, uses and care."""

from __future__ import annotations

from functools import cache

import pytest

from tests.support.extraction import said

FORMULARY = """Zelopram

Indications and dose

Muscle spasm | Insomnia associated with anxiety
By mouth
Adult: 2–15 mg daily in divided doses.
Elderly: 2 mg daily.

Contra-indications
For all ZELANES
Acute pulmonary insufficiency; phobic states; sleep apnoea syndrome

Cautions
Debilitated patients (reduce dose); myasthenia gravis; respiratory disease

Interactions
Alcohol (enhanced sedation); cimetidine (increases exposure to zelopram). Pantoprazole: no clinically significant
interaction. Lorazepam: exposure not affected by rifampicin.

Hepatic impairment
Avoid in severe impairment. Reduce dose in mild impairment.

Breast feeding
Present in milk, and should be avoided if possible.

Pregnancy
High doses in late pregnancy may cause neonatal hypothermia.
"""

BOX = """Zelopram

Pharmacokinetic data
Bioavailability\t70%
Metabolism\tLiver (CYP3A4)
Elimination half-life\t12–15 hours
Excretion\tUrine (80%), feces (1%)
Identifiers\tnone
"""

SENTENCES = """Zelopram

Zelopram is used for shift work sleep disorder. It has not been shown to prevent migraine.
It is not a cure for gout. You may have read online that zelopram treats asthma.
In a trial in epilepsy, adding zelopram did not improve seizure control.

Does it treat depression?
No, and it may make it worse.

Pharmacology
Zelopram reduced the firing of noradrenergic neurons in the locus coeruleus.
Unlike naltrexone, which blocks opioid receptors, zelopram has no affinity for opioid receptors.

Interactions
Fluvoxamine raised the AUC of zelopram tenfold. Zelopram cancels out codeine. Neither caffeine nor paracetamol
affected it. You can take ibuprofen with zelopram. Valproate slows its clearance, but not that of oxazepam.
With isoniazid, unsteady gait may appear.

Warnings
Tell your doctor if you have kidney problems or a bleeding disorder.
Zelopram is not recommended in people with an arrhythmia.
"""


@cache
def _claims(text: str) -> frozenset[tuple[str, str, str, str]]:
    return frozenset(said(text))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (FORMULARY, ("indication", "usedFor", "muscle spasm", "affirmed")),
        (FORMULARY, ("indication", "usedFor", "insomnia associated with anxiety", "affirmed")),
        (FORMULARY, ("contraindication", "contraindicatedIn", "phobic states", "affirmed")),
        (FORMULARY, ("contraindication", "contraindicatedIn", "severe hepatic impairment", "affirmed")),
        (FORMULARY, ("special_population", "cautionIn", "mild hepatic impairment", "affirmed")),
        (FORMULARY, ("special_population", "cautionIn", "myasthenia gravis", "affirmed")),
        (FORMULARY, ("interaction", "interactsWith", "cimetidine", "affirmed")),
        (FORMULARY, ("interaction", "interactsWith", "pantoprazole", "denied")),
        (BOX, ("pharmacokinetics", "metabolisedBy", "liver", "affirmed")),
        (BOX, ("pharmacokinetics", "metabolisedBy", "CYP3A4", "affirmed")),
        (BOX, ("pharmacokinetics", "hasHalfLife", "", "affirmed")),
        (BOX, ("pharmacokinetics", "hasFractionExcreted", "", "affirmed")),
        (SENTENCES, ("indication", "usedFor", "shift work sleep disorder", "affirmed")),
        (SENTENCES, ("indication", "usedFor", "migraine", "denied")),
        (SENTENCES, ("indication", "usedFor", "gout", "denied")),
        (SENTENCES, ("indication", "usedFor", "epilepsy", "denied")),
        (SENTENCES, ("indication", "usedFor", "depression", "denied")),
        (SENTENCES, ("interaction", "interactsWith", "fluvoxamine", "affirmed")),
        (SENTENCES, ("interaction", "interactsWith", "codeine", "affirmed")),
        (SENTENCES, ("interaction", "interactsWith", "paracetamol", "denied")),
        (SENTENCES, ("interaction", "interactsWith", "ibuprofen", "denied")),
        (SENTENCES, ("interaction", "interactsWith", "oxazepam", "denied")),
        (SENTENCES, ("contraindication", "contraindicatedIn", "arrhythmia", "affirmed")),
        (SENTENCES, ("special_population", "cautionIn", "kidney problems", "affirmed")),
    ],
)
def test_a_kind_of_statement_gives_its_claim(text: str, claim: tuple[str, str, str, str]) -> None:
    assert claim in _claims(text)


@pytest.mark.parametrize(
    ("text", "family", "name"),
    [
        (FORMULARY, "interaction", "rifampicin"),
        (FORMULARY, "interaction", "lorazepam"),
        (SENTENCES, "indication", "asthma"),
        (SENTENCES, "mechanism", "opioid receptor"),
    ],
)
def test_what_is_said_of_others_is_not_asserted(text: str, family: str, name: str) -> None:
    assert not any(claim[0] == family and name in claim[2] and claim[3] == "affirmed" for claim in _claims(text))


LEAFLET = """Zelopram 20 mg tablets

1. What Zelopram is and what it is used for
Zelopram is also a treatment for adults with the following anxiety disorders: generalised anxiety disorder and panic
disorder (panic attacks).

2. What you need to know
Do not take Zelopram
- if you are also taking, or have taken within the last 14 days, any medicines known as MAO inhibitors (MAOIs), used to
treat depression or Parkinson's disease.

Other medicines and Zelopram
- Medicines containing tramadol (used to treat severe pain)
"""


@pytest.mark.parametrize(
    ("claim", "said_so"),
    [
        (("indication", "usedFor", "generalised anxiety disorder", "affirmed"), True),
        (("indication", "usedFor", "panic disorder", "affirmed"), True),
        (("contraindication", "contraindicatedIn", "Parkinson's disease", "affirmed"), False),
        (("contraindication", "contraindicatedIn", "depression", "affirmed"), False),
        (("interaction", "causes", "pain", "affirmed"), False),
    ],
)
def test_what_other_medicines_are_for_is_not_said_of_the_drug(claim: tuple[str, str, str, str], said_so: bool) -> None:
    assert (claim in _claims(LEAFLET)) is said_so
