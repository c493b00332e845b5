"""Queries that call other servers: a second engine on this machine plays the remote."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from ontology.errors import UserError
from queries.errors import QueryRefusedError, StoreBusyError, StoreError
from queries.saved_queries.federation import Endpoint, answer_services, find_services, read_endpoints
from queries.sparql.tokenizer import tokenize
from tests.support.servers import OXIGRAPH, started

BIN = Path(sys.executable).parent
REMOTE = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix up: <http://purl.uniprot.org/core/> . @prefix cco: <http://rdf.ebi.ac.uk/terms/chembl#> .
<http://remote.example/item> wdt:P715 "DB00181" ; rdfs:label "baclofen"@en , "Baclofeno"@es ; wdt:P592 "CHEMBL701" .
<http://purl.uniprot.org/uniprot/Q9UBS5> up:recommendedName [ up:fullName "subunit 1" ] ;
  up:organism <http://remote.example/human> .
<http://purl.uniprot.org/uniprot/O75899> up:recommendedName [ up:fullName "subunit 2" ] ;
  up:organism <http://remote.example/human> .
<http://remote.example/molecule> cco:chemblId "CHEMBL701" ; rdfs:label "BACLOFEN" ; cco:highestDevelopmentPhase 4 .
"""


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("remote")
    (folder / "data.ttl").write_text(REMOTE, encoding="utf-8")
    load = [OXIGRAPH, "load", "-l", str(folder / "db"), "-f", str(folder / "data.ttl")]
    subprocess.run(load, check=True, capture_output=True)
    return serve(folder / "db")


def mirror_file(folder: Path, address: str) -> Path:
    """Return a list of endpoints in which one address answers for all three."""
    path = folder / "endpoints.toml"
    names = ("wikidata", "uniprot", "idsm")
    path.write_text("".join(f'[endpoints.{name}]\nserved_by = "{address}"\n' for name in names), encoding="utf-8")
    return path


@pytest.fixture
def mirrored(remote: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRUGKG_ENDPOINTS", str(mirror_file(tmp_path, remote)))


def drugkg(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / "drugkg"), *words], capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("mirrored")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wikidata-identifiers", [{"drugbank": "DB00181", "label": "baclofen", "chembl": "CHEMBL701"}]),
        (
            "uniprot-proteins",
            [{"accession": "O75899", "name": "subunit 2"}, {"accession": "Q9UBS5", "name": "subunit 1"}],
        ),
        ("chembl-molecule", [{"chembl": "CHEMBL701", "label": "BACLOFEN", "phase": "4"}]),
    ],
)
def test_a_saved_federated_query_answers(graph_folder: Path, name: str, expected: list[dict[str, str]]) -> None:
    run = drugkg("query", name, "--federate", "-f", "json", "--store", str(graph_folder))
    assert run.stderr == ""
    found = [{key: term["value"] for key, term in row.items()} for row in json.loads(run.stdout)["results"]["bindings"]]
    kept = [tuple(row[key] for key in expected[0]) for row in found]
    assert list(dict.fromkeys(kept)) == [tuple(row.values()) for row in expected]


