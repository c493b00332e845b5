"""Documents to claims for many files at once: found, read by all cores, merged; one bad file stops no other."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.documents.reading import read_document
from ingest.documents.text import DocumentText
from ingest.extraction.pipeline import NoDrugError, extract
from ingest.lexicon.matching import Lexicon, lexicon_with, packaged_lexicon
from ingest.pool_workers import end_with_parent
from ontology.entities import Entity, load_entities
from ontology.errors import MissingExtraError, UserError
from ontology.vocabulary import load_vocabulary

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf"})
"""Names of files that are read in a folder; a file that is named itself is read whatever its name."""


@dataclass(frozen=True)
class Ingested:
    """What was read from one file.

    :param path: the file
    :param document: its text; ``None`` if it could not be read
    :param drug: label of the drug
    :param guessed: whether the drug was guessed
    :param records: claim records
    :param entities: slug to entity, for entities that are new
    :param problem: why nothing could be read; empty if all is well
    """

    path: Path
    document: DocumentText | None = field(default=None, repr=False)
    drug: str = ""
    guessed: bool = False
    records: list[dict[str, Any]] = field(default_factory=list, repr=False)
    entities: dict[str, Entity] = field(default_factory=dict, repr=False)
    problem: str = ""


def documents_in(places: Iterable[Path]) -> list[Path]:
    """Return the files that are to be read.

    :param places: files, and folders whose documents are read
    :returns: files in the order given, those of a folder by name; hidden files are left out
    :raises UserError: if a place does not exist, or a folder holds no document
    """
    found: dict[Path, None] = {}
    for place in places:
        if place.is_dir():
            files = sorted(
                path
                for path in place.rglob("*")
                if path.suffix.lower() in SUFFIXES
                and path.is_file()
                and not any(part.startswith(".") for part in path.relative_to(place).parts)
            )
            if not files:
                raise UserError(
                    f"{place}: no document in this directory; documents end in {', '.join(sorted(SUFFIXES))}"
                )
            found.update(dict.fromkeys(files))
        elif place.exists():
            found[place] = None
        else:
            raise UserError(f"{place}: no such file or directory")
    return list(found)


def ingest_file(
    path: Path, drugs: Sequence[str] = (), *, lexicon: Lexicon | None = None, entities: dict[str, Entity] | None = None
) -> Ingested:
    """Read one document and extract its claims.

    :param path: the file
    :param drugs: names of drugs, one of which it is about; guessed when left out
    :param lexicon: the names to look for; the packaged ones when left out
    :param entities: the entities that exist; the packaged ones when left out
    :returns: its claims, or the problem
    :raises MissingExtraError: if a library that reading needs is not installed
    """
    try:
        document = read_document(path)
        read = extract(
            document,
            lexicon or packaged_lexicon(),
            load_entities() if entities is None else entities,
            load_vocabulary(),
            drugs,
        )
    except MissingExtraError:
        raise
    except NoDrugError as error:
        return Ingested(path, problem=f"{path}: {error}")
    except UserError as error:
        return Ingested(path, problem=str(error))
    except MemoryError:
        return Ingested(path, problem=f"{path}: too large for the memory of this machine")
    return Ingested(path, document, read.label, read.guessed, read.records, read.entities)


_SHARED: dict[str, Any] = {}


def _in_worker(path: Path) -> Ingested:
    return ingest_file(path, _SHARED["drugs"], lexicon=_SHARED["lexicon"], entities=_SHARED["entities"])


def _prepare(drugs: Sequence[str], entities: dict[str, Entity]) -> None:
    """Give a process what its files share; a forked process has it already."""
    end_with_parent()
    if not _SHARED:
        _SHARED.update(drugs=drugs, entities=entities, lexicon=lexicon_with(entities))


def ingest_files(
    paths: Sequence[Path],
    drugs: Sequence[str] = (),
    *,
    entities: dict[str, Entity] | None = None,
    report: Callable[[int, Ingested], None] | None = None,
    workers: int | None = None,
) -> Iterator[Ingested]:
    """Read many documents with all cores.

    :param paths: the files
    :param drugs: names of drugs; each document is about the one of them that it names most often
    :param entities: the entities that exist; the packaged ones when left out
    :param report: called with the number of files that are done, and the last of them
    :param workers: number of processes; that of the cores when left out
    :yields: one result per file, in the order of the files
    """
    known = load_entities() if entities is None else entities
    count = min(workers or os.cpu_count() or 1, len(paths))
    lexicon = packaged_lexicon() if entities is None else lexicon_with(known)
    if count <= 1:
        for number, path in enumerate(paths, start=1):
            done = ingest_file(path, drugs, lexicon=lexicon, entities=known)
            if report is not None:
                report(number, done)
            yield done
        return
    _SHARED.clear()
    _SHARED.update(drugs=tuple(drugs), entities=known, lexicon=lexicon)
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context(method), _prepare, (tuple(drugs), known)) as pool:
            yield from _gathered(pool, paths, report)
    finally:
        _SHARED.clear()


def _gathered(
    pool: ProcessPoolExecutor, paths: Sequence[Path], report: Callable[[int, Ingested], None] | None
) -> Iterator[Ingested]:
    waiting = {pool.submit(_in_worker, path): path for path in paths}
    results: dict[Path, Ingested] = {}
    for number, future in enumerate(as_completed(waiting), start=1):
        path = waiting[future]
        try:
            results[path] = future.result()
        except (MissingExtraError, KeyboardInterrupt):
            raise
        except Exception as error:
            results[path] = Ingested(path, problem=f"{path}: could not be read: {type(error).__name__}")
        if report is not None:
            report(number, results[path])
    for path in paths:
        yield results[path]


def with_quotes(result: Ingested) -> list[dict[str, Any]]:
    """Return the records of a file with the words at each place, for an output that stays with the reader.

    :param result: what was read
    :returns: records with ``quote``
    """
    text = result.document.original if result.document else ""

    def quoted(place: dict[str, Any]) -> dict[str, Any]:
        words = text[place["start"] : place["end"]]
        return {**place, "quote": words.encode("utf-8", errors="replace").decode("utf-8")}

    found = []
    for record in result.records:
        full = quoted(record)
        if "anchors" in record:
            full["anchors"] = [quoted(anchor) for anchor in record["anchors"]]
        found.append(full)
    return found
