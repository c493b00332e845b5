"""The mechanism page in a real browser: the picture, clicks, keys, downloads."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import AT_REST, OpenPage

CAUSES_ANXIETY = "drugkg:baclofen + drugkg:anxiety"
TO_CRAVING = "mechanism?end=drugkg:alcohol-craving"


_BEYOND = """svg => {
  const box = document.body.appendChild(document.createElement('div'));
  box.append(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement);
  const [width, height] = box.firstChild.getAttribute('viewBox').split(' ').slice(2).map(Number);
  const beyond = [...box.querySelectorAll('text')].filter(text => {
    const b = text.getBBox();
    return b.x + b.width > width || b.y + b.height > height;
  }).map(text => text.textContent);
  box.remove();
  return beyond;
}"""
"""Draws a picture and returns the texts that are cut at its right or lower end."""


def part(page: Page, identifier: str) -> Locator:
    return page.locator(f'[data-id="{identifier}"]')


def boxes(page: Page, selector: str) -> dict[str, tuple[float, float, float, float]]:
    found = page.locator(selector).evaluate_all(
        "parts => parts.map(p => { const b = p.getBoundingClientRect();"
        " return [p.closest('[data-id]').dataset.id, b.left, b.top, b.right, b.bottom] })"
    )
    return {item[0]: tuple(item[1:]) for item in found}


def places(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.locator(".node").evaluate_all(
        "nodes => Object.fromEntries(nodes.map(n => [n.dataset.id, n.querySelector('.body').getAttribute('d')]))"
    )
    return found


def test_clicking_a_line_opens_its_claim_with_its_words(visit: OpenPage, originals: Path) -> None:
    page = visit("mechanism")
    part(page, CAUSES_ANXIETY).locator(".end").click()
    page.get_by_role("heading", name="baclofen causes anxiety").wait_for()
    page.get_by_text("Some people become more anxious on baclofen.").wait_for()
    page.get_by_text("Potential Adverse Reactions").first.wait_for()
    assert "baclofen + drugkg:anxiety" in unquote_plus(page.url).replace("%2B", "+")


def test_a_line_can_be_chosen_by_key(visit: OpenPage) -> None:
    page = visit(TO_CRAVING)
    edge = part(page, "drugkg:gaba-b-receptor-activity - drugkg:excitatory-neurotransmission")
    edge.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="GABA-B receptor activity decreases excitatory neurotransmission").wait_for()
    page.locator(AT_REST).wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-details")).to_have_count(0)
    expect(edge).to_be_focused()


def test_the_menu_of_a_node_takes_the_keyboard_and_gives_it_back(visit: OpenPage) -> None:
    page = visit(TO_CRAVING)
    node, menu = part(page, "drugkg:gaba-b-receptor-activity"), page.locator(".menu")
    node.focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("button", name="Expand")).to_be_focused()
    page.keyboard.press("Escape")
    expect(node).to_be_focused()
    expect(menu).to_be_hidden()


def test_a_node_expands_by_one_step(visit: OpenPage) -> None:
    page = visit(TO_CRAVING)
    assert part(page, "drugkg:neuroadaptation").count() == 0
    part(page, "drugkg:gaba-b-receptor-activity").locator(".body").click()
    page.locator(".menu").get_by_role("button", name="Expand").click()
    part(page, "drugkg:neuroadaptation").wait_for()
    assert "expand=drugkg%3Agaba-b-receptor-activity" in page.url
    part(page, "drugkg:neuroadaptation").locator(".body").click()
    page.locator(".menu").get_by_role("button", name="Hide").click()
    page.wait_for_url("**hide=drugkg%3Aneuroadaptation*")
    page.go_back()
    part(page, "drugkg:neuroadaptation").wait_for()


def test_a_node_is_moved_with_its_lines_and_the_picture_turned(open_at: OpenPage) -> None:
    page = open_at("mechanism?end=drugkg:anxiety")
    node, line = part(page, "drugkg:anxiety"), part(page, CAUSES_ANXIETY).locator(".body")
    node.wait_for()
    before, drawn = node.bounding_box(), line.get_attribute("d")
    assert before is not None
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    page.mouse.move(before["x"] - 40, before["y"] + 90, steps=4)
    page.mouse.up()
    after = node.bounding_box()
    assert after is not None
    assert before["x"] - after["x"] > 40
    assert line.get_attribute("d") != drawn
    assert "chosen" not in page.url
    with page.expect_download() as saved:
        page.get_by_role("button", name="SVG").click()
    picture = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "translate(-" in picture.partition('data-id="drugkg:anxiety"')[2]
    page.get_by_role("button", name="Put back").click()
    assert line.get_attribute("d") == drawn
    page.get_by_role("button", name="Top-down").click()
    page.wait_for_url("**layout=down*")
    start, end = part(page, "drugkg:baclofen").bounding_box(), node.bounding_box()
    assert start is not None
    assert end is not None
    assert start["y"] + start["height"] < end["y"]
    node.locator(".body").click()
    page.locator(".menu").get_by_role("button", name="Vocabularies").click()
    page.get_by_role("heading", name="Links").wait_for()
    page.go_back()
    page.get_by_role("button", name="Left to right").wait_for()


def test_a_narrow_screen_has_the_picture_from_top_to_bottom_with_a_map_of_it(visit: OpenPage) -> None:
    page = visit("mechanism", width=400)
    page.get_by_role("button", name="Left to right").wait_for()
    assert "layout" not in page.url
    view, frame = page.locator(".graph .view"), page.locator(".map .frame")
    frame.wait_for()
    left = frame.evaluate("frame => frame.offsetLeft")
    view.evaluate("view => { view.scrollLeft = 0 }")
    page.wait_for_function("([frame, left]) => frame.offsetLeft < left", arg=[frame.element_handle(), left])


def test_on_a_narrow_screen_a_line_and_its_first_claim_are_seen_together(visit: OpenPage) -> None:
    page = visit("mechanism?end=drugkg:anxiety", width=400, height=800)
    line, view = part(page, CAUSES_ANXIETY), page.locator(".graph .view")
    line.locator(".end").click()
    page.get_by_text("Some people become more anxious on baclofen.").wait_for()
    sheet, claim = page.locator(".st-key-details").bounding_box(), page.locator(".claim").first.bounding_box()
    assert sheet is not None
    assert claim is not None
    assert sheet["y"] < claim["y"] < claim["y"] + claim["height"] <= 800
    page.wait_for_function(
        "([line, end]) => { const b = line.getBoundingClientRect(); return b.bottom > 60 && b.top < end }",
        arg=[line.locator(".label").element_handle(), sheet["y"]],
    )
    picture = view.bounding_box()
    assert picture is not None
    assert picture["width"] > 350, "the sheet takes nothing from the picture"


def test_what_an_address_names_is_brought_into_sight(open_at: OpenPage) -> None:
    page = open_at("mechanism?chosen=drugkg:smoking-relapse", width=400, height=800)
    node = page.locator('.view [data-id="drugkg:smoking-relapse"]')
    page.locator(".claim").first.wait_for()
    page.wait_for_function(
        """([node, view, sheet]) => {
          const [box, frame, end] = [node, view, sheet].map(e => e.getBoundingClientRect());
          return box.left >= frame.left && box.right <= frame.right && box.top >= 60 && box.bottom <= end.top;
        }""",
        arg=[one.element_handle() for one in (node, page.locator(".graph .view"), page.locator(".st-key-details"))],
    )


def test_positions_and_zoom_stay_when_something_is_chosen(open_at: OpenPage) -> None:
    page = open_at("mechanism")
    part(page, "drugkg:baclofen").wait_for()
    page.get_by_role("button", name="Zoom in").click()
    width = page.locator(".view svg").get_attribute("width")
    before = places(page)
    part(page, "drugkg:impulsivity").locator(".body").click()
    page.get_by_role("heading", name="impulsivity").wait_for()
    assert places(page) == before
    assert page.locator(".view svg").get_attribute("width") == width


def test_every_label_fits_its_shape_and_none_overlap(visit: OpenPage) -> None:
    page = visit("mechanism?expand=drugkg:relapse-to-drinking", width=1900)
    part(page, "drugkg:baclofen").wait_for()
    assert page.locator(".node").count() >= 15
    words = ".node > text:not(:last-child), .node > text:only-of-type"
    shapes = boxes(page, ".node > .body")
    usual = boxes(page, words)
    page.locator(".view svg").evaluate("svg => svg.setAttribute('font-family', 'Verdana, DejaVu Sans')")
    wide = boxes(page, words)
    page.locator(".view svg").evaluate("svg => svg.setAttribute('font-family', 'Source Sans')")
    assert sum(box[2] - box[0] for box in wide.values()) > 1.05 * sum(box[2] - box[0] for box in usual.values())
    for labels in (usual, wide):
        for name, (left, top, right, bottom) in labels.items():
            outer = shapes[name]
            assert min(left - outer[0], top - outer[1], outer[2] - right, outer[3] - bottom) >= 0, name
    lines = boxes(page, ".edge > .label > text")
    everything = [*shapes.items(), *lines.items()]
    for (one, a), (two, b) in combinations(everything, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], f"{one} and {two} overlap"


def test_find_points_to_a_node(visit: OpenPage) -> None:
    page = visit("mechanism?find=impulsi", width=400)
    node = part(page, "drugkg:impulsivity")
    node.wait_for()
    assert node.locator('path[stroke="#f2b134"]').count() == 1
    view, shown = page.locator(".graph .view").bounding_box(), node.bounding_box()
    assert view is not None
    assert shown is not None
    assert view["x"] <= shown["x"]
    assert shown["x"] + shown["width"] <= view["x"] + view["width"]


def test_the_picture_is_saved_as_svg_with_its_legend(visit: OpenPage) -> None:
    page = visit(TO_CRAVING)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="SVG").click()
    assert waiting.value.suggested_filename == "baclofen-to-alcohol-craving.svg"
    picture = ET.fromstring(Path(waiting.value.path()).read_text(encoding="utf-8"))  # noqa: S314 - our own picture
    words = " ".join(text for text in picture.itertext())
    assert "GABA-B receptor" in words
    assert "true by definition" in words
    assert "/mechanism?end=drugkg:alcohol-craving" in words
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert page.evaluate(_BEYOND, text.replace("'Source Sans'", "Verdana, 'DejaVu Sans'")) == []


def test_the_picture_is_saved_as_png_in_double_size(visit: OpenPage) -> None:
    page = visit(TO_CRAVING)
    part(page, "drugkg:baclofen").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG").click()
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") > 1500


def test_the_claims_of_the_picture_are_saved_as_turtle(visit: OpenPage) -> None:
    page = visit(TO_CRAVING)
    page.get_by_role("tab", name="Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Claims of this picture as Turtle").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert waiting.value.suggested_filename.endswith(".ttl")
    assert "excitatory neurotransmission" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_follows_the_theme(visit: OpenPage, scheme: str) -> None:
    page = visit("mechanism", scheme=scheme)
    part(page, "drugkg:baclofen").wait_for()
    ground = page.locator(".view svg > rect").get_attribute("fill")
    assert ground == {"light": "#ffffff", "dark": "#171614"}[scheme]


def test_the_back_button_returns_to_the_picture_as_it_was(visit: OpenPage) -> None:
    page = visit(f"{TO_CRAVING}&chosen=drugkg:gaba-b-receptor-activity - drugkg:excitatory-neurotransmission")
    page.get_by_role("link", name="Open this claim").first.click()
    page.get_by_role("heading", name="Evidence").wait_for()
    page.go_back()
    page.get_by_role("heading", name="GABA-B receptor activity decreases excitatory neurotransmission").wait_for()
    assert page.url.partition("/mechanism?")[2].startswith("end=drugkg")
    assert "claim=" not in page.url
