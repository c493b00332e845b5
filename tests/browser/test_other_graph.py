"""The explorer in a browser, on a graph of another drug: its own document, its own original, its own routes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, explored
from tests.support.other_graph import SHORT_TITLE, TITLE, write_originals


@pytest.fixture(scope="module")
def other(other_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the explorer on the other graph, which was built without the original that it is given."""
    originals = write_originals(tmp_path_factory.mktemp("originals"))
    with explored(other_graph, originals=originals) as address:
        yield address


def test_a_reader_goes_from_the_overview_to_the_words_of_the_document(visit: OpenPage, other: str) -> None:
    page = visit("", at=other)
    expect(page.get_by_role("heading", name="Velorine", exact=True)).to_be_visible()
    page.get_by_role("link", name="What Velorine changes, step by step").click()
    expect(page.get_by_text("Velorine → calm: raised by 1 route")).to_be_visible()
    page.get_by_role("link", name="Sources").first.click()
    expect(page.get_by_text(f"Short title: {SHORT_TITLE}")).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    mark = page.locator("mark", has_text="Calm shortens waking")
    expect(mark).to_be_visible()
    mark.click()
    expect(page.get_by_text("“Calm shortens waking” —")).to_be_visible()
    assert "baclofen" not in page.locator("body").inner_text().casefold()


def test_the_query_page_starts_from_the_drug_of_the_graph(visit: OpenPage, other: str) -> None:
    page = visit("query?query=adverse-effects", at=other)
    expect(page.get_by_text("Drug is Velorine by default")).to_be_visible()
    assert "baclofen" not in page.locator("body").inner_text().casefold()
