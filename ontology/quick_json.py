"""Reads JSON without the module ``json``, whose import takes longer than the JSON that a query needs."""

from __future__ import annotations

import sys

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def parse_quickly(text: str) -> Any:
    """Return the value of a JSON text, by the scanner of ``json`` itself.

    :param text: one value
    :returns: the value
    :raises ValueError: if it is not JSON
    :raises RecursionError: if it is nested too deeply

    >>> parse_quickly('{"a": [1, 2.5, "b"]}')
    {'a': [1, 2.5, 'b']}
    """
    scan = None if "json" in sys.modules else _scanner()
    if scan is None:
        import json  # noqa: PLC0415 - it is imported already, or there is no other way

        return json.loads(text)
    try:
        value, end = scan(text, 0)
    except (StopIteration, SystemError):  # the scanner finds no class for its error where json is not imported
        import json  # noqa: PLC0415 - as above; it says what is wrong

        return json.loads(text)
    if text[end:].strip():
        raise ValueError("more than one JSON value")
    return value


class _Settings:
    """What the scanner asks of its owner, as ``json.JSONDecoder`` has it."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    array_hook = None
    parse_float = float
    parse_int = int
    memo: dict[str, str] = {}  # noqa: RUF012 - as in json.JSONDecoder

    @staticmethod
    def parse_constant(name: str) -> None:
        """Refuse NaN and infinities, which JSON does not have.

        :param name: the word that was read
        :raises ValueError: always
        """
        raise ValueError(f"{name} is not JSON")


def _scanner() -> Callable[[str, int], tuple[Any, int]] | None:
    """Return the scanner, or nothing if this Python has none that takes these settings."""
    try:
        from _json import make_scanner  # noqa: PLC0415 - part of CPython

        return make_scanner(_Settings)  # type: ignore[arg-type]
    except (ImportError, AttributeError, TypeError):
        return None
