"""Claims of tables with a status or a placebo column, and of lists that their lead sentence denies or disowns."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ingest.claim_likeness import alike
from tests.support.extraction import claims_of, said

USES = "Uses\nCondition\nStatus\nGout\nApproved\nSciatica\nNot effective\nTinnitus\nOff-label\n"
RATES = "Adverse reactions\nEvent\tZelopram %\tPlacebo %\nCough\t12\t4\nItch\t3\t5\nFever\t2\t2\n"


def test_the_status_of_a_use_in_a_table_decides_whether_it_is_denied() -> None:
    assert said(f"Zelopram\n\n{USES}") == {
        ("indication", "usedFor", "gout", "affirmed"),
        ("indication", "usedFor", "sciatica", "denied"),
        ("indication", "usedFor", "tinnitus", "affirmed"),
    }


def test_an_effect_that_is_no_more_frequent_than_on_placebo_is_not_the_drugs() -> None:
    assert said(f"Zelopram\n\n{RATES}") == {
        ("adverse_effect", "causes", "cough", "affirmed"),
        ("adverse_effect", "causes", "itch", "denied"),
    }


@pytest.mark.parametrize(
    ("lead", "polarity"),
    [
        ("Zelopram can cause:", "affirmed"),
        ("Like other sedatives, it may cause:", "affirmed"),
        ("The following have not been reported:", "denied"),
        ("It does not cause:", "denied"),
        ("Effects not seen with zelopram:", "denied"),
        ("Baclofen can cause:", None),
        ("Taken with alcohol, zelopram can cause:", None),
    ],
)
def test_the_lead_sentence_of_a_list_says_whose_it_is_and_may_deny_it(lead: str, polarity: str | None) -> None:
    found = said(f"Zelopram\n\nSide effects\n{lead}\n- hives\n- jaundice\n")
    effects = {claim[3] for claim in found if claim[0] == "adverse_effect"}
    assert effects == ({polarity} if polarity else set())


def test_a_list_below_a_sentence_about_a_combination_is_what_both_do() -> None:
    found = said("Zelopram\n\nAlcohol\nIn a person on zelopram, alcohol brings on:\n- flushing\n- vomiting\n")
    assert {claim[:3] for claim in found} >= {
        ("interaction", "causes", "flushing"),
        ("interaction", "causes", "vomiting"),
    }
    assert not any(claim[0] == "adverse_effect" for claim in found)


def test_an_effect_in_a_list_of_interactions_belongs_to_the_partner_on_its_line() -> None:
    claims = claims_of(
        "Zelopram\n\nInteractions\nMAOIs: serotonin syndrome; do not combine within 14 days\n"
        "Warfarin: a raised INR in some\nMorphine: increased sedation and respiratory depression\n"
    )
    assert {(c["subject"], c["object"]) for c in claims if c["predicate_id"] == "dkgo:causes"} == {
        ("combination of zelopram and warfarin", "raised INR"),
        ("combination of zelopram and morphine", "sedation"),
        ("combination of zelopram and morphine", "respiratory depression"),
    }


def test_the_class_in_a_box_of_facts_does_not_make_what_follows_foreign() -> None:
    found = said(
        "Zelopram\n\nClinical data\nTrade names Lestrim\nDrug class Benzodiazepine\nMetabolism Liver (CYP3A4)\n\n"
        "Zelopram, sold as Lestrim among others, is a benzodiazepine given for gout.\n"
    )
    assert ("indication", "usedFor", "gout", "affirmed") in found
    assert ("pharmacokinetics", "metabolisedBy", "CYP3A4", "affirmed") in found


def test_a_list_in_a_line_may_hold_an_effect_that_no_vocabulary_has() -> None:
    found = said("Zelopram\n\nOverdose\nNystagmus, ataxia, reduced consciousness, coma, knee glow\n")
    assert ("overdose_toxicity", "causes", "knee glow", "affirmed") in found
    assert len(found) == 5


def test_the_label_of_an_item_may_deny_it() -> None:
    assert said("Zelopram\n\nSide effects\nDizziness\nNot reported in controlled trials: hair loss\nNausea\n") >= {
        ("adverse_effect", "causes", "hair loss", "denied"),
        ("adverse_effect", "causes", "nausea", "affirmed"),
    }


def test_values_and_uses_that_are_another_drugs_or_came_to_nothing_are_left_out() -> None:
    found = said(
        "Zelopram\n\nPharmacology\nUnlike Xanax, which boosts GABA-A receptors, it leaves those receptors alone.\n\n"
        "Uses\nIt was studied in Crohn's disease after a few reports, but no trial has borne them out.\n"
    )
    assert not [claim for claim in found if claim[0] in ("mechanism", "indication")]
    halves = claims_of("Zelopram\n\nElimination\nHalf-life: 5-30 hr (parent); 36-200 hr (nordazepam)\n")
    halves = [claim for claim in halves if claim["predicate_id"] == "dkgo:hasHalfLife"]
    assert [(claim["value_min"], claim["value_max"]) for claim in halves] == [(5, 30)]


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _rows("foreign_and_former.psv"), ids=lambda row: row["sentence"][:40])
def test_what_is_not_the_drugs_doing_is_not_asserted(row: dict[str, str]) -> None:
    found = claims_of(f"Zelopram\n\n{row['heading']}\n\n{row['sentence']}\n")
    asserted = [
        str(record["object"])
        for record in found
        if record["polarity"] == "affirmed" and record["predicate"] == "causes" and record["family"] != "interaction"
    ]
    assert not [name for name in asserted for absent in row["absent"].split(";") if alike(name, absent) >= 0.67]


@pytest.mark.parametrize(
    ("heading", "sentence", "expected"),
    [
        ("Warnings", "Hypothermia (core temperature below 35°C), with or without coma.", ["hypothermia"]),
        ("Warnings and precautions", "5.6 Hyperprolactinaemia.", ["hyperprolactinaemia"]),
        ("Warnings", "Orthostatic hypotension: mainly while the dose is raised.", ["orthostatic hypotension"]),
        ("Warnings", "Patients with epilepsy need care.", []),
        ("Warnings", "Epilepsy: use with care.", []),
    ],
)
def test_a_section_of_warnings_names_effects_and_people(heading: str, sentence: str, expected: list[str]) -> None:
    found = said(f"Zelopram\n\n{heading}\n\n{sentence}\n")
    assert [claim[2].lower() for claim in found if claim[0] == "adverse_effect"] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It can be habit-forming if taken for longer than a few weeks.", {("drug dependence", "affirmed")}),
        ("It is not thought to be addictive.", {("addiction", "denied")}),
        ("Tolerance to the sedative effect develops within weeks.", {("drug tolerance", "affirmed")}),
        ("Zelopram has no potential for abuse.", {("abuse", "denied")}),
        ("It carries a low potential for abuse.", set()),
        ("Diazepam, unlike zelopram, leads to dependence.", set()),
        ("It is used in opioid dependence.", set()),
    ],
)
def test_dependence_and_misuse_are_claims_of_their_own(sentence: str, expected: set[tuple[str, str]]) -> None:
    found = said(f"Zelopram\n\nDependence\n\n{sentence}\n")
    assert {(claim[2], claim[3]) for claim in found if claim[0] == "dependence_abuse"} == expected
