"""A roll-up says of each thing what each document says: denials, doubts and silence included."""

from __future__ import annotations

import pytest

from queries.answers.rollup import can_roll_up, roll_up
from queries.store.interface import Solutions, Term

DOCUMENTS = {"http://d/leaflet": "A leaflet", "http://d/paper": "A paper", "http://d/page": "A page"}


def claims(*lines: str, more: tuple[str, ...] = ()) -> Solutions:
    """Return claim rows of lines such as ``rash | leaflet | common | ref:1``."""
    rows: list[dict[str, Term]] = []
    for number, line in enumerate(lines):
        effect, source, answer, works, *others = [part.strip() for part in (line + " | |").split("|")]
        row: dict[str, Term] = {
            "source": {"type": "uri", "value": f"http://d/{source}"},
            "claim": {"type": "uri", "value": f"http://c/{number}"},
        }
        named = {"effect": effect, "answer": answer, "works": works, **dict(zip(more, others, strict=False))}
        rows.append(row | {name: {"type": "literal", "value": text} for name, text in named.items() if text})
    return Solutions(["effect", *more, "answer", "works", "source", "claim"], rows)


def rolled(*lines: str) -> list[dict[str, str]]:
    answer = roll_up(claims(*lines), ["effect"], DOCUMENTS)
    return [{name: row[name]["value"] for name in answer.variables if name in row} for row in answer.rows]


def test_each_thing_has_a_row_and_each_speaking_document_a_column() -> None:
    answer = roll_up(
        claims("rash | paper | rare", "rash | leaflet | common", "cough | paper | yes"), ["effect"], DOCUMENTS
    )
    assert answer.variables == ["effect", "A leaflet", "A paper", "independent_sources"]
    assert rolled("rash | paper | rare", "rash | leaflet | common", "cough | paper | yes") == [
        {"effect": "rash", "A leaflet": "common", "A paper": "rare", "independent_sources": "2"},
        {"effect": "cough", "A paper": "yes", "independent_sources": "1"},
    ]


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        (["denied", "yes"], "denied; yes"),
        (["yes", "denied, with reserve"], "yes; denied, with reserve"),
        (["yes", "not recommended [stroke]"], "yes; not recommended [stroke]"),
        (["yes", "may"], "yes; may"),
        (["yes", "insufficient evidence"], "yes; insufficient evidence"),
        (["yes", "yes [high dose]"], "yes, also [high dose]"),
        (["yes", "common [high dose]"], "yes; common [high dose]"),
        (["more [with alcohol]", "more [with opioids]"], "more [with alcohol] [with opioids]"),
        (["more [with alcohol]", "may [with opioids]"], "more [with alcohol]; may [with opioids]"),
        (["yes", "common"], "common"),
        (["common", "common"], "common"),
        (["aim"], "aim"),
    ],
)
def test_a_cell_keeps_all_that_a_document_says(said: list[str], cell: str) -> None:
    assert rolled(*(f"rash | leaflet | {answer}" for answer in said))[0]["A leaflet"] == cell


@pytest.mark.parametrize(
    ("name", "value", "cell", "count"),
    [
        ("review", "proposed", "yes [proposed]", "1"),
        ("review", "rejected", "yes [rejected]", "0"),
        ("review", "reviewed", "yes", "1"),
        ("reading", "doubtfulLayout", "yes [doubtful layout]", "1"),
        ("reading", "stated", "yes", "1"),
    ],
)
def test_what_the_reader_doubts_is_in_the_cell(name: str, value: str, cell: str, count: str) -> None:
    answer = claims(f"rash | leaflet | yes || {value}", more=(name,))
    [row] = roll_up(answer, ["effect"], DOCUMENTS).rows
    assert (row["A leaflet"]["value"], row["independent_sources"]["value"]) == (cell, count)


def test_a_silent_document_has_an_empty_cell() -> None:
    [rash, cough] = rolled("rash | leaflet | yes", "rash | paper | yes", "cough | leaflet | denied")
    assert (rash["independent_sources"], cough) == (
        "2",
        {"effect": "cough", "A leaflet": "denied", "independent_sources": "1"},
    )


def test_documents_that_cite_one_work_are_one_independent_source() -> None:
    [row] = rolled("rash | leaflet | yes | w1", "rash | paper | yes | w2 w1", "rash | page | yes")
    assert row["independent_sources"] == "2"


def test_things_with_the_most_independent_sources_come_first_and_equals_keep_their_order() -> None:
    lines = [
        "b | leaflet | yes | w",
        "b | paper | yes | w",
        "a | leaflet | yes",
        "c | leaflet | yes",
        "c | paper | yes",
    ]
    assert [row["effect"] for row in rolled(*lines)] == ["c", "b", "a"]


def test_things_of_one_name_with_two_identifiers_are_two_rows() -> None:
    answer = claims("cold | leaflet | yes || x:1", "cold | paper | yes || x:2", more=("effect_id",))
    made = roll_up(answer, ["effect"], DOCUMENTS)
    assert made.variables[:2] == ["effect", "effect_id"]
    assert [row["effect_id"]["value"] for row in made.rows] == ["x:1", "x:2"]


def test_a_row_may_be_named_by_a_column_that_is_empty() -> None:
    answer = claims("rash | leaflet | yes || oral", "rash | leaflet | denied ||", more=("route",))
    made = roll_up(answer, ["effect", "route"], DOCUMENTS)
    assert [row["A leaflet"]["value"] for row in made.rows] == ["yes", "denied"]
    assert "route" not in made.rows[1]


def test_a_document_without_a_title_or_with_that_of_another_column_has_its_short_name() -> None:
    answer = claims("rash | leaflet | yes", "rash | paper | yes", "rash | other | yes")
    made = roll_up(answer, ["effect"], {"http://d/leaflet": "effect", "http://d/paper": "A paper"})
    assert made.variables == ["effect", "effect (leaflet)", "A paper", "other", "independent_sources"]


def test_the_notice_of_a_cut_answer_is_kept() -> None:
    assert roll_up(claims("rash | leaflet | yes")._replace(notice="cut"), ["effect"], DOCUMENTS).notice == "cut"


def test_only_answers_with_the_columns_can_be_rolled_up() -> None:
    answer = claims("rash | leaflet | yes")
    assert can_roll_up(answer, ["effect"])
    assert not can_roll_up(answer, [])
    assert not can_roll_up(answer, ["effect", "route"])
    assert not can_roll_up(answer._replace(variables=["effect", "source", "claim"]), ["effect"])


def test_cells_can_count_claims_in_place_of_what_they_say() -> None:
    answer = claims("rash | paper | denied", "rash | paper | yes", "rash | leaflet | yes")
    [row] = roll_up(answer, ["effect"], DOCUMENTS, count=True).rows
    assert (row["A leaflet"]["value"], row["A paper"]["value"]) == ("1 claim", "2 claims")
    assert row["independent_sources"]["value"] == "2"


def test_a_cell_leaves_out_the_limit_that_its_row_names() -> None:
    answer = claims("rash | paper | yes [children; high dose] || children", more=("group",))
    [row] = roll_up(answer, ["effect", "group"], DOCUMENTS).rows
    assert row["A paper"]["value"] == "yes [high dose]"
