"""The commands of ``drugkg``, one module per command."""

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from ui.commands.parser import UsageError
    from ui.commands.registry import COMMANDS

__all__ = ["COMMANDS", "UsageError"]

__getattr__ = lazy_exports(
    __name__,
    {
        "parser": ["UsageError"],
        "registry": ["COMMANDS"],
    },
)
