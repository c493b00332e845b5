"""Adverse effects, common, serious and opposite ones, and overdose, as a reader of the documents answers."""

from __future__ import annotations

import pytest

from ontology.namespaces import sparql_prologue
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, plain, rows_of
from tests.support.catalogue import answerable

ABRUPT, CESSATION = "abrupt cessation of baclofen", "cessation of baclofen"
SYNDROME = "baclofen withdrawal syndrome"
OVERDOSE = "baclofen above the recommended dose"
ALL = (PSYCHIATRY, HEALTH, MONOGRAPH, CLINIC, ENCYCLOPAEDIA)
DEPRESSANTS = "combination of baclofen and other CNS depressants"
ALCOHOL = "combination of baclofen and alcohol"
BENZODIAZEPINES = "combination of baclofen and benzodiazepines"
OPIOIDS = "combination of baclofen and opioids"


@pytest.fixture(scope="module")
def overdose(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "overdose-effects")


@pytest.fixture(scope="module")
def effects(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "adverse-effects")


def test_nine_effects_are_called_common_by_two_documents_or_more(store: EmbeddedStore, index: Index) -> None:
    expected = [
        *((effect, "5", document) for effect in ("drowsiness", "dizziness") for document in ALL),
        *(("fatigue", "3", document) for document in (PSYCHIATRY, MONOGRAPH, CLINIC)),
        *(("weakness", "3", document) for document in (MONOGRAPH, CLINIC, ENCYCLOPAEDIA)),
        *(("confusion", "2", document) for document in (HEALTH, MONOGRAPH)),
        *(
            (effect, "2", document)
            for effect in ("nausea", "headache", "insomnia", "constipation")
            for document in (MONOGRAPH, CLINIC)
        ),
    ]
    rows = rows_of(store, index, "common-effects")
    assert chosen(rows, "effect sources source") == sorted(expected)
    assert {row["incidence"] for row in rows if row["source"] == MONOGRAPH} == {"at least 10 %"}
    assert rows[0]["effect"] == "dizziness"


def test_more_or_fewer_documents_and_other_classes_can_be_asked_for(store: EmbeddedStore, index: Index) -> None:
    five = rows_of(store, index, "common-effects", {"documents": "5"})
    assert {row["effect"] for row in five} == {"drowsiness", "dizziness"}
    assert rows_of(store, index, "common-effects", {"documents": "6"}) == []
    one = rows_of(store, index, "common-effects", {"documents": "1"})
    alone = {"sedation", "dry mouth", "hypotension", "increased urination", "euphoria"}
    assert {row["effect"] for row in one if row["sources"] == "1"} == alone
    rare = rows_of(store, index, "common-effects", {"documents": "1", "frequency": "rare"})
    assert chosen(rare, "effect source") == [("hallucination", HEALTH), ("psychotic episode", HEALTH)]


def test_serious_effects_and_their_circumstances_are_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        ("respiratory depression", "baclofen", "serious", PSYCHIATRY),
        ("respiratory depression", "combination of baclofen and other CNS depressants", "serious", PSYCHIATRY),
        *((effect, ABRUPT, "severe", PSYCHIATRY) for effect in (SYNDROME, "hallucination", "anxiety", "seizure")),
        *[(SYNDROME, CESSATION, "life-threatening", PSYCHIATRY)] * 2,
        *((effect, ABRUPT, "severe", HEALTH) for effect in ("hallucination", "seizure")),
        ("hypersensitivity reaction", "baclofen", "severe", MONOGRAPH),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("mental changes", "mood changes", "confusion")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("depression", "hallucination", "hypotension")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("cardiovascular complication", "hypertension")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("cardiac conduction abnormality", "lethargy")),
        *((effect, "baclofen", "serious", CLINIC) for effect in ("coma", "myoclonus", "seizure")),
        *((e, "baclofen", "serious", CLINIC) for e in ("central nervous system depression", "adverse drug effect")),
        *((SYNDROME, ABRUPT, severity, CLINIC) for severity in ("serious", "severe")),
        ("seizure", ABRUPT, "life-threatening", CLINIC),
        *((e, OVERDOSE, "severe", CLINIC) for e in ("central nervous system depression", "hypoventilation")),
        ("hypotension", OVERDOSE, "severe", CLINIC),
        ("drug dependence", "baclofen", "severe", CLINIC),
        *((effect, ABRUPT, "serious", ENCYCLOPAEDIA) for effect in ("seizure", "rhabdomyolysis")),
        (SYNDROME, ABRUPT, "severe", ENCYCLOPAEDIA),
    ]
    rows = rows_of(store, index, "serious-effects")
    assert chosen(rows, "effect circumstance severity source") == sorted(expected)


