"""The index of an endpoint knows what the index of a folder knows."""

from __future__ import annotations

from pathlib import Path

from queries.index.endpoint_index import index_of_store
from queries.index.opening import open_index
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder


def test_documents_and_entities_have_the_names_files_and_counts_that_the_build_gave_them(graph_folder: Path) -> None:
    with EmbeddedStore(store_folder(graph_folder)) as store:
        found = index_of_store(store)
    built = open_index(str(graph_folder))
    for curie in built.names.matching([""]):
        assert found.names.about(curie) == built.names.about(curie)
    assert found.sources == built.sources
    assert found.document_titles()["https://w3id.org/drugkg/source/monograph"] == "Monograph"
    assert found.document("002_a718493ccbbc5c6a.txt") == "https://w3id.org/drugkg/source/monograph"
