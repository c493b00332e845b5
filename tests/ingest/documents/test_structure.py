"""Sections, lists, tables and sentences of documents as people write them."""

from __future__ import annotations

import pytest

from ingest.documents.headings import heading_of, kinds
from ingest.documents.reading import text_of
from ingest.documents.structure import view_of
from ingest.documents.view import DocumentView


def view(text: str, name: str = "a.txt") -> DocumentView:
    return view_of(text_of(text.encode(), name), ["zelopram"])


def units(text: str, kind: str) -> list[str]:
    found = view(text)
    return [" ".join(found.words(unit).split()) for unit in found.units if unit.kind == kind]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("4.8 Undesirable effects", "adverse_effect"),
        ("ADVERSE REACTIONS", "adverse_effect"),
        ("What zelopram is used for", "indication"),
        ("12.3 Pharmacokinetics", "pharmacokinetics"),
        ("Do not take zelopram", "contraindication"),
        ("4.5 Interaction with other medicinal products and other forms of interaction", "interaction"),
        ("If you stop taking zelopram", "withdrawal"),
        ("5. How to store zelopram", "furniture"),
        ("References", "references"),
        ("Medical uses", "indication"),
        ("The weather in May", None),
    ],
)
def test_a_heading_has_the_kind_of_its_longest_phrase(title: str, kind: str | None) -> None:
    assert heading_of(title, ["zelopram"]).kind == kind


def test_every_kind_is_documented() -> None:
    assert "adverse_effect" in kinds()
    assert len(kinds()) == len(set(kinds()))


def test_frequency_headings_refine_the_section_and_an_unknown_heading_closes_it() -> None:
    found = view(
        "Side effects\n\nRare (1 to 10 in 10,000)\n- hiccups\n\nOur garden\n\nIt was planted in the spring of "
        "1990 by the staff.\n"
    )
    kinds_of = {section.title: (section.kind, section.band) for section in found.sections}
    assert kinds_of["Rare (1 to 10 in 10,000)"] == ("adverse_effect", "rare")
    assert kinds_of["Our garden"] == (None, None)


def test_a_lead_sentence_governs_the_lines_below_it_until_a_blank() -> None:
    found = view("You should not take it if you have:\ngout\nasthma, now or in the past\n\nThe tablets are white.\n")
    items = [(found.words(unit), unit.lead.kind if unit.lead else None) for unit in found.units if unit.kind == "item"]
    assert items == [("gout", "contraindication"), ("asthma, now or in the past", "contraindication")]


def test_nested_bullets_know_their_parent() -> None:
    found = view("Side effects\n- dry mouth\n  - chew gum\n- rash\n")
    inner = next(unit for unit in found.units if unit.depth == 2)
    assert inner.parent is not None
    assert found.words(found.units[inner.parent]) == "dry mouth"


def test_labels_in_front_of_items_are_told_apart() -> None:
    found = view("Adverse effects\n- Common: sedation, dizziness\n- Half-life: 6 h\n")
    assert [(unit.label, found.words(unit)) for unit in found.units] == [
        ("Common", "sedation, dizziness"),
        ("Half-life", "6 h"),
    ]


def test_a_table_gives_cells_with_row_and_column() -> None:
    found = view("| Effect | Zelopram | Placebo |\n| --- | --- | --- |\n| cough | 12 % | 3 % |\n")
    assert [(unit.label, unit.column, found.words(unit)) for unit in found.units] == [
        ("", "Effect", "cough"),
        ("cough", "Zelopram", "12 %"),
        ("cough", "Placebo", "3 %"),
    ]


