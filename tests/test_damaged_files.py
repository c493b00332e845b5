"""No damage to a file that drugkg reads is a traceback: the reader reads it, or says in words what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.anchor_creation import anchored
from ingest.curation import reviewed
from ingest.evaluation import read_rows
from ingest.sources import read_sources
from ontology.entities import load_entities
from ontology.errors import UserError
from ontology.mappings.foreign_sssom import read_foreign
from ontology.mappings.sssom import MAPPINGS_FILE, load_mapping_set
from ontology.mappings.synonyms import load_synonyms
from queries.index.name_index import build_index, read_index, write_index
from queries.saved_queries.federation import read_endpoints
from queries.saved_queries.linter import lint
from queries.saved_queries.model import SavedQuery
from queries.store.graph_versions import version_folder
from tests.support.damage import damaged
from tests.support.generated import GENERATED
from tests.support.records import DOCUMENT, claim, write_source

ENTITY = b"""\
baclofen:
  label: baclofen
  class: Drug
  definition: An agonist.
  synonyms: [Lioresal, "beta-(4-chlorophenyl)-GABA"]
"""
MAPPINGS = b"\n".join(MAPPINGS_FILE.read_bytes().split(b"\n")[:50])
DRAFT = json.dumps({k: v for k, v in claim().items() if k not in ("start", "end", "sha256")} | {"quote": "drowsiness"})
QUERY = b"""\
#+ summary: Which drugs are there?
#+ description: All drugs.
#+ tags: [identity]
#+ columns:
#+   drug: the drug
PREFIX dkgo: <https://w3id.org/drugkg/ontology/>
SELECT ?drug WHERE { GRAPH ?g { ?drug a dkgo:Drug } } ORDER BY ?drug
"""


def _anchor(path: Path) -> None:
    anchored(path.read_text(encoding="utf-8", errors="replace"), DOCUMENT, "a.txt")


def _read_index(path: Path) -> None:
    index = read_index(path)
    for name in index.query_names:
        index.query(name)


def _index(folder: Path) -> bytes:
    query = SavedQuery("q", "Which?", "All.", ("identity",), "SELECT", (), {"drug": "it"}, "SELECT ?drug {}", ())
    index = build_index([("http://a", "x", "Drug", ["y"])]) | {"queries": {"q": query.to_json()}}
    return write_index(index, folder).read_bytes()


def _source(folder: Path) -> bytes:
    return next(write_source(folder, [claim()]).rglob("source.yaml")).read_bytes()


def _claims(folder: Path) -> bytes:
    return next(write_source(folder, [claim()]).rglob("claims.jsonl")).read_bytes()


READERS: dict[str, tuple[str, bytes | Callable[[Path], bytes], Callable[[Path], object]]] = {
    "a source": ("sources/leaflet/source.yaml", _source, lambda path: read_sources(path.parent.parent)),
    "claims": ("sources/leaflet/claims.jsonl", _claims, lambda path: read_sources(path.parent.parent)),
    "entities": ("entities/a.yaml", ENTITY, lambda path: load_entities(path.parent)),
    "mappings": ("m.sssom.tsv", MAPPINGS, load_mapping_set),
    "mappings of others": ("m.sssom.tsv", MAPPINGS, read_foreign),
    "synonyms": ("s.tsv", b"entity\tname\tsource\tvocabulary\tversion\tlicence\na\tb\tc\td\te\tf\n", load_synonyms),
    "reviewed findings": ("r.tsv", b"claim\tlint\treason\na-1\tnumber\tfine\n", reviewed.__wrapped__),
    "draft claims": (
        "a.jsonl",
        DRAFT.encode(),
        _anchor,
    ),
    "gold": ("gold.jsonl", b'{"doc": "a", "family": "identity", "object": "x"}\n', read_rows),
    "an index": ("index/index.json", _index, _read_index),
    "a pointer": ("graph/current", b"000001\n", lambda path: version_folder(path.parent)),
    "a saved query": ("q.rq", QUERY, lint),
    "endpoints": ("e.toml", b'[endpoints.x]\naddress = "https://x/sparql"\n', lambda path: read_endpoints(str(path))),
}


@pytest.mark.parametrize("name", READERS)
def test_no_damage_is_a_traceback(name: str, tmp_path: Path) -> None:
    place, content, read = READERS[name]
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "graph" / "versions" / "000001" / "store").mkdir(parents=True)
    whole = content if isinstance(content, bytes) else content(tmp_path if "/" in place else path.parent)
    path.write_bytes(whole)
    read(path)
    other = {file: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}

    @settings(GENERATED, max_examples=60)
    @given(damaged(whole) | st.binary(max_size=20))
    def never_crashes(data: bytes) -> None:
        for file, before in other.items():
            file.write_bytes(before)
        path.write_bytes(data)
        with suppress(UserError):
            read(path)

    never_crashes()
