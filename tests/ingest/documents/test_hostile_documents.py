"""Input made to do harm ends in claims or in one line, in little time, and its text stays text."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from ingest.documents.reading import read_document, text_of
from ingest.documents.structure import view_of
from ingest.documents.text import DocumentError
from ingest.ingestion import ingest_file
from tests.support.extraction import claims_of


def pdf(*streams: bytes) -> bytes:
    """Return a PDF of one page with a compressed content stream."""
    content = b"".join(streams)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R "
        b">> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    )


def test_a_pdf_gives_its_text_and_claims() -> None:
    lines = [b"Zelopram", b"Side effects", b"Zelopram can cause hiccups and a dry mouth."]
    drawn = b"BT /F1 12 Tf 50 700 Td 14 TL " + b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET"
    document = text_of(pdf(zlib.compress(drawn)), "leaflet.pdf")
    assert document.form == "pdf"
    assert "can cause hiccups" in document.original


@pytest.mark.slow
def test_a_pdf_stream_that_inflates_without_end_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    parts = [packer.compress(b" " * 4_000_000) for _ in range(60)]
    (tmp_path / "bomb.pdf").write_bytes(pdf(*parts, packer.flush()))
    result = ingest_file(tmp_path / "bomb.pdf", ["zelopram"])
    assert "bomb.pdf" in result.problem


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\0", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "neither text"),
        (b"PK\x03\x04" + b"\x01\x02" * 50, "neither text"),
        (b"%PDF-1.7 junk", "cannot be read"),
    ],
)
def test_what_is_not_a_document_is_named_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        text_of(data, "a.txt")


def test_a_folder_in_place_of_a_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document(tmp_path)


def test_a_device_and_a_pipe_are_refused_before_they_are_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for place in (pipe, Path("/dev/zero")):
        found = ingest_file(place)
        assert found.problem == f"{place}: cannot be read: is not a regular file"


def test_the_content_and_not_the_name_decides_how_a_file_is_read() -> None:
    assert text_of(b"<html><body><p>Zelopram</p></body></html>", "a.pdf").form == "html"
    assert text_of(b"Zelopram is a drug.", "a.html").form == "text"


def test_control_characters_reach_neither_claims_nor_the_structure() -> None:
    text = "Side effects of zelopram\n- dry\x00 mouth\n- \x1b[31mred ears\x1b[0m\n- rash\x07\n"
    document = text_of(text.encode(), "a.txt")
    for record in claims_of(text):
        assert str(record["object"]).isprintable()
        assert str(record["statement"]).isprintable()
    for line in view_of(document).outline():
        assert line.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "Side effects of zelopram\n" + "".join(f"- pain number {number}\n" for number in range(3_000)),
        "Side effects of zelopram include " + ", ".join(["nausea"] * 10_000) + ".",
        "Zelopram can cause " + "very " * 200_000 + "bad nausea.",
        "Zelopram causes (" * 20_000,
        "not " * 100_000 + "nausea",
        "rash  or red  ears  and " * 20_000 + "|",
        "nau\u00adsea " * 20_000,
        "# " * 50_000,
        "|" * 100_000,
        "a:" * 100_000,
    ],
    ids=[
        "3,000 items",
        "10,000 commas",
        "1 MB sentence",
        "open brackets",
        "negations",
        "wide gaps before a bar",
        "soft hyphens",
        "headings",
        "bars",
        "labels",
    ],
)
def test_long_repetitions_are_read_to_their_end(text: str) -> None:
    assert len(claims_of(text)) <= 10_500


def test_text_that_looks_like_code_stays_text() -> None:
    found = claims_of(
        'Side effects of zelopram\n- rash "> . } DROP ALL #\n- ../../etc/passwd pain\n- =HYPERLINK("x") itching\n'
    )
    for record in found:
        assert str(record.get("object_id", "drugkg:x")).removeprefix("drugkg:").replace("-", "").isalnum()
