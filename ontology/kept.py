"""What programs keep of files that they read, so that they need not be read again."""

from __future__ import annotations

from typing import Protocol


class Kept(Protocol):
    """Keeps what was made from an input, under a key made from that input."""

    def get(self, name: str, key: str) -> bytes | None:
        """Return what was made.

        :param name: of what it is
        :param key: made from all that it depends on
        :returns: the bytes; ``None`` if there are none
        """
        ...

    def put(self, name: str, key: str, data: bytes) -> None:
        """Keep what was made.

        :param name: of what it is
        :param key: made from all that it depends on
        :param data: what was made
        """
        ...
