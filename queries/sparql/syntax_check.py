"""Tells whether a text is SPARQL without running it, and shows where it is not."""

from __future__ import annotations

from ontology.namespaces import PREFIXES
from queries.errors import QuerySyntaxError, syntax_error
from queries.sparql.read_only import check_read_only


def check_query(text: str) -> None:
    """Raise an error for a text that cannot be run: an update, a call to another server, or no SPARQL at all.

    The prefixes of drugkg need no declaration. No data are touched: the engine reads the text, and then refuses to
    go on because it is told to ask two default graphs at once.

    :param text: what somebody wrote
    :raises QueryRefusedError: if it would do more than read the store
    :raises QuerySyntaxError: if it is not SPARQL; with line and column in this text
    """
    import pyoxigraph  # noqa: PLC0415 the engine is wanted here only

    check_read_only(text)
    try:
        pyoxigraph.Store().query(
            text, prefixes=PREFIXES, use_default_graph_as_union=True, default_graph=pyoxigraph.DefaultGraph()
        )
    except SyntaxError as error:
        raise syntax_error(str(error)) from None
    except ValueError:
        return


def marked_line(text: str, error: QuerySyntaxError) -> str:
    """Return the line of an error with a caret below the column, or nothing when the place is not known.

    The line before stands above it, for an error is often found only where the next line begins.

    :param text: the query
    :param error: what was found in it

    >>> print(marked_line("ASK { ?a }", QuerySyntaxError("…", 1, 10)))
    1 | ASK { ?a }
                 ^
    """
    if error.line is None or error.column is None:
        return ""
    lines = [*text.split("\n"), ""]
    at = min(error.line, len(lines))
    width = len(str(at))
    shown = [f"{number:>{width}} | {lines[number - 1].rstrip()}" for number in (at - 1, at) if number]
    before = "".join("\t" if character == "\t" else " " for character in lines[at - 1][: error.column - 1])
    return "\n".join([*shown, " " * (width + 3) + before.ljust(error.column - 1) + "^"])


def reason(error: QuerySyntaxError) -> str:
    """Return what the engine had expected, without the classes of characters that it may list; empty if only those.

    :param error: what was found

    >>> reason(QuerySyntaxError("… at line 1, column 9: expected one of WHERE, '{', [_]", 1, 9))
    "expected one of WHERE, '{'"
    """
    said = str(error).partition(f"column {error.column}: ")[2].replace(", [_]", "")
    return "" if "[" in said else said
