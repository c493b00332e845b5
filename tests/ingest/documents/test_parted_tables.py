"""Tables that lost their bars are rows with cells again, and lists that lost their bullets are items."""

from __future__ import annotations

import pytest

from ingest.documents.reading import text_of
from ingest.documents.structure import view_of


def units_of(text: str) -> list[tuple[str, str, str, str]]:
    """Return kind, label, column and words of each unit."""
    view = view_of(text_of(text.encode(), "a.txt"), ["zelopram"])
    return [(unit.kind, unit.label, unit.column, view.words(unit)) for unit in view.units]


def test_lines_of_one_cell_each_are_rows_and_an_empty_line_is_an_empty_cell() -> None:
    text = "Uses\nCondition\nStatus\nComment\nGout\nApproved\n\nSciatica\nOff-label\nWeak evidence\n\nMore text.\n"
    assert units_of(text)[:-1] == [
        ("cell", "", "Condition", "Gout"),
        ("cell", "Gout", "Status", "Approved"),
        ("cell", "", "Condition", "Sciatica"),
        ("cell", "Sciatica", "Status", "Off-label"),
        ("cell", "Sciatica", "Comment", "Weak evidence"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "Event; zelopram; placebo\nCough; 12%; 4%\nItch; 3%; 3%\n",
        "Event\tZelopram %\tPlacebo %\nCough\t12\t4\nItch\t3\t3\n",
        "Event\nZelopram (n = 90)\nPlacebo (n = 88)\nCough\n12%\n4%\nItch\n3%\n3%\n",
        "Table 2. Event / Zelopram / Placebo\nCough\n12%\n4%\nItch\n3%\n3%\n",
    ],
    ids=["semicolons", "tabs", "stacked", "stacked below a caption"],
)
def test_cells_have_the_heading_of_their_column(rows: str) -> None:
    units = units_of(f"Adverse reactions\n{rows}\nFever is rare.\n")
    assert [(kind, label, words) for kind, label, _, words in units if label == "Cough" or words == "Cough"] == [
        ("cell", "", "Cough"),
        ("cell", "Cough", units[1][3]),
        ("cell", "Cough", units[2][3]),
    ]
    assert "lacebo" in units[2][2]
    assert units[-1][3] == "Fever is rare."


def test_lines_below_a_frequency_have_it_as_their_label() -> None:
    text = "Side effects\nFrequency | Reactions\n>10%\nCough, itch\n<0.1%\nSkin: hives\nLiver: jaundice\n\nMore text.\n"
    assert units_of(text)[:-1] == [
        ("label", ">10%", "", "Cough, itch"),
        ("label", "<0.1%: Skin", "", "hives"),
        ("label", "<0.1%: Liver", "", "jaundice"),
    ]


def test_rows_of_a_table_of_facts_are_labels_with_values() -> None:
    text = "Pharmacokinetics\nParameter\nValue\nHalf-life\n6 h\nProtein binding\n40%\n"
    assert [unit[:2] for unit in units_of(text)] == [("label", "Half-life"), ("label", "Protein binding")]


def test_bare_lines_below_contraindications_are_items_whatever_they_look_like() -> None:
    text = "Contraindications\nHistory of porphyria\nPregnancy\nSevere renal impairment\n\nWarnings\nFalls occur.\n"
    view = view_of(text_of(text.encode(), "a.txt"), ["zelopram"])
    items = [view.words(unit) for unit in view.units if view.sections[unit.section].kind == "contraindication"]
    assert items == ["History of porphyria", "Pregnancy", "Severe renal impairment"]


def test_a_line_that_only_names_sections_opens_none() -> None:
    text = "Zelopram\nUses Dose Contraindications Warnings Interactions Pharmacology\n\nZelopram is a sedative.\n"
    view = view_of(text_of(text.encode(), "a.txt"), ["zelopram"])
    assert [section.title for section in view.sections] == ["", "Zelopram"]


def test_short_lines_without_a_header_stay_lines() -> None:
    text = "Zelopram\nStatus\nThe drug is approved. It is sold as tablets.\nAsk before you take it with food.\n"
    assert {kind for kind, *_ in units_of(text)} == {"sentence"}
