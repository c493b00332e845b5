"""Draft claims that quote a document become records, and a draft that cannot is named with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ingest.anchor_creation import anchored
from ingest.problems import InvalidInputError
from tests.support.records import DOCUMENT, claim

PLACE = ("start", "end", "sha256")


def draft(quote: object = "drowsiness", **changes: Any) -> str:
    """Return a draft claim as a line."""
    return json.dumps({key: value for key, value in claim(**changes).items() if key not in PLACE} | {"quote": quote})


def test_a_quote_becomes_its_place() -> None:
    assert [record["start"] for record in anchored(draft(), DOCUMENT, "drafts")] == [DOCUMENT.index("drowsiness")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("3", "a draft is a JSON object"),
        ("null", "a draft is a JSON object"),
        ("[1]", "a draft is a JSON object"),
        ('{"quote": "a", "quote": "b"}', "not JSON: the key 'quote' is given twice"),
        ('{"quote": ' + "1" * 5000 + "}", "not JSON: Exceeds the limit"),
        ("[" * 100_000, "not JSON: nested too deeply"),
        (draft(quote=""), "the draft has no quote"),
        (draft(quote=3), "the draft has no quote"),
        (draft(quote="elsewhere"), "these words are not in the document: 'elsewhere'"),
        (draft(occurrence="first"), "occurrence must be a whole number, is 'first'"),
        (draft(occurrence=1e99), "occurrence must be a whole number"),
        (draft(occurrence=2), "occurrence 2 of 1"),
        (draft(anchors=3), "its anchors are a list"),
        (draft(anchors=[None]), "the draft has no quote"),
    ],
)
def test_a_draft_that_is_wrong_is_named_with_its_line(line: str, message: str) -> None:
    with pytest.raises(InvalidInputError) as raised:
        anchored(f"\n{line}", DOCUMENT, "drafts.jsonl")
    assert str(raised.value).startswith(f"drafts.jsonl:2: {message}") or message in str(raised.value)
