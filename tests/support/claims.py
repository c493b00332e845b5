"""Claim records for tests of what is computed from claims: the real ones, and small ones of our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.claims import ClaimRecord
from ingest.disagreements.finding import find_disagreements
from ingest.disagreements.model import Background, Disagreement
from ontology.entities import load_entities

SOURCES = Path(__file__).parents[2] / "ingest" / "sources"


@cache
def real_claims() -> tuple[list[ClaimRecord], Background]:
    """Return all claims of the sources, and what else is known of them; documents are called by their short names."""
    records: list[ClaimRecord] = []
    documents = {}
    for folder in sorted(path.parent for path in SOURCES.glob("*/source.yaml")):
        metadata = yaml.safe_load((folder / "source.yaml").read_text(encoding="utf-8"))
        documents[metadata["file"]] = metadata["slug"]
        lines = (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()
        records += map(ClaimRecord.model_validate_json, lines)
    return records, Background.from_entities(load_entities().values(), documents)


def claim(identifier: str, words: str, **fields: Any) -> dict[str, Any]:
    """Return a record from an identifier such as ``one-1`` (document ``one.txt``) and a triple in slugs.

    Further fields as given; those that are no field of a record are qualifiers.
    """
    subject, name, *rest = words.split()
    record: dict[str, Any] = {
        "id": identifier, "source": f"{identifier.partition('-')[0]}.txt", "family": "adverse_effect",
        "subject_id": f"drugkg:{subject}", "predicate_id": f"dkgo:{name}", "polarity": "affirmed",
        "modality": "asserted", "review_status": "reviewed", "qualifiers": {},
    }  # fmt: skip
    if rest:
        record["object_id"] = f"drugkg:{rest[0]}"
    known = {"family", "polarity", "modality", "review_status", "regulatory_status", "object", "value_min", "value_max",
             "min_excluded", "max_excluded", "unit", "approximate", "cites", "reading", "note"}  # fmt: skip
    for key, value in fields.items():
        if key in known:
            record[key] = value
        else:
            record["qualifiers"][key] = value
    return record


BACKGROUND = Background(
    labels={
        "drugkg:phase-maximum": "maximum dose",
        **{f"drugkg:appraisal-{word}": word for word in ("demonstrated", "promising", "mixed", "inconclusive")},
    },
    classes={
        "drugkg:x": "Drug",
        "drugkg:y": "Drug",
        "drugkg:sedatives": "DrugClass",
        "drugkg:drinkers-of-y": "Population",
        "drugkg:stopping-x": "Cessation",
        "drugkg:x-with-y": "DrugCombination",
    },
    relations={
        "kindOf": {
            "drugkg:cirrhosis": ("drugkg:liver-disease",),
            "drugkg:effect-on-fear-of-x": ("drugkg:effect-of-x",),
        },
        "partOf": {"drugkg:spindle": ("drugkg:muscle",)},
        "occursIn": {"drugkg:spindle-reflex": ("drugkg:spindle",), "drugkg:muscle-tone": ("drugkg:muscle",)},
        "byRoute": {"drugkg:x-by-pump": ("drugkg:spinal-route",)},
        "oppositeOf": {"drugkg:diarrhoea": ("drugkg:constipation",)},
        "involves": {
            "drugkg:use": ("drugkg:x",),
            "drugkg:stopping-x": ("drugkg:x",),
            "drugkg:long-use": ("drugkg:x",),
            "drugkg:x-with-y": ("drugkg:x", "drugkg:y"),
            "drugkg:too-much-x": ("drugkg:x",),
            "drugkg:x-by-pump": ("drugkg:x",),
            "drugkg:x-blocking-channel": ("drugkg:x", "drugkg:channel"),
            "drugkg:metabolism-of-x": ("drugkg:x",),
            "drugkg:falling-sickness": ("drugkg:seizure",),
            "drugkg:y-use-disorder": ("drugkg:y",),
            "drugkg:y-craving": ("drugkg:y",),
            "drugkg:y-use": ("drugkg:x",),
            "drugkg:taking-x": ("drugkg:x",),
            "drugkg:drinkers-of-y": ("drugkg:y-use-disorder",),
        },
        "forCondition": {"drugkg:use": ("drugkg:illness",), "drugkg:y-use": ("drugkg:y-use-disorder",)},
    },
    documents={f"{name}.txt": name for name in ("one", "two", "three")},
)
"""A drug x, its use in an illness and against the use of y, stopping it, taking it with y; and three documents."""


def found(*claims: dict[str, Any]) -> list[Disagreement]:
    """Return the disagreements among small records."""
    return find_disagreements(map(small_record, claims), BACKGROUND)


def small_record(fields: dict[str, Any]) -> ClaimRecord:
    """Return a claim record of the few fields that matter to a rule; the others are filled in."""
    others = {"quote_role": "ownStatement", "statement": "…", "start": 0, "end": 1, "sha256": "0" * 64}
    return ClaimRecord.model_validate(others | {"agent": "curated"} | fields)
