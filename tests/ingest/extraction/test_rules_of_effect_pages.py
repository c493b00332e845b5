"""Effects on pages of databases and portals: groups of effects, bare frequencies, references to other sections."""

from __future__ import annotations

import pytest

from tests.support.extraction import claims_of, said

PORTAL = """Zelopram Side Effects

In brief, some people feel worse before they feel better.

For patients

Ring your doctor at once if one of these side effects happens while you take zelopram:

More common
  • Yawning
  • thirst
Rare
  • dropping, losing, or breaking things for no reason
Incidence not known
  • nightmares
"""

WIKI = """Zelopram

List of side effects of zelopram
Appearance
Very common (>10%)
[edit]- Yawning
- Hiccups
Rare (0.01–0.1%)
[edit]- Gout
"""

LABEL = """Zelopram

Conclusions:

Zelopram was no better than placebo, and it had no effect on relapse or cravings.

These reactions were noted too during treatment with zelopram, a few of them seldom.
Gastrointestinal: hiccups, thirst, bloating (see Warnings), pancreatitis.
CNS: yawning, tremor, nightmares.
"""

STOPPING = """Zelo (zelopram) withdrawal

The label lists these symptoms after zelopram is stopped suddenly:
Bladder Problems
- Incontinence
- Urinary urgency 2
Mood Symptoms
- Irritability
- Zap-like sensations in the arms
Risk Factors for Bad Withdrawal
- Young age

Zelo works for two days.
"""

WARNINGS = """Zelopram

ADVERSE REACTIONS

More is written about these adverse reactions in other parts of the label:

Gout [see Warnings (5.1)]
Kidney Stones [see Warnings and Precautions (5.2)]
Withdrawal of Other Antiepileptic Drugs [see Warnings and Precautions (5.3)]
Hallucinations [see Warnings and Precautions (5.4)]
"""


ROWS = """Zelopram

Adverse reactions

Table 2 Adverse Reactions in Trials, Percentage of Patients Zelopram 34 mg Placebo N=202 N=231 Stomach disorders \
Nausea 7% 4% Bloating 4% 3% General disorders Swollen ankles 7% 2% Thirst 2% <1% Insomnia 3% 3% Hiccups 2% 4%
"""

LINES = """Zelopram

Physical effects
The whole feel of zelopram is called one of warmth and calm by many of those who write about it.
Itch relief
Muscle relaxation - This substance loosens the muscles more than others do, and the legs are heavy after it.
Difficulty urinating
"""

WRAPPED = """Zelopram

2.3. Neurological Side Effects

The signs of stiffness, such as parkinsonism, tardive dyskinesia, or rigidity
can also appear during zelopram treatment, above all in old people. Less often epilep-
tic seizures, yawning or hiccups were seen.
"""


def effects_of(text: str) -> set[str]:
    """Return the objects of what the drug or its cessation causes."""
    return {name for family, predicate, name, _ in said(text) if predicate == "causes" and family != "interaction"}


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        (PORTAL, {"yawning", "thirst", "dropping, losing, or breaking things for no reason", "nightmares"}),
        (WIKI, {"yawning", "hiccups", "gout"}),
        (LABEL, {"hiccups", "thirst", "bloating", "pancreatitis", "yawning", "tremor", "nightmares"}),
        (STOPPING, {"incontinence", "urinary urgency", "irritability", "Zap-like sensations in the arms"}),
        (WARNINGS, {"gout", "Kidney Stones", "hallucination"}),
        (ROWS, {"nausea", "bloating", "swollen ankles", "thirst"}),
        (LINES, {"muscle relaxation", "urinary retention"}),
        (
            WRAPPED,
            {"parkinsonism", "tardive dyskinesia", "muscle rigidity", "epilepsy", "yawning", "hiccups"},
        ),
    ],
)
def test_a_page_gives_its_effects_and_nothing_else(text: str, objects: set[str]) -> None:
    assert {name.lower() for name in effects_of(text)} == {name.lower() for name in objects}


def test_a_bare_frequency_is_that_of_the_effects_below_it() -> None:
    bands = {record["object"]: (record.get("qualifiers") or {}).get("frequency") for record in claims_of(PORTAL)}
    assert bands["yawning"] == "drugkg:frequency-common"
    assert bands["nightmares"] == "drugkg:frequency-not-known"


def test_a_brand_in_parentheses_is_the_drug_and_no_partner() -> None:
    assert not [row for row in said(STOPPING) if row[0] == "interaction"]


@pytest.mark.parametrize(
    "sentence",
    [
        "It eases symptoms of allergic reactions such as sneezing, hives and a blocked nose.",
        "It eases symptoms of hay fever such as sneezing, sleeping too much and itchy eyes.",
        "Most side effects were mild and transient, with similar rates of dropout in both groups.",
        "Apart from the danger of hives, side effects have not been studied.",
        "Two of them had to be put into a drug induced coma.",
        "Zelopram showed a 30% dropout rate, indicating good tolerability.",
        "Zelopram had no effect on nightmares or on insomnia.",
        "Zelopram needs care in those who take medicines that could have ill effects such as causing wheezing "
        "and cough.",
        "Helpful side effects of zelopram occur too, such as antiviral and anti-itch ones.",
        "These reactions are based on trials in which zelopram was given every day to adults with hives and gout.",
        "The management of a zelopram overdose involves fluids, sedation and treatment of complications.",
        "Zelopram shows a low potential for causing euphoria.",
        "Zelopram is added to other medicines in order to lessen side effects such as nausea and insomnia.",
        "For want of such side effects, zelopram is useful in people with gout, dry mouth or constipation.",
        "Factors that decide how bad the withdrawal symptoms are include: age, anxiety, and length of use.",
        "Zelopram is not advised in those who are at risk of suicide.",
        "Zelopram brings less euphoria than morphine.",
        "It is used before operations to calm people and to induce sedation.",
        "More research is needed to conclude that it really does cause cancer.",
        "These tasks may include driving, eating and cooking while asleep.",
        "Tolerance to constipation develops slowly, and tolerance to sedation at once.",
        "It cuts down on infections and lowers the spread of viruses associated with hepatitis.",
        "Zelopram is safe even if there are no signs of discomfort.",
    ],
)
def test_a_sentence_about_something_else_gives_no_effect(sentence: str) -> None:
    assert not effects_of(f"Zelopram\n\nZelopram is a medicine for hay fever.\n\nResults\n\n{sentence}\n")


def test_a_rate_that_men_and_women_share_denies_no_effect() -> None:
    found = said("Zelopram\n\nSide effects\n\nThe incidence of gout was similar in men and women.\n")
    assert not [row for row in found if row[3] == "denied"]


def test_a_non_stimulant_is_no_stimulant() -> None:
    found = said("Zelopram\n\nZelopram is a non-stimulant medicine for migraine.\n")
    assert {row[3] for row in found if row[1] == "memberOfDrugClass"} <= {"denied"}


def test_a_withdrawal_that_the_drug_treats_is_no_section_about_its_own() -> None:
    text = "# Zelopram\n\n## Medical uses\n\n### Opioid withdrawal\n\nIts sedation can be useful too.\n"
    assert not [row for row in said(text) if row[0] == "withdrawal"]
