"""The export of the mappings gives back the file that they come from."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph
import pytest

from ingest.graphs.mappings import mapping_quads
from ontology.mappings.sssom import Mapping, load_mapping_set
from queries.exports.registry import export
from queries.store.embedded import EmbeddedStore

MAPPINGS = load_mapping_set()
NOT_IN_THE_GRAPH = ("object_source", "object_source_version", "mapping_tool")
"""What the graph does not say of an entity without counterpart."""


def slots(mapping: Mapping) -> tuple[str, ...]:
    """What must come back."""
    kept = {key: value for key, value in vars(mapping).items() if key not in ("place", "subject_label")}
    if not mapping.found:
        kept |= dict.fromkeys(NOT_IN_THE_GRAPH, "")
    return tuple(kept[key] for key in sorted(kept))


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("mappings") / "store"
    made = pyoxigraph.Store(str(folder))
    made.extend(mapping_quads(MAPPINGS))
    made.flush()
    del made
    out = io.StringIO()
    with EmbeddedStore(folder) as store:
        assert export(store, "sssom", out) == len(MAPPINGS.mappings)
    return out.getvalue()


def test_every_mapping_comes_back(text: str) -> None:
    head, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    found = [dict(zip(head, row, strict=True)) for row in rows]
    back = {slots(Mapping(**row)) for row in found}
    assert back == {slots(mapping) for mapping in MAPPINGS.mappings}
    assert len(found) == len(MAPPINGS.mappings) > 1000


def test_the_file_reads_as_a_file_of_mappings(text: str, tmp_path: Path) -> None:
    place = tmp_path / "mappings.sssom.tsv"
    place.write_text(text, encoding="utf-8")
    back = load_mapping_set(place)
    for key in ("mapping_set_id", "mapping_set_title", "mapping_set_description", "mapping_set_version", "license"):
        assert back.metadata[key] == MAPPINGS.metadata[key]
    assert set(back.metadata["curie_map"]) <= set(MAPPINGS.metadata["curie_map"]) | {"ECO", "MESH"}
