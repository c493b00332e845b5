"""What people use: the command line, the explorer, the endpoint, and tools for language-model clients."""

# This package belongs to drugkg.

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from ui.command_line import main

__all__ = ["main"]

__getattr__ = lazy_exports(
    __name__,
    {
        "command_line": ["main"],
    },
)
