"""A client of the protocol finds entities, runs queries and opens claims; wrong calls get a line that helps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from queries.store.limits import TOOL_ANSWER_SIZE, TOOL_ROWS
from queries.store.stopping import AtWork, Stopper
from tests.support.async_calls import run_async
from ui.mcp_server.arguments import MOST_ROWS
from ui.mcp_server.catalogue import TOOLS
from ui.mcp_server.paging import NOT_DENIED, page
from ui.mcp_server.server import AT_ONCE, answer, server
from ui.mcp_server.tools import DATA

pytestmark = pytest.mark.whole_graph


@pytest.fixture(scope="module")
def place(graph_folder: Path) -> str:
    return str(graph_folder)


def call(place: str, name: str, /, **arguments: Any) -> dict[str, Any]:
    """Return the answer of a tool that must succeed."""
    found = answer(name, arguments, place)
    assert not found.is_error, found.content
    data = found.structured_content
    assert isinstance(data, dict)
    return data


def refused(place: str, name: str, /, **arguments: Any) -> str:
    """Return the message of a call that must fail: one line, without a traceback."""
    found = answer(name, arguments, place)
    assert found.is_error
    text = str(getattr(found.content[0], "text", ""))
    assert "\n" not in text
    assert "Traceback" not in text
    return text


def test_the_sdk_client_lists_the_tools_and_goes_from_a_name_to_the_words_of_a_document(place: str) -> None:
    async def conversation() -> None:
        async with Client(server(place)) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert list(tools) == list(TOOLS)
            assert tools["run_query"].input_schema["required"] == ["name"]
            assert tools["run_query"].input_schema["additionalProperties"] is False
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
            found = await client.call_tool("find_entity", {"words": "Lioresal"})
            assert found.structured_content is not None
            drug = found.structured_content["entities"][0]
            assert (drug["id"], drug["match"]) == ("drugkg:baclofen", "exact")
            answered = await client.call_tool(
                "run_query", {"name": "targets", "parameters": {"drug": drug["id"]}, "view": "claims"}
            )
            assert answered.structured_content is not None
            row = answered.structured_content["rows"][0]
            assert {"claim", "source", "polarity", "modality", "phrase"} <= row.keys()
            opened = await client.call_tool("open_claim", {"claim": row["claim"]})
            assert opened.structured_content is not None
            assert opened.structured_content["claim"] == row["claim"]
            assert json.loads(getattr(opened.content[0], "text", "")) == opened.structured_content

    run_async(conversation)


@pytest.mark.parametrize("name", ["Lioresal", "CHEBI:2972", "drugbank:db00181", "baclofen"])
def test_any_name_of_an_entity_is_found(place: str, name: str) -> None:
    assert call(place, "find_entity", words=name)["entities"][0]["id"] == "drugkg:baclofen"


def test_a_name_with_several_meanings_gives_the_choices(place: str) -> None:
    found = call(place, "find_entity", words="withdrawal")
    assert len(found["entities"]) > 1
    assert "choose one" in found["message"] or found["total"] >= len(found["entities"])


def test_an_unknown_name_says_so_and_finds_nothing(place: str) -> None:
    found = call(place, "find_entity", words="zzyzzx")
    assert found["entities"] == []
    assert "no entity has the name" in found["message"]


def test_a_denied_claim_is_marked_in_the_rows_and_in_the_words_of_the_summary(place: str) -> None:
    claims = call(place, "run_query", name="denied-claims", view="claims", limit=MOST_ROWS)
    assert claims["rows"]
    assert {
        (row["stance"], row["polarity"]) for row in claims["rows"] if row["modality"] != "insufficientEvidence"
    } == {
        ("denies", "denied"),
        ("affirms", "affirmed"),
    }
    opened = call(place, "open_claim", claim="encyclopaedia-069")
    assert opened["properties"]["polarity"] == ["denied (dkgo:denied)"]
    assert opened["properties"]["phrase"][0].startswith("does not seem to have addictive potential")


def test_every_row_of_a_summary_names_its_claims_with_polarity_and_modality(place: str) -> None:
    found = call(place, "run_query", name="adverse-effects", limit=5)
    assert found["view"] == "summary"
    assert len(found["rows"]) == 5
    for row in found["rows"]:
        assert row["claims"]
        assert all({"claim", "source", "polarity", "modality", "phrase"} <= claim.keys() for claim in row["claims"])


def test_rows_come_in_pages_that_together_are_the_whole_answer(place: str) -> None:
    ids: list[str] = []
    offset: int | None = 0
    while offset is not None:
        found = call(place, "run_query", name="adverse-effects", view="claims", limit=100, offset=offset)
        ids += [row["claim"] for row in found["rows"]]
        offset = found["next_offset"]
    assert len(ids) == found["total"] == len(set(ids))
    assert "message" not in found


def test_an_answer_stays_below_the_size_for_a_model(place: str) -> None:
    for name in TOOLS:
        calls: dict[str, dict[str, Any]] = {
            "find_entity": {"words": "a", "limit": 200},
            "describe_entity": {"entity": "baclofen", "limit": 200},
            "run_query": {"name": "adverse-effects", "limit": 200},
            "explain_path": {"start": "baclofen", "end": "relapse", "limit": 20},
            "list_disagreements": {"limit": 50},
            "compare": {"names": ["baclofen", "phenibut"], "limit": 200},
            "open_claim": {"claim": "encyclopaedia-069"},
            "run_sparql": {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 5000", "limit": 200},
        }
        given = calls.get(name, {})
        if name != "list_queries":
            assert len(json.dumps(call(place, name, **given))) < 1.5 * TOOL_ANSWER_SIZE.default, name


def test_a_page_is_cut_by_size_and_says_where_the_rest_begins() -> None:
    rows = [{"text": "x" * (TOOL_ANSWER_SIZE.default // 2 - 100)} for _ in range(5)]
    found = page(rows, TOOL_ROWS.default, 1)
    assert (len(found["rows"]), found["next_offset"]) == (2, 3)
    assert found["message"] == "2 of 5 rows are left: call with offset 3."
    assert page(rows, 5, 9)["message"] == "offset 9 is after the last of 5 rows."


def test_nothing_found_is_reported_as_not_stated_and_not_as_denied(place: str) -> None:
    found = call(place, "run_query", name="targets", parameters={"drug": "phenibut"}, view="claims")
    assert {row["source"] for row in found["rows"]} >= {"source:encyclopaedia"}
    assert "message" not in found
    unsaid = call(place, "run_query", name="overdose-effects", parameters={"drug": "phenibut"}, view="claims")
    nothing = call(place, "run_sparql", query="SELECT ?s { ?s dkgo:polarity dkgo:denied ; dkgo:modality dkgo:aim }")
    for empty in (unsaid, nothing):
        assert (empty["total"], empty["rows"], empty["message"]) == (0, [], NOT_DENIED)
    unused = call(place, "run_query", name="shared-propositions", parameters={"minimum": "99"})
    assert unused["message"].startswith("nothing in the graph has minimum = 99 here")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT ?x { drugkg:baclofen dkgo:treats ?x }", "dkgo:treats does not occur in the graph. "),
        ("ASK { drugkg:baclofen dkgo:causes drugkg:lung-cancer }", "drugkg:lung-cancer does not occur in the graph. "),
        ("SELECT (COUNT(*) AS ?n) { ?c dkgo:polarity 'denied' }", "dkgo:polarity. Did you mean dkgo:denied? "),
        ("CONSTRUCT WHERE { ?x skos:exactMatch CHEBI:999999 }", "CHEBI:999999 does not occur in the graph. "),
        ("SELECT ?x { ?x rdfs:label 'baclofen'@en }", "leave out @en, LANG and LANGMATCHES. "),
    ],
)  # fmt: skip
def test_a_query_that_cannot_find_anything_is_not_reported_as_not_stated(query: str, why: str, place: str) -> None:
    message = call(place, "run_sparql", query=query)["message"]
    assert message.endswith(f"{why}So this answer does not show what the documents say.")


def test_messages_name_tools_and_no_commands(place: str) -> None:
    reverse = call(place, "explain_path", start="sedation", end="baclofen")
    assert any("explain_path from drugkg:baclofen to drugkg:" in remark for remark in reverse["remarks"])
    refusals = [refused(place, "run_sparql", query=text) for text in ("CLEAR ALL", "ASK { SERVICE <http://x/> {} }")]
    for message in (*refusals, *reverse["remarks"]):
        assert not re.search(r"`|--|drugkg [a-z]", message)


def test_a_path_names_the_claims_of_each_step_and_whether_a_document_states_it(place: str) -> None:
    found = call(place, "explain_path", start="baclofen", end="relapse")
    route = found["routes"][0]
    assert route["documents"] == ["source:alcohol-use-disorder"]
    assert route["stated_by_one_document"] is True
    assert all(step["claims"] for step in route["steps"] if not step.get("definitional"))
    assert route["steps"][0]["claims"][0]["claim"].startswith("claim:")
    assert not any("--joined" in remark for remark in found["remarks"])


def test_a_disagreement_has_its_sides_with_claims_and_documents(place: str) -> None:
    found = call(place, "list_disagreements", about="baclofen", type="polarity")
    record = found["disagreements"][0]
    assert len(record["sides"]) > 1
    assert all(side["claims"] and side["documents"][0].startswith("source:") for side in record["sides"])


def test_drugs_and_documents_are_compared_with_the_claims_of_each(place: str) -> None:
    drugs = call(place, "compare", names=["CHEBI:2972", "phenibut"], topic="mechanism", limit=200)
    assert {tuple(row["said"]) for row in drugs["matters"]} == {("baclofen", "phenibut")}
    said = [claim for row in drugs["matters"] for claims in row["said"].values() for claim in claims]
    assert all({"claim", "source", "phrase", "polarity", "modality"} <= claim.keys() for claim in said)
    documents = call(place, "compare", names=["monograph", "encyclopaedia"], topic="indication")
    assert documents["matters"]


def test_words_of_documents_are_marked_as_data(place: str) -> None:
    for name, given in {
        "open_claim": {"claim": "encyclopaedia-069"},
        "run_query": {"name": "targets"},
        "describe_entity": {"entity": "baclofen"},
        "find_entity": {"words": "monograph"},
    }.items():
        assert call(place, name, **given)["note"] == DATA


@pytest.mark.parametrize(
    ("name", "sent", "meant"),
    [
        ("run_query", {"name": "targets", "parameters": '{"drug": "phenibut"}', "view": None},
         {"name": "targets", "parameters": {"drug": "phenibut"}}),
        ("compare", {"names": '["baclofen", "phenibut"]', "topic": "mechanism", "limit": None},
         {"names": ["baclofen", "phenibut"], "topic": "mechanism"}),
        ("find_entity", {"words": "Lioresal", "limit": "3"}, {"words": "Lioresal", "limit": 3}),
    ],
)  # fmt: skip
def test_arguments_are_taken_as_clients_are_known_to_send_them(
    name: str, sent: dict[str, Any], meant: dict[str, Any], place: str
) -> None:
    assert call(place, name, **sent) == call(place, name, **meant)


def test_the_client_of_the_sdk_may_send_them_so_too(place: str) -> None:
    async def conversation() -> None:
        async with Client(server(place)) as client:
            found = await client.call_tool("run_query", {"name": "targets", "parameters": '{"drug": "phenibut"}'})
            assert not found.is_error

    run_async(conversation)


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("run_querry", {}, "there is no tool 'run_querry'; did you mean: run_query"),
        ("run_query", {"query": "targets"}, "there is no argument 'query'"),
        ("run_query", {}, "the argument 'name' is missing"),
        ("run_query", {"name": "targets", "limit": 100_000}, "limit: Input should be less than or equal to 200"),
        ("run_query", {"name": "tragets"}, "no saved query is called 'tragets'; did you mean: targets"),
        ("run_query", {"name": "targets", "parameters": {"medicine": "baclofen"}}, "its parameters: drug"),
        ("run_query", {"name": "targets", "parameters": {"drug": "dopamine"}}, "no Drug has the name 'dopamine'"),
        ("run_query", {"name": "targets", "parameters": {"drug": "zzyzzx"}}, "try find_entity with fewer"),
        ("run_query", {"name": "targets", "parameters": "drug=baclofen"}, "parameters: Input should be a valid dict"),
        ("compare", {"names": "[" * 100_000}, "names: Input should be a valid list"),
        ("run_query", {"name": "targets", "parameters": "baclofen"}, "parameters: Input should be a valid dictionary"),
        ("find_entity", {"words": None}, "the argument 'words' is missing"),
        ("find_entity", {"words": ["baclofen"]}, "words: Input should be a valid string. Arguments: words, limit"),
        ("run_query", {"name": "regions-within"}, "query regions-within climbs an external ontology, and none is"),
        ("open_claim", {"claim": "claim:nothing-000"}, "there is no claim 'claim:nothing-000'"),
        ("open_claim", {"claim": "claim:a> <b"}, "claim"),
        ("list_disagreements", {"type": "quarrel"}, "no disagreement has the type 'quarrel'; types: "),
        ("list_queries", {"topic": "weather"}, "no saved query has the topic 'weather'; topics: "),
        ("explain_path", {"start": "baclofen", "end": "baclofen"}, "start and end are the same"),
        ("compare", {"names": ["baclofen"]}, "names: List should have at least 2 items"),
        ("compare", {"names": ["baclofen", "zzyzzx"]}, "zzyzzx"),
        ("run_sparql", {"query": "SELECT ?s WHERE {"}, "the query is not valid SPARQL"),
        ("run_sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "DELETE"),
        ("run_sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE"),
    ],
)  # fmt: skip
def test_a_wrong_call_gets_one_line_that_says_what_to_do(
    place: str, name: str, given: dict[str, Any], says: str
) -> None:
    assert says in refused(place, name, **given)


def test_a_query_that_takes_too_long_is_stopped(place: str) -> None:
    product = "SELECT (COUNT(*) AS ?n) { GRAPH ?a {?s ?p ?o} GRAPH ?b {?t ?q ?u} GRAPH ?c {?v ?r ?w} }"
    found = answer("run_sparql", {"query": product}, place, 0.5)
    assert found.is_error
    assert "0.5" in str(getattr(found.content[0], "text", ""))


def test_what_is_false_unbound_or_not_a_number_is_not_read_as_a_fact(place: str) -> None:
    assert call(place, "run_sparql", query="ASK { drugkg:baclofen a dkgo:Receptor }") == {
        "answer": False, "message": NOT_DENIED
    }  # fmt: skip
    assert call(place, "run_sparql", query="ASK { drugkg:baclofen a dkgo:Drug }") == {"answer": True}
    unbound = call(place, "run_sparql", query="SELECT (1/0 AS ?x) {}")
    assert unbound["message"].startswith("The rows have no values")
    numbers = answer("run_sparql", {"query": "SELECT (xsd:double('NaN') AS ?x) (xsd:double('INF') AS ?y) {}"}, place)
    assert '"rows": [{"x": "nan", "y": "inf"}]' in str(getattr(numbers.content[0], "text", ""))


def test_a_cancelled_call_stops_its_query(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    running: list[Stopper] = []

    class Seen(Stopper):
        def at_work(self, worker: AtWork | None) -> None:
            super().at_work(worker)
            if worker is not None:
                running.append(self)
            elif self in running:
                running.remove(self)

    monkeypatch.setattr("ui.mcp_server.server.Stopper", Seen)
    product = "SELECT (COUNT(*) AS ?n) { GRAPH ?a {?s ?p ?o} GRAPH ?b {?t ?q ?u} GRAPH ?c {?v ?r ?w} }"

    async def conversation() -> None:
        async with Client(server(place, timeout=600)) as client, anyio.create_task_group() as calls:
            for _ in range(AT_ONCE):
                calls.start_soon(client.call_tool, "run_sparql", {"query": product})
            with anyio.fail_after(60):
                while len(running) < AT_ONCE:
                    await anyio.sleep(0.05)
            calls.cancel_scope.cancel()
        with anyio.fail_after(60):
            while running:
                await anyio.sleep(0.05)
        async with Client(server(place, timeout=60)) as client:
            found = await client.call_tool("find_entity", {"words": "Lioresal"})
            assert found.structured_content is not None

    run_async(conversation)


def test_a_missing_graph_is_an_error_and_not_an_empty_answer(tmp_path: Path) -> None:
    assert "no graph" in refused(str(tmp_path / "none"), "find_entity", words="baclofen")


def test_a_query_without_words_lists_all_and_words_narrow_the_list(place: str) -> None:
    everything = call(place, "list_queries")["queries"]
    some = call(place, "list_queries", words="adverse effects")["queries"]
    assert {query["name"] for query in some} < {query["name"] for query in everything}
    assert some[0]["name"] == "adverse-effects"
    assert some[0]["parameters"][0] == {
        "name": "drug", "description": "the drug", "type": "entity", "class": "Drug", "default": ["drugkg:baclofen"]
    }  # fmt: skip


def test_a_fault_of_ours_gives_no_details_to_the_client(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> dict[str, Any]:
        raise RuntimeError("secret detail")

    monkeypatch.setitem(TOOLS, "open_claim", TOOLS["open_claim"]._replace(run=broken))
    assert refused(place, "open_claim", claim="x") == (
        "the tool open_claim failed on this call: this is a fault of drugkg, reported in its log"
    )
