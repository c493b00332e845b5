"""No query reaches another server unless that is allowed: decided by the engine's grammar, and by the system."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.errors import QueryRefusedError, StoreError
from queries.store import answering, confinement, processes
from queries.store.embedded import EmbeddedStore
from tests.support.generated import GENERATED
from tests.support.servers import listening

TRICKS = {
    "plain": "ASK { SERVICE <@> { ?s ?p ?o } }",
    "glued to a prefix": "PREFIX ex: <@> ASK { SERVICEex:x { ?s ?p ?o } }",
    "glued to a prefix after a pattern": "PREFIX ex: <@> ASK { GRAPH ?g { ?s ?p ?o } SERVICEex:x { } }",
    "glued to SILENT": "PREFIX SILENT: <@> ASK { SERVICESILENT:x { ?s ?p ?o } }",
    "prefix of the same name": "PREFIX SERVICE: <@> ASK { SERVICESERVICE:x { } }",
    "comment between": "PREFIX ex: <@> ASK { SERVICE#{\nex:x#{\n{ ?s ?p ?o } }",
    "empty prefix": "PREFIX : <@> ASK { SERVICE:x { ?s ?p ?o } }",
    "behind a truth value": "ASK { ?s ?p trueSERVICE <@> { ?s ?p ?o } }",
    "behind a number": "ASK { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s ?p 1SERVICE <@> { } } }",
    "bad escape in a string": 'ASK { ?s ?p """ \\q """ SERVICE <@> { } #""" }',
    "quotes at the end of a string": "ASK { BIND('''a''' AS ?a) SERVICE <@> { } #'''\n }",
    "silent": "ASK { SERVICE SILENT <@> { ?s ?p ?o } }",
    "variable": "ASK { BIND(<@> AS ?v) SERVICE?v{ ?s ?p ?o } }",
    "in EXISTS": "ASK { FILTER EXISTS{SERVICE<@>{ } } }",
    "in a sub-select": "ASK { { SELECT * {SERVICE<@>{ } } } }",
    "mixed case": "ASK { sErViCe<@>{ } }",
}

SPACE = st.sampled_from(["", " ", "\n", "#c\n", "\t", "# ' \n"])
KEYWORD = st.sampled_from(["SERVICE", "service", "SeRvIcE", "SERVICE SILENT", "SERVICESILENT", "service#'\n"])
ENDPOINT = st.sampled_from(["<@>", "ex:x", ":x", "SILENT:x", "SERVICE:x", "?v", "ex:service"])
PATTERN = st.sampled_from(["", "?s ?p ?o", "?s ?p 'SERVICE'", "BIND(1 AS ?one)", "{ }"])
BEFORE = st.sampled_from(
    [
        "",
        "BIND(<@> AS ?v) ",
        "?s ?p ?o",
        "?s ?p ?o.",
        "GRAPH ?g { ?s ?p ?o }",
        "?s ?p true",
        "?s ?p 1",
        "?s ?p 1.",
        "?s ?p 'SERVICE'",
        '?s ?p """ \\q """',
        "?s ?p '''a\\''''",
        '?s ?p "\\""',
        "?s ?p ex:a",
        "?s ?p ex:service",
        "?s ?p <@SERVICE'>",
        "?s ?p _:b",
        "?s a",
        "?service ?p ?o",
        "FILTER(?a<1)",
        "FILTER(1 <2)",
        "FILTER(?a<?b||?c>'#')",
        "VALUES ?a { <@> 1 }",
        "OPTIONAL { ?s ?p ?o }",
        "# SERVICE <@> {\n",
    ]
)
AFTER = st.sampled_from(["", " .", " ?s ?p ?o", " # '", ' #"""', " FILTER(?a<1)", " #'''\n", "?service ?p ?o"])
AROUND = st.sampled_from(
    ["{}", "OPTIONAL {{ {} }}", "{{ {} }} UNION {{ }}", "GRAPH ?g {{ {} }}", "FILTER NOT EXISTS {{ {} }}", "'{}'"]
)


