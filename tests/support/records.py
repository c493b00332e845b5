"""A small document of our own with valid claim records, to be bent by the tests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml

DOCUMENT = (
    "Mechanism\nBaclofen activates the GABA-B receptor.\nSide effects\nIt may cause drowsiness.\nHalf-life: 2-4 h [1]\n"
)
FILE = "leaflet.txt"


def anchor(words: str, section: str = "") -> dict[str, Any]:
    """Return section, offsets and checksum of words of the document."""
    start = DOCUMENT.index(words)
    digest = hashlib.sha256(words.encode()).hexdigest()
    return {"section": section, "start": start, "end": start + len(words), "sha256": digest}


def claim(number: int = 1, words: str = "drowsiness", **changes: Any) -> dict[str, Any]:
    """Return a valid record; changed or further fields as given, a field set to ``None`` is left out."""
    record = {
        "id": f"leaflet-{number:03d}",
        "source": FILE,
        "family": "adverse_effect",
        "subject_id": "drugkg:baclofen",
        "predicate_id": "dkgo:causes",
        "object_id": "drugkg:drowsiness",
        "polarity": "affirmed",
        "modality": "asserted",
        "quote_role": "ownStatement",
        "evidence_type": "ECO:0000303",
        "statement": "Baclofen makes people sleepy.",
        **anchor(words, "Side effects"),
        "agent": "curated",
        "review_status": "reviewed",
    }
    return {key: value for key, value in (record | changes).items() if value is not None}


HALF_LIFE = claim(
    2, "2-4 h", family="pharmacokinetics", predicate_id="dkgo:hasHalfLife", object_id=None, value_min=2, value_max=4,
    unit="h", statement="Baclofen has a half-life of two to four hours.",
    cites=[{"mark": "1", "reference": "ref:leaflet-1", "resolved": "byNumber"}],
)  # fmt: skip
AGONIST = claim(
    3, "activates the GABA-B receptor", family="mechanism", predicate_id="dkgo:agonistOf",
    object_id="drugkg:gaba-b-receptor", statement="Baclofen is an agonist at the GABA-B receptor.",
)  # fmt: skip
METADATA: dict[str, Any] = {
    "slug": "leaflet",
    "file": FILE,
    "sha256": hashlib.sha256(DOCUMENT.encode()).hexdigest(),
    "length": len(DOCUMENT),
    "title": "A leaflet",
    "kind": "monograph",
    "references": [{"id": "leaflet-1", "number": "1", "status": "listed", "complete": False, "label": "a reference"}],
}


def write_source(folder: Path, records: list[dict[str, Any]], **metadata: Any) -> Path:
    """Write a sources folder with one source, and return it."""
    source = folder / "sources" / "leaflet"
    source.mkdir(parents=True, exist_ok=True)
    (source / "source.yaml").write_text(yaml.safe_dump(METADATA | metadata), encoding="utf-8")
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    (source / "claims.jsonl").write_text("".join(lines), encoding="utf-8")
    return source.parent


def write_original(folder: Path) -> Path:
    """Write the document into a folder of originals, and return that."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(DOCUMENT.encode())
    return folder
