"""Adverse effects, withdrawal, interactions and contraindications: the answers that a reader of the documents gives."""

from __future__ import annotations

import pytest

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of

DEPRESSANTS = "combination of baclofen and other CNS depressants"
ALCOHOL = "combination of baclofen and alcohol"
BENZODIAZEPINES = "combination of baclofen and benzodiazepines"
OPIOIDS = "combination of baclofen and opioids"


@pytest.fixture(scope="module")
def effects(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "adverse-effects")


@pytest.fixture(scope="module")
def withdrawal(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "withdrawal-effects")


@pytest.fixture(scope="module")
def interactions(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "interactions")


def test_the_monograph_has_ten_effects_at_ten_per_cent_and_gives_the_others_no_class(effects: list[Row]) -> None:
    """Its list runs on without a heading from confusion to the serious effects: those are not common."""
    common = "confusion constipation dizziness drowsiness fatigue headache hypotension insomnia nausea weakness"
    headed = [(effect, "baclofen", "causes", "common", "at least 10 %", "") for effect in common.split()]
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
    plain_effects = [
        (effect, "baclofen", "causes", "", "", "") for effect in headless + warnings + intravenous + advice
    ]
    others = [
        ("hypersensitivity reaction", "baclofen", "causes", "", "", "severe"),
        ("autonomic dysreflexia", "baclofen", "increases risk of", "", "", ""),
        ("mental ability", "baclofen", "decreases", "", "", ""),
        ("physical ability", "baclofen", "decreases", "", "", ""),
        ("sedation", DEPRESSANTS, "causes", "", "", ""),
        ("sedation", ALCOHOL, "causes", "", "", ""),
        ("sedation", BENZODIAZEPINES, "causes", "", "", ""),
        ("sedation", OPIOIDS, "causes", "", "", ""),
        ("central nervous system depression", "combination of baclofen and MAO inhibitors", "causes", "", "", ""),
        ("hypotension", "combination of baclofen and antihypertensives", "causes", "", "", ""),
        ("hallucination", "combination of baclofen and levodopa", "increases risk of", "", "", ""),
    ]
    columns = "effect exposure relation frequency incidence severity"
    assert chosen(effects, columns, source=MONOGRAPH) == sorted(headed + plain_effects + others)


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
        ("euphoria", "baclofen", "isolated cases", "", ""),
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
        ("euphoria", "baclofen", "very common", "affirmed"),
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
        *((effect, "baclofen", "causes", "common") for effect in ("drowsiness", "dizziness", "confusion")),
        *((effect, "baclofen", "causes", "rare") for effect in ("hallucination", "psychotic episode")),
        ("adverse effect on the central nervous system", "baclofen", "causes", ""),
        *((effect, "baclofen", "causes", "") for effect in ("sedation", "lethargy", "stupor", "loss of consciousness")),
        *((effect, "baclofen", "causes", "") for effect in ("psychiatric symptom", "depression", "emotional blunting")),
        *((effect, "baclofen", "causes", "") for effect in ("apathy", "anxiety", "paradoxical agitation")),
        *((effect, "baclofen", "causes", "") for effect in ("central nervous system depression", "drug dependence")),
        ("lethargy", "baclofen", "increases risk of", ""),
        ("lethargy", "rapid titration of baclofen", "increases risk of", ""),
        ("sedation", "accumulation of baclofen in plasma", "increases risk of", ""),
        ("adverse drug effect", "use of baclofen in alcohol use disorder", "increases risk of", ""),
        ("adverse drug effect", "dose escalation of baclofen", "increases risk of", ""),
        *((effect, lasting, "causes", "") for effect in ("drug tolerance", "drug tolerance", "drug dependence")),
        ("loss of benefit of baclofen", lasting, "causes", ""),
        *((effect, ALCOHOL, "causes", "") for effect in ("sedation", "dizziness", "respiratory depression")),
        *((effect, ALCOHOL, "causes", "") for effect in ("lethargy", "confusion", "loss of consciousness")),
        ("respiratory depression", OPIOIDS, "increases risk of", ""),
        ("intensive care for respiratory complications", OPIOIDS, "increases risk of", ""),
    ]
    assert chosen(effects, "effect exposure relation frequency", source=HEALTH) == sorted(expected)


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


