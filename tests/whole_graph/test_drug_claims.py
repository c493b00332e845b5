"""What belongs to a drug: the same from the rows next to a store and by SPARQL, and whatever else the graph holds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.claims.drug_claims import claims_of_drug, document_sizes, drugs_of_entity, subject_counts
from queries.claims.reader import read_claims
from queries.comparison.disagreements import stored_disagreements
from queries.mechanism.network import read_effects
from queries.mechanism.reading import read_mechanisms
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from tests.support.explorer_pages import open_page, words_of

pytestmark = [pytest.mark.whole_graph, pytest.mark.slow]

DRUG = "drugkg:baclofen"


@pytest.fixture(scope="module")
def store(larger_graph_folder: Path) -> Iterator[EmbeddedStore]:
    """The store of the graph of three drugs, with the files next to it."""
    with EmbeddedStore(store_folder(larger_graph_folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def alone(larger_graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """The same store without files next to it, as an endpoint has none."""
    folder = tmp_path_factory.mktemp("alone") / "store"
    shutil.copytree(store_folder(larger_graph_folder), folder)
    with EmbeddedStore(folder) as opened:
        yield opened


def test_the_documents_on_a_drug_belong_to_it_with_all_they_state(store: EmbeddedStore) -> None:
    found = claims_of_drug(store, DRUG)
    sizes = document_sizes(store)
    own = {name: size for name, size in sizes.items() if name in {claim.source for claim in found}}
    assert own == {
        "addiction-clinic": 252, "alcohol-use-disorder": 198, "encyclopaedia": 216, "monograph": 167,
        "psychiatric-use": 89,
    }  # fmt: skip
    assert len(found) == sum(own.values())
    assert 3 * len(found) == sum(sizes.values())


def test_a_drug_without_documents_of_its_own_has_the_claims_about_it(store: EmbeddedStore) -> None:
    found = claims_of_drug(store, "drugkg:pregabalin")
    assert found
    assert all("pregabalin" in f"{claim.subject} {claim.object} {claim.qualifiers}" for claim in found)


def test_a_store_without_the_rows_gives_the_same(store: EmbeddedStore, alone: EmbeddedStore) -> None:
    for drug in (DRUG, "drugkg:pregabalin"):
        assert claims_of_drug(alone, drug) == claims_of_drug(store, drug)
    assert document_sizes(alone) == document_sizes(store)
    drugs = [DRUG, "drugkg:pregabalin", "drugkg:nothing"]
    assert subject_counts(alone, drugs) == subject_counts(store, drugs)
    assert subject_counts(store, []) == subject_counts(alone, []) == {}
    counts = drugs_of_entity(store, "drugkg:gaba-b-receptor")
    assert counts == drugs_of_entity(alone, "drugkg:gaba-b-receptor")
    assert counts[DRUG] > 1


def test_disagreements_of_claims_are_those_in_which_one_takes_part(store: EmbeddedStore) -> None:
    everything = stored_disagreements(store)
    own = {claim.id for claim in claims_of_drug(store, DRUG)}
    found = stored_disagreements(store, claims=own)
    assert found == [row for row in everything if own & set(row["claims"])]
    assert 0 < len(found) < len(everything)
    assert stored_disagreements(store, ids=[found[2]["id"]]) == [found[2]]
    assert stored_disagreements(store, claims=[]) == stored_disagreements(store, ids=["none", "a b <c>"]) == []


def test_effects_of_claims_are_read_from_the_file_and_from_the_store_alike(
    store: EmbeddedStore, alone: EmbeddedStore
) -> None:
    own = [claim.id for claim in claims_of_drug(store, DRUG)]
    subject = "https://w3id.org/drugkg/entity/baclofen"
    everything = read_mechanisms(alone)
    for choice in ({"ids": own}, {"subjects": [subject]}):
        found, whole = read_effects(store, **choice), read_effects(alone, **choice)
        assert found.claims == whole.claims != ()
        assert set(found.claims) < set(everything.claims)
        named = {node for claim in found.claims for node in (claim.subject, claim.object)}
        assert all(found.names.label(node) == everything.names.label(node) for node in named)
        assert {n: found.wanted.get(n) for n in named} == {n: whole.wanted.get(n) for n in named}
    assert len(read_claims(alone, only=())) > len(own)


PAGES: list[tuple[str, dict[str, str]]] = [
    ("overview", {}),
    ("evidence", {"entity": DRUG, "family": "dosing"}),
    ("evidence", {"family": "withdrawal"}),
    ("agreement", {}),
    ("agreement", {"view": "disagreements"}),
    ("agreement", {"view": "values"}),
    ("mechanism", {"end": "drugkg:relapse"}),
    ("sources", {}),
]


@pytest.mark.parametrize(("page", "state"), PAGES, ids=lambda item: item if isinstance(item, str) else None)
def test_a_page_about_a_drug_says_the_same_whatever_else_the_graph_holds(
    page: str, state: dict[str, str], graph_folder: Path, larger_graph_folder: Path
) -> None:
    """The made-up documents have the short titles of the real ones, which therefore bear their identifiers too.

    Only the graph of one drug is built with the originals, so what is quoted from them is left out.
    """

    documents = "|".join(path.name for path in (larger_graph_folder.parent / "sources").iterdir())

    def said(folder: Path) -> str:
        words = words_of(open_page(page, folder, drug=DRUG, **state))
        words = re.sub(rf" \((?:{documents})\)", "", words)
        quoted = r"^(> “|Section: ).*\n|; \*\*\d+\*\* stretches.*(?=\])|.*\d\W* passages.*"
        return re.sub(quoted, "", words, flags=re.MULTILINE)

    assert said(larger_graph_folder).replace(f"{DRUG}\n", "", 1) == said(graph_folder)


def test_a_document_of_another_drug_is_shown_without_choosing_the_drug(larger_graph_folder: Path) -> None:
    other = next(path.name for path in sorted((larger_graph_folder.parent / "sources").glob("monograph-*")))
    words = words_of(open_page("evidence", larger_graph_folder, source=other))
    assert "167 claims of 2766, from 1 document." in words
    name = other.removeprefix("monograph-")
    route = words_of(open_page("mechanism", larger_graph_folder, start=f"drugkg:{name}"))
    assert f"{name} →" in route
