"""Indications, doses, pharmacokinetics, efficacy, groups of people: what a reader of the documents would answer."""

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
def dosing(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "dosing")


@pytest.fixture(scope="module")
def efficacy(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "efficacy")


@pytest.fixture(scope="module")
def groups(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "special-populations")


def test_pharmacokinetics_are_complete_and_no_half_life_is_averaged(store: EmbeddedStore, index: Index) -> None:
    expected = [
        ("absorbed from", "gastrointestinal tract", "", "", "", HEALTH),
        ("absorbed from", "gastrointestinal tract", "", "", "", MONOGRAPH),
        ("absorbed from", "gastrointestinal tract", "", "", "", ENCYCLOPAEDIA),
        ("has time to peak concentration", "", "1", "3", "h", HEALTH),
        ("has time to peak concentration", "", "2", "3", "h", MONOGRAPH),
        ("has half-life", "", "2", "6", "h", HEALTH),
        ("has half-life", "", "2.5", "4", "h", MONOGRAPH),
        ("has half-life", "", "2", "4", "h", ENCYCLOPAEDIA),
        ("has bioavailability", "", "70", "70", "%", MONOGRAPH),
        ("has protein binding", "", "30", "30", "%", MONOGRAPH),
        ("distributed to", "body", "", "", "", MONOGRAPH),
        ("distributed to", "body", "", "", "", ENCYCLOPAEDIA),
        ("distributed to", "cerebrospinal fluid", "", "", "", ENCYCLOPAEDIA),
        ("crosses", "blood-brain barrier", "", "", "", MONOGRAPH),
        ("crosses", "placenta", "", "", "", MONOGRAPH),
        ("excreted in", "human milk", "", "", "", MONOGRAPH),
        ("metabolised by", "liver", "", "", "", MONOGRAPH),
        ("has fraction metabolised", "", "15", "15", "%", MONOGRAPH),
        ("has fraction metabolised", "", "", "", "", ENCYCLOPAEDIA),
        *(("excreted by", "kidney", "", "", "", document) for document in (HEALTH, MONOGRAPH, ENCYCLOPAEDIA)),
        ("has fraction excreted unchanged", "", "", "", "", HEALTH),
        ("has fraction excreted unchanged", "", "70", "80", "%", MONOGRAPH),
        ("has fraction excreted unchanged", "", "", "", "", ENCYCLOPAEDIA),
        ("has concentration in", "cerebrospinal fluid", "10", "", "1", ENCYCLOPAEDIA),
        ("has concentration in", "blood", "", "", "", ENCYCLOPAEDIA),
    ]
    rows = rows_of(store, index, "pharmacokinetics")
    assert chosen(rows, "property object minimum maximum unit source") == sorted(expected)
    assert {(row["polarity"], row["modality"]) for row in rows} == {("affirmed", "asserted")}


def test_pharmacokinetic_numbers_keep_their_about(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "pharmacokinetics")
    assert [row for row in chosen(rows, "property value source") if row[1].startswith("about ")] == [
        ("has bioavailability", "about 70 %", MONOGRAPH),
        ("has half-life", "about 2–4 h", ENCYCLOPAEDIA),
        ("has half-life", "about 2–6 h", HEALTH),
        ("has protein binding", "about 30 %", MONOGRAPH),
    ]


