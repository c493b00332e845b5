"""Drugs and documents side by side, and queries on several drugs, on the graph of the five sources."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.errors import UserError
from queries.answers.frames import Rows
from queries.comparison.side_by_side import Row, SideBySide, compare
from queries.errors import UnknownNameError
from queries.runner import OpenGraph, open_graph, run_saved
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog
from ui.command_line import main

CHANNEL = "α2δ subunit-containing voltage-gated calcium channel"


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[OpenGraph]:
    with open_graph(graph_folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def drugs(graph: OpenGraph) -> SideBySide:
    return compare(graph, "CHEBI:2972", "phenibut")


def row(found: SideBySide, matter: str) -> Row:
    (only,) = (row for row in found.rows if row.matter == matter)
    return only


def test_columns_are_the_drugs_in_the_order_given(drugs: SideBySide) -> None:
    assert (drugs.columns, drugs.ids) == (("baclofen", "phenibut"), ("drugkg:baclofen", "drugkg:phenibut"))


def test_what_both_are_said_to_do_is_in_one_row(drugs: SideBySide) -> None:
    shared = row(drugs, f"blocks {CHANNEL}")
    assert (shared.family, shared.agreement) == ("mechanism", "same")
    assert [cell.text for cell in shared.cells] == [f"blocks {CHANNEL} [encyclopaedia]"] * 2


def test_different_readings_and_numbers_are_not_called_alike(drugs: SideBySide) -> None:
    agonist = row(drugs, "is an agonist of GABA-B receptor")
    assert agonist.agreement == "different"
    assert agonist.cells[1].text == "is an agonist of GABA-B receptor (inferred by the reader) [encyclopaedia]"
    assert row(drugs, f"binds to {CHANNEL}").agreement == "different"


@pytest.mark.parametrize(
    "matter",
    [
        "baclofen causes fatigue",  # common, and without a frequency
        "abrupt cessation of baclofen causes seizure",  # without a severity, and serious
        "baclofen is an agonist of GABA-B receptor",  # once selective
        "baclofen has a metabolised fraction",  # 15 %, and a low share
        "baclofen is excreted by kidney",  # primarily, and predominant
    ],
)
def test_claims_that_differ_in_a_qualifier_are_not_called_alike(graph: OpenGraph, matter: str) -> None:
    assert row(compare(graph, "monograph", "encyclopaedia"), matter).agreement == "different"


def test_claims_without_a_difference_are_called_alike(graph: OpenGraph) -> None:
    shared = row(compare(graph, "monograph", "encyclopaedia"), "baclofen interacts with ethanol")
    assert shared.agreement == "same"


def test_a_claim_on_a_use_or_a_combination_is_not_said_of_the_drug(drugs: SideBySide) -> None:
    licences = [line for line in drugs.rows if line.matter == "is approved in France"]
    assert [line.through for line in licences] == ["therapeutic use for alcohol use disorder"]
    assert licences[0].cells[0].text.startswith("use of baclofen in alcohol use disorder is approved in France")
    combined = {line.through for line in drugs.rows if line.matter == "causes sedation"}
    assert "drug combination with ethanol" in combined


def test_what_is_said_of_one_only_leaves_the_other_cell_empty(drugs: SideBySide) -> None:
    appearance = row(drugs, "is described as crystalline powder")
    assert (appearance.agreement, [bool(cell.claims) for cell in appearance.cells]) == ("one", [True, False])


def test_numbers_share_an_axis(drugs: SideBySide) -> None:
    (axis,) = (axis for axis in drugs.axes if axis.title == f"binds to {CHANNEL}")
    assert [sorted(bar.low or 0 for bar in bars) for bars in axis.bars] == [[156], [23, 39]]


def test_denials_and_doubts_are_in_the_cells(graph: OpenGraph) -> None:
    for line in compare(graph, "monograph", "encyclopaedia", "addiction-clinic").rows:
        for cell in line.cells:
            for claim in cell.claims:
                if claim.polarity == "denied":
                    assert any(word in cell.text for word in ("not ", "no ", "never", "un")), claim.id
                if claim.modality == "hypothesis":
                    assert claim.phrase in cell.text


def test_documents_are_compared_by_proposition(graph: OpenGraph) -> None:
    found = compare(graph, "monograph", "source:encyclopaedia", family="pharmacokinetics")
    assert {line.family for line in found.rows} == {"pharmacokinetics"}
    half_life = row(found, "baclofen has a half-life")
    assert [bool(cell.claims) for cell in half_life.cells] == [True, True]
    assert all(claim.source == "monograph" for line in found.rows for claim in line.cells[0].claims)


def test_doses_by_different_routes_are_never_on_one_axis(graph: OpenGraph) -> None:
    found = compare(graph, "monograph", "alcohol-use-disorder", family="dosing")
    for axis in found.axes:
        assert len({bar.claim.route for bars in axis.bars for bar in bars}) == 1
    by_route = [line.matter for line in found.rows if line.matter.startswith("baclofen is dosed for spasticity")]
    assert sorted(by_route) == [
        "baclofen is dosed for spasticity",
        "baclofen is dosed for spasticity, intrathecal route",
        "baclofen is dosed for spasticity, oral route",
    ]


def test_mistakes_are_named(graph: OpenGraph) -> None:
    with pytest.raises(UserError, match="at least two different drugs"):
        compare(graph, "baclofen", "Lioresal")
    with pytest.raises(UserError, match="drugs are compared with drugs"):
        compare(graph, "baclofen", "monograph")
    with pytest.raises(UnknownNameError, match="no Drug has the name 'dopamine'"):
        compare(graph, "baclofen", "dopamine")
    with pytest.raises(UserError, match="has the topic 'nonsense'; their topics: "):
        compare(graph, "baclofen", "phenibut", family="nonsense")


def test_command_prints_text_table_and_json(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "baclofen", "phenibut", "--family", "mechanism", "--store", str(graph_folder)]
    assert main([*words, "--only", "shared"]) == 0
    text = capsys.readouterr().out
    assert f"  blocks {CHANNEL}: said of all alike\n" in text
    assert "|  156 µmol/L [encyclopaedia]\n" in text
    assert main([*words, "-f", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {line["agreement"] for line in lines} == {"same", "different", "one"}
    assert main([*words, "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in data["compared"]] == ["drugkg:baclofen", "drugkg:phenibut"]
    assert main(["compare", "baclofen", "nobody", "--store", str(graph_folder)]) == 2


def test_every_query_that_takes_a_drug_returns_it() -> None:
    queries = read_catalog(CATALOG_FOLDER).values()
    taking = [query for query in queries if any(item.entity_class.endswith("Drug") for item in query.parameters)]
    assert len(taking) > 40
    assert [query.name for query in taking if "drug" not in query.columns] == []


def test_all_drugs_and_all_documents(graph: OpenGraph) -> None:
    answer = run_saved(graph, "adverse-effects", drug="all")
    assert isinstance(answer, Rows)
    assert {str(line["drug"]["value"]) for line in answer.rows} > {"baclofen", "ethanol"}
    documents = run_saved(graph, "claims-of-source", document="all")
    assert isinstance(documents, Rows)
    assert len({str(line["claim"]["value"]) for line in documents.rows}) == 922
