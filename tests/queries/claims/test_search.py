"""The search of the command line and the explorer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.claims.reader import read_claims
from queries.claims.search import SEARCHED, search
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from ui.command_line import main


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(graph_folder: Path) -> Index:
    return open_index(str(graph_folder))


def test_it_finds_the_same_with_the_attributes_it_needs_as_with_all(graph: EmbeddedStore, names: Index) -> None:
    few = search(names, read_claims(graph, only=SEARCHED), "CRAVING")
    every = search(names, read_claims(graph), "craving")
    assert [claim.id for claim in few.claims] == [claim.id for claim in every.claims]
    assert [entity["id"] for entity in few.entities][:2] == ["drugkg:drug-craving", "drugkg:alcohol-craving"]
    assert [query["name"] for query in few.queries] == ["abuse-and-dependence"]


def test_nothing_found_is_false(graph: EmbeddedStore, names: Index) -> None:
    assert not search(names, read_claims(graph, only=SEARCHED), "no such words anywhere")


def test_the_command_finds_quotes_too_and_shows_them(
    graph_folder: Path, originals: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "unresponsive", "-f", "json", "--store", str(graph_folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    quotes = {claim["id"]: claim["quote"] for claim in found["claims"] if "quote" in claim}
    assert "particularly in individuals unresponsive to traditional" in quotes["claim:alcohol-use-disorder-005"]
    assert [claim for claim in found["claims"] if "quote" not in claim] == []


def test_the_command_lists_claims_with_the_whole_word_first_then_by_document(
    graph_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "withdrawal", "-f", "json", "--store", str(graph_folder)]) == 0
    found = json.loads(capsys.readouterr().out)["claims"]
    own = [claim for claim in found if "quote" not in claim]
    assert found[: len(own)] == own
    parts = [
        re.search(r"\bwithdrawal\b", f"{claim['sentence']} {claim['statement']}", re.IGNORECASE) is None
        for claim in own
    ]
    order = [(part, claim["source"]) for part, claim in zip(parts, own, strict=True)]
    assert order == sorted(order)


def test_queries_are_found_by_what_they_answer(names: Index) -> None:
    found = [query["name"] for query in search(names, [], "highest dose").queries]
    assert found[0] == "maximum-doses"
    by_column = [query["name"] for query in search(names, [], "half-life range").queries]
    assert "half-life-by-document" in by_column
