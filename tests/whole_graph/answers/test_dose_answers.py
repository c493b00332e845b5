"""Doses, pharmacokinetics, ranges of values, and the reasons for other doses, as a reader of the documents answers."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

AUD = "alcohol use disorder"
ORAL, INTRATHECAL = "oral route", "intrathecal route"
START, MAINTENANCE, MAXIMUM = "starting dose", "maintenance dose", "maximum dose"
DOSES = ("has dose", "has dose increment", "requires dose change of")


@pytest.fixture(scope="module")
def ranges(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "value-ranges")


@pytest.fixture(scope="module")
def reasons(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "dose-adjustment-reasons")


@pytest.fixture(scope="module")
def dosing(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "dosing")


def test_three_half_lives_agree_on_two_and_a_half_to_four_hours(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "half-life-by-document")
    assert chosen(rows, "value minimum maximum unit source") == [
        ("2.5–4 h", "2.5", "4", "h", MONOGRAPH),
        ("about 2–4 h", "2", "4", "h", ENCYCLOPAEDIA),
        ("about 2–6 h", "2", "6", "h", HEALTH),
    ]
    shared = set(chosen(rows, "documents greatest_minimum least_maximum common"))
    assert shared == {("3", "2.5", "4", "2.5–4 h")}


def test_no_source_gives_the_half_life_of_phenibut(store: EmbeddedStore, index: Index) -> None:
    assert rows_of(store, index, "half-life-by-document", {"drug": "phenibut"}) == []
    assert rows_of(store, index, "value-ranges", {"drug": "phenibut"}) == []


def test_ranges_of_pharmacokinetic_quantities_are_complete(ranges: list[Row]) -> None:
    rows = [row for row in ranges if row["property"] != "has dose"]
    assert chosen(rows, "property value source documents common") == [
        ("has bioavailability", "about 70 %", MONOGRAPH, "1", "70 %"),
        ("has fraction excreted unchanged", "70–80 %", MONOGRAPH, "1", "70–80 %"),
        ("has fraction metabolised", "15 %", MONOGRAPH, "1", "15 %"),
        ("has half-life", "2.5–4 h", MONOGRAPH, "3", "2.5–4 h"),
        ("has half-life", "about 2–4 h", ENCYCLOPAEDIA, "3", "2.5–4 h"),
        ("has half-life", "about 2–6 h", HEALTH, "3", "2.5–4 h"),
        ("has protein binding", "about 30 %", MONOGRAPH, "1", "30 %"),
        ("has time to peak concentration", "1–3 h", HEALTH, "2", "2–3 h"),
        ("has time to peak concentration", "2–3 h", MONOGRAPH, "2", "2–3 h"),
    ]


def test_ranges_of_doses_are_complete_and_kept_apart(ranges: list[Row]) -> None:
    aud = [("more than 200 mg/day", HEALTH), ("30–300 mg/day", PSYCHIATRY), ("up to 270 mg/day", CLINIC)]
    aud += [("more than 300 mg/day", CLINIC), ("more than 400 mg/day", CLINIC)]
    oral, pump = ("spasticity", ORAL), ("spasticity", INTRATHECAL)
    expected = [
        *((AUD, "", "", value, source, "none") for value, source in aud),
        (AUD, "", START, "5–10 mg", PSYCHIATRY, "5–10 mg"),
        ("spasticity", "", "", "40–80 mg/day", HEALTH, "40–80 mg/day"),
        (*oral, START, "5 mg", MONOGRAPH, "5 mg"),
        (*oral, MAINTENANCE, "40–80 mg/day", MONOGRAPH, "40–80 mg/day"),
        *((*oral, MAXIMUM, value, MONOGRAPH, "up to 80 mg/day") for value in ("up to 80 mg/day", "up to 100 mg/day")),
        (*pump, "test dose", "50–100 µg", MONOGRAPH, "50–100 µg"),
        (*pump, MAINTENANCE, "300–800 µg/day", MONOGRAPH, "300–800 µg/day"),
        ("tobacco use disorder", "", "", "80 mg/day", CLINIC, "80 mg/day"),
    ]
    rows = chosen(ranges, "object route phase value source common", property="has dose")
    assert rows == sorted(expected)
    bounds = {(row["greatest_minimum"], row["least_maximum"]) for row in ranges if row["common"] == "none"}
    assert bounds == {("400", "270")}


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        ("hasIncidenceOf", [("adverse drug effect", "10–65 %", CLINIC)]),
        ("hasConcentrationIn", [("cerebrospinal fluid", "10", ENCYCLOPAEDIA)]),
        ("hasDoseIncrement", [("spasticity", "15", MONOGRAPH)]),
        ("hasMolecularWeight", [("", "213.66", ENCYCLOPAEDIA)]),
    ],
)
def test_another_quantity_can_be_asked_for(
    store: EmbeddedStore, index: Index, quantity: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = rows_of(store, index, "value-ranges", {"quantity": quantity})
    column = "value" if quantity == "hasIncidenceOf" else "minimum"
    assert chosen(rows, f"object {column} source") == expected


def test_doses_in_alcohol_use_disorder_stand_beside_those_in_spasticity(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "doses-by-condition")
    assert chosen(rows, "phase route dose regimen source", condition=AUD) == sorted(
        [
            ("", "", "more than 200 mg/day", "", HEALTH),
            ("", "", "30–300 mg/day", "", PSYCHIATRY),
            ("", "", "up to 270 mg/day", "", CLINIC),
            ("", "", "more than 300 mg/day", "", CLINIC),
            ("", "", "more than 400 mg/day", "", CLINIC),
            (START, "", "5–10 mg", "three times daily", PSYCHIATRY),
            *[("", "", "", "", PSYCHIATRY)] * 2,
        ]
    )
    assert chosen(rows, "phase route comparison_dose regimen source", condition="spasticity") == sorted(
        [
            ("", "", "40–80 mg/day", "", HEALTH),
            (START, ORAL, "5 mg", "three times daily", MONOGRAPH),
            ("titration", ORAL, "15 mg/day", "every 3 days", MONOGRAPH),
            (MAINTENANCE, ORAL, "40–80 mg/day", "in divided doses", MONOGRAPH),
            (MAXIMUM, ORAL, "up to 80 mg/day", "", MONOGRAPH),
            (MAXIMUM, ORAL, "up to 100 mg/day", "", MONOGRAPH),
            ("test dose", INTRATHECAL, "50–100 µg", "", MONOGRAPH),
            (MAINTENANCE, INTRATHECAL, "300–800 µg/day", "infusion", MONOGRAPH),
        ]
    )
    assert not any(row["dose"] and row["comparison_dose"] for row in rows)
    assert [row["qualifiers"] for row in rows if row["modality"] == "unknown"] == ["measure: optimal dose"] * 2


def test_other_conditions_can_be_compared(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "doses-by-condition", {"condition": "tobacco use disorder", "comparison": "epilepsy"})
    assert chosen(rows, "condition dose comparison_dose source") == [("tobacco use disorder", "80 mg/day", "", CLINIC)]


def test_one_document_alone_states_a_maximum_and_two_of_them(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "maximum-doses")
    assert chosen(rows, "condition route value modality source", limit="stated maximum") == [
        ("spasticity", ORAL, "up to 100 mg/day", "hedged", MONOGRAPH),
        ("spasticity", ORAL, "up to 80 mg/day", "asserted", MONOGRAPH),
    ]
    assert chosen(rows, "condition route maximum unit source", limit="upper end of a range") == [
        (AUD, "", "270", "mg/d", CLINIC),
        (AUD, "", "300", "mg/d", PSYCHIATRY),
        ("spasticity", "", "80", "mg/d", HEALTH),
        ("spasticity", INTRATHECAL, "800", "ug/d", MONOGRAPH),
        ("spasticity", ORAL, "80", "mg/d", MONOGRAPH),
    ]
    assert chosen(rows, "condition value source", limit="single dose") == [
        ("tobacco use disorder", "80 mg/day", CLINIC)
    ]
    assert chosen(rows, "condition minimum source", limit="no upper end") == [
        (AUD, "200", HEALTH),
        (AUD, "300", CLINIC),
        (AUD, "400", CLINIC),
    ]
    assert not {row["phase"] for row in rows} & {START, "titration", "test dose"}


def test_maximum_doses_by_condition_and_route(store: EmbeddedStore, index: Index) -> None:
    pump = rows_of(store, index, "maximum-doses", {"route": "intrathecal route"})
    assert chosen(pump, "condition value") == [("spasticity", "300–800 µg/day")]
    assert rows_of(store, index, "maximum-doses", {"condition": AUD, "route": "intrathecal route"}) == []


def test_why_people_with_renal_impairment_get_another_dose(reasons: list[Row]) -> None:
    renal, below_30 = "people with renal impairment", "people with creatinine clearance below 30 mL/min"
    columns = "part subject relation object value source"
    assert chosen(reasons, columns, population=renal) == sorted(
        [
            *[("difference", renal, "requires dose change of", "baclofen", "", MONOGRAPH)] * 2,
            ("difference", "dose of baclofen", "depends on", "reduced kidney function", "", HEALTH),
            *(
                ("reason", "baclofen", "excreted by", "kidney", "", document)
                for document in (HEALTH, MONOGRAPH, ENCYCLOPAEDIA)
            ),
            *(
                ("reason", "baclofen", "has fraction excreted unchanged", "", value, document)
                for value, document in (("", HEALTH), ("70–80 %", MONOGRAPH), ("", ENCYCLOPAEDIA))
            ),
        ]
    )
    assert chosen(reasons, columns, population=below_30) == [
        ("difference", below_30, "requires dose change of", "baclofen", "25–50 % less", MONOGRAPH)
    ]
    mechanisms = {row["qualifiers"].partition("mechanism: ")[2] for row in reasons}
    assert {"renal excretion", "excretion mainly by the kidneys"} <= mechanisms


def test_why_people_with_hepatic_impairment_are_treated_differently(reasons: list[Row]) -> None:
    columns = "part relation object value source"
    assert chosen(reasons, columns, population="people with hepatic impairment") == [
        ("difference", "caution in", "people with hepatic impairment", "", MONOGRAPH),
        ("reason", "decreases risk of", "drug interaction through hepatic metabolism", "", HEALTH),
        ("reason", "has fraction metabolised", "", "15 %", MONOGRAPH),
        ("reason", "metabolised by", "liver", "", MONOGRAPH),
    ]
    assert chosen(reasons, columns, population="people with liver cirrhosis") == [
        ("difference", "of special value in", "people with liver cirrhosis", "", PSYCHIATRY)
    ]


def test_why_older_people_are_treated_differently(reasons: list[Row]) -> None:
    older, accumulation = "older people", "accumulation of baclofen in plasma"
    expected = [
        *(("difference", older, "requires dose change of", "baclofen", source) for source in (MONOGRAPH, PSYCHIATRY)),
        ("difference", "baclofen", "requires", "dose titration", PSYCHIATRY),
        *(
            ("reason", "baclofen", "causes", effect, PSYCHIATRY)
            for effect in ("central nervous system depression", "confusion", "fall")
        ),
        ("reason", older, "shows increased", "sensitivity to baclofen", MONOGRAPH),
        ("reason", older, "shows reduced", "metabolism of baclofen", HEALTH),
        ("reason", older, "shows increased", accumulation, HEALTH),
        ("reason", accumulation, "increases risk of", "sedation", HEALTH),
        ("reason", older, "increases risk of", "sedation", HEALTH),
    ]
    assert chosen(reasons, "part subject relation object source", population=older) == sorted(expected)


def test_other_groups_are_not_in_the_answer_but_can_be_asked_for(
    store: EmbeddedStore, index: Index, reasons: list[Row]
) -> None:
    assert not any("neurological" in row["population"] or "pregnan" in row["population"] for row in reasons)
    rows = rows_of(store, index, "dose-adjustment-reasons", {"population": "people with neurological disorders"})
    assert chosen(rows, "part relation source") == [
        ("difference", "requires dose change of", HEALTH),
        ("reason", "increases risk of", HEALTH),
    ]
    assert rows_of(store, index, "dose-adjustment-reasons", {"drug": "acamprosate"}) == []


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
    doses = [row for row in dosing if row["relation"] in DOSES]
    assert chosen(doses, "condition relation phase route value regimen source") == sorted(expected)


def test_what_dosing_requires_and_depends_on_is_complete(dosing: list[Row]) -> None:
    use = "use of baclofen in"
    expected = [
        *(("baclofen", "given by", "oral route", source) for source in (MONOGRAPH, ENCYCLOPAEDIA)),
        *(("baclofen", "given by", "intrathecal route", source) for source in (MONOGRAPH, ENCYCLOPAEDIA)),
        ("baclofen", "given by", "transdermal route", ENCYCLOPAEDIA),
        ("baclofen", "available as", "topical cream", ENCYCLOPAEDIA),
        *(("baclofen", "combined with", partner, ENCYCLOPAEDIA) for partner in ("clonidine", "gabapentin")),
        *(("baclofen", "requires", "multiple daily dosing", source) for source in (HEALTH, ENCYCLOPAEDIA)),
        *(
            ("intrathecal baclofen therapy", "requires", "implantable infusion pump", s)
            for s in (MONOGRAPH, ENCYCLOPAEDIA)
        ),
        ("intrathecal baclofen therapy", "requires", "pump implantation", MONOGRAPH),
        *(
            ("intrathecal baclofen therapy", "requires", need, ENCYCLOPAEDIA)
            for need in ("intrathecal catheter insertion", "intrathecal test dose")
        ),
        ("baclofen", "requires", "dose titration", CLINIC),
        *((f"{use} alcohol use disorder", "requires", "dose titration", source) for source in (HEALTH, PSYCHIATRY)),
        (f"{use} psychiatric disorders", "requires", "dose titration", PSYCHIATRY),
        ("dose titration", "decreases risk of", "adverse drug effect", CLINIC),
        *(
            ("dose of baclofen", "depends on", what, CLINIC)
            for what in ("condition under treatment", "individual patient factor")
        ),
        ("clinicians prescribing baclofen", "should do", "dose adjustment", CLINIC),
        *((f"{use} alcohol use disorder", "dose appraised as", "varying", PSYCHIATRY) for _ in ("people", "patients")),
        ("baclofen", "used at lower dose than", "phenibut", ENCYCLOPAEDIA),
    ]
    rest = [row for row in dosing if row["relation"] not in DOSES]
    assert chosen(rest, "subject relation condition source") == sorted(expected)


def test_intrathecal_therapy_has_its_devices_doses_and_limits(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "intrathecal-therapy")
    assert chosen(rows, "subject object value source", connection="about a device") == sorted(
        [
            *(
                ("implantable infusion pump", text, "", ENCYCLOPAEDIA)
                for text in (
                    *(
                        "implanted under the skin",
                        "implanted under the skin of the abdomen",
                        "usually near the ribcage",
                    ),
                    *("computer-controlled, automatic dosing", "reservoir refilled by percutaneous injection"),
                )
            ),
            *(
                ("intrathecal catheter", text, "", ENCYCLOPAEDIA)
                for text in ("joined to the pump", "runs from the spine through the abdomen")
            ),
            ("implantable infusion pump", "", "about 5–7 years", ENCYCLOPAEDIA),
        ]
    )
    doses = chosen(rows, "value source", relation="has dose")
    assert doses == [("300–800 µg/day", MONOGRAPH), ("50–100 µg", MONOGRAPH)]
    assert {row["source"] for row in rows} == {CLINIC, MONOGRAPH, ENCYCLOPAEDIA}
    oral = rows_of(store, index, "intrathecal-therapy", {"route": "oral route"})
    assert not {row["claim"] for row in oral} & {row["claim"] for row in rows}


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
