"""Questions asked in a real browser: saved queries, SPARQL, downloads, and addresses that hold their state."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.conftest import AT_REST, OpenPage


def state_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def expect_state(page: Page, **parameters: str) -> None:
    """Wait until the address has these parameters."""
    for _ in range(100):
        state = state_of(page)
        if all(state.get(name) == [value] for name, value in parameters.items()):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the address is {page.url}")


def choose(page: Page, label: str, words: str) -> None:
    """Type into a select box and take the first option."""
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words).first.click()


def test_a_saved_query_is_found_run_and_downloaded(visit: OpenPage) -> None:
    page = visit("query")
    choose(page, "Question", "pharmacokinetics")
    page.get_by_role("heading", name="How is a drug absorbed").wait_for()
    expect(page.get_by_text("16 rows")).to_be_visible()
    expect_state(page, query="pharmacokinetics")
    page.wait_for_selector(AT_REST)
    with page.expect_download() as waiting:
        page.locator(".st-key-download-CSV").get_by_role("button").click()
    assert waiting.value.suggested_filename == "pharmacokinetics.csv"
    with Path(waiting.value.path()).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 16
    half_life = next(row for row in rows if row["property"] == "has half-life")
    assert {half_life[name] for name in half_life if name.endswith("article") or name == "Monograph"} == {
        "about 2–6 h, short",
        "about 2–4 h",
        "2.5–4 h",
    }


def test_a_parameter_goes_into_the_address_and_comes_back_from_it(visit: OpenPage, open_at: OpenPage) -> None:
    page = visit("query?query=effects-of&p.node=drugkg:gaba-b-receptor-activity")
    page.get_by_text("rows").first.wait_for()
    first = page.get_by_text("rows").first.inner_text()
    again = open_at(page.url.rpartition("/")[2])
    again.get_by_text("rows").first.wait_for()
    expect(again.get_by_text("rows").first).to_have_text(first)
    expect_state(again, **{name: values[0] for name, values in state_of(page).items()})


def editor_of(page: Page) -> Locator:
    """Return the editor, once it has taken the place of the plain text area."""
    box = page.get_by_role("textbox", name="SPARQL query")
    page.locator(".cm-content").wait_for()
    expect(box).to_have_count(1)
    return box


def test_a_mistake_in_sparql_is_told_with_its_place_before_the_run(open_at: OpenPage) -> None:
    page = open_at("query?mode=sparql", scheme="dark", width=400)
    box = editor_of(page)
    box.fill("SELECT ?drug WHERE {\n  GRAPH graph:entities ?drug a dkgo:Drug }\n")
    expect(page.locator(".message")).to_contain_text("line 2", ignore_case=True)
    expect(page.locator(".cm-line.is-wrong")).to_have_text("  GRAPH graph:entities ?drug a dkgo:Drug }")
    expect(page.locator(".is-keyword").first).to_have_css("color", "rgb(207, 163, 236)")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nothing was run")).to_contain_text("line 2")
    box.fill("ASK {}")
    expect(page.locator(".cm-line.is-wrong")).to_have_count(0)


def test_the_editor_completes_a_name_runs_and_remembers(open_at: OpenPage) -> None:
    page = open_at("query?mode=sparql")
    box = editor_of(page)
    box.fill("")
    box.press_sequentially("SELECT ?receptor {")
    box.press("Enter")
    box.press_sequentially("liores")  # a brand name
    page.get_by_role("option", name="drugkg:baclofen").first.click()
    box.press_sequentially(" dkgo:agonistOf ?receptor")
    expect(page.locator(".cm-line")).to_have_text(
        ["SELECT ?receptor {", "  drugkg:baclofen dkgo:agonistOf ?receptor", "}"]
    )
    page.get_by_role("button", name="Run").click()
    page.get_by_text("2 rows").wait_for()
    text = "SELECT ?receptor {\n  drugkg:baclofen dkgo:agonistOf ?receptor\n}"
    expect_state(page, sparql=text)
    box.press("Escape")
    expect(page.get_by_role("button", name="Run")).to_be_focused()
    box.fill(text.replace("\n", " ") + " LIMIT 1")
    page.get_by_role("button", name="Format").click()
    expect(page.locator(".cm-line")).to_have_text([*text.split("\n"), "LIMIT 1"])
    page.reload()
    page.get_by_text("Read it, then press Run").wait_for()
    past = page.get_by_label("Queries that this browser has run").get_by_role("option")
    expect(past.nth(1)).to_contain_text("SELECT ?receptor { drugkg:baclofen dkgo:agonistOf ?receptor }")
    page.get_by_role("button", name="New tab").click()
    page.keyboard.insert_text("# a new one")
    expect(page.get_by_role("tab")).to_have_text(["Query 1", "Query 2", "a new one"])
    page.get_by_role("tab", name="Query 2").click()
    expect(page.locator(".cm-content:visible")).to_contain_text("agonistOf")


def test_an_update_is_refused(visit: OpenPage) -> None:
    page = visit(f"query?mode=sparql&sparql={quote('DELETE WHERE { GRAPH ?g { ?s ?p ?o } }')}")
    expect(page.get_by_role("alert").first).to_contain_text("Refused: DELETE changes data")


def test_triples_come_as_a_picture_too(visit: OpenPage) -> None:
    triple = "drugkg:baclofen dkgo:agonistOf ?receptor"
    text = f"CONSTRUCT {{ {triple} }} WHERE {{ GRAPH graph:facts {{ {triple} }} }}"
    page = visit(f"query?mode=sparql&sparql={quote(text)}")
    page.get_by_role("button", name="Run").click()
    page.locator(".node").filter(has_text="GABA-B receptor").wait_for()
    expect(page.locator(".edge")).to_have_count(2)
    page.get_by_text("2 triples").first.wait_for()
    page.locator(AT_REST).wait_for()
    page.locator(".node").filter(has_text="GABA-B receptor").locator(".body").click()
    page.get_by_role("button", name="All about it").click()
    page.get_by_role("heading", name="GABA-B receptor", exact=True).wait_for()
    page.go_back()
    expect_state(page, sparql=text)


def test_the_search_box_suggests_and_leads_to_what_is_found_and_back(visit: OpenPage) -> None:
    page = visit("sources")
    box = page.get_by_role("combobox", name="Search entities, claims and queries")
    box.wait_for()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("opiod")
    expect(page.get_by_role("option").first).to_have_text("opioidsimilar spelling")
    box.fill("Lioresal")
    expect(page.get_by_role("group", name="drug").get_by_role("option")).to_have_text("baclofenlioresal")
    box.press("ArrowDown")
    box.press("Enter")
    page.get_by_role("heading", name="baclofen", exact=True).wait_for()
    expect_state(page, entity="drugkg:baclofen")
    box.fill("Lioresal")
    box.press("Enter")
    page.get_by_role("heading", name="Search").wait_for()
    expect_state(page, words="Lioresal")
    expect(box).to_have_value("Lioresal")
    page.go_back()
    page.get_by_role("heading", name="baclofen", exact=True).wait_for()
    expect_state(page, entity="drugkg:baclofen")
    page.go_back()
    page.get_by_role("heading", name="Sources").wait_for()


WORD_IN = """(element, word) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = new Range();
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + word.length);
    const box = range.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }
  return null;
}"""
"""The middle of a word of an element, in pixels of the window."""


def tooltip_of(page: Page, badge: Locator, word: str) -> str:
    """Point at a word until its tooltip is shown, which a page that is drawn anew in that moment hides."""
    for _ in range(20):
        badge.scroll_into_view_if_needed()
        x, y = badge.evaluate(WORD_IN, word)
        page.mouse.move(x, y)
        try:
            page.get_by_role("tooltip").wait_for(timeout=2_000)
        except TimeoutError:
            page.mouse.move(0, 0)
        else:
            return page.get_by_role("tooltip").inner_text()
    raise AssertionError("there is no tooltip")


def test_words_of_the_glossary_are_explained_and_the_address_is_copied(open_at: OpenPage) -> None:
    page = open_at("evidence?claim=encyclopaedia-094")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    badge = page.locator(".stMarkdownBadge").get_by_text("denies: baclofen has abuse potential")
    badge.wait_for()
    page.get_by_role("button", name="Words").click()
    expect(page.get_by_role("region", name="Words on this page")).to_contain_text(
        "A document that says nothing does not"
    )
    page.keyboard.press("Escape")
    assert "The document states that it is not so." in tooltip_of(page, badge, "denies")
    page.get_by_role("button", name="Share").click()
    page.get_by_text("The address of this page is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_link_within_a_page_changes_its_address(visit: OpenPage) -> None:
    page = visit("mechanism?end=drugkg:alcohol-craving&chosen=drugkg:gaba-b-receptor-activity")
    page.get_by_role("link", name="Start here").click()
    page.get_by_text("What is one step away from GABA-B receptor activity").wait_for()
    expect_state(page, start="drugkg:gaba-b-receptor-activity", end="any")
    assert "chosen" not in state_of(page)


def test_an_open_claim_is_the_same_for_whoever_follows_its_address(open_at: OpenPage) -> None:
    page = open_at("evidence?family=pharmacokinetics&claim=monograph-068")
    page.get_by_text("Claim monograph-068").wait_for()
    page.get_by_text("26 claims").first.wait_for()
    page.get_by_text("2.5–4 h").first.wait_for()
