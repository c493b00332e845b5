"""A workspace holds what was ingested in the formats of the repository; a build puts it beside the packaged sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.assembly import read_inputs
from ingest.build import build
from ingest.ingestion import documents_in, ingest_files
from ingest.progress import Progress
from ingest.review import Decision, ReviewError, decision_on
from ingest.workspace import Workspace
from ontology.errors import UserError
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder

pytestmark = pytest.mark.slow

LEAFLET = """Sertraline tablets

Sertraline is used to treat depression.

Side effects
- nausea
- an odd feeling in the toes

Sertraline does not cause tolerance.
Sertraline interacts with warfarin.
Sertraline is metabolised by CYP2C19.
"""


def filled(folder: Path, text: str = LEAFLET) -> Workspace:
    document = folder / "sertraline.txt"
    document.write_text(text, encoding="utf-8")
    workspace = Workspace(folder / "workspace")
    entities = workspace.all_entities()
    workspace.add(list(ingest_files([document], ["sertraline"], entities=entities)))
    return workspace


def test_a_new_drug_gets_an_entity_and_its_identifiers_by_exact_label(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    entities = workspace.all_entities()
    assert entities["sertraline"].class_name == "Drug"
    assert "odd feeling in the toes" in {entity.label for entity in entities.values()}
    mappings = workspace.mappings_file.read_text(encoding="utf-8")
    assert "drugkg:sertraline\tsertraline\tskos:exactMatch\tDRUGBANK:" in mappings


def test_the_inputs_of_a_build_take_the_workspace_with_verified_anchors(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    inputs = read_inputs(None, Progress(), workspace=workspace.folder)
    mine = [item for item in inputs.sources if item.source.file == "sertraline.txt"]
    assert len(mine) == 1
    assert inputs.verified == sum(len(claim.record.places) for claim in mine[0].claims) > 0
    assert inputs.label_of("drugkg:sertraline") == "sertraline"


def test_proposed_claims_are_in_the_graph_and_make_no_fact_until_they_are_accepted(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    report = build(tmp_path / "graph", workspace=workspace.folder)
    ask = "ASK { GRAPH <https://w3id.org/drugkg/graph/facts> { <https://w3id.org/drugkg/entity/sertraline> ?p ?o } }"
    count = (
        "SELECT ?claim WHERE { GRAPH ?g { ?claim <https://w3id.org/drugkg/ontology/reviewStatus>"
        " <https://w3id.org/drugkg/ontology/proposed> } }"
    )
    with EmbeddedStore(store_folder(report.folder)) as store:
        assert store.ask(ask) is False
        assert len(store.select(count, row_limit=0).rows) == sum(len(item.claims) for item in workspace.sources())


def test_reading_a_document_again_keeps_the_decisions(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (item,) = workspace.sources()
    nausea = next(claim.record for claim in item.claims if claim.record.object == "nausea")
    toes = next(claim.record for claim in item.claims if claim.record.object_id == "drugkg:odd-feeling-in-the-toes")
    workspace.decide(decision_on(nausea, item.source.sha256, "accepted", "A. Reader"))
    workspace.decide(decision_on(toes, item.source.sha256, "rejected", "A. Reader", reason="noRelation"))
    again = filled(tmp_path)
    status = {claim.record.object: claim.record.review_status for claim in again.sources()[0].claims}
    assert status["nausea"] == "reviewed"
    assert status["odd feeling in the toes"] == "rejected"
    assert [decision.reviewer for decision in again.decisions()] == ["A. Reader", "A. Reader"]


def test_an_edit_changes_the_claim_and_names_the_reviewer(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (item,) = workspace.sources()
    record = item.claims[0].record
    changed = workspace.decide(
        decision_on(record, item.source.sha256, "edited", "A. Reader", changes={"modality": "hedged"})
    )
    assert (changed.modality, changed.review_status) == ("hedged", "reviewed")
    assert "A. Reader" in (changed.note or "")


@pytest.mark.parametrize(
    ("verdict", "settings", "message"),
    [
        ("rejected", {}, "needs a reason"),
        ("rejected", {"reason": "other"}, "needs a comment"),
        ("edited", {}, "at least one change"),
        ("edited", {"changes": {"sha256": "0"}}, "cannot be changed"),
        ("guessed", {}, "accepted, edited or rejected"),
    ],
)
def test_a_decision_without_what_it_needs_is_refused(verdict: str, settings: dict[str, object], message: str) -> None:
    data: dict[str, object] = {
        "claim": "a",
        "document": "0",
        "start": 0,
        "end": 1,
        "family": "adverse_effect",
        "object": "b",
        "verdict": verdict,
        "reviewer": "R",
        "time": "2026-01-01T00:00:00+00:00",
    }
    with pytest.raises(ReviewError, match=message):
        Decision(**(data | settings))  # type: ignore[arg-type]


def test_a_workspace_whose_text_was_changed_is_not_built(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (text,) = (workspace.folder / "documents").glob("*/text.txt")
    text.write_text(LEAFLET.replace("nausea", "Nausea"), encoding="utf-8")
    with pytest.raises(UserError, match="checksum differs"):
        read_inputs(None, Progress(), workspace=workspace.folder)


def test_a_folder_is_read_by_name_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "c.png"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in documents_in([tmp_path])] == ["a.md", "b.txt"]
    with pytest.raises(UserError, match="no such file"):
        documents_in([tmp_path / "nowhere"])


def test_names_that_look_like_code_stay_text(tmp_path: Path) -> None:
    evil = (
        "Sertraline\n\nSide effects\n- rash \"; DROP GRAPH <x> #\n- =cmd|' /C calc'!A0 pain\n- ../../etc/passwd "
        "pain\n- <script>alert(1)</script> itching\n"
    )
    workspace = filled(tmp_path, evil)
    inputs = read_inputs(None, Progress(), workspace=workspace.folder)
    slugs = [slug for slug in inputs.entities if "passwd" in slug or "script" in slug or "drop" in slug]
    assert all(json.dumps(slug) == f'"{slug}"' and "/" not in slug for slug in slugs)
    assert sorted(path.name for path in workspace.folder.iterdir() if path.name != ".lock") == [
        "documents",
        "entities",
        "mappings.sssom.tsv",
        "sources",
    ]
