"""External ontologies in the graph: loading and unloading never lose anything, and a build keeps them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat

from ingest.build import build
from ingest.external_ontologies import keep_external, load, loaded_names, unload
from ingest.graphs.closure import CLOSURE
from ingest.progress import Progress
from ontology.errors import UserError
from ontology.external.reading import read_ontology
from ontology.external.terms import OBO, ExternalOntology, Term
from ontology.namespaces import PREFIXES, sparql_prologue
from queries.errors import StoreError, UnknownNameError
from queries.loaded_ontologies import EXTERNAL, loaded
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import GraphFolder, store_folder
from queries.store.integrity import recorded, write_record
from tests.support.canonical import canonical_nquads
from tests.support.real_ontologies import HPO, Released
from tests.support.records import claim, write_source

TOY = Path(__file__).parent.parent / "ontology" / "data" / "toy.obo"
CLAIMS = "PREFIX dkgo: <https://w3id.org/drugkg/ontology/> SELECT ?c { GRAPH ?g { ?c a dkgo:Claim } }"


@pytest.fixture(scope="module")
def unmapped(one_claim_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That graph without the mappings of the project."""
    folder = tmp_path_factory.mktemp("unmapped") / "graph"
    shutil.copytree(one_claim_graph, folder)
    store = pyoxigraph.Store(str(store_folder(folder)))
    store.remove_graph(NamedNode(PREFIXES["graph"] + "mappings"))
    store.flush()
    del store
    write_record(store_folder(folder).parent)
    return folder


