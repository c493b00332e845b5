"""Names are found as whole words, the longest first, whatever the spelling."""

from __future__ import annotations

import pytest

from ingest.lexicon.folding import fold
from ingest.lexicon.matching import packaged_lexicon


def names(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entry.category) for m in packaged_lexicon().mentions(text)]


def test_a_name_that_starts_inside_a_word_hides_no_other() -> None:
    assert names("certain pain") == [("pain", "finding")]


def test_the_longest_of_overlapping_names_stays() -> None:
    assert names("abdominal pain") == [("abdominal pain", "finding")]


@pytest.mark.parametrize(
    "text", ["headaches", "hyperglycemia", "hyperglycaemia", "oedema", "edema", "Feeling sick", "diarrhea"]
)
def test_plurals_and_spellings_are_found(text: str) -> None:
    assert names(text) == [(text, "finding")]


@pytest.mark.parametrize(
    "text", ["all", "they said so", "it can be done", "the same age", "a severe reaction", "in water"]
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert names(text) == []


def test_acronyms_must_be_written_as_such() -> None:
    assert names("mao was there") == []
    assert ("MAO", "enzyme") in names("MAO was there")


def test_drugs_classes_targets_and_enzymes_are_told_apart() -> None:
    found = dict(names("Sertraline, an SSRI, acts on the serotonin transporter and is broken down by CYP2C19"))
    assert found["Sertraline"] == "drug"
    assert found["SSRI"] == "drug_class"
    assert found["serotonin transporter"] == "target"
    assert found["CYP2C19"] == "enzyme"


@pytest.mark.parametrize("text", ["İstanbul ÉCLAIR", "a\u00a0b – c’d", "5 µg"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
