"""One suite over all engines: Oxigraph's server, our own endpoint, rdflib, and Virtuoso give the rows of the folder."""

from __future__ import annotations

import os
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import UserError
from ontology.namespaces import sparql_prologue
from queries.errors import QueryRefusedError, QuerySyntaxError, StoreError
from queries.saved_queries.reading import read_catalog
from queries.store.embedded import EmbeddedStore
from queries.store.loading import STAGING, _Server, addresses_of, load
from queries.store.opening import graph_key
from queries.store.remote import RemoteStore
from queries.store.server_copy import COPY, is_copied, open_copy
from tests.queries.conftest import DATA
from tests.support.endpoints import running
from tests.support.rdflib_endpoint import rdflib_endpoint
from tests.support.servers import writable
from tests.support.virtuoso import NO_VIRTUOSO, PROGRAM, virtuoso
from ui.endpoint.service import Settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PROLOGUE = sparql_prologue()
LEFT = Triple(NamedNode("http://x/a"), NamedNode("http://x/b"), Literal("left"))
ENGINES = ["oxigraph", "our endpoint", "rdflib", pytest.param("virtuoso", marks=pytest.mark.slow)]
QUERIES = {
    "labels in order": "SELECT ?x ?l { GRAPH graph:entities { ?x rdfs:label ?l } } ORDER BY ?l ?x",
    "a constant that is not ASCII": "SELECT ?x { VALUES ?l { 'β-(4-chlorophenyl)-GABA' 'Lioresal' } "
    "GRAPH graph:entities { ?x skos:altLabel ?l } } ORDER BY ?x",
    "an optional part": "SELECT ?x ?l { GRAPH graph:entities { ?x a dkgo:Drug OPTIONAL { ?x skos:altLabel ?l } } } "
    "ORDER BY ?x ?l",
    "a graph variable": "SELECT DISTINCT ?g { GRAPH ?g { ?claim dkgo:source ?s } } ORDER BY ?g",
    "counts": "SELECT ?g (COUNT(DISTINCT ?c) AS ?n) { GRAPH ?g { ?c dkgo:source ?s } } GROUP BY ?g ORDER BY ?g",
    "nothing": "SELECT ?x { GRAPH graph:entities { ?x a dkgo:Nothing } }",
    "a union": "SELECT DISTINCT ?x { { GRAPH graph:entities { ?x a dkgo:Drug } } UNION "
    "{ GRAPH graph:entities { ?x a dkgo:ClinicalFinding } } } ORDER BY ?x",
    "what is not there": "SELECT ?x { GRAPH graph:entities { ?x a dkgo:Drug "
    "FILTER NOT EXISTS { ?x skos:altLabel ?l } } } ORDER BY ?x",
    "a value that is bound": "SELECT ?x ?y { GRAPH graph:entities { ?x a dkgo:Drug } BIND(STR(?x) AS ?y) } ORDER BY ?x",
}
PLAIN = [
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?x ?l { ?x a dkgo:Drug ; rdfs:label ?l } ORDER BY ?x ?l",
    "SELECT ?g (COUNT(*) AS ?n) { ?x a dkgo:Drug GRAPH ?g { ?claim rdf:subject ?x } } GROUP BY ?g ORDER BY ?g",
    "SELECT (COUNT(*) AS ?n) FROM graph:facts { ?s ?p ?o }",
]
"""What people ask without GRAPH; it is answered from the union of the graphs."""


