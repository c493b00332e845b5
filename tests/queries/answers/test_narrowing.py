"""A table may leave out what another column says, and nothing that reverses or limits a row."""

from __future__ import annotations

import pytest

from queries.answers.narrowing import claims_first, readable, readable_roll_up, with_labels
from queries.store.interface import Solutions, Term

LIMITS = ("phrase", "answer", "polarity", "modality", "status", "reading", "review", "qualifiers")


def text(value: str) -> Term:
    return {"type": "literal", "value": value}


def source(name: str) -> Term:
    return {"type": "uri", "value": f"https://w3id.org/drugkg/source/{name}"}


def answer(*rows: dict[str, Term]) -> Solutions:
    return Solutions(list(dict.fromkeys(name for row in rows for name in row)), list(rows))


@pytest.mark.parametrize("name", LIMITS)
def test_what_reverses_or_limits_a_row_is_a_column(name: str) -> None:
    shown, notes = readable(answer({"a": text("1"), name: text("x")}, {"a": text("2"), name: text("y")}))
    assert shown.variables == ["a", name]
    assert notes == []


@pytest.mark.parametrize("name", LIMITS)
def test_what_limits_all_rows_alike_is_said_once_above(name: str) -> None:
    shown, notes = readable(answer({"a": text("1"), name: text("x")}, {"a": text("2"), name: text("x")}))
    assert shown.variables == ["a"]
    assert notes == [f"{name}: x (in all rows)"]


def test_a_limit_of_some_rows_is_a_column() -> None:
    shown, notes = readable(answer({"a": text("1"), "status": text("off label")}, {"a": text("2")}))
    assert (shown.variables, notes) == (["a", "status"], [])


def test_a_single_row_keeps_all_that_it_says() -> None:
    row = {"effect": text("rash"), "effect_id": text("x:rash"), "polarity": text("denied")}
    shown, notes = readable(Solutions([*row, "status"], [row]))
    assert shown.variables == ["effect", "polarity"]
    assert notes == ["empty: status", "not shown: effect_id (--full, or -f csv, json, tsv, md)"]


def test_a_column_that_is_empty_everywhere_is_named() -> None:
    shown, notes = readable(Solutions(["a", "status"], [{"a": text("1")}, {"a": text("2")}]))
    assert (shown.variables, notes) == (["a"], ["empty: status"])


def test_claim_rows_begin_with_the_sentence_and_the_short_name_of_the_document() -> None:
    rows = [
        {"effect": text("rash"), "source": source(name), "statement": text(f"{name} says it."), "claim": text(name)}
        for name in ("leaflet", "paper")
    ]
    shown, _ = readable(answer(*rows))
    assert shown.variables == ["statement", "source", "claim"]
    assert readable(answer(rows[0]))[0].variables == ["statement", "source", "effect", "claim"]
    assert [row["source"]["value"] for row in shown.rows] == ["leaflet", "paper"]
    assert claims_first(answer(*rows)).variables == ["statement", "source", "effect", "claim"]
    assert claims_first(answer(*rows)).rows == rows


def test_rows_that_are_not_claims_keep_their_order() -> None:
    rows = answer({"a": text("1"), "source": source("leaflet"), "statement": text("x")})
    assert claims_first(rows) == rows
    assert readable(rows) == (answer({"a": text("1"), "source": text("leaflet"), "statement": text("x")}), [])


def test_entities_have_their_labels_but_in_columns_of_identifiers() -> None:
    entity = {"type": "uri", "value": "https://w3id.org/drugkg/entity/x"}
    rows = answer({"via": entity, "via_id": entity, "n": text("1")})
    labels = {"https://w3id.org/drugkg/entity/x": "the x"}
    assert with_labels(rows, labels.get) == answer({"via": text("the x"), "via_id": entity, "n": text("1")})
    assert with_labels(answer({"n": text("1")}), labels.get) == answer({"n": text("1")})


def test_identifiers_parts_of_values_and_lists_of_works_are_left_out_and_named() -> None:
    row = {name: text("1") for name in ("effect", "effect_id", "value", "minimum", "unit", "cites", "works")}
    other = {name: text("2") for name in row}
    shown, notes = readable(answer(row, other))
    assert shown.variables == ["effect", "value"]
    assert notes == ["not shown: effect_id, minimum, unit, cites, works (--full, or -f csv, json, tsv, md)"]


def test_qualifiers_do_not_repeat_a_column() -> None:
    rows = [
        {"frequency": text(word), "qualifiers": text(f"frequency: {word}; route: oral")} for word in ("rare", "common")
    ]
    shown, _ = readable(answer(*rows))
    assert [row["qualifiers"]["value"] for row in shown.rows] == ["route: oral", "route: oral"]


def test_a_roll_up_keeps_the_column_of_every_document() -> None:
    rows = [
        {"drug": text("x"), "effect": text(name), "effect_id": text(name), "A leaflet": text("denied")}
        for name in ("rash", "cough")
    ]
    shown, notes = readable_roll_up(answer(*rows), ["drug", "effect"])
    assert shown.variables == ["effect", "A leaflet"]
    assert notes == ["drug: x (in all rows)"]
    assert readable_roll_up(answer(rows[0]), ["drug", "effect"])[0].variables == ["drug", "effect", "A leaflet"]
