"""Public names of a package that are imported only when they are asked for, so that a command starts fast."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any


def lazy_exports(package: str, modules: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a package (PEP 562).

    :param package: dotted name of the package
    :param modules: module below the package → its names that the package exports
    :returns: a function that imports the module of a name and returns what the name refers to

    >>> lazy_exports("ontology", {"namespaces": ["compact"]})("compact")("https://w3id.org/drugkg/entity/baclofen")
    'drugkg:baclofen'
    """
    homes = {name: module for module, names in modules.items() for name in names}

    def exported(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - only for a name that is asked for

        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return exported
