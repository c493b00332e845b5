"""Answers as tables, charts and files, without a screen."""

from __future__ import annotations

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from ontology.namespaces import PREFIXES, compact, expand
from queries.index.name_index import Index
from queries.runner import OpenGraph, run_saved
from queries.store.interface import Solutions, Store, Term
from ui.explorer.answers.chart import ChartData, chart_rows, charts_of
from ui.explorer.answers.files import row_files, rows_file
from ui.explorer.answers.table import Column, number_of, row_facts, table


def _iri(curie: str) -> Term:
    return {"type": "uri", "value": expand(curie)}


def _text(value: str) -> Term:
    return {"type": "literal", "value": value}


def _number(value: str, kind: str = "integer") -> Term:
    return {"type": "literal", "value": value, "datatype": PREFIXES["xsd"] + kind}


ANSWER = Solutions(
    ["effect", "effect_id", "family", "claim", "web"],
    [
        {
            "effect": _text("craving"),
            "effect_id": _iri("drugkg:craving"),
            "family": _text("adverse_effect"),
            "claim": _iri("claim:monograph-004"),
            "web": {"type": "uri", "value": "https://example.org/x"},
        },
        {"effect": _text("=1+1"), "claim": _iri("claim:monograph-009")},
    ],
)


def _charts(store: Store, index: Index, query: str) -> list[ChartData]:
    answer = run_saved(OpenGraph.of(store, index), query)
    assert isinstance(answer, Solutions)
    return charts_of(answer)


def test_readers_see_names_and_links() -> None:
    columns = {column.name: column for column in table(ANSWER, compact)}
    assert list(columns) == ["effect", "claim", "family", "web"]
    assert columns["claim"].cells == ["evidence?claim=monograph-004", "evidence?claim=monograph-009"]
    assert columns["web"].kind == "web"
    assert columns["family"].cells == ["adverse effect", ""]


def test_identifiers_show_every_column_as_it_is() -> None:
    columns = {column.name: column for column in table(ANSWER, compact, identifiers=True)}
    assert list(columns) == ANSWER.variables
    assert {column.kind for column in columns.values()} == {"text"}
    assert columns["claim"].cells == ["claim:monograph-004", "claim:monograph-009"]


def test_column_with_one_unsafe_address_has_no_links() -> None:
    rows = [{"x": {"type": "uri", "value": value}} for value in ("https://example.org/", "javascript:alert(1)")]
    assert table(Solutions(["x"], rows), compact)[0].kind == "text"


def test_rows_of_claims_begin_with_the_sentence_its_document_and_a_link() -> None:
    row = {"effect": _text("craving"), "polarity": _text("denied"), "qualifiers": _text("degree: low")}
    row |= {"source": _iri("source:monograph"), "statement": _text("No craving."), "claim": _iri("claim:monograph-004")}
    answer = Solutions(list(row), [row])
    columns = {column.name: column for column in table(answer, compact)}
    assert list(columns) == ["statement", "source", "claim", "effect", "polarity", "qualifiers"]
    assert columns["source"].cells == ["monograph"]
    assert row_facts(answer, 0, compact)[0].name == "statement"


def test_column_that_says_nothing_is_seen_with_the_identifiers_only() -> None:
    answer = Solutions(["effect", "value"], [{"effect": _text("craving")}])
    assert [column.name for column in table(answer, compact)] == ["effect"]
    assert [column.name for column in table(answer, compact, identifiers=True)] == ["effect", "value"]


def test_signs_are_told_in_words() -> None:
    answer = Solutions(["net_sign"], [{"net_sign": _number("-1")}, {"net_sign": _number("1")}, {}])
    assert table(answer, compact)[0].cells == ["↓ lowers", "↑ raises", "? not stated"]
    assert table(answer, compact, identifiers=True)[0].cells == [-1, 1, None]
    assert row_facts(answer, 0, compact)[0].text == "↓ lowers"


def test_short_cells_get_what_they_need_and_long_ones_no_more_than_their_share() -> None:
    value, relation = (
        Column("value", "text", ["156 µm", "at least 10 %"]),
        Column("relation", "text", ["requires dose change of"]),
    )
    for column in (value, relation):
        assert column.width >= 6 * max(len(str(cell)) for cell in column.cells)
    cites, statement = Column("cites", "text", ["x" * 500]), Column("statement", "text", ["x" * 500])
    assert relation.width < cites.width < statement.width < 500
    claim = Column("claim", "claim", ["evidence?claim=monograph-004"])
    assert claim.width == Column("claim", "text", ["monograph-004"]).width


def test_identifier_goes_with_its_name() -> None:
    facts = {fact.name: fact for fact in row_facts(ANSWER, 0, compact)}
    assert list(facts) == ["effect", "family", "claim", "web"]
    assert (facts["effect"].text, facts["effect"].curie) == ("craving", "drugkg:craving")
    assert facts["claim"].parameters == {"claim": "monograph-004"}
    assert facts["web"].web == "https://example.org/x"


@pytest.mark.parametrize(
    ("value", "kind", "number"),
    [
        ("5", "integer", 5),
        ("2.5", "decimal", 2.5),
        ("x", "integer", None),
        ("1e999", "double", None),
        ("99999999999999999999", "integer", None),
        ("5", "gYear", None),
    ],
)
def test_numbers_are_those_that_a_screen_shows_exactly(value: str, kind: str, number: float | None) -> None:
    assert number_of(_number(value, kind)) == number


