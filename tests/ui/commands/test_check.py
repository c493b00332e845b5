"""`drugkg check` says what it looked at, and names what is wrong with node, reason and file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import run_command
from tests.support.records import HALF_LIFE, claim, write_original, write_source

pytestmark = pytest.mark.slow


def check(*words: object) -> tuple[int, list[dict[str, Any]]]:
    run = run_command("check", "-f", "json", *words)
    return run.returncode, json.loads(run.stdout)


def problems(checks: list[dict[str, Any]]) -> list[str]:
    return [problem for item in checks for problem in item["problems"]]


def test_the_real_sources_pass_every_check(printed_check: str) -> None:
    by_name = dict(line[5:].split(": ", 1) for line in printed_check.splitlines() if line.startswith("ok   "))
    assert list(by_name) == [
        "claims", "declared terms", "facts", "shapes (SHACL)", "rules (OWL 2 RL)", "consistency (HermiT)",
        "saved queries", "mappings", "vocabularies", "wording of claims", "anchors", "curation",
        "uncovered passages",
    ]  # fmt: skip
    others = [line for line in printed_check.splitlines() if not line.startswith("ok   ")]
    assert len(others) == 1
    assert others[0].endswith(" passages are not covered by any claim; --uncovered lists them")
    verified, _, total = by_name["anchors"].partition(" of ")
    assert total == f"{verified} anchors"
    assert int(verified) > 900
    identifiers, _, total = by_name["vocabularies"].partition(" of ")
    assert total.startswith(f"{identifiers} identifiers")
    assert int(identifiers) > 1000


@pytest.fixture(scope="module")
def contradicted(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, list[dict[str, Any]]]:
    """The outcome for a statement that the ontology holds to be impossible, and an anchor that does not hold.

    Drowsiness is a clinical finding and is made a receptor as well.
    """
    folder = tmp_path_factory.mktemp("contradicted")
    extra = folder / "contradiction.ttl"
    extra.write_text(
        "@prefix drugkg: <https://w3id.org/drugkg/entity/> . @prefix dkgo: <https://w3id.org/drugkg/ontology/> .\n"
        "drugkg:drowsiness a dkgo:Receptor .\n",
        encoding="utf-8",
    )
    sources = write_source(folder, [claim(sha256="0" * 64), HALF_LIFE])
    return check("--sources", sources, "--with", extra, "--originals", write_original(folder / "originals"))


@pytest.fixture(scope="module")
def without_members(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, list[dict[str, Any]]]:
    """The outcome for a class that can have no member, and a document that one claim does not cover."""
    folder = tmp_path_factory.mktemp("without-members")
    extra = folder / "empty.ttl"
    extra.write_text(
        "@prefix dkgo: <https://w3id.org/drugkg/ontology/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "dkgo:Impossible a owl:Class ; rdfs:subClassOf dkgo:Receptor, dkgo:Outcome .\n",
        encoding="utf-8",
    )
    sources = write_source(folder, [HALF_LIFE])
    return check("--sources", sources, "--with", extra, "--originals", write_original(folder / "originals"))


def test_a_deliberate_contradiction_is_named(contradicted: tuple[int, list[dict[str, Any]]]) -> None:
    status, checks = contradicted
    assert status == 1
    by_name = {item["name"]: item for item in checks}
    for name in ("rules (OWL 2 RL)", "consistency (HermiT)"):
        assert not by_name[name]["passed"]
        text = " ".join(by_name[name]["problems"])
        assert "drugkg:drowsiness" in text
        assert "Receptor" in text
        assert "ClinicalFinding" in text


def test_an_anchor_that_does_not_hold_is_named_and_no_check_passes_by_checking_nothing(
    contradicted: tuple[int, list[dict[str, Any]]],
) -> None:
    _, checks = contradicted
    anchors = next(item for item in checks if item["name"] == "anchors")
    assert not anchors["passed"]
    assert anchors["checked"] == "1 of 2 anchors"
    assert anchors["problems"][0].startswith("sources/leaflet/claims.jsonl:1: leaflet-001: the characters")


def test_a_class_that_can_have_no_member_is_named(without_members: tuple[int, list[dict[str, Any]]]) -> None:
    status, checks = without_members
    assert status == 1
    assert problems(checks) == ["dkgo:Impossible cannot have members"]


def test_uncovered_passages_are_listed_with_their_line(without_members: tuple[int, list[dict[str, Any]]]) -> None:
    _, checks = without_members
    notes = next(item for item in checks if item["name"] == "uncovered passages")["notes"]
    assert notes == ["leaflet.txt:2: Baclofen activates the GABA-B receptor", "leaflet.txt:4: It may cause drowsiness"]


def test_a_wrong_claim_is_named_with_file_and_line(tmp_path: Path) -> None:
    status, checks = check("--sources", write_source(tmp_path, [claim(object_id="drugkg:zzzzzzzz")]))
    assert status == 1
    assert problems(checks) == ["sources/leaflet/claims.jsonl:1: leaflet-001: unknown object 'drugkg:zzzzzzzz'"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing.ttl", "", "cannot be read: No such file"),
        ("table.xlsx", "", "unknown RDF format"),
        ("deep.nt", "<a:a> <a:b> " + "<<( <a:a> <a:b> " * 20_000, "more than 1,000 triple terms"),
        ("deep.jsonld", '{"a:b":' * 50_000 + "1" + "}" * 50_000, "nested too deeply"),
        ("deep.rdf", "<a>" * 50_000, "nested more than 100 levels deep"),
        ("star.ttl", "<a:a> <a:b> <<( <a:a> <a:b> 1 )>> .", "has triple terms"),
        ("cut.ttl", "<a:a> <a:b> ", "cannot be read as Turtle"),
    ],
)
def test_an_extra_file_that_cannot_be_read_gets_one_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    if text:
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = run_command("check", "--with", tmp_path / name, "--sources", write_source(tmp_path, [claim()]))
    assert run.returncode == 2
    assert message in run.stderr.splitlines()[-1]


def test_label_tables_that_are_no_folder_are_refused(tmp_path: Path) -> None:
    run = run_command("check", "--vocabularies", tmp_path / "nowhere")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.strip().endswith(
        "nowhere is not a directory: name the directory of the label tables with --vocabularies"
    )
