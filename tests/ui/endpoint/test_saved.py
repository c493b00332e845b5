"""Saved queries at stable addresses, with their parameters, in every format."""

from __future__ import annotations

import csv
import io

import pyoxigraph
import pytest

from ontology.namespaces import PREFIXES
from queries.index.name_index import Index
from queries.runner import OpenGraph, run_saved
from queries.store.embedded import EmbeddedStore
from queries.store.interface import Solutions
from queries.store.result_formats import GRAPH_TYPES
from tests.support.endpoints import Client
from ui.endpoint.resources import SUFFIXES
from ui.endpoint.saved import NAMED_FORMATS

SUFFIX_OF = {kind: suffix for suffix, kind in SUFFIXES.items()}


def test_the_list_has_every_saved_query_with_its_parameters(whole: Client, index: Index) -> None:
    found = {item["name"]: item for item in whole.get("/query", Accept="application/json").json}
    assert sorted(found) == index.query_names
    assert found["targets"]["path"] == "/kg/query/targets"
    assert "drug" in [parameter["name"] for parameter in found["targets"]["parameters"]]
    assert '<a href="/kg/query/targets">targets</a>' in whole.get("/query", Accept="text/html").text


@pytest.mark.parametrize("name", ["targets", "adverse-effects"])
def test_an_answer_has_the_rows_of_the_command_line(
    name: str, whole: Client, store: EmbeddedStore, index: Index
) -> None:
    expected = run_saved(OpenGraph.of(store, index), name, drug="Lioresal")
    assert isinstance(expected, Solutions)
    answer = whole.get(f"/query/{name}?drug=Lioresal")
    assert answer.type == "application/sparql-results+json"
    assert answer.json["head"]["vars"] == expected.variables
    assert answer.json["results"]["bindings"] == expected.rows
    rows = list(csv.reader(io.StringIO(whole.get(f"/query/{name}?drug=drugkg:baclofen&format=csv").text)))
    assert rows[0] == expected.variables
    assert len(rows) == 1 + len(expected.rows)


def test_turtle_of_rows_is_the_claims_behind_them(whole: Client) -> None:
    rows = whole.get("/query/targets").json["results"]["bindings"]
    answer = whole.get("/query/targets", Accept="text/turtle")
    assert answer.type == "text/turtle"
    claims = {row["claim"]["value"] for row in rows}
    polarity = f"{PREFIXES['dkgo']}polarity"
    quads = list(pyoxigraph.parse(answer.body, format=pyoxigraph.RdfFormat.TURTLE))
    assert {quad.subject.value for quad in quads if quad.predicate.value == polarity} == claims


@pytest.mark.parametrize("name", [name for name, kind in NAMED_FORMATS.items() if kind in GRAPH_TYPES])
def test_every_format_of_triples_is_served_at_the_address_of_a_query_and_of_an_entity(name: str, whole: Client) -> None:
    kind = NAMED_FORMATS[name]
    for path in (f"/query/targets?format={name}", f"/entity/baclofen.{SUFFIX_OF[kind]}"):
        answer = whole.get(path)
        assert (answer.status, answer.type) == (200, kind)
        assert list(pyoxigraph.parse(answer.body, format=pyoxigraph.RdfFormat.from_media_type(kind)))


def test_a_page_has_a_form_and_a_row_per_thing_asked_for(whole: Client) -> None:
    page = whole.get("/query/targets?drug=baclofen", Accept="text/html").text
    assert '<input id="drug" name="drug" value="baclofen">' in page
    assert 'href="?drug=baclofen&amp;format=csv"' in page
    by_claim = whole.get("/query/targets?drug=baclofen&claims=1&format=html").text
    assert by_claim.count("<tr>") > page.count("<tr>") > 1


def test_values_are_data_in_a_page(whole: Client) -> None:
    hostile = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    answer = whole.get(f"/query/targets?drug={hostile}", Accept="text/html")
    assert answer.status == 400
    assert "<script" not in answer.text.replace("'\"><script>alert(1)</script>'", "") or answer.type == "text/plain"
    assert answer.type == "text/plain"


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/query/target", 404, "there is no saved query 'target'; did you mean: targets"),
        ("/query/targets?drugs=baclofen", 400, "query targets has no parameter 'drugs'"),
        ("/query/targets?drug=nothing-of-this-name", 400, "nothing-of-this-name"),
        ("/query/targets?format=pdf", 400, "unknown format 'pdf': choose one of html, json"),
        ("/query/targets?claims=yes", 400, "claims is 'yes': write 1 for one row per claim"),
        ("/query/entities-without-counterpart?format=turtle", 406, "none of the formats"),
        ("/query/chembl-molecule", 403, "query chembl-molecule calls another server and is not run here"),
        ("/query/uberon", 404, "there is no saved query 'uberon'; /query lists them"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do(path: str, status: int, message: str, whole: Client) -> None:
    answer = whole.get(path)
    assert answer.status == status
    assert message in answer.text
    assert "`drugkg" not in answer.text
    assert answer.text.count("\n") == 1


KINDS = {"integer": int, "number": float, "boolean": bool, "string": str, "array": list}
"""Types of JSON schema."""


def test_the_description_for_programmers_names_every_query_and_parameter(whole: Client, index: Index) -> None:
    description = whole.get("/openapi.json").json
    assert description["openapi"] == "3.1.0"
    assert description["servers"] == [{"url": whole.address}]
    for name in index.query_names:
        query = index.query(name)
        if not query.endpoints:
            fields = description["paths"][f"/query/{name}"]["get"]["parameters"]
            assert [field["name"] for field in fields] == [*(p.name for p in query.parameters), "format", "claims"]
            for schema in (field["schema"] for field in fields):
                assert "default" not in schema or type(schema["default"]) is KINDS[schema["type"]], name
    assert description["paths"]["/sparql"].keys() == {"get", "post"}
    page = whole.get("/api").text
    assert "/kg/.well-known/sparql-examples" in page
    assert '<h3><a href="/kg/query/targets">targets</a></h3>' in page


def test_a_query_that_climbs_an_ontology_which_is_not_loaded_is_an_error_and_not_an_empty_answer(whole: Client) -> None:
    for accept in ("application/sparql-results+json", "text/csv", "text/html"):
        answer = whole.get("/query/regions-within?region=UBERON:0000955", Accept=accept)
        assert answer.status == 400
        assert "query regions-within climbs an external ontology, and none is loaded" in answer.text


def test_a_page_without_rows_says_which_value_nothing_has(whole: Client) -> None:
    page = whole.get("/query/shared-propositions?minimum=99", Accept="text/html").text
    assert "nothing in the graph has minimum = 99 here; with the default (5) there would be" in page
