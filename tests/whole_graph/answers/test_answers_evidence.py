"""Claims by document and by cited work, thin evidence and counts: the answers that a reader of the documents gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sources import SourceFolder
from ontology.entities import load_entities
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

CHANNEL = "α2δ subunit-containing voltage-gated calcium channel"


@pytest.fixture(scope="module")
def monograph(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "claims-of-source")


@pytest.fixture(scope="module")
def overview(store: EmbeddedStore, index: Index) -> dict[str, Row]:
    return {row["family"]: row for row in rows_of(store, index, "drug-overview")}


def test_claims_come_in_the_order_of_the_page(monograph: list[Row]) -> None:
    starts = [int(row["start"]) for row in monograph]
    assert starts == sorted(starts)
    assert all(int(row["start"]) < int(row["end"]) for row in monograph)
    sections = list(dict.fromkeys(row["section"] for row in monograph))
    assert sections == [
        *("Introduction", "Mechanism of Action", "Indications", "Dosage and Administration", "Pharmacokinetics"),
        *("Contraindications", "Warnings and Precautions", "Drug Interactions", "Adverse Effects"),
        *("Monitoring Parameters", "Patient Education", "References"),
    ]


def test_a_section_of_a_document_is_complete(monograph: list[Row]) -> None:
    rows = [row for row in monograph if row["section"] == "Contraindications"]
    assert [(row["family"], row["proposition"], row["qualifiers"]) for row in rows] == [
        ("contraindication", "baclofen contraindicated in hypersensitivity to baclofen", ""),
        ("contraindication", "baclofen contraindicated in hypersensitivity to a component of the formulation", ""),
        ("dosing", "baclofen given by intrathecal route", ""),
        ("contraindication", "baclofen contraindicated in infection at the injection site", "route: intrathecal route"),
        ("contraindication", "baclofen contraindicated in intravenous route", ""),
        ("adverse_effect", "baclofen causes central nervous system depression", "route: intravenous route"),
        ("adverse_effect", "baclofen causes cardiovascular collapse", "route: intravenous route"),
    ]


@pytest.mark.parametrize(
    ("document", "proposition", "value", "words"),
    [
        (MONOGRAPH, "baclofen has half-life", "2.5–4 h", "Half-life: 2.5-4 hours"),
        (HEALTH, "baclofen has half-life", "about 2–6 h", "about two to six hours"),
        (ENCYCLOPAEDIA, "baclofen has half-life", "about 2–4 h", "roughly 2–4 hours"),
        (CLINIC, "baclofen has incidence of adverse drug effect", "10–65 %", "10 to 65%"),
        (PSYCHIATRY, "baclofen has dose alcohol use disorder", "5–10 mg", "5-10 mg three times daily"),
    ],
)
def test_a_claim_leads_to_the_words_that_say_it(
    store: EmbeddedStore, index: Index, originals: Path, document: str, proposition: str, value: str, words: str
) -> None:
    rows = rows_of(store, index, "claims-of-source", [f"document={document}"])
    [row] = [row for row in rows if (row["proposition"], row["value"]) == (proposition, value)]
    number = [PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC, ENCYCLOPAEDIA].index(document)
    [original] = originals.glob(f"{number:03}_*.txt")
    assert words in original.read_bytes().decode("utf-8")[int(row["start"]) : int(row["end"])]


def test_a_document_is_found_by_slug_file_name_and_title(
    store: EmbeddedStore, index: Index, sources: tuple[SourceFolder, ...]
) -> None:
    source = next(item.source for item in sources if item.source.slug == MONOGRAPH)
    names = [MONOGRAPH, f"source:{MONOGRAPH}", source.file, source.title]
    answers = [rows_of(store, index, "claims-of-source", {"document": name}) for name in names]
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)


def test_what_leans_on_a_mark_that_leads_nowhere_is_complete(store: EmbeddedStore, index: Index) -> None:
    aud = "use of baclofen in alcohol use disorder"
    common = ("sedation", "dizziness", "fatigue", "drowsiness", "dry mouth")
    expected = [
        ("baclofen increases alcohol abstinence", "asserted"),
        *((f"baclofen causes {effect}", "asserted") for effect in common),
        (f"{aud} evidence appraised as mixed", "asserted"),
        ("baclofen decreases relapse to drinking", "hedged"),
        ("baclofen increases alcohol abstinence", "hedged"),
        (f"Cochrane review of 2023 investigates {aud}", "asserted"),
        *((f"{aud} evidence appraised as limited", "asserted") for _ in ("against acamprosate", "against naltrexone")),
        *((f"{drug} used for alcohol use disorder", "asserted") for drug in ("acamprosate", "naltrexone")),
        ("baclofen has dose alcohol use disorder", "unknown"),
        ("baclofen has dose alcohol use disorder", "asserted"),
    ]
    rows = rows_of(store, index, "claims-citing", {"work": "ref:psychiatric-use-3"})
    assert rows == rows_of(store, index, "claims-citing")
    assert chosen(rows, "proposition modality") == sorted(expected)
    assert {(row["mark"], row["resolution"], row["source"]) for row in rows} == {("3", "unlisted", PSYCHIATRY)}


def test_what_leans_on_a_listed_paper_is_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        *(f"{drug} blocks {CHANNEL}" for drug in ("baclofen", "phenibut", "pregabalin")),
        "phenibut more potent than baclofen",
        *(f"phenibut has affinity for {CHANNEL}" for _ in "RS"),
        f"baclofen has affinity for {CHANNEL}",
        "blockade of α2δ-containing calcium channels by baclofen relevance appraised as not clinically relevant",
    ]
    rows = rows_of(store, index, "claims-citing", {"work": "ref:encyclopaedia-zvejniece-2015"})
    assert [row["proposition"] for row in sorted(rows, key=lambda row: row["proposition"])] == sorted(expected)
    assert {(row["mark"], row["resolution"], row["source"]) for row in rows} == {("35", "byContent", ENCYCLOPAEDIA)}


def test_what_leans_on_a_study_named_without_a_mark_is_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "claims-citing", {"work": "Amsterdam trial of high-dose baclofen"})
    assert chosen(rows, "proposition polarity modality mark") == [
        ("baclofen decreases alcohol use disorder", "affirmed", "hedged", ""),
        ("baclofen decreases alcohol use disorder", "denied", "asserted", ""),
        ("baclofen decreases alcohol use disorder", "denied", "asserted", ""),
    ]


def test_pharmacokinetics_said_once_and_without_a_reference_are_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "uncited-single-source")
    assert chosen(rows, "proposition claims source polarity", family="pharmacokinetics") == sorted(
        [
            *(
                (f"baclofen {words}", "1", MONOGRAPH, "affirmed")
                for words in ("has bioavailability", "has protein binding", "metabolised by liver")
            ),
            *(
                (f"baclofen crosses {barrier}", "1", MONOGRAPH, "affirmed")
                for barrier in ("blood-brain barrier", "placenta")
            ),
            *(
                (f"baclofen {words} cerebrospinal fluid", "1", ENCYCLOPAEDIA, "affirmed")
                for words in ("distributed to", "has concentration in")
            ),
        ]
    )


def test_thin_evidence_on_adverse_effects_of_the_monograph_is_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "uncited-single-source")
    effects = chosen(rows, "proposition", family="adverse_effect", source=MONOGRAPH)
    assert effects == sorted(
        [
            *((f"baclofen causes {effect}",) for effect in ("rhabdomyolysis", "hypersensitivity reaction")),
            ("baclofen causes cardiovascular collapse",),
            *((f"baclofen decreases {ability}",) for ability in ("mental ability", "physical ability")),
            ("baclofen caution in operating machinery",),
        ]
    )


def test_what_two_documents_say_or_one_with_a_reference_is_not_thin(store: EmbeddedStore, index: Index) -> None:
    found = {row["proposition"] for row in rows_of(store, index, "uncited-single-source")}
    said_twice = {"baclofen causes nausea", "baclofen has half-life", "baclofen agonist of GABA-B receptor"}
    cited = {"baclofen causes dry mouth", "baclofen binds to GHB receptor", f"baclofen blocks {CHANNEL}"}
    assert found & (said_twice | cited) == set()
    assert "baclofen causes hypertension" in found


@pytest.mark.parametrize(
    ("family", "claims", "propositions", "documents", "denied"),
    [
        ("pharmacokinetics", 26, 15, 3, 0),
        ("contraindication", 6, 5, 2, 0),
        ("overdose_toxicity", 4, 4, 1, 0),
        ("brain_region", 11, 10, 2, 0),
    ],
)
def test_a_topic_is_counted_as_a_reader_counts_it(
    overview: dict[str, Row], family: str, claims: int, propositions: int, documents: int, denied: int
) -> None:
    row = overview[family]
    counted = (row["claims"], row["propositions"], row["sources"], row["denied"])
    assert counted == (str(claims), str(propositions), str(documents), str(denied))


def test_denials_lie_in_five_topics(overview: dict[str, Row]) -> None:
    """Of approval; solubility; craving, addiction, abuse and reward; three null findings; five mechanisms."""
    denied = {family: int(row["denied"]) for family, row in overview.items() if row["denied"] != "0"}
    assert denied == {"regulatory": 1, "identity": 1, "dependence_abuse": 5, "efficacy": 3, "mechanism": 5}


def test_interactions_are_told_by_four_documents_and_pharmacokinetics_by_three(overview: dict[str, Row]) -> None:
    assert overview["interaction"]["sources"] == "4"
    assert overview["pharmacokinetics"]["sources"] == "3"
    assert overview["adverse_effect"]["sources"] == overview["withdrawal"]["sources"] == "5"


def test_the_overview_counts_what_the_claim_files_hold(
    overview: dict[str, Row], sources: tuple[SourceFolder, ...]
) -> None:
    nodes = {"drugkg:baclofen"}
    nodes |= {
        f"drugkg:{entity.slug}"
        for entity in load_entities().values()
        if "baclofen" in entity.relations.get("involves", ())
    }
    claims: dict[str, set[str]] = {}
    for item in sources:
        for record in (claim.record for claim in item.claims):
            if {record.subject_id, record.object_id} & nodes:
                claims.setdefault(record.family, set()).add(record.id)
    assert {family: int(row["claims"]) for family, row in overview.items()} == {
        family: len(ids) for family, ids in claims.items()
    }
