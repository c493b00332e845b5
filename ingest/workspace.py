"""The user's own documents, entities, mappings and decisions, in the formats of the repository's.

A workspace is a directory:

- ``sources/<slug>/source.yaml`` and ``claims.jsonl``: one document each, as under ``ingest/sources/``
- ``documents/<slug>/``: the documents as UTF-8 text, against which every anchor is verified
- ``entities/extracted.yaml``: entities that the packaged ones do not have
- ``mappings.sssom.tsv``: their identifiers in other vocabularies, by exact label
- ``decisions.jsonl``: what reviewers decided, one decision per line
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from ingest.claims import ClaimRecord, slim
from ingest.documents.text import DocumentText
from ingest.extraction.entities import Nodes
from ingest.extraction.records import document_slug
from ingest.ingestion import Ingested
from ingest.lexicon.entries import Entry, table_entries
from ingest.lexicon.folding import fold
from ingest.review import Decision, applied, read_decisions
from ingest.sources import SourceFolder, read_sources
from ingest.workspace_files import (
    WorkspaceError,
    append_line,
    clear_parts,
    taken_back_if_new,
    write_file,
    write_folder,
    writing,
)
from ontology.entities import ENTITIES_FOLDER, Entity, load_entities
from ontology.mappings.sssom import MAPPINGS_FILE
from ontology.vocabulary import load_vocabulary

_CATEGORIES = {
    "Drug": ("drug",),
    "ClinicalFinding": ("finding",),
    "DrugClass": ("drug_class",),
    "Receptor": ("target",),
    "Enzyme": ("enzyme",),
}
_VOCABULARIES = {"DRUGBANK": "drugbank", "MESH": "mesh", "DOID": "doid", "SYMP": "symp"}


@dataclass(frozen=True)
class Added:
    """What was added.

    :param documents: number of documents
    :param claims: number of claims
    :param entities: number of new entities
    :param left_out: claims that did not pass the checks of the build
    :param replaced: names of documents whose earlier text was another one
    """

    documents: int
    claims: int
    entities: int
    left_out: int = 0
    replaced: tuple[str, ...] = ()


class Workspace:
    """A directory of one's own sources.

    :param folder: the directory; it need not exist
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources_folder = folder / "sources"
        self.entities_folder = folder / "entities"
        self.mappings_file = folder / "mappings.sssom.tsv"
        self.decisions_file = folder / "decisions.jsonl"

    @property
    def exists(self) -> bool:
        """Whether it holds a source."""
        return any(not path.parent.name.startswith(".") for path in self.sources_folder.glob("*/source.yaml"))

    def all_entities(self) -> dict[str, Entity]:
        """Return the packaged entities and those of the workspace.

        :returns: slug to entity
        """
        return (
            load_entities(ENTITIES_FOLDER, self.entities_folder) if self.entities_folder.is_dir() else load_entities()
        )

    def sources(self) -> tuple[SourceFolder, ...]:
        """Return the sources of the workspace.

        :returns: in the order of their files' names
        """
        return read_sources(self.sources_folder) if self.exists else ()

    def decisions(self) -> list[Decision]:
        """Return the decisions of reviewers.

        :returns: the oldest first
        """
        return read_decisions(self.decisions_file)

    def add(self, results: Sequence[Ingested]) -> Added:
        """Add what was read from documents. A document that is there already is read anew; its decisions stay.

        :param results: what was read; none with a problem
        :returns: what was added
        :raises WorkspaceError: if the workspace cannot be written, or two documents have the same file name
        """
        _check_names(results)
        with writing(self.folder), taken_back_if_new(self._written_by(results)):
            known = self.all_entities()
            before = self._own_entities(known)
            nodes = Nodes(known, load_vocabulary())
            merged = [(result, _merged(result, nodes)) for result in results]
            own = {**before, **nodes.new}
            replaced = self._replaced(results)
            self._write_entities(own)  # before the claims that name them
            self._write_mappings(own)
            if self.sources_folder.is_dir():
                clear_parts(self.sources_folder)
            for result, records in merged:
                self._write_source(result, records)
        return Added(len(results), sum(len(records) for _, records in merged), len(nodes.new), replaced=replaced)

    def _written_by(self, results: Sequence[Ingested]) -> list[Path]:
        """Return the files and folders that adding documents writes."""
        slugs = [document_slug(result.document.file) for result in results if result.document is not None]
        own = [self.entities_folder / "extracted.yaml", self.mappings_file]
        return [*own, *map(self.documents_folder, slugs), *(self.sources_folder / slug for slug in slugs)]

    def _replaced(self, results: Sequence[Ingested]) -> tuple[str, ...]:
        """Return the names of documents that are there with another text."""
        there = {item.source.file: item.source.sha256 for item in self.sources()}
        documents = [result.document for result in results if result.document is not None]
        return tuple(
            document.file for document in documents if there.get(document.file, document.sha256) != document.sha256
        )

    def _own_entities(self, known: dict[str, Entity]) -> dict[str, Entity]:
        if not self.entities_folder.is_dir():
            return {}
        packaged = load_entities()
        return {slug: entity for slug, entity in known.items() if slug not in packaged}

    def _write_source(self, result: Ingested, records: list[dict[str, Any]]) -> None:
        document = result.document
        if document is None:
            return
        slug = document_slug(document.file)
        folder = self.sources_folder / slug
        data = document.original.encode("utf-8", errors="replace")
        source = {
            "slug": slug,
            "file": document.file,
            "sha256": document.sha256,
            "length": len(document.original),
            "title": _title(document, result.drug),
            "short_title": document.file[:40],
            "kind": f"document of the workspace ({document.form})",
            "note": "Read by drugkg ingest. The claims are proposals until a reader has accepted them.",
        }
        source = {key: value for key, value in source.items() if value is not None}
        accepted = applied(
            [ClaimRecord.model_validate(record) for record in records], self.decisions(), document.sha256
        )
        about = yaml.safe_dump(source, allow_unicode=True, sort_keys=False, width=110)
        write_folder(self.documents_folder(slug), {"text.txt": data})
        write_folder(folder, {"claims.jsonl": _lines(accepted), "source.yaml": about.encode("utf-8", errors="replace")})

    def documents_folder(self, slug: str) -> Path:
        """Return the directory of the text of a source.

        :param slug: the source
        :returns: the directory
        """
        return self.folder / "documents" / slug

    def _write_entities(self, own: dict[str, Entity]) -> None:
        self.entities_folder.mkdir(parents=True, exist_ok=True)
        data = {}
        for slug, entity in sorted(own.items()):
            body: dict[str, Any] = {"label": entity.label, "class": entity.class_name, "definition": entity.definition}
            if entity.synonyms:
                body["synonyms"] = list(entity.synonyms)
            body |= {name: list(targets) for name, targets in entity.relations.items()}
            data[slug] = body
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110) if data else ""
        write_file(self.entities_folder / "extracted.yaml", text.encode("utf-8", errors="replace"))

    def _write_mappings(self, own: dict[str, Entity]) -> None:
        """Write the identifiers of new entities whose label is exactly a label of the packaged table."""
        by_label: dict[str, list[Entry]] = {fold(entity.label): [] for entity in own.values()}
        for entry in table_entries():
            if (label := fold(entry.label)) in by_label:
                by_label[label].append(entry)
        head = [line for line in MAPPINGS_FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        rows: list[tuple[str, ...]] = []
        for slug, entity in sorted(own.items()):
            for entry in by_label[fold(entity.label)]:
                if entry.category in _CATEGORIES.get(entity.class_name, ()):
                    rows += _mapping_rows(slug, entity, entry)
        columns = (
            "subject_id subject_label predicate_id object_id object_label mapping_justification object_source "
            "object_source_version mapping_tool comment"
        )
        lines = [*head, columns.replace(" ", "\t"), *("\t".join(row) for row in rows)]
        write_file(self.mappings_file, ("\n".join(lines) + "\n").encode("utf-8", errors="replace"))

    def decide(self, decision: Decision) -> ClaimRecord:
        """Write down a decision and apply it to its claim.

        :param decision: what was decided
        :returns: the claim as it is now
        :raises WorkspaceError: if the workspace has no such claim, or cannot be written
        """
        with writing(self.folder):
            for item in self.sources():
                records = [claim.record for claim in item.claims]
                if item.source.sha256 != decision.document or not any(decision.fits(record) for record in records):
                    continue
                changed = applied(records, [decision], item.source.sha256)
                append_line(self.decisions_file, json.dumps(decision.as_json(), ensure_ascii=False))
                write_file(item.folder / "claims.jsonl", _lines(changed))
                return next(new for old, new in zip(records, changed, strict=True) if decision.fits(old))
        raise WorkspaceError(f"{self.folder}: no claim fits the decision on {decision.claim}")


def _check_names(results: Sequence[Ingested]) -> None:
    """Refuse two documents of one file name with different texts: the second would take the place of the first."""
    seen: dict[str, Ingested] = {}
    for result in results:
        if result.document is None:
            continue
        other = seen.setdefault(result.document.file, result)
        if other.document is not None and other.document.sha256 != result.document.sha256:
            raise WorkspaceError(f"{other.path} and {result.path} have the same file name: rename one of them")


def _lines(records: Iterable[ClaimRecord]) -> bytes:
    """Return claims as JSON Lines."""
    text = "".join(json.dumps(slim(record), ensure_ascii=False) + "\n" for record in records)
    return text.encode("utf-8", errors="replace")


def _mapping_rows(slug: str, entity: Entity, entry: Entry) -> Iterable[tuple[str, ...]]:
    prefix = entry.id.partition(":")[0]
    vocabulary = _VOCABULARIES.get(prefix)
    if vocabulary is None:
        return
    yield (
        f"drugkg:{slug}",
        entity.label,
        "skos:exactMatch",
        entry.id,
        entry.label,
        "semapv:LexicalMatching",
        f"bioregistry:{vocabulary}",
        "packaged table",
        "exact label",
        "",
    )


def _merged(result: Ingested, nodes: Nodes) -> list[dict[str, Any]]:
    """Give the new entities of a document to the workspace's, and let the records name them as they are there."""
    renamed: dict[str, str] = {}
    for slug, entity in result.entities.items():
        relations = {
            name: tuple(renamed.get(f"drugkg:{t}", f"drugkg:{t}").removeprefix("drugkg:") for t in targets)
            for name, targets in entity.relations.items()
        }
        known = nodes.find_or_add((entity.label, *entity.synonyms), entity.class_name, relations=relations)
        renamed[f"drugkg:{slug}"] = known
    records = []
    for record in result.records:
        changed = dict(record)
        for key in ("subject_id", "object_id"):
            if key in changed:
                changed[key] = renamed.get(changed[key], changed[key])
        if "qualifiers" in changed:
            changed["qualifiers"] = {
                k: renamed.get(v, v) if isinstance(v, str) else v for k, v in changed["qualifiers"].items()
            }
        records.append(changed)
    return records


def _title(document: DocumentText, drug: str) -> str:
    """Return a title: that of the file's head, its first line, or its name."""
    first = next(
        (
            line.strip("# *•|").strip()
            for line in document.text[:5000].split("\n")
            if len(re.findall(r"[A-Za-z]{2,}", line)) >= 2
        ),
        "",
    )
    title = document.title or first or document.file
    return " ".join(title.split())[:150] or f"Document about {drug}"


def with_status(record: ClaimRecord, status: str) -> ClaimRecord:
    """Return a claim with another review status.

    :param record: the claim
    :param status: the status
    :returns: a copy
    """
    return record.model_copy(update={"review_status": status})


__all__ = ["Added", "Workspace", "WorkspaceError", "replace", "with_status"]
