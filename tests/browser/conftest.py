"""A real browser before the real explorer, started as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import NO_BROWSER, SWITCHES, find_chromium
from tests.conftest import originals_folder
from tests.support.servers import free_port
from tests.support.untraced import untraced

WAIT = 30_000
"""Milliseconds after which a page that does not show what a test waits for has failed; a busy machine is slow."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; a machine without one fails the tests, unless DRUGKG_NO_BROWSER=1."""
    if os.environ.get(NO_BROWSER) == "1":
        pytest.skip(f"{NO_BROWSER}=1")
    path = find_chromium()
    if path is None:
        pytest.fail(f"no Chromium or Chrome found: install one, or set {NO_BROWSER}=1 to leave these tests out")
    with sync_playwright() as playwright:
        playwright.selectors.set_test_id_attribute("data-testid")
        expect.set_options(timeout=WAIT)
        opened = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield opened
        opened.close()


@contextmanager
def explored(graph: Path, *, with_originals: bool = True, originals: Path | None = None) -> Iterator[str]:
    """Run ``drugkg explore`` on a graph and yield its address."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "ui.command_line",
        "explore",
        "--store",
        str(graph),
        "--port",
        str(port),
        "--no-browser",
    ]
    originals = originals or originals_folder()
    if originals and with_originals:
        command += ["--originals", str(originals)]
    # Its pages are traced by the tests that run them without a browser.
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=untraced())
    try:
        wait_for_server(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_for_server(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):  # a busy machine is slow
        if server.poll() is not None:
            raise RuntimeError(f"the explorer ended with {server.returncode}")
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own loopback address
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the explorer did not answer at {address}")


@pytest.fixture(scope="session")
def explorer(graph_folder: Path) -> Iterator[str]:
    """The address of the explorer on the graph of the five documents."""
    with explored(graph_folder) as address:
        yield address


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of all tests share: the scripts of the explorer are loaded and compiled once."""
    opened = browser.new_context(accept_downloads=True, reduced_motion="reduce")
    yield opened
    opened.close()


@pytest.fixture
def open_at(context: BrowserContext, explorer: str) -> Iterator[OpenPage]:
    """Open a page of the explorer; what a page has stored in the browser is gone when the test ends.

    A test fails if a script of the page raises anything, or if a request leaves this machine.
    """
    pages: list[Page] = []
    errors: list[str] = []
    asked: set[str | None] = set()

    def open_page(
        path: str,
        *,
        width: int = 1400,
        height: int = 1000,
        scheme: Literal["light", "dark"] = "light",
        at: str = "",
    ) -> Page:
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
        page.on("websocket", lambda socket: asked.add(urlsplit(socket.url).hostname))
        page.set_default_timeout(WAIT)
        page.goto(f"{at or explorer}/{path}")
        page.get_by_text("It is not medical advice").wait_for()
        return page

    yield open_page
    for page in pages:
        page.close()
    _forget(context)
    assert errors == []
    assert asked - {None} == {"127.0.0.1"}  # None: data: and blob: addresses


def _forget(context: BrowserContext) -> None:
    """Delete what pages have stored, but not the scripts that were loaded."""
    page = context.new_page()
    everything = {"origin": "*", "storageTypes": "cookies,local_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    page.close()
