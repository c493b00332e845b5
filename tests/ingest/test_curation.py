"""What a curator overlooks easily is found in new records, and the present ones are clean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.anchor_creation import anchored, lints
from ingest.anchor_verification import verify
from ingest.checks.curation import curation_check
from ingest.claims import ClaimRecord
from ingest.curation import duplicates, empty_anchor, lint_claim
from ingest.near_quotes import near_quote
from ingest.problems import InvalidInputError
from ingest.sources import SourceFolder
from tests.support.records import claim


def record(**fields: Any) -> ClaimRecord:
    return ClaimRecord.model_validate(claim(**fields))


def found(quote: str, statement: str, **fields: Any) -> list[tuple[str, str]]:
    made = lint_claim(record(statement=statement, **fields), [quote], "The title")
    return [(finding.lint, finding.message) for finding in made]


@pytest.mark.parametrize("quote", ["  ", "\u00a0\n", "x", "5", "--", "the Title.", "The  title"])
def test_anchor_that_says_nothing(quote: str) -> None:
    assert empty_anchor(quote, "The title")
    assert [lint for lint, _ in found(quote, "It causes nausea.")] == ["anchor"]


def test_anchor_that_is_only_the_heading_of_its_section() -> None:
    assert found("Adverse\u00a0Effects:", "It causes nausea.", section="Adverse effects") == [
        ("anchor", "the anchor is the heading of its section")
    ]
    assert found("Adverse effects: nausea", "It causes nausea.", section="Adverse effects") == []


@pytest.mark.parametrize("quote", ["nausea", "GABA", "Co", "The title of all", "23 µM"])
def test_anchor_with_words(quote: str) -> None:
    assert not empty_anchor(quote, "The title")


@pytest.mark.parametrize(
    ("quote", "statement", "lint"),
    [
        ("does not cause nausea", "It causes nausea.", "negation"),
        ("didn’t cause nausea", "It causes nausea.", "negation"),
        ("nausea was absent without it", "It causes nausea.", "negation"),
        ("hardly any nausea was seen", "It causes nausea.", "negation"),
        ("unlikely to cause nausea", "It causes nausea.", "negation"),
        ("it is free of nausea", "It causes nausea.", "negation"),
        ("nausea was absent", "It causes nausea.", "negation"),
        ("reportedly causes nausea", "It causes nausea.", "hedge"),
        ("it is likely to cause nausea", "It causes nausea.", "hedge"),
        ("it is said to cause nausea", "It causes nausea.", "hedge"),
        ("may cause nausea", "It causes nausea.", "hedge"),
        ("nausea seems to be caused", "It causes nausea.", "hedge"),
        ("nausea in 5 % of patients", "It causes nausea in 15 % of patients.", "number"),
    ],
)
def test_negation_doubt_or_number_that_the_claim_lost(quote: str, statement: str, lint: str) -> None:
    assert [kind for kind, _ in found(quote, statement)] == [lint]


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("may cause nausea", "It can cause nausea."),
        ("used if others do not work", "It is used where others do not work."),
        ("nausea in 5 % of patients", "It causes nausea in 5 % of patients."),
        ("more than 1,200mg in three days", "More than 1200 mg in 3 days cause nausea."),
        ("nausea, by its action on the channel", "With reference 8 as its source, α2δ is named for nausea."),
        ("notable nausea in Maya", "It causes nausea."),
    ],
)
def test_what_the_statement_keeps_is_no_finding(quote: str, statement: str) -> None:
    assert found(quote, statement) == []


@pytest.mark.parametrize(("field", "value"), [("polarity", "denied"), ("modality", "hedged")])
def test_denied_and_hedged_claims_may_quote_cues(field: str, value: str) -> None:
    assert found("may not cause nausea", "It causes nausea.", **{field: value}) == []


def test_duplicates_have_the_same_content_and_the_same_words_or_place() -> None:
    first = record(id="a-001")
    same_words = record(id="a-002", start=first.end + 10, end=first.end + 20)
    elsewhere = record(id="a-003", start=first.end + 30, end=first.end + 40, statement="Said in other words.")
    denied = record(id="a-004", polarity="denied")
    assert [finding.claim for finding in duplicates([first, same_words, elsewhere, denied])] == ["a-002"]
    assert duplicates([first, same_words])[0].message == "says the same as a-001"


@pytest.mark.parametrize(
    ("quote", "document", "start", "end", "difference"),
    [
        ("dry mouth", "x dry\u00a0mouth", 2, 11, "NO-BREAK SPACE (U+00A0) at 5 for SPACE"),
        ("baclofen", "of bac\u00adlofen", 3, 12, "SOFT HYPHEN (U+00AD) at 6"),
        ("first", "the ﬁrst", 4, 8, "LATIN SMALL LIGATURE FI (U+FB01) at 4"),
        ('"good"', "so “good”", 3, 9, "LEFT DOUBLE QUOTATION MARK (U+201C) at 3 for QUOTATION MARK"),
        ("10-20 mg", "10–20 mg", 0, 8, "EN DASH (U+2013) at 2 for HYPHEN-MINUS"),
        ("dry mouth", "dry\n mouth", 0, 10, "LINE FEED (U+000A) at 3"),
        ("dry mouth", "Dry mouth", 0, 9, "LATIN CAPITAL LETTER D (U+0044) at 0 for LATIN SMALL LETTER D"),
    ],
)
def test_near_quote_is_shown_with_its_place_and_what_differs(
    quote: str, document: str, start: int, end: int, difference: str
) -> None:
    near = near_quote(quote, document)
    assert near is not None
    assert (near.start, near.end) == (start, end)
    assert difference in str(near)
    assert near_quote("wet mouth", document) is None


def test_anchoring_names_the_near_quote_and_refuses_the_title() -> None:
    draft = {key: value for key, value in claim().items() if key not in ("start", "end", "sha256")}
    for quote, complaint in (
        (
            "dry mouth",
            r"'dry mouth'; nearly these words are at 9 to 18: the document has NO-BREAK",
        ),
        ("Baclofen", "the anchor is the title of the document"),
        (" ", "the anchor holds only blanks"),
    ):
        with pytest.raises(InvalidInputError, match=complaint):
            anchored(json.dumps(draft | {"quote": quote}), "Baclofen\ndry\u00a0mouth", "d.jsonl")


def test_anchoring_reports_what_to_look_at_again() -> None:
    draft = {key: value for key, value in claim(statement="It causes nausea.").items()
             if key not in ("start", "end", "sha256")}  # fmt: skip
    document = "Baclofen\nit does not cause nausea"
    records = anchored(json.dumps(draft | {"quote": "does not cause nausea"}), document, "d.jsonl")
    assert [finding.lint for finding in lints(records, document)] == ["negation"]


@pytest.mark.originals
def test_present_records_are_clean(originals: Path, sources: tuple[SourceFolder, ...]) -> None:
    check = curation_check(sources, verify(originals, sources).texts)
    assert (check.problems, check.notes) == ((), ())
    assert check.checked.startswith(f"{sum(len(item.claims) for item in sources)} claims")