def test_wiki_markup_gives_headings_and_table_rows() -> None:
    found = view(
        "== Bad effects ==\n* '''Itching'''\n{| class=\"wikitable\"\n! With !! What\n|-\n| Alcohol || Dangerous\n|}\n"
    )
    assert [section.kind for section in found.sections][1] == "adverse_effect"
    assert "Alcohol" in [unit.label for unit in found.units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It acts within 2.5 h. It lasts 6 h.", ["It acts within 2.5 h.", "It lasts 6 h."]),
        ("Give 5 mg b.i.d. with food. Then stop.", ["Give 5 mg b.i.d. with food.", "Then stop."]),
        ("Some drugs, e.g. opioids, differ. So be it.", ["Some drugs, e.g. opioids, differ.", "So be it."]),
        ("Dr. Ames saw it. Nobody else did!", ["Dr. Ames saw it.", "Nobody else did!"]),
        ("It binds strongly.[3] It is old.", ["It binds strongly.", "It is old."]),
        ("Was it seen? No. It was not.", ["Was it seen?", "No.", "It was not."]),
        (
            "It is 3.5 times (95 % CI 1.1 to 4.0) as common. Good.",
            ["It is 3.5 times (95 % CI 1.1 to 4.0) as common.", "Good."],
        ),
        ("Smith et al. reported it. They left.", ["Smith et al. reported it.", "They left."]),
        ("It is “safe.” Others disagree.", ["It is “safe.”", "Others disagree."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert units(text, "sentence") == expected


def test_lines_broken_by_a_citation_number_are_one_sentence() -> None:
    text = (
        "The peak level\nC\nss\nof zelopram was high and it was seen in most of the people[\n8\n]\n, as others found.\n"
    )
    assert len(units(text, "sentence")) <= 3


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Zelopram is a tablet that many people take in the evening with a\nglass of water, because it makes them "
        "tired when they take it in\nthe morning.\n"
    )
    assert len(units(text, "sentence")) == 1


def test_masking_keeps_every_offset() -> None:
    text = "It **blocks** channels.[12] See [this page](http://a.example/b) for more.\n"
    found = view(text, "a.md")
    assert len(found.text) == len(text)
    assert found.text.index("channels") == text.index("channels")


def test_the_outline_shows_kinds_and_offsets() -> None:
    lines = list(view("Side effects\n- rash\n").outline())
    assert lines[1].startswith("[adverse_effect] Side effects  0–12")
    assert lines[2].strip() == "item 15–19: rash"


def test_a_heading_of_unknown_meaning_right_below_another_refines_it() -> None:
    text = (
        "Warnings\nSensitivity Reactions\nAnaphylaxis and bronchospasm have been reported with this drug.\n"
        "Serotonin Syndrome\nReported mostly with other drugs that act on serotonin, such as triptans.\n"
    )
    view = view_of(text_of(text.encode(), "x.txt"), ["zelopram"])
    assert [(s.title, s.kind) for s in view.sections if s.title] == [
        ("Warnings", "caution"),
        ("Sensitivity Reactions", "caution"),
        ("Serotonin Syndrome", "caution"),
    ]


def test_lines_of_a_table_of_contents_open_no_sections() -> None:
    text = (
        "Contents\n1 Medical uses\n1.1 Other\n2 References\nMedical uses\nZelopram is used for gout in adults and in "
        "children who cannot take other drugs.\nOther\nZelopram is used to treat hiccups that last for several days.\n"
    )
    view = view_of(text_of(text.encode(), "x.txt"), ["zelopram"])
    kinds = [(s.title, s.kind) for s in view.sections if s.title]
    assert ("2 References", "furniture") in kinds
    assert kinds[-1] != ("Other", "references")


def test_lines_are_paragraphs_where_the_document_is_not_broken_at_a_width() -> None:
    long = "Zelopram " + "is a drug that doctors give to people of all ages " * 5 + "."
    text = f"Pregnancy\nPasses into milk in small amounts; weigh the benefit\nCarbidol is teratogenic.\n\n{long}\n"
    view = view_of(text_of(text.encode(), "x.txt"), ["zelopram"])
    assert "Carbidol is teratogenic." in [view.words(unit) for unit in view.units]
