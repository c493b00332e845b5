"""Bytes to text by a fixed rule. Nothing is guessed from letter statistics, which misread short texts."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


@dataclass(frozen=True)
class Decoded:
    """A text and how it was decoded.

    :param text: the characters; a byte order mark of UTF-8 stays the first of them
    :param encoding: name of the encoding
    """

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a file: byte order mark, then strict UTF-8, then UTF-16 if every other byte is 0, then Windows-1252.

    :param data: the bytes of the file
    :returns: the text; every sequence of bytes gives one

    >>> decode("5 µg – naïve".encode()).encoding, decode("naïve".encode("cp1252")).text
    ('utf-8', 'naïve')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    wide = _wide(data[:_SAMPLE])
    if wide:
        return Decoded(data.decode(wide, errors="replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(_windows(data), "cp1252")


def _wide(sample: bytes) -> str | None:
    """Return the kind of UTF-16 without a mark: nearly all bytes in even or in odd places are 0."""
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.2 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.2 * half:
        return "utf-16-be"
    return None


def _windows(data: bytes) -> str:
    """Decode Windows-1252; its five undefined bytes become the characters that Latin-1 has there."""
    undefined = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    table = "".join(chr(code) if code in undefined else bytes([code]).decode("cp1252") for code in range(256))
    return codecs.charmap_decode(data, "strict", table)[0]
