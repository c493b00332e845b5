"""Runs a conversation of an asynchronous client in a thread of its own.

The browser of the browser tests keeps an event loop in the main thread, and a thread has one loop at most.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import anyio

T = TypeVar("T")


def run_async(conversation: Callable[[], Awaitable[T]]) -> T:
    """Return what a coroutine function returns.

    :param conversation: the function, without arguments
    :returns: its result
    """
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(anyio.run, conversation).result()
