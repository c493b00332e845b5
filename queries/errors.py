"""Errors of queries and stores. Every message is one line: what is wrong, where, and what to do."""

from __future__ import annotations

from ontology.errors import UserError


class StoreError(UserError):
    """The store cannot be opened, reached or read."""


class QueryTimeoutError(StoreError, TimeoutError):
    """A query reached its time limit and was stopped.

    :param message: the line for the user
    :param seconds: the limit that was reached
    """

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class StoreUnreachableError(StoreError):
    """An endpoint cannot be reached, or the connection to it broke."""


class StoreBusyError(StoreError):
    """An endpoint is busy and may answer later.

    :param message: the line for the user
    :param seconds: how long it asks to wait; ``None`` if it does not say
    """

    def __init__(self, message: str, seconds: float | None) -> None:
        super().__init__(message)
        self.is_told = seconds is not None
        self.seconds = seconds or 0.0


class QueryLimitError(StoreError):
    """A query reached a limit other than that of time: rows, memory, nesting, or the size of its answer."""


class UnacceptableError(StoreError):
    """An answer cannot be written in any format that the client takes."""


class QuerySyntaxError(StoreError, ValueError):
    """A query is not valid SPARQL.

    :param message: the line for the user
    :param line: the line in the query, counted from 1, if the engine gives it
    :param column: the column in that line, counted from 1, if the engine gives it
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefusedError(StoreError, ValueError):
    """A query would do more than read this store: it updates data or calls another server."""


class QueryTooLongError(QueryRefusedError):
    """The text of a query is longer than the limit."""


class CatalogError(UserError, ValueError):
    """A saved query is not valid.

    :param problems: what the linter found, as lines that name file and line
    """

    def __init__(self, problems: list[str]) -> None:
        more = f" (and {len(problems) - 1} more: run `drugkg check`)" if len(problems) > 1 else ""
        super().__init__(problems[0] + more)
        self.problems = problems

    def __reduce__(self) -> tuple[type[CatalogError], tuple[list[str]]]:
        """Return what the error is made from, so that it can come from another process.

        :returns: class and arguments
        """
        return type(self), (self.problems,)


class ParameterError(UserError, ValueError):
    """A saved query has no such parameter, or the value does not fit it."""


class UnanswerableError(UserError, ValueError):
    """The graph lacks what a saved query needs, so that an empty answer would mislead."""


class UnknownNameError(UserError, LookupError):
    """No entity, query or other thing has this name."""


class AmbiguousNameError(UserError, LookupError):
    """Several entities have this name.

    :param message: the line for the user
    :param candidates: the IRIs that it may mean
    """

    def __init__(self, message: str, candidates: list[str]) -> None:
        super().__init__(message)
        self.candidates = candidates


def syntax_error(message: str) -> QuerySyntaxError:
    """Return the error for what an Oxigraph parser says, shortened to one line, with its place.

    :param message: the parser's message, such as ``error at 2:9: expected one of …``
    :returns: the error to raise
    """
    place, _, rest = message.partition(": ")
    numbers = place.rpartition(" ")[2].split(":")
    rest = " ".join(rest.split())
    if "Prefix not found" in rest:
        rest = "a prefix is not declared"
    if len(rest) > 160:  # the parser may list every character class it would take
        rest = rest[:159] + "…"
    if len(numbers) == 2 and all(n.isdigit() for n in numbers):
        line, column = int(numbers[0]), int(numbers[1])
        return QuerySyntaxError(f"the query is not valid SPARQL at line {line}, column {column}: {rest}", line, column)
    return QuerySyntaxError(f"the query is not valid SPARQL: {' '.join(message.split())[:200]}")


def nearest(word: str, known: list[str]) -> str:
    """Return the ending of an error message that offers the nearest three known words.

    :param word: what the user wrote
    :param known: what would have been understood
    :returns: text such as ``; did you mean: baclofen, balofen?``, or the empty string
    """
    return did_you_mean(near(word, known))


def did_you_mean(offered: list[str]) -> str:
    """Return the ending of an error message that offers some words.

    :param offered: the words
    :returns: text such as ``; did you mean: baclofen?``, or the empty string
    """
    return f"; did you mean: {', '.join(offered)}?" if offered else ""


def near(word: str, known: list[str], *, cutoff: float = 0.5) -> list[str]:
    """Return the known words that are most similar to a word.

    :param word: what the user wrote
    :param known: the valid words
    :param cutoff: how similar they must be, from 0 to 1
    :returns: at most three words, the nearest first; none if all are too different
    """
    import difflib  # noqa: PLC0415 wanted only when something went wrong

    return difflib.get_close_matches(word, known, n=3, cutoff=cutoff)
