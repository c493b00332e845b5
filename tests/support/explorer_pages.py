"""Pages of the explorer run without a browser, as their address names them."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

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


def words_of(page: AppTest) -> str:
    """Return all that a page says, an element a line, without the escapes of Markdown."""
    texts = []
    for element in page.main:
        value = getattr(element, "value", None)
        texts.append(value if isinstance(value, str) and value else str(getattr(element, "label", "")))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", "\n".join(texts))


def table_of(page: AppTest, key: str) -> list[dict[str, str]]:
    """Return the rows of a table that a page draws with the component for tables, column → text.

    :param page: the page
    :param key: key of the table
    """
    for element in page.main:
        proto = getattr(element, "proto", None)
        if element.type == "bidi_component" and proto is not None and proto.id.endswith(f"-{key}"):
            data = json.loads(proto.json)
            titles = [column["title"] for column in data["columns"]]
            rows = [row["cells"] for row in data["rows"] if not row.get("group")]
            return [dict(zip(titles, (cell["text"] for cell in cells), strict=True)) for cells in rows]
    raise AssertionError(f"there is no table {key}")
