"""A build after a small change gives what a build from the beginning gives: the same statements, rows and index."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from ingest.build import build
from queries.claims.table import FILE_NAME as CLAIMS
from queries.claims.table import ClaimTable
from queries.index.name_table import FILE_NAME as NAMES
from queries.mechanism.network_rows import FILE_NAME as NETWORK
from queries.store.graph_versions import version_folder
from tests.support.canonical import canonical_nquads
from tests.support.records import AGONIST, HALF_LIFE, METADATA, claim, write_source

pytestmark = pytest.mark.slow

ENTITIES = """
baclofen: {label: baclofen, class: Drug, definition: A drug.}
drowsiness: {label: drowsiness, class: ClinicalFinding, definition: Being sleepy.}
nausea: {label: nausea, class: ClinicalFinding, definition: Feeling sick.}
gaba-b-receptor: {label: GABA-B receptor, class: Receptor, definition: A receptor.}
"""
CLAIM_ROWS = (
    "SELECT id, source, place, subject, object, proposition, row, said, quoted FROM claim JOIN words "
    "ON number = words.rowid",
    "SELECT drug, id FROM about JOIN claim USING (number)",
)
NETWORK_ROWS = tuple(f"SELECT * FROM {table}" for table in ("effect", "step", "node", "relation"))  # noqa: S608

NAME_ROWS = tuple(f"SELECT * FROM {table}" for table in ("thing", "name", "identifier"))  # noqa: S608


class Input:
    """Three documents and a few entities.

    :param folder: where they are written
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: list[str] = []
        (folder / "entities").mkdir(parents=True)
        self.name_entities(ENTITIES)
        self.write("leaflet", [claim(), HALF_LIFE, AGONIST])
        self.write("brochure", [AGONIST, claim(), claim(2, object_id="drugkg:nausea", statement="It makes sick.")])
        self.write("poster", [HALF_LIFE])

    def write(self, slug: str, records: Iterable[dict[str, Any]]) -> None:
        """Write a document with some claims, under names of its own."""
        named = {"slug": slug, "file": f"{slug}.txt"}
        references = [METADATA["references"][0] | {"id": f"{slug}-1"}]
        own = [
            record
            | {"id": f"{slug}-{number:03d}", "source": f"{slug}.txt"}
            | ({"cites": [record["cites"][0] | {"reference": f"ref:{slug}-1"}]} if "cites" in record else {})
            for number, record in enumerate(records)
        ]
        written = write_source(self.folder / "aside", own, references=references, **named) / "leaflet"
        shutil.copytree(written, self.folder / "sources" / slug, dirs_exist_ok=True)

    def name_entities(self, text: str) -> None:
        """Write the entities."""
        (self.folder / "entities" / "all.yaml").write_text(text, encoding="utf-8")

    def build(self, root: Path) -> Path:
        """Build a graph of it and return its version."""
        self.steps.clear()
        sources, entities = self.folder / "sources", self.folder / "entities"
        build(root, sources=sources, entities=entities, report=self.steps.append)
        version = version_folder(root)
        assert version is not None
        return version


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an input and of a graph that was built of it."""
    folder = tmp_path_factory.mktemp("first")
    Input(folder / "input").build(folder / "graph")
    return folder


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """A copy of that graph."""
    shutil.copytree(first / "graph", tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def given(first: Path, tmp_path: Path) -> Input:
    """The same input, to be changed."""
    del first
    return Input(tmp_path / "input")


def content(version: Path) -> dict[str, Any]:
    """Return everything that a version holds: statements, rows and index."""
    found: dict[str, Any] = {
        "statements": canonical_nquads(Store.read_only(str(version / "store"))),
        "index": (version / "index.json").read_text(encoding="utf-8"),
    }
    for name, texts in ((CLAIMS, CLAIM_ROWS), (NETWORK, NETWORK_ROWS), (NAMES, NAME_ROWS)):
        with closing(sqlite3.connect(version / name)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            found |= {text: sorted(file.execute(text).fetchall(), key=str) for text in texts}
    return found


def is_copy(version: Path) -> bool:
    """Return whether a version shares files with the one before."""
    return any(path.stat().st_nlink > 1 for path in (version / "store").glob("*.sst"))


def edit(given: Input) -> None:
    given.write("leaflet", [claim(statement="Baclofen may tire."), HALF_LIFE, AGONIST])


def leave_out(given: Input) -> None:
    """An effect and a fact of which nothing else is left, and a claim on what others state, too."""
    given.write("brochure", [AGONIST])


def add_and_remove(given: Input) -> None:
    shutil.rmtree(given.folder / "sources" / "poster")
    given.write("booklet", [claim(polarity="denied"), claim(2, object_id="drugkg:nausea", review_status="rejected")])


def remove_first(given: Input) -> None:
    """The document that first states what others state too."""
    shutil.rmtree(given.folder / "sources" / "brochure")


def deny(given: Input) -> None:
    """What was a fact is disputed, and one more is new."""
    given.write("leaflet", [claim(polarity="denied"), HALF_LIFE, AGONIST, claim(2, object_id="drugkg:nausea")])


def name(given: Input) -> None:
    """A further name, by which something is found."""
    given.write("poster", [HALF_LIFE, claim(predicate_id="dkgo:hasBrandName", object_id=None, object="Demofen")])


def cite_otherwise(given: Input) -> None:
    """The label of a reference, and nothing else."""
    path = given.folder / "sources" / "leaflet" / "source.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("label: ", "label: Other "), encoding="utf-8")


def label(given: Input) -> None:
    given.name_entities(ENTITIES.replace("label: drowsiness", "label: sleepiness"))


def add_entity(given: Input) -> None:
    given.name_entities(
        ENTITIES + "vomiting: {label: vomiting, class: ClinicalFinding, definition: It follows nausea.}\n"
    )


@pytest.mark.parametrize(
    ("change", "copies"),
    [
        (edit, True), (leave_out, True), (add_and_remove, True), (remove_first, True), (deny, True), (name, True),
        (cite_otherwise, True), (label, False), (add_entity, False),
    ],
)  # fmt: skip
def test_a_changed_graph_is_the_one_that_is_made_from_the_beginning(
    change: Callable[[Input], None], copies: bool, root: Path, given: Input, tmp_path: Path
) -> None:
    before = version_folder(root)
    assert before is not None
    earlier = content(before)
    change(given)
    changed = given.build(root)
    assert is_copy(changed) is copies
    if change is edit:
        assert any("3 documents, 2 of them as before" in step for step in given.steps)
    (tmp_path / "other" / "cache").mkdir(parents=True)
    for path in (root / "cache").glob("catalogue-*"):
        shutil.copy(path, tmp_path / "other" / "cache")
    made = content(given.build(tmp_path / "other"))
    assert content(changed) == made
    assert made["statements"] != earlier["statements"]
    assert content(before) == earlier  # which a reader may still have open


def test_a_build_without_a_change_leaves_everything_as_it_is(root: Path, given: Input) -> None:
    before = version_folder(root)
    assert before is not None
    again = given.build(root)
    assert is_copy(again)
    assert content(again) == content(before)
    assert any("3 documents, 3 of them as before" in step for step in given.steps)


def test_changes_one_after_the_other_and_back_again_leave_nothing_behind(
    root: Path, given: Input, tmp_path: Path, first: Path
) -> None:
    for change in (deny, name, remove_first, cite_otherwise):
        change(given)
        assert is_copy(given.build(root))
    shutil.rmtree(given.folder)
    assert is_copy(Input(tmp_path / "input").build(root)) is False  # more than half differs
    whole, again = version_folder(first / "graph"), version_folder(root)
    assert whole is not None
    assert again is not None
    assert content(again) == content(whole)


def test_a_change_of_a_graph_with_a_damaged_cache_is_made_from_the_beginning(
    root: Path, given: Input, tmp_path: Path
) -> None:
    for path in (root / "cache").glob("graph-*"):
        path.write_bytes(path.read_bytes()[:-1] + b"X")
    deny(given)
    changed = given.build(root)
    assert not is_copy(changed)
    assert content(changed) == content(given.build(tmp_path / "other"))


@pytest.mark.parametrize("file", [CLAIMS, NETWORK, NAMES, "parts.json", "store/CURRENT"])
def test_a_damaged_graph_is_made_from_the_beginning(file: str, root: Path, given: Input, first: Path) -> None:
    before = version_folder(root)
    assert before is not None
    (before / file).write_bytes(b"damaged" * 99)
    again = given.build(root)
    assert not is_copy(again)
    whole = version_folder(first / "graph")
    assert whole is not None
    assert content(again) == content(whole)


@pytest.mark.parametrize("step", ["ChangedVersion.finish", "write_index", "write_list"])
def test_an_interrupted_change_leaves_the_graph(
    step: str, root: Path, given: Input, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = version_folder(root)
    assert before is not None
    earlier = content(before)
    leave_out(given)
    monkeypatch.setattr(f"ingest.build.{step}", stop)
    with pytest.raises(KeyboardInterrupt):
        given.build(root)
    assert version_folder(root) == before
    assert content(before) == earlier
    assert [path.name for path in (root / "versions").iterdir()] == [before.name]


def test_a_search_finds_what_a_change_added_and_not_what_it_took_away(root: Path, given: Input) -> None:
    edit(given)
    with closing(ClaimTable(given.build(root) / CLAIMS)) as table:
        assert table.search("may tire").ids == ["leaflet-000"]
        assert table.search("people sleepy").ids == ["brochure-001"]
