"""Limits hold at the endpoint: a hostile query ends in one line with a status, and the others are answered."""

from __future__ import annotations

import re
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from queries.store.limits import ENDPOINT_SENDING
from tests.support.endpoints import Client, running
from ui.endpoint import connections, outgoing
from ui.endpoint.service import Settings

QUERY = "application/sparql-query"

NUMBERS = " ".join(map(str, range(300)))
SLOW = f"""SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }}
  VALUES ?d {{ {NUMBERS} }} FILTER(?a + ?b + ?c + ?d = -1) }}"""
SORTED = SLOW.replace("(COUNT(*) AS ?n)", "*").replace("FILTER(?a + ?b + ?c + ?d = -1) }", "} ORDER BY ?d ?c ?b ?a")
JOINED = SLOW.replace("COUNT(*)", "GROUP_CONCAT(CONCAT(STR(?a), STR(?b)))").replace(
    "FILTER(?a + ?b + ?c + ?d = -1)", ""
)
REGEX = f"""ASK {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }}
  FILTER(REGEX(CONCAT(STR(?a), STR(?b), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), "^(([0-9a])+.)+$x")) }}"""
BRACKETS = "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"

HOSTILE = {
    "a product of everything": (SLOW, {504, 422}),
    "everything in order": (SORTED, {504, 422}),
    "everything joined to a text": (JOINED, {504, 422}),
    "a regular expression that goes back": (REGEX, {200, 504}),
    "20,000 brackets": (BRACKETS, {400, 422}),
    "10 MB of text": ("ASK {} #" + "x" * 10_000_000, {413}),
    "more rows than the limit": (f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}", {422}),
}


@pytest.fixture(scope="module")
def limited(few_statements: Path) -> Iterator[Client]:
    with running(Settings(str(few_statements), timeout=1, row_limit=1000, workers=2, queue=4)) as client:
        yield client


@pytest.fixture(scope="module")
def unhurried(few_statements: Path) -> Iterator[Client]:
    with running(Settings(str(few_statements), timeout=60, row_limit=1000, workers=1, queue=4)) as client:
        yield client


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_query_is_one_line_and_the_next_one_is_answered(case: str, limited: Client) -> None:
    query, statuses = HOSTILE[case]
    answer = limited.send("POST", "/sparql", query, Content_Type=QUERY)
    assert answer.status in statuses
    assert answer.text.count("\n") == (
        answer.status != 200
    )  # a regular expression may end in time: the engine is linear
    assert limited.ask("ASK {}").json["boolean"]


def test_the_message_names_the_limit(limited: Client) -> None:
    assert "stopped at the time limit of 1 s" in limited.send("POST", "/sparql", SLOW, Content_Type=QUERY).text
    rows = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"
    assert "more than 1,000 rows, which is the limit" in limited.ask(rows).text


def test_beyond_the_queue_clients_are_told_to_come_back(limited: Client) -> None:
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda _: limited.send("POST", "/sparql", SLOW, Content_Type=QUERY), range(24)))
    found = Counter(answer.status for answer in answers)
    assert set(found) == {503, 504}
    assert found[503] >= 24 - 2 - 4 - 4
    assert all(answer.headers["retry-after"] == "5" for answer in answers if answer.status == 503)
    assert limited.ask("ASK {}").json["boolean"]


def test_two_hundred_clients_are_all_answered(few: Client) -> None:
    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(lambda _: few.ask("ASK { ?s ?p ?o }"), range(200)))
    assert set(Counter(answer.status for answer in answers)) <= {200, 503}
    assert few.ask("ASK {}").status == 200


DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(8))
LONG = f"SELECT ?a ?x8 {{ VALUES ?a {{ {NUMBERS} }} BIND('{'x' * 100}' AS ?x0) {DOUBLED} }}"
"""Gives 300 rows of 25,600 characters."""


def test_a_long_answer_comes_whole_and_too_many_that_wait_for_their_clients_are_refused(
    unhurried: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = unhurried.ask(LONG)
    assert (whole.status, len(whole.body)) == (200, int(whole.headers["content-length"]))
    assert len(whole.json["results"]["bindings"][-1]["x8"]["value"]) == 25_600
    monkeypatch.setattr(outgoing, "ENDPOINT_SENDING", ENDPOINT_SENDING._replace(default=1_000_000))
    refused = unhurried.get(f"/sparql?{urlencode({'query': LONG})}", Origin="http://elsewhere")
    assert (refused.status, refused.headers["retry-after"]) == (503, "5")
    assert refused.headers["access-control-allow-origin"] == "*"
    assert unhurried.ask("ASK {}").json["boolean"]


@pytest.mark.server
@pytest.mark.parametrize(
    "sent", ["GET /sparql?query=ASK", f"GET /sparql?{urlencode({'query': LONG})} HTTP/1.1\r\nHost: x\r\n\r\n"]
)
def test_a_client_that_stops_to_ask_or_to_read_loses_its_connection(
    sent: str, unhurried: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as client, monkeypatch.context() as changed:
        changed.setattr(connections, "PATIENCE", 0.5)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", urlsplit(unhurried.address).port or 0))
        client.sendall(sent.encode())
        for _ in range(100):  # until the connection is there
            if unhurried.connections:
                break
            time.sleep(0.01)
        for _ in range(600):
            if not unhurried.connections:
                break
            time.sleep(0.1)
        assert not unhurried.connections
    assert unhurried.ask("ASK {}").json["boolean"]


def test_a_client_that_leaves_in_the_middle_of_its_query_is_no_fault_of_the_endpoint(
    unhurried: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(unhurried.address).port or 0)) as client:
        client.sendall(
            f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\nContent-Length: 9\r\n\r\nASK".encode()
        )
        unhurried.ask("ASK {}")  # so that the other request has been taken up
    for _ in range(600):
        if not unhurried.connections:
            break
        time.sleep(0.01)
    counts = unhurried.get("/metrics").text
    assert re.search(r'^drugkg_requests_total\{route="sparql",status="499"\} [1-9]', counts, re.MULTILINE)
    assert caplog.text == ""


@pytest.mark.server
def test_a_query_whose_client_has_left_makes_room(unhurried: Client) -> None:
    connection = HTTPConnection("127.0.0.1", urlsplit(unhurried.address).port)
    connection.request("POST", "/sparql", SLOW, {"Content-Type": QUERY})
    time.sleep(1)  # so that it runs
    connection.close()
    assert unhurried.ask("ASK {}").status == 200  # the one worker is free long before its 60 s are over
