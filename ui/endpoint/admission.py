"""How many queries run and wait at the same time. A query whose client has left is stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from starlette.requests import Request

from ontology.errors import UserError
from queries.store.stopping import Stopper

Answer = TypeVar("Answer")


class FullError(UserError):
    """So many queries run and wait that no more are taken."""


class ClientGoneError(UserError):
    """The client has closed the connection."""


class Admission:
    """Lets queries in.

    :param running: queries that run at the same time
    :param waiting: queries that may wait
    :param patience: seconds that a query may wait
    """

    def __init__(self, running: int, waiting: int, patience: float) -> None:
        self.running = 0
        self.waiting = 0
        self._slots = anyio.Semaphore(running)
        self._threads = anyio.CapacityLimiter(running)
        self._most_waiting = waiting
        self._patience = patience

    async def run(self, request: Request, work: Callable[[Stopper], Answer]) -> Answer:
        """Run a query in a thread as soon as there is a place for it.

        :param request: the request, whose body has been read
        :param work: asks the queries within the stopper that it is given
        :returns: what the work returned
        :raises FullError: if there is no place, or none comes free in time
        :raises ClientGoneError: if the client leaves
        """
        if self.waiting >= self._most_waiting and not self._slots.value:
            raise FullError
        stopper = Stopper()
        outcome: list[Answer] = []
        errors: list[Exception] = []

        async with anyio.create_task_group() as tasks:

            async def ask() -> None:
                try:
                    outcome.append(await self._in_turn(partial(work, stopper)))
                except Exception as error:  # a task group would wrap it
                    errors.append(error)
                tasks.cancel_scope.cancel()

            async def watch() -> None:
                while (await request.receive())["type"] != "http.disconnect":
                    pass
                stopper.stop()
                tasks.cancel_scope.cancel()

            tasks.start_soon(ask)
            tasks.start_soon(watch)
        if stopper.stopped:
            raise ClientGoneError
        if errors:
            raise errors[0]
        return outcome[0]

    async def _in_turn(self, work: Callable[[], Answer]) -> Answer:
        """Run some work in a thread as soon as there is a place for it."""
        self.waiting += 1
        try:
            with anyio.fail_after(self._patience):
                await self._slots.acquire()
        except TimeoutError:
            raise FullError from None
        finally:
            self.waiting -= 1
        self.running += 1
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._threads)
        finally:
            self.running -= 1
            self._slots.release()
