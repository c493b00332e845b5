"""Anchors hold against the document, and what they leave uncovered is listed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.anchor_verification import uncovered, verify
from ingest.sources import read_sources
from tests.support.records import AGONIST, DOCUMENT, FILE, HALF_LIFE, anchor, claim, write_original, write_source


def test_every_anchor_is_verified_and_counted(tmp_path: Path) -> None:
    two_places = claim(1, anchors=[anchor("may cause drowsiness", "Side effects")])
    sources = read_sources(write_source(tmp_path, [two_places, HALF_LIFE, AGONIST]))
    report = verify(write_original(tmp_path / "originals"), sources)
    assert (report.total, report.verified, report.problems) == (4, 4, ())
    assert report.texts == {"leaflet": DOCUMENT}


def test_an_anchor_that_points_elsewhere_is_named(tmp_path: Path) -> None:
    shifted = claim(1, start=anchor("drowsiness")["start"] + 1, end=anchor("drowsiness")["end"] + 1)
    sources = read_sources(write_source(tmp_path, [shifted, HALF_LIFE]))
    report = verify(write_original(tmp_path / "originals"), sources)
    assert (report.total, report.verified) == (2, 1)
    assert str(report.problems[0]).startswith("sources/leaflet/claims.jsonl:1: leaflet-001: the characters")


def test_another_document_of_the_same_name_is_refused(tmp_path: Path) -> None:
    originals = write_original(tmp_path / "originals")
    (originals / FILE).write_text(DOCUMENT + " ", encoding="utf-8")
    report = verify(originals, read_sources(write_source(tmp_path, [claim()])))
    assert report.verified == 0
    assert "is not the document that the claims were written from" in str(report.problems[0])


def test_a_missing_document_is_a_failure_not_a_skip(tmp_path: Path) -> None:
    report = verify(tmp_path, read_sources(write_source(tmp_path, [claim()])))
    assert (report.total, report.verified, len(report.problems)) == (1, 0, 1)


def test_nothing_to_verify_is_a_failure(tmp_path: Path) -> None:
    sources = [replace(item, claims=()) for item in read_sources(write_source(tmp_path, [claim()]))]
    report = verify(write_original(tmp_path / "originals"), sources)
    assert [problem.message for problem in report.problems] == ["there are no anchors to verify"]


def test_offsets_count_code_points_not_bytes(tmp_path: Path) -> None:
    text = "µ–α “GABA” drowsiness"
    start = text.index("drowsiness")
    placed = claim(start=start, end=start + 10, sha256=anchor("drowsiness")["sha256"])
    digest = hashlib.sha256(text.encode()).hexdigest()
    sources = read_sources(write_source(tmp_path, [placed], sha256=digest, length=len(text)))
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / FILE).write_bytes(text.encode())
    assert verify(tmp_path / "originals", sources).verified == 1


def test_passages_without_a_claim_are_listed_with_their_line(tmp_path: Path) -> None:
    sources = read_sources(write_source(tmp_path, [AGONIST, HALF_LIFE]))
    passages = uncovered(DOCUMENT, sources[0].claims)
    assert [(passage.line, passage.text) for passage in passages] == [(4, "It may cause drowsiness")]


def test_a_document_without_claims_is_wholly_uncovered() -> None:
    lines = [passage.line for passage in uncovered("One two three.\n\nFour five six seven.\n", [])]
    assert lines == [1, 3]