def test_mild_effects_are_those_of_the_clinic_page_and_keep_their_circumstances(
    store: EmbeddedStore, index: Index
) -> None:
    rows = rows_of(store, index, "severity-circumstances")
    common = [
        *("drowsiness", "dizziness", "weakness", "fatigue", "headache"),
        *("insomnia", "nausea", "increased urination", "constipation"),
    ]
    assert chosen(rows, "effect circumstance source", severity="mild") == sorted(
        [(effect, "baclofen", CLINIC) for effect in [*common, "adverse drug effect"]]
        + [(effect, ABRUPT, CLINIC) for effect in (SYNDROME, "muscle spasm")]
    )
    graver = {row["claim"] for row in rows if row["severity"] != "mild"}
    assert graver == {row["claim"] for row in rows_of(store, index, "serious-effects")}
    assert sorted(row for row in chosen(rows, "effect circumstance dose") if row[2]) == [
        (SYNDROME, CESSATION, "high dose"),
        ("central nervous system depression", OVERDOSE, "more than 300 mg/day"),
        ("drug dependence", "baclofen", "high dose"),
        ("hypotension", OVERDOSE, "more than 300 mg/day"),
        ("hypoventilation", OVERDOSE, "more than 300 mg/day"),
    ]


def test_how_well_the_drug_is_tolerated_and_what_its_effects_lead_to(store: EmbeddedStore, index: Index) -> None:
    expected = [
        ("use of baclofen in alcohol use disorder", "safety appraised as", "of concern for safety", HEALTH),
        ("use of baclofen in spasticity", "safety appraised as", "well tolerated", HEALTH),
        *(("baclofen", "decreases", f"{kind} ability", MONOGRAPH) for kind in ("mental", "physical")),
        *((effect, "decreases", "cognitive function", HEALTH) for effect in ("drowsiness", "dizziness", "confusion")),
        *(
            ("cognitive function", "increases", what, HEALTH)
            for what in ("performance of daily activities", "ability to drive", "ability to operate machinery")
        ),
        ("sedation", "causes", "lethargy", HEALTH),
        *((effect, "requires", "medical intervention", HEALTH) for effect in ("stupor", "loss of consciousness")),
        ("adaptation of the body to baclofen", "decreases", "adverse drug effect", CLINIC),
        ("adverse drug effect", "requires", "medical intervention", CLINIC),
        ("adverse drug effect", "depends on", "individual patient factor", CLINIC),
        *((effect, "resembles", "dementia", ENCYCLOPAEDIA) for effect in ("impaired concentration", "impaired recall")),
        ("intrathecal baclofen therapy", "decreases risk of", "adverse drug effect", ENCYCLOPAEDIA),
    ]
    rows = rows_of(store, index, "tolerability")
    assert chosen(rows, "subject relation matter source") == sorted(expected)
    assert rows_of(store, index, "tolerability", {"drug": "phenibut"}) == []


def test_the_headless_list_of_the_monograph_is_not_called_serious(store: EmbeddedStore, index: Index) -> None:
    """Its heading was lost: seizures, rhabdomyolysis and the rest stand there without a class."""
    rows = rows_of(store, index, "serious-effects")
    assert chosen(rows, "effect", source=MONOGRAPH) == [("hypersensitivity reaction",)]


def test_serious_effects_can_be_asked_by_effect_and_severity(store: EmbeddedStore, index: Index) -> None:
    hallucination = rows_of(store, index, "serious-effects", {"effect": "hallucinations"})
    assert chosen(hallucination, "circumstance severity source") == [
        (ABRUPT, "severe", HEALTH),
        (ABRUPT, "severe", PSYCHIATRY),
        ("baclofen", "serious", CLINIC),
    ]
    deadly = rows_of(store, index, "serious-effects", {"severity": "life-threatening"})
    assert {(row["effect"], row["source"]) for row in deadly} == {(SYNDROME, PSYCHIATRY), ("seizure", CLINIC)}


