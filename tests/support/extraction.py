"""What the tests of extraction share: claims of a text, the suite of traps, and the documents with gold."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.claim_likeness import alike
from ingest.documents.reading import read_document, text_of
from ingest.evaluation import Scores, evaluate, read_rows
from ingest.extraction.pipeline import extract
from ingest.lexicon.matching import packaged_lexicon
from ontology.entities import Entity, load_entities
from ontology.vocabulary import Vocabulary, load_vocabulary

PROJECT = Path(__file__).parent.parent.parent
DOCUMENTS = PROJECT / "tests" / "extraction_documents"
TRAPS = PROJECT / "tests" / "ingest" / "extraction" / "traps.psv"


@cache
def _packaged() -> tuple[dict[str, Entity], Vocabulary]:
    """Return the packaged entities and the vocabulary, read once: hundreds of sentences are tried."""
    return load_entities(), load_vocabulary()


def claims_of(text: str, drug: str = "zelopram", file: str = "text.txt") -> list[dict[str, Any]]:
    """Return the claims of a text."""
    document = text_of(text.encode(), file)
    return extract(document, packaged_lexicon(), *_packaged(), [drug]).records


def said(text: str, drug: str = "zelopram") -> set[tuple[str, str, str, str]]:
    """Return family, predicate, object and polarity of the claims of a text."""
    return {
        (str(r["family"]), str(r["predicate_id"]).removeprefix("dkgo:"), str(r.get("object", "")), str(r["polarity"]))
        for r in claims_of(text, drug)
    }


@dataclass(frozen=True)
class Trap:
    """A sentence that does not say something of the drug, and a twin that does."""

    phenomenon: str
    kind: str
    family: str
    object: str
    trap: str
    twin: str

    @cache  # noqa: B019 - there are as many traps as the suite has, as long as the tests run
    def fitting(self, text: str) -> list[dict[str, Any]]:
        """Return the claims of a text that name the family and the object."""
        return [
            record
            for record in claims_of(f"{text}\n")
            if record["family"] == self.family
            and max(
                alike(name, self.object) for name in (record.get("object") or "", *record.get("object_synonyms", ()))
            )
            >= 0.67
        ]

    @property
    def is_asserted(self) -> bool:
        """Whether the trap is taken for an assertion."""
        wrong = ("asserted",) if self.kind == "hedged" else ("asserted", "hedged")
        return any(r["polarity"] == "affirmed" and r["modality"] in wrong for r in self.fitting(self.trap))

    @property
    def is_denied(self) -> bool:
        """Whether the denial is found."""
        return any(r["polarity"] == "denied" for r in self.fitting(self.trap))

    @property
    def twin_is_found(self) -> bool:
        """Whether the affirmed twin is found."""
        return any(r["polarity"] == "affirmed" for r in self.fitting(self.twin))


def traps() -> list[Trap]:
    """Read the suite of traps."""
    with TRAPS.open(encoding="utf-8", newline="") as file:
        return [Trap(**row) for row in csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE)]


def gold_of(folder: Path) -> list[dict[str, Any]]:
    """Return the gold of the documents of a folder."""
    return [row for path in sorted(folder.glob("*.gold.jsonl")) for row in read_rows(path)]


def scores_of(folder: Path) -> Scores:
    """Compare the claims of the documents of a folder with their gold."""
    return evaluate(claims_of_files(folder.glob("*.txt")), gold_of(folder))


def claims_of_files(paths: Iterable[Path], drugs: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return the claims of documents; the drug is guessed when none is named."""
    found: list[dict[str, Any]] = []
    for path in sorted(paths):
        document = read_document(path)
        found += extract(document, packaged_lexicon(), *_packaged(), drugs).records
    return found


def curated_as_gold() -> list[dict[str, Any]]:
    """Return the curated claims of the packaged sources as lines of gold."""
    from ingest.sources import read_sources  # noqa: PLC0415

    entities, vocabulary = load_entities(), load_vocabulary()
    labels = {entity.curie: entity for entity in entities.values()}
    lines = []
    for item in read_sources():
        for claim in item.claims:
            record = claim.record
            thing = labels.get(record.object_id or "")
            subject = labels.get(record.subject_id)
            lines.append({
                "id": record.id, "doc": record.source, "family": record.family,
                "subject": subject.label if subject else record.subject_id, "predicate": record.predicate_name,
                "object": thing.label if thing else record.object or vocabulary.predicates[record.predicate_name].label,
                "aliases": list(thing.synonyms) if thing else [], "polarity": record.polarity,
                "start": record.start, "end": record.end,
                "restated": [{"start": place.start, "end": place.end} for place in record.anchors],
                "qualifiers": {"value_min": record.value_min, "value_max": record.value_max},
            })  # fmt: skip
    return lines
