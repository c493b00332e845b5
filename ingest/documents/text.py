"""The text of a document as it is read, and the way back from each character to the document."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.documents.decoding import decode
from ontology.errors import UserError

Form = Literal["text", "markdown", "html", "pdf"]

MAX_BYTES = 200_000_000
"""Larger files are refused: a document for people is never so large."""

_HTML = re.compile(
    (
        r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|h1|article|"
        r"section|main|meta|table|ul)\b"
    ),
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 65279, 65534, 65535), " ")
_CONTROL |= {0x2028: "\n", 0x2029: "\n", 9: " ", 0xAD: " "}
_CONTROL |= dict.fromkeys((*range(8234, 8239), *range(8294, 8298), *range(55296, 57344)), " ")


class DocumentError(UserError):
    """A document cannot be read. The message names the file and the reason."""


@dataclass(frozen=True)
class DocumentText:
    """A document that has been decoded and brought into the form that the reader of sections takes.

    :param file: name of the file, without its folder
    :param form: what kind of file it is
    :param original: the decoded file, or the text that was extracted from a PDF; offsets of claims count in it
    :param text: what is read: markup is replaced by the marks of Markdown, control characters by blanks
    :param encoding: how the file was encoded
    :param starts: places in ``text`` from which on the distance to the original is constant
    :param origins: the places in ``original`` that belong to ``starts``
    :param title: title from the head of the file, if it has one
    """

    file: str
    form: Form
    original: str
    text: str
    encoding: str
    starts: tuple[int, ...] = field(default=(0,), repr=False)
    origins: tuple[int, ...] = field(default=(0,), repr=False)
    title: str = ""

    def origin(self, place: int) -> int:
        """Return the offset in the original of a character of the text that is read.

        :param place: offset in ``text``
        :returns: offset in ``original``
        """
        index = bisect_right(self.starts, place) - 1
        return min(self.origins[index] + place - self.starts[index], len(self.original))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of a stretch of the text that is read.

        :param start: offset of its first character in ``text``
        :param end: offset after its last character
        :returns: start and end in ``original``, never empty
        """
        first = self.origin(start)
        return first, max(self.origin(end - 1) + 1, first + 1)

    @property
    def sha256(self) -> str:
        """Checksum of the original as UTF-8."""
        return hashlib.sha256(self.original.encode("utf-8", errors="surrogatepass")).hexdigest()


def clean(text: str) -> str:
    """Replace control characters, and carriage returns, by blanks or line ends; the length stays the same.

    :param text: any text
    :returns: a text of the same length without control characters other than the line feed

    >>> clean("a\\x1b[31m\\r\\nb")
    'a [31m \\nb'
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.translate(_CONTROL)


def read_document(path: Path) -> DocumentText:
    """Read a document of any supported kind. Its content, not its name, decides how it is read.

    :param path: the file
    :returns: its text
    :raises DocumentError: if it cannot be read, is empty, or is not text
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
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
        from ingest.documents.pdf_reader import pdf_text  # noqa: PLC0415 - the library is loaded only for a PDF

        try:
            return pdf_text(data, file)
        except ValueError as error:
            raise DocumentError(f"{shown}: {error}") from error
    decoded = decode(data)
    text = decoded.text
    if not text.strip(" \t\r\n\0\ufeff"):
        raise DocumentError(f"{shown}: the file is empty")
    if _is_binary(data, decoded.encoding):
        raise DocumentError(f"{shown}: neither text, HTML nor PDF")
    if _is_html(text, file):
        from ingest.documents.html_reader import html_text  # noqa: PLC0415

        return html_text(text, file, decoded.encoding)
    form: Form = "markdown" if file.lower().endswith((".md", ".markdown")) else "text"
    return DocumentText(file, form, text, clean(text), decoded.encoding)


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
