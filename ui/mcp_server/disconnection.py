"""Ends the answer to an HTTP request when the client that waits for it has left."""

from __future__ import annotations

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class EndsWithClient:
    """An application whose answers are cancelled when their client closes the connection.

    :param app: the application
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        :param scope: the request
        :param receive: gives its body, and then whether the client has left
        :param send: takes the answer
        """
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body_read = anyio.Event()

        async def receive_body() -> Message:
            if body_read.is_set():
                await anyio.sleep_forever()
            message = await receive()
            if not message.get("more_body"):
                body_read.set()
            return message

        async with anyio.create_task_group() as tasks:

            async def watch() -> None:
                await body_read.wait()
                while (await receive())["type"] != "http.disconnect":
                    pass
                tasks.cancel_scope.cancel()

            tasks.start_soon(watch)
            await self._app(scope, receive_body, send)
            tasks.cancel_scope.cancel()
