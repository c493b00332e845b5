"""The queries that climb an external ontology, with a made-up one and with released ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad

from ingest.external_ontologies import load
from ontology.external.reading import read_ontology
from ontology.external.terms import OBO, ExternalOntology
from ontology.namespaces import expand
from queries.errors import UnanswerableError
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from queries.store.remote import RemoteStore
from tests.support.answers import Row, rows_of, solutions
from tests.support.catalogue import catalogue
from tests.support.real_ontologies import DOID, HPO, UBERON, Released

TOY = Path(__file__).parents[2] / "ontology" / "data" / "toy.obo"
QUERIES = {"adverse-effects-under": "branch", "indications-under": "class", "regions-within": "region"}
"""Each query and its parameter that names a term."""
MADE_UP = (
    ("drowsiness", "exact", "TOY_0000003"),
    ("headache", "close", "TOY_0000002"),
    ("confusion", "broad", "TOY_0000003"),
    ("dizziness", "narrow", "TOY_0000003"),
    ("fatigue", "related", "TOY_0000003"),
    ("nausea", "exact", "TOY_0000004"),
    ("hallucination", "exact", "TOY_0000005"),
    ("lethargy", "exact", "TOY_0000099"),
    ("alcohol-use-disorder", "exact", "TOY_0000003"),
    ("alcohol-use-disorder", "broad", "TOY_0000002"),
    ("spasticity", "exact", "TOY_0000004"),
    ("brain", "exact", "TOY_0000011"),
    ("amygdala", "close", "TOY_0000012"),
    ("nucleus-accumbens", "exact", "TOY_0000013"),
)
LOOKED_UP = (
    ("drowsiness", "exact", "HP_0002329"),
    ("seizure", "exact", "HP_0001250"),
    ("confusion", "exact", "HP_0001289"),
    ("nausea", "exact", "HP_0002018"),
    ("constipation", "exact", "HP_0002019"),
    ("hypotension", "exact", "HP_0002615"),
    ("alcohol-use-disorder", "exact", "DOID_1574"),
    ("multiple-sclerosis", "exact", "DOID_2377"),
    ("gastroesophageal-reflux-disease", "exact", "DOID_8534"),
    ("amygdala", "exact", "UBERON_0001876"),
    ("nucleus-accumbens", "exact", "UBERON_0001882"),
    ("ventral-tegmental-area", "exact", "UBERON_0002691"),
    ("spinal-cord", "exact", "UBERON_0002240"),
)
"""Identifiers whose labels were compared with the released files."""


def with_ontologies(
    graph: Path, root: Path, mappings: Iterable[tuple[str, str, str]], ontologies: Iterable[ExternalOntology]
) -> Path:
    """Copy a graph, give it these mappings and no others, and load ontologies."""
    shutil.copytree(graph, root)
    name = NamedNode(expand("graph:mappings"))
    store = pyoxigraph.Store(str(store_folder(root)))
    store.remove_graph(name)
    for entity, kind, term in mappings:
        subject, predicate = NamedNode(expand(f"drugkg:{entity}")), NamedNode(expand(f"skos:{kind}Match"))
        store.add(Quad(subject, predicate, NamedNode(OBO + term), name))
    store.flush()
    del store
    for ontology in ontologies:
        load(root, ontology)
    return root


@pytest.fixture(scope="module")
def made_up_folder(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_ontologies(graph_folder, tmp_path_factory.mktemp("made-up") / "graph", MADE_UP, [read_ontology(TOY)])


@pytest.fixture(scope="module")
def made_up(made_up_folder: Path) -> Iterator[EmbeddedStore]:
    """The real graph with mappings into a made-up ontology."""
    with EmbeddedStore(store_folder(made_up_folder)) as store:
        yield store


@pytest.fixture(scope="module")
def released(
    graph_folder: Path, tmp_path_factory: pytest.TempPathFactory, released_ontology: Released
) -> Iterator[EmbeddedStore]:
    """The real graph with mappings into released ontologies."""
    ontologies = [released_ontology(name) for name in (HPO, DOID, UBERON)]
    root = with_ontologies(graph_folder, tmp_path_factory.mktemp("released") / "graph", LOOKED_UP, ontologies)
    with EmbeddedStore(store_folder(root)) as store:
        yield store


def toy(number: int) -> str:
    return f"{OBO}TOY_{number:07}"


def pairs(rows: Iterable[Row], name: str) -> set[tuple[str, str]]:
    return {(row[f"{name}_id"], row["claim"]) for row in rows}


def of(rows: Iterable[Row], name: str, *entities: str) -> set[tuple[str, str]]:
    """Entity and claim of the rows on these entities."""
    found = {pair for pair in pairs(rows, name) if pair[0] in entities}
    assert {entity for entity, _ in found} == set(entities)
    return found


def test_effects_under_a_branch_are_those_mapped_into_it(made_up: EmbeddedStore, index: Index) -> None:
    every = rows_of(made_up, index, "adverse-effects")
    under = rows_of(made_up, index, "adverse-effects-under", {"branch": toy(2)})
    assert pairs(under, "effect") == of(every, "effect", "drowsiness", "headache", "confusion")
    assert {(row["effect"], row["term"], row["term_id"], row["match"]) for row in under} == {
        ("drowsiness", "finding of the mind", toy(3), "exactMatch"),
        ("headache", "finding of the head", toy(2), "closeMatch"),
        ("confusion", "finding of the mind", toy(3), "broadMatch"),
    }
    shared = ("phrase", "exposure", "polarity", "modality", "qualifiers", "source", "statement")
    expected = {(row["claim"], row["effect_id"]): [row[name] for name in shared] for row in every}
    assert all([row[name] for name in shared] == expected[row["claim"], row["effect_id"]] for row in under)


def test_the_branch_itself_its_root_and_its_leaves(made_up: EmbeddedStore, index: Index) -> None:
    def effects(branch: str) -> set[str]:
        return {row["effect_id"] for row in rows_of(made_up, index, "adverse-effects-under", {"branch": branch})}

    assert effects(toy(1)) == {"drowsiness", "headache", "confusion", "nausea"}
    assert effects(toy(3)) == {"drowsiness", "confusion"}
    assert effects(toy(4)) == {"nausea"}
    assert effects(toy(10)) == set()
    for unknown in (toy(99), "headache"):  # a close match is not exact
        with pytest.raises(UnanswerableError, match=r"is not a term of an ontology that is loaded \(toy\)"):
            effects(unknown)
    assert effects(toy(5)) == {"hallucination"}, "an obsolete term is still a term"
    assert effects("drowsiness") == effects(toy(3)), "a finding of ours stands for the term it is mapped to exactly"


def test_a_drug_without_effects_has_none_under_a_branch(made_up: EmbeddedStore, index: Index) -> None:
    params = {"drug": "phenibut", "branch": toy(1)}
    assert rows_of(made_up, index, "adverse-effects-under", params) == []


def test_indications_under_a_class(made_up: EmbeddedStore, index: Index) -> None:
    every = rows_of(made_up, index, "indications")
    under = rows_of(made_up, index, "indications-under", {"class": toy(2)})
    assert pairs(under, "condition") == of(every, "condition", "alcohol-use-disorder")
    assert {(row["term"], row["match"]) for row in under} == {
        ("finding of the mind", "exactMatch"),
        ("finding of the head", "broadMatch"),
    }
    shared = ("relation", "status", "polarity", "modality", "qualifiers", "source", "statement")
    expected = {row["claim"]: [row[name] for name in shared] for row in every}
    assert all([row[name] for name in shared] == expected[row["claim"]] for row in under)
    both = rows_of(made_up, index, "indications-under", {"class": toy(1)})
    assert pairs(both, "condition") == of(every, "condition", "alcohol-use-disorder", "spasticity")
    assert any(row["relation"].startswith("approved") for row in both)


def test_regions_within_a_region_by_part_of_and_is_a(made_up: EmbeddedStore, index: Index) -> None:
    every = rows_of(made_up, index, "brain-regions")
    claims = {(row["region_id"], row["claim"]) for row in every}

    def within(region: str) -> set[tuple[str, str]]:
        return pairs(rows_of(made_up, index, "regions-within", {"region": region}), "structure")

    head = within(toy(11))
    assert {structure for structure, _ in head} == {"brain", "amygdala", "nucleus-accumbens"}
    assert head >= {pair for pair in claims if pair[0] in ("brain", "amygdala", "nucleus-accumbens")}
    assert {structure for structure, _ in within(toy(12))} == {"amygdala", "nucleus-accumbens"}
    assert within(toy(13)) == {pair for pair in head if pair[0] == "nucleus-accumbens"}
    assert within(toy(10)) == within("brain") == head
    assert within(toy(4)) == set()


@pytest.mark.parametrize("name", QUERIES)
def test_without_an_ontology_there_is_an_error_and_not_an_empty_answer(
    store: EmbeddedStore, index: Index, name: str
) -> None:
    with pytest.raises(UnanswerableError, match=f"query {name} climbs an external ontology, and none is loaded"):
        solutions(store, index, name)


@pytest.mark.parametrize("name", QUERIES)
def test_a_server_gives_the_same_rows(
    made_up_folder: Path, made_up: EmbeddedStore, index: Index, serve: Callable[[Path], str], name: str
) -> None:
    parameter = QUERIES[name]
    number = 10 if parameter == "region" else 1
    remote = RemoteStore(serve(store_folder(made_up_folder)))
    answer = solutions(remote, index, name, {parameter: toy(number)})
    assert answer == solutions(made_up, index, name, {parameter: toy(number)})
    assert answer.rows


def test_defaults_answer_with_the_released_ontologies(released: EmbeddedStore, index: Index) -> None:
    effects = {(row["effect_id"], row["term"]) for row in rows_of(released, index, "adverse-effects-under")}
    assert effects == {("drowsiness", "Drowsiness"), ("seizure", "Seizure"), ("confusion", "Confusion")}
    belly = rows_of(released, index, "adverse-effects-under", {"branch": OBO + "HP_0025031"})
    assert {row["effect_id"] for row in belly} == {"nausea", "constipation"}
    uses = {(row["condition_id"], row["term"]) for row in rows_of(released, index, "indications-under")}
    assert uses == {("alcohol-use-disorder", "alcohol use disorder")}
    regions = {(row["structure_id"], row["term"]) for row in rows_of(released, index, "regions-within")}
    assert regions == {
        ("amygdala", "amygdala"),
        ("nucleus-accumbens", "nucleus accumbens"),
        ("ventral-tegmental-area", "ventral tegmental area"),
    }
    system = rows_of(released, index, "regions-within", {"region": OBO + "UBERON_0001017"})
    assert "spinal-cord" in {row["structure_id"] for row in system}


@pytest.mark.parametrize("name", QUERIES)
def test_a_climb_over_whole_releases_answers_with_many_rows(released: EmbeddedStore, name: str) -> None:
    assert len(released.select(catalogue()[name].text).rows) > 10
