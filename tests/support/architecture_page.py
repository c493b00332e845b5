"""The pictures in ``docs/architecture.md``, made from the imports; ``make docs`` writes them.

Only the block between the two markers is generated. An arrow that follows from two others is left out: if ``a`` imports
``b`` and ``c``, and ``b`` imports ``c``, the arrow from ``a`` to ``c`` is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import Path

import networkx as nx

from tests.support.import_graph import ROOMS, package_imports

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
BEGIN, END = "<!-- pictures: made from the imports by `make docs` -->\n", "<!-- end of the pictures -->\n"


def pictures(imports: Mapping[str, Set[str]]) -> str:
    """Return one Mermaid picture of the rooms, and one of the packages in each room.

    :param imports: each package with the packages that it imports
    :returns: Markdown
    """
    between = {room: {_room(target) for name in _inside(imports, room) for target in imports[name]} for room in ROOMS}
    parts = ["An arrow means *imports*.\n", mermaid(between, ROOMS)]
    for room in ROOMS:
        parts += [f"\n### Inside `{room}/`\n", mermaid(imports, _inside(imports, room))]
    return "\n".join(parts) + "\n"


def mermaid(imports: Mapping[str, Set[str]], names: Iterable[str]) -> str:
    """Return packages and the imports between them as a Mermaid block.

    :param imports: each package with the packages that it imports
    :param names: the packages to draw
    :returns: a fenced block, without a newline at its end

    >>> print(mermaid({"x.a": {"x.b", "x.c"}, "x.b": {"x.c"}, "x.c": set()}, ["x.a", "x.b", "x.c"]))
    ```mermaid
    flowchart TD
      x_a["a"]
      x_b["b"]
      x_c["c"]
      x_a --> x_b
      x_b --> x_c
    ```
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(
        (name, target) for name in graph for target in imports[name] if target in graph and target != name
    )
    lines = [f'{_id(name)}["{_label(name)}"]' for name in sorted(graph)]
    lines += [f"{_id(name)} --> {_id(target)}" for name, target in sorted(nx.transitive_reduction(graph).edges)]
    return "\n".join(["```mermaid", "flowchart TD", *(f"  {line}" for line in lines), "```"])


def updated(page: str) -> str:
    """Return the page with current pictures.

    :param page: the text of the page
    :returns: the text with everything between the markers replaced
    """
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{pictures(package_imports())}\n{END}{after}"


def _inside(imports: Mapping[str, Set[str]], room: str) -> list[str]:
    return [name for name in imports if _room(name) == room and name != room]


def _id(package: str) -> str:
    """Return a name that Mermaid does not take for a keyword, whatever the package is called."""
    return package.replace(".", "_")


def _label(package: str) -> str:
    return package.partition(".")[2] or package


def _room(package: str) -> str:
    return package.partition(".")[0]


def main() -> None:
    """Write the pictures into the page."""
    PAGE.write_text(updated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
