"""The text of a PDF. The extracted text is the text that offsets count in."""

from __future__ import annotations

import io
import logging
import warnings

from ingest.documents.text import DocumentText, clean
from ontology.errors import MissingExtraError

MAX_PAGES = 2000
MAX_CHARACTERS = 20_000_000


def pdf_text(data: bytes, file: str) -> DocumentText:
    """Extract the text of all pages.

    :param data: the file
    :param file: its name
    :returns: the text, pages joined by an empty line
    :raises ValueError: if the file is damaged, encrypted, a bomb, or has no text
    :raises MissingExtraError: if pypdf is not installed
    """
    try:
        import pypdf  # noqa: PLC0415 - only for a PDF
    except ImportError as error:
        raise MissingExtraError("reading PDF files", "ingest") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise ValueError("the PDF is protected by a password")
            text = _pages(reader)
            title = str(getattr(reader.metadata, "title", None) or "")
    except ValueError:
        raise
    except RecursionError as error:
        raise ValueError("the PDF is damaged: its objects are nested without end") from error
    except Exception as error:
        raise ValueError(f"the PDF cannot be read: {type(error).__name__}") from error
    if not text.strip():
        raise ValueError("the PDF has no text; pages that are pictures cannot be read")
    return DocumentText(file, "pdf", text, clean(text), "pdf", title=clean(title)[:300])


def _pages(reader: object) -> str:
    pages: list[str] = []
    length = 0
    for number, page in enumerate(reader.pages):  # type: ignore[attr-defined]
        if number >= MAX_PAGES:
            raise ValueError(f"the PDF has more than {MAX_PAGES} pages")
        pages.append(page.extract_text() or "")
        length += len(pages[-1])
        if length > MAX_CHARACTERS:
            raise ValueError(f"the PDF has more than {MAX_CHARACTERS} characters")
    return "\n\n".join(pages).encode("utf-8", errors="replace").decode("utf-8")
