"""Standing, support and history of uses, as a reader of the documents answers."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

AUD, FDA = "alcohol use disorder", "US Food and Drug Administration"
AMERICA = "United States"


@pytest.fixture(scope="module")
def support(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "indication-support")


def test_standing_by_country_and_year_is_complete(store: EmbeddedStore, index: Index) -> None:
    off_label = [
        *((AUD, page) for page in (PSYCHIATRY, HEALTH, CLINIC, ENCYCLOPAEDIA)),
        *(("musculoskeletal pain", CLINIC), ("gastroesophageal reflux disease", CLINIC)),
        *(
            (condition, MONOGRAPH)
            for condition in (
                "alcohol withdrawal syndrome",
                "intractable hiccups",
                "neuropathic pain",
                "trigeminal neuralgia",
            )
        ),
    ]
    expected = [
        *(("", "", "", "offLabel", condition, page) for condition, page in off_label),
        ("", "Europe", "", "offLabel", AUD, HEALTH),
        ("", "France", "", "approved", AUD, HEALTH),
        ("", AMERICA, FDA, "notApproved", AUD, HEALTH),
        ("", "", "", "approved", "", PSYCHIATRY),
        *(("", "", "", "notRecommended", "spasticity", ENCYCLOPAEDIA) for _ in ("after stroke", "in Parkinson's")),
        ("", "", "", "investigational", AUD, ENCYCLOPAEDIA),
        ("1971", "", "", "", "spasticity", ENCYCLOPAEDIA),
        ("1977", AMERICA, "", "approved", "", ENCYCLOPAEDIA),
        ("1977", AMERICA, FDA, "approved", "", ENCYCLOPAEDIA),
        ("1984", "", "", "", "spasticity of spinal origin", ENCYCLOPAEDIA),
        *(("2014", "France", "ANSM", "approved", AUD, ENCYCLOPAEDIA) for _ in ("by", "in")),
        *(("2018", "France", "ANSM", "approved", AUD, ENCYCLOPAEDIA) for _ in ("by", "in", "use")),
    ]
    rows = rows_of(store, index, "indications-by-status")
    assert chosen(rows, "year jurisdiction agency standing condition source") == sorted(expected)
    assert [row["year"] for row in rows] == sorted(row["year"] for row in rows)


def test_an_approval_as_something_names_it(store: EmbeddedStore, index: Index) -> None:
    relations = {row["relation"] for row in rows_of(store, index, "indications-by-status", ["status=approved"])}
    assert "approved as skeletal muscle relaxant" in relations
    assert "approved as" not in relations


def test_the_two_french_approvals_are_of_different_kinds(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "indications-by-status", ["status=approved"])
    kinds = {
        (row["year"], part)
        for row in rows
        if row["relation"] == "approved by" and row["agency"] == "ANSM"
        for part in row["qualifiers"].split("; ")
        if part.startswith("kind of approval")
    }
    assert kinds == {
        ("2014", "kind of approval: temporary recommendation for use"),
        ("2018", "kind of approval: marketing authorisation"),
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("notApproved", [(AUD, HEALTH)]),
        ("investigational", [(AUD, ENCYCLOPAEDIA)]),
        ("notRecommended", [("spasticity", ENCYCLOPAEDIA), ("spasticity", ENCYCLOPAEDIA)]),
    ],
)
def test_a_standing_can_be_asked_for(
    store: EmbeddedStore, index: Index, status: str, expected: list[tuple[str, ...]]
) -> None:
    rows = rows_of(store, index, "indications-by-status", [f"status={status}"])
    assert chosen(rows, "condition source") == expected


@pytest.mark.parametrize("drug", ["acamprosate", "clonidine", "phenibut"])
def test_a_use_without_a_standing_is_not_listed(store: EmbeddedStore, index: Index, drug: str) -> None:
    assert rows_of(store, index, "indications-by-status", [f"drug={drug}"]) == []


def test_what_doubts_the_use_in_alcohol_use_disorder_is_complete(support: list[Row]) -> None:
    assert chosen(support, "aspect object polarity source", stance="doubts") == sorted(
        [
            *(("efficacy", AUD, "affirmed", ENCYCLOPAEDIA) for _ in ("low dose", "high dose", "severe dependence")),
            ("appraisal", "inconclusive", "affirmed", ENCYCLOPAEDIA),
            ("appraisal", "mixed", "affirmed", PSYCHIATRY),
            ("appraisal", "mixed", "affirmed", HEALTH),
            *(("appraisal", "limited", "affirmed", PSYCHIATRY) for _ in ("acamprosate", "naltrexone")),
            *(("appraisal", "of concern for safety", "affirmed", HEALTH) for _ in ("safety", "high doses")),
            ("approval", FDA, "denied", HEALTH),
        ]
    )


def test_what_supports_the_use_in_alcohol_use_disorder_is_complete(support: list[Row]) -> None:
    animals = (
        *("acquisition of alcohol drinking", "maintenance of alcohol drinking", "binge-like drinking"),
        *("motivation to drink", "relapse-like drinking", "cue-induced reinstatement of alcohol seeking"),
        "alcohol-related behaviour",
    )
    expected = [
        *(("efficacy", "alcohol craving", PSYCHIATRY, "") for _ in ("in the disorder", "in cirrhosis")),
        *(("efficacy", "alcohol abstinence", PSYCHIATRY, "") for _ in ("at first", "in cirrhosis", "again", "NNT")),
        ("appraisal", "demonstrated", PSYCHIATRY, ""),
        ("approval", "France", HEALTH, ""),
        *(("approval", authority, ENCYCLOPAEDIA, "") for authority in ("ANSM", "France") for _ in ("2014", "2018")),
        ("use", AUD, ENCYCLOPAEDIA, ""),
        *(("efficacy", "alcohol craving", CLINIC, "") for _ in ("a third", "Ameisen")),
        *(
            ("efficacy", "indifference to alcohol", CLINIC, "")
            for _ in ("some", "a third", "270 mg", "Ameisen's third")
        ),
        ("efficacy", AUD, CLINIC, ""),
        *(("efficacy", outcome, CLINIC, "") for outcome in ("alcohol-seeking behaviour", "alcohol consumption")),
        *(("efficacy", outcome, CLINIC, "Models, Animal") for outcome in animals),
    ]
    assert chosen(support, "aspect object source design", stance="supports") == sorted(expected)


def test_what_supports_it_with_reserve_is_complete(support: list[Row]) -> None:
    expected = [
        ("alcohol craving", HEALTH),
        ("alcohol craving", HEALTH),
        ("alcohol consumption", HEALTH),
        ("alcohol consumption", HEALTH),
        ("anxiety", HEALTH),
        ("impulsivity", HEALTH),
        ("relapse to drinking", PSYCHIATRY),
        ("alcohol abstinence", PSYCHIATRY),
        (AUD, CLINIC),
        ("indifference to alcohol", CLINIC),
    ]
    promising = [*(("promising", PSYCHIATRY) for _ in ("most", "liver", "while")), ("promising", CLINIC)]
    assert chosen(support, "object source", stance="supports with reserve") == sorted(expected + promising)


def test_a_purpose_neither_supports_nor_doubts(support: list[Row]) -> None:
    assert chosen(support, "aspect object stance source", modality="aim") == [
        ("efficacy", "alcohol abstinence", "neutral", ENCYCLOPAEDIA),
        ("efficacy", "relapse to drinking", "neutral", ENCYCLOPAEDIA),
    ]


def test_the_monograph_says_nothing_on_it_and_other_effects_are_not_mixed_in(support: list[Row]) -> None:
    """The monograph has alcohol withdrawal syndrome, which is another condition."""
    assert {row["source"] for row in support} == {PSYCHIATRY, HEALTH, CLINIC, ENCYCLOPAEDIA}
    assert not {"spasticity", "smoking cue-elicited craving", "liver function"} & {row["object"] for row in support}


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        (
            {"condition": "epilepsy"},
            [
                ("doubts", "appraisal", "evidence appraised as", ENCYCLOPAEDIA),
                ("neutral", "use", "developed for", ENCYCLOPAEDIA),
            ],
        ),
        (
            {"condition": "tobacco use disorder"},
            [
                ("neutral", "use", "used for", CLINIC),
                ("neutral", "use", "used for", CLINIC),
                ("supports", "efficacy", "decreases", CLINIC),
                ("supports with reserve", "efficacy", "decreases risk of", CLINIC),
            ],
        ),
        ({"drug": "naltrexone"}, [("neutral", "use", "used for", PSYCHIATRY)]),
        ({"condition": "trigeminal neuralgia", "drug": "phenibut"}, []),
    ],
)
def test_support_of_other_uses_is_complete(
    store: EmbeddedStore, index: Index, params: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    rows = rows_of(store, index, "indication-support", params)
    assert chosen(rows, "stance aspect relation source") == expected


def test_a_use_that_is_advised_against_is_a_doubt(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "indication-support", ["condition=spasticity"])
    assert chosen(rows, "relation status qualifiers source", stance="doubts") == [
        ("used for", "notRecommended", "condition: Parkinson's disease", ENCYCLOPAEDIA),
        ("used for", "notRecommended", "condition: stroke", ENCYCLOPAEDIA),
    ]


def test_regulatory_history_is_complete(store: EmbeddedStore, index: Index) -> None:
    use, drug = "use of baclofen in alcohol use disorder", "baclofen"
    expected = [
        ("", "", drug, "approved as", "skeletal muscle relaxant", PSYCHIATRY),
        ("", "", drug, "developed as", "skeletal muscle relaxant", HEALTH),
        ("", "", drug, "developed for", "epilepsy", ENCYCLOPAEDIA),
        *(("", "", drug, "available as", form, ENCYCLOPAEDIA) for form in ("generic medicine", "topical cream")),
        ("", "", "Olivier Ameisen", "reported", use, CLINIC),
        ("", "Europe", drug, "used for", AUD, HEALTH),
        ("", "France", use, "approved in", "France", HEALTH),
        ("", AMERICA, use, "approved by", FDA, HEALTH),
        ("1962", "", drug, "synthesised by", "Ciba-Geigy", ENCYCLOPAEDIA),
        ("1962", "", drug, "synthesised by", "Heinrich Keberle", ENCYCLOPAEDIA),
        ("1970s", "", drug, "introduced in", "1970s", MONOGRAPH),
        ("1971", "", drug, "introduced for", "spasticity", ENCYCLOPAEDIA),
        ("1977", AMERICA, drug, "approved by", FDA, ENCYCLOPAEDIA),
        ("1977", AMERICA, drug, "approved in", AMERICA, ENCYCLOPAEDIA),
        ("1984", "", "intrathecal baclofen therapy", "introduced for", "spasticity of spinal origin", ENCYCLOPAEDIA),
        ("2008", "", "Olivier Ameisen", "reported", use, ENCYCLOPAEDIA),
        ("2014", "France", use, "approved by", "ANSM", ENCYCLOPAEDIA),
        ("2014", "France", use, "approved in", "France", ENCYCLOPAEDIA),
        ("2018", "France", use, "approved by", "ANSM", ENCYCLOPAEDIA),
        ("2018", "France", use, "approved in", "France", ENCYCLOPAEDIA),
        ("2018", "France", drug, "used for", AUD, ENCYCLOPAEDIA),
        ("2022", AMERICA, drug, "has prescription rank", AMERICA, ENCYCLOPAEDIA),
        ("2022", AMERICA, drug, "has prescription count", AMERICA, ENCYCLOPAEDIA),
    ]
    rows = rows_of(store, index, "regulatory-history")
    assert chosen(rows, "year jurisdiction subject relation object source") == sorted(expected)
    assert chosen(rows, "relation value", year="2022") == [
        ("has prescription count", "more than 6,000,000"),
        ("has prescription rank", "104"),
    ]
    assert [row["object"] for row in rows if row["polarity"] == "denied"] == [FDA]


def test_no_document_tells_the_history_of_another_drug(store: EmbeddedStore, index: Index) -> None:
    for drug in ("phenibut", "clonidine"):
        assert rows_of(store, index, "regulatory-history", [f"drug={drug}"]) == []
