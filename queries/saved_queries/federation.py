"""SERVICE clauses, answered before the query runs: each is sent to its endpoint, and its rows come in as VALUES.

So the engine never calls another server by itself: only named endpoints are called, with an agent header, a time limit
and respect for Retry-After, and the query runs on any store. The pattern inside a SERVICE clause must therefore select
by itself what it wants; nothing from outside the clause is sent along.
"""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ontology.errors import UserError
from queries.errors import QueryRefusedError, StoreBusyError, StoreError
from queries.sparql.terms import term_text
from queries.sparql.tokenizer import Token, declared_prefixes, tokenize
from queries.store.interface import Solutions, Term
from queries.store.limits import ROW_LIMIT, SERVICE_TRIES, SERVICE_WAIT, TIMEOUT

ENDPOINTS_FILE = Path(__file__).with_name("endpoints.toml")


class Answering(Protocol):
    """What a SERVICE clause is sent to: anything that answers a SELECT query."""

    def select(self, query: str) -> Solutions:
        """Return the answer to a SELECT query.

        :param query: SPARQL
        :returns: the rows
        """


Open = Callable[[str], Answering]


@dataclass(frozen=True)
class Endpoint:
    """An endpoint that may be called.

    :param name: its short name
    :param label: what it is
    :param address: the IRI that follows SERVICE
    :param served_by: the address that is called in its place, when there is a mirror
    """

    name: str
    label: str
    address: str
    served_by: str


@dataclass(frozen=True)
class Service:
    """A SERVICE clause of a query.

    :param start: where the word SERVICE begins
    :param end: behind its closing brace
    :param address: the endpoint
    :param pattern: the text between the braces
    :param silent: whether a failure counts as an empty answer
    """

    start: int
    end: int
    address: str
    pattern: str
    silent: bool


def read_endpoints(extra: str | None = None) -> dict[str, Endpoint]:
    """Return the endpoints that may be called.

    :param extra: a TOML file that adds to the list; by default the one that ``DRUGKG_ENDPOINTS`` names
    :returns: address → endpoint
    :raises UserError: if a file cannot be read
    """
    tables: dict[str, dict[str, str]] = {}
    further = extra or os.environ.get("DRUGKG_ENDPOINTS")
    for path in [ENDPOINTS_FILE, *([Path(further)] if further else [])]:
        try:
            with path.open("rb") as file:
                found = tomllib.load(file)
            for name, table in found["endpoints"].items():
                tables[name] = tables.get(name, {}) | table
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(f"{path}: cannot be read as a list of endpoints ({error}): see {ENDPOINTS_FILE}") from error
    endpoints = {}
    for name, table in tables.items():
        address = table.get("address", "")
        if not address.startswith(("http://", "https://")):
            raise UserError(f"endpoint {name} has no http(s) address: see {ENDPOINTS_FILE}")
        endpoints[address] = Endpoint(name, table.get("label", name), address, table.get("served_by", address))
    return endpoints


def answer_services(query: str, endpoints: Mapping[str, Endpoint], open_endpoint: Open | None = None) -> str:
    """Replace the SERVICE clauses of a query with the rows that their endpoints return.

    :param query: SPARQL
    :param endpoints: the endpoints that may be called, by address
    :param open_endpoint: returns the store of an address; by default one that uses SPARQLWrapper
    :returns: a query without SERVICE clauses
    :raises QueryRefusedError: if a clause names an endpoint that is not in the list
    :raises StoreError: if an endpoint cannot be reached or does not answer in time
    """
    tokens = tokenize(query)
    prefixes = {name: iri for name, (iri, _) in declared_prefixes(tokens).items()}
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    for service in reversed(find_services(query, tokens, prefixes)):
        endpoint = endpoints.get(service.address)
        if endpoint is None:
            known = ", ".join(sorted(endpoints))
            raise QueryRefusedError(f"SERVICE <{service.address}> is not in the list of endpoints; there are: {known}")
        text = f"{prologue}SELECT * WHERE {{ {service.pattern} }} LIMIT {ROW_LIMIT.value()}"
        try:
            rows = values_block(_ask(endpoint, text, open_endpoint or _open))
        except StoreError:
            if not service.silent:
                raise
            rows = ""
        query = f"{query[: service.start]}{rows}{query[service.end :]}"
    return query


def find_services(query: str, tokens: list[Token], prefixes: Mapping[str, str]) -> list[Service]:
    """Find the SERVICE clauses of a query.

    :param query: SPARQL
    :param tokens: its tokens
    :param prefixes: prefix → namespace, as the query declares them
    :returns: the clauses in order
    :raises QueryRefusedError: if a clause names its endpoint by a variable, is nested in another, or is not closed
    """
    found: list[Service] = []
    at = 0
    while at < len(tokens):
        if not tokens[at].is_word("SERVICE"):
            at += 1
            continue
        start, silent = tokens[at].start, at + 1 < len(tokens) and tokens[at + 1].is_word("SILENT")
        at += 2 if silent else 1
        if at + 1 >= len(tokens) or tokens[at].kind not in ("iri", "name") or tokens[at + 1].text != "{":
            raise QueryRefusedError("SERVICE must name its endpoint by an address, and a pattern in braces")
        prefix, _, local = tokens[at].text.partition(":")
        address = tokens[at].text[1:-1] if tokens[at].kind == "iri" else prefixes.get(prefix, "") + local
        opening, depth, at = tokens[at + 1], 1, at + 2
        while at < len(tokens) and depth:
            if tokens[at].is_word("SERVICE"):
                raise QueryRefusedError("a SERVICE clause inside another is refused: ask the endpoints one by one")
            depth += {"{": 1, "}": -1}.get(tokens[at].text, 0) if tokens[at].kind == "mark" else 0
            at += 1
        if depth:
            raise QueryRefusedError("a SERVICE clause is not closed: a } is missing")
        closing = tokens[at - 1]
        found.append(Service(start, closing.end, address, query[opening.end : closing.start], silent))
    return found


def values_block(answer: Solutions) -> str:
    """Return rows as a VALUES block, with terms written by the engine's serialiser.

    :param answer: the rows; blank nodes, which have no meaning elsewhere, become UNDEF
    :returns: SPARQL

    >>> values_block(Solutions(["x"], [{"x": {"type": "literal", "value": "a+b"}}]))
    'VALUES (?x) { ("a+b") }'
    """
    names = " ".join(f"?{name}" for name in answer.variables)
    rows = [" ".join(_written(row.get(name)) for name in answer.variables) for row in answer.rows]
    return f"VALUES ({names}) {{ {' '.join(f'({row})' for row in rows)} }}"


def _written(term: Term | None) -> str:
    return "UNDEF" if term is None or term["type"] == "bnode" else term_text(term)


def _open(address: str) -> Answering:
    from queries.store.remote import RemoteStore  # noqa: PLC0415 SPARQLWrapper is slow to import

    return RemoteStore(address, timeout=TIMEOUT.value(), tries=1, foreign=True)  # _ask() tries again, and waits longer


def _ask(endpoint: Endpoint, text: str, open_endpoint: Open) -> Solutions:
    """Send a query to an endpoint; wait and try again when it asks for that."""
    store = open_endpoint(endpoint.served_by)
    for left in reversed(range(SERVICE_TRIES.default)):
        try:
            return store.select(text)
        except StoreBusyError as busy:
            if not left or not busy.is_told or busy.seconds > SERVICE_WAIT.default:
                raise
            time.sleep(busy.seconds)
    raise AssertionError("unreachable")
