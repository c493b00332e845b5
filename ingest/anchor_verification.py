"""Anchors against the originals: every place is where a claim says it is, and what no claim covers is listed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.problems import Problem
from ingest.sources import PlacedClaim, Source, SourceFolder
from ontology.files import read_bytes, why_unreadable
from queries.claims.uncovered import Uncovered, uncovered_stretches


@dataclass(frozen=True)
class AnchorReport:
    """What the comparison with the originals found.

    :param total: anchors of all claims
    :param verified: anchors whose characters have the stated checksum
    :param problems: the others, and documents that are missing or differ
    :param texts: slug of a source to the text of its document, where it was found unchanged
    """

    total: int
    verified: int
    problems: tuple[Problem, ...]
    texts: dict[str, str]


def read_original(folder: Path, source: Source, file: str | None = None) -> str:
    """Return the text of a document.

    :param folder: the folder of the original documents
    :param source: the document wanted
    :param file: name of the file in that folder, where it is not the document's own
    :returns: its text, line ends as they are
    :raises ValueError: if it is not there, not UTF-8, or not the document that the claims were written from
    """
    path = folder / (file or source.file)
    try:
        data = read_bytes(path)
        text = data.decode("utf-8")
    except OSError as error:
        raise ValueError(f"the original {path} cannot be read: {why_unreadable(error)}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"the original is not UTF-8: {error}") from error
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise ValueError(
            f"the original {path} is not the document that the claims were written from (checksum differs)"
        )
    if len(text) != source.length:
        raise ValueError(f"the original has {len(text)} characters, its metadata says {source.length}")
    return text


def verify(folder: Path, sources: Iterable[SourceFolder], file: str | None = None) -> AnchorReport:
    """Compare every anchor of every claim with the originals.

    :param folder: the folder of the original documents
    :param sources: the sources with their claims
    :param file: name of the text of each document, where it is not the document's own
    :returns: how many anchors there are, how many were found true, and what is wrong with the others
    """
    total = verified = 0
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for item in sources:
        total += sum(len(claim.record.places) for claim in item.claims)
        try:
            text = read_original(folder, item.source, file)
        except ValueError as error:
            problems.append(Problem(item.metadata_file, 0, str(error)))
            continue
        texts[item.source.slug] = text
        for claim in item.claims:
            wrong = _wrong_anchors(claim, text)
            verified += len(claim.record.places) - len(wrong)
            problems += wrong
    if total == 0 and file is None:
        problems.append(Problem(str(folder), 0, "there are no anchors to verify"))
    return AnchorReport(total, verified, tuple(problems), texts)


def _wrong_anchors(claim: PlacedClaim, text: str) -> list[Problem]:
    return [
        claim.problem(
            f"the characters {place.start}–{place.end} of {claim.record.source} do not have the stated checksum"
        )
        for place in claim.record.places
        if place.end > len(text)
        or hashlib.sha256(text[place.start : place.end].encode("utf-8")).hexdigest() != place.sha256
    ]


def uncovered(text: str, claims: Iterable[PlacedClaim], least_words: int = 3) -> list[Uncovered]:
    """List the stretches of a document that no anchor covers.

    :param text: the document
    :param claims: its claims
    :param least_words: shorter stretches are left out
    :returns: the stretches in reading order, none longer than a line
    """
    spans = ((place.start, place.end) for claim in claims for place in claim.record.places)
    return uncovered_stretches(text, spans, least_words)
