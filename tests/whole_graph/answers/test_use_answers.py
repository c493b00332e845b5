"""Indications and efficacy, as a reader of the documents answers."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

AUD = "alcohol use disorder"


@pytest.fixture(scope="module")
def indications(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "indications")


@pytest.fixture(scope="module")
def efficacy(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "efficacy")


def test_off_label_uses_are_complete(indications: list[Row]) -> None:
    assert chosen(indications, "condition source modality qualifiers", status="offLabel") == sorted(
        [
            *(
                (condition, MONOGRAPH, "asserted", "")
                for condition in ("intractable hiccups", "trigeminal neuralgia", "neuropathic pain")
            ),
            ("alcohol withdrawal syndrome", MONOGRAPH, "asserted", ""),
            *((condition, CLINIC, "asserted", "") for condition in ("musculoskeletal pain", AUD)),
            ("gastroesophageal reflux disease", CLINIC, "asserted", ""),
            (AUD, HEALTH, "asserted", ""),
            (AUD, HEALTH, "asserted", "jurisdiction: Europe; degree: particularly"),
            (AUD, ENCYCLOPAEDIA, "asserted", "degree: sometimes"),
            (AUD, PSYCHIATRY, "asserted", "degree: growing"),
        ]
    )


def test_uses_that_are_approved_investigational_or_advised_against_are_complete(indications: list[Row]) -> None:
    found = [row for row in indications if row["status"] in ("approved", "investigational", "notRecommended")]
    france = "population: people in whom all other treatments of alcohol use disorder fail; jurisdiction: France; "
    assert chosen(found, "condition relation status qualifiers source") == [
        (AUD, "studied for", "investigational", "", ENCYCLOPAEDIA),
        (AUD, "used for", "approved", france + "agency: ANSM; year: 2018", ENCYCLOPAEDIA),
        ("spasticity", "used for", "notRecommended", "condition: Parkinson's disease", ENCYCLOPAEDIA),
        ("spasticity", "used for", "notRecommended", "condition: stroke", ENCYCLOPAEDIA),
    ]


def test_approval_for_alcohol_use_disorder_is_denied_for_america_and_dated_for_france(indications: list[Row]) -> None:
    rows = [row for row in indications if row["relation"].startswith("approved")]
    assert {row["condition"] for row in rows} == {AUD}
    assert chosen(rows, "relation polarity source") == [
        ("approved by ANSM", "affirmed", ENCYCLOPAEDIA),
        ("approved by ANSM", "affirmed", ENCYCLOPAEDIA),
        ("approved by US Food and Drug Administration", "denied", HEALTH),
        ("approved in France", "affirmed", HEALTH),
        ("approved in France", "affirmed", ENCYCLOPAEDIA),
        ("approved in France", "affirmed", ENCYCLOPAEDIA),
    ]
    years = [row["qualifiers"].partition("year: ")[2][:4] for row in rows if row["source"] == ENCYCLOPAEDIA]
    assert sorted(years) == ["2014", "2014", "2018", "2018"]


def test_the_indications_of_the_monograph_are_complete(indications: list[Row]) -> None:
    cornerstone = "; degree: cornerstone therapy"
    expected = [
        ("spasticity", "degree: primary use"),
        ("spasticity", "condition: multiple sclerosis" + cornerstone),
        ("spasticity", "condition: spinal cord injury" + cornerstone),
        ("spasticity", "condition: neurological disorder" + cornerstone),
        ("spasticity", "condition: multiple sclerosis"),
        ("spasticity", "condition: spinal cord injury"),
        ("spasticity", "condition: spinal cord disease"),
        ("spasticity", "route: intrathecal route; severity: severe; condition: lack of response to oral therapy"),
        *((finding, "condition: cerebral palsy") for finding in ("muscle spasm", "muscle rigidity")),
        *((condition, "") for condition in ("intractable hiccups", "trigeminal neuralgia", "neuropathic pain")),
        ("alcohol withdrawal syndrome", ""),
    ]
    assert chosen(indications, "condition qualifiers", source=MONOGRAPH) == sorted(expected)


def test_what_the_drug_was_first_made_and_brought_into_use_for(indications: list[Row]) -> None:
    first = [row for row in indications if row["relation"] in ("developed for", "introduced for")]
    severe = "route: intrathecal route; severity: severe; year: 1984"
    assert chosen(first, "relation condition qualifiers source") == [
        ("developed for", "epilepsy", "", ENCYCLOPAEDIA),
        ("introduced for", "spasticity", "year: 1971; degree: certain forms", ENCYCLOPAEDIA),
        ("introduced for", "spasticity of spinal origin", severe, ENCYCLOPAEDIA),
    ]


def test_how_uses_are_appraised_is_complete(indications: list[Row]) -> None:
    assert chosen(indications, "condition relation source", relation="use appraised as limited") == [
        ("psychiatric disorder", "use appraised as limited", PSYCHIATRY)
    ]
    assert chosen(indications, "condition source", relation="use appraised as important") == [("spasticity", CLINIC)]


def test_null_findings_are_complete_and_nothing_is_denied(efficacy: list[Row]) -> None:
    """No document denies an effect: a trial found no evidence of one, and in epilepsy it was disappointing."""
    assert chosen(efficacy, "outcome", polarity="denied") == []
    arms = [row for row in efficacy if row["outcome"] == AUD and row["design"] == "Clinical Trial"]
    assert {row["modality"] for row in arms} == {"insufficientEvidence"}
    assert sorted(row["qualifiers"].partition(";")[0] for row in arms) == [
        "dose level: high dose",
        "dose level: low dose",
    ]
    assert all("Amsterdam trial" in row["cites"] for row in arms)


def test_appraisals_of_the_evidence_are_complete(efficacy: list[Row]) -> None:
    aud = "use of baclofen in alcohol use disorder"
    assert chosen(efficacy, "subject outcome source", relation="evidence appraised as") == sorted(
        [
            (aud, "demonstrated", PSYCHIATRY),
            *((aud, appraisal, PSYCHIATRY) for appraisal in ("promising", "promising", "promising", "mixed")),
            *((aud, "limited", PSYCHIATRY) for _ in ("against acamprosate", "against naltrexone")),
            (aud, "mixed", HEALTH),
            (aud, "inconclusive", ENCYCLOPAEDIA),
            (aud, "promising", CLINIC),
            ("use of baclofen in substance use disorder", "promising", CLINIC),
            *(
                (f"use of baclofen in {condition}", "varying", MONOGRAPH)
                for condition in ("intractable hiccups", "trigeminal neuralgia", "neuropathic pain")
            ),
            ("use of baclofen in alcohol withdrawal syndrome", "varying", MONOGRAPH),
            ("use of baclofen in epilepsy", "disappointing", ENCYCLOPAEDIA),
        ]
    )


def test_the_review_of_2023_is_hedged_and_about_detoxified_people(efficacy: list[Row]) -> None:
    rows = [row for row in efficacy if row["design"] == "Systematic Review"]
    assert chosen(rows, "relation outcome modality source") == [
        ("decreases", "relapse to drinking", "hedged", PSYCHIATRY),
        ("increases", "alcohol abstinence", "hedged", PSYCHIATRY),
    ]
    assert all("detoxified" in row["qualifiers"] and "Cochrane review of 2023" in row["cites"] for row in rows)


def test_findings_in_animals_are_marked_as_such(efficacy: list[Row]) -> None:
    drinking = ["acquisition of alcohol drinking", "maintenance of alcohol drinking", "motivation to drink"]
    others = ["binge-like drinking", "relapse-like drinking", "cue-induced reinstatement of alcohol seeking"]
    expected = sorted((outcome, CLINIC) for outcome in [*drinking, *others, "alcohol-related behaviour"])
    assert chosen(efficacy, "outcome source", design="Models, Animal") == expected
    marked = {row["claim"] for row in efficacy if "species: animal model" in row["qualifiers"]}
    assert marked == {row["claim"] for row in efficacy if row["design"] == "Models, Animal"}