@pytest.fixture
def root(unmapped: Path, tmp_path: Path) -> Path:
    """A copy of the graph without mappings."""
    shutil.copytree(unmapped, tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture(scope="module")
def toy() -> ExternalOntology:
    return read_ontology(TOY)


def opened(root: Path) -> pyoxigraph.Store:
    return pyoxigraph.Store.read_only(str(store_folder(root)))


def names(root: Path) -> list[str]:
    current = GraphFolder(root).current()
    assert current is not None
    return loaded_names(current)


def lines(root: Path) -> list[str]:
    """All statements of a graph, as text, for comparison."""
    return canonical_nquads(opened(root)).splitlines()


def add_mappings(root: Path, mappings: dict[str, str]) -> None:
    """Add exact mappings, entity to OBO identifier, to a graph that nobody reads yet."""
    store = pyoxigraph.Store(str(store_folder(root)))
    predicate, graph = NamedNode(PREFIXES["skos"] + "exactMatch"), NamedNode(PREFIXES["graph"] + "mappings")
    for entity, term in mappings.items():
        store.add(Quad(NamedNode(PREFIXES["drugkg"] + entity), predicate, NamedNode(OBO + term), graph))
    store.flush()


def test_a_loaded_ontology_stands_in_a_graph_of_its_own(root: Path, toy: ExternalOntology) -> None:
    before = lines(root)
    assert load(root, toy) == "toy"
    own = [line for line in lines(root) if line.endswith(f"<{EXTERNAL}toy> .")]
    assert [line for line in lines(root) if line not in own] == before
    assert recorded(store_folder(root).parent)[f"{EXTERNAL}toy"] == len(own)
    about = {line.split(" ", 2)[1]: line.split(" ", 2)[2] for line in own if line.startswith(f"<{EXTERNAL}toy>")}
    assert about[f"<{PREFIXES['void']}entities>"].startswith('"11"')
    assert about[f"<{PREFIXES['dkgo']}sha256>"].startswith(f'"{toy.sha256}"')
    head = f"<{OBO}TOY_0000002> "
    assert sorted(line.removeprefix(head).rpartition(" <")[0] for line in own if line.startswith(head)) == [
        f'<{OBO}IAO_0000115> "A finding of what is called \\"the head\\"."',
        '<http://www.geneontology.org/formats/oboInOwl#hasBroadSynonym> "finding"',
        '<http://www.geneontology.org/formats/oboInOwl#hasExactSynonym> "cephalic finding"',
        '<http://www.geneontology.org/formats/oboInOwl#hasNarrowSynonym> "finding of the forehead"',
        '<http://www.geneontology.org/formats/oboInOwl#hasRelatedSynonym> "hat trouble"',
        f"<{PREFIXES['rdf']}type> <{PREFIXES['owl']}Class>",
        '<http://www.w3.org/2000/01/rdf-schema#label> "finding of the head"',
        f"<http://www.w3.org/2000/01/rdf-schema#subClassOf> <{OBO}TOY_0000001>",
    ]
    obsolete = [line for line in own if line.startswith(f"<{OBO}TOY_0000005>")]
    assert any(f'<{PREFIXES["owl"]}deprecated> "true"' in line for line in obsolete)
    assert any(f"<{OBO}IAO_0100001> <{OBO}TOY_0000003>" in line for line in obsolete)
    assert any(f"<{OBO}TOY_0000012> <{OBO}BFO_0000050> <{OBO}TOY_0000011>" in line for line in own)


def test_the_list_tells_where_an_ontology_came_from(root: Path, toy: ExternalOntology) -> None:
    with EmbeddedStore(store_folder(root)) as store:
        assert loaded(store).rows == []
    load(root, replace(toy, version=""), "second")
    load(root, toy)
    with EmbeddedStore(store_folder(root)) as store:
        rows = [{name: term["value"] for name, term in row.items()} for row in loaded(store).rows]
    assert rows == [
        {"name": "second", "terms": "11", "file": "toy.obo", "sha256": toy.sha256},
        {"name": "toy", "version": "2026-01-01", "terms": "11", "file": "toy.obo", "sha256": toy.sha256},
    ]


def test_a_name_that_is_taken_is_refused_and_replaced_on_demand(root: Path, toy: ExternalOntology) -> None:
    load(root, toy)
    before = lines(root)
    smaller = replace(toy, terms=toy.terms[:2], version="2027")
    with pytest.raises(UserError, match="named toy is loaded already: give another --name, or --replace it"):
        load(root, smaller)
    assert lines(root) == before
    load(root, smaller, replace=True)
    assert names(root) == ["toy"]
    assert sum("rdf-schema#label" in line and OBO in line.split(" ")[0] for line in lines(root) if "/toy>" in line) == 2
    load(root, smaller, "other", replace=True)
    assert names(root) == ["other", "toy"]


@pytest.mark.parametrize("name", ["", "Toy", "a b", "../a", "a/b", "-a", "a>"])
def test_a_name_must_be_small_letters_and_digits(name: str, root: Path, toy: ExternalOntology) -> None:
    if name:
        with pytest.raises(UserError, match="is not a valid ontology name"):
            load(root, toy, name)
    else:
        assert load(root, toy, name) == "toy"


def test_unloading_takes_out_one_ontology_and_nothing_else(root: Path, toy: ExternalOntology) -> None:
    before = lines(root)
    load(root, toy, "one")
    with_one = lines(root)
    load(root, toy, "two")
    unload(root, "two")
    assert lines(root) == with_one
    unload(root, "one")
    assert lines(root) == before
    for name in ("one", "two"):
        with pytest.raises(UnknownNameError, match=f"no ontology named '{name}' is loaded; none is loaded"):
            unload(root, name)
    assert lines(root) == before


def test_unloading_a_misspelt_name_offers_the_nearest(root: Path, toy: ExternalOntology) -> None:
    load(root, toy)
    with pytest.raises(UnknownNameError, match=r"did you mean: toy\?"):
        unload(root, "toys")
    with pytest.raises(UnknownNameError, match=r"; loaded: toy$"):
        unload(root, "x")


def test_without_a_graph_nothing_is_made(tmp_path: Path, toy: ExternalOntology) -> None:
    for call in (lambda: load(tmp_path / "none", toy), lambda: unload(tmp_path / "none", "toy")):
        with pytest.raises(StoreError, match=r"there is no graph folder at .*: run `drugkg build`"):
            call()
    assert not (tmp_path / "none").exists()


def test_a_term_that_is_no_iri_is_named_and_nothing_is_loaded(root: Path, toy: ExternalOntology) -> None:
    with pytest.raises(UserError, match=r"toy\.obo has a term that cannot be an IRI: http://a/b c"):
        load(root, replace(toy, terms=(Term("http://a/b c", "spaced"),)))
    assert names(root) == []


@pytest.mark.parametrize("step", ["write_closure", "_linked"])
def test_an_interrupted_load_leaves_the_graph(
    step: str, root: Path, toy: ExternalOntology, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = lines(root)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"ingest.external_ontologies.{step}", stop)
    with pytest.raises(KeyboardInterrupt):
        load(root, toy)
    assert lines(root) == before
    assert len(list((root / "versions").iterdir())) == 1


def test_two_changes_at_once_are_refused(root: Path, toy: ExternalOntology) -> None:
    folder = GraphFolder(root)
    version = folder.new_version()
    with pytest.raises(StoreError, match="another build"):
        load(root, toy)
    folder.abandon(version)
    assert load(root, toy) == "toy"


DELAYS = (0, 0.05, 0.15, 0.3)
"""Seconds after which a load is killed that has read its file, while it writes."""


def test_a_load_killed_at_any_moment_leaves_the_graph_whole_and_does_not_hinder_the_next(
    root: Path, tmp_path: Path
) -> None:
    terms = "".join(f"[Term]\nid: BIG:{n}\nname: term {n}\nis_a: BIG:{n // 2}\n\n" for n in range(10_000))
    (tmp_path / "big.obo").write_text(terms, encoding="utf-8")
    words = ["link", "load", str(tmp_path / "big.obo"), "--replace", "--store", str(root)]
    program = [sys.executable, "-m", "ui.command_line", *words]
    without = lines(root)
    for delay in DELAYS:
        loaded_before = names(root)
        with subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert any(line.startswith("read 10000 terms") for line in process.stderr)
            time.sleep(delay)
            process.kill()
        if names(root):
            assert process.returncode in (0, -signal.SIGKILL)
            assert len(lines(root)) > len(without) + 30_000
        else:
            assert process.returncode == -signal.SIGKILL
            assert lines(root) == without
            assert loaded_before == []
    load(root, read_ontology(TOY))
    assert "toy" in names(root)
    assert len(list((root / "versions").iterdir())) <= 2


def test_the_old_version_is_not_touched_by_what_is_done_to_the_new(root: Path, toy: ExternalOntology) -> None:
    """They share data files."""
    before = lines(root)
    old = store_folder(root)
    load(root, toy)
    assert store_folder(root) != old
    store = pyoxigraph.Store(str(store_folder(root)))
    store.clear()
    store.optimize()
    del store
    assert canonical_nquads(pyoxigraph.Store.read_only(str(old))).splitlines() == before


def test_a_file_system_without_links_gets_copies(
    root: Path, toy: ExternalOntology, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    before = lines(root)
    monkeypatch.setattr(os, "link", refuse)
    load(root, toy)
    unload(root, "toy")
    assert lines(root) == before


def test_the_way_up_is_stored_for_mapped_terms_alone(root: Path, toy: ExternalOntology) -> None:
    mapped = {"drowsiness": "TOY_0000003", "amygdala": "TOY_0000013", "nausea": "TOY_0000006", "brain": "ELSE_1"}
    add_mappings(root, mapped)
    load(root, toy)

    def above(term: str, predicate: str) -> set[str]:
        found = opened(root).quads_for_pattern(NamedNode(OBO + term), NamedNode(predicate), None, CLOSURE)
        return {str(quad.object.value) for quad in found if isinstance(quad.object, NamedNode)}

    is_a, part_of = PREFIXES["rdfs"] + "subClassOf", PREFIXES["BFO"] + "0000050"
    mind = {f"{OBO}TOY_000000{number}" for number in (1, 2, 3)}
    corner = {f"{OBO}TOY_00000{number}" for number in (10, 11, 12, 13)}
    assert above("TOY_0000003", is_a) == above("TOY_0000003", part_of) == mind
    assert above("TOY_0000013", is_a) == {f"{OBO}TOY_0000012", f"{OBO}TOY_0000013"}
    assert above("TOY_0000013", part_of) == corner
    subjects = {quad.subject for quad in opened(root).quads_for_pattern(None, None, None, CLOSURE)}
    assert subjects == {NamedNode(f"{OBO}TOY_0000003"), NamedNode(f"{OBO}TOY_0000013")}
    unload(root, "toy")
    assert next(opened(root).quads_for_pattern(None, None, None, CLOSURE), None) is None


def test_a_circle_in_a_hierarchy_does_no_harm(root: Path, toy: ExternalOntology) -> None:
    add_mappings(root, {"drowsiness": "A_1"})
    one, two = OBO + "A_1", OBO + "A_2"
    load(root, replace(toy, terms=(Term(one, "one", parents=(two,)), Term(two, "two", parents=(one,)))))
    assert len(list(opened(root).quads_for_pattern(NamedNode(one), None, None, CLOSURE))) == 5


def test_two_ontologies_that_hold_a_term_give_it_one_label(root: Path, toy: ExternalOntology) -> None:
    add_mappings(root, {"drowsiness": "A_1"})
    for name in ("one", "two"):
        load(root, replace(toy, terms=(Term(OBO + "A_1", f"label of {name}", parents=(f"{OBO}{name}_1",)),)), name)
    found = {str(quad.object) for quad in opened(root).quads_for_pattern(NamedNode(OBO + "A_1"), None, None, CLOSURE)}
    assert found == {'"label of one"', f"<{OBO}A_1>", f"<{OBO}one_1>", f"<{OBO}two_1>"}


def test_what_is_loaded_is_kept_for_a_new_version(root: Path, toy: ExternalOntology, tmp_path: Path) -> None:
    load(root, toy, "one")
    load(root, toy, "two")
    told: list[str] = []
    store = pyoxigraph.Store(str(tmp_path / "new"))
    keep_external(GraphFolder(root), store, Progress(told.append))
    assert told[0].startswith("kept the external ontologies one, two (")
    assert sorted(str(name.value) for name in store.named_graphs()) == [EXTERNAL + "one", EXTERNAL + "two"]
    own = [line for line in lines(root) if f"<{EXTERNAL}" in line]
    assert sorted((store.dump(format=RdfFormat.N_QUADS) or b"").decode().splitlines()) == own


def test_where_nothing_is_loaded_or_can_be_read_a_build_goes_on(root: Path, tmp_path: Path) -> None:
    told: list[str] = []
    store = pyoxigraph.Store()
    keep_external(GraphFolder(tmp_path / "none"), store, Progress(told.append))
    keep_external(GraphFolder(root), store, Progress(told.append))
    assert told == []
    (store_folder(root) / "CURRENT").write_text("nonsense", encoding="utf-8")
    keep_external(GraphFolder(root), store, Progress(told.append))
    assert told[0].startswith("external ontologies, if any, are not kept, load them again: cannot read the graph at ")
    assert len(store) == 0


def test_a_build_keeps_what_is_loaded(root: Path, toy: ExternalOntology, tmp_path: Path) -> None:
    load(root, toy)
    own = [line for line in lines(root) if f"<{EXTERNAL}" in line]
    told: list[str] = []
    build(root, sources=write_source(tmp_path, [claim()]), report=told.append)
    assert [line for line in lines(root) if f"<{EXTERNAL}" in line] == own
    assert any(line.startswith("kept the external ontologies toy") for line in told)


def test_the_whole_phenotype_ontology_loads(root: Path, released_ontology: Released) -> None:
    load(root, released_ontology(HPO))
    query = sparql_prologue("rdfs", "graph") + (
        f"SELECT (COUNT(?t) AS ?n) {{ GRAPH <{EXTERNAL}hp> {{ ?t rdfs:subClassOf* <{OBO}HP_0000001> }} }}"
    )
    with EmbeddedStore(store_folder(root)) as store:
        assert store.select(query).rows[0]["n"]["value"] == "19034"
        assert len(store.select(CLAIMS).rows) == 1
