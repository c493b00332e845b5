"""Interactions, contraindications, groups of people and abuse, as read in the documents."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

DEPRESSANT, ALCOHOL = "central nervous system depressant", "ethanol"


@pytest.fixture(scope="module")
def interactions(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "interactions")


@pytest.fixture(scope="module")
def groups(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "special-populations")


@pytest.fixture(scope="module")
def combinations(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "combinations-to-avoid")


@pytest.fixture(scope="module")
def abuse(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "abuse-and-dependence")


def test_the_interactions_of_the_monograph_are_complete(interactions: list[Row]) -> None:
    depressant, alcohol = "central nervous system depressant", "ethanol"
    expected = [
        *((partner, "interacts with", "") for partner in (depressant, alcohol, "benzodiazepine", "opioid")),
        *((partner, "together: causes", "sedation") for partner in (depressant, alcohol, "benzodiazepine", "opioid")),
        ("monoamine oxidase inhibitor", "interacts with", ""),
        ("monoamine oxidase inhibitor", "together: causes", "central nervous system depression"),
        ("antihypertensive", "interacts with", ""),
        ("antihypertensive", "together: causes", "hypotension"),
        ("levodopa", "interacts with", ""),
        ("levodopa", "together: increases risk of", "hallucination"),
        ("tricyclic antidepressant", "interacts with", ""),
        ("tricyclic antidepressant", "together: increases", "muscle relaxant effect"),
        *((partner, "should avoid", "") for partner in (depressant, alcohol)),
    ]
    assert chosen(interactions, "partner relation consequence", source=MONOGRAPH) == sorted(expected)


def test_the_interactions_of_the_other_documents_are_complete(interactions: list[Row]) -> None:
    depressant = "central nervous system depressant"
    columns, together = "partner relation consequence", "together: causes"
    partners = (depressant, "ethanol", "benzodiazepine")
    assert chosen(interactions, columns, source=ENCYCLOPAEDIA) == sorted(
        [(partner, "interacts with", "") for partner in partners]
        + [(partner, "should not be combined with", "") for partner in partners]
        + [(partner, "together: causes", effect) for partner in partners for effect in ("sedation", "de novo seizure")]
        + [(depressant, "together: depends on", what) for what in ("dose of a drug", "individual patient factor")]
    )
    assert chosen(interactions, columns, source=PSYCHIATRY) == sorted(
        [
            (partner, relation, "")
            for partner in (depressant, "opioid", "benzodiazepine")
            for relation in ("interacts with", "caution in")
        ]
        + [
            (depressant, "together: causes", effect)
            for effect in ("sedation", "respiratory depression", "respiratory depression")
        ]
        + [
            (depressant, "together: requires monitoring of", effect)
            for effect in ("sedation", "respiratory depression")
        ]
    )
    assert chosen(interactions, columns, source=HEALTH) == sorted(
        [("substance that influences neurotransmission", "interacts with", "")]
        + [(partner, "interacts with", "") for partner in ("ethanol", "opioid")]
        + [("ethanol", together, effect) for effect in ("sedation", "dizziness", "respiratory depression", "lethargy")]
        + [("ethanol", together, effect) for effect in ("confusion", "loss of consciousness")]
        + [("opioid", "together: increases risk of", "respiratory depression")]
        + [("opioid", "together: increases risk of", "intensive care for respiratory complications")]
        + [("", "decreases risk of", "drug interaction through hepatic metabolism")]
    )
    assert chosen(interactions, columns, source=CLINIC) == []


def test_a_combined_preparation_is_no_interaction(interactions: list[Row]) -> None:
    assert {"gabapentin", "clonidine"} & {row["partner"] for row in interactions} == set()


def test_an_interaction_is_found_from_its_other_side(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "interactions", ["drug=levodopa"])
    assert chosen(rows, "partner relation consequence source") == [
        ("baclofen", "interacts with", "", MONOGRAPH),
        ("baclofen", "together: increases risk of", "hallucination", MONOGRAPH),
    ]


def test_where_the_drug_must_not_be_used_or_needs_care_is_complete(store: EmbeddedStore, index: Index) -> None:
    depressant = "central nervous system depressant"
    expected = [
        ("contraindicated", "hypersensitivity to baclofen", "", "asserted", MONOGRAPH),
        ("contraindicated", "hypersensitivity to a component of the formulation", "", "asserted", MONOGRAPH),
        ("contraindicated", "infection at the injection site", "route: intrathecal route", "asserted", MONOGRAPH),
        ("contraindicated", "intravenous route", "", "asserted", MONOGRAPH),
        *(
            ("needs care", situation, "", "recommendation", MONOGRAPH)
            for situation in ("people with hepatic impairment", "pregnancy", "breastfeeding", "operating machinery")
        ),
        *(
            ("needs care", situation, "", "recommendation", PSYCHIATRY)
            for situation in (depressant, "opioid", "benzodiazepine")
        ),
        ("needs care", "people with psychiatric comorbidity", "degree: especially", "recommendation", PSYCHIATRY),
        *(
            ("not to be combined", partner, "degree: generally", "recommendation", ENCYCLOPAEDIA)
            for partner in (depressant, "ethanol", "benzodiazepine")
        ),
        *(("to be avoided", partner, "", "recommendation", MONOGRAPH) for partner in (depressant, "ethanol")),
        *(
            ("to be avoided", deed, "regimen: until the effects are known", "recommendation", MONOGRAPH)
            for deed in ("driving", "operating machinery")
        ),
        *(
            ("not recommended", f"spasticity in {disease}", f"condition: {disease}", "recommendation", ENCYCLOPAEDIA)
            for disease in ("stroke", "Parkinson's disease")
        ),
    ]
    rows = rows_of(store, index, "contraindications")
    assert chosen(rows, "warning situation qualifiers modality source") == sorted(expected)
    assert {row["polarity"] for row in rows} == {"affirmed"}
    assert {row["warning"] for row in rows if row["status"]} == {"not recommended"}
    assert chosen(rows, "phrase status reading", situation_id="spasticity") == [
        (f"is not recommended for spasticity in {disease} (inferred by the reader)", "notRecommended", "inferred")
        for disease in ("Parkinson's disease", "stroke")
    ]


def test_a_contraindication_of_another_drug_is_answered_for_that_drug(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "contraindications", ["drug=naltrexone"])
    assert chosen(rows, "warning situation source") == [("contraindicated", "people with liver cirrhosis", PSYCHIATRY)]


def test_the_groups_of_the_monograph_are_complete(groups: list[Row]) -> None:
    change, kidneys = "requires dose change of", "people with renal impairment"
    below, children = "people with creatinine clearance below 30 mL/min", "children under 12 years"
    injured = "people with spinal cord injury"
    expected = [
        (kidneys, kidneys, change, "baclofen", "", "recommendation"),
        (kidneys, kidneys, change, "baclofen", "", "recommendation"),
        (below, below, change, "baclofen", "25–50 % less", "recommendation"),
        *(
            (group, "baclofen", "caution in", group, "", "recommendation")
            for group in ("people with hepatic impairment", "pregnancy", "breastfeeding")
        ),
        ("older people", "older people", change, "baclofen", "", "recommendation"),
        ("older people", "older people", "shows increased", "sensitivity to baclofen", "", "asserted"),
        (children, "baclofen", "safe in", children, "", "insufficientEvidence"),
        (children, "baclofen", "effective in", children, "", "insufficientEvidence"),
        ("pregnancy", "baclofen", "has pregnancy category", "C", "", "asserted"),
        ("breastfeeding", "baclofen", "excreted in", "human milk", "", "asserted"),
        (injured, "baclofen", "increases risk of", "autonomic dysreflexia", "", "asserted"),
        (injured, injured, "increases risk of", "autonomic dysreflexia", "", "asserted"),
    ]
    assert chosen(groups, "population subject relation object value modality", source=MONOGRAPH) == sorted(expected)


def test_what_is_said_of_older_people_is_complete(groups: list[Row]) -> None:
    old, accumulation = "older people", "accumulation of baclofen in plasma"
    expected = [
        (old, "requires dose change of", "baclofen", MONOGRAPH),
        (old, "shows increased", "sensitivity to baclofen", MONOGRAPH),
        (old, "requires dose change of", "baclofen", PSYCHIATRY),
        ("baclofen", "requires", "dose titration", PSYCHIATRY),
        *(
            ("baclofen", "causes", effect, PSYCHIATRY)
            for effect in ("central nervous system depression", "confusion", "fall")
        ),
        (old, "shows reduced", "metabolism of baclofen", HEALTH),
        (old, "shows increased", accumulation, HEALTH),
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
        *[("contraindicated in", "people with liver cirrhosis")] * 2,
        ("decreases", "alcohol craving"),
        ("increases", "alcohol abstinence"),
        ("of special value in", "people with liver cirrhosis"),
    ]


def test_findings_in_animals_are_no_group_of_people(groups: list[Row]) -> None:
    assert [row for row in groups if "mice" in row["population"] or "animal" in row["qualifiers"]] == []


def test_groups_belong_to_the_drug_asked_for(store: EmbeddedStore, index: Index) -> None:
    assert rows_of(store, index, "special-populations", ["drug=phenibut"]) == []
    rows = rows_of(store, index, "special-populations", ["drug=naltrexone"])
    assert chosen(rows, "population subject relation source") == [
        ("people with liver cirrhosis", "naltrexone", "contraindicated in", PSYCHIATRY)
    ]


def test_how_strongly_the_documents_warn_of_each_partner(combinations: list[Row]) -> None:
    """The monograph and the encyclopaedia advise against alcohol and depressants, the answer page calls for care."""
    assert set(chosen(combinations, "partner against with_care interacting")) == {
        (DEPRESSANT, "2", "1", "3"),
        (ALCOHOL, "2", "0", "3"),
        ("benzodiazepine", "1", "1", "3"),
        ("opioid", "0", "1", "3"),
        *((partner, "0", "0", "1") for partner in ("antihypertensive", "levodopa", "monoamine oxidase inhibitor")),
        *((p, "0", "0", "1") for p in ("tricyclic antidepressant", "substance that influences neurotransmission")),
    }
    assert [row["partner"] for row in combinations][:6] == [DEPRESSANT] * 6


def test_the_consequence_of_each_combination_is_complete(combinations: list[Row]) -> None:
    breathing = "respiratory depression"
    expected = [
        *((DEPRESSANT, "sedation", document) for document in (PSYCHIATRY, MONOGRAPH, ENCYCLOPAEDIA)),
        *[(DEPRESSANT, breathing, PSYCHIATRY)] * 2,
        *((partner, "de novo seizure", ENCYCLOPAEDIA) for partner in (DEPRESSANT, ALCOHOL, "benzodiazepine")),
        *((ALCOHOL, "sedation", document) for document in (HEALTH, MONOGRAPH, ENCYCLOPAEDIA)),
        *((ALCOHOL, effect, HEALTH) for effect in ("dizziness", breathing, "lethargy", "confusion")),
        (ALCOHOL, "loss of consciousness", HEALTH),
        *(("benzodiazepine", "sedation", document) for document in (MONOGRAPH, ENCYCLOPAEDIA)),
        ("opioid", "sedation", MONOGRAPH),
        *(("opioid", effect, HEALTH) for effect in (breathing, "intensive care for respiratory complications")),
        ("monoamine oxidase inhibitor", "central nervous system depression", MONOGRAPH),
        ("antihypertensive", "hypotension", MONOGRAPH),
        ("levodopa", "hallucination", MONOGRAPH),
        ("tricyclic antidepressant", "muscle relaxant effect", MONOGRAPH),
    ]
    assert chosen(combinations, "partner consequence source", warning="leads to") == sorted(expected)
    inferred = chosen(combinations, "partner consequence source", warning="leads to", reading="inferred")
    assert inferred == [
        (partner, effect, ENCYCLOPAEDIA)
        for partner in ("benzodiazepine", ALCOHOL)
        for effect in ("de novo seizure", "sedation")
    ]


def test_each_warning_of_a_combination_is_a_row_of_its_own(combinations: list[Row]) -> None:
    assert chosen(combinations, "partner source", warning="not to be combined") == [
        (partner, ENCYCLOPAEDIA) for partner in ("benzodiazepine", DEPRESSANT, ALCOHOL)
    ]
    assert chosen(combinations, "partner source", warning="to be avoided") == [
        (partner, MONOGRAPH) for partner in (DEPRESSANT, ALCOHOL)
    ]
    assert chosen(combinations, "partner source", warning="needs care") == [
        (partner, PSYCHIATRY) for partner in ("benzodiazepine", DEPRESSANT, "opioid")
    ]
    unexplained = chosen(combinations, "warning source", partner="substance that influences neurotransmission")
    assert unexplained == [("interacts", HEALTH)]


def test_a_single_partner_and_a_combined_preparation(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "combinations-to-avoid", {"partner": "opioid"})
    assert {row["partner"] for row in rows} == {"opioid"}
    assert {row["warning"] for row in rows} == {"needs care", "interacts", "leads to"}
    assert chosen(rows, "partner with_care consequence", warning="leads to") == [
        ("opioid", "1", effect)
        for effect in ("intensive care for respiratory complications", "respiratory depression", "sedation")
    ]
    for partner in ("gabapentin", "clonidine"):
        assert rows_of(store, index, "combinations-to-avoid", {"partner": partner}) == []
    assert rows_of(store, index, "combinations-to-avoid", {"drug": "naltrexone"}) == []


def test_the_other_side_of_a_combination_finds_it_too(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "combinations-to-avoid", {"drug": "levodopa"})
    assert chosen(rows, "partner interacting warning consequence source") == [
        ("baclofen", "1", "interacts", "", MONOGRAPH),
        ("baclofen", "1", "leads to", "hallucination", MONOGRAPH),
    ]


def test_what_is_said_on_abuse_and_what_is_denied(abuse: list[Row]) -> None:
    long_use, addiction = "long-term use of baclofen", "use of baclofen in substance use disorder"
    expected = [
        (long_use, "causes", "drug tolerance", "affirmed", "hedged", HEALTH),
        (long_use, "causes", "drug tolerance", "affirmed", "asserted", HEALTH),
        (long_use, "causes", "drug dependence", "affirmed", "hedged", HEALTH),
        ("baclofen", "causes", "drug dependence", "affirmed", "asserted", HEALTH),
        (DEPRESSANT, "causes", "drug dependence", "affirmed", "asserted", HEALTH),
        ("reinforcing effect of baclofen", "resembles", "alcohol reward", "denied", "asserted", HEALTH),
        ("reinforcing effect of baclofen", "resembles", "reinforcing effect of opioids", "denied", "asserted", HEALTH),
        ("loss of benefit of baclofen", "prompts", "dose escalation of baclofen", "affirmed", "asserted", HEALTH),
        ("baclofen", "has abuse potential", "", "affirmed", "insufficientEvidence", CLINIC),
        *[("baclofen", "has abuse potential", "", "affirmed", "asserted", CLINIC)] * 2,
        ("baclofen", "causes", "euphoria", "affirmed", "asserted", CLINIC),
        ("euphoria", "contributes to", "drug misuse", "affirmed", "asserted", CLINIC),
        ("baclofen", "causes", "drug dependence", "affirmed", "asserted", CLINIC),
        *(
            (addiction, "requires monitoring of", what, "affirmed", "recommendation", CLINIC)
            for what in ("drug misuse", "drug dependence")
        ),
        ("baclofen", "has addictive potential", "", "denied", "hedged", ENCYCLOPAEDIA),
        ("baclofen", "causes", "drug craving", "denied", "asserted", ENCYCLOPAEDIA),
        ("baclofen", "causes", "euphoria", "affirmed", "asserted", ENCYCLOPAEDIA),
        ("suicide attempt", "is a reason for", "drug misuse", "affirmed", "asserted", ENCYCLOPAEDIA),
        ("gamma-hydroxybutyric acid", "causes", "euphoria", "affirmed", "asserted", ENCYCLOPAEDIA),
        ("gamma-hydroxybutyric acid", "has abuse potential", "", "affirmed", "asserted", ENCYCLOPAEDIA),
        ("gamma-hydroxybutyric acid", "has addictive potential", "", "affirmed", "asserted", ENCYCLOPAEDIA),
        ("baclofen", "has abuse potential", "", "affirmed", "asserted", ENCYCLOPAEDIA),
        ("baclofen", "has abuse potential", "", "denied", "asserted", ENCYCLOPAEDIA),
    ]
    assert chosen(abuse, "subject relation topic polarity modality source") == sorted(expected)


def test_how_often_and_how_badly_the_drug_is_abused(abuse: list[Row]) -> None:
    isolated = [(row["relation"], row["topic"], row["source"]) for row in abuse if row["frequency"] == "isolated cases"]
    assert sorted(isolated) == [
        ("contributes to", "drug misuse", CLINIC),
        ("has abuse potential", "", CLINIC),
        ("has abuse potential", "", ENCYCLOPAEDIA),
    ]
    assert chosen(abuse, "topic qualifiers source", severity="severe") == [
        ("drug dependence", "dose level: high dose; severity: severe", CLINIC)
    ]


def test_craving_that_the_drug_lowers_is_no_answer_and_another_drug_only_where_it_is_set_against_this_one(
    store: EmbeddedStore, index: Index, abuse: list[Row]
) -> None:
    assert not any(row["relation"] == "decreases" for row in abuse)
    assert {row["phrase"] for row in abuse if "hydroxybutyric" in row["subject"]} == {
        "causes euphoria, unlike baclofen",
        "has abuse potential, unlike baclofen",
        "has addictive potential, unlike baclofen",
    }
    other = rows_of(store, index, "abuse-and-dependence", {"drug": "gamma-hydroxybutyric acid"})
    assert chosen(other, "subject relation topic polarity") == [
        ("gamma-hydroxybutyric acid", "causes", "euphoria", "affirmed"),
        ("gamma-hydroxybutyric acid", "has abuse potential", "", "affirmed"),
        ("gamma-hydroxybutyric acid", "has addictive potential", "", "affirmed"),
    ]
    for name in ("abuse-and-dependence", "monitoring", "patient-advice"):
        assert rows_of(store, index, name, {"drug": "acamprosate"}) == []
