"""A graph made part by part is the same graph: cold, from the cache, in processes of either kind, or all at once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest
from pyoxigraph import Store

from ingest.assembly import Inputs, read_inputs
from ingest.parts.cache import PartCache, key_of
from ingest.parts.graph import Making, load_graph
from ingest.parts.output import StoreOutput
from ingest.parts.sources import Surroundings
from ingest.parts.workers import Maker, ProcessMaker
from ingest.problems import InvalidInputError
from ingest.progress import Progress
from ontology.entities import load_entities
from tests.support.assembled import assemble
from tests.support.canonical import canonical_nquads
from tests.support.records import AGONIST, HALF_LIFE, METADATA, claim, write_original, write_source

pytestmark = pytest.mark.slow


def inputs_of(folder: Path) -> Inputs:
    """Two documents: one about a single effect, the other the leaflet."""
    write_source(folder, [claim(), HALF_LIFE])
    other = write_source(folder / "other", [AGONIST | {"id": "brochure-001", "source": "brochure.txt"}])
    reference = METADATA["references"][0] | {"id": "brochure-1"}
    write_source(folder / "other", [AGONIST | {"id": "brochure-001", "source": "brochure.txt"}],
                 slug="brochure", file="brochure.txt", references=[reference])  # fmt: skip
    target = folder / "sources" / "brochure"
    target.mkdir(exist_ok=True)
    for path in (other / "leaflet").iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    return read_inputs(None, Progress(), folder / "sources")


def graph_of(inputs: Inputs, cache: PartCache, maker: Maker | None = None) -> str:
    store = Store()
    with StoreOutput(store) as output:
        load_graph(inputs, [], output, Making(cache, maker=maker))
    return canonical_nquads(store)


def entries(cache: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in cache.iterdir()}


def kinds(names: set[str]) -> list[str]:
    return sorted(name.partition("-")[0] for name in names)


@dataclass(frozen=True)
class Made:
    """A graph that was made with an empty cache: its folder, what went into it, and its text."""

    folder: Path
    inputs: Inputs
    graph: str

    def copied_to(self, folder: Path) -> Path:
        """Copy the sources and the cache, and return the new cache."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return folder / "cache"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("parts")
    inputs = inputs_of(folder)
    return Made(folder, inputs, graph_of(inputs, PartCache(folder / "cache")))


def test_parts_make_the_graph_that_is_made_at_once(made: Made, tmp_path: Path) -> None:
    cache = PartCache(made.copied_to(tmp_path))
    warm = graph_of(made.inputs, cache)
    assert made.graph == warm == canonical_nquads(assemble(made.inputs))
    assert cache.made == 0


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_processes_make_the_same_parts_however_they_are_started(made: Made, tmp_path: Path, method: str) -> None:
    maker = ProcessMaker(Surroundings.of(made.inputs.entities), 2, method)
    graph_of(made.inputs, PartCache(tmp_path / "parallel"), maker)
    assert entries(tmp_path / "parallel") == entries(made.folder / "cache")


def test_after_one_claim_only_its_source_and_what_is_shared_are_made_anew(made: Made, tmp_path: Path) -> None:
    before = set(entries(made.copied_to(tmp_path)))
    write_source(tmp_path, [claim(statement="Baclofen may tire."), HALF_LIFE])
    changed = read_inputs(None, Progress(), tmp_path / "sources")
    text = graph_of(changed, PartCache(tmp_path / "cache"))
    made_anew = ["graph", "graph", "source"]  # its source, its propositions, and the checksum of its file
    assert kinds(set(entries(tmp_path / "cache")) - before) == made_anew
    assert "Baclofen may tire." in text
    assert text == canonical_nquads(assemble(changed))


def test_a_changed_label_of_an_entity_reaches_every_source() -> None:
    first = Surroundings.of(load_entities())
    entities = load_entities()
    renamed = entities["drowsiness"].__class__(**(vars(entities["drowsiness"]) | {"label": "sleepiness"}))
    assert Surroundings.of(entities | {"drowsiness": renamed}).key != first.key
    assert Surroundings.of(load_entities()).key == first.key


def test_damaged_entries_are_made_anew(made: Made, tmp_path: Path) -> None:
    folder = made.copied_to(tmp_path)
    good = entries(folder)
    damages: list[Callable[[bytes], bytes]] = [
        lambda data: data[:-9],  # cut
        lambda data: data[:-9] + b"X" + data[-8:],
        lambda _: b"",
        lambda data: data[66:],  # without the line with the checksum
    ]
    for name, damage in zip(sorted(good), cycle(damages)):
        (folder / name).write_bytes(damage(good[name]))
    cache = PartCache(folder)
    assert graph_of(made.inputs, cache) == made.graph
    assert cache.found == 0
    assert entries(folder) == good


def test_a_fresh_build_takes_nothing_from_the_cache(tmp_path: Path) -> None:
    PartCache(tmp_path).put("part", key_of("a"), b"statements")
    assert PartCache(tmp_path).get("part", key_of("a")) == b"statements"
    assert PartCache(tmp_path, fresh=True).get("part", key_of("a")) is None


def test_the_cache_keeps_what_the_last_two_builds_used_and_what_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_text("mine", encoding="utf-8")
    (tmp_path / f".1234-part-{key_of('killed')}").touch()
    for name in ("first", "second", "third"):
        cache = PartCache(tmp_path)
        cache.put("part", key_of(name), name.encode())
        cache.prune()
    kept = [name for name in ("first", "second", "third") if PartCache(tmp_path).get("part", key_of(name))]
    assert kept == ["second", "third"]
    assert kinds(set(entries(tmp_path))) == ["part", "part", "photo.jpg", "used.txt"]
    assert (tmp_path / "photo.jpg").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_costs_no_build(made: Made, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    cache = PartCache(tmp_path / "file")
    assert graph_of(made.inputs, cache) == made.graph
    cache.prune()


def test_a_violated_shape_names_file_and_line_before_anything_is_reasoned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = inputs_of(tmp_path)
    line = json.dumps(claim(4, note="x", subject_id="drugkg:baclofen") | {"statement": " "})
    path = tmp_path / "sources" / "leaflet" / "claims.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    inputs = read_inputs(None, Progress(), tmp_path / "sources")

    def reasoned(*_: object) -> None:
        raise AssertionError("reasoned before the shapes were checked")

    monkeypatch.setattr("ingest.parts.graph.inferred_quads", reasoned)
    with pytest.raises(InvalidInputError, match=r"^sources/leaflet/claims\.jsonl:1: claim:leaflet-004 dkgo:statement"):
        graph_of(inputs, PartCache(tmp_path / "cache"))


def test_the_words_of_a_document_are_part_of_its_source(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    inputs = read_inputs(write_original(tmp_path / "originals"), Progress(), folder)
    assert graph_of(inputs, PartCache(tmp_path / "cache")) == canonical_nquads(assemble(inputs))
    without = read_inputs(None, Progress(), folder)
    assert "TextQuoteSelector" not in graph_of(without, PartCache(tmp_path / "cache")).replace("ontology", "")
