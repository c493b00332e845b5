"""Shows where a text is not SPARQL."""

from __future__ import annotations

from queries.errors import QuerySyntaxError


def marked_line(text: str, error: QuerySyntaxError) -> str:
    """Return the line of an error with a caret below the column.

    The line before is shown too, because an error is often found only where the next line begins.

    :param text: the query
    :param error: what was found in it
    :returns: one or two lines and the caret, because an error is often found only at the start of the next line; empty
        if the place is not known

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
    """Return what the engine expected, without lists of character classes.

    :param error: the error of a query
    :returns: the reason; empty if there are only character classes

    >>> reason(QuerySyntaxError("… at line 1, column 9: expected one of WHERE, '{', [_]", 1, 9))
    "expected one of WHERE, '{'"
    """
    said = str(error).partition(f"column {error.column}: ")[2].replace(", [_]", "")
    return "" if "[" in said else said
