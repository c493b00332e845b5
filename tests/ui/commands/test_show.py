"""`drugkg show` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Run, complaint


def test_show_prints_an_entity_its_claims_and_what_no_source_says(run: Run, leaflet: Path) -> None:
    text = run("show", "Baclofen", "--store", leaflet).stdout
    assert text.startswith("baclofen  (drugkg:baclofen)\n  ChemicalSubstance, Drug")
    assert "  baclofen causes drowsiness  source:leaflet  claim:leaflet-001\n" in text
    unsaid = text.partition("No source says (which is not a denial): ")[2].strip().split(", ")
    assert "has protein binding" in unsaid
    assert "has half-life" not in unsaid


@pytest.mark.parametrize("name", ["CLAIM:leaflet-001", "leaflet-001", "http://w3id.org/drugkg/claim/leaflet-001"])
def test_show_takes_a_claim_however_its_identifier_is_written(run: Run, leaflet: Path, name: str) -> None:
    assert run("show", name, "--store", leaflet).stdout.startswith("claim:leaflet-001\n")


def test_a_name_that_is_a_topic_leads_to_the_saved_query_on_it(run: Run, leaflet: Path) -> None:
    done = run("show", "half life", "--store", leaflet)
    assert done.returncode == 2
    assert "a saved query is about it, see `drugkg query half-life-by-document`" in done.stderr


def test_a_name_of_which_queries_have_one_word_only_leads_to_none(run: Run, leaflet: Path) -> None:
    assert "a saved query" not in run("show", "United Kingdom", "--store", leaflet).stderr


def test_show_tells_a_denial_apart_from_silence(run: Run, graph_folder: Path) -> None:
    text = run("show", "baclofen", "--store", graph_folder).stdout
    said, _, unsaid = text.partition("No source says (which is not a denial):")
    assert "  baclofen does not bind to GHB receptor (not significant)  source:encyclopaedia" in said
    assert "binds to" not in unsaid


def test_show_prints_claims_that_name_the_entity_as_a_qualifier_only(run: Run, graph_folder: Path) -> None:
    text = run("show", "stroke", "--store", graph_folder).stdout
    line = "  baclofen is not recommended for spasticity in stroke (inferred by the reader)  source:encyclopaedia"
    assert f"\nas a condition of a claim, 1 claim\n{line}  claim:encyclopaedia-031\n" in text
    assert "No source states anything" not in text
    found = json.loads(run("show", "stroke", "-f", "json", "--store", graph_folder).stdout)
    assert found["claims"] == []
    assert [row["claim"] for row in found["connected"][0]["claims"]] == ["claim:encyclopaedia-031"]
    rows = run("show", "stroke", "-f", "csv", "--store", graph_folder).stdout.splitlines()
    assert rows[1].endswith("as a condition of a claim")


def test_show_prints_claims_on_kinds_parts_and_activities(run: Run, graph_folder: Path) -> None:
    text = run("show", "kidney", "--store", graph_folder).stdout
    assert (
        "about what occurs in it: renal excretion of baclofen (drugkg:renal-excretion-of-baclofen), 1 claim\n" in text
    )
    assert (
        "about what involves it: people with renal impairment (drugkg:people-with-renal-impairment), 4 claims\n" in text
    )
    assert "  … 1 more; `drugkg show drugkg:people-with-renal-impairment` prints them\n" in text
    text = run("show", "brain", "--store", graph_folder).stdout
    assert "about a part of it: amygdala (drugkg:amygdala), " in text


def test_show_says_that_no_source_says_anything_only_if_so(run: Run, leaflet: Path) -> None:
    assert "No source states anything about it.\n" in run("show", "stroke", "--store", leaflet).stdout
    assert "No source states anything about it" not in run("show", "drowsiness", "--store", leaflet).stdout


def test_show_takes_any_identifier_that_is_mapped_exactly(run: Run, leaflet: Path) -> None:
    wanted = run("show", "baclofen", "--store", leaflet).stdout
    assert run("show", "DB00181", "--store", leaflet).stdout == wanted
    assert run("show", "https://identifiers.org/chebi:2972", "--store", leaflet).stdout == wanted
    assert "no entity is the same as HP:0000707, nor mapped to it" in complaint(
        run("show", "HP:0000707", "--store", leaflet)
    )


def test_show_prints_the_counterparts_in_other_vocabularies(run: Run, leaflet: Path) -> None:
    text = run("show", "baclofen", "--store", leaflet).stdout
    assert "  exactMatch: CHEBI:2972 baclofen <http://purl.obolibrary.org/obo/CHEBI_2972>\n" in text
    assert "  exactMatch: DRUGBANK:DB00181 Baclofen <" in text


def test_show_prints_a_claim_with_its_place_and_words(run: Run, leaflet: Path) -> None:
    text = run("show", "claim:leaflet-002", "--store", leaflet).stdout
    assert text.startswith("claim:leaflet-002\n  Baclofen has a half-life of two to four hours.\n")
    assert "  cites: [1] a reference\n" in text
    assert "  value: 2–4 h" in text
    assert "  99–104  Side effects\n      “2-4 h”\n" in text


def test_show_as_json_is_the_same_in_data(run: Run, leaflet: Path) -> None:
    data = json.loads(run("show", "baclofen", "-f", "json", "--store", leaflet).stdout)
    assert data["id"] == "drugkg:baclofen"
    assert [row["claim"] for row in data["claims"]] == ["claim:leaflet-001", "claim:leaflet-002", "claim:leaflet-003"]
