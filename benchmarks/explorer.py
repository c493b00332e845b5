"""Measures the explorer as a reader meets it: each page next to a bare Streamlit page, and a click in the picture.

    python -m benchmarks.explorer GRAPH_FOLDER [ROUNDS]

Each round opens the bare page and every page of the explorer in a fresh browser context. A page is there when what it
is for can be read and nothing runs any more. Times are wall time in Chromium without a window; compare the ratios:
times vary with what else the machine does.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.browser.chromium import SWITCHES, find_chromium
from tests.browser.conftest import explored, wait_for_server
from tests.support.servers import free_port

BARE = "import streamlit as st\nst.title('A title')\nst.write('A line')\nst.divider()\n"
SIGN = "hr"  # the line at the end of every page; a selector by text would search the whole page again and again
PAGES = {
    "": SIGN,
    "mechanism": '.view [data-id="drugkg:baclofen"]',
    "evidence": SIGN,
    "agreement": SIGN,
    "compare?of=baclofen&of=phenibut": SIGN,
    "entity?entity=drugkg:anxiety": '.view [data-id="drugkg:anxiety"]',
    "query?query=targets": SIGN,
    "query?mode=sparql": ".cm-content",
    "links": SIGN,
    "sources": SIGN,
    "search?words=craving": SIGN,
}
"""Address of a page → what can be seen when it is there."""

EDGES = ("drugkg:baclofen + drugkg:anxiety", "drugkg:impulsivity + drugkg:relapse-to-drinking")
_IDLE = "() => !document.querySelector('[data-testid=stStatusWidget], [data-testid=stSkeleton]')"


@contextmanager
def bare_page() -> Iterator[str]:
    """Run a Streamlit page with a title and a line, with the settings of the explorer, and yield its address."""
    from ui.commands.explore import SETTINGS  # noqa: PLC0415 - the path is set above

    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        port = free_port()
        settings = SETTINGS | {"server.port": str(port), "server.headless": "true", "server.address": "127.0.0.1"}
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        command += [f"--{name}={value}" for name, value in settings.items()]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for_server(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def opening(browser: Browser, address: str, path: str, sign: str) -> float:
    """Return how many milliseconds a page takes until its sign is there and nothing runs any more."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{address}/{path}")
    page.locator(sign).first.wait_for()
    page.wait_for_function(_IDLE)
    took = time.perf_counter() - began
    context.close()
    return took * 1000


def clicking(page: Page, edge: str) -> tuple[float, float]:
    """Return the milliseconds from a click on an edge until it is outlined, and until its claims are there."""
    found = page.evaluate(
        """edge => new Promise(resolve => {
          const h = () => document.querySelector('.st-key-details h2')?.innerText ?? '';
          const roots = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean);
          const part = [document, ...roots].map(r => r.querySelector(`.view [data-id="${edge}"]`)).find(Boolean);
          const before = h();
          const began = performance.now();
          let outlined = 0;
          part.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
          const look = () => {
            const now = performance.now() - began;
            if (!outlined && part.classList.contains('outlined')) outlined = now;
            if (h() && h() !== before) resolve([outlined, now]);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })""",
        edge,
    )
    return found[0], found[1]


def main() -> None:
    """Measure and print medians and ratios."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with explored(folder) as address, bare_page() as bare, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(SWITCHES))
        opening(browser, bare, "", SIGN)  # the browser's own first page
        first = opening(browser, address, "", PAGES[""])
        times: dict[str, list[float]] = {path: [] for path in ("bare", *PAGES)}
        for _ in range(rounds):
            times["bare"].append(opening(browser, bare, "", SIGN))
            for path, sign in PAGES.items():
                times[path].append(opening(browser, address, path, sign))
        unit = statistics.median(times["bare"])
        print(f"{'page':34} {'ms':>6} {'÷ bare':>7}")
        for path, some in times.items():
            median = statistics.median(some)
            print(f"{path or 'overview':34} {median:6.0f} {median / unit:7.2f}")
        print(f"{'overview, first after the start':34} {first:6.0f} {first / unit:7.2f}")
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{address}/mechanism")
        page.locator('.view [data-id="drugkg:baclofen"]').wait_for()
        page.wait_for_function(_IDLE)
        clicks = [clicking(page, EDGES[turn % 2]) for turn in range(2 * rounds)]
        for at, name in enumerate(("a click is seen", "its claims are there")):
            waits = [click[at] for click in clicks]
            print(f"{name:34} {statistics.median(waits):6.0f} (worst {max(waits):.0f})")
        browser.close()


if __name__ == "__main__":
    main()