@st.composite
def queries(draw: st.DrawFn) -> str:
    clause = f"{draw(KEYWORD)}{draw(SPACE)}{draw(ENDPOINT)}{draw(SPACE)}{{{draw(PATTERN)}}}"
    inner = draw(AROUND).format(f"{draw(BEFORE)}{draw(SPACE)}{clause}{draw(AFTER)}")
    form = draw(st.sampled_from(["ASK", "SELECT *", "CONSTRUCT { ?s ?p ?o } WHERE"]))
    prologue = "PREFIX ex: <@> PREFIX : <@> PREFIX SILENT: <@> PREFIX SERVICE: <@> PREFIX XERVICE: <@>\n"
    return f"{prologue}{form} {{ {inner} }}"


def ask_anyhow(store: EmbeddedStore, query: str) -> None:
    with suppress(StoreError):
        if "CONSTRUCT" in query:
            store.construct(query, timeout=60)
        elif "ASK" in query:
            store.ask(query, timeout=60)
        else:
            store.select(query, timeout=60)


@pytest.fixture
def grammar_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers as on a system that cannot take the network from a process; forked ones see this change."""
    monkeypatch.setattr(answering, "leave_network", lambda: False)
    monkeypatch.setattr(processes, "START", "forked")


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_makes_the_engine_call(trick: str, oxigraph_folder: Path, grammar_alone: None) -> None:
    with listening() as (address, calls), EmbeddedStore(oxigraph_folder) as store:
        ask_anyhow(store, TRICKS[trick].replace("@", address))
        assert calls == []


def test_the_tricks_are_no_theory(oxigraph_folder: Path) -> None:
    with listening() as (address, calls), EmbeddedStore(oxigraph_folder, federate=True) as store:
        called = set()
        for trick, query in TRICKS.items():
            before = len(calls)
            ask_anyhow(store, query.replace("@", address))
            if len(calls) > before:
                called.add(trick)
    assert len(called) >= 12, sorted(set(TRICKS) - called)


def test_a_generated_query_never_calls(oxigraph_folder: Path, grammar_alone: None) -> None:
    would_call = passed = 0
    with (
        listening() as (address, calls),
        EmbeddedStore(oxigraph_folder) as store,
        EmbeddedStore(oxigraph_folder, federate=True) as open_store,
    ):

        @settings(GENERATED, max_examples=400)
        @given(queries())
        def never_calls(query: str) -> None:
            nonlocal would_call, passed
            query = query.replace("@", address)
            before = len(calls)
            try:
                store.ask(query, timeout=60)
                passed += 1
            except QueryRefusedError:
                pass
            except StoreError:
                passed += "ASK" not in query
            assert len(calls) == before, query
            ask_anyhow(open_store, query)
            would_call += len(calls) > before

        never_calls()
    assert would_call > 20
    assert passed > 20


@pytest.mark.parametrize(
    "query",
    [
        "ASK { BIND('customer SERVICE' AS ?x) }",
        "# SERVICE <http://127.0.0.1:9/> {\nASK {}",
        "PREFIX service: <http://x/> ASK { BIND(service:SERVICE AS ?service) }",
        "ASK { BIND(<http://x/SERVICE/> AS ?x) }",
        'ASK { BIND("""SERVICE <http://127.0.0.1:9/> { }""" AS ?x) }',
        "PREFIX service: <http://x/> ASK { VALUES ?x { service:a } { BIND(1 AS ?y) } }",
    ],
)
def test_the_word_may_stand_where_it_is_no_keyword(query: str, oxigraph_folder: Path) -> None:
    with EmbeddedStore(oxigraph_folder) as store:
        assert store.ask(query) is True


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the filter is Linux's")
def test_the_system_refuses_sockets_to_a_worker(oxigraph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the engine's grammar were misjudged."""
    monkeypatch.setattr(answering, "check_stays", lambda *_: None)
    monkeypatch.setattr(processes, "START", "forked")
    with listening() as (address, calls), EmbeddedStore(oxigraph_folder) as store:
        with pytest.raises(StoreError, match="Operation not permitted"):
            store.ask(f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
        assert store.ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    assert calls == []
    socket.socket().close()  # this process keeps its own
    assert not confinement._has_left