def test_documents_put_three_effects_in_different_classes(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "effect-class-differences")
    assert chosen(rows, "effect class source") == [
        ("confusion", "common", HEALTH),
        ("confusion", "common", MONOGRAPH),
        ("confusion", "serious", CLINIC),
        ("hallucination", "rare", HEALTH),
        ("hallucination", "serious", CLINIC),
        ("hypotension", "common", MONOGRAPH),
        ("hypotension", "serious", CLINIC),
    ]
    assert {row["circumstance"] for row in rows} == {"baclofen"}


def test_overdose_and_high_doses_are_kept_apart(overdose: list[Row]) -> None:
    columns = "effect exposure dose source"
    assert chosen(overdose, columns, circumstance="overdose") == [
        ("adverse drug effect", OVERDOSE, "more than 300 mg/day", CLINIC),
        ("central nervous system depression", OVERDOSE, "more than 300 mg/day", CLINIC),
        ("hypotension", OVERDOSE, "more than 300 mg/day", CLINIC),
        ("hypoventilation", OVERDOSE, "more than 300 mg/day", CLINIC),
    ]
    expected = [
        *((e, "baclofen", "", HEALTH) for e in ("hallucination", "psychotic episode")),
        ("lethargy", "baclofen", "more than 100 mg/day", HEALTH),
        *((e, "long-term use of baclofen", "", HEALTH) for e in ("drug tolerance", "drug dependence")),
        ("respiratory depression", "combination of baclofen and opioids", "", HEALTH),
        ("drug dependence", "baclofen", "", CLINIC),
        *(
            ("de novo seizure", f"combination of baclofen and {partner}", "", ENCYCLOPAEDIA)
            for partner in ("alcohol", "benzodiazepines", "other CNS depressants")
        ),
    ]
    assert chosen(overdose, columns, circumstance="high dose") == sorted(expected)
    assert not any("cessation" in row["exposure"] for row in overdose)


def test_two_pairs_of_opposites_are_reported(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "opposite-effects")
    assert chosen(rows, "finding opposite opposite_sources source") == [
        ("hypertension", "hypotension", "2", CLINIC),
        ("hypotension", "hypertension", "1", CLINIC),
        ("hypotension", "hypertension", "1", MONOGRAPH),
        ("increased urination", "urinary retention", "1", CLINIC),
        ("urinary retention", "increased urination", "1", ENCYCLOPAEDIA),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("common-effects", "serious-effects", "effect-class-differences", "abrupt-withdrawal"),
        *("findings-in-several-roles", "overdose-effects", "opposite-effects"),
    ],
)
def test_of_naltrexone_nothing_of_the_kind_is_said(store: EmbeddedStore, index: Index, name: str) -> None:
    assert rows_of(store, index, name, {"drug": "naltrexone"}) == []


def test_the_monograph_has_ten_effects_at_ten_per_cent_and_gives_the_others_no_class(effects: list[Row]) -> None:
    """Its list runs on without a heading from confusion to the serious effects: those are not common."""
    common = "confusion constipation dizziness drowsiness fatigue headache hypotension insomnia nausea weakness"
    headed = [(effect, "baclofen", "common", "at least 10 %", "") for effect in common.split()]
    headless = ["seizure", "hallucination", "respiratory depression", "rhabdomyolysis"]
    warnings = [
        "central nervous system depression",
        "confusion",
        "hallucination",
        "mood changes",
        "psychiatric symptom",
    ]
    intravenous = ["central nervous system depression", "cardiovascular collapse"]
    advice = ["drowsiness"]
    plain_effects = [(effect, "baclofen", "", "", "") for effect in headless + warnings + intravenous + advice]
    others = [
        ("hypersensitivity reaction", "baclofen", "", "", "severe"),
        ("autonomic dysreflexia", "baclofen", "", "", ""),
        ("lower mental ability", "baclofen", "", "", ""),
        ("lower physical ability", "baclofen", "", "", ""),
        ("sedation", DEPRESSANTS, "", "", ""),
        ("sedation", ALCOHOL, "", "", ""),
        ("sedation", BENZODIAZEPINES, "", "", ""),
        ("sedation", OPIOIDS, "", "", ""),
        ("central nervous system depression", "combination of baclofen and MAO inhibitors", "", "", ""),
        ("hypotension", "combination of baclofen and antihypertensives", "", "", ""),
        ("hallucination", "combination of baclofen and levodopa", "", "", ""),
    ]
    columns = "effect exposure frequency incidence severity"
    assert chosen(effects, columns, source=MONOGRAPH) == sorted(headed + plain_effects + others)


