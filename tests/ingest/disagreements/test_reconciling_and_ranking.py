"""What may explain a disagreement, which claims take part, and which comes first, on records of our own."""
# ruff: noqa: E501

from __future__ import annotations

from tests.support.claims import claim, found
from tests.support.disagreeing import (
    COMMON,
    RARE,
    half_life,
)


def test_safety_is_ranked_before_pharmacokinetics() -> None:
    claims = [
        half_life("one-1", 1, 2),
        half_life("two-1", 3, 4),
        claim("one-2", "x causes diarrhoea"),
        claim("two-2", "x causes constipation"),
    ]
    assert [disagreement.kind for disagreement in found(*claims)] == ["difference", "conflict"]


def test_a_proposed_claim_takes_part() -> None:
    proposed = claim("two-1", "x causes rash", polarity="denied", review_status="proposed")
    assert len(found(claim("one-1", "x causes rash"), proposed)) == 1


def test_values_that_rules_read_from_one_document_are_not_set_against_each_other() -> None:
    assert len(found(half_life("one-1", 1, 2), half_life("one-2", 3, 4))) == 1
    first = half_life("one-1", 1, 2, review_status="proposed")
    assert found(first, half_life("one-2", 3, 4, review_status="proposed")) == []
    assert len(found(first, half_life("two-1", 3, 4, review_status="proposed"))) == 1


def test_reconciling_qualifiers_are_those_that_only_one_side_gives() -> None:
    denied = claim("one-1", "x causes rash", polarity="denied", dose_level="drugkg:low-dose")
    [disagreement] = found(denied, claim("two-1", "x causes rash"))
    assert (disagreement.type, disagreement.reconciled_by) == ("polarity", ("dose_level",))


def test_a_denial_for_all_is_reconciled_with_what_holds_for_some_of_them() -> None:
    denied = claim("one-1", "x causes rash", polarity="denied", condition="drugkg:liver-disease")
    [disagreement] = found(denied, claim("two-1", "x causes rash", condition="drugkg:cirrhosis"))
    assert (disagreement.type, disagreement.reconciled_by) == ("polarity", ("condition",))


def test_what_is_denied_at_every_level_is_not_reconciled_by_the_level() -> None:
    claims = [
        claim(f"one-{n}", "x causes rash", polarity="denied", dose_level=f"drugkg:{level}-dose")
        for n, level in enumerate(("low", "high"))
    ]
    [disagreement] = found(*claims, claim("two-1", "x causes rash"))
    assert disagreement.reconciled_by == ()


def test_documents_that_cite_one_study_are_one_line_of_evidence() -> None:
    study = [{"mark": "1", "reference": "drugkg:trial", "resolved": "byNumber"}]
    one, two = half_life("one-1", 1, 2, cites=study), half_life("two-1", 3, 4, cites=study)
    [disagreement] = found(one, two, half_life("three-1", 1, 2))
    assert (disagreement.evidence_lines, disagreement.shared_studies) == (2, ("drugkg:trial",))
    assert disagreement.explanation.endswith("several documents cite trial: one line of evidence")


def test_conflicts_stand_before_differences_and_wording_last() -> None:
    claims = [
        *(claim(f"{d}-1", "x decreases craving", family="efficacy", modality=m) for d, m in (("one", "asserted"), ("two", "hedged"))),
        *(claim(f"{d}-2", "x causes rash", frequency=f) for d, f in (("one", COMMON), ("two", RARE))),
        *(claim(f"{d}-3", "x causes pain", polarity=p) for d, p in (("one", "affirmed"), ("two", "denied"))),
        *(claim(f"{d}-4", f"x {p} pain", family="history") for d, p in (("one", "developedFor"), ("two", "developedAs"))),
    ]  # fmt: skip
    ranked = found(*claims)
    assert [(d.rank, d.type) for d in ranked] == [(1, "polarity"), (2, "class"), (3, "strength"), (4, "value")]
    assert ranked == found(*reversed(claims))
