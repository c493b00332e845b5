"""Stopping the drug, and findings in several roles, as a reader of the documents answers."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

ABRUPT, CESSATION = "abrupt cessation of baclofen", "cessation of baclofen"
SYNDROME = "baclofen withdrawal syndrome"
ALL = (PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC, ENCYCLOPAEDIA)


@pytest.fixture(scope="module")
def abrupt(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "abrupt-withdrawal")


@pytest.fixture(scope="module")
def withdrawal(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "withdrawal-effects")


def test_what_happens_on_stopping_is_complete(abrupt: list[Row]) -> None:
    long_use, fall = "long-term use of baclofen", "rapid fall of baclofen levels in the central nervous system"
    expected = [
        *((e, ABRUPT, "severe", PSYCHIATRY) for e in (SYNDROME, "hallucination", "anxiety", "seizure")),
        *[(SYNDROME, CESSATION, "life-threatening", PSYCHIATRY)] * 2,
        *((e, ABRUPT, "", HEALTH) for e in (SYNDROME, "anxiety", "agitation", "insomnia", "withdrawal delirium")),
        *((e, ABRUPT, "severe", HEALTH) for e in ("hallucination", "seizure")),
        (SYNDROME, long_use, "", HEALTH),
        *((e, ABRUPT, "", MONOGRAPH) for e in (SYNDROME, "hallucination", "seizure", "rebound spasticity")),
        *((SYNDROME, ABRUPT, severity, CLINIC) for severity in ("", "mild", "serious")),
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
    assert chosen(abrupt, "effect subject severity source") == sorted(expected)


def test_withdrawal_begins_within_48_hours_by_one_document(abrupt: list[Row]) -> None:
    assert [(r["effect"], r["relation"], r["onset"], r["source"]) for r in abrupt if r["onset"]] == [
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


def test_how_withdrawal_is_treated_and_the_effects_of_taking_the_drug_are_no_answer(abrupt: list[Row]) -> None:
    subjects = {row["subject"] for row in abrupt}
    assert not subjects & {"baclofen", "resumption of baclofen", "tapering of baclofen"}
    assert not {row["effect"] for row in abrupt} & {"drowsiness", "hypotension", "coma"}


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


def test_what_follows_when_the_drug_is_stopped_is_complete(withdrawal: list[Row]) -> None:
    rows = [
        row for row in withdrawal if row["subject"] == "abrupt cessation of baclofen" and row["relation"] == "causes"
    ]
    expected = [
        *((effect, "severe", PSYCHIATRY) for effect in ("hallucination", "anxiety", "seizure")),
        *((effect, "", HEALTH) for effect in ("anxiety", "agitation", "insomnia", "withdrawal delirium")),
        *((effect, "severe", HEALTH) for effect in ("hallucination", "seizure")),
        *((effect, "", MONOGRAPH) for effect in ("hallucination", "seizure", "rebound spasticity")),
        *((effect, "", CLINIC) for effect in ("agitation", "insomnia", "confusion", "delusion", "hallucination")),
        *(("seizure", "", CLINIC), ("multiple organ failure", "", CLINIC)),
        *(("muscle spasm", "mild", CLINIC), ("seizure", "life-threatening", CLINIC)),
        *((effect, "serious", ENCYCLOPAEDIA) for effect in ("seizure", "rhabdomyolysis")),
    ]
    found = [row for row in chosen(rows, "effect severity source") if row[0] != "baclofen withdrawal syndrome"]
    assert found == sorted(expected)


def test_withdrawal_comes_within_48_hours_and_ends_when_the_drug_is_resumed(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "subject onset source", relation="has onset") == [
        ("baclofen withdrawal syndrome", "up to 48 h", CLINIC)
    ]
    assert chosen(withdrawal, "relation effect qualifiers source", subject="resumption of baclofen") == [
        ("decreases", "baclofen withdrawal syndrome", "", ENCYCLOPAEDIA),
        ("decreases", "baclofen withdrawal syndrome", "degree: complete", ENCYCLOPAEDIA),
    ]


def test_what_withdrawal_is_likened_to(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "subject effect source", relation="resembles") == [
        ("baclofen withdrawal syndrome", "alcohol withdrawal syndrome", HEALTH),
        ("baclofen withdrawal syndrome", "alcohol withdrawal syndrome", ENCYCLOPAEDIA),
        ("baclofen withdrawal syndrome", "benzodiazepine withdrawal syndrome", ENCYCLOPAEDIA),
    ]


def test_what_makes_withdrawal_likelier(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "subject modality source", relation="increases risk of") == [
        ("abrupt cessation of baclofen", "asserted", ENCYCLOPAEDIA),
        ("intrathecal baclofen therapy", "asserted", ENCYCLOPAEDIA),
        ("long-term use of baclofen", "asserted", ENCYCLOPAEDIA),
        ("long-term use of baclofen", "hedged", HEALTH),
        ("rapid fall of baclofen levels in the central nervous system", "asserted", CLINIC),
    ]


def test_four_documents_call_for_tapering(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "source modality", relation="should follow", effect="tapering of baclofen") == [
        (document, "recommendation") for document in (CLINIC, HEALTH, ENCYCLOPAEDIA, PSYCHIATRY)
    ]
