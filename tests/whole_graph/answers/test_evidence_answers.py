"""Studies, citations, agreement, denials and gaps, as a reader of the documents answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sources import SourceFolder
from ontology.namespaces import sparql_prologue
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, chosen, rows_of

AUD = "use of baclofen in alcohol use disorder"
EMPTY = ("Patients with liver disease", "Patients with renal impairment", "Toxicity risk")
RISK = "people with spinal cord injury"
CHANNEL = "α2δ subunit-containing voltage-gated calcium channel"


def test_what_a_page_says_without_a_citation_is_complete(store: EmbeddedStore, index: Index) -> None:
    depressants = ("central nervous system depressant", "opioid", "benzodiazepine")
    clinicians = "clinicians prescribing baclofen"
    other = "use of baclofen in psychiatric disorders"
    expected = [
        "baclofen is an agonist of GABA-B receptor",
        *(f"baclofen {words} skeletal muscle relaxant" for words in ("is approved as", "belongs to the class")),
        *(f"baclofen is used for {use}" for use in ("alcohol use disorder", "spasticity")),
        f"{other} is described as limited",
        *(f"Role of Baclofen in Psychiatry has the empty heading “{heading}”" for heading in EMPTY),
        *(f"{AUD} has evidence described as promising" for _ in ("most", "liver", "while")),
        "baclofen is dosed for alcohol use disorder",
        f"{AUD} requires dose titration",
        f"{AUD} has a dose described as varying",
        "baclofen is effective in people with psychiatric comorbidity",
        "older people require a different dose of baclofen",
        "baclofen requires dose titration",
        f"{clinicians} should avoid abrupt cessation of baclofen",
        f"{clinicians} should taper baclofen",
        "tapering of baclofen prevents baclofen withdrawal syndrome",
        *(f"baclofen {words} {name}" for words in ("interacts with", "needs caution with") for name in depressants),
        "baclofen belongs to the class central nervous system depressant",
        f"{clinicians} should undertake risk-benefit assessment",
        "baclofen needs caution in people with psychiatric comorbidity",
        *(f"{other} requires {what}" for what in ("patient selection", "clinical monitoring", "dose titration")),
    ]
    rows = rows_of(store, index, "uncited-claims")
    assert sorted(row["proposition"] for row in rows) == sorted(expected)
    starts = [int(row["start"]) for row in rows]
    assert starts == sorted(starts)


def test_the_monograph_cites_nothing_in_its_text(
    store: EmbeddedStore, index: Index, sources: tuple[SourceFolder, ...]
) -> None:
    [folder] = [item for item in sources if item.source.slug == MONOGRAPH]
    listed = sum(claim.record.family == "reference" for claim in folder.claims)
    rows = rows_of(store, index, "uncited-claims", [f"document={MONOGRAPH}"])
    assert listed == 7
    assert len(rows) == len(folder.claims) - listed


@pytest.mark.parametrize(
    ("document", "family", "expected"),
    [
        (PSYCHIATRY, "adverse_effect", ["baclofen causes dry mouth"]),
        (PSYCHIATRY, "contraindication", None),
        (
            MONOGRAPH,
            "pharmacokinetics",
            [
                *(
                    "baclofen crosses blood-brain barrier",
                    "baclofen crosses placenta",
                    "baclofen has a bioavailability",
                ),
                *("baclofen has a protein-bound fraction", "baclofen is metabolised by liver"),
            ],
        ),
        (MONOGRAPH, "regulatory", []),
        (
            HEALTH,
            "regulatory",
            ["use of baclofen in alcohol use disorder is approved by US Food and Drug Administration"],
        ),
    ],
)
def test_what_one_document_alone_says_is_complete(
    store: EmbeddedStore, index: Index, document: str, family: str, expected: list[str] | None
) -> None:
    if expected is None:
        names = ("medicine for alcohol use disorder", "naltrexone")
        expected = [f"{name} is contraindicated in people with liver cirrhosis" for name in names]
    rows = rows_of(store, index, "single-document-propositions", [f"document={document}"])
    assert [proposition for (proposition,) in chosen(rows, "proposition", family=family)] == expected
    assert {row["source"] for row in rows} == {document}


def test_shared_and_single_propositions_are_different_ones(store: EmbeddedStore, index: Index) -> None:
    single = {row["proposition_id"] for row in rows_of(store, index, "single-document-propositions")}
    shared = {row["proposition_id"] for row in rows_of(store, index, "shared-propositions", ["minimum=2"])}
    assert single
    assert not single & shared


def test_all_documents_share_four_propositions(store: EmbeddedStore, index: Index) -> None:
    """The health article speaks of multiple sclerosis and injuries, not of spasticity, when it tells the use."""
    rows = rows_of(store, index, "shared-propositions")
    everyone = (PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC, ENCYCLOPAEDIA)
    assert {(row["proposition"], row["source"]) for row in rows} == {
        (proposition, source)
        for proposition in (
            "baclofen is an agonist of GABA-B receptor",
            "baclofen causes drowsiness",
            "baclofen causes dizziness",
            "abrupt cessation of baclofen causes seizure",
        )
        for source in everyone
    }
    assert {row["documents"] for row in rows} == {"5"}
    assert rows_of(store, index, "shared-propositions", ["minimum=6"]) == []


def test_four_documents_agree_on_hallucinations_when_stopped(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "shared-propositions", ["minimum=4"])
    found = {row["source"] for row in rows if row["proposition"] == "abrupt cessation of baclofen causes hallucination"}
    assert found == {PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC}


def test_gaps_that_the_documents_state_are_complete(store: EmbeddedStore, index: Index) -> None:
    varying = ("alcohol withdrawal syndrome", "intractable hiccups", "neuropathic pain", "trigeminal neuralgia")
    expected = [
        *(("unknown", "baclofen is dosed for alcohol use disorder", PSYCHIATRY) for _ in ("pearl", "limitation")),
        ("unknown", "baclofen is safe in pregnancy", ENCYCLOPAEDIA),
        *(
            ("insufficient evidence", f"baclofen is {word} in children under 12 years", MONOGRAPH)
            for word in ("safe", "effective")
        ),
        ("insufficient evidence", "baclofen has abuse potential", CLINIC),
        *(
            ("insufficient evidence", "baclofen alleviates alcohol use disorder", ENCYCLOPAEDIA)
            for _ in ("low dose", "high dose", "severe dependence")
        ),
        ("limited", "use of baclofen in psychiatric disorders is described as limited", PSYCHIATRY),
        *(("limited", f"{AUD} has evidence described as limited", PSYCHIATRY) for _ in ("acamprosate", "naltrexone")),
        *(("mixed", f"{AUD} has evidence described as mixed", page) for page in (PSYCHIATRY, HEALTH)),
        ("inconclusive", f"{AUD} has evidence described as inconclusive", ENCYCLOPAEDIA),
        *(("varying", f"{AUD} has a dose described as varying", PSYCHIATRY) for _ in ("widely", "off label")),
        *(("varying", f"use of baclofen in {use} has evidence described as varying", MONOGRAPH) for use in varying),
    ]
    assert chosen(rows_of(store, index, "knowledge-gaps"), "gap proposition source") == sorted(expected)
    assert rows_of(store, index, "knowledge-gaps", ["drug=phenibut"]) == []


def test_what_one_hedges_and_another_asserts_is_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "hedged-and-asserted")
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        found.setdefault(row["proposition"], {}).setdefault(row["modality"], set()).add(row["source"])
    spinal = {"hedged": {ENCYCLOPAEDIA}, "asserted": {PSYCHIATRY, MONOGRAPH}}
    assert found == {
        "baclofen decreases alcohol craving": {"hedged": {HEALTH}, "asserted": {PSYCHIATRY, CLINIC}},
        "baclofen decreases alcohol consumption": {"hedged": {HEALTH}, "asserted": {CLINIC}},
        "baclofen decreases anxiety": {"hedged": {HEALTH}, "asserted": {ENCYCLOPAEDIA}},
        "baclofen decreases monosynaptic reflex transmission": spinal,
        "baclofen decreases polysynaptic reflex transmission": spinal,
        "baclofen decreases spasticity": {"hedged": {PSYCHIATRY}, "asserted": {MONOGRAPH, CLINIC, ENCYCLOPAEDIA}},
        "baclofen is used for alcohol use disorder": {
            "hedged": {CLINIC},
            "asserted": {PSYCHIATRY, HEALTH, CLINIC, ENCYCLOPAEDIA},
        },
        "long-term use of baclofen increases the risk of baclofen withdrawal syndrome": {
            "hedged": {HEALTH},
            "asserted": {ENCYCLOPAEDIA},
        },
        "therapeutic effect of baclofen is mediated by GABA-B receptor activity": {
            "hedged": {ENCYCLOPAEDIA},
            "asserted": {MONOGRAPH},
        },
    }


def test_denials_and_who_affirms_the_same_are_complete(store: EmbeddedStore, index: Index) -> None:
    abuse = "baclofen has abuse potential"
    expected = [
        ("denies", abuse, ENCYCLOPAEDIA),
        *(("affirms", abuse, CLINIC) for _ in ("not as prescribed", "single cases")),
        ("affirms", abuse, ENCYCLOPAEDIA),
        ("leaves open", abuse, CLINIC),
        ("denies", f"{AUD} is approved by US Food and Drug Administration", HEALTH),
        *(
            ("denies", f"reinforcing effect of baclofen resembles {effect}", HEALTH)
            for effect in ("alcohol reward", "reinforcing effect of opioids")
        ),
        ("denies", "baclofen acts on skeletal muscle", MONOGRAPH),
        *(
            ("denies", f"baclofen {words}", ENCYCLOPAEDIA)
            for words in (
                *(
                    "has addictive potential",
                    "causes drug craving",
                    "binds to GHB receptor",
                    "is soluble in chloroform",
                ),
                "produces neurobiological effect of baclofen",
            )
        ),
        *(("denies", f"{AUD} is mediated by {way}", ENCYCLOPAEDIA) for way in ("muscle relaxant effect", "sedation")),
    ]
    rows = rows_of(store, index, "denied-claims")
    assert chosen(rows, "stance proposition source") == sorted(expected)
    assert {row["polarity"] for row in rows if row["stance"] == "denies"} == {"denied"}


def test_a_denial_about_another_substance_is_its_own(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "denied-claims", ["drug=GHB"])
    assert chosen(rows, "proposition source", stance="denies") == [
        ("euphoria, abuse and addiction related effects of GHB are mediated by GABA-B receptor activity", ENCYCLOPAEDIA)
    ]
    assert rows_of(store, index, "denied-claims", ["drug=naltrexone"]) == []


def test_uncovered_passages_are_headings_and_page_furniture(
    store: EmbeddedStore, index: Index, originals: Path
) -> None:
    """Headings with nothing under them are claims; the health article ends in foreign titles."""
    rows = rows_of(store, index, "uncovered-passages")
    assert not set(EMPTY) & {row["passage"] for row in rows if row["source"] == PSYCHIATRY}
    health = rows_of(store, index, "uncovered-passages", [f"document={HEALTH}"])
    assert {row["source"] for row in health} == {HEALTH}
    assert "Disordered Proliferative Endometrium: Causes and Diagnosis" in {row["passage"] for row in health}
    assert not any("half-life" in row["passage"] for row in rows)
    texts = {path.name[:3]: path.read_bytes().decode("utf-8").splitlines() for path in originals.glob("*.txt")}
    for row in health:
        assert row["passage"].partition(" ")[0] in texts["001"][int(row["line"]) - 1]


def test_what_leans_on_a_mark_that_leads_nowhere_is_complete(store: EmbeddedStore, index: Index) -> None:
    aud = "use of baclofen in alcohol use disorder"
    common = ("sedation", "dizziness", "fatigue", "drowsiness", "dry mouth")
    expected = [
        ("baclofen increases alcohol abstinence", "asserted"),
        *((f"baclofen causes {effect}", "asserted") for effect in common),
        (f"{aud} has evidence described as mixed", "asserted"),
        ("baclofen decreases relapse to drinking", "hedged"),
        ("baclofen increases alcohol abstinence", "hedged"),
        (f"Cochrane review of 2023 investigates {aud}", "asserted"),
        *(
            (f"{aud} has evidence described as limited", "asserted")
            for _ in ("against acamprosate", "against naltrexone")
        ),
        *((f"{drug} is used for alcohol use disorder", "asserted") for drug in ("acamprosate", "naltrexone")),
        ("baclofen is dosed for alcohol use disorder", "unknown"),
        ("baclofen is dosed for alcohol use disorder", "asserted"),
    ]
    rows = rows_of(store, index, "claims-citing", {"work": "ref:psychiatric-use-3"})
    assert rows == rows_of(store, index, "claims-citing")
    assert chosen(rows, "proposition modality") == sorted(expected)
    assert {(row["mark"], row["resolution"], row["source"]) for row in rows} == {("3", "unlisted", PSYCHIATRY)}


def test_what_leans_on_a_listed_paper_is_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        *(f"{drug} blocks {CHANNEL}" for drug in ("baclofen", "phenibut", "pregabalin")),
        "phenibut is more potent than baclofen",
        *(f"phenibut binds to {CHANNEL}" for _ in "RS"),
        f"baclofen binds to {CHANNEL}",
        "blockade of α2δ-containing calcium channels by baclofen is not clinically relevant",
    ]
    rows = rows_of(store, index, "claims-citing", {"work": "ref:encyclopaedia-zvejniece-2015"})
    assert [row["proposition"] for row in sorted(rows, key=lambda row: row["proposition"])] == sorted(expected)
    assert {(row["mark"], row["resolution"], row["source"]) for row in rows} == {("35", "byContent", ENCYCLOPAEDIA)}


def test_what_leans_on_a_study_named_without_a_mark_is_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "claims-citing", {"work": "Amsterdam trial of high-dose baclofen"})
    found = ("baclofen alleviates alcohol use disorder", "affirmed", "insufficientEvidence", "")
    assert chosen(rows, "proposition polarity modality mark") == [found] * 3


def test_pharmacokinetics_said_once_and_without_a_reference_are_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "uncited-single-source")
    assert chosen(rows, "proposition source polarity", family="pharmacokinetics") == sorted(
        [
            *(
                (f"baclofen {words}", MONOGRAPH, "affirmed")
                for words in ("has a bioavailability", "has a protein-bound fraction", "is metabolised by liver")
            ),
            *(
                (f"baclofen crosses {barrier}", MONOGRAPH, "affirmed")
                for barrier in ("blood-brain barrier", "placenta")
            ),
            *(
                (f"baclofen {words} cerebrospinal fluid", ENCYCLOPAEDIA, "affirmed")
                for words in ("is distributed to", "reaches a concentration in")
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
            *((f"baclofen impairs {ability}",) for ability in ("mental ability", "physical ability")),
            ("baclofen needs caution in operating machinery",),
        ]
    )


def test_what_two_documents_say_or_one_with_a_reference_is_not_thin(store: EmbeddedStore, index: Index) -> None:
    found = {row["proposition"] for row in rows_of(store, index, "uncited-single-source")}
    said_twice = {"baclofen causes nausea", "baclofen has a half-life", "baclofen is an agonist of GABA-B receptor"}
    cited = {"baclofen causes dry mouth", "baclofen binds to GHB receptor", f"baclofen blocks {CHANNEL}"}
    assert found & (said_twice | cited) == set()
    assert "baclofen causes hypertension" in found


def test_marks_that_resolve_to_nothing_are_those_of_lost_reference_lists(store: EmbeddedStore, index: Index) -> None:
    """The psychiatric page has no reference list; the encyclopaedia article has lost most of its own."""
    rows = rows_of(store, index, "unresolved-marks")
    assert {row["source"] for row in rows} == {PSYCHIATRY, ENCYCLOPAEDIA}
    psychiatric = rows_of(store, index, "unresolved-marks", [f"document={PSYCHIATRY}"])
    assert {row["mark"] for row in psychiatric} == set("1234567")
    kept = {"28", "29", "35", "36"}
    marks = {row["mark"] for row in rows if row["source"] == ENCYCLOPAEDIA}
    assert marks == {"3", "citation needed", *map(str, range(8, 49))} - kept - {"30", "31", "32"}


def test_what_the_article_itself_marks_as_lacking_a_citation_is_listed(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "unresolved-marks")
    needed = [row for row in rows if row["mark"] == "citation needed"]
    assert {row["source"] for row in needed} == {ENCYCLOPAEDIA}
    assert {row["claim"] for row in needed} == {f"encyclopaedia-{number}" for number in range(178, 188)}
    assert {row["reference"] for row in needed} == {""}


def test_references_that_are_listed_and_never_cited_are_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "references-never-cited")
    named = ("ahmadi-abhari-2001", "clofen-product-information-2017", "grenier-1996", "leggio-2010", "perry-1998")
    expected = [
        *((f"monograph-{number}", MONOGRAPH) for number in range(1, 8)),
        *((f"addiction-clinic-{number}", CLINIC) for number in (1, 4, 5)),
        *((f"encyclopaedia-{name}", ENCYCLOPAEDIA) for name in named),
    ]
    assert chosen(rows, "reference_id source") == sorted(expected)
    [grenier] = [row for row in rows if row["reference_id"] == "encyclopaedia-grenier-1996"]
    assert grenier["complete"] == "true"


def test_headings_with_nothing_under_them_are_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "empty-headings")
    assert chosen(rows, "heading source") == [(heading, PSYCHIATRY) for heading in EMPTY]
    assert rows_of(store, index, "empty-headings", [f"document={MONOGRAPH}"]) == []


def test_the_readers_doubts_and_notes_are_listed(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "reader-notes")
    assert all(row["note"] or row["reading"] != "stated" for row in rows)
    doubtful = {row["claim"] for row in rows if row["reading"] == "doubtfulLayout"}
    assert "monograph-050" in doubtful
    [donation] = [row for row in rows if row["claim"] == "encyclopaedia-151"]
    assert donation["reading"] == "inferred"
    assert donation["note"]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (
            "cardiovascular collapse",
            [("fact", "intravenous baclofen causes cardiovascular collapse", "true of the exposure by that route")],
        ),
        (
            "smoking cue-elicited craving",
            [
                (
                    "fact",
                    "smoking cue study of baclofen investigates smoking cue-elicited craving",
                    "true without its qualifiers",
                ),
                ("limited", "baclofen decreases smoking cue-elicited craving", "limited by dose"),
            ],
        ),
        ("methanol", [("limited", "baclofen is soluble in methanol", "limited by degree")]),
        ("chloroform", [("none", "baclofen is soluble in chloroform", "denied")]),
        (
            "autonomic dysreflexia",
            [
                *(
                    ("fact", f"{RISK} are at risk of autonomic dysreflexia", "true without its qualifiers"),
                    ("none", "baclofen increases the risk of autonomic dysreflexia", "inferred by the reader"),
                ),
            ],
        ),
    ],
)  # fmt: skip
def test_a_fact_is_shown_with_its_rule_and_a_claim_without_one_with_the_reason(
    store: EmbeddedStore, index: Index, node: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = rows_of(store, index, "facts", {"node": node, "standing": ["fact", "limited", "none"]})
    assert sorted({(row["standing"], row["fact"], row["rule"]) for row in rows}) == expected


def test_every_fact_has_a_row_and_every_claim_is_a_fact_limited_or_none(
    store: EmbeddedStore, index: Index, sources: tuple[SourceFolder, ...]
) -> None:
    facts = store.select(
        sparql_prologue("graph") + "SELECT * { GRAPH graph:facts { ?s ?p ?o FILTER(ISIRI(?s)) } }"
    ).rows
    rows = rows_of(store, index, "facts")
    assert len({row["fact"] for row in rows}) == len(facts)
    assert {row["rule"] for row in rows} == {"true without its qualifiers", "true of the exposure by that route"}
    every = rows_of(store, index, "facts", {"standing": ["fact", "limited", "none"]})
    assert sorted(row["claim"] for row in every) == sorted(claim.record.id for item in sources for claim in item.claims)
