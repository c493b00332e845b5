"""What people use: the command line, the explorer, the endpoint, and tools for language-model clients."""

# This package belongs to drugkg.

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from ui.command_line import main

__all__ = ["main"]


def __getattr__(name: str) -> object:
    """Import the command line when it is asked for: it looks for foreign modules before it imports one of ours.

    :param name: what is asked for
    :returns: the function that runs a command
    :raises AttributeError: for any other name
    """
    if name != "main":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ui.command_line import main  # noqa: PLC0415 - only when it is asked for

    return main
