"""Text for people: one line without control characters, measured and wrapped by the columns it takes."""

from __future__ import annotations

from ontology.namespaces import PREFIXES, compact

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any


_ESCAPES = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[0-Z\\^_`-~])"


def clean(text: str) -> str:
    r"""Return a text on one line and without what steers a terminal: escape sequences, controls, marks of direction.

    :param text: a label or any other datum
    :returns: the text that is left

    >>> clean("red\x1b[31m alert\nline")
    'red alert line'
    """
    if text.isascii() and text.isprintable():
        return text
    import unicodedata  # noqa: PLC0415 - most texts are plain

    if "\x1b" in text:
        import re  # noqa: PLC0415 - as above

        text = re.sub(_ESCAPES, "", text)
    kept = []
    for character in text:
        kind = unicodedata.category(character)
        if character in "\n\r\t" or kind in ("Zl", "Zp"):
            kept.append(" ")
        elif kind not in ("Cc", "Cs", "Co") and (kind != "Cf" or character in "\u200c\u200d"):
            kept.append(character)
    return "".join(kept)


def counted(number: int, thing: str) -> str:
    """Return a number with the name of what is counted.

    :param number: how many
    :param thing: its name in the singular
    :returns: such as ``2 routes``

    >>> counted(1, "route"), counted(2, "route")
    ('1 route', '2 routes')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def csv_text(text: str) -> str:
    """Return a text as a cell that a spreadsheet does not run as a formula: an apostrophe goes before such a text.

    :param text: a label or any other datum
    :returns: the text on one line, with an apostrophe before it if it begins with ``=``, ``+``, ``-`` or ``@``

    >>> csv_text("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    text = clean(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def show(term: Mapping[str, Any] | None) -> str:
    """Return a term as people read it: a CURIE, the bare name for a term of our vocabulary, the text of a literal.

    :param term: a term, or nothing for an unbound variable
    :returns: the text on one line; empty for an unbound variable
    """
    if term is None:
        return ""
    if term["type"] == "triple":
        return "<< " + " ".join(show(term["value"][part]) for part in ("subject", "predicate", "object")) + " >>"
    value = str(term["value"])
    if term["type"] == "uri":
        return clean(value.removeprefix(PREFIXES["dkgo"]) if value.startswith(PREFIXES["dkgo"]) else compact(value))
    return clean(f"_:{value}" if term["type"] == "bnode" else value)


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    :param text: one line
    :returns: the columns; double-width and combining characters are counted as terminals draw them

    >>> width_of("面 e\u0301")
    4
    """
    if text.isascii():
        return len(text)
    import unicodedata  # noqa: PLC0415 - most texts are plain

    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrap(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many columns, broken at spaces where that can be, else at hyphens.

    :param text: one line
    :param width: the columns
    :returns: the lines

    >>> wrap("subunit-containing channel", 16)
    ['subunit-', 'containing', 'channel']
    """
    if width_of(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for piece in _pieces(word) if width_of(word) > width else [word]:
            if lines[-1] and width_of(lines[-1] + piece) > width:
                lines.append("")
            for character in piece:
                if width_of(lines[-1] + character) > width:
                    lines.append("")
                lines[-1] += character
    return lines


def _pieces(word: str) -> list[str]:
    """Return a word in pieces that end after a hyphen or a slash."""
    return word.replace("-", "-\n").replace("/", "/\n").split("\n")


def first_few(names: Iterable[str], thing: str = "documents", most: int = 5, gap: str = ", ") -> str:
    """Return names in one line; of many, how many they are and the first few.

    :param names: the names, in the order in which they are wanted
    :param thing: what they are names of, in the plural
    :param most: maximum number of names that are all given
    :param gap: what is between two names
    :returns: the line

    >>> first_few(["a", "b"]), first_few("abcdefg")
    ('a, b', '7 documents: a, b, c, d, e, …')
    """
    named = list(names)
    if len(named) <= most:
        return gap.join(named)
    return f"{len(named)} {thing}: {gap.join(named[:most])}{gap}…"
