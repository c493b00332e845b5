"""Reads a document of any supported kind: text, Markdown, HTML or PDF."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.documents.decoding import decode
from ingest.documents.html_reader import html_text
from ingest.documents.pdf_reader import pdf_text
from ingest.documents.repair import repaired, without_invisible
from ingest.documents.text import DocumentError, DocumentText, Form, clean
from ontology.file_sizes import MIB
from ontology.files import read_bytes

MAX_BYTES = 192 * MIB
"""Larger files are refused: a document for people is never so large."""

_HTML = re.compile(
    (
        r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|h1|article|"
        r"section|main|meta|table|ul)\b"
    ),
    re.IGNORECASE | re.DOTALL,
)


def read_document(path: Path) -> DocumentText:
    """Read a document of any supported kind. Its content, not its name, decides how it is read.

    :param path: the file
    :returns: its text
    :raises DocumentError: if it cannot be read, is empty, or is not text
    """
    try:
        data = read_bytes(path, MAX_BYTES)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from error
    return text_of(data, path.name, str(path))


def text_of(data: bytes, file: str, shown: str = "") -> DocumentText:
    """Return the text of the bytes of a document.

    :param data: content of the file
    :param file: name of the file
    :param shown: how messages name it
    :returns: its text
    :raises DocumentError: if it is empty or not text
    """
    shown = shown or file
    if data.lstrip()[:5] == b"%PDF-":
        try:
            return repaired(pdf_text(data, file))
        except ValueError as error:
            raise DocumentError(f"{shown}: {error}") from error
    decoded = decode(data)
    text = decoded.text
    if not text.strip(" \t\r\n\0\ufeff"):
        raise DocumentError(f"{shown}: the file is empty")
    if _is_binary(data, decoded.encoding):
        raise DocumentError(f"{shown}: neither text, HTML nor PDF")
    if _is_html(text, file):
        return without_invisible(html_text(text, file, decoded.encoding))
    form: Form = "markdown" if file.lower().endswith((".md", ".markdown")) else "text"
    return repaired(DocumentText(file, form, text, clean(text), decoded.encoding))


def _is_binary(data: bytes, encoding: str) -> bool:
    """Archives, pictures and office files: many control bytes in what is no UTF-16."""
    if encoding.startswith("utf-16") or encoding.startswith("utf-32"):
        return False
    sample = data[:65536]
    controls = sum(sample.count(bytes([code])) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return data.startswith((b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")) or (
        controls > 0.05 * len(sample)
    )


def _is_html(text: str, file: str) -> bool:
    head = text[:4000].lstrip("\ufeff \t\r\n\0")
    if _HTML.match(head):
        return True
    return file.lower().endswith((".html", ".htm", ".xhtml")) and "<" in head and ">" in head
