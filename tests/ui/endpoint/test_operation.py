"""What machines and operators read: descriptions, health, counts; pages need nothing from elsewhere."""

from __future__ import annotations

import re

import pyoxigraph
import pytest

from ontology.namespaces import PREFIXES
from queries.index.name_index import Index
from tests.support.endpoints import Client

SD = "http://www.w3.org/ns/sparql-service-description#"


def statements(client: Client, path: str, accept: str = "application/n-triples") -> list[pyoxigraph.Quad]:
    answer = client.get(path, Accept=accept)
    assert answer.status == 200
    found = pyoxigraph.RdfFormat.from_media_type(answer.type)
    assert found is not None
    return list(pyoxigraph.parse(answer.body, format=found))


def values(quads: list[pyoxigraph.Quad], predicate: str) -> set[str]:
    return {quad.object.value for quad in quads if quad.predicate.value == predicate}  # type: ignore[union-attr]


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_the_service_description_names_address_formats_and_graphs(accept: str, whole: Client) -> None:
    quads = statements(whole, "/sparql", accept)
    assert values(quads, SD + "endpoint") == {f"{whole.address}/sparql"}
    assert values(quads, SD + "supportedLanguage") == {SD + "SPARQL11Query"}
    assert "http://www.w3.org/ns/formats/SPARQL_Results_JSON" in values(quads, SD + "resultFormat")
    names = values(quads, SD + "name")
    assert f"{PREFIXES['graph']}claims/monograph" in names
    assert f"{PREFIXES['graph']}quotes" not in names
    counts = {q.subject.value: int(q.object.value) for q in quads if q.predicate.value.endswith("#triples")}  # type: ignore[union-attr]
    assert counts[f"{PREFIXES['graph']}claims/monograph"] > 1000


def test_a_host_that_is_none_reaches_no_description(whole: Client) -> None:
    assert "<script>" not in whole.get("/sparql", Host='a"><script>').text


@pytest.mark.parametrize("path", ["/.well-known/void", "/void"])
def test_void_names_this_endpoint(path: str, whole: Client) -> None:
    quads = statements(whole, path)
    assert values(quads, PREFIXES["void"] + "sparqlEndpoint") == {f"{whole.address}/sparql"}
    assert f"{PREFIXES['graph']}claims/monograph" in values(quads, PREFIXES["void"] + "subset")


def test_saved_queries_are_published_as_examples_that_run_here(whole: Client, index: Index) -> None:
    quads = statements(whole, "/.well-known/sparql-examples")
    assert values(quads, PREFIXES["schema"] + "target") == {f"{whole.address}/sparql"}
    texts = {q.subject.value: q.object.value for q in quads if q.predicate.value == PREFIXES["sh"] + "select"}  # type: ignore[union-attr]
    text = texts[f"{PREFIXES['query']}targets"]
    assert text == index.query("targets").text
    assert whole.ask(text).json["results"]["bindings"]


def test_health_readiness_and_counts(whole: Client) -> None:
    assert whole.get("/health").json == {"status": "ok"}
    assert whole.get("/ready").json == {"status": "ready"}
    whole.ask("ASK {")
    counts = whole.get("/metrics").text
    assert re.search(r'^drugkg_requests_total\{route="sparql",status="400"\} [1-9]', counts, re.MULTILINE)
    assert re.search(r"^drugkg_query_seconds_count [1-9]", counts, re.MULTILINE)
    assert "drugkg_queries_running 0.0" in counts


def test_what_is_not_there_is_one_line_that_says_where_to_look(whole: Client) -> None:
    missing = whole.get("/nothing")
    assert (missing.status, missing.text) == (404, "there is nothing at this address; /kg/api lists the addresses\n")
    refused = whole.send("PUT", "/sparql", "x")
    assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert refused.text == "PUT is not possible here, use GET, HEAD, OPTIONS, POST; queries go to /kg/sparql\n"
    asked = whole.send("OPTIONS", "/claim/monograph-001")
    assert (asked.status, asked.headers["allow"], asked.body) == (204, "GET, HEAD, OPTIONS", b"")


@pytest.mark.parametrize(
    "path", ["/", "/query", "/api", "/entity/baclofen.html", "/static/query.js", "/static/page.css"]
)
def test_pages_load_nothing_from_elsewhere(path: str, whole: Client) -> None:
    answer = whole.get(path, Accept="text/html")
    assert answer.status == 200
    loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]+)"', answer.text)
    assert all(address.startswith(("/kg/static/", "data:")) for address in loaded)
    assert "import(" not in answer.text
    assert "url(" not in answer.text
    if answer.type == "text/html":
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert "<style" not in answer.text
        assert " on" + "click" not in answer.text
