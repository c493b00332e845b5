"""No default answer hides what reverses or limits a row, and no cell of a roll-up loses a denial or a warning."""

from __future__ import annotations

import pytest

from queries.answers.narrowing import readable
from queries.answers.rollup import rows_behind
from queries.display_text import show
from queries.index.name_index import Index
from queries.runner import prepare, roll_up_saved
from queries.saved_queries.claim_columns import SHOWN_BY
from queries.store.embedded import EmbeddedStore
from queries.store.interface import Solutions
from tests.support.catalogue import catalogue

LIMITS = ("phrase", "answer", *SHOWN_BY.values(), "qualifiers")
QUERIES = catalogue()
OF_CLAIMS = [name for name, query in QUERIES.items() if "claim" in query.columns and not query.endpoints]
ROLLED_UP = [name for name in OF_CLAIMS if QUERIES[name].rows and QUERIES[name].cells == "answers"]
COUNTED = [name for name in OF_CLAIMS if QUERIES[name].cells == "count"]


@pytest.fixture(scope="module")
def answers(store: EmbeddedStore, index: Index) -> dict[str, Solutions]:
    return {name: store.select(prepare(index, name)) for name in OF_CLAIMS}


@pytest.mark.parametrize("name", OF_CLAIMS)
def test_a_table_of_claims_shows_or_states_every_limit(answers: dict[str, Solutions], name: str) -> None:
    answer = answers[name]
    shown, notes = readable(answer)
    for limit in LIMITS:
        if limit in answer.variables and answer.rows and limit not in shown.variables:
            values = {show(row.get(limit)) for row in answer.rows}
            [value] = values
            stated = f"{limit}: {value} (in all rows)" if value else limit
            assert any(stated == note or (not value and note.startswith("empty: ")) for note in notes), limit


@pytest.mark.parametrize("name", ROLLED_UP)
def test_a_cell_says_what_each_claim_behind_it_says(answers: dict[str, Solutions], index: Index, name: str) -> None:
    answer = answers[name]
    query = index.query(name)
    rolled = roll_up_saved(index, query, answer)
    titles = index.document_titles()
    behind = 0
    for row in rolled.rows:
        claims = rows_behind(answer, query.rows, row)
        behind += len(claims)
        for claim in claims:
            cell = show(row.get(titles[claim["source"]["value"]]))
            said, _, limits = show(claim["answer"]).removesuffix("]").partition(" [")
            assert said in cell or said == "yes"
            named = {show(row.get(column)) for column in query.rows}
            for limit in filter(None, limits.split("; ")):
                assert limit in cell or limit in named or any(name.endswith(f" in {limit}") for name in named)
            if show(claim.get("polarity")) == "denied":
                assert any(word in cell for word in ("denied", "not approved", "not advised"))
            if show(claim.get("status")) == "notRecommended":
                assert "not recommended" in cell
    assert behind == len(answer.rows)


@pytest.mark.parametrize("name", COUNTED)
def test_a_cell_that_counts_counts_every_claim_once(answers: dict[str, Solutions], index: Index, name: str) -> None:
    answer = answers[name]
    rolled = roll_up_saved(index, index.query(name), answer)
    for title in index.document_titles().values():
        cells = [show(row[title]) for row in rolled.rows if title in row]
        assert all(cell.endswith((" claim", " claims")) for cell in cells)
    counted = sum(
        int(show(row[title]).split()[0])
        for row in rolled.rows
        for title in row
        if show(row[title]).endswith(("claim", "claims"))
    )
    pairs = {tuple(show(row.get(column)) for column in (*index.query(name).rows, "claim")) for row in answer.rows}
    assert counted == len(pairs)