@pytest.fixture(scope="session")
def addresses(oxigraph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of the servers that have been started, each once."""
    with ExitStack() as stack:

        class Started(dict[str, str]):
            def __missing__(self, engine: str) -> str:
                folder = tmp_path_factory.mktemp("server")
                if engine == "our endpoint":
                    client = stack.enter_context(running(Settings(str(oxigraph_folder), timeout=20, workers=2)))
                    self[engine] = f"{client.address}/sparql"
                    return self[engine]
                if engine == "rdflib":
                    self[engine] = stack.enter_context(
                        rdflib_endpoint(pyoxigraph.Store.read_only(str(oxigraph_folder)))
                    )
                    return self[engine]
                starts = virtuoso if engine == "virtuoso" else writable
                self[engine] = stack.enter_context(starts(folder))
                server = addresses_of(self[engine])
                _Server(server).send(f"{STAGING}killed/facts", [LEFT])  # as a killed load leaves it
                load(oxigraph_folder, server, lambda _: None)
                return self[engine]

        yield Started()


@pytest.fixture(scope="session")
def folder(oxigraph_folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(oxigraph_folder) as store:
        yield store


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, addresses: dict[str, str]) -> RemoteStore:
    if request.param == "virtuoso":
        if os.environ.get(NO_VIRTUOSO) == "1":
            pytest.skip(f"{NO_VIRTUOSO}=1")
        if shutil.which(PROGRAM) is None:
            pytest.fail(f"{PROGRAM} was not found: install virtuoso-opensource, or set {NO_VIRTUOSO}=1 to leave it out")
    return RemoteStore(addresses[request.param], timeout=120)


@pytest.mark.server
@pytest.mark.parametrize("name", QUERIES)
def test_an_engine_gives_the_rows_of_the_folder(name: str, engine: RemoteStore, folder: EmbeddedStore) -> None:
    text = PROLOGUE + QUERIES[name]
    expected, found = folder.select(text, union=False), engine.select(text, union=False)
    assert found.variables == expected.variables
    assert found.rows == expected.rows


@pytest.mark.server
@pytest.mark.parametrize("engine", ["oxigraph", "our endpoint", ENGINES[-1]], indirect=True)  # rdflib is copied
@pytest.mark.parametrize("text", PLAIN)
def test_an_engine_asks_the_union_as_the_folder_does(text: str, engine: RemoteStore, folder: EmbeddedStore) -> None:
    expected = folder.select(PROLOGUE + text)
    assert expected.rows
    assert engine.select(PROLOGUE + text).rows == expected.rows


@pytest.mark.server
@pytest.mark.parametrize("name", [query.name for query in read_catalog(DATA / "valid").values() if not query.endpoints])
def test_an_engine_answers_a_saved_query_as_the_folder_does(
    name: str, engine: RemoteStore, folder: EmbeddedStore
) -> None:
    query = read_catalog(DATA / "valid")[name]
    if query.form == "SELECT":
        assert engine.select(query.text, union=False).rows == folder.select(query.text, union=False).rows
    elif query.form == "ASK":
        assert engine.ask(query.text, union=False) is folder.ask(query.text, union=False)
    else:
        found, expected = (
            store.construct(query.text, format="ntriples", union=False).data for store in (engine, folder)
        )
        assert sorted(found.splitlines()) == sorted(expected.splitlines())


@pytest.mark.server
def test_an_engine_refuses_in_one_line_what_it_does_not_understand(engine: RemoteStore) -> None:
    with pytest.raises(StoreError) as caught:
        engine.select("SELECT ?x WHERE { ?x }")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, QuerySyntaxError) or "HTTP" in str(caught.value)
    with pytest.raises(QueryRefusedError):
        engine.select("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(QueryRefusedError):
        engine.ask("DROP ALL")


@pytest.mark.server
@pytest.mark.parametrize("server", ["our endpoint", "rdflib"])
def test_a_copy_of_a_server_answers_as_the_folder_and_is_kept_while_it_is_whole(
    server: str, addresses: dict[str, str], folder: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRUGKG_CACHE", str(tmp_path))
    remote = RemoteStore(addresses[server], timeout=60)

    def answer_of_copy() -> None:
        with open_copy(remote, {}) as copy:
            assert copy.location == remote.location
            for query in QUERIES.values():
                assert copy.select(PROLOGUE + query, union=False) == folder.select(PROLOGUE + query, union=False)
            for query in PLAIN:
                assert copy.select(PROLOGUE + query).rows == folder.select(PROLOGUE + query).rows

    def versions() -> list[str]:
        return sorted(path.name for path in tmp_path.glob("servers/*/versions/*"))

    answer_of_copy()
    answer_of_copy()
    assert versions() == ["000001"]
    next(tmp_path.glob("servers/*/versions/000001/store/CURRENT")).unlink()
    answer_of_copy()
    assert versions()[-1] == "000002"
    next(tmp_path.glob("servers/*/versions/000002/copied.json")).write_text("{}", encoding="utf-8")
    answer_of_copy()
    assert versions()[-1] == "000003"


@pytest.mark.server
def test_a_graph_whose_texts_keep_their_lengths_is_copied_anew_when_the_checksums_of_its_files_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRUGKG_CACHE", str(tmp_path / "cache"))
    with writable(tmp_path / "server") as address:
        remote = RemoteStore(address, timeout=60)

        def load_dose(dose: str, checksum: str) -> None:
            for graph, statement in (
                ("claims", f"claim:a-1 dkgo:valueMax {dose}"),
                ("metadata", f'<urn:input> dkgo:sha256 "{checksum}"'),
            ):
                update = f"{PROLOGUE} DROP SILENT GRAPH graph:{graph} ; "
                update += f"INSERT DATA {{ GRAPH graph:{graph} {{ {statement} }} }}"
                request = urllib.request.Request(  # noqa: S310 - our own loopback address
                    addresses_of(address).update,
                    data=update.encode(),
                    headers={"Content-Type": "application/sparql-update"},
                )
                urllib.request.urlopen(request, timeout=60).close()  # noqa: S310

        def dose() -> str:
            with open_copy(remote, {}) as copy:
                rows = copy.select(f"{PROLOGUE} SELECT ?o {{ GRAPH graph:claims {{ ?s ?p ?o }} }}", union=False).rows
            return str(rows[0]["o"]["value"])

        load_dose("30", "aaaa")
        assert dose() == "30"
        key = graph_key(address)
        assert graph_key(address) == key
        load_dose("80", "bbbb")
        assert dose() == "80"
        assert graph_key(address) != key


def test_an_engine_that_is_not_known_for_the_same_rows_is_copied_unless_the_user_wishes_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = RemoteStore("http://127.0.0.1:1/sparql")
    monkeypatch.delenv(COPY, raising=False)
    for engine in ("oxigraph", "drugkg"):
        store.engine = engine
        assert not is_copied(store, 1)
    for engine in ("virtuoso", "nginx", ""):
        store.engine = engine
        assert is_copied(store, 1_000_000)
        assert not is_copied(store, 1_000_001)
    monkeypatch.setenv(COPY, "0")
    assert not is_copied(store, 1)
    monkeypatch.setenv(COPY, "1")
    assert is_copied(store, 1_000_001)
    monkeypatch.setenv(COPY, "yes")
    with pytest.raises(UserError, match="DRUGKG_COPY: 'yes' is neither 0 nor 1"):
        is_copied(store, 1)
