"""Answers on the studies and works behind the claims, as a reader finds them in the documents."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

AUD = "use of baclofen in alcohol use disorder"
ANIMAL = "animal model"


@pytest.fixture(scope="module")
def studies(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "studies")


@pytest.fixture(scope="module")
def works(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "sources-sharing-a-study")


def test_what_rests_on_animals_alone_is_complete(store: EmbeddedStore, index: Index) -> None:
    behaviours = (
        *("alcohol-related behaviour", "acquisition of alcohol drinking", "maintenance of alcohol drinking"),
        *("binge-like drinking", "motivation to drink", "relapse-like drinking"),
        "cue-induced reinstatement of alcohol seeking",
    )
    driven = ("alcohol-related behaviour", "binge-like drinking", "relapse-like drinking", "motivation to drink")
    expected = [
        *((f"baclofen decreases {behaviour}", ANIMAL, "affirmed", CLINIC) for behaviour in behaviours),
        *((f"dopaminergic transmission contributes to {name}", ANIMAL, "affirmed", CLINIC) for name in driven),
        *(
            (f"baclofen decreases glutamate release in the {area}", ANIMAL, "affirmed", HEALTH)
            for area in ("amygdala", "prefrontal cortex")
        ),
        ("neurobiological effect of baclofen is mediated by GABA-B receptor", "mouse", "affirmed", ENCYCLOPAEDIA),
        ("baclofen produces neurobiological effect of baclofen", "mouse", "denied", ENCYCLOPAEDIA),
    ]
    rows = rows_of(store, index, "animal-only-claims")
    assert chosen(rows, "proposition animal polarity source") == sorted(expected)
    mice = rows_of(store, index, "animal-only-claims", ["species=mouse"])
    assert [row["source"] for row in mice] == [ENCYCLOPAEDIA, ENCYCLOPAEDIA]
    assert rows_of(store, index, "animal-only-claims", ["species=human"]) == []


def test_studies_named_by_the_documents_are_complete(studies: list[Row]) -> None:
    assert {(row["name"].partition(" (")[0], row["source"]) for row in studies} == {
        ("Cochrane review of 2023", PSYCHIATRY),
        ("retrospective cohort study in Clinical Toxicology", HEALTH),
        ("case series in Addiction Biology", HEALTH),
        ("smoking cue study of baclofen", CLINIC),
        ("Amsterdam trial of high-dose baclofen", ENCYCLOPAEDIA),
    }


def test_what_each_study_found_is_complete(studies: list[Row]) -> None:
    disorder = "alcohol use disorder"
    findings = chosen(studies, "name_id relation object value polarity modality", aspect="finding")
    assert findings == sorted(
        [
            ("cochrane-review-2023", "decreases", "relapse to drinking", "", "affirmed", "hedged"),
            ("cochrane-review-2023", "increases", "alcohol abstinence", "", "affirmed", "hedged"),
            (
                *("alcohol-use-disorder-1", "increases risk of", "intensive care for respiratory complications"),
                *("", "affirmed", "asserted"),
            ),
            ("alcohol-use-disorder-2", "causes", "withdrawal delirium", "", "affirmed", "asserted"),
            ("smoking-cue-baclofen-study", "decreases", "smoking cue-elicited craving", "", "affirmed", "asserted"),
            ("smoking-cue-baclofen-study", "decreases", "addiction-related behaviour", "", "affirmed", "hedged"),
            *(
                ("amsterdam-baclofen-trial", "decreases", disorder, "", "affirmed", "insufficientEvidence")
                for _ in ("no evidence at a low dose", "none at a high dose", "left open for severe dependence")
            ),
        ]
    )


def test_funder_place_and_origin_of_the_trial_are_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "studies", ["study=Amsterdam trial of high-dose baclofen"])
    about = [row for row in chosen(rows, "aspect subject object value") if row[0] != "finding"]
    trial = "Amsterdam trial of high-dose baclofen"
    assert about == [
        ("advocated", "Olivier Ameisen", trial, ""),
        ("conducted at", trial, "University of Amsterdam", ""),
        ("funded by", trial, "anonymous donor of the Amsterdam baclofen trial", "750,000 US$"),
        ("inspired by", trial, "Le Dernier Verre (2008)", ""),
        ("investigates", trial, "baclofen", ""),
        ("investigates", trial, "baclofen", ""),
        ("investigates", trial, AUD, ""),
    ]


@pytest.mark.parametrize(
    ("work", "claims"),
    [
        ("psychiatric-use-3", "16"),
        ("encyclopaedia-zvejniece-2015", "8"),
        ("encyclopaedia-wuis-1989", "3"),
        ("cochrane-review-2023", "3"),
        ("amsterdam-baclofen-trial", "3"),
        ("encyclopaedia-20", "6"),
    ],
)
def test_claims_behind_one_work_are_counted(works: list[Row], work: str, claims: str) -> None:
    rows = [row for row in works if row["work_id"] == work]
    assert {(row["claims"], row["documents"]) for row in rows} == {(claims, "1")}
    assert str(len({row["claim"] for row in rows})) == claims


def test_no_two_documents_lean_on_one_identified_work(store: EmbeddedStore, index: Index, works: list[Row]) -> None:
    """The clinic page and the encyclopaedia both speak of Ameisen, of reports and of his book."""
    assert {row["documents"] for row in works} == {"1"}
    assert all(int(row["claims"]) >= 2 for row in works)
    every = {row["work_id"] for row in rows_of(store, index, "sources-sharing-a-study", ["minimum=1"])}
    assert {"alcohol-use-disorder-1", "alcohol-use-disorder-2"} <= every - {row["work_id"] for row in works}
    assert MONOGRAPH not in {row["source"] for row in works}
    many = rows_of(store, index, "sources-sharing-a-study", ["minimum=15"])
    assert list(dict.fromkeys(row["work_id"] for row in many)) == ["psychiatric-use-3", "psychiatric-use-5"]