def test_effects_of_intravenous_use_and_of_doubtful_headings_say_so(effects: list[Row]) -> None:
    assert chosen(effects, "phrase answer", effect="cardiovascular collapse") == [
        ("causes cardiovascular collapse by intravenous route", "yes [intravenous route]")
    ]
    doubtful = {row["effect"] for row in effects if row["reading"] == "doubtfulLayout"}
    assert {"seizure", "rhabdomyolysis", "hypersensitivity reaction"} <= doubtful
    assert {row["source"] for row in effects if row["reading"] == "doubtfulLayout"} == {MONOGRAPH}
    assert all(row["note"] for row in effects if row["reading"] == "doubtfulLayout")


def test_the_clinic_page_has_nine_common_and_fourteen_serious_effects(effects: list[Row]) -> None:
    common = [
        *("drowsiness", "dizziness", "weakness", "fatigue", "headache"),
        *("insomnia", "nausea", "increased urination", "constipation"),
    ]
    serious = [
        *("mental changes", "mood changes", "confusion", "depression", "hallucination"),
        *("cardiovascular complication", "hypotension", "hypertension", "cardiac conduction abnormality"),
        *("central nervous system depression", "lethargy", "coma", "myoclonus", "seizure"),
        "adverse drug effect",
    ]
    overdose = "baclofen above the recommended dose"
    expected = [
        *((effect, "baclofen", "common", "", "mild") for effect in common),
        *((effect, "baclofen", "", "", "serious") for effect in serious),
        ("adverse drug effect", "baclofen", "", "10–65 %", ""),
        ("adverse drug effect", "baclofen", "", "", "mild"),
        ("adverse drug effect", overdose, "", "", ""),
        ("central nervous system depression", overdose, "", "", "severe"),
        ("hypoventilation", overdose, "", "", "severe"),
        ("hypotension", overdose, "", "", "severe"),
        ("adverse drug effect", "unsupervised change of baclofen dose", "", "", ""),
        ("euphoria", "baclofen", "", "", ""),
        ("drug dependence", "baclofen", "", "", "severe"),
    ]
    assert chosen(effects, "effect exposure frequency incidence severity", source=CLINIC) == sorted(expected)


def test_the_encyclopaedia_calls_three_effects_common_and_lists_twelve_with_no_class(effects: list[Row]) -> None:
    listed = [
        *("drowsiness", "dizziness", "weakness", "fatigue", "headache", "insomnia", "nausea", "vomiting"),
        *("impaired concentration", "impaired recall", "urinary retention", "constipation"),
    ]
    expected = [
        *((effect, "baclofen", "common", "affirmed") for effect in ("drowsiness", "weakness", "dizziness", "euphoria")),
        *((effect, "baclofen", "", "affirmed") for effect in listed),
        ("sedation", "baclofen", "", "affirmed"),
        ("drug craving", "baclofen", "", "denied"),
        *(("sedation", mix, "", "affirmed") for mix in (DEPRESSANTS, ALCOHOL, BENZODIAZEPINES)),
        *(("de novo seizure", mix, "", "affirmed") for mix in (DEPRESSANTS, ALCOHOL, BENZODIAZEPINES)),
    ]
    assert chosen(effects, "effect exposure frequency polarity", source=ENCYCLOPAEDIA) == sorted(expected)


def test_the_answer_page_has_five_common_effects_one_serious_and_three_in_older_people(effects: list[Row]) -> None:
    older = "population: older people; degree: higher risk"
    expected = [
        *((effect, "common", "") for effect in ("sedation", "dizziness", "fatigue", "drowsiness", "dry mouth")),
        ("respiratory depression", "", "serious"),
        ("central nervous system depression", "", ""),
        *((effect, "", "") for effect in ("central nervous system depression", "confusion", "fall")),
    ]
    assert chosen(effects, "effect frequency severity", source=PSYCHIATRY, exposure="baclofen") == sorted(expected)
    assert chosen(effects, "effect", source=PSYCHIATRY, qualifiers=older) == [
        ("central nervous system depression",),
        ("confusion",),
        ("fall",),
    ]


