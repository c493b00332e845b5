"""The page of saved queries says what the catalogue says."""

from __future__ import annotations

import shlex

import pytest

from queries.index.name_index import Index
from queries.runner import OpenGraph, run_saved
from queries.saved_queries.reading import CATALOG_FOLDER, query_files
from queries.saved_queries.reference_page import PAGE, queries_page
from queries.store.embedded import EmbeddedStore
from queries.store.interface import Solutions
from tests.support.catalogue import answerable, catalogue


def examples() -> list[str]:
    return [line for line in queries_page().splitlines() if line.startswith("drugkg query ")]


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == queries_page(), "run `make docs`"


def test_every_query_has_a_section_with_an_example() -> None:
    assert [shlex.split(line)[2] for line in examples()] == [path.stem for path in query_files(CATALOG_FOLDER)]
    page = queries_page()
    for path in query_files(CATALOG_FOLDER):
        assert f"\n## {path.stem}\n" in page


@pytest.mark.parametrize("line", [line for line in examples() if answerable(catalogue()[shlex.split(line)[2]])])
def test_the_example_of_the_page_runs(line: str, store: EmbeddedStore, index: Index) -> None:
    words = shlex.split(line)
    answer = run_saved(OpenGraph.of(store, index), words[2], [word for word in words[3:] if word != "--param"])
    assert isinstance(answer, Solutions)
    assert answer.variables == list(index.query(words[2]).columns)
