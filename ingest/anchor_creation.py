"""From draft claims that quote a document to claim records that point into it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from ingest.claims import ClaimRecord, slim
from ingest.curation import Finding, duplicates, empty_anchor, lines_around, lint_claim
from ingest.near_quotes import near_quote
from ingest.problems import InvalidInputError, Problem
from ontology.files import parse_json
from ontology.validation_errors import invalid_fields


def anchored(drafts: str, document: str, file: str) -> list[dict[str, Any]]:
    """Return the records of draft claims, the quotes replaced by offsets and checksums.

    :param drafts: JSON Lines; each a claim record with ``quote`` and, where the words occur more than once,
        ``occurrence`` in place of ``start``, ``end`` and ``sha256``, and the same in each of its ``anchors``
    :param document: the text they quote
    :param file: name of the draft file, for messages
    :returns: records of the exchange format, without the quotes
    :raises InvalidInputError: if a quote is not in the document, or occurs there more often than the draft says
    """
    problems: list[Problem] = []
    records = []
    for number, line in enumerate(drafts.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            draft = parse_json(line)
            if not isinstance(draft, dict) or not isinstance(draft.get("anchors", []), list):
                raise ValueError("a draft is a JSON object, and its anchors are a list of them")
            placed = draft | place_of(draft, document)
            placed["anchors"] = [anchor | place_of(anchor, document) for anchor in draft.get("anchors", [])]
            records.append(slim(ClaimRecord.model_validate(_without_quotes(placed))))
        except json.JSONDecodeError as error:
            problems.append(Problem(file, number, f"not JSON: {error.msg} at column {error.colno}"))
        except ValidationError as error:
            problems += [Problem(file, number, field.message) for field in invalid_fields(error)]
        except (ValueError, TypeError) as error:
            problems.append(Problem(file, number, str(error)))
    if problems:
        raise InvalidInputError(problems)
    return records


def place_of(draft: dict[str, Any], document: str) -> dict[str, Any]:
    """Return start, end and checksum of a quote.

    :param draft: has ``quote`` and perhaps ``occurrence``, counted from 1
    :param document: the text it quotes
    :returns: ``start``, ``end`` and ``sha256``
    :raises ValueError: if the quote is missing, not there, or not unique

    >>> place_of({"quote": "dry mouth"}, "Common: dry mouth, fatigue")["start"]
    8
    """
    quote = draft.get("quote") if isinstance(draft, dict) else None
    if not isinstance(quote, str) or not quote:
        raise ValueError("the draft has no quote")
    if problem := empty_anchor(quote, _title(document)):
        raise ValueError(f"{problem}: {quote!r}")
    count, wanted = document.count(quote), draft.get("occurrence")
    if count == 0:
        near = near_quote(quote, document)
        raise ValueError(f"these words are not in the document: {quote!r}" + (f"; {near}" if near else ""))
    if wanted is None and count > 1:
        raise ValueError(f"these words occur {count} times in the document: give occurrence: {quote!r}")
    if wanted is not None and (type(wanted) is not int):
        raise ValueError(f"occurrence must be a whole number, is {wanted!r}")
    if wanted is not None and not 1 <= wanted <= count:
        raise ValueError(f"occurrence {wanted} of {count}: {quote!r}")
    start = -1
    for _ in range(wanted or 1):
        start = document.index(quote, start + 1)
    digest = hashlib.sha256(quote.encode("utf-8")).hexdigest()
    return {"start": start, "end": start + len(quote), "sha256": digest}


def _title(document: str) -> str:
    """Return the first line of a document that has words."""
    return next((line.strip() for line in document.splitlines() if line.strip()), "")


def lints(records: Sequence[dict[str, Any]], document: str) -> list[Finding]:
    """Return what is worth a second look at new records.

    :param records: what :func:`anchored` returned
    :param document: the text that they point into
    :returns: lost negations and doubts, numbers that are not in the text, and duplicates
    """
    claims = [ClaimRecord.model_validate(record) for record in records]
    found = [
        finding
        for claim in claims
        for finding in lint_claim(claim, [document[place.start : place.end] for place in claim.places], "",
                                  lines_around(document, claim))
    ]  # fmt: skip
    return found + duplicates(claims)


def _without_quotes(record: dict[str, Any]) -> dict[str, Any]:
    left_out = {"quote", "occurrence"}
    anchors = [{key: value for key, value in anchor.items() if key not in left_out} for anchor in record["anchors"]]
    return {key: value for key, value in record.items() if key not in left_out} | {"anchors": anchors}
