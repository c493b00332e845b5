from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from queries.drawing.captions import Caption, with_caption
from queries.drawing.colours import LIGHT
from queries.drawing.elements import NODE_KINDS, GraphEdge, GraphElements, GraphNode
from queries.drawing.glyphs import MARKS, glyphs_of
from queries.drawing.layout import Size
from queries.drawing.legend import legend_samples
from queries.drawing.shapes import outline
from queries.drawing.svg import draw, edge_label_size
from queries.drawing.text_width import text_width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<img src=x onerror=alert(1)>"

TWO = GraphElements(
    (GraphNode("n:a", "baclofen", "drug", emphasis=True), GraphNode("n:b", "anxiety", "finding", badge="↓")),
    (
        GraphEdge("e:1", "n:a", "n:b", "decreases", sign=-1, hedged=True),
        GraphEdge("e:2", "n:a", "n:b", "causes", sign=1),
    ),
)


def drawn(elements: GraphElements, *, found: str = "") -> ET.Element:
    return ET.fromstring(draw(elements, found=found).svg)  # noqa: S314 - our own picture


def part(picture: ET.Element, identifier: str) -> ET.Element:
    found = picture.find(f".//{SVG}g[@data-id='{identifier}']")
    assert found is not None
    return found


def body(picture: ET.Element, identifier: str) -> dict[str, str]:
    found = part(picture, identifier).find(f"{SVG}path[@class='body']")
    assert found is not None
    return found.attrib


def end_of(picture: ET.Element, identifier: str) -> str:
    found = part(picture, identifier).find(f"{SVG}path[@class='end']")
    assert found is not None
    return found.attrib["d"]


def words(picture: ET.Element) -> list[str]:
    return [span.text or "" for span in picture.iter(f"{SVG}tspan")]


def test_every_node_and_edge_is_a_button_with_a_name() -> None:
    picture = drawn(TWO)
    for identifier in ("n:a", "n:b", "e:1", "e:2"):
        group = part(picture, identifier)
        assert (group.get("role"), group.get("tabindex")) == ("button", "0")
        assert group.get("aria-label")


def test_a_line_that_lowers_ends_in_a_bar_and_one_that_raises_in_an_arrow() -> None:
    picture = drawn(TWO)
    assert "V" in end_of(picture, "e:1")
    assert "L" not in end_of(picture, "e:1")
    assert end_of(picture, "e:2").endswith("Z")
    assert end_of(picture, "e:2").count("L") == 2


def test_an_effect_of_unknown_direction_ends_in_a_circle() -> None:
    elements = GraphElements(TWO.nodes, (GraphEdge("e", "n:a", "n:b", "modulates", sign=None),))
    assert end_of(drawn(elements), "e").count("a") == 2


def test_a_hedged_line_is_dashed_and_a_definition_dotted() -> None:
    edges = (*TWO.edges, GraphEdge("e:3", "n:b", "n:a", sign=1, definitional=True))
    picture = drawn(GraphElements(TWO.nodes, edges))
    assert body(picture, "e:1")["stroke-dasharray"] == "6 4"
    assert body(picture, "e:3")["stroke-linecap"] == "round"
    assert "stroke-dasharray" not in body(picture, "e:2")


def test_a_disputed_line_has_a_mark_and_not_only_a_colour() -> None:
    edge = GraphEdge("e", "n:a", "n:b", "causes", sign=1, disputed=True)
    group = part(drawn(GraphElements(TWO.nodes, (edge,))), "e")
    assert "!" in words(group)
    assert "!" not in words(part(drawn(TWO), "e:2"))


def test_kinds_differ_in_shape() -> None:
    shapes = {outline(kind, (0, 0), Size(80, 40)) for kind in NODE_KINDS}
    assert len(shapes) == len(NODE_KINDS)


def test_labels_are_text_whatever_they_are() -> None:
    elements = GraphElements((GraphNode(HOSTILE, HOSTILE, title=HOSTILE),), ())
    picture = drawn(elements)
    assert {element.tag for element in picture.iter()} <= {
        SVG + tag for tag in ["svg", "rect", "g", "path", "title", "text", "tspan"]
    }
    assert " ".join(words(picture)) == HOSTILE
    assert picture.find(f".//{SVG}title").text == HOSTILE  # type: ignore[union-attr]


