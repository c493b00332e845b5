"""A graph of another drug, which nobody has heard of, with entities, a document and claims of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from ingest.build import build
from ontology.entities import Entity

TITLE = "Notes on Velorine"
SHORT_TITLE = "Velorine notes"
FILE = "velorine.txt"
TEXT = (
    "Notes on Velorine\nVelorine stimulates the Zeta receptor.\nStimulation of the Zeta receptor raises calm.\n"
    "Calm shortens waking.\nUnder Velorine some feel itching.\n"
)
ENTITIES: tuple[tuple[str, str, str, dict[str, tuple[str, ...]]], ...] = (
    ("velorine", "Velorine", "Drug", {}),
    ("zeta-receptor", "Zeta receptor", "Receptor", {}),
    ("zeta-receptor-activity", "Zeta receptor activity", "BiologicalActivity", {"activityOf": ("zeta-receptor",)}),
    ("calm", "calm", "Outcome", {}),
    ("waking", "waking", "Outcome", {}),
    ("itching", "itching", "ClinicalFinding", {}),
)
"""Slug, label, class and relations."""

_CLAIMS = (
    ("mechanism", "velorine", "increases", "zeta-receptor-activity", "Velorine stimulates the Zeta receptor"),
    ("mechanism", "zeta-receptor-activity", "increases", "calm", "Stimulation of the Zeta receptor raises calm"),
    ("mechanism", "calm", "decreases", "waking", "Calm shortens waking"),
    ("adverse_effect", "velorine", "causes", "itching", "Under Velorine some feel itching"),
)


def write_originals(folder: Path, text: str = TEXT) -> Path:
    """Write the document into a folder of originals, and return the folder.

    :param folder: the folder; it is made
    :param text: what the document says
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(text.encode())
    return folder


def write_sources(folder: Path, proposed: Collection[int] = ()) -> Path:
    """Write a folder of sources with one document on the drug, and return the folder.

    :param folder: the folder; it is made
    :param proposed: the numbers of the claims that nobody has reviewed, counted from 1
    """
    source = folder / "velorine-notes"
    source.mkdir(parents=True)
    about = {
        "slug": "velorine-notes", "file": FILE, "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "length": len(TEXT), "title": TITLE, "short_title": SHORT_TITLE, "kind": "monograph", "date": "2021-02-03",
        "publisher": "House of Tests", "licence": "free for tests",
        "references": [{"id": "velorine-1", "number": "1", "status": "listed", "complete": False,
                        "label": "Velorine handbook"}],
    }  # fmt: skip
    (source / "source.yaml").write_text(yaml.safe_dump(about), encoding="utf-8")
    records = [_record(number, *claim) for number, claim in enumerate(_CLAIMS, start=1)]
    for number in proposed:
        records[number - 1] |= {"review_status": "proposed", "agent": "extracted"}
    lines = [json.dumps(record) + "\n" for record in records]
    (source / "claims.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def build_other_graph(folder: Path, *, originals: Path | None = None, proposed: Collection[int] = ()) -> Path:
    """Build the graph and return its folder.

    :param folder: where the sources and the graph are written
    :param originals: folder of the original document, if the graph is to hold its words
    :param proposed: the numbers of the claims that nobody has reviewed, counted from 1
    """
    entities = {
        slug: Entity(slug, label, kind, f"{label}, as the tests have it.", relations=relations, place="tests.yaml:1")
        for slug, label, kind, relations in ENTITIES
    }
    sources = write_sources(folder / "sources", proposed)
    with patch("ingest.assembly.load_entities", return_value=entities):
        return build(folder / "graph", sources=sources, originals=originals).folder


def _record(number: int, family: str, subject: str, predicate: str, target: str, words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "id": f"velorine-notes-{number:03d}",
        "source": FILE,
        "family": family,
        "subject_id": f"drugkg:{subject}",
        "predicate_id": f"dkgo:{predicate}",
        "object_id": f"drugkg:{target}",
        "polarity": "affirmed",
        "modality": "asserted",
        "quote_role": "ownStatement",
        "evidence_type": "ECO:0000303",
        "statement": f"It is said that {subject} {predicate} {target}.",
        "section": "Notes on Velorine",
        "start": start,
        "end": start + len(words),
        "sha256": hashlib.sha256(words.encode()).hexdigest(),
        "agent": "curated",
        "review_status": "reviewed",
    }
