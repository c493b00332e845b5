from __future__ import annotations

from itertools import combinations, pairwise

from queries.drawing.layout import Layout, Link, Size, layered

BOX, LABEL = Size(100, 40), Size(60, 14)


def placed(*edges: tuple[str, str], alone: str = "") -> Layout:
    nodes = dict.fromkeys([*(name for edge in edges for name in edge), *alone], BOX)
    return layered(nodes, [Link(f"{one}{two}{at}", one, two, LABEL) for at, (one, two) in enumerate(edges)])


def touching(layout: Layout) -> list[tuple[str, str]]:
    """Return the pairs of boxes, nodes and labels, that overlap."""
    boxes = {name: (place, BOX) for name, place in layout.nodes.items()}
    boxes |= {name: (place, LABEL) for name, place in layout.labels.items()}
    return [
        (one, two)
        for (one, ((x, y), a)), (two, ((u, v), b)) in combinations(boxes.items(), 2)
        if abs(x - u) < (a.width + b.width) / 2 and abs(y - v) < (a.height + b.height) / 2
    ]


def test_a_chain_runs_from_left_to_right_on_one_height() -> None:
    layout = placed(("a", "b"), ("b", "c"))
    assert layout.nodes["a"][0] < layout.labels["ab0"][0] < layout.nodes["b"][0] < layout.nodes["c"][0]
    assert len({y for _, y in layout.nodes.values()}) == 1
    assert layout.height == BOX.height
    assert layout.nodes["a"][0] == BOX.width / 2


def test_two_edges_between_the_same_nodes_have_labels_apart() -> None:
    layout = placed(("a", "b"), ("a", "b"))
    (_, upper), (_, lower) = sorted(layout.labels.values(), key=lambda place: place[1])
    assert lower - upper >= LABEL.height


def test_no_boxes_touch_in_a_graph_with_long_edges_and_a_cycle() -> None:
    layout = placed(("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("a", "e"), ("e", "d"), ("d", "b"), ("a", "b"))
    assert touching(layout) == []


def test_a_long_edge_is_led_around_the_node_between() -> None:
    layout = placed(("a", "b"), ("b", "c"), ("a", "c"))
    x, y = layout.nodes["b"]
    heights = [v for u, v in layout.routes["ac2"] if abs(u - x) <= BOX.width / 2]
    assert len(heights) == 2
    assert all(abs(v - y) > BOX.height / 2 for v in heights)


def test_an_edge_against_the_current_keeps_its_direction() -> None:
    layout = placed(("a", "b"), ("b", "c"), ("c", "a"))
    back = [x for x, _ in layout.routes["ca2"]]
    assert layout.nodes["a"][0] < layout.nodes["c"][0]
    assert back[-1] < back[0]


def test_parts_that_nothing_joins_lie_below_each_other() -> None:
    layout = placed(("a", "b"), ("c", "d"), alone="e")
    assert layout.nodes["a"][1] < layout.nodes["c"][1] < layout.nodes["e"][1]
    assert touching(layout) == []


def test_a_single_node_fills_the_picture() -> None:
    layout = placed(alone="a")
    assert (layout.width, layout.height) == (BOX.width, BOX.height)
    assert layout.nodes == {"a": (50.0, 20.0)}


def test_an_edge_changes_height_only_between_layers() -> None:
    layout = placed(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "d"))
    for route in layout.routes.values():
        for (x, y), (u, v) in pairwise(route):
            if abs(u - x) >= LABEL.width - 1:  # inside a layer
                assert y == v


def test_the_same_graph_is_placed_the_same_way() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a"), ("d", "b")]
    assert placed(*edges) == placed(*edges)