def test_control_characters_do_not_spoil_the_picture() -> None:
    picture = drawn(GraphElements((GraphNode("a", "red\x1b[31m\x00 alert"),), ()))
    assert words(picture) == ["red alert"]


def test_what_is_found_is_pointed_out() -> None:
    def glows(picture: ET.Element, identifier: str) -> bool:
        return any(path.get("stroke") == "#f2b134" for path in part(picture, identifier).iter(f"{SVG}path"))

    assert glows(drawn(TWO, found="ANX"), "n:b")
    assert not glows(drawn(TWO, found="ANX"), "n:a")


def test_themes_differ_only_in_colour() -> None:
    light, dark = draw(TWO), draw(TWO, theme="dark")
    assert light.svg != dark.svg
    assert (light.width, light.height) == (dark.width, dark.height)


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    names = [name for name, _ in legend_samples(TWO)]
    assert names == [
        "drug or substance",
        "clinical finding",
        "raises",
        "lowers",
        "not asserted: hedged or hypothesis",
        "raised or lowered along the routes shown",
    ]
    picture = drawn(TWO)
    assert [text.text for text in picture.findall(f".//{SVG}g[@class='legend']/{SVG}text") if text.text] == names


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("baclofen", ["baclofen"]),
        ("GABA-mediated activity", ["GABA-mediated", "activity"]),
        ("neurotransmission", ["neurotransmission"]),
    ],
)
def test_labels_break_at_spaces_and_hyphens(text: str, lines: list[str]) -> None:
    assert wrapped(text, 10, 90) == lines


def test_a_label_that_is_too_long_ends_in_an_ellipsis() -> None:
    lines = wrapped("one two three four five six seven", 10, 30, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_wide_letters_take_more_room() -> None:
    assert text_width("WWW", 10) > text_width("lll", 10)


def test_an_association_has_no_end_mark_and_no_colour_of_a_sign() -> None:
    edges = (
        GraphEdge("e:1", "n:a", "n:b", "correlates with", sign=-1, association=True),
        GraphEdge("e:2", "n:b", "n:a", "increases", sign=1),
    )
    elements = GraphElements(TWO.nodes, edges)
    picture = drawn(elements)
    assert part(picture, "e:1").find(f"{SVG}path[@class='end']") is None
    assert part(picture, "e:2").find(f"{SVG}path[@class='end']") is not None
    assert body(picture, "e:1")["stroke"] == LIGHT.faint
    names = [name for name, _ in legend_samples(elements)]
    assert "association: they go together, no cause is stated" in names
    assert "lowers" not in names


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_is_drawn_on_the_line_and_explained_in_the_legend(mark: str) -> None:
    elements = GraphElements(TWO.nodes, (GraphEdge("e:1", "n:a", "n:b", "causes", sign=1, marks=(mark,)),))
    drawn_marks = part(drawn(elements), "e:1").findall(f".//{SVG}path[@class='mark']")
    assert [glyph.get("data-mark") for glyph in drawn_marks] == glyphs_of([mark])
    assert MARKS[mark] in [name for name, _ in legend_samples(elements)]
    bare = GraphEdge("e:1", "n:a", "n:b", "causes", sign=1)
    assert edge_label_size(elements.edges[0]).height > edge_label_size(bare).height


def test_a_picture_that_leaves_the_page_has_title_banner_and_origin_as_text() -> None:
    caption = Caption(HOSTILE, ("1 of 2 routes is joined.",), ("Documents: A (monograph, 2020).",))
    whole = with_caption(draw(TWO), caption)
    picture = ET.fromstring(whole.svg)  # noqa: S314 - our own picture
    said = [text.text for text in picture.findall(f"{SVG}text")]
    assert said == [HOSTILE, "1 of 2 routes is joined.", "Documents: A (monograph, 2020)."]
    assert whole.height > draw(TWO).height
    assert part(picture, "n:a") is not None
