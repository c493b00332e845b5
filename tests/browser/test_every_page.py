"""What holds for every page of the explorer: it stays on this machine, fits narrow screens, and takes data for text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, explored
from tests.support.hostile import ANXIETY, CLAIM, TAG, make_hostile

STATES = (
    "",
    "mechanism",
    "mechanism?chosen=drugkg:baclofen %2B drugkg:anxiety",
    "evidence",
    f"evidence?claim={CLAIM}",
    f"evidence?entity={ANXIETY}",
    "agreement",
    "query?query=targets",
    "query?query=dosing",
    "query?mode=sparql",
    f"links?entity={ANXIETY}",
    "links",
    "sources",
    "sources?document=monograph",
    f"entity?entity={ANXIETY}",
    "compare?of=baclofen&of=phenibut",
    "search?words=anxiety",
)

_CONTROLS = """() => {
  const found = [];
  const walk = root => { for (const e of root.querySelectorAll('*')) {
    if (e.shadowRoot) walk(e.shadowRoot);
    if (e.matches('a[href], button, input, select, textarea, [role=button], [role=tab], [role=slider], [role=combobox]')
        && e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && !e.disabled && e.getBoundingClientRect().width > 1) found.push(e);
  } };
  walk(document);
  window.controls = found;
  return found.length;
}"""

_REMEMBER_FOCUS = """() => {
  window.reached = new Set();
  window.addEventListener('keyup', () => {
    let e = document.activeElement;
    while (e && e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
    window.reached.add(e);
  }, true);
}"""

_MISSED = """() => window.controls
  .filter(e => !window.reached.has(e) && ![...window.reached].some(r => e.contains(r) || r.contains(e)))
  .filter(e => !['tab', 'radio'].includes(e.getAttribute('role')) && e.type !== 'radio')
  .map(e => e.outerHTML.slice(0, 200))"""


def settled(page: Page) -> Page:
    """Wait until nothing runs any more and every element has come."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')")
    return page


@pytest.fixture(scope="module")
def hostile(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the explorer on a graph with hostile labels, statements and quotes."""
    folder = make_hostile(graph_folder, tmp_path_factory.mktemp("hostile") / "graph")
    with explored(folder) as address:
        yield address


@pytest.mark.parametrize("state", STATES)
def test_hostile_data_stays_text_and_fits_a_narrow_screen(visit: OpenPage, hostile: str, state: str) -> None:
    """Neither a tag nor a link in a label does anything, and no page needs sideways scrolling."""
    page = settled(visit(state, at=hostile, width=400, height=900))
    assert page.get_by_text("is damaged").count() == 0, "the page is of the hostile graph"
    assert page.locator("img[src=x]").count() == 0
    schemes = page.locator("a[href]").evaluate_all("links => links.map(a => new URL(a.href).protocol)")
    assert set(schemes) <= {"http:", "https:"}
    parts = "['stMain', 'stApp'].map(id => document.querySelector(`[data-testid=${id}]`).scrollWidth)"
    assert page.evaluate(f"() => Math.max(...{parts})") <= 400


def test_the_hostile_label_is_read_in_picture_and_claim(visit: OpenPage, hostile: str) -> None:
    page = visit("mechanism?chosen=drugkg:baclofen %2B drugkg:anxiety", at=hostile)
    node = page.locator(f'[data-id="{ANXIETY}"]')
    node.wait_for()
    assert " ".join(node.locator("tspan").all_text_contents()).replace("  ", " ").startswith("anxiety <img src=x")
    assert TAG in (node.get_attribute("aria-label") or "")
    page.get_by_text(TAG).first.wait_for()
    page.get_by_text("[go](javascript:alert(2)) **bold** :red[x] $y$").first.wait_for()


@pytest.mark.parametrize(
    "state", ["mechanism", "evidence", "agreement", "query?query=targets", "query?mode=sparql", "sources", "links"]
)
def test_every_control_is_reached_by_the_tab_key(visit: OpenPage, state: str) -> None:
    page = settled(visit(state))
    count = page.evaluate(_CONTROLS)
    assert count > 8
    page.evaluate(_REMEMBER_FOCUS)
    missed = [""]
    for pressed in range(1, 2 * count + 30):
        page.keyboard.press("Tab")
        if pressed % 10 == 0 and not (missed := page.evaluate(_MISSED)):
            break
    assert missed == []


def test_what_a_key_opens_takes_the_focus_and_gives_it_back(visit: OpenPage) -> None:
    """On a table with its row, its columns, and the words of the page; and in a popover of the mechanism."""
    page = settled(visit("evidence?family=pharmacokinetics"))
    row = page.locator("tbody tr").nth(1)
    page.locator("tbody tr").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Close").wait_for()
    expect(row).to_be_focused()
    page.get_by_role("button", name="Close").press("Enter")
    expect(page.get_by_role("button", name="Close")).to_have_count(0)
    expect(row).to_be_focused()
    columns = page.locator("summary", has_text="Columns")
    columns.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".choice input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(columns).to_be_focused()
    words = page.get_by_role("button", name="Words")
    words.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(words).to_be_focused()
    page = settled(visit("mechanism"))
    filters = page.get_by_role("button", name="Filters")
    filters.press("Enter")
    expect(page.get_by_test_id("stPopoverBody").locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(filters).to_be_focused()


@pytest.mark.parametrize("state", ["entity?entity=drugkg:anxiety", "evidence", "query?query=targets", "agreement"])
def test_a_narrow_screen_shows_the_first_claim_or_row_at_once_as_a_card(visit: OpenPage, state: str) -> None:
    page = settled(visit(state, width=400, height=800))
    cards = page.locator(".claim, tbody tr")
    box = cards.first.bounding_box()
    assert box is not None
    assert box["y"] < 640
    assert 300 < box["width"] <= 400
    after = cards.nth(1).bounding_box()
    assert after is not None
    assert after["y"] >= box["y"] + box["height"] - 1, "cards are stacked"
    headings = page.locator("thead th").filter(visible=True)
    expect(headings).to_have_count(0)


def test_the_search_box_covers_no_link_to_a_page(visit: OpenPage) -> None:
    page = visit("about")
    for width in (1120, 1280, 1365, 1500):
        page.set_viewport_size({"width": width, "height": 900})
        box = page.locator(".st-key-top_bar").bounding_box()
        link = page.get_by_test_id("stTopNavLink").last.bounding_box()
        assert box is not None
        assert link is not None
        to_the_left = link["x"] + link["width"] <= box["x"]
        above = link["y"] + link["height"] <= box["y"]
        assert to_the_left or above, width
