"""Finds a Chromium or Chrome for the browser tests, and installs one where there is none.

``python -m tests.browser.chromium`` does the latter: Debian's package where apt can be used, else Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NO_BROWSER = "DRUGKG_NO_BROWSER"
"""Set to 1, it leaves the browser tests out."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium started by root needs no sandbox, and no process to draw in; the others keep it from calling home."""


def find_chromium() -> str | None:
    """Return the path of an installed browser, or nothing."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _of_playwright()


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_chromium() -> None:
    """Install a browser; what the installers say goes to stderr."""
    tries = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        tries.insert(0, ["sh", "-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"])
    for command in tries:
        done = subprocess.run(
            command, check=False, stdout=sys.stderr, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        )
        if done.returncode == 0 and find_chromium():
            return


if __name__ == "__main__":
    if os.environ.get(NO_BROWSER) != "1" and find_chromium() is None:
        print("no Chromium or Chrome is installed: installing one for the browser tests", file=sys.stderr)
        install_chromium()
