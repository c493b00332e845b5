"""Text whose lines were broken at the width of a page, and other traces of how a page was made."""

from __future__ import annotations

import textwrap
from collections import Counter

import pytest

from ingest.documents.reading import text_of
from tests.support.extraction import DOCUMENTS, claims_of

PAGE = """Zelopram for poor sleep

Zelopram is a medicine for adults who cannot sleep. It was tried in a trial of
twelve weeks, and most people who took it slept an hour longer than before and
woke up less often. Zelopram may cause headache, a dry mouth and a feeling of
being unsteady in the morning, which most people no longer notice after one or
two weeks. Zelopram is not used for anxiety, and it is not given to people who
have severe liver disease.
"""

COLUMN = """The trial, in which ninety adults took part, was double-
blind, and the daily dose was raised slowly over two weeks,
as is usual. Zelopram caused headache and later also drows-
iness in one fifth of the people who were given it, and dizzi-
ness in one tenth of them. Some had a rash on the first day,
which did not go away before the evening, and the dose-
dependent eﬀect on balance was small in the people who took
ﬁve tablets in the whole of the first week. Nobody fell in the
trial, and nobody stopped because of what the tablets did to
them, as far as the authors could find out.
"""


def read(text: str) -> str:
    return text_of(text.encode(), "a.txt").text


def claims(text: str, drug: str) -> Counter[tuple[str, str, str]]:
    return Counter((r["family"], str(r.get("object", "")), r["polarity"]) for r in claims_of(text, drug))


def test_lines_broken_at_a_fixed_width_become_one_paragraph() -> None:
    assert read(PAGE).rstrip().split("\n")[2:] == [" ".join(PAGE.split("\n\n")[1].split())]


def test_the_claims_of_a_broken_page_are_those_of_the_whole_one_and_their_words_are_found_in_it() -> None:
    heading, paragraph = PAGE.rstrip().split("\n\n")
    whole = f"{heading}\n\n{' '.join(paragraph.split())}\n"
    assert claims(PAGE, "zelopram") == claims(whole, "zelopram")
    words = {r["object"]: PAGE[r["start"] : r["end"]] for r in claims_of(PAGE) if "object" in r}
    assert words["headache"] == "headache"


@pytest.mark.parametrize("width", [72, 96])
@pytest.mark.parametrize("name", ["label-lurasidone", "chapter-topiramate-alcohol-review", "monograph-brelisone"])
def test_a_document_gives_the_same_claims_after_its_lines_were_broken(name: str, width: int) -> None:
    text = (DOCUMENTS / "practice" / f"{name}.txt").read_text(encoding="utf-8")
    broken = "\n".join(
        line if "|" in line else "\n".join(textwrap.wrap(line, width, break_long_words=False)) or line
        for line in text.split("\n")
    )
    drug = name.split("-")[1]
    before, after = claims(text, drug), claims(broken, drug)
    assert len(text.split("\n")) * 1.2 < len(broken.split("\n"))
    assert sum(((before - after) + (after - before)).values()) <= 0.02 * sum(before.values())


def test_a_hyphen_at_the_end_of_a_line_goes_unless_it_belongs_to_the_word() -> None:
    text = " ".join(read(COLUMN).split())
    assert "double-blind" in text
    assert "dose-dependent effect" in text
    assert "drowsiness in one fifth" in text
    assert "dizziness in one tenth" in text
    assert "took five tablets" in text


def test_the_words_of_a_claim_are_those_of_the_document_with_its_hyphens() -> None:
    found = {r["object"]: COLUMN[r["start"] : r["end"]] for r in claims_of(COLUMN) if "object" in r}
    assert found["drowsiness"] == "drows-\niness"


def test_a_sentence_goes_on_after_a_page_number_and_a_running_title() -> None:
    parted = COLUMN.replace("first day,\n", "first day,\n\n412\n\nRivers et al.\n\n")
    assert parted != COLUMN
    assert "a rash on the first day, which did not go away" in " ".join(read(parted).split())


def test_the_wide_gaps_of_justified_lines_are_single_ones_and_those_of_columns_stay() -> None:
    text = "Zelopram  may  cause  mild  headache,  nausea  and  a  dry  mouth.\nDose   Headache   Nausea   Dry mouth\n"
    assert (
        read(text)
        == "Zelopram may cause mild headache, nausea and a dry mouth.\nDose   Headache   Nausea   Dry mouth\n"
    )
    words = [text[r["start"] : r["end"]] for r in claims_of(text)]
    assert words[:3] == ["headache", "nausea", "dry  mouth"]


@pytest.mark.parametrize(
    "text",
    [
        "Headache\nnausea\ndry mouth\n" * 8,
        "Taken with opioids: deeper sedation and slow breathing\nwarfarin: bleeding from the stomach\nalcohol: falls\n"
        "medicines for epilepsy, of which the level may fall\nlithium: a tremor of both hands\nketamine: falls\n",
        "- headache and dizziness in the first days of treatment\n- nausea\n- vomiting\n" * 6,
        "A paragraph on one line that is longer than any page is wide, as pages of the web have it, which says much "
        "and goes on for a while.\nanother one in lower case\n" * 8,
    ],
)
def test_lists_and_unbroken_paragraphs_stay_as_they_are(text: str) -> None:
    assert read(text) == text


def test_numbers_of_references_behind_words_are_left_out_where_a_document_has_many() -> None:
    text = "It causes nausea.3 It also causes rash,4,5 tremor6 and, less often, vertigo.7–9 Some fell.10 No one died."
    assert " ".join(read(text).split()) == (
        "It causes nausea. It also causes rash, tremor and, less often, vertigo. Some fell. No one died."
    )
    assert read("It binds to alpha2 receptors. It is given as 5 mg.3 It works.") == (
        "It binds to alpha2 receptors. It is given as 5 mg.3 It works."
    )


def test_a_heading_of_a_leaflet_in_one_line_with_its_text_begins_a_section() -> None:
    text = (
        "Do not take Zelopram\nif you have glaucoma.\n"
        "Driving and using machines You may feel dizzy after taking Zelopram.\n"
        "[4. Possible side effects]\n- headache\n- nausea\n"
    )
    found = {(r["family"], r.get("object")) for r in claims_of(text)}
    assert ("contraindication", "glaucoma") in found
    assert ("adverse_effect", "headache") in found
    assert not [name for family, name in found if family == "contraindication" and name != "glaucoma"]


@pytest.mark.parametrize("file", ["page.txt", "page.html"])
def test_characters_that_nobody_sees_part_no_word_and_stay_in_the_words_of_a_claim(file: str) -> None:
    said = "Zelopram may cause head\u00adache, drow\u200bsiness and nau\u00ad\nsea. It is an anti\u00addepressant."
    marked = said.replace("\n", "").replace("\u00ad", "&shy;")
    text = f"<html><body><p>{marked}</p></body></html>" if file.endswith("html") else said
    found = {r["object"]: text[r["start"] : r["end"]] for r in claims_of(text, file=file) if "object" in r}
    assert {"headache", "drowsiness", "nausea", "antidepressant"} <= set(found)
    assert found["drowsiness"] == "drow\u200bsiness"
    assert found["headache"] in ("head\u00adache", "head&shy;ache")