def test_the_health_article_is_complete(effects: list[Row]) -> None:
    lasting = "long-term use of baclofen"
    expected = [
        *((effect, "baclofen", "common") for effect in ("drowsiness", "dizziness", "confusion")),
        *((effect, "baclofen", "rare") for effect in ("hallucination", "psychotic episode")),
        ("adverse effect on the central nervous system", "baclofen", ""),
        *((effect, "baclofen", "") for effect in ("sedation", "lethargy", "stupor", "loss of consciousness")),
        *((effect, "baclofen", "") for effect in ("psychiatric symptom", "depression", "emotional blunting")),
        *((effect, "baclofen", "") for effect in ("apathy", "anxiety", "paradoxical agitation", "drug dependence")),
        ("central nervous system depression", "baclofen", ""),
        ("lethargy", "baclofen", ""),
        ("lethargy", "rapid titration of baclofen", ""),
        ("sedation", "accumulation of baclofen in plasma", ""),
        ("adverse drug effect", "use of baclofen in alcohol use disorder", ""),
        ("adverse drug effect", "dose escalation of baclofen", ""),
        *((effect, lasting, "") for effect in ("drug tolerance", "drug tolerance", "drug dependence")),
        ("loss of benefit of baclofen", lasting, ""),
        *((effect, ALCOHOL, "") for effect in ("sedation", "dizziness", "respiratory depression")),
        *((effect, ALCOHOL, "") for effect in ("lethargy", "confusion", "loss of consciousness")),
        ("respiratory depression", OPIOIDS, ""),
        ("intensive care for respiratory complications", OPIOIDS, ""),
    ]
    assert chosen(effects, "effect exposure frequency", source=HEALTH) == sorted(expected)


def test_psychotic_effects_are_rare_and_of_high_doses_in_the_health_article(effects: list[Row]) -> None:
    assert chosen(effects, "effect frequency qualifiers", source=HEALTH, frequency="rare") == [
        ("hallucination", "rare", "dose level: high dose; frequency: rare"),
        ("psychotic episode", "rare", "dose level: high dose; frequency: rare"),
    ]


@pytest.mark.parametrize(
    ("effect", "documents"),
    [
        *(("drowsiness", 5), ("dizziness", 5), ("confusion", 4), ("fatigue", 4), ("nausea", 3), ("insomnia", 3)),
        *(("hypotension", 2), ("euphoria", 2), ("urinary retention", 1), ("increased urination", 1), ("dry mouth", 1)),
    ],
)
def test_an_effect_counts_the_documents_that_speak_of_it(effects: list[Row], effect: str, documents: int) -> None:
    counts = {row["sources"] for row in effects if (row["effect"], row["exposure"]) == (effect, "baclofen")}
    assert counts == {str(documents)}


def test_what_stopping_the_drug_does_is_no_adverse_effect_of_taking_it(effects: list[Row]) -> None:
    found = {row["effect"] for row in effects}
    only_after_stopping = {
        *("baclofen withdrawal syndrome", "withdrawal delirium", "delusion", "rebound spasticity"),
        *("multiple organ failure", "muscle spasm", "agitation"),
    }
    assert found & only_after_stopping == set()
    assert [row["exposure"] for row in effects if "cessation" in row["exposure"]] == []
    assert chosen(effects, "source", effect="rhabdomyolysis") == [(MONOGRAPH,)]
    assert chosen(effects, "source", effect="seizure") == [(CLINIC,), (MONOGRAPH,)]


def test_the_one_denied_effect_is_craving_for_the_drug(effects: list[Row]) -> None:
    assert chosen(effects, "effect source qualifiers", polarity="denied") == [
        ("drug craving", ENCYCLOPAEDIA, "dose level: standard dose")
    ]


def test_every_claim_on_safety_is_in_an_answer_on_the_drug(store: EmbeddedStore, index: Index) -> None:
    topics = {"safety", "withdrawal", "interaction", "toxicity", "monitoring", "patient", "population", "abuse"}
    queries = (index.query(name) for name in index.query_names)
    wanted = (query for query in queries if topics & set(query.tags) and "claim" in query.columns)
    names = [query.name for query in wanted if answerable(query)]
    reached = {row["claim"] for name in names for row in rows_of(store, index, name)}
    families = (
        *("adverse_effect", "withdrawal", "interaction", "contraindication", "special_population"),
        *("monitoring", "patient_education", "dependence_abuse", "overdose_toxicity"),
    )
    listed = " ".join(f"dkgo:{family}" for family in families)
    pattern = f"VALUES ?family {{ {listed} }} GRAPH ?graph {{ ?claim a dkgo:Claim ; dkgo:family ?family }}"
    query = f"{sparql_prologue('dkgo')} SELECT ?claim {{ {pattern} }}"
    claims = {plain(row["claim"]) for row in store.select(query).rows}
    assert len(claims) > 350
    assert claims - reached == set()
