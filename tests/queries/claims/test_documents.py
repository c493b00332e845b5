"""What is known of the five documents, against their metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from queries.claims.documents import (
    claims_by_work,
    covered_share,
    read_documents,
    read_uncovered,
    read_works,
    tallies,
    topic_matrix,
    uncovered_spans,
)
from queries.claims.reader import Claim, Place, read_claims
from queries.claims.uncovered import Uncovered
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows(graph: EmbeddedStore) -> list[Claim]:
    return read_claims(graph)


def test_documents_say_of_themselves_what_they_print(graph: EmbeddedStore) -> None:
    found = read_documents(graph)
    assert list(found) == ["addiction-clinic", "alcohol-use-disorder", "encyclopaedia", "monograph", "psychiatric-use"]
    clinic = found["addiction-clinic"]
    assert (clinic.kind, clinic.date, clinic.publisher) == ("marketing page", "2024-09-17", "Leora Behavioral Health")
    assert (clinic.authors, clinic.length) == ("Leora B.H. Staff", 19501)
    monograph = found["monograph"]
    assert (monograph.date, monograph.publisher, monograph.authors, monograph.address) == ("", "", "", "")
    assert [note[:24] for note in monograph.notes] == ["A short drug monograph i", "The document gives no ti"]


def test_works_stand_listed_first_with_what_identifies_them(graph: EmbeddedStore) -> None:
    works = read_works(graph, "encyclopaedia")
    statuses = [work.status for work in works]
    assert statuses == ["listed"] * 8 + ["unlisted"] * 39 + ["named"] * 2
    assert [work.mark for work in works if work.status == "unlisted"][:3] == ["3", "8", "9"]
    zvejniece = next(work for work in works if work.id == "ref:encyclopaedia-zvejniece-2015")
    assert (zvejniece.doi, zvejniece.pmid, zvejniece.complete) == ("10.1016/j.pbb.2015.07.014", "26234470", True)
    assert sum(work.complete for work in works) == 7


def test_tallies_count_denied_and_uncertain_claims(rows: list[Claim]) -> None:
    found = tallies(rows)
    told = {slug: (tally.claims, tally.denied, tally.uncertain) for slug, tally in found.items()}
    assert told["encyclopaedia"] == (216, 9, 30)
    assert told["psychiatric-use"] == (89, 0, 8)
    assert sum(tally.places for tally in found.values()) == 1007
    assert found["monograph"].cited == set()


def test_the_claims_that_cite_a_work(rows: list[Claim]) -> None:
    found = claims_by_work(rows)
    assert "encyclopaedia-103" in [row.id for row in found["ref:encyclopaedia-zvejniece-2015"]]
    assert len(found["ref:psychiatric-use-3"]) == 16
    assert not any(work.startswith("ref:monograph") for work in found)


def test_claims_by_topic_and_document(rows: list[Claim]) -> None:
    found = topic_matrix(rows)
    assert next(iter(found)) == ("mechanism", "mechanism")
    assert found["adverse_effect", "adverse effect"] == {
        "addiction-clinic": 29, "alcohol-use-disorder": 31, "encyclopaedia": 19, "monograph": 25, "psychiatric-use": 6,
    }  # fmt: skip
    assert found["overdose_toxicity", "overdose and toxicity"] == {"addiction-clinic": 4}


def test_a_character_under_two_claims_is_covered_once(rows: list[Claim]) -> None:
    first, second = rows[0], rows[1]
    made = [_placed(first, (0, 4), (10, 12)), _placed(second, (2, 6), (2, 3))]
    assert covered_share(made, 20) == 8 / 20
    assert covered_share([], 20) == 0
    assert covered_share(made, 0) == 0


def test_uncovered_passages_are_found_in_the_original(graph: EmbeddedStore, rows: list[Claim], originals: Path) -> None:
    documents = read_documents(graph)
    found = read_uncovered(graph)
    assert {slug: len(passages) for slug, passages in found.items()} == {
        "addiction-clinic": 82, "alcohol-use-disorder": 10, "encyclopaedia": 11, "monograph": 4, "psychiatric-use": 9,
    }  # fmt: skip
    for slug, passages in found.items():
        text = (originals / documents[slug].file).read_bytes().decode("utf-8")
        covered = [(place.start, place.end) for row in rows if row.source == slug for place in row.places]
        spans = uncovered_spans(text, passages, covered)
        assert [text[start:end] for start, end in spans] == [passage.text for passage in passages]
        assert not any(start < last and first < end for start, end in spans for first, last in covered)


def test_a_phrase_that_also_stands_under_a_claim_is_found_where_none_is() -> None:
    text = "head\nsame three words, same three words\n"
    assert uncovered_spans(text, [Uncovered(2, "same three words")], [(5, 21)]) == [(23, 39)]
    assert uncovered_spans(text, [Uncovered(2, "not in it")], []) == []


def _placed(row: Claim, *spans: tuple[int, int]) -> Claim:
    return replace(row, places=tuple(Place("", start, end) for start, end in spans))
