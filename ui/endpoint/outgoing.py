"""Answers on their way to clients: sent in pieces, and so many at the same time that they fit into memory."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from queries.store.limits import ENDPOINT_SENDING
from ui.endpoint.responses import busy

_PIECE = 256 * 1024


class Outgoing:
    """An application whose answers wait in memory for their clients, up to a limit.

    :param app: the application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; with 503 if the answers that wait for their clients leave no room for this one.

        :param scope: the request
        :param receive: gives its body
        :param send: takes the answer
        """
        start: list[Message] = []
        refused = False

        async def outgoing(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                start.append(message)
                return
            if refused:
                return
            body = message.get("body", b"")
            if start and self._waiting + len(body) > ENDPOINT_SENDING.default:
                refused = True
                await busy()(scope, receive, send)
                return
            if start:
                await send(start.pop())
            self._waiting += len(body)
            try:
                await _in_pieces(body, message.get("more_body", False), send)
            finally:
                self._waiting -= len(body)

        await self._app(scope, receive, outgoing if scope["type"] == "http" else send)


async def _in_pieces(body: bytes, more: bool, send: Send) -> None:
    """Send a part of an answer; each piece waits until the client has taken the one before."""
    view = memoryview(body)
    for at in range(0, max(len(body), 1), _PIECE):
        last = at + _PIECE >= len(body)
        await send({"type": "http.response.body", "body": bytes(view[at : at + _PIECE]), "more_body": more or not last})
