"""The query page of ``drugkg serve`` in a real browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph
from playwright.sync_api import Browser, expect

from tests.support.endpoints import running
from ui.endpoint.service import Settings

HOSTILE = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>"
LABELS = "SELECT ?x ?label { GRAPH <http://data/g> { ?x <http://x/label> ?label } } ORDER BY ?label"


def test_a_query_is_typed_and_run_and_a_hostile_label_stays_text(browser: Browser, tmp_path: Path) -> None:
    store = pyoxigraph.Store(str(tmp_path / "store"))
    graph, label = pyoxigraph.NamedNode("http://data/g"), pyoxigraph.NamedNode("http://x/label")
    for name, text in (("one", HOSTILE), ("two", "plain")):
        node = pyoxigraph.NamedNode(f"http://data/{name}")
        store.add(pyoxigraph.Quad(node, label, pyoxigraph.Literal(text), graph))
    store.flush()
    del store
    errors: list[str] = []
    asked: set[str | None] = set()
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
    with running(Settings(str(tmp_path / "store"), timeout=60, workers=1)) as client:
        page.goto(f"{client.address}/")
        title = page.title()
        editor = page.get_by_role("textbox", name="SPARQL query")
        editor.fill(LABELS)
        expect(page.locator(".is-keyword").first).to_have_text("SELECT")
        page.get_by_role("button", name="Run").click()
        expect(page.locator("#message")).to_have_text("2 rows")
        assert page.locator("#answer tbody td").all_text_contents() == [
            "http://data/one", HOSTILE, "http://data/two", "plain"
        ]  # fmt: skip
        assert page.locator("#answer img, #answer script").count() == 0
        assert page.title() == title
        editor.fill("SELECT ?x { ?x }")
        page.get_by_role("button", name="Run").click()
        expect(page.locator("#message")).to_contain_text("line 1")
        expect(page.locator(".cm-line.is-wrong")).to_have_text("SELECT ?x { ?x }")
        context.close()
    assert errors == []
    assert asked == {"127.0.0.1"}
