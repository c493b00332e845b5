"""What is unknown, thinly supported, or counted twice."""

from __future__ import annotations

from queries.disagreement_model import Background
from queries.gaps import shared_studies, uncited_single_source, unknown
from tests.queries.claims import BACKGROUND, claim, real_claims

CITES = [{"mark": "1", "reference": "ref:one-1", "resolved": "byNumber"}]
SAME_WORK = [{"mark": "7", "reference": "ref:two-7", "resolved": "byNumber"}]


def test_what_the_documents_say_is_unknown() -> None:
    records, _ = real_claims()
    assert [record["id"] for record in unknown(records)] == [
        "addiction-clinic-143",  # little is published on abuse
        "encyclopaedia-006",  # safety in pregnancy
        "monograph-056",  # safety in children under 12
        "monograph-057",  # effectiveness in children under 12
        "psychiatric-use-066",  # the best dose
        "psychiatric-use-078",  # the best dose, said again of alcohol use disorder
    ]


def test_a_rejected_claim_is_no_gap() -> None:
    assert unknown([claim("one-1", "x safeIn pregnancy", modality="unknown", review_status="rejected")]) == []


def test_claims_of_one_document_without_a_citation() -> None:
    records = [
        claim("one-1", "x causes rash"),
        claim("one-2", "x causes pain", cites=CITES),
        claim("one-3", "x causes fever"),
        claim("two-1", "x causes fever"),
    ]
    assert list(uncited_single_source(records)) == ["x.causes.rash"]


def test_one_work_under_two_marks_is_one_study() -> None:
    background = Background(works={"ref:one-1": "ref:one-1", "ref:two-7": "ref:one-1"})
    records = [claim("one-1", "x causes rash", cites=CITES), claim("two-1", "x causes pain", cites=SAME_WORK)]
    assert shared_studies(records, background) == {"ref:one-1": {"one.txt": ["one-1"], "two.txt": ["two-1"]}}
    assert shared_studies(records, BACKGROUND) == {}


def test_the_five_documents_share_no_identified_study() -> None:
    """Each leans on works of its own, or names them too vaguely to tell; an empty answer is the right one."""
    assert shared_studies(*real_claims()) == {}
