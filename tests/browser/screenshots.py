"""Takes the pictures of the explorer that the README shows, from a graph built anew from the sources.

    python -m tests.browser.screenshots [NAME …]

The graph is built without the original documents, so that no words of theirs stand in the pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from ingest.build import build
from tests.browser.chromium import SWITCHES, find_chromium
from tests.browser.conftest import explored

IMAGES = Path(__file__).parents[2] / "docs" / "images"

PICTURES: dict[str, tuple[str, int, int]] = {
    "overview": ("", 1280, 900),
    "mechanism": ("mechanism?chosen=drugkg:baclofen %2B drugkg:anxiety", 1280, 1000),
    "evidence": ("evidence?family=pharmacokinetics&claim=encyclopaedia-127", 1280, 900),
    "agreement": ("agreement", 1280, 860),
    "query": ("query?query=targets", 1280, 900),
}
"""Name of a picture → the state that it shows, width and height."""


def take(page: Page, address: str, name: str) -> None:
    """Take one picture.

    :param page: of the browser
    :param address: of the explorer
    :param name: key of :data:`PICTURES`
    """
    path, width, height = PICTURES[name]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/{path}")
    page.get_by_text("It is not medical advice").first.wait_for()
    page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    page.wait_for_timeout(1500)  # charts and tables are painted after their data has come
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"wrote {IMAGES / name}.png")


def main() -> None:
    """Take all pictures, or those named."""
    os.environ.pop("DRUGKG_ORIGINALS", None)
    IMAGES.mkdir(exist_ok=True)
    chromium = find_chromium()
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        build(graph)
        with explored(graph, with_originals=False) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
            page = browser.new_page()
            for name in sys.argv[1:] or PICTURES:
                take(page, address, name)
            browser.close()


if __name__ == "__main__":
    main()
