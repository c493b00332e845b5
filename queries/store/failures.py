"""What becomes of a query that failed, or whose process ended: the error for the user."""

from __future__ import annotations

from queries.errors import (
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreError,
    UnacceptableError,
    syntax_error,
)
from queries.store.interface import time_notice
from queries.store.limits import MEMORY_LIMIT

SERVICE_REFUSED = "SERVICE calls another server and is refused: allow it with --federate"


def failed(kind: str, message: str, *, folder: str, longest: int) -> StoreError:
    """Return the error for a query that failed while it was answered.

    :param kind: one of :data:`queries.store.answering.KINDS`, or ``store``
    :param message: what the engine said
    :param folder: the Oxigraph folder; empty for an engine without data
    :param longest: bytes that an answer may have
    :returns: the error to raise
    """
    said = " ".join(message.split())
    errors: dict[str, StoreError] = {
        "service": QueryRefusedError(SERVICE_REFUSED),
        "unacceptable": UnacceptableError(message),
        "graph": QuerySyntaxError(f"the name of a graph is not an IRI: {said}"),
        "size": QueryLimitError(f"the answer is longer than the limit of {_size(longest)}: narrow the query"),
        "open": StoreError(f"cannot open the graph at {folder}: {said}: run `drugkg build`"),
    }
    if kind == "syntax":
        return syntax_error(message)
    return errors.get(kind, StoreError(f"the query failed in {folder or 'the engine'}: {said}"))


def out_of_time(seconds: float) -> QueryTimeoutError:
    """Return the error for a query that was stopped at its time limit.

    :param seconds: the limit
    :returns: the error to raise
    """
    return QueryTimeoutError(time_notice(seconds), seconds)


def out_of_memory(most: int) -> QueryLimitError:
    """Return the error for a query that reached the memory limit.

    :param most: bytes that it might use
    :returns: the error to raise
    """
    from queries.store.confinement import memory_of_process  # noqa: PLC0415 - only for a query that failed

    given = memory_of_process()
    if given and (not most or given < most):
        return QueryLimitError(
            f"the query was stopped at the memory limit of this process, {_size(given)}: narrow it, or raise the limit "
            "of the system (ulimit -v)"
        )
    return QueryLimitError(
        f"the query was stopped at the memory limit of {_size(most)}: narrow it, or raise the limit with "
        f"{MEMORY_LIMIT.variable}"
    )


def nested_too_deeply() -> QueryLimitError:
    """Return the error for a query that the engine has not enough stack for.

    :returns: the error to raise
    """
    return QueryLimitError("the query is nested too deeply for the engine: write it with fewer levels")


def killed_from_outside() -> QueryLimitError:
    """Return the error for a query whose process somebody killed.

    :returns: the error to raise
    """
    return QueryLimitError("the query process was killed from outside, perhaps for want of memory: narrow the query")


def interrupted() -> StoreError:
    """Return the error for a query whose process was asked to end, as all are when a server is stopped.

    :returns: the error to raise
    """
    return StoreError("the query was interrupted")


def ended(code: int | None, place: str) -> StoreError:
    """Return the error for a query whose process ended in another way.

    :param code: its exit code, or minus the signal
    :param place: what it queried
    :returns: the error to raise
    """
    return StoreError(
        f"the query process for {place} ended unexpectedly (exit {code}): narrow the query, "
        "or run `drugkg build` if every query fails"
    )


def _size(number: int) -> str:
    """Return a number of bytes as messages show it."""
    return f"{number / 2**20:,.0f} MiB"