def test_what_follows_when_the_drug_is_stopped_is_complete(withdrawal: list[Row]) -> None:
    rows = [
        row for row in withdrawal if row["subject"] == "abrupt cessation of baclofen" and row["relation"] == "causes"
    ]
    expected = [
        *((effect, "severe", PSYCHIATRY) for effect in ("hallucination", "anxiety", "seizure")),
        *((effect, "", HEALTH) for effect in ("anxiety", "agitation", "insomnia", "withdrawal delirium")),
        *((effect, "severe", HEALTH) for effect in ("hallucination", "seizure")),
        *((effect, "", MONOGRAPH) for effect in ("hallucination", "seizure", "rebound spasticity")),
        *((effect, "", CLINIC) for effect in ("agitation", "insomnia", "confusion", "delusion", "hallucination")),
        *(("seizure", "", CLINIC), ("multiple organ failure", "", CLINIC)),
        *(("muscle spasm", "mild", CLINIC), ("seizure", "life-threatening", CLINIC)),
        *((effect, "serious", ENCYCLOPAEDIA) for effect in ("seizure", "rhabdomyolysis")),
    ]
    found = [row for row in chosen(rows, "effect severity source") if row[0] != "baclofen withdrawal syndrome"]
    assert found == sorted(expected)


def test_withdrawal_comes_within_48_hours_and_ends_when_the_drug_is_resumed(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "subject onset source", relation="has onset") == [
        ("baclofen withdrawal syndrome", "up to 48 h", CLINIC)
    ]
    assert chosen(withdrawal, "relation effect qualifiers source", subject="resumption of baclofen") == [
        ("decreases", "baclofen withdrawal syndrome", "degree: complete", ENCYCLOPAEDIA),
        ("decreases", "baclofen withdrawal syndrome", "degree: eased", ENCYCLOPAEDIA),
    ]


def test_what_withdrawal_is_likened_to(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "subject effect source", relation="resembles") == [
        ("baclofen withdrawal syndrome", "alcohol withdrawal syndrome", HEALTH),
        ("baclofen withdrawal syndrome", "alcohol withdrawal syndrome", ENCYCLOPAEDIA),
        ("baclofen withdrawal syndrome", "benzodiazepine withdrawal syndrome", ENCYCLOPAEDIA),
    ]


def test_what_makes_withdrawal_likelier(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "subject modality source", relation="increases risk of") == [
        ("abrupt cessation of baclofen", "asserted", ENCYCLOPAEDIA),
        ("intrathecal baclofen therapy", "asserted", ENCYCLOPAEDIA),
        ("long-term use of baclofen", "asserted", ENCYCLOPAEDIA),
        ("long-term use of baclofen", "hedged", HEALTH),
        ("rapid fall of baclofen levels in the central nervous system", "asserted", CLINIC),
    ]


def test_four_documents_call_for_tapering(withdrawal: list[Row]) -> None:
    assert chosen(withdrawal, "source modality", relation="should follow", effect="tapering of baclofen") == [
        (document, "recommendation") for document in (CLINIC, HEALTH, ENCYCLOPAEDIA, PSYCHIATRY)
    ]


def test_the_interactions_of_the_monograph_are_complete(interactions: list[Row]) -> None:
    depressant, alcohol = "central nervous system depressant", "ethanol"
    expected = [
        *((partner, "interacts with", "") for partner in (depressant, alcohol, "benzodiazepine", "opioid")),
        *((partner, "causes", "sedation") for partner in (depressant, alcohol, "benzodiazepine", "opioid")),
        ("monoamine oxidase inhibitor", "interacts with", ""),
        ("monoamine oxidase inhibitor", "causes", "central nervous system depression"),
        ("antihypertensive", "interacts with", ""),
        ("antihypertensive", "causes", "hypotension"),
        ("levodopa", "interacts with", ""),
        ("levodopa", "increases risk of", "hallucination"),
        ("tricyclic antidepressant", "interacts with", ""),
        ("tricyclic antidepressant", "increases", "muscle relaxant effect"),
        *((partner, "should avoid", "") for partner in (depressant, alcohol)),
    ]
    assert chosen(interactions, "partner relation consequence", source=MONOGRAPH) == sorted(expected)


