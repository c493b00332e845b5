"""The tasks that pharmacists and addiction researchers come with, each in a real browser, with the number of clicks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import AT_REST, OpenPage

ANIMALS_ONLY = "drugkg:baclofen - drugkg:glutamate-release-amygdala"
CORRELATION = "drugkg:resting-activity-right-dlpfc - drugkg:neural-response-smoking-cues"


def marks(page: Page, edge: str) -> list[str]:
    found: list[str] = page.locator(f'[data-id="{edge}"] .mark').evaluate_all("m => m.map(e => e.dataset.mark)")
    return found


def end_of_first_claim(page: Page) -> float:
    box = page.locator(".claim").first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_what_was_seen_in_animals_only_is_seen_without_a_hover(visit: OpenPage, tmp_path: Path) -> None:
    """No click: the glyph on the line, its legend, the banner; and one click for the same in a downloaded picture."""
    page = visit("mechanism")
    page.locator(f'[data-id="{ANIMALS_ONLY}"]').wait_for()
    assert marks(page, ANIMALS_ONLY) == ["animals", "animal study"]
    page.locator(".legend").get_by_text("seen in animals only").wait_for()
    assert page.locator(f'[data-id="{CORRELATION}"] .end').count() == 0
    page.locator(".legend").get_by_text("association: they go together, no cause is stated").wait_for()
    page.get_by_text("4 of the 5 routes to relapse to drinking are variants of one another").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG").click()
    picture = ET.parse(saved.value.path()).getroot()  # noqa: S314 - our own picture
    words = " ".join(text.text or "" for text in picture.iter("{http://www.w3.org/2000/svg}text"))
    for expected in ("baclofen → relapse", "5 of 9 routes have a step seen in animals only", "seen in animals only",
                     "health article, no date", "CC BY 4.0", "http://127.0.0.1"):  # fmt: skip
        assert expected in words


def test_a_click_on_a_line_opens_its_claims_next_to_the_picture(visit: OpenPage) -> None:
    """One click, no scrolling, also far down in a tall picture."""
    page = visit("mechanism?end=drugkg:anxiety", width=1280, height=800)
    page.locator('[data-id="drugkg:baclofen + drugkg:anxiety"] .end').click()
    page.get_by_text("Some people become more anxious on baclofen.").wait_for()
    assert end_of_first_claim(page) < 800
    page = visit("mechanism", width=1280, height=800)
    node, view = page.locator('.view [data-id="drugkg:relapse-to-drinking"] .body'), page.locator(".graph .view")
    node.click()
    page.get_by_role("heading", name="relapse to drinking").wait_for()
    assert end_of_first_claim(page) < 800
    page.wait_for_function(
        "([node, view]) => node.getBoundingClientRect().right <= view.getBoundingClientRect().right",
        arg=[node.element_handle(), view.element_handle()],
    )


def test_the_first_claim_on_a_large_entity_is_read_without_scrolling(visit: OpenPage) -> None:
    """No click: nine in ten pages of entities are shorter than that of the drug with most claims."""
    page = visit("entity?entity=drugkg:baclofen", width=1280, height=800)
    page.get_by_role("heading", name="Claims on it").wait_for()
    assert end_of_first_claim(page) < 800


def test_a_neighbour_in_the_picture_of_an_entity_opens_its_own_page_and_back_returns(visit: OpenPage) -> None:
    """One click on a node; the browser's back and reload keep what the address says."""
    page = visit("entity?entity=drugkg:drowsiness", width=400, height=900)
    page.locator('[data-id="drugkg:baclofen + drugkg:drowsiness"]').wait_for()
    page.locator('[data-id="drugkg:cns-depression"]').click()
    page.get_by_role("heading", name="central nervous system depression", exact=True).wait_for()
    page.wait_for_url("**/entity?entity=drugkg%3Acns-depression")
    page.go_back()
    page.get_by_role("heading", name="drowsiness", exact=True).wait_for()
    page.reload()
    page.get_by_role("heading", name="drowsiness", exact=True).wait_for()
    assert page.title() == "Drowsiness: entity – drugkg"


def test_two_drugs_are_compared_and_a_row_opens_the_claims_of_both(visit: OpenPage) -> None:
    """One click on a row, and one to download."""
    page = visit("compare?of=baclofen&of=phenibut&only=shared", scheme="dark")
    table = page.locator("table")
    table.locator("td.first").get_by_text("blocks α2δ subunit-containing voltage-gated calcium channel").click()
    page.get_by_role("link", name="Open this claim").nth(1).wait_for()
    page.wait_for_url("**row=mechanism.blocks*")
    page.wait_for_selector(AT_REST)  # a button that is being drawn anew loses the click
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    assert saved.value.path().read_text(encoding="utf-8").startswith("topic,matter,through,agreement,baclofen,phenibut")
    page.reload()
    page.get_by_role("link", name="Open this claim").nth(1).wait_for()
