"""The text of a document as it is read, and the way back from each character to the document."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from ontology.errors import UserError

Form = Literal["text", "markdown", "html", "pdf"]


_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 65534, 65535), " ")
_CONTROL |= {0x2028: "\n", 0x2029: "\n", 9: " ", 0xA0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " "}
_CONTROL |= dict.fromkeys((*range(8234, 8239), *range(8294, 8298), *range(55296, 57344)), " ")

_TABBED = re.compile(r"^(?:\S[^\t\n]*\t[^\n]+(?:\n|\Z)){2,}", re.MULTILINE)
"""Rows of a table that was copied from a page: cells with tabs between them, on two lines or more."""


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
    r"""Replace control characters by blanks, carriage returns by line ends, and tabs between cells by bars.

    The length stays the same.

    :param text: any text
    :returns: a text of the same length without control characters other than the line feed

    >>> clean("a\x1b[31m\r\nb")
    'a [31m \nb'
    >>> clean("Drug\tEffect\nWarfarin\tnone")
    'Drug|Effect\nWarfarin|none'
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\t" in text:
        text = _TABBED.sub(lambda match: match.group().replace("\t", "|"), text)
    return text.translate(_CONTROL)
