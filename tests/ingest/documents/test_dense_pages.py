"""Pages whose lines have neither marks nor blanks between them: headings, lists and labels are found by their words."""

from __future__ import annotations

from ingest.documents.reading import text_of
from ingest.documents.structure import view_of
from ingest.documents.view import DocumentView, Section

MONOGRAPH = """Warnings
Contraindications
Documented hypersensitivity to the drug or any other member of its class
Acute narrow-angle glaucoma (treated open-angle glaucoma is acceptable)
Severe hepatic insufficiency
Cautions
Does not protect against delirium once that is fully established in a patient
Withdrawal
Reactions after stopping include: anxiety, tremor
A protracted syndrome of weeks to months has been described, with tinnitus and trouble with memory
Overdose
Manifestations: somnolence, coma
"""

INTERACTIONS = """Interactions
Contraindicated (1)
sodium oxybate: both increase sedation
Serious - Use Alternative (2)
fentanyl: more sedation
morphine: more sedation
Monitor Closely (1)
disulfiram: raises levels
No interaction expected
propranolol

"""

EFFECTS = """Adverse Effects
1-10%
Ataxia (8%)
Rash
Frequency Not Defined
Jaundice
Postmarketing Reports
Nightmares, rage, hiccups

Warnings
Take care.
"""


def _view(text: str) -> DocumentView:
    return view_of(text_of(text.encode(), "x.txt"), ["zelopram"])


def _headings(view: DocumentView) -> list[tuple[str, str | None]]:
    return [(section.title, section.kind) for section in view.sections if section.title]


def _words_in(view: DocumentView, title: str) -> list[str]:
    def section(number: int) -> Section:
        return view.sections[number]

    return [view.words(unit) for unit in view.units if section(unit.section).title == title]


def test_a_known_heading_alone_on_its_line_is_one_also_after_a_line_without_a_full_stop() -> None:
    assert _headings(_view(MONOGRAPH)) == [
        ("Warnings", "caution"),
        ("Contraindications", "contraindication"),
        ("Cautions", "caution"),
        ("Withdrawal", "withdrawal"),
        ("Overdose", "overdose"),
    ]


def test_a_list_of_contraindications_ends_at_the_next_known_heading() -> None:
    assert _words_in(_view(MONOGRAPH), "Contraindications") == [
        "Documented hypersensitivity to the drug or any other member of its class",
        "Acute narrow-angle glaucoma (treated open-angle glaucoma is acceptable)",
        "Severe hepatic insufficiency",
    ]


def test_interactions_are_listed_by_how_grave_they_are() -> None:
    view = _view(INTERACTIONS)
    assert [(s.title, s.kind, s.serious) for s in view.sections if s.title][1:4] == [
        ("Contraindicated (1)", "interaction", True),
        ("Serious - Use Alternative (2)", "interaction", True),
        ("Monitor Closely (1)", "interaction", False),
    ]
    assert _words_in(view, "Serious - Use Alternative (2)") == ["fentanyl: more sedation", "morphine: more sedation"]


def test_an_unknown_frequency_opens_a_list_and_a_list_with_commas_is_no_heading() -> None:
    view = _view(EFFECTS)
    assert ("Frequency Not Defined", "adverse_effect") in _headings(view)
    assert ("Postmarketing Reports", "adverse_effect") in _headings(view)
    assert _words_in(view, "Postmarketing Reports") == ["Nightmares, rage, hiccups"]


def test_an_item_with_a_remark_in_parentheses_stays_in_its_list() -> None:
    text = (
        "Zelopram withdrawal\nSymptoms include:\nAnxiety\nConfusion (more in older adults)\n"
        "In those who take it for epilepsy, seizures can return, and a few people without epilepsy have had them too, "
        "which is why doctors lower the dose slowly.\n"
    )
    assert _headings(_view(text)) == [("Zelopram withdrawal", "withdrawal")]


def test_lines_with_labels_are_entries_of_a_list_however_long_they_are() -> None:
    lines = [
        "MAOIs: serotonin syndrome; do not combine within 14 days",
        "SSRIs: serotonin syndrome and fits.",
        "Morphine: deeper sedation",
    ]
    view = _view("Drug interactions of zelopram\n" + "\n".join(lines) + "\n")
    assert [unit.label for unit in view.units] == ["MAOIs", "SSRIs", "Morphine"]


def test_a_paragraph_broken_at_a_width_stays_one() -> None:
    text = (
        "Zelopram was studied by Smith and others in a long trial of adults with\n"
        "Parkinson's disease, whose symptoms were measured by a nurse each month\n"
        "In the end no difference was found between the groups of this trial.\n"
    )
    assert len(_view(text).units) == 1


def test_a_table_whose_last_column_is_placebo_has_a_header_also_with_a_dose_in_it() -> None:
    view = _view("Side effects\nSide effect | Zelopram 300 mg | Placebo\nCough | 12% | 4%\nItch | 0% | 5%\n")
    assert [(unit.column, view.words(unit)) for unit in view.units if unit.label == "Itch"] == [
        ("Zelopram 300 mg", "0%"),
        ("Placebo", "5%"),
    ]


def test_a_row_of_facts_with_a_class_or_a_name_is_no_heading() -> None:
    text = (
        "Zelopram\nClinical data\nTrade names Lestrim, others\nDrug class Benzodiazepine\nBioavailability 90%\n\n"
        "Zelopram, sold as Lestrim among others, is a drug that is given for gout and for hiccups that last for days.\n"
    )
    assert [title for title, _ in _headings(_view(text))][-1] == "Clinical data"


TITLES = """Zelopram In Kidney Disease
Zelopram builds up when the kidneys fail, which is why it is contraindicated in severe renal impairment in adults 1
Smaller Doses Needed
Half the dose is enough in moderate renal impairment, and the manufacturer leaves it open how often it is to be given 1
Other Clinical Points
Laboratory Tests Advised
Creatinine is measured before the first tablet and once a year afterwards, more often in old age or after an illness 2
Mood And Behaviour
Relatives should know that low mood may come on in the first weeks, and whom to ring if it does so in the evening 1
"""


def test_titles_between_paragraphs_that_end_with_a_reference_are_headings() -> None:
    assert [title for title, _ in _headings(_view(TITLES))] == [
        "Zelopram In Kidney Disease",
        "Smaller Doses Needed",
        "Other Clinical Points",
        "Laboratory Tests Advised",
        "Mood And Behaviour",
    ]
