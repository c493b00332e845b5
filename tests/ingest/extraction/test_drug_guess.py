"""The drug of a document is guessed from its title and text, whatever its file is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.documents.reading import text_of
from ingest.extraction.drug_guess import guess_drug
from ingest.extraction.pipeline import extract
from ingest.lexicon.matching import packaged_lexicon
from ontology.entities import load_entities
from ontology.vocabulary import load_vocabulary
from tests.support.extraction import DOCUMENTS

PAGES = sorted(DOCUMENTS.glob("*/*.txt"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_document_with_gold_is_about_the_drug_of_its_name(path: Path) -> None:
    guessed = guess_drug(text_of(path.read_bytes(), "document.txt"), packaged_lexicon())
    assert guessed is not None
    assert guessed.lower().split()[0][:5] in path.stem


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        (
            "VELTRANA (varenicline) for stopping smoking\n\nVELTRANA helps adults to stop smoking. Smoking is hard to "
            "stop. People who stop smoking may be irritable. Keep smoking for the first week.\n",
            "varenicline",
        ),
        (
            "Home | Valproate | Phenytoin | Topiramate | Gabapentin\nMenu\n\nLamotrigine: what to know\n\n"
            "Lamotrigine may cause a rash. Valproate doubles its level. Valproate is changed slowly. Phenytoin halves "
            "its level.\n",
            "lamotrigine",
        ),
        (
            "PERAMPANEL (VELTRANA)\n\n5 WARNINGS\nVELTRANA can cause falls. Stop VELTRANA slowly. VELTRANA may cause "
            "dizziness.\n",
            "perampanel",
        ),
        ("What is methadone?\n\nIt is an opioid. Buprenorphine is too. Buprenorphine has a ceiling.\n", "methadone"),
    ],
    ids=["a habit that it helps to stop", "a menu of other drugs", "a generic name in the title only", "a question"],
)
def test_habits_menus_and_partners_are_not_the_drug(text: str, drug: str) -> None:
    read = extract(text_of(text.encode(), "page.txt"), packaged_lexicon(), load_entities(), load_vocabulary())
    assert read.label.lower() == drug
