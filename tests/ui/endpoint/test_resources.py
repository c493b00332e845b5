"""Entities and claims are at their own addresses: 303 from the thing to a document, in the format of the client."""

from __future__ import annotations

import pyoxigraph
import pytest

from ontology.namespaces import PREFIXES
from tests.support.endpoints import Answer, Client

FORMATS = {
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
}


def triples(answer: Answer) -> set[tuple[str, str, str]]:
    found = pyoxigraph.RdfFormat.from_media_type(answer.type)
    assert found is not None
    quads = pyoxigraph.parse(answer.body, format=found)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("", "ttl"),
        ("*/*", "ttl"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/rdf+xml, text/turtle;q=0.9", "rdf"),
        ("application/n-triples", "nt"),
    ],
)
def test_a_thing_answers_with_the_address_of_a_document(accept: str, ending: str, whole: Client) -> None:
    answer = whole.get("/entity/baclofen", **({"Accept": accept} if accept else {}))
    assert (answer.status, answer.headers["location"]) == (303, f"/kg/entity/baclofen.{ending}")
    assert answer.headers["vary"].startswith("Accept")


def test_every_format_of_a_document_holds_the_same_statements(whole: Client) -> None:
    found = {ending: triples(whole.get(f"/entity/baclofen.{ending}")) for ending in FORMATS}
    entity, label = f"<{PREFIXES['drugkg']}baclofen>", f"<{PREFIXES['rdfs']}label>"
    assert (entity, label, '"baclofen"') in found["ttl"]
    assert found["nt"] == found["ttl"] == found["jsonld"] == found["rdf"]


def test_a_claim_comes_with_all_that_limits_it(whole: Client) -> None:
    found = triples(whole.get("/claim/monograph-001.nt"))
    claim = f"<{PREFIXES['claim']}monograph-001>"
    said = {predicate.removeprefix(f"<{PREFIXES['dkgo']}")[:-1]: value for s, predicate, value in found if s == claim}
    assert said["polarity"] == f"<{PREFIXES['dkgo']}affirmed>"
    assert {"modality", "statement", "phrase", "source"} <= said.keys()


def test_pages_show_claims_and_what_no_source_says(whole: Client) -> None:
    page = whole.get("/entity/baclofen.html").text
    assert '<a href="/kg/claim/monograph-001" rel="noreferrer">claim:monograph-001</a>' in page
    assert "No source says (which is not a denial)" in page
    assert "not medical advice" in page
    claim = whole.get("/claim/monograph-001.html").text
    assert "<td>polarity</td><td>affirmed (dkgo:affirmed)</td>" in claim
    assert "<q>" not in claim  # the words of the document belong to its publisher


THINGS = ["/source/monograph", "/proposition/baclofen.agonistOf.gaba-b-receptor", "/ontology"]


@pytest.mark.parametrize("path", THINGS)
def test_other_things_are_described_too(path: str, whole: Client) -> None:
    first = whole.get(path, Accept="application/n-triples")
    answer = whole.get(first.headers["location"].removeprefix("/kg")) if first.status == 303 else first
    assert triples(answer)


def test_a_graph_can_be_fetched_whole(whole: Client) -> None:
    assert len(triples(whole.get("/graph/claims/monograph.nt"))) > 1000


@pytest.mark.parametrize(
    "path",
    [
        "/entity/nothing-of-this-name.ttl",
        "/entity/nothing-of-this-name.html",
        "/claim/nothing-001.html",
        "/graph/quotes.nt",
        "/entity/a%20b.ttl",
        "/entity/a%3E%20%7D%20ASK%20%7B.nt",
        "/entity/%00.ttl",
        "/nothing",
    ],
)
def test_what_is_not_there_is_404_in_one_line(path: str, whole: Client) -> None:
    answer = whole.get(path)
    assert (answer.status, answer.text.count("\n") <= 1) == (404, True)


def test_quoted_words_are_not_served_however_they_are_asked_for(whole: Client) -> None:
    quotes = f"{PREFIXES['graph']}quotes"
    for query in (
        f"ASK {{ GRAPH <{quotes}> {{ ?s ?p ?o }} }}",
        f"ASK FROM <{quotes}> {{ ?s ?p ?o }}",
        f"ASK FROM NAMED <{quotes}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"PREFIX g: <{quotes}> ASK FROM g: {{ ?s ?p ?o }}",
        f"BASE <{PREFIXES['graph']}> ASK FROM <quotes> {{ ?s ?p ?o }}",
        "ASK { ?s <http://www.w3.org/ns/oa#exact> ?o }",
        "ASK { GRAPH ?g { ?s <http://www.w3.org/ns/oa#exact> ?o } }",
    ):
        assert whole.ask(query).json["boolean"] is False, query
    for field in ("default-graph-uri", "named-graph-uri"):
        assert (
            whole.ask("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **{field: quotes}).json["boolean"]
            is False
        )