def test_doses_are_complete(dosing: list[Row]) -> None:
    oral, intrathecal = "oral route", "intrathecal route"
    expected = [
        ("spasticity", "has dose", "starting dose", oral, "5 mg", "three times daily", MONOGRAPH),
        ("spasticity", "has dose increment", "titration", oral, "15 mg/day", "every 3 days", MONOGRAPH),
        ("spasticity", "has dose", "maintenance dose", oral, "40–80 mg/day", "in divided doses", MONOGRAPH),
        ("spasticity", "has dose", "maximum dose", oral, "up to 80 mg/day", "", MONOGRAPH),
        ("spasticity", "has dose", "maximum dose", oral, "up to 100 mg/day", "", MONOGRAPH),
        ("spasticity", "has dose", "test dose", intrathecal, "50–100 µg", "", MONOGRAPH),
        ("spasticity", "has dose", "maintenance dose", intrathecal, "300–800 µg/day", "infusion", MONOGRAPH),
        ("spasticity", "has dose", "", "", "40–80 mg/day", "", HEALTH),
        (AUD, "has dose", "", "", "more than 200 mg/day", "", HEALTH),
        (AUD, "has dose", "starting dose", "", "5–10 mg", "three times daily", PSYCHIATRY),
        (AUD, "has dose", "", "", "30–300 mg/day", "", PSYCHIATRY),
        (AUD, "has dose", "", "", "", "", PSYCHIATRY),
        (AUD, "has dose", "", "", "", "", PSYCHIATRY),
        (AUD, "has dose", "", "", "more than 300 mg/day", "", CLINIC),
        (AUD, "has dose", "", "", "up to 270 mg/day", "", CLINIC),
        (AUD, "has dose", "", "", "more than 400 mg/day", "", CLINIC),
        ("tobacco use disorder", "has dose", "", "", "80 mg/day", "", CLINIC),
        ("substance use disorder", "has dose", "starting dose", "", "", "", CLINIC),
        ("condition under treatment", "has dose", "starting dose", "", "", "", CLINIC),
        ("people with renal impairment", "requires dose change of", "", "", "", "", MONOGRAPH),
        ("people with renal impairment", "requires dose change of", "", "", "", "", MONOGRAPH),
        (
            *("people with creatinine clearance below 30 mL/min", "requires dose change of"),
            *("", "", "25–50 % less", "", MONOGRAPH),
        ),
        ("older people", "requires dose change of", "starting dose", "", "", "", MONOGRAPH),
        ("older people", "requires dose change of", "starting dose", "", "", "", PSYCHIATRY),
        ("people with neurological disorders", "requires dose change of", "", "", "", "", HEALTH),
        ("use of baclofen in alcohol use disorder", "requires dose change of", "", "", "", "", HEALTH),
        ("intrathecal baclofen therapy", "requires dose change of", "", intrathecal, "", "", ENCYCLOPAEDIA),
    ]
    assert chosen(dosing, "condition relation phase route value regimen source") == sorted(expected)


def test_an_intrathecal_dose_is_never_one_by_mouth(dosing: list[Row]) -> None:
    units = {(row["route"], row["unit"]) for row in dosing if row["unit"] and row["route"]}
    assert units == {
        *(("oral route", "mg"), ("oral route", "mg/d")),
        *(("intrathecal route", "ug"), ("intrathecal route", "ug/d")),
    }


def test_the_best_dose_is_unknown_and_the_higher_maximum_hedged(dosing: list[Row]) -> None:
    assert chosen(dosing, "condition qualifiers source", modality="unknown") == [
        (AUD, "measure: optimal dose", PSYCHIATRY),
        (AUD, "measure: optimal dose", PSYCHIATRY),
    ]
    assert chosen(dosing, "phase value source", modality="hedged") == [("maximum dose", "up to 100 mg/day", MONOGRAPH)]


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
            (AUD, HEALTH, "asserted", "jurisdiction: Europe"),
            (AUD, ENCYCLOPAEDIA, "asserted", "degree: sometimes"),
            (AUD, PSYCHIATRY, "hedged", "degree: growing"),
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
        ("introduced for", "spasticity", "year: 1971", ENCYCLOPAEDIA),
        ("introduced for", "spasticity of spinal origin", severe, ENCYCLOPAEDIA),
    ]


def test_null_findings_are_complete_and_nothing_else_is_denied(efficacy: list[Row]) -> None:
    assert chosen(efficacy, "outcome design modality source", polarity="denied") == [
        (AUD, "Clinical Trial", "asserted", ENCYCLOPAEDIA),
        (AUD, "Clinical Trial", "asserted", ENCYCLOPAEDIA),
        ("epilepsy", "", "hedged", ENCYCLOPAEDIA),
    ]
    arms = [row for row in efficacy if row["polarity"] == "denied" and row["outcome"] == AUD]
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


