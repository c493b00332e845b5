"""Reads which package imports which from the source files, without importing them.

A *module* is a dotted name such as ``queries.store.worker``. Its *package* is the folder that holds it, such as
``queries.store``; a module directly in one of the rooms, such as ``queries.runner``, counts as a package of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

ROOMS = ("ontology", "queries", "ingest", "ui")
"""The top-level packages, lowest first."""

PROJECT = Path(__file__).parents[2]

Edges = dict[str, set[str]]
"""Each importer with what it imports."""


def modules(project: Path = PROJECT) -> dict[str, Path]:
    """Return every module of the rooms with its file.

    :param project: the folder that holds the rooms
    :returns: dotted names and paths; the name of a package means its ``__init__.py``
    """
    found = {}
    for room in ROOMS:
        for path in sorted((project / room).rglob("*.py")):
            parts = path.relative_to(project).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def module_imports(project: Path = PROJECT, *, for_types: bool = False) -> Edges:
    """Return which module imports which, wherever the import is written, in functions too.

    :param project: the folder that holds the rooms
    :param for_types: include imports in ``if TYPE_CHECKING`` blocks, which never run
    :returns: every module, and the modules of the rooms that it imports
    """
    known = modules(project)
    edges: Edges = {}
    for module, path in known.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        holder = module if path.name == "__init__.py" else module.rpartition(".")[0]
        edges[module] = {target for target in _imported(tree, holder, known, for_types) if target != module}
    return edges


def package_of(module: str, project: Path = PROJECT) -> str:
    """Return the package of a module.

    :param module: a dotted name that :func:`modules` knows
    :param project: the folder that holds the rooms
    :returns: the folder of the module as a dotted name, or the module itself if it is directly in a room
    """
    holder = module if (project / module.replace(".", "/")).is_dir() else module.rpartition(".")[0]
    return module if holder in ROOMS else holder


@cache
def package_imports(project: Path = PROJECT) -> Edges:
    """Return which package imports which; imports for types alone count too.

    :param project: the folder that holds the rooms
    :returns: every package, and the other packages that it imports
    """
    edges: Edges = {}
    for module, targets in module_imports(project, for_types=True).items():
        package = package_of(module, project)
        edges.setdefault(package, set()).update({package_of(target, project) for target in targets} - {package})
    return edges


def circles(edges: Mapping[str, Set[str]]) -> list[list[str]]:
    """Return circles among imports, at least one for every group that imports itself.

    >>> circles({"a": {"b"}, "b": {"c"}, "c": {"b"}})
    [['b', 'c', 'b']]

    :param edges: each importer with what it imports
    :returns: each circle as the way round it, its first name again at the end
    """
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
        elif name not in done:
            for target in sorted(edges.get(name, ())):
                visit(target, [*way, name])
            done.add(name)

    for name in sorted(edges):
        visit(name, [])
    return found


def table(edges: Mapping[str, Set[str]]) -> str:
    """Return imports as a Markdown table, in the order of the rooms.

    >>> print(table({"ui": {"queries.runner", "ontology.errors"}, "queries.runner": set()}))
    | package | imports |
    | --- | --- |
    | `queries.runner` | |
    | `ui` | `ontology.errors`, `queries.runner` |

    :param edges: each package with what it imports
    :returns: the table, without a newline at its end
    """
    rows = ["| package | imports |", "| --- | --- |"]
    for package in sorted(edges, key=_place):
        targets = ", ".join(f"`{target}`" for target in sorted(edges[package], key=_place))
        rows.append(f"| `{package}` | {targets} |" if targets else f"| `{package}` | |")
    return "\n".join(rows)


def _place(package: str) -> tuple[int, str]:
    return ROOMS.index(package.partition(".")[0]), package


def _imported(tree: ast.AST, holder: str, known: Mapping[str, Path], for_types: bool) -> Iterator[str]:
    """Yield the known modules that a syntax tree imports, by statement or by ``importlib.import_module``."""
    for node in _nodes(tree, for_types):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                parts = holder.split(".")
                origin = ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])
            names = [inner if (inner := f"{origin}.{alias.name}") in known else origin for alias in node.names]
        else:
            names = _imported_by_name(node)
        yield from (name for name in names if name in known)


def _imported_by_name(node: ast.AST) -> list[str]:
    """Return the argument of ``import_module``; of an f-string the package before its first placeholder.

    A room alone says too little to count: the writers of the exports are such names.
    """
    if not (isinstance(node, ast.Call) and node.args):
        return []
    if getattr(node.func, "attr", getattr(node.func, "id", "")) != "import_module":
        return []
    name = node.args[0]
    if isinstance(name, ast.JoinedStr):
        name = name.values[0]
    found = str(name.value).rstrip(".") if isinstance(name, ast.Constant) else ""
    return [] if found in ROOMS else [found]


def _nodes(tree: ast.AST, for_types: bool) -> Iterator[ast.AST]:
    """Yield all nodes of a tree, without the blocks under ``if TYPE_CHECKING`` unless they are asked for."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and not for_types and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for statement in child.orelse:
                yield statement
                yield from _nodes(statement, for_types)
            continue
        yield child
        yield from _nodes(child, for_types)
