"""Real clients: SPARQLWrapper, rdflib's SPARQLStore, Comunica, curl, the requests of YASGUI, and drugkg itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from rdflib import Graph as RdflibGraph
from rdflib import URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from queries.runner import open_graph, run_saved, run_text
from queries.store.interface import Graph, Solutions
from tests.support.comunica import NO_COMUNICA, PROGRAM, query_with_comunica
from tests.support.endpoints import Client

ROWS = "SELECT ?s ?o WHERE { GRAPH <http://data/3> { ?s <http://x/label> ?o } } ORDER BY ?o"
TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <http://data/1> { ?s ?p ?o } }"


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(method: str, few: Client) -> None:
    wrapper = SPARQLWrapper(f"{few.address}/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(ROWS)
    for wanted in (JSON, XML, CSV, TSV):
        wrapper.setReturnFormat(wanted)
        answer: Any = wrapper.queryAndConvert()
        shown = (
            answer.toxml() if wanted == XML else answer.decode() if isinstance(answer, bytes) else json.dumps(answer)
        )
        assert "drei" in shown
    wrapper.setQuery(TRIPLES)
    for wanted in (TURTLE, RDFXML):
        wrapper.setReturnFormat(wanted)
        answer = wrapper.queryAndConvert()
        found = answer if isinstance(answer, RdflibGraph) else RdflibGraph().parse(data=answer, format="turtle")
        assert (URIRef("http://data/1"), None, URIRef("http://x/One")) in found


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_store_of_rdflib(method: str, few: Client) -> None:
    graph = RdflibGraph(SPARQLStore(f"{few.address}/sparql", method=method), identifier=URIRef("http://data/1"))
    assert graph.query("SELECT ?s WHERE { ?s a ?kind }").bindings == [{Variable("s"): URIRef("http://data/1")}]
    assert (URIRef("http://data/1"), None, None) in graph


@pytest.fixture(scope="module")
def comunica(few: Client) -> Callable[[str, str], str]:
    """What Comunica prints for a query and a media type; without it the test fails, unless DRUGKG_NO_COMUNICA=1."""
    if os.environ.get(NO_COMUNICA) == "1":
        pytest.skip(f"{NO_COMUNICA}=1")
    if not PROGRAM.exists():
        pytest.fail(f"{PROGRAM} was not found: run `make tools`, or set {NO_COMUNICA}=1 to leave it out")
    return lambda query, accept: query_with_comunica(f"{few.address}/sparql", query, accept=accept)


@pytest.mark.server
@pytest.mark.slow
def test_comunica(comunica: Callable[[str, str], str]) -> None:
    """It asks for the description of the service first, and parts a query into several if it likes."""
    rows = json.loads(comunica(ROWS, "application/sparql-results+json"))["results"]["bindings"]
    assert [(row["o"]["value"], row["o"].get("xml:lang")) for row in rows] == [("3", None), ("drei", "de")]
    assert "<http://data/1>" in comunica(TRIPLES, "application/n-triples")


def test_curl(few: Client) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    command = [
        curl,
        "-sS",
        "-G",
        f"{few.address}/sparql",
        "--data-urlencode",
        f"query={ROWS}",
        "-H",
        "Accept: text/csv",
    ]
    output = subprocess.run(command, capture_output=True, check=True).stdout
    assert output == b"s,o\r\nhttp://data/3,3\r\nhttp://data/3,drei\r\n"


def test_the_requests_of_yasgui(few: Client) -> None:
    """It posts a form, with an Accept header for rows or for triples by the form of the query, from another origin."""
    form = f"query={quote(ROWS)}&default-graph-uri=http%3A%2F%2Fdata%2F1&named-graph-uri=http%3A%2F%2Fdata%2F3"
    headers = {
        "Content_Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Origin": "https://yasgui.example",
        "X_Requested_With": "XMLHttpRequest",
    }
    rows = few.send("POST", "/sparql", form, Accept="application/sparql-results+json,*/*;q=0.9", **headers)
    assert rows.headers["access-control-allow-origin"] == "*"
    assert len(rows.json["results"]["bindings"]) == 2
    accept = "text/turtle,application/n-triples;q=0.9,*/*;q=0.8"
    triples = few.send("POST", "/sparql", f"query={quote(TRIPLES)}", Accept=accept, **headers)
    assert triples.type == "text/turtle"


def test_drugkg_on_its_own_endpoint_answers_as_on_the_folder(whole: Client, graph_folder: Path) -> None:
    with open_graph(f"{whole.address}/sparql") as remote, open_graph(graph_folder) as local:
        for name in ("targets", "half-life-by-document", "overdose-effects", "transmitter-release", "signed-paths"):
            here, there = run_saved(local, name), run_saved(remote, name)
            assert isinstance(here, Solutions)
            assert isinstance(there, Solutions)
            assert there.rows == here.rows
            assert here.rows
        triples = run_text(remote, "CONSTRUCT { ?d a dkgo:Drug } WHERE { GRAPH graph:entities { ?d a dkgo:Drug } }")
        assert isinstance(triples, Graph)
        assert b"drugkg:baclofen a dkgo:Drug" in triples.data