def test_the_interactions_of_the_other_documents_are_complete(interactions: list[Row]) -> None:
    depressant = "central nervous system depressant"
    columns = "partner relation consequence"
    partners = (depressant, "ethanol", "benzodiazepine")
    assert chosen(interactions, columns, source=ENCYCLOPAEDIA) == sorted(
        [(partner, "interacts with", "") for partner in partners]
        + [(partner, "should not be combined with", "") for partner in partners]
        + [(partner, "causes", effect) for partner in partners for effect in ("sedation", "de novo seizure")]
    )
    assert chosen(interactions, columns, source=PSYCHIATRY) == sorted(
        [
            (partner, relation, "")
            for partner in (depressant, "opioid", "benzodiazepine")
            for relation in ("interacts with", "caution in")
        ]
        + [
            (depressant, "causes", effect)
            for effect in ("sedation", "respiratory depression", "respiratory depression")
        ]
        + [(depressant, "should monitor", effect) for effect in ("sedation", "respiratory depression")]
    )
    assert chosen(interactions, columns, source=HEALTH) == sorted(
        [("substance that influences neurotransmission", "interacts with", "")]
        + [(partner, "interacts with", "") for partner in ("ethanol", "opioid")]
        + [("ethanol", "causes", effect) for effect in ("sedation", "dizziness", "respiratory depression", "lethargy")]
        + [("ethanol", "causes", effect) for effect in ("confusion", "loss of consciousness")]
        + [("opioid", "increases risk of", "respiratory depression")]
        + [("opioid", "increases risk of", "intensive care for respiratory complications")]
    )
    assert chosen(interactions, columns, source=CLINIC) == []


def test_a_combined_preparation_is_no_interaction(interactions: list[Row]) -> None:
    assert {"gabapentin", "clonidine"} & {row["partner"] for row in interactions} == set()


def test_an_interaction_is_found_from_its_other_side(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "interactions", ["drug=levodopa"])
    assert chosen(rows, "partner relation consequence source") == [
        ("baclofen", "increases risk of", "hallucination", MONOGRAPH),
        ("baclofen", "interacts with", "", MONOGRAPH),
    ]


def test_where_the_drug_must_not_be_used_or_needs_care_is_complete(store: EmbeddedStore, index: Index) -> None:
    depressant = "central nervous system depressant"
    expected = [
        ("contraindicated in", "hypersensitivity to baclofen", "", "asserted", MONOGRAPH),
        ("contraindicated in", "hypersensitivity to a component of the formulation", "", "asserted", MONOGRAPH),
        ("contraindicated in", "infection at the injection site", "route: intrathecal route", "asserted", MONOGRAPH),
        ("contraindicated in", "intravenous route", "", "asserted", MONOGRAPH),
        *(
            ("caution in", situation, "", "recommendation", MONOGRAPH)
            for situation in ("people with hepatic impairment", "pregnancy", "breastfeeding", "operating machinery")
        ),
        *(
            ("caution in", situation, "", "recommendation", PSYCHIATRY)
            for situation in (depressant, "opioid", "benzodiazepine")
        ),
        ("caution in", "people with psychiatric comorbidity", "degree: especially", "recommendation", PSYCHIATRY),
        *(
            ("should not be combined with", partner, "", "recommendation", ENCYCLOPAEDIA)
            for partner in (depressant, "ethanol", "benzodiazepine")
        ),
        *(("should avoid", partner, "", "recommendation", MONOGRAPH) for partner in (depressant, "ethanol")),
        *(
            ("should avoid", deed, "regimen: until the effects are known", "recommendation", MONOGRAPH)
            for deed in ("driving", "operating machinery")
        ),
        *(
            ("used for", "spasticity", f"condition: {disease}", "recommendation", ENCYCLOPAEDIA)
            for disease in ("stroke", "Parkinson's disease")
        ),
    ]
    rows = rows_of(store, index, "contraindications")
    assert chosen(rows, "relation situation qualifiers modality source") == sorted(expected)
    assert {row["polarity"] for row in rows} == {"affirmed"}


def test_a_contraindication_of_another_drug_is_answered_for_that_drug(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "contraindications", ["drug=naltrexone"])
    assert chosen(rows, "relation situation source") == [
        ("contraindicated in", "people with liver cirrhosis", PSYCHIATRY)
    ]
