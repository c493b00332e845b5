"""The exact text of every format."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import UserError
from queries.answers.table import write_table
from queries.answers.writers import ROW_FORMATS, _csv_line, exact, write_answer
from queries.display_text import clean, show, width_of, wrap
from queries.store.interface import Graph, Solutions, Term

XSD = "http://www.w3.org/2001/XMLSchema#"


def iri(value: str) -> Term:
    return {"type": "uri", "value": value}


def text(value: str, **more: str) -> Term:
    return {"type": "literal", "value": value, **more}


DRUG = iri("https://w3id.org/drugkg/entity/baclofen")
ODD = 'say "no"\nit\'s | =1+1\t\\'
ANSWER = Solutions(
    ["drug", "sign", "count", "label"],
    [
        {
            "drug": DRUG,
            "sign": iri("https://w3id.org/drugkg/ontology/causes"),
            "count": text("7", datatype=XSD + "integer"),
            "label": text("γ 面"),
        },
        {"drug": iri("http://example.org/x"), "count": text("12", datatype=XSD + "integer"), "label": text(ODD)},
        {"drug": {"type": "bnode", "value": "b0"}, "label": text("fatigue", **{"xml:lang": "fr"})},
    ],
)


def written(answer: Solutions | Graph | bool, format: str = "table") -> str:
    file = io.StringIO(newline="")
    write_answer(answer, file, format)
    return file.getvalue()


def test_table() -> None:
    assert written(ANSWER) == (
        "drug                  sign    count  label\n"
        "--------------------  ------  -----  ----------------------\n"
        "drugkg:baclofen       causes      7  γ 面\n"
        'http://example.org/x             12  say "no" it\'s | =1+1 \\\n'
        "_:b0                                 fatigue\n"
    )


def test_table_fits_its_width() -> None:
    file = io.StringIO()
    answer = Solutions(
        ["name", "words"],
        [
            {"name": text("one"), "words": text("a sentence that is too long for the line")},
            {"name": text("面面面"), "words": text("averylongwordwithoutanyspaceatall end")},
        ],
    )
    write_table(answer, file, width=24)
    assert file.getvalue() == (
        "name    words\n"
        "------  ----------------\n"
        "one     a sentence that\n"
        "        is too long for\n"
        "        the line\n"
        "面面面  averylongwordwit\n"
        "        houtanyspaceatal\n"
        "        l end\n"
    )
    assert all(width_of(line) <= 24 for line in file.getvalue().splitlines())


def test_no_width_is_imposed_on_a_file() -> None:
    sentence = " ".join(["word"] * 100)
    assert written(Solutions(["a", "b"], [{"a": text(sentence), "b": text(sentence)}])).splitlines()[2] == (
        f"{sentence}  {sentence}"
    )


def test_an_identifier_is_never_broken() -> None:
    file = io.StringIO()
    rows = [{"statement": text("one two three four five six seven " * 4), "drug": DRUG, "why": text("because of it")}]
    write_table(Solutions(["statement", "drug", "why"], rows), file, width=50)
    lines = file.getvalue().splitlines()
    assert all(width_of(line) <= 50 for line in lines)
    assert sum("drugkg:baclofen" in line for line in lines) == 1


def test_a_heading_is_broken_at_its_underscores() -> None:
    file = io.StringIO()
    write_table(Solutions(["effect", "independent_sources"], [{"effect": text("a rash or two")}]), file, width=26)
    assert file.getvalue().splitlines()[0].split() == ["effect", "independent"]
    assert "sources" in file.getvalue().splitlines()[1]


def test_rows_that_no_table_has_room_for_are_paragraphs() -> None:
    file = io.StringIO()
    rows = [{"drug": DRUG, "said": text("a few words that say it"), "other": DRUG}, {"drug": DRUG, "other": DRUG}]
    write_table(Solutions(["drug", "said", "other"], rows), file, width=30)
    assert file.getvalue() == (
        "drugkg:baclofen\n"
        "  said: a few words that say\n"
        "  it · other: drugkg:baclofen\n"
        "\n"
        "drugkg:baclofen\n"
        "  other: drugkg:baclofen\n"
    )


def test_a_paragraph_whose_first_column_is_empty_begins_with_the_next_one_and_its_name() -> None:
    file = io.StringIO()
    rows = [
        {"year": text("1977"), "where_said": text("there"), "other": DRUG},
        {"where_said": text("here"), "other": DRUG},
    ]
    write_table(Solutions(["year", "where_said", "other"], rows), file, width=22)
    assert file.getvalue().split("\n\n")[1] == "where said: here\n  other:\n  drugkg:baclofen\n"


def test_an_identifier_wider_than_the_screen_is_whole() -> None:
    file = io.StringIO()
    write_table(Solutions(["drug", "other"], [{"drug": DRUG, "other": DRUG}]), file, width=12)
    assert file.getvalue() == "drugkg:baclofen\n  other:\n  drugkg:baclofen\n"


def test_the_title_of_a_document_becomes_a_variable_where_columns_are_variables() -> None:
    answer = Solutions(["effect", "A leaflet (2024)"], [{"A leaflet (2024)": text("yes")}])
    assert written(answer, "tsv").splitlines()[0] == "?effect\t?A_leaflet__2024_"
    assert json.loads(written(answer, "json"))["results"]["bindings"] == [{"A_leaflet__2024_": text("yes")}]
    assert written(answer, "csv").splitlines()[0] == "effect,A leaflet (2024)"


@given(st.lists(st.text(st.sampled_from("a ,;\"'\n\r\t\u2028")), min_size=1))
def test_a_line_of_csv_is_that_of_the_standard_library(cells: list[str]) -> None:
    expected = io.StringIO(newline="")
    csv.writer(expected).writerow(cells)
    assert _csv_line(cells) == expected.getvalue()


def test_csv() -> None:
    assert written(ANSWER, "csv") == (
        "drug,sign,count,label\r\n"
        "https://w3id.org/drugkg/entity/baclofen,https://w3id.org/drugkg/ontology/causes,7,γ 面\r\n"
        'http://example.org/x,,12,"say ""no""\nit\'s | =1+1\t\\"\r\n'
        "_:b0,,,fatigue\r\n"
    )
    assert list(csv.reader(io.StringIO(written(ANSWER, "csv"), newline="")))[2][3] == ODD


def test_tsv() -> None:
    assert written(ANSWER, "tsv") == (
        "?drug\t?sign\t?count\t?label\n"
        "<https://w3id.org/drugkg/entity/baclofen>\t<https://w3id.org/drugkg/ontology/causes>\t"
        f'"7"^^<{XSD}integer>\t"γ 面"\n'
        f'<http://example.org/x>\t\t"12"^^<{XSD}integer>\t"say \\"no\\"\\nit\'s | =1+1\\t\\\\"\n'
        '_:b0\t\t\t"fatigue"@fr\n'
    )


@pytest.mark.parametrize(("format", "other"), [("tsv", "TSV"), ("json", "JSON")])
def test_other_programs_read_it(format: str, other: str) -> None:
    reader = pyoxigraph.parse_query_results(
        written(ANSWER, format).encode(), format=getattr(pyoxigraph.QueryResultsFormat, other)
    )
    assert isinstance(reader, pyoxigraph.QuerySolutions)
    assert [variable.value for variable in reader.variables] == ANSWER.variables
    rows = list(reader)
    assert rows[0]["drug"] == pyoxigraph.NamedNode(DRUG["value"])
    assert rows[1]["sign"] is None
    assert rows[1]["label"] == pyoxigraph.Literal(ODD)
    assert rows[2]["label"] == pyoxigraph.Literal("fatigue", language="fr")


def test_json() -> None:
    assert json.loads(written(ANSWER, "json")) == {
        "head": {"vars": ANSWER.variables},
        "results": {"bindings": ANSWER.rows},
    }
    assert written(Solutions(["x"], [{"x": text("é")}]), "json") == (
        '{"head": {"vars": ["x"]}, "results": {"bindings": [\n{"x": {"type": "literal", "value": "é"}}\n]}}\n'
    )
    assert written(True, "json") == '{"head": {}, "boolean": true}\n'


def test_markdown() -> None:
    assert written(Solutions(["a_b"], [{"a_b": text("x|y <b>*")}, {}]), "md") == (
        "| a\\_b |\n| --- |\n| x\\|y \\<b>\\* |\n|  |\n"
    )


def test_other_answers() -> None:
    assert written(True) == "true\n"
    assert written(False, "csv") == "false\n"
    assert written(Graph("<é> .\n".encode(), "turtle")) == "<é> .\n"


@pytest.mark.parametrize("format", ROW_FORMATS)
def test_no_rows(format: str) -> None:
    assert written(Solutions(["x", "y"], []), format)
    assert written(Solutions([], [{}, {}]), format)


def test_unknown_format() -> None:
    with pytest.raises(UserError, match="unknown format 'xls' for rows; known: table, csv, tsv, json, md"):
        written(ANSWER, "xls")


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("plain", "plain"),
        ("a\x1b[2Jb", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://evil\x1b\\b", "ab"),
        ("a\x1bcb", "ab"),
        ("a\x9b31mb", "a31mb"),
        ("a\x00\x07\x08\x7fb", "ab"),
        ("one\r\ntwo\u2028three", "one  two three"),
        ("\u202eabc\u2066", "abc"),
        ("\ufeffabc\u200b", "abc"),
        ("e\u0301 👩\u200d⚕️", "e\u0301 👩\u200d⚕️"),
        ("\ud800", ""),
    ],
)
def test_labels_do_not_steer_the_terminal(given: str, cleaned: str) -> None:
    assert clean(given) == cleaned
    assert show(text(given)) == cleaned


def test_terms_for_people() -> None:
    triple: Term = {"type": "triple", "value": {"subject": DRUG, "predicate": DRUG, "object": text("x")}}
    assert show(triple) == "<< drugkg:baclofen drugkg:baclofen x >>"
    assert exact(triple) == f'<<( <{DRUG["value"]}> <{DRUG["value"]}> "x" )>>'
    assert show(iri("http://purl.obolibrary.org/obo/ECO_0000304")) == "ECO:0000304"
    assert show(None) == exact(None) == ""


def test_widths() -> None:
    assert [width_of(word) for word in ("abc", "面", "e\u0301", "γ", "")] == [3, 2, 1, 1, 0]
    assert wrap("", 8) == [""]
    assert wrap("面面面", 4) == ["面面", "面"]
