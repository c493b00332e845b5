"""Common and serious effects, withdrawal, overdose and opposites: the answers that a reader of the documents gives."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

ABRUPT, CESSATION = "abrupt cessation of baclofen", "cessation of baclofen"
SYNDROME = "baclofen withdrawal syndrome"
OVERDOSE = "baclofen above the recommended dose"
ALL = (PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC, ENCYCLOPAEDIA)


@pytest.fixture(scope="module")
def withdrawal(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "abrupt-withdrawal")


@pytest.fixture(scope="module")
def overdose(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "overdose-effects")


def test_nine_effects_are_called_common_by_two_documents_or_more(store: EmbeddedStore, index: Index) -> None:
    expected = [
        *((effect, "5", document) for effect in ("drowsiness", "dizziness") for document in ALL),
        *(("fatigue", "3", document) for document in (PSYCHIATRY, MONOGRAPH, CLINIC)),
        *(("weakness", "3", document) for document in (MONOGRAPH, CLINIC, ENCYCLOPAEDIA)),
        *(("confusion", "2", document) for document in (HEALTH, MONOGRAPH)),
        *(
            (effect, "2", document)
            for effect in ("nausea", "headache", "insomnia", "constipation")
            for document in (MONOGRAPH, CLINIC)
        ),
    ]
    rows = rows_of(store, index, "common-effects")
    assert chosen(rows, "effect sources source") == sorted(expected)
    assert {row["incidence"] for row in rows if row["source"] == MONOGRAPH} == {"at least 10 %"}
    assert rows[0]["effect"] == "dizziness"


def test_more_or_fewer_documents_and_other_classes_can_be_asked_for(store: EmbeddedStore, index: Index) -> None:
    five = rows_of(store, index, "common-effects", {"documents": "5"})
    assert {row["effect"] for row in five} == {"drowsiness", "dizziness"}
    assert rows_of(store, index, "common-effects", {"documents": "6"}) == []
    one = rows_of(store, index, "common-effects", {"documents": "1"})
    alone = {"sedation", "dry mouth", "hypotension", "increased urination", "euphoria"}
    assert {row["effect"] for row in one if row["sources"] == "1"} == alone
    rare = rows_of(store, index, "common-effects", {"documents": "1", "frequency": "rare"})
    assert chosen(rare, "effect source") == [("hallucination", HEALTH), ("psychotic episode", HEALTH)]


def test_serious_effects_and_their_circumstances_are_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        ("respiratory depression", "baclofen", "serious", PSYCHIATRY),
        ("respiratory depression", "combination of baclofen and other CNS depressants", "serious", PSYCHIATRY),
        *((effect, ABRUPT, "severe", PSYCHIATRY) for effect in (SYNDROME, "hallucination", "anxiety", "seizure")),
        *[(SYNDROME, CESSATION, "life-threatening", PSYCHIATRY)] * 2,
        *((effect, ABRUPT, "severe", HEALTH) for effect in ("hallucination", "seizure")),
        ("hypersensitivity reaction", "baclofen", "severe", MONOGRAPH),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("mental changes", "mood changes", "confusion")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("depression", "hallucination", "hypotension")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("cardiovascular complication", "hypertension")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("cardiac conduction abnormality", "lethargy")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("coma", "myoclonus", "seizure")),
        *((e, "baclofen", "serious", CLINIC) for e in ("central nervous system depression", "adverse drug effect")),
        *((SYNDROME, ABRUPT, severity, CLINIC) for severity in ("serious", "severe")),
        ("seizure", ABRUPT, "life-threatening", CLINIC),
        *((e, OVERDOSE, "severe", CLINIC) for e in ("central nervous system depression", "hypoventilation")),
        ("hypotension", OVERDOSE, "severe", CLINIC),
        ("drug dependence", "baclofen", "severe", CLINIC),
        *((effect, ABRUPT, "serious", ENCYCLOPAEDIA) for effect in ("seizure", "rhabdomyolysis")),
        (SYNDROME, ABRUPT, "severe", ENCYCLOPAEDIA),
    ]
    rows = rows_of(store, index, "serious-effects")
    assert chosen(rows, "effect circumstance severity source") == sorted(expected)


def test_the_headless_list_of_the_monograph_is_not_called_serious(store: EmbeddedStore, index: Index) -> None:
    """Its heading was lost: seizures, rhabdomyolysis and the rest stand there without a class."""
    rows = rows_of(store, index, "serious-effects")
    assert chosen(rows, "effect", source=MONOGRAPH) == [("hypersensitivity reaction",)]


def test_serious_effects_can_be_asked_by_effect_and_severity(store: EmbeddedStore, index: Index) -> None:
    hallucination = rows_of(store, index, "serious-effects", {"effect": "hallucinations"})
    assert chosen(hallucination, "circumstance severity source") == [
        (ABRUPT, "severe", HEALTH),
        (ABRUPT, "severe", PSYCHIATRY),
        ("baclofen", "serious", CLINIC),
    ]
    deadly = rows_of(store, index, "serious-effects", {"severity": "life-threatening"})
    assert {(row["effect"], row["source"]) for row in deadly} == {(SYNDROME, PSYCHIATRY), ("seizure", CLINIC)}


def test_documents_put_four_effects_in_different_classes(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "effect-class-differences")
    assert chosen(rows, "effect class source") == [
        ("confusion", "common", HEALTH),
        ("confusion", "common", MONOGRAPH),
        ("confusion", "serious", CLINIC),
        ("euphoria", "common", ENCYCLOPAEDIA),
        ("euphoria", "isolated cases", CLINIC),
        ("euphoria", "very common", ENCYCLOPAEDIA),
        ("hallucination", "rare", HEALTH),
        ("hallucination", "serious", CLINIC),
        ("hypotension", "common", MONOGRAPH),
        ("hypotension", "serious", CLINIC),
    ]
    assert {row["circumstance"] for row in rows} == {"baclofen"}


def test_what_happens_on_stopping_is_complete(withdrawal: list[Row]) -> None:
    long_use, fall = "long-term use of baclofen", "rapid fall of baclofen levels in the central nervous system"
    expected = [
        *((e, ABRUPT, "severe", PSYCHIATRY) for e in (SYNDROME, "hallucination", "anxiety", "seizure")),
        *[(SYNDROME, CESSATION, "life-threatening", PSYCHIATRY)] * 2,
        *((e, ABRUPT, "", HEALTH) for e in (SYNDROME, "anxiety", "agitation", "insomnia", "withdrawal delirium")),
        *((e, ABRUPT, "severe", HEALTH) for e in ("hallucination", "seizure")),
        (SYNDROME, long_use, "", HEALTH),
        *((e, ABRUPT, "", MONOGRAPH) for e in (SYNDROME, "hallucination", "seizure", "rebound spasticity")),
        *((SYNDROME, ABRUPT, severity, CLINIC) for severity in ("", "mild", "serious", "severe")),
        *((e, ABRUPT, "", CLINIC) for e in ("agitation", "insomnia", "confusion", "delusion", "hallucination")),
        *((e, ABRUPT, "", CLINIC) for e in ("seizure", "multiple organ failure")),
        ("muscle spasm", ABRUPT, "mild", CLINIC),
        ("seizure", ABRUPT, "life-threatening", CLINIC),
        *[(SYNDROME, CESSATION, "", CLINIC)] * 2,
        *[(SYNDROME, fall, "", CLINIC)] * 2,
        (SYNDROME, SYNDROME, "", CLINIC),
        *((e, ABRUPT, "serious", ENCYCLOPAEDIA) for e in ("seizure", "rhabdomyolysis")),
        (SYNDROME, ABRUPT, "severe", ENCYCLOPAEDIA),
        *[(SYNDROME, CESSATION, "", ENCYCLOPAEDIA)] * 3,
        (SYNDROME, "intrathecal baclofen therapy", "", ENCYCLOPAEDIA),
        (SYNDROME, long_use, "", ENCYCLOPAEDIA),
    ]
    assert chosen(withdrawal, "effect subject severity source") == sorted(expected)


def test_withdrawal_begins_within_48_hours_by_one_document(withdrawal: list[Row]) -> None:
    assert [(r["effect"], r["relation"], r["onset"], r["source"]) for r in withdrawal if r["onset"]] == [
        (SYNDROME, "has onset", "up to 48 h", CLINIC)
    ]


def test_withdrawal_by_route(store: EmbeddedStore, index: Index) -> None:
    intrathecal = rows_of(store, index, "abrupt-withdrawal", {"route": "intrathecal route"})
    assert chosen(intrathecal, "effect relation subject source") == [
        (SYNDROME, "causes", CESSATION, CLINIC),
        (SYNDROME, "increases risk of", "intrathecal baclofen therapy", ENCYCLOPAEDIA),
    ]
    oral = rows_of(store, index, "abrupt-withdrawal", {"route": "oral route"})
    assert chosen(oral, "effect subject source") == [(SYNDROME, CESSATION, CLINIC)]
    assert rows_of(store, index, "abrupt-withdrawal", {"route": "transdermal route"}) == []


def test_how_withdrawal_is_treated_and_the_effects_of_taking_the_drug_are_no_answer(withdrawal: list[Row]) -> None:
    subjects = {row["subject"] for row in withdrawal}
    assert not subjects & {"baclofen", "resumption of baclofen", "tapering of baclofen"}
    assert not {row["effect"] for row in withdrawal} & {"drowsiness", "hypotension", "coma"}


def test_nine_findings_have_two_roles_and_none_has_three(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "findings-in-several-roles")
    taking, stopping, too_much = "adverse effect", "withdrawal effect", "overdose effect"
    depression = "central nervous system depression"
    expected = {
        ("anxiety", taking): {HEALTH},
        ("anxiety", stopping): {PSYCHIATRY, HEALTH},
        ("confusion", taking): {PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC},
        ("confusion", stopping): {CLINIC},
        ("hallucination", taking): {HEALTH, MONOGRAPH, CLINIC},
        ("hallucination", stopping): {PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC},
        ("insomnia", taking): {MONOGRAPH, CLINIC, ENCYCLOPAEDIA},
        ("insomnia", stopping): {HEALTH, CLINIC},
        ("rhabdomyolysis", taking): {MONOGRAPH},
        ("rhabdomyolysis", stopping): {ENCYCLOPAEDIA},
        ("seizure", taking): {MONOGRAPH, CLINIC},
        ("seizure", stopping): set(ALL),
        (depression, taking): {PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC},
        (depression, too_much): {CLINIC},
        ("hypotension", taking): {MONOGRAPH, CLINIC},
        ("hypotension", too_much): {CLINIC},
        ("adverse drug effect", taking): {CLINIC},
        ("adverse drug effect", too_much): {CLINIC},
    }
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        found.setdefault((row["finding"], row["role"]), set()).add(row["source"])
    assert found == expected
    assert {row["roles"] for row in rows} == {"2"}
    assert rows_of(store, index, "findings-in-several-roles", {"at_least": "3"}) == []


def test_agitation_is_no_adverse_effect_though_paradoxical_agitation_is(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "findings-in-several-roles", {"at_least": "1"})
    roles = {(row["finding"], row["role"]) for row in rows if "agitation" in row["finding"]}
    assert roles == {("agitation", "withdrawal effect"), ("paradoxical agitation", "adverse effect")}


def test_overdose_and_high_doses_are_kept_apart(overdose: list[Row]) -> None:
    columns = "effect exposure dose source"
    assert chosen(overdose, columns, circumstance="overdose") == [
        ("adverse drug effect", OVERDOSE, "more than 300 mg/day", CLINIC),
        ("central nervous system depression", OVERDOSE, "more than 300 mg/day", CLINIC),
        ("hypotension", OVERDOSE, "more than 300 mg/day", CLINIC),
        ("hypoventilation", OVERDOSE, "more than 300 mg/day", CLINIC),
    ]
    expected = [
        *((e, "baclofen", "", HEALTH) for e in ("hallucination", "psychotic episode")),
        ("lethargy", "baclofen", "more than 100 mg/day", HEALTH),
        *((e, "long-term use of baclofen", "", HEALTH) for e in ("drug tolerance", "drug dependence")),
        ("respiratory depression", "combination of baclofen and opioids", "", HEALTH),
        ("drug dependence", "baclofen", "", CLINIC),
        *(
            ("de novo seizure", f"combination of baclofen and {partner}", "", ENCYCLOPAEDIA)
            for partner in ("alcohol", "benzodiazepines", "other CNS depressants")
        ),
    ]
    assert chosen(overdose, columns, circumstance="high dose") == sorted(expected)
    assert not any("cessation" in row["exposure"] for row in overdose)


def test_two_pairs_of_opposites_are_reported(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "opposite-effects")
    assert chosen(rows, "finding opposite opposite_sources source") == [
        ("hypertension", "hypotension", "2", CLINIC),
        ("hypotension", "hypertension", "1", CLINIC),
        ("hypotension", "hypertension", "1", MONOGRAPH),
        ("increased urination", "urinary retention", "1", CLINIC),
        ("urinary retention", "increased urination", "1", ENCYCLOPAEDIA),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("common-effects", "serious-effects", "effect-class-differences", "abrupt-withdrawal"),
        *("findings-in-several-roles", "overdose-effects", "opposite-effects"),
    ],
)
def test_of_naltrexone_nothing_of_the_kind_is_said(store: EmbeddedStore, index: Index, name: str) -> None:
    assert rows_of(store, index, name, {"drug": "naltrexone"}) == []
