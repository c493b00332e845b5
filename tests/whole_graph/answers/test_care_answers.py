"""Combinations, monitoring, advice to patients, abuse: the answers that a reader of the documents gives."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

DEPRESSANT, ALCOHOL = "central nervous system depressant", "ethanol"


@pytest.fixture(scope="module")
def combinations(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "combinations-to-avoid")


@pytest.fixture(scope="module")
def monitoring(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "monitoring")


@pytest.fixture(scope="module")
def advice(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "patient-advice")


@pytest.fixture(scope="module")
def abuse(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "abuse-and-dependence")


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
        ("substance that influences neurotransmission", "", ""),
    ]
    assert chosen(combinations, "partner consequence source") == sorted(expected)
    hedged = chosen(combinations, "partner consequence", modality="hedged")
    assert hedged == [("benzodiazepine", "de novo seizure"), (ALCOHOL, "de novo seizure")]


def test_a_single_partner_and_a_combined_preparation(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "combinations-to-avoid", {"partner": "opioid"})
    assert chosen(rows, "partner with_care consequence") == [
        ("opioid", "1", effect)
        for effect in ("intensive care for respiratory complications", "respiratory depression", "sedation")
    ]
    for partner in ("gabapentin", "clonidine"):
        assert rows_of(store, index, "combinations-to-avoid", {"partner": partner}) == []
    assert rows_of(store, index, "combinations-to-avoid", {"drug": "naltrexone"}) == []


def test_the_other_side_of_a_combination_finds_it_too(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "combinations-to-avoid", {"drug": "levodopa"})
    assert chosen(rows, "partner interacting consequence source") == [("baclofen", "1", "hallucination", MONOGRAPH)]


def test_what_is_to_be_monitored_is_complete(monitoring: list[Row]) -> None:
    drug, addiction = "baclofen", "use of baclofen in substance use disorder"
    pump, depressants = "intrathecal baclofen therapy", "combination of baclofen and other CNS depressants"
    stopping, syndrome = "cessation of baclofen", "baclofen withdrawal syndrome"
    harm = "adverse drug effect"
    expected = [
        *((what, depressants, PSYCHIATRY) for what in ("sedation", "respiratory depression")),
        ("clinical monitoring", "use of baclofen in psychiatric disorders", PSYCHIATRY),
        (harm, "use of baclofen in alcohol use disorder", HEALTH),
        ("psychiatric symptom", drug, HEALTH),
        *((syndrome, stopping, document) for document in (HEALTH, MONOGRAPH)),
        *((what, drug, MONOGRAPH) for what in ("spasticity", "functional ability", "sedation", "dizziness")),
        *((what, drug, MONOGRAPH) for what in ("cognitive function", "renal function", "serum creatinine")),
        *((what, drug, MONOGRAPH) for what in ("blood urea nitrogen", "blood pressure", "blood pressure")),
        ("adverse effect on the central nervous system", drug, MONOGRAPH),
        *((what, pump, MONOGRAPH) for what in ("implantable infusion pump", "intrathecal catheter")),
        *((what, drug, CLINIC) for what in (harm, harm, "intake of baclofen", "intake of baclofen")),
        *((what, drug, CLINIC) for what in ("clinical monitoring", "response to treatment")),
        *((what, addiction, CLINIC) for what in ("drug misuse", harm, "drug dependence", "clinical monitoring")),
        *((what, addiction, CLINIC) for what in ("response to treatment", "withdrawal symptom")),
        ("periodic evaluation", "clinicians prescribing baclofen", CLINIC),
        ("spasticity", pump, ENCYCLOPAEDIA),
    ]
    assert chosen(monitoring, "monitored situation source") == sorted(expected)
    assert {row["modality"] for row in monitoring} == {"recommendation"}


def test_liver_function_is_watched_by_no_document(monitoring: list[Row]) -> None:
    assert not any("liver" in row["monitored"] or "hepat" in row["monitored"] for row in monitoring)


def test_advice_to_patients_is_complete(advice: list[Row]) -> None:
    learning, harm = "learning about adverse effects", "adverse drug effect"
    expected = [
        *(("should do", "taking the medicine as prescribed", document) for document in (MONOGRAPH, CLINIC)),
        *(("should avoid", what, MONOGRAPH) for what in ("abrupt cessation of baclofen", ALCOHOL, DEPRESSANT)),
        *(("should avoid", what, MONOGRAPH) for what in ("driving", "operating machinery")),
        *(("should do", what, MONOGRAPH) for what in ("rising slowly", "attending follow-up appointments")),
        *(("should report", what, MONOGRAPH) for what in ("infection", "planned pregnancy", "suspected pregnancy")),
        *[("should do", learning, CLINIC)] * 4,
        *(("should do", what, CLINIC) for what in ("risk-benefit assessment", "consulting a healthcare provider")),
        ("should do", "seeking prompt medical attention", CLINIC),
        ("should avoid", "baclofen above the recommended dose", CLINIC),
        ("should avoid", "unsupervised change of baclofen dose", CLINIC),
        *(("should report", what, CLINIC) for what in ("persistent or worsening adverse effect", harm)),
        ("should report", "change in condition", CLINIC),
        *(("should follow", "tapering of baclofen", document) for document in (HEALTH, CLINIC, ENCYCLOPAEDIA)),
    ]
    assert chosen(advice, "advice what source") == sorted(expected)
    assert chosen(advice, "what", people="people receiving intrathecal baclofen") == [("infection",)]


def test_advice_to_clinicians_is_left_out(advice: list[Row]) -> None:
    assert {row["people"] for row in advice} == {"people taking baclofen", "people receiving intrathecal baclofen"}
    assert chosen(advice, "what", source=PSYCHIATRY) == []


def test_what_is_said_on_abuse_and_what_is_denied(abuse: list[Row]) -> None:
    long_use, addiction = "long-term use of baclofen", "use of baclofen in substance use disorder"
    expected = [
        (long_use, "causes", "drug tolerance", "affirmed", "hedged", HEALTH),
        (long_use, "causes", "drug tolerance", "affirmed", "asserted", HEALTH),
        (long_use, "causes", "drug dependence", "affirmed", "hedged", HEALTH),
        ("baclofen", "causes", "drug dependence", "affirmed", "asserted", HEALTH),
        ("reinforcing effect of baclofen", "resembles", "alcohol reward", "denied", "asserted", HEALTH),
        ("reinforcing effect of baclofen", "resembles", "reinforcing effect of opioids", "denied", "asserted", HEALTH),
        ("loss of benefit of baclofen", "prompts", "dose escalation of baclofen", "affirmed", "asserted", HEALTH),
        ("baclofen", "has abuse potential", "", "affirmed", "insufficientEvidence", CLINIC),
        *[("baclofen", "has abuse potential", "", "affirmed", "asserted", CLINIC)] * 2,
        ("baclofen", "causes", "euphoria", "affirmed", "asserted", CLINIC),
        ("euphoria", "contributes to", "drug misuse", "affirmed", "asserted", CLINIC),
        ("baclofen", "causes", "drug dependence", "affirmed", "asserted", CLINIC),
        *(
            (addiction, "should monitor", what, "affirmed", "recommendation", CLINIC)
            for what in ("drug misuse", "drug dependence")
        ),
        ("baclofen", "has addictive potential", "", "denied", "hedged", ENCYCLOPAEDIA),
        ("baclofen", "causes", "drug craving", "denied", "asserted", ENCYCLOPAEDIA),
        *[("baclofen", "causes", "euphoria", "affirmed", "asserted", ENCYCLOPAEDIA)] * 2,
        ("baclofen", "has abuse potential", "", "affirmed", "asserted", ENCYCLOPAEDIA),
        ("baclofen", "has abuse potential", "", "denied", "asserted", ENCYCLOPAEDIA),
    ]
    assert chosen(abuse, "subject relation topic polarity modality source") == sorted(expected)


def test_how_often_and_how_badly_the_drug_is_abused(abuse: list[Row]) -> None:
    isolated = [(row["relation"], row["topic"], row["source"]) for row in abuse if row["frequency"] == "isolated cases"]
    assert sorted(isolated) == [
        ("causes", "euphoria", CLINIC),
        ("contributes to", "drug misuse", CLINIC),
        ("has abuse potential", "", CLINIC),
        ("has abuse potential", "", ENCYCLOPAEDIA),
    ]
    assert chosen(abuse, "topic qualifiers source", severity="severe") == [
        ("drug dependence", "dose level: high dose; severity: severe", CLINIC)
    ]


def test_craving_that_the_drug_lowers_and_the_effects_of_another_drug_are_no_answer(
    store: EmbeddedStore, index: Index, abuse: list[Row]
) -> None:
    assert not any(row["relation"] == "decreases" or "hydroxybutyric" in row["subject"] for row in abuse)
    other = rows_of(store, index, "abuse-and-dependence", {"drug": "gamma-hydroxybutyric acid"})
    assert chosen(other, "subject relation topic polarity") == [
        ("gamma-hydroxybutyric acid", "causes", "euphoria", "affirmed"),
        ("gamma-hydroxybutyric acid", "has abuse potential", "", "affirmed"),
        ("gamma-hydroxybutyric acid", "has addictive potential", "", "affirmed"),
    ]
    for name in ("abuse-and-dependence", "monitoring", "patient-advice"):
        assert rows_of(store, index, name, {"drug": "acamprosate"}) == []
