"""Claims by document and by entity, counts, entities without a counterpart, as a reader of the documents answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sources import SourceFolder
from ontology.entities import load_entities
from ontology.mappings.sssom import load_mappings
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, Row, chosen, rows_of


@pytest.fixture(scope="module")
def monograph(store: EmbeddedStore, index: Index) -> list[Row]:
    return rows_of(store, index, "claims-of-source")


@pytest.fixture(scope="module")
def overview(store: EmbeddedStore, index: Index) -> dict[str, Row]:
    return {row["family"]: row for row in rows_of(store, index, "drug-overview")}


def test_everything_on_anxiety_is_complete(store: EmbeddedStore, index: Index) -> None:
    expected = [
        ("condition", "baclofen is used for neurological disorder", "asserted", PSYCHIATRY),
        *(("object", "abrupt cessation of baclofen causes anxiety", "asserted", page) for page in (PSYCHIATRY, HEALTH)),
        ("object", "baclofen causes anxiety", "asserted", HEALTH),
        ("object", "baclofen decreases anxiety", "hedged", HEALTH),
        ("object", "baclofen decreases anxiety", "asserted", ENCYCLOPAEDIA),
        ("object", "individual variation in GABAergic tone contributes to anxiety", "hedged", HEALTH),
        (
            *("object", "inhibitory control over amygdala and prefrontal circuits decrease anxiety"),
            *("hedged", HEALTH),
        ),
        ("object", "GABA-B receptor activity in the limbic system decreases anxiety", "hedged", ENCYCLOPAEDIA),
        ("subject", "anxiety contributes to relapse to drinking", "asserted", HEALTH),
    ]
    rows = rows_of(store, index, "claims-about", ["node=anxiety"])
    assert chosen(rows, "role proposition modality source") == sorted(expected)


def test_nodes_that_limit_claims_are_found(store: EmbeddedStore, index: Index) -> None:
    """Abstinence is also the endpoint of the number needed to treat."""
    rows = rows_of(store, index, "claims-about")
    assert chosen(rows, "role value source") == [
        ("endpoint", "8", PSYCHIATRY),
        ("object", "", ENCYCLOPAEDIA),
        *(("object", "", PSYCHIATRY) for _ in ("at first", "in cirrhosis", "again", "Cochrane")),
        ("object", "8", PSYCHIATRY),
    ]
    rows = rows_of(store, index, "claims-about", ["node=detoxified people with alcohol use disorder"])
    assert chosen(rows, "role proposition source") == [
        ("population", "baclofen decreases relapse to drinking", PSYCHIATRY),
        ("population", "baclofen increases alcohol abstinence", PSYCHIATRY),
    ]


def test_entities_without_a_mapping_are_all_listed(store: EmbeddedStore, index: Index) -> None:
    mapped = {mapping.subject_id.removeprefix("drugkg:") for mapping in load_mappings() if mapping.found}
    entities = {entity.curie.removeprefix("drugkg:"): entity.class_name for entity in load_entities().values()}
    rows = rows_of(store, index, "entities-without-counterpart")
    assert {row["entity_id"]: row["kind"] for row in rows} == {
        name: kind for name, kind in entities.items() if name not in mapped
    }
    people = rows_of(store, index, "entities-without-counterpart", ["class=Person"])
    assert {row["entity"] for row in people} <= {
        *("Olivier Ameisen", "Heinrich Keberle", "anonymous donor of the Amsterdam baclofen trial")
    }
    assert people == [row for row in rows if row["kind"] == "Person"]


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
        ("contraindication", "baclofen is contraindicated in hypersensitivity to baclofen", ""),
        ("contraindication", "baclofen is contraindicated in hypersensitivity to a component of the formulation", ""),
        ("dosing", "baclofen is given by intrathecal route", ""),
        (
            "contraindication",
            "baclofen is contraindicated in infection at the injection site",
            "route: intrathecal route",
        ),
        ("contraindication", "baclofen is contraindicated by intravenous route", ""),
        ("adverse_effect", "baclofen causes central nervous system depression", "route: intravenous route"),
        ("adverse_effect", "baclofen causes cardiovascular collapse", "route: intravenous route"),
    ]


@pytest.mark.parametrize(
    ("document", "proposition", "value", "words"),
    [
        (MONOGRAPH, "baclofen has a half-life", "2.5–4 h", "Half-life: 2.5-4 hours"),
        (HEALTH, "baclofen has a half-life", "about 2–6 h", "about two to six hours"),
        (ENCYCLOPAEDIA, "baclofen has a half-life", "about 2–4 h", "roughly 2–4 hours"),
        (CLINIC, "baclofen has an incidence of adverse drug effect", "10–65 %", "10 to 65%"),
        (PSYCHIATRY, "baclofen is dosed for alcohol use disorder", "5–10 mg", "5-10 mg three times daily"),
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


def test_denials_lie_in_four_topics(overview: dict[str, Row]) -> None:
    """Of approval; solubility; craving, addiction, abuse and reward; five mechanisms."""
    denied = {family: int(row["denied"]) for family, row in overview.items() if row["denied"] != "0"}
    assert denied == {"regulatory": 1, "identity": 1, "dependence_abuse": 5, "mechanism": 5}


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


def test_what_belongs_to_a_node_is_rolled_up_and_labelled(store: EmbeddedStore, index: Index) -> None:
    """No claim names the brain itself; it has parts, and activities that occur in it."""
    rows = rows_of(store, index, "claims-about", ["node=brain"])
    assert {row["connection"] for row in rows} == {"part of it", "occurs in it"}
    assert {"amygdala", "insula"} <= {row["through"] for row in rows if row["connection"] == "part of it"}
    [stroke] = rows_of(store, index, "claims-about", ["node=stroke"])
    wanted = ("itself", "condition", "notRecommended", "not recommended [stroke; inferred]", ENCYCLOPAEDIA)
    assert chosen([stroke], "connection role status answer source") == [wanted]
    receptor = rows_of(store, index, "claims-about", ["node=GABA-B receptor"])
    assert {"itself", "activity of it"} <= {row["connection"] for row in receptor}
    disorder = rows_of(store, index, "claims-about", ["node=alcohol use disorder"])
    through = {row["through"] for row in disorder if row["connection"] == "involves it"}
    assert "use of baclofen in alcohol use disorder" in through


def test_the_timeline_is_complete(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "timeline")
    years = [(row["year"], row["source"]) for row in rows if row["family"] != "reference"]
    encyclopaedia = ["1962", "1962", "1971", "1977", "1977", "1984", "2004", "2008", "2008", "2014", "2014"]
    encyclopaedia += ["2018", "2018", "2018", "2019", "2022", "2022"]
    expected = [*((year, ENCYCLOPAEDIA) for year in encyclopaedia), ("1970s", MONOGRAPH)]
    assert sorted(years) == sorted([*expected, *(("2023", PSYCHIATRY) for _ in ("relapse", "abstinence"))])
    works = [(row["year"], row["source"]) for row in rows if row["family"] == "reference"]
    assert works == [*((year, MONOGRAPH) for year in ("1992", "2009", "2018", "2020")), ("2023", PSYCHIATRY)]
    assert rows_of(store, index, "timeline", ["drug=naltrexone"]) != rows


def test_two_drugs_are_set_side_by_side(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "compare-drugs")
    assert {row["drug"] for row in rows} == {"baclofen", "phenibut"}
    channel = "α2δ subunit-containing voltage-gated calcium channel"
    blocked = chosen(rows, "drug relation value", object=channel)
    assert blocked == [
        ("baclofen", "blocks", ""),
        ("baclofen", "has affinity for", "156 µmol/L"),
        ("phenibut", "blocks", ""),
        ("phenibut", "has affinity for", "23 µmol/L"),
        ("phenibut", "has affinity for", "39 µmol/L"),
    ]
    assert ("phenibut", "more potent than", "") in chosen(rows, "drug relation value", object="baclofen")
    turned = rows_of(store, index, "compare-drugs", {"drug": "phenibut", "other": "baclofen"})
    assert sorted(turned, key=str) == sorted(rows, key=str)
    assert rows_of(store, index, "compare-drugs", {"other": "baclofen"}) == []


def test_two_documents_are_set_side_by_side(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "compare-documents")
    by_proposition: dict[str, set[str]] = {}
    for row in rows:
        by_proposition.setdefault(row["proposition"], set()).add(row["source"])
    assert by_proposition
    assert all(sources == {PSYCHIATRY, HEALTH} for sources in by_proposition.values())
    assert "baclofen decreases alcohol craving" in by_proposition
    assert rows_of(store, index, "compare-documents", {"other": PSYCHIATRY}) == []


def test_general_statements_are_about_other_things_than_the_drug(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "general-statements")
    assert not {"baclofen", "use of baclofen in alcohol use disorder"} & {row["subject"] for row in rows}
    found = set(chosen(rows, "subject relation object source"))
    assert ("naltrexone", "used for", "alcohol use disorder", PSYCHIATRY) in found
    assert ("gamma-hydroxybutyric acid", "causes", "euphoria", ENCYCLOPAEDIA) in found