def test_counts_make_bars(store: Store, index: Index) -> None:
    (chart,) = _charts(store, index, "drug-overview")
    assert (chart.kind, chart.title) == ("bars", "claims")
    assert [bar.low for bar in chart.bars] == [0] * len(chart.bars)
    assert "adverse effect" in {bar.label for bar in chart.bars}


def test_half_lives_make_ranges_that_no_one_averages(store: Store, index: Index) -> None:
    (chart,) = _charts(store, index, "half-life-by-document")
    assert chart.kind == "ranges"
    assert {(bar.label, bar.low, bar.high) for bar in chart.bars} == {
        ("encyclopaedia", 2, 4),
        ("alcohol-use-disorder", 2, 6),
        ("monograph", 2.5, 4),
    }


def test_doses_stand_with_doses_only(store: Store, index: Index) -> None:
    charts = {chart.title: {bar.text for bar in chart.bars} for chart in _charts(store, index, "dosing")}
    assert set(charts) == {"has dose: milligrams per day", "has dose: milligrams"}
    assert "80 mg/day" in charts["has dose: milligrams per day"]
    assert "15 mg/day" not in charts["has dose: milligrams per day"]  # the step of a titration


def _dose(relation: str, route: str, number: str) -> dict[str, Term]:
    row = {"relation": _text(relation), "value": _text(f"{number} mg/day"), "unit": _text("mg/d")}
    row |= {"minimum": _number(number), "maximum": _number(number)}
    return row | {"route": _text(route)} if route else row


def test_doses_with_no_route_named_are_taken_as_oral_and_never_meet_intrathecal_ones() -> None:
    rows = [_dose("has dose", "", "1"), _dose("has dose", "oral route", "2")]
    rows += [_dose("has dose", "intrathecal route", number) for number in ("3", "4")]
    rows += [_dose("has dose increment", "oral route", number) for number in ("5", "6")]
    charts = charts_of(Solutions(["relation", "route", "value", "minimum", "maximum", "unit"], rows))
    assert {chart.title: [bar.low for bar in chart.bars] for chart in charts} == {
        "has dose: milligrams per day": [1, 2],
        "has dose, intrathecal route: milligrams per day": [3, 4],
        "has dose increment: milligrams per day": [5, 6],
    }


def test_open_ends_are_drawn_as_open(store: Store, index: Index) -> None:
    chart = next(chart for chart in _charts(store, index, "dosing") if chart.axis == "milligrams per day")
    drawn = {row["Value"]: row for row in chart_rows(chart)}
    up_to, more_than, single = drawn["up to 270 mg/day"], drawn["more than 400 mg/day"], drawn["80 mg/day"]
    assert (up_to["from"], up_to["to"], up_to["open_low"], up_to["open_high"]) == (0, 270, True, False)
    assert (more_than["from"], more_than["open_low"], more_than["open_high"]) == (400, False, True)
    assert more_than["to"] > 400
    assert [row["point"] for row in (up_to, more_than, single)] == [False, False, True]


def test_words_of_a_bar_stand_above_it_the_number_first(store: Store, index: Index) -> None:
    answer = run_saved(OpenGraph.of(store, index), "dosing")
    assert isinstance(answer, Solutions)
    charts = charts_of(answer, {"monograph": "Monograph"}, ["monograph-045"])
    chart = next(chart for chart in charts if chart.axis == "milligrams per day")
    first = chart_rows(chart)[0]["caption"]
    assert first == "up to 100 mg/day — Monograph · spasticity · oral route · maximum dose · hedged"


def test_every_bar_has_a_place_of_its_own() -> None:
    rows = [
        {"value": _text(text), "minimum": _number(number)}
        for text, number in (("at least 1 h", "1"), ("from 1 h", "1"))
    ]
    (chart,) = charts_of(Solutions(["value", "minimum", "maximum"], rows))
    assert [row["at"] for row in chart_rows(chart)] == [0, 1]


@pytest.mark.parametrize("query", ["targets", "uncovered-passages", "single-document-propositions"])
def test_other_answers_make_no_chart(store: Store, index: Index, query: str) -> None:
    assert _charts(store, index, query) == []


def test_files_have_whole_terms() -> None:
    assert rows_file(ANSWER, "csv").startswith(b"effect,effect_id,family,claim,web\r\ncraving,https://w3id.org/")
    assert (
        rows_file(ANSWER, "tsv")
        .splitlines()[2]
        .startswith(b'"=1+1"\t\t\t<https://w3id.org/drugkg/claim/monograph-009>')
    )
    assert json.loads(rows_file(ANSWER, "json"))["head"] == {"vars": ANSWER.variables}
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(rows_file(ANSWER, "xlsx"))).get_sheet_by_index(0).to_python()
    assert sheet[0] == ANSWER.variables
    assert sheet[1][0] == "craving"
    assert rows_file(ANSWER, "table").splitlines()[2].startswith(b"craving  drugkg:craving")


def test_a_text_that_no_cell_of_a_workbook_holds_is_offered_in_the_other_files() -> None:
    assert "xlsx" in row_files(ANSWER)
    long = Solutions(["quote"], [{"quote": _text("word " * 7000)}])
    assert set(row_files(long)) == set(row_files(ANSWER)) - {"xlsx"}