@pytest.mark.usefixtures("mirrored")
def test_remote_rows_join_with_the_graph(graph_folder: Path) -> None:
    query = (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?drug ?item { "
        "SERVICE <https://query.wikidata.org/sparql> { ?item rdfs:label ?name FILTER(LANG(?name) = 'en') } "
        "GRAPH graph:entities { ?drug a dkgo:Drug ; rdfs:label ?label } FILTER(STR(?name) = ?label) }"
    )
    run = drugkg("sparql", query, "--federate", "-f", "csv", "--store", str(graph_folder))
    assert run.stdout.split() == ["drug,item", "https://w3id.org/drugkg/entity/baclofen,http://remote.example/item"]


def test_without_federate_a_federated_query_is_refused(graph_folder: Path) -> None:
    run = drugkg("query", "wikidata-identifiers", "--store", str(graph_folder))
    assert (run.returncode, run.stdout) == (2, "")
    assert "calls another server (https://query.wikidata.org/sparql): allow it with --federate" in run.stderr


def test_an_endpoint_that_cannot_be_reached_gets_one_line(graph_folder: Path, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("DRUGKG_ENDPOINTS", str(mirror_file(tmp_path, "http://127.0.0.1:9/query")))
    run = drugkg("query", "wikidata-identifiers", "--federate", "--store", str(graph_folder))
    assert run.returncode == 2
    assert run.stderr.startswith("drugkg: cannot reach http://127.0.0.1:9/query")
    assert run.stderr.count("\n") == 1


def test_only_listed_endpoints_are_called() -> None:
    with pytest.raises(QueryRefusedError, match=r"SERVICE <http://127\.0\.0\.1:1/x> is not in the list of endpoints"):
        answer_services("SELECT * { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }", read_endpoints())


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE ?where { ?s ?p ?o } }", "must name its endpoint by an address"),
        ("SELECT * { SERVICE <http://a/> { SERVICE <http://b/> { ?s ?p ?o } } }", "inside another is refused"),
        ("SELECT * { SERVICE <http://a/> { ?s ?p ?o }", None),
        ("SELECT * { SERVICE <http://a/> { ?s ?p ?o ", "is not closed"),
    ],
)
def test_clauses_that_cannot_be_sent_are_refused(query: str, message: str | None) -> None:
    if message is None:
        assert len(find_services(query, tokenize(query), {})) == 1
        return
    with pytest.raises(QueryRefusedError, match=message):
        find_services(query, tokenize(query), {})


def test_the_word_service_in_a_string_is_no_clause() -> None:
    query = "SELECT * { ?s ?p 'SERVICE <http://a/> { }' } # SERVICE <http://b/> { }"
    assert answer_services(query, {}) == query


def test_a_silent_clause_that_fails_leaves_the_rest_of_the_query(tmp_path: Path) -> None:
    endpoints = read_endpoints(str(mirror_file(tmp_path, "http://127.0.0.1:9/query")))
    query = "SELECT * { SERVICE SILENT <https://query.wikidata.org/sparql> { ?s ?p ?o } ?a ?b ?c }"
    assert answer_services(query, endpoints) == "SELECT * {  ?a ?b ?c }"


def test_a_list_of_endpoints_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "e.toml").write_text("[endpoints.x]\naddress = 'ftp://x'\n", encoding="utf-8")
    with pytest.raises(UserError, match="endpoint x has no http"):
        read_endpoints(str(tmp_path / "e.toml"))
    with pytest.raises(UserError, match=r"missing\.toml: cannot be read"):
        read_endpoints(str(tmp_path / "missing.toml"))


class Busy(BaseHTTPRequestHandler):
    """A server that asks to come back a number of times before it answers, and keeps what it was sent."""

    refusals = 0
    wait = "0"
    agents: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        self.rfile.read(int(self.headers["Content-Length"]))
        if Busy.refusals:
            Busy.refusals -= 1
            self.send_response(429)
            self.send_header("Retry-After", Busy.wait)
            self.end_headers()
            return
        body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"done"}}]}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[dict[str, Endpoint]]:
    Busy.agents.clear()
    server = HTTPServer(("127.0.0.1", 0), Busy)
    with started(server):
        yield read_endpoints(str(mirror_file(tmp_path, f"http://127.0.0.1:{server.server_port}/")))


QUERY = "SELECT * { SERVICE <https://query.wikidata.org/sparql> { ?x ?p ?o } }"


def test_retry_after_is_obeyed_and_the_agent_names_a_contact(busy: dict[str, Endpoint]) -> None:
    Busy.refusals, Busy.wait = 2, "0"
    assert answer_services(QUERY, busy) == 'SELECT * { VALUES (?x) { ("done") } }'
    assert len(Busy.agents) == 3
    assert all(agent.startswith("drugkg") and "https://w3id.org/drugkg/" in agent for agent in Busy.agents)


def test_a_server_that_asks_for_too_long_a_wait_is_left_alone(busy: dict[str, Endpoint]) -> None:
    Busy.refusals, Busy.wait = 1, "3600"
    with pytest.raises(StoreError, match=r"is busy \(HTTP 429\) and asks to wait 3600 s") as caught:
        answer_services(QUERY, busy)
    assert type(caught.value) is StoreBusyError
    assert len(Busy.agents) == 1
