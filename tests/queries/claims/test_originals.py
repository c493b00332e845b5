"""Originals are read only if they are the documents that the graph was built from."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from pathlib import Path

import pytest

from queries.claims.documents import DocumentFacts
from queries.claims.originals import read_originals, with_quotes
from queries.claims.reader import Claim, Place

TEXT = "One line.\r\nÄ second line.\n"


def _document(file: str, text: str = TEXT, sha256: str | None = None) -> DocumentFacts:
    digest = hashlib.sha256(text.encode()).hexdigest() if sha256 is None else sha256
    return DocumentFacts(slug="notes", title="Notes", kind="monograph", file=file, sha256=digest)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "originals"
    found.mkdir()
    (found / "notes.txt").write_bytes(TEXT.encode())
    (tmp_path / "outside.txt").write_bytes(TEXT.encode())
    return found


def test_an_unchanged_original_is_read_with_its_line_ends(folder: Path) -> None:
    assert read_originals(folder, [_document("notes.txt")]) == {"notes": TEXT}


@pytest.mark.parametrize(
    "document",
    [
        _document("notes.txt", text=TEXT + "more"),
        _document("notes.txt", sha256=""),
        _document("missing.txt"),
        _document(""),
        _document("../outside.txt"),
        _document("notes.txt\0"),
        _document("."),
    ],
    ids=["changed", "no checksum", "missing", "no name", "outside the folder", "no file name", "a folder"],
)
def test_anything_else_is_left_out(folder: Path, document: DocumentFacts) -> None:
    assert read_originals(folder, [document]) == {}


def _claim(*places: Place) -> Claim:
    texts = {field.name: "" for field in fields(Claim) if field.type == "str"}
    return Claim(**(texts | {"id": "notes-1", "source": "notes"}), places=places)  # type: ignore[arg-type]


def test_quotes_are_cut_by_code_points_where_the_graph_has_none() -> None:
    bare = _claim(Place("", 0, 8), Place("", 11, 19))
    assert [place.quote for place in with_quotes([bare], {"notes": TEXT})[0].places] == ["One line", "Ä second"]
    assert with_quotes([bare], {"another": TEXT}) == [bare]


def test_quotes_of_the_graph_stay() -> None:
    held = _claim(Place("", 0, 8, "held"), Place("", 11, 19))
    assert [place.quote for place in with_quotes([held], {"notes": TEXT})[0].places] == ["held", "Ä second"]
