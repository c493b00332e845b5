"""Pages of the explorer run without a browser, as their address names them."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import ui.explorer

FOLDER = Path(ui.explorer.__file__).parent

manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
"""Installed packages are searched for components once per process, as in the explorer, and not once per page."""


def open_page(page: str, graph: Path, **parameters: str | list[str]) -> AppTest:
    """Run a page of the explorer on a graph and return it; the test fails if it raised anything.

    :param page: its address, such as ``evidence``
    :param graph: the graph folder
    :param parameters: the parameters of the address
    """
    config.set_option("runner.magicEnabled", False)
    os.environ["DRUGKG_STORE"] = str(graph)
    test = AppTest.from_file(FOLDER / "app.py", default_timeout=120).run()
    test.switch_page(f"screens/{page}.py")
    for name, value in parameters.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception, test.exception
    return test


class _Html(HTMLParser):
    """Reads the text of HTML, an element a line, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: dict[str, tuple[str, dict[str, list[str]]]] = {}
        self.href: str | None = None
        self.label = ""
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.hidden += self.hidden > 0 or tag == "style" or "aria-hidden" in given
        if tag == "a":
            self.href, self.label = given["href"], ""
        if tag in ("p", "li", "div", "section", "h2", "summary"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            self.hidden -= 1
        elif tag == "a" and self.href is not None:
            address = urlsplit(self.href)
            self.links[self.label] = (address.path, parse_qs(address.query))
            self.href = None

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)
            self.label += data


def _html_of(page: AppTest) -> list[_Html]:
    read = []
    for element in page.main:
        if element.type == "html":
            read.append(_Html())
            read[-1].feed(str(getattr(element, "value", "")))
    return read


def links_of(page: AppTest) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Return the links in the HTML of a page: label → page and parameters of the address."""
    return {label: place for found in _html_of(page) for label, place in found.links.items()}


def words_of(page: AppTest) -> str:
    """Return all that a page says, an element a line, without the escapes of Markdown and without tags."""
    texts = ["".join(found.parts) for found in _html_of(page)]
    for element in page.main:
        value = None if element.type == "html" else getattr(element, "value", None)
        texts.append(value if isinstance(value, str) and value else str(getattr(element, "label", "")))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", "\n".join(texts))


def table_of(page: AppTest, key: str) -> list[dict[str, str]]:
    """Return the rows of a table that a page draws with the component for tables, column → text.

    :param page: the page
    :param key: key of the table
    """
    data = _table_data(page, key)
    titles = [column["title"] for column in data["columns"]]
    rows = [row["cells"] for row in data["rows"] if not row.get("group")]
    return [dict(zip(titles, (cell["text"] for cell in cells), strict=True)) for cells in rows]


def rows_of_table(page: AppTest, key: str) -> list[str]:
    """Return the identifiers of the rows of a table; nothing if the page has none.

    :param page: the page
    :param key: key of the table
    """
    try:
        return [row["id"] for row in _table_data(page, key)["rows"]]
    except AssertionError:
        return []


def links_of_table(page: AppTest, key: str) -> list[dict[str, str]]:
    """Return the addresses to which the cells of a table lead, a mapping for each row, column → address.

    :param page: the page
    :param key: key of the table
    """
    data = _table_data(page, key)
    titles = [column["title"] for column in data["columns"]]
    return [
        {title: cell["href"] for title, cell in zip(titles, row["cells"], strict=True) if "href" in cell}
        for row in data["rows"]
        if not row.get("group")
    ]


def _table_data(page: AppTest, key: str) -> dict[str, Any]:
    for element in page.main:
        proto = getattr(element, "proto", None)
        if element.type == "bidi_component" and proto is not None and proto.id.endswith(f"-{key}"):
            data: dict[str, Any] = json.loads(proto.json)
            return data
    raise AssertionError(f"there is no table {key}")
