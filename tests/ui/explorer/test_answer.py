"""Answers as tables, charts and files, without a screen."""

from __future__ import annotations

import json

import pytest

from ontology.namespaces import PREFIXES, compact, expand
from queries.index import Index
from queries.runner import run_saved
from queries.store import Solutions, Store, Term
from ui.explorer.answer_chart import ChartData, charts_of
from ui.explorer.answer_files import rows_file
from ui.explorer.answer_table import number_of, row_facts, table


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
    answer = run_saved(store, index, query)
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


def test_open_ends_stay_open(store: Store, index: Index) -> None:
    chart = next(chart for chart in _charts(store, index, "dosing") if chart.title == "milligrams per day")
    texts = {bar.text: (bar.low, bar.high) for bar in chart.bars}
    assert texts["up to 270 mg/day"] == (None, 270)
    assert texts["at least 300 mg/day"] == (300, None)


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
    assert rows_file(ANSWER, "table").splitlines()[2].startswith(b"craving  drugkg:craving")
