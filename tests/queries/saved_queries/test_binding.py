"""Values in the place of defaults: found by the tokenizer, written by the engine."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from queries.errors import ParameterError
from queries.saved_queries.binding import bind, make_term
from queries.saved_queries.model import Parameter
from queries.saved_queries.reading import read_catalog

DATA = Path(__file__).parent.parent / "data" / "valid"
QUERIES = read_catalog(DATA)
EFFECTS = QUERIES["effects-of"]
COUNTS = QUERIES["counts"]
XSD = "http://www.w3.org/2001/XMLSchema#"


def test_only_the_block_changes() -> None:
    bound = bind(EFFECTS, {"drug": ["drugkg:diazepam"]})
    expected = EFFECTS.text.replace(
        "VALUES ?drug { drugkg:baclofen }", "VALUES ?drug { <https://w3id.org/drugkg/entity/diazepam> }"
    )
    assert bound == expected
    assert '# "VALUES ?drug { drugkg:nothing }" in a comment' in bound
    assert 'FILTER(?label != "VALUES ?drug { drugkg:diazepam }")' in bound


def test_nothing_given_leaves_the_defaults() -> None:
    assert bind(EFFECTS, {}) == EFFECTS.text


def test_every_block_of_a_parameter_changes() -> None:
    bound = bind(COUNTS, {"drug": ["drugkg:diazepam"], "least": ["3"]})
    assert bound.count("VALUES ?drug { <https://w3id.org/drugkg/entity/diazepam> }") == 2
    assert f'VALUES ?least {{ "3"^^<{XSD}decimal> }}' in bound


def test_several_values_stand_side_by_side_once_each() -> None:
    bound = bind(EFFECTS, {"drug": ["drugkg:a", "https://example.org/b", "drugkg:a"]})
    assert "VALUES ?drug { <https://w3id.org/drugkg/entity/a> <https://example.org/b> }" in bound


def test_unknown_parameter_offers_the_nearest() -> None:
    with pytest.raises(ParameterError, match="query effects-of has no parameter 'drgu'; did you mean: drug"):
        bind(EFFECTS, {"drgu": ["x"]})
    with pytest.raises(ParameterError, match="'zzz'; it has: drug, polarity, source"):
        bind(EFFECTS, {"zzz": ["x"]})
    with pytest.raises(ParameterError, match="has no parameter 'x'; it has none"):
        bind(QUERIES["as-graph"], {"x": ["y"]})


def test_no_value() -> None:
    with pytest.raises(ParameterError, match="parameter drug of query effects-of has no value"):
        bind(EFFECTS, {"drug": []})


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("entity", "drugkg:baclofen", "<https://w3id.org/drugkg/entity/baclofen>"),
        ("source", "https://w3id.org/drugkg/source/first", "<https://w3id.org/drugkg/source/first>"),
        ("literal", 'a "b" \\ c\nd', r'"a \"b\" \\ c\nd"'),
        ("literal", "} SERVICE <http://h/> {", '"} SERVICE <http://h/> {"'),
        ("integer", " -7 ", f'"-7"^^<{XSD}integer>'),
        ("integer", "+7", f'"+7"^^<{XSD}integer>'),
        ("decimal", "1.50", f'"1.50"^^<{XSD}decimal>'),
        ("decimal", ".5", f'".5"^^<{XSD}decimal>'),
        ("boolean", "TRUE", f'"true"^^<{XSD}boolean>'),
    ],
)
def test_terms(kind: str, value: str, term: str) -> None:
    assert make_term(Parameter("x", "", kind), value) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("entity", "baclofen"),
        ("entity", "nope:baclofen"),
        ("entity", "drugkg:a> } SERVICE <http://h/> { <x"),
        ("entity", "http://h/> <http://i/"),
        ("entity", "http://h/a b"),
        ("entity", "http://h/{x}"),
        ("entity", 'http://h/"x"'),
        ("entity", "http://h/\\u003e"),
        ("entity", "://x"),
        ("entity", ""),
        ("integer", "1.5"),
        ("integer", "1 2"),
        ("integer", "1 } # "),
        ("integer", "--1"),
        ("integer", "1" * 40),
        ("integer", "٣"),
        ("decimal", "1e5"),
        ("decimal", "."),
        ("decimal", "1."),
        ("decimal", "1,5"),
        ("decimal", "NaN"),
        ("boolean", "yes"),
        ("boolean", ""),
    ],
)
def test_values_that_do_not_fit_are_refused(kind: str, value: str) -> None:
    with pytest.raises(ParameterError, match="parameter x must be "):
        make_term(Parameter("x", "", kind), value)


@pytest.mark.parametrize("text", ['" } DROP ALL #', "'''", '"""', "\\", "\u2028", "\x00", "\r\n", "}", "?drug", "😀"])
def test_any_text_stays_one_literal(text: str) -> None:
    bound = bind(COUNTS, {"word": [text]})
    start = bound.index("VALUES ?word {") + len("VALUES ?word {")
    end = bound.index("GRAPH graph:entities")
    result = pyoxigraph.Store().query(f"SELECT ?word {{ VALUES ?word {{ {bound[start:end]} }}")
    assert isinstance(result, pyoxigraph.QuerySolutions)
    assert [row["word"] for row in result] == [pyoxigraph.Literal(text)]
