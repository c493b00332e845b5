"""Our terms in Biolink's words: every term stands in the table that was checked against the model."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import yaml

from ontology.vocabulary import load_vocabulary
from queries.exports.biolink.mapping import (
    CATEGORIES,
    QUALIFIERS,
    SLOTS,
    STATEMENTS,
    TERMS_FILE,
    category,
    edge_terms,
    predicates_taken,
)
from queries.exports.biolink.terms import read_model, table, used_predicates, used_values
from queries.exports.kgx import EDGE_COLUMNS, NODE_COLUMNS

LINES = TERMS_FILE.read_text(encoding="utf-8").splitlines()
TERMS = {tuple(line.split("\t")[:2]) for line in LINES[2:]}


def claim(**given: Any) -> dict[str, Any]:
    """A claim record with what its edge depends on."""
    record = {"predicate_id": "dkgo:causes", "polarity": "affirmed", "modality": "asserted"}
    return {**record, "agent": "curated", "review_status": "reviewed", **given}


def test_the_table_names_its_version_and_the_terms_in_use_and_no_others() -> None:
    assert LINES[0] == "# Biolink Model 4.4.6"
    used = {("class", name) for name in CATEGORIES.values()} | {("slot", name) for name in SLOTS}
    used |= {("predicate", name) for name in used_predicates()}
    used |= {("value", f"{enum}:{value}") for enum, value in used_values()}
    assert used == TERMS


def test_every_property_of_the_export_is_a_slot_or_ours() -> None:
    columns = {*NODE_COLUMNS, *EDGE_COLUMNS}
    assert {column for column in columns if not column.startswith("drugkg_")} == set(SLOTS)


def test_our_side_of_the_tables_is_in_our_ontology() -> None:
    vocabulary = load_vocabulary()
    assert set(CATEGORIES) <= set(vocabulary.classes)
    assert set(STATEMENTS) <= set(vocabulary.predicates)
    assert set(QUALIFIERS) <= set(vocabulary.qualifiers)
    assert {category(name) for name in vocabulary.classes} <= set(CATEGORIES.values())


@pytest.mark.slow
def test_the_model_itself_has_the_terms() -> None:
    schema = distribution("biolink-model").locate_file("biolink_model/schema/biolink_model.yaml")
    assert table(read_model(Path(str(schema)))) == TERMS_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("section", "name", "entry", "message"),
    [
        ("classes", "drug", None, "the model has no Drug"),
        ("classes", "drug", {"mixin": True}, "Drug is no class that a node can have"),
        ("slots", "causes", {"is_a": "related to", "deprecated": "true"}, "causes is deprecated"),
        ("slots", "causes", {}, "causes is no predicate"),
    ],
)
def test_a_term_that_the_model_does_not_offer_is_named(
    section: str, name: str, entry: dict[str, Any] | None, message: str
) -> None:
    model = small_model()
    if entry is None:
        del model[section][name]
    else:
        model[section][name] = entry
    with pytest.raises(ValueError, match=message):
        table(model)


def small_model() -> dict[str, Any]:
    """A model with all terms in use, and nothing said of them."""
    names = [name for kind, name in TERMS if kind == "class"]
    classes: dict[str, Any] = {re.sub(r"(?<=.)(?=[A-Z])", " ", name).lower(): {} for name in names}
    slots: dict[str, Any] = {name.replace("_", " "): {} for kind, name in TERMS if kind == "slot"}
    slots |= {name.replace("_", " "): {"is_a": "related to"} for kind, name in TERMS if kind == "predicate"}
    slots["related to"] = {}
    enums: dict[str, Any] = {}
    for kind, name in TERMS:
        if kind == "value":
            enum, _, value = name.partition(":")
            enums.setdefault(enum, {"permissible_values": {}})["permissible_values"][value] = {}
    return yaml.safe_load(yaml.safe_dump({"version": "0", "classes": classes, "slots": slots, "enums": enums}))  # type: ignore[no-any-return]


def test_a_plain_claim_is_an_assertion_by_hand() -> None:
    made = edge_terms(claim(), "Drug", "DiseaseOrPhenotypicFeature")
    assert made == {
        "predicate": "biolink:causes",
        "negated": False,
        "knowledge_level": "knowledge_assertion",
        "agent_type": "manual_agent",
    }


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({"modality": "hedged"}, "prediction"),
        ({"modality": "hypothesis"}, "prediction"),
        ({"modality": "recommendation"}, "not_provided"),
        ({"predicate_id": "dkgo:correlatesPositivelyWith"}, "statistical_association"),
        ({"polarity": "denied"}, "knowledge_assertion"),
        ({"polarity": "denied", "predicate_id": "dkgo:solubleIn"}, "not_provided"),
        ({"polarity": "denied", "predicate_id": "dkgo:actsOn"}, "not_provided"),
        ({"review_status": "proposed"}, "not_provided"),
    ],
)
def test_the_knowledge_level_follows_modality_and_what_biolink_can_say(given: dict[str, str], level: str) -> None:
    assert edge_terms(claim(**given), "Drug", "DiseaseOrPhenotypicFeature")["knowledge_level"] == level


@pytest.mark.parametrize(
    "given",
    [
        {"modality": "unknown"},
        {"modality": "insufficientEvidence"},
        {"review_status": "rejected"},
        {"modality": "recommendation", "regulatory_status": "notRecommended"},
    ],
)
def test_what_is_left_open_gets_no_plain_predicate(given: dict[str, str]) -> None:
    made = edge_terms(claim(predicate_id="dkgo:decreases", **given), "Drug", "DiseaseOrPhenotypicFeature")
    assert made["predicate"] == "biolink:related_to"
    assert "object_direction_qualifier" not in made
    assert made["knowledge_level"] == "not_provided"


def test_a_denial_is_negated_and_keeps_its_predicate() -> None:
    made = edge_terms(claim(predicate_id="dkgo:decreases", polarity="denied"), "Drug", "DiseaseOrPhenotypicFeature")
    assert (made["predicate"], made["negated"]) == ("biolink:affects", True)
    assert (made["qualified_predicate"], made["object_direction_qualifier"]) == ("biolink:causes", "decreased")


def test_a_predicate_that_does_not_take_the_classes_gives_way() -> None:
    used = claim(predicate_id="dkgo:usedFor", regulatory_status="offLabel")
    assert edge_terms(used, "Drug", "DiseaseOrPhenotypicFeature")["clinical_approval_status"] == "off_label_use"
    elsewhere = edge_terms(used, "Drug", "Phenomenon")
    assert elsewhere["predicate"] == "biolink:related_to"
    assert "clinical_approval_status" not in elsewhere


def test_the_last_predicate_of_each_statement_takes_all_classes() -> None:
    for statement in STATEMENTS.values():
        assert predicates_taken()[statement.predicates[-1]] == (frozenset("*"), frozenset("*"))
