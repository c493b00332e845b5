"""Entity files are read into entities, and every problem is reported with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.entities import RELATIONS, EntityError, load_entities

RASH = """rash:
  label: rash
  class: ClinicalFinding
  definition: A change of the skin.
"""


def written(folder: Path, text: str) -> Path:
    """Write one entity file and return its folder."""
    place = folder / "entities"
    place.mkdir()
    (place / "findings.yaml").write_text(text, encoding="utf-8")
    return place


def test_an_entity_has_what_its_file_states(tmp_path: Path) -> None:
    itch = RASH.replace("rash", "itch") + "  synonyms: [pruritus]\n" + "".join(f"  {r}: [rash]\n" for r in RELATIONS)
    entities = load_entities(written(tmp_path, RASH + itch))
    assert list(entities) == ["itch", "rash"]
    assert entities["itch"].synonyms == ("pruritus",)
    assert entities["itch"].relations == dict.fromkeys(RELATIONS, ("rash",))
    assert (entities["itch"].curie, entities["itch"].place) == ("drugkg:itch", "entities/findings.yaml:5")
    assert (entities["rash"].class_name, entities["rash"].relations) == ("ClinicalFinding", {})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("rash: [", "entities/findings.yaml:2: not YAML: did not find"),
        ("- rash", "entities/findings.yaml:1: expected a mapping from slug to entity"),
        ("rash: red", "entities/findings.yaml:1: rash: must be a mapping"),
        (RASH + "  colour: red\n", "entities/findings.yaml:5: rash: colour: unknown field (is 'red')"),
        (RASH.replace("  label: rash\n", ""), "entities/findings.yaml:1: rash: label: is missing"),
        (
            RASH.replace("label: rash", "label: 5"),
            "entities/findings.yaml:2: rash: label: Input should be a valid string (is 5)",
        ),
        (
            RASH.replace("label: rash", "label: ' '"),
            "entities/findings.yaml:2: rash: label: must not be empty (is ' ')",
        ),
        (RASH + "  synonyms: red skin\n", "entities/findings.yaml:5: rash: synonyms: must be a list"),
        (
            RASH + "  synonyms:\n  - red\n  - 7\n",
            "entities/findings.yaml:7: rash: synonyms.1: Input should be a valid string",
        ),
        (
            RASH.replace("rash:", "Red_Rash:"),
            "entities/findings.yaml:1: Red_Rash: a slug is lower-case letters and digits",
        ),
        (RASH + RASH, "entities/findings.yaml:5: not YAML: the key 'rash' is given twice"),
        (RASH + "  kindOf: [itch]\n", "entities/findings.yaml:1: rash: kindOf leads to 'itch', which is not an entity"),
        (RASH + "  label: itch\n", "entities/findings.yaml:5: not YAML: the key 'label' is given twice"),
        (RASH + "  synonyms: !!int x\n", "entities/findings.yaml:5: not YAML: a tag (!name) is not allowed here"),
        (RASH.replace("A change", "2020-99-99 #"), "entities/findings.yaml:4: not YAML: '2020-99-99' is neither a"),
        (RASH.replace("label: rash", 'label: "r\\e[2Jash"'), "findings.yaml:2: not YAML: the control character U+001B"),
        (RASH.replace("A change", "x" * 200_000), "findings.yaml:4: not YAML: a text of 200,0"),
        (RASH + "  ? [a]\n  : b\n", "entities/findings.yaml:5: not YAML: a key must be a text"),
        (RASH + "  kindOf: [rash]\n", "entities/findings.yaml:1: rash: kindOf leads in a circle: rash → rash"),
        (
            RASH.replace("rash", "itch") + "  partOf: [rash]\n" + RASH + "  partOf: [itch]\n",
            "entities/findings.yaml:1: itch: partOf leads in a circle: itch → rash → itch",
        ),
        (RASH + RASH.replace("rash:", "red-rash:", 1), "the name 'rash' already belongs to rash"),
    ],
)
def test_a_problem_is_reported_with_file_and_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(EntityError) as raised:
        load_entities(written(tmp_path, text))
    assert problem in str(raised.value)


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(EntityError) as raised:
        load_entities(written(tmp_path, "rash: {}"))
    assert str(raised.value).splitlines() == [
        f"entities/findings.yaml:1: rash: {name}: is missing" for name in ("label", "class", "definition")
    ]
