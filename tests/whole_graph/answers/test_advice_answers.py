"""Monitoring, and advice to patients and clinicians, as read in the documents."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

DEPRESSANT, ALCOHOL = "central nervous system depressant", "ethanol"


@pytest.fixture(scope="module")
def monitoring(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "monitoring")


@pytest.fixture(scope="module")
def advice(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "patient-advice")


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
    said = [row for row in advice if row["advice"].startswith("should")]
    assert chosen(said, "advice what source") == sorted(expected)
    assert chosen(said, "what", concern="people receiving intrathecal baclofen") == [("infection",)]


def test_advice_to_clinicians_is_left_out(advice: list[Row]) -> None:
    people = {row["concern"] for row in advice if row["advice"].startswith("should")}
    assert people == {"people taking baclofen", "people receiving intrathecal baclofen"}
    assert chosen(advice, "what", source=PSYCHIATRY) == []


def test_the_reasons_of_advice_to_patients_are_given(advice: list[Row]) -> None:
    harm, benefit = "adverse drug effect", "effectiveness of treatment"
    expected = [
        ("rising slowly", "prevents", "dizziness", "aim", MONOGRAPH),
        ("baclofen", "causes", "drowsiness", "asserted", MONOGRAPH),
        ("unsupervised change of baclofen dose", "causes", harm, "asserted", CLINIC),
        ("unsupervised change of baclofen dose", "modulates", benefit, "hedged", CLINIC),
        ("taking the medicine as prescribed", "decreases risk of", harm, "aim", CLINIC),
        ("taking the medicine as prescribed", "increases", benefit, "aim", CLINIC),
        ("open communication with healthcare providers", "increases", benefit, "asserted", CLINIC),
        ("active participation in treatment", "increases", benefit, "asserted", CLINIC),
        ("use of baclofen in substance use disorder", "requires", "risk-benefit assessment", "recommendation", CLINIC),
    ]
    reasons = [row for row in advice if not row["advice"].startswith("should")]
    assert chosen(reasons, "what advice concern modality source") == sorted(expected)


def test_what_clinicians_should_do_watch_and_avoid(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "clinician-advice")
    clinicians = "clinicians prescribing baclofen"
    assert chosen(rows, "measure relation source", concern=clinicians) == sorted(
        [
            ("abrupt cessation of baclofen", "to be avoided", PSYCHIATRY),
            ("tapering of baclofen", "to be followed", PSYCHIATRY),
            ("risk-benefit assessment", "to be done", PSYCHIATRY),
            ("assessment of opioid exposure", "to be done", HEALTH),
            ("consulting references and clinical guidelines", "to be done", MONOGRAPH),
            *((measure, "to be done", CLINIC) for measure in ("dose adjustment", "periodic evaluation")),
            ("individualised tapering schedule", "to be done", CLINIC),
        ]
    )
    watched = {row["claim"] for row in rows if row["relation"] == "to be watched"}
    monitoring = rows_of(store, index, "monitoring")
    assert watched == {row["claim"] for row in monitoring if row["phrase"].startswith("requires monitoring of")}
    assert chosen(rows, "relation concern modality source", measure="clinical monitoring")[:4] == [
        ("decreases risk of", "adverse drug effect", "aim", CLINIC),
        ("decreases risk of", "relapse", "aim", CLINIC),
        ("increases", "effectiveness of treatment", "aim", CLINIC),
        ("increases", "support during treatment", "asserted", CLINIC),
    ]
    assert chosen(rows, "relation concern source", measure="individualised tapering schedule")[:3] == [
        ("depends on", what, CLINIC)
        for what in ("dose of baclofen", "duration of baclofen use", "underlying medical condition")
    ]
    assert rows_of(store, index, "clinician-advice", {"drug": "phenibut"}) == []
