"""Connections that end when their client neither asks nor takes what it is sent, so that they keep nobody out."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 20.0
"""Seconds that a client has to send the head of a request, and to take a piece of the answer."""


class Connection(H11Protocol):
    """A connection that is looked at from time to time, and closed if nothing happened since the last time."""

    _check_next: asyncio.TimerHandle
    _seen: Any = None
    _was_full = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin.

        :param transport: the connection
        """
        super().connection_made(transport)
        self._check_next = self.loop.call_later(PATIENCE, self._check)

    def connection_lost(self, exc: Exception | None) -> None:
        """End.

        :param exc: why it ended
        """
        self._check_next.cancel()
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        """Go on: the client has taken what was sent."""
        self._was_full = False
        super().resume_writing()

    def _check(self) -> None:
        """Close the connection if no request has come since the last time, or nothing of the answer was taken."""
        asked_nothing = self.conn.their_state is h11.IDLE and self.cycle is self._seen
        took_nothing = self.flow.write_paused and self._was_full
        if asked_nothing or took_nothing:
            self.transport.abort()
            return
        self._seen, self._was_full = self.cycle, self.flow.write_paused
        self._check_next = self.loop.call_later(PATIENCE, self._check)
