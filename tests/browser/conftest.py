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
from tempfile import TemporaryFile
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

from tests.browser.chromium import NO_BROWSER, SWITCHES, find_chromium
from tests.conftest import originals_folder
from tests.support.servers import free_port
from tests.support.untraced import untraced

WAIT = 30_000
"""Milliseconds after which a page that does not show what a test waits for has failed; a busy machine is slow."""

DISCLAIMER = "It is not medical advice"
"""What every page says in the end."""


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
    """Run ``drugkg explore`` on a graph and yield its address; in the end its log must hold no fault of a page."""
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
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=untraced())
        try:
            wait_for_server(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)
        log.seek(0)
        assert faults_in(log.read()) == []


def faults_in(log: str) -> list[str]:
    """Return the lines of a server's log that report an error of a page, our code in a stack dump, or old usage."""
    ours = str(Path("/ui", "explorer", "x"))[:-1]
    signs = ("Uncaught app execution", ours, "Warning:", "deprecated", "will be removed")
    return [line for line in log.splitlines() if any(sign in line for sign in signs)]


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

AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'

_GO = """path => new Promise(answer => {
  let ran = false;
  const watch = new MutationObserver(() => {
    const app = document.querySelector('[data-testid=stApp]');
    if (app?.dataset.testScriptState !== 'notRunning') ran = true;
    else if (ran) { watch.disconnect(); answer(true); }
  });
  watch.observe(document, { subtree: true, attributeFilter: ['data-test-script-state'] });
  setTimeout(() => answer(false), 10000);
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
})"""
"""Goes to a page by its address as the back button does, without loading the explorer anew, and says whether it ran."""


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """What the pages of all tests share: the scripts of the explorer are loaded and compiled once."""
    opened = browser.new_context(accept_downloads=True, reduced_motion="reduce")
    yield opened
    opened.close()


class Watched:
    """The errors that scripts of pages raise, the dialogs they open, and the machines they ask."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.asked: set[str | None] = set()

    def new_page(self, context: BrowserContext, scheme: Literal["light", "dark"]) -> Page:
        """Return a page that is watched."""
        page = context.new_page()
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_default_timeout(WAIT)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self.asked.add(urlsplit(request.url).hostname))
        page.on("websocket", lambda socket: self.asked.add(urlsplit(socket.url).hostname))
        return page

    def _dialog(self, dialog: Dialog) -> None:
        self.errors.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

    def check(self) -> None:
        """Fail if a script of a page has raised anything or opened a dialog, or if a request has left this machine."""
        assert self.errors == []
        assert self.asked - {None} == {"127.0.0.1"}  # None: data: and blob: addresses


def load(page: Page, address: str) -> Page:
    """Load a page of the explorer, and return it when it has been drawn to its end."""
    page.goto(address)
    page.get_by_text(DISCLAIMER).wait_for()
    return page


@pytest.fixture
def open_at(context: BrowserContext, explorer: str, forget: Callable[[], None]) -> Iterator[OpenPage]:
    """Open a page of the explorer; what a page has stored in the browser is gone when the test ends.

    A test fails if a script of the page raises anything, or if a request leaves this machine.
    """
    pages: list[Page] = []
    watched = Watched()

    def open_page(
        path: str,
        *,
        width: int = 1400,
        height: int = 1000,
        scheme: Literal["light", "dark"] = "light",
        at: str = "",
    ) -> Page:
        page = watched.new_page(context, scheme)
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        return load(page, f"{at or explorer}/{path}")

    yield open_page
    for page in pages:
        page.close()
    forget()
    watched.check()


@pytest.fixture(scope="module")
def _visited(context: BrowserContext) -> Iterator[tuple[dict[tuple[str, str], Page], Watched]]:
    """The pages that the tests of a module go on with, by address of the explorer and colour scheme."""
    pages: dict[tuple[str, str], Page] = {}
    yield pages, Watched()
    for page in pages.values():
        page.close()


@pytest.fixture
def visit(
    context: BrowserContext,
    explorer: str,
    forget: Callable[[], None],
    _visited: tuple[dict[tuple[str, str], Page], Watched],
) -> Iterator[OpenPage]:
    """Go to a page of the explorer within one that is open: for tests that only look, or leave nothing behind.

    It takes a third of the time of opening a page. A test fails as with ``open_at``.
    """
    pages, watched = _visited

    def visit_page(
        path: str,
        *,
        width: int = 1400,
        height: int = 1000,
        scheme: Literal["light", "dark"] = "light",
        at: str = "",
    ) -> Page:
        at = at or explorer
        page = pages.get((at, scheme))
        if page is None:
            page = pages[at, scheme] = watched.new_page(context, scheme)
            load(page, f"{at}/about")
        page.set_viewport_size({"width": width, "height": height})
        page.locator(AT_REST).wait_for()
        return page if page.evaluate(_GO, f"/{path}") else load(page, f"{at}/{path}")

    yield visit_page
    forget()
    watched.check()


@pytest.fixture(scope="session")
def forget(context: BrowserContext) -> Iterator[Callable[[], None]]:
    """Delete what pages have stored, but not the scripts that were loaded."""
    page = context.new_page()
    browser = context.new_cdp_session(page)
    everything = {"origin": "*", "storageTypes": "cookies,local_storage,indexeddb"}

    def delete() -> None:
        browser.send("Storage.clearDataForOrigin", everything)

    yield delete
    page.close()
