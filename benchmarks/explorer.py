"""Measures the explorer as a reader meets it: the first page after a warm start, and a click in the mechanism picture.

    python benchmarks/explorer.py GRAPH_FOLDER [ROUNDS]

Each round opens a fresh browser context. Times are wall time in Chromium without a window, in milliseconds; compare
them within one run, since they vary with what else the machine does.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.browser.chromium import SWITCHES, find_chromium
from tests.browser.conftest import explored

PAGES = {
    "": "text=It is not medical advice",
    "mechanism": '[data-id="drugkg:baclofen"]',
    "evidence": "[data-testid=stDataFrame]",
    "agreement": "text=It is not medical advice",
    "query?query=targets": "[data-testid=stDataFrame]",
    "links": "text=It is not medical advice",
    "sources": "text=It is not medical advice",
    "search?words=craving": "text=It is not medical advice",
}
EDGES = ("drugkg:baclofen + drugkg:anxiety", "drugkg:impulsivity + drugkg:relapse-to-drinking")


def opening(browser: Browser, address: str, path: str, sign: str) -> float:
    """Return how long a page takes until its sign is there."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{address}/{path}")
    page.locator(sign).first.wait_for()
    took = time.perf_counter() - began
    context.close()
    return took * 1000


def clicking(page: Page, edge: str) -> float:
    """Return how long it takes from a click on an edge until its claims are there."""
    heading = page.locator(".st-key-details h3")
    before = heading.inner_text() if heading.count() else ""
    began = time.perf_counter()
    page.locator(f'[data-id="{edge}"]').dispatch_event("click")
    page.wait_for_function(
        "before => { const h = document.querySelector('.st-key-details h3'); return h && h.innerText !== before }",
        arg=before,
    )
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Measure and print medians."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    path = find_chromium()
    with explored(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        for page_path, sign in PAGES.items():
            first = opening(browser, address, page_path, sign)
            times = [opening(browser, address, page_path, sign) for _ in range(rounds)]
            print(f"{page_path:24} first {first:6.0f}  then {statistics.median(times):6.0f}  (worst {max(times):.0f})")
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{address}/mechanism")
        page.locator('[data-id="drugkg:baclofen"]').wait_for()
        clicks = [clicking(page, EDGES[turn % 2]) for turn in range(2 * rounds)]
        print(f"{'click on an edge':24} median {statistics.median(clicks):.0f}  (worst {max(clicks):.0f})")
        browser.close()


if __name__ == "__main__":
    main()
