"""The list of modalities in Python is the list of the ontology."""

from __future__ import annotations

import ast
from pathlib import Path

from ontology.modalities import AIM, HEDGED, MODALITIES, OPEN, SAID
from ontology.vocabulary import load_vocabulary

PROJECT = Path(__file__).parent.parent.parent


def test_the_modalities_are_those_of_the_ontology() -> None:
    assert set(MODALITIES) == set(load_vocabulary().terms("modality"))
    assert len(set(MODALITIES)) == len(MODALITIES)


def test_every_modality_is_said_open_an_aim_or_a_recommendation() -> None:
    assert sorted([*SAID, *OPEN, AIM, "recommendation"]) == sorted(MODALITIES)
    assert set(HEDGED) < set(SAID)


def test_no_other_module_lists_the_open_modalities() -> None:
    """A module may ask for one modality; a list of all that leave something open is :data:`OPEN`."""
    modules = [path for room in ("ontology", "queries", "ingest", "ui") for path in (PROJECT / room).rglob("*.py")]
    found = {
        path.relative_to(PROJECT).as_posix()
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and set(OPEN) <= {item.value for item in node.elts if isinstance(item, ast.Constant)}
    }
    assert found == {"ontology/modalities.py"}