def test_the_groups_of_the_monograph_are_complete(groups: list[Row]) -> None:
    change, kidneys = "requires dose change of", "people with renal impairment"
    below, children = "people with creatinine clearance below 30 mL/min", "children under 12 years"
    expected = [
        (kidneys, kidneys, change, "baclofen", "", "asserted"),
        (kidneys, kidneys, change, "baclofen", "", "asserted"),
        (below, below, change, "baclofen", "25–50 % less", "recommendation"),
        *(
            (group, "baclofen", "caution in", group, "", "recommendation")
            for group in ("people with hepatic impairment", "pregnancy", "breastfeeding")
        ),
        ("older people", "older people", change, "baclofen", "", "recommendation"),
        ("older people", "older people", "increases risk of", "increased sensitivity to baclofen", "", "asserted"),
        (children, "baclofen", "safe in", children, "", "insufficientEvidence"),
        (children, "baclofen", "effective in", children, "", "insufficientEvidence"),
        ("pregnancy", "baclofen", "has pregnancy category", "C", "", "asserted"),
        ("breastfeeding", "baclofen", "excreted in", "human milk", "", "asserted"),
        ("people with spinal cord injury", "baclofen", "increases risk of", "autonomic dysreflexia", "", "hedged"),
    ]
    assert chosen(groups, "population subject relation object value modality", source=MONOGRAPH) == sorted(expected)


def test_what_is_said_of_older_people_is_complete(groups: list[Row]) -> None:
    old, accumulation = "older people", "accumulation of baclofen in plasma"
    expected = [
        (old, "requires dose change of", "baclofen", MONOGRAPH),
        (old, "increases risk of", "increased sensitivity to baclofen", MONOGRAPH),
        (old, "requires dose change of", "baclofen", PSYCHIATRY),
        ("baclofen", "requires", "dose titration", PSYCHIATRY),
        *(
            ("baclofen", "causes", effect, PSYCHIATRY)
            for effect in ("central nervous system depression", "confusion", "fall")
        ),
        (old, "shows reduced", "metabolism of baclofen", HEALTH),
        ("metabolism of baclofen", "decreases", accumulation, HEALTH),
        (accumulation, "increases risk of", "sedation", HEALTH),
        (old, "increases risk of", "sedation", HEALTH),
    ]
    assert chosen(groups, "subject relation object source", population=old) == sorted(expected)


def test_pregnancy_and_breastfeeding_keep_their_uncertainty(groups: list[Row]) -> None:
    assert chosen(groups, "population relation modality", source=ENCYCLOPAEDIA, relation="safe in") == [
        ("breastfeeding", "safe in", "hedged"),
        ("pregnancy", "safe in", "unknown"),
    ]


def test_empty_headings_say_nothing_of_kidneys_or_liver(groups: list[Row]) -> None:
    """The answer page has the headings for both and not a word under them; cirrhosis is spoken of elsewhere."""
    rows = [row for row in groups if row["source"] == PSYCHIATRY]
    assert not [row for row in rows if "renal" in row["population"]]
    assert chosen(rows, "relation object", population="people with hepatic impairment") == [
        ("evidence appraised as", "promising")
    ]
    assert chosen(rows, "relation object", population="people with liver cirrhosis") == [
        ("decreases", "alcohol craving"),
        ("increases", "alcohol abstinence"),
        ("preferred in", "people with liver cirrhosis"),
    ]


def test_findings_in_animals_are_no_group_of_people(groups: list[Row]) -> None:
    assert [row for row in groups if "mice" in row["population"] or "animal" in row["qualifiers"]] == []


def test_groups_belong_to_the_drug_asked_for(store: EmbeddedStore, index: Index) -> None:
    assert rows_of(store, index, "special-populations", ["drug=phenibut"]) == []
    rows = rows_of(store, index, "special-populations", ["drug=naltrexone"])
    assert chosen(rows, "population subject relation source") == [
        ("people with liver cirrhosis", "naltrexone", "contraindicated in", PSYCHIATRY)
    ]
