"""Files are decoded by a fixed rule."""

from __future__ import annotations

import pytest

from ingest.documents.decoding import decode

TEXT = "Zelopram 5 µg – naïve “dose” β2"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
    ],
)
def test_unicode_is_recognised_with_and_without_a_mark(data: bytes, encoding: str) -> None:
    found = decode(data)
    assert found.encoding == encoding
    assert found.text == TEXT


def test_short_text_in_windows_1252_keeps_its_accents() -> None:
    assert decode("crème – 5 µg".encode("cp1252")).text == "crème – 5 µg"


def test_the_undefined_bytes_of_windows_1252_are_read_as_latin_1() -> None:
    assert decode(b"a\x81\xe9") == decode(b"a\x81\xe9")
    assert decode(b"a\x81\xe9").text == "a\x81é"


def test_a_byte_order_mark_of_utf_8_stays_a_character_so_that_offsets_count_it() -> None:
    assert decode(b"\xef\xbb\xbfdrug").text == "\ufeffdrug"
