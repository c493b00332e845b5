"""The original documents: read only if they are the ones that the graph was built from, and quoted from there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ontology.files import read_bytes
from queries.claims.documents import DocumentFacts
from queries.claims.reader import Claim, Place

WORKSPACE_TEXT = "text.txt"
"""The file with the text of a document in its folder of a workspace."""


def read_originals(
    folder: Path | None, documents: Iterable[DocumentFacts], workspace: Path | None = None
) -> dict[str, str]:
    """Return the texts of the documents whose files are in a folder, or in that of a workspace, unchanged.

    A file counts only if its SHA-256 is the one that the graph records. Everything else is left out: a missing file,
    another file of the same name, a document for which the graph records no checksum, a name that leads elsewhere.

    :param folder: the folder of the originals, if there is one
    :param documents: the documents of the graph
    :param workspace: the folder of a workspace with a folder for each document, if there is one
    :returns: identifier of a document → its text, line ends as they are
    """
    found = {}
    for document in documents:
        text = None if folder is None else _original(folder, document.file, document)
        if text is None and workspace is not None:
            text = _original(workspace, f"{document.slug}/{WORKSPACE_TEXT}", document)
        if text is not None:
            found[document.slug] = text
    return found


def _original(folder: Path, file: str, document: DocumentFacts) -> str | None:
    if not document.file or not document.sha256:
        return None
    try:
        path = (folder / file).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None
        data = read_bytes(path)
        return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == document.sha256 else None
    except (OSError, ValueError):
        return None


def with_quotes(rows: Iterable[Claim], texts: Mapping[str, str]) -> list[Claim]:
    """Return claims with the words that they rest on, cut from the originals where the graph does not hold them.

    :param rows: the claims
    :param texts: what :func:`read_originals` returned
    :returns: the claims in the same order; a claim of a document without a text is unchanged
    """
    return [_quoted(row, texts[row.source]) if row.source in texts else row for row in rows]


def _quoted(row: Claim, text: str) -> Claim:
    if all(place.quote for place in row.places):
        return row
    return replace(row, places=tuple(_quoted_place(place, text) for place in row.places))


def _quoted_place(place: Place, text: str) -> Place:
    return place if place.quote else replace(place, quote=text[place.start : place.end])
