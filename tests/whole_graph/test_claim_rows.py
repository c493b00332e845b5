"""The rows that a build writes are the claims of the store, and are found by drug, entity, document and words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.claims.description import describe_claim, describe_entity
from queries.claims.model import Claim
from queries.claims.reader import read_claims
from queries.claims.search import search, search_table
from queries.claims.table import FILE_NAME, ClaimTable, open_claim_table, rows_beside
from queries.errors import StoreError
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import version_folder

pytestmark = pytest.mark.whole_graph


@pytest.fixture(scope="module")
def table(graph_folder: Path) -> Iterator[ClaimTable]:
    opened = open_claim_table(str(graph_folder))
    assert opened is not None
    yield opened
    opened.close()


def test_the_rows_are_the_claims_of_the_store(table: ClaimTable, store: EmbeddedStore) -> None:
    claims = read_claims(store)
    assert table.claims() == claims
    assert len(table) == len(claims) > 900


def test_rows_are_chosen_by_entity_document_proposition_and_identifier(table: ClaimTable, store: EmbeddedStore) -> None:
    about = table.claims(about=["drugkg:gaba-b-receptor"])
    assert about == read_claims(store, about=["drugkg:gaba-b-receptor"]) != []
    assert table.claims(sources=["source:monograph"]) == read_claims(store, sources=["source:monograph"]) != []
    both = table.claims(about=["drugkg:gaba-b-receptor"], sources=["source:monograph"])
    assert both == [claim for claim in about if claim.source == "monograph"]
    one = about[0]
    assert one in table.claims(propositions=[one.proposition_id])
    assert table.claims(ids=[f"claim:{one.id}"]) == [one]


def test_a_drug_has_the_claims_about_its_exposures_too(table: ClaimTable) -> None:
    found = table.claims(drugs=["drugkg:baclofen"])
    subjects = {claim.subject_id for claim in found}
    assert {"drugkg:baclofen", "drugkg:abrupt-cessation-of-baclofen"} <= subjects
    assert len(found) > len(table.claims(about=["drugkg:baclofen"]))
    assert table.claims(drugs=["https://w3id.org/drugkg/entity/baclofen"]) == found
    assert table.claims(drugs=["drugkg:craving"]) == []


@pytest.mark.parametrize(
    "words", ["craving", "renal dose", "GABA", "half-life", "hypotens", "mg", "a b", "%", '"', "'--", "xyzzy"]
)
def test_words_find_the_same_claims_in_rows_and_store(
    words: str, table: ClaimTable, store: EmbeddedStore, index: Index
) -> None:
    by_rows = search_table(index, table, words, store)
    by_store = search(index, read_claims(store), words, store)
    assert [claim.id for claim in by_rows.claims] == [claim.id for claim in by_store.claims]
    assert by_rows.total == by_store.total == len(by_rows.claims)
    assert sorted(map(str, by_rows.connected)) == sorted(map(str, by_store.connected))
    assert (by_rows.entities, by_rows.queries) == (by_store.entities, by_store.queries)


def test_whole_words_rank_before_beginnings_and_those_before_other_parts(table: ClaimTable) -> None:
    def rank(claim: Claim) -> int:
        text = f"{claim.statement} {claim.proposition}"
        words = text.casefold().replace("-", " ").replace(".", " ").replace(",", " ").split()
        return 0 if "tension" in words else 1 if any(word.startswith("tension") for word in words) else 2

    found = table.search("tension").claims
    ranks = [rank(claim) for claim in found if "tension" in f"{claim.statement} {claim.proposition}".casefold()]
    assert ranks == sorted(ranks)
    assert 2 in ranks


def test_only_as_many_claims_are_read_as_are_wanted(table: ClaimTable) -> None:
    hits = table.search("baclofen", most=3)
    assert len(hits.ids) > 300
    assert [claim.id for claim in hits.claims] == hits.ids[:3]


def test_a_damaged_file_is_named(graph_folder: Path, tmp_path: Path) -> None:
    version = version_folder(graph_folder)
    assert version is not None
    (tmp_path / "store").mkdir()
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreError, match=r"cannot read .*claims\.sqlite: run `drugkg build`"):
        open_claim_table(str(tmp_path))
    (tmp_path / FILE_NAME).unlink()
    assert open_claim_table(str(tmp_path)) is None
    shutil.rmtree(tmp_path / "store")


def test_a_description_is_the_same_from_the_rows_and_from_the_store(graph_folder: Path, tmp_path: Path) -> None:
    version = version_folder(graph_folder)
    assert version is not None
    shutil.copytree(version / "store", tmp_path / "store")
    with EmbeddedStore(version / "store") as beside, EmbeddedStore(tmp_path / "store") as alone:
        assert rows_beside(beside) == version / FILE_NAME
        assert rows_beside(alone) is None
        for name in ("baclofen", "gaba-b-receptor", "alcohol-use-disorder"):
            iri = f"https://w3id.org/drugkg/entity/{name}"
            found = describe_entity(beside, iri)
            assert found == describe_entity(alone, iri)
            assert found["claims"] or found["connected"]
        claim = "https://w3id.org/drugkg/claim/monograph-004"
        assert describe_claim(beside, claim) == describe_claim(alone, claim)
