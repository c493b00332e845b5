"""A small SPARQL tokenizer: it finds keywords, prefixes and VALUES blocks, and not their look-alikes in strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

_ESCAPE = r"\\[_~.\-!$&'()*+,;=/?#@%]"
_INNER = rf"[\w:\-]|%[0-9A-Fa-f]{{2}}|{_ESCAPE}"
_LOCAL = rf"(?!-)(?:{_INNER})(?:(?:\.|{_INNER})*(?:{_INNER}))?"
_PREFIX = r"(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?"
_KINDS = {
    "space": r"\s+",
    "comment": r"#[^\n\r]*",
    "iri": r"<(?:[^<>\"{}|^`\\\x00-\x20]++|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>",
    "string": r'"""(?:"{0,2}(?:[^"\\]++|\\[\s\S]))*+"""'
    r"|'''(?:'{0,2}(?:[^'\\]++|\\[\s\S]))*+'''"
    r'|"(?:[^"\\\n\r]++|\\[^\n\r])*+"'
    r"|'(?:[^'\\\n\r]++|\\[^\n\r])*+'",
    "variable": r"[?$]\w+",
    "blank": r"_:\w(?:[\w.\-]*[\w\-])?",
    "name": rf"{_PREFIX}:(?:{_LOCAL})?",
    "number": r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+\-]?\d+)?",
    "tag": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "word": r"[^\W\d]\w*",
    "escape": r"\\[\s\S]",
    "mark": r"\^\^|&&|\|\||[<>!]=|[\s\S]",
}
_PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
_RUN = re.compile(r"[\w.\-]*")
MOST_READ = 5000
"""Tokens of a query that is looked at for what helps its author. Nobody types more, and no time limit counts here."""
_LONGEST_READ = 100_000
"""Characters of such a query."""
MOST_CHECKED = 50_000
"""Tokens of a query that is examined before another engine than ours gets it."""
PROLOGUE = ("PREFIX", "BASE", "VERSION")
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


class Token(NamedTuple):
    """One token of a query.

    :param kind: iri, string, variable, blank, name (prefixed), number, tag (of a language), word, escape or mark
    :param text: as it is written
    :param start: where it begins in the query
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the query."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Return whether this is one of some keywords.

        :param words: the keywords in capitals
        :returns: true if it is a word and equal to one of them, ignoring case
        """
        return self.kind == "word" and self.text.upper() in words


@cache
def _without_names() -> re.Pattern[str]:
    """Return the pattern of all tokens but prefixed names; few queries need it, and it takes time to compile."""
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items() if kind != "name"))


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query without spaces and comments. Nothing is an error: a stray character is a mark.

    The time is in proportion to the length: where no colon ends a run of letters, dots and hyphens, no prefixed name is
    searched for again inside that run.

    :param text: the query
    :yields: the tokens in order
    """
    at = without_name = 0
    while at < len(text):
        match = (_PATTERN if at >= without_name else _without_names()).match(text, at)
        if match is None:
            return
        kind = match.lastgroup or ""
        if kind == "word" and at >= without_name and text[at] != "_":  # which begins no name
            run = _RUN.match(text, at)
            without_name = run.end() if run else at
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), at)
        at = match.end()


def tokenize(text: str) -> list[Token]:
    """Split a query into tokens without spaces and comments. Nothing is an error: a stray character is a mark.

    :param text: the query
    :returns: the tokens in order

    >>> [token.text for token in tokenize("ASK { ?s rdfs:label 'a {' } # end }")]
    ['ASK', '{', '?s', 'rdfs:label', "'a {'", '}']
    """
    return list(tokens(text))


def few_tokens(text: str, most: int = MOST_READ) -> list[Token] | None:
    """Split a query into tokens, unless it is so long that this would take a while.

    :param text: the query
    :param most: most tokens to read
    :returns: the tokens in order; ``None`` if there are more

    >>> few_tokens("ASK { ?s ?p ?o }", most=3) is None
    True
    """
    if most == MOST_READ and len(text) > _LONGEST_READ:
        return None
    found = list(islice(tokens(text), most + 1))
    return found if len(found) <= most else None


def line_of(text: str, position: int) -> int:
    """Return the line number of a position.

    :param text: any text
    :param position: an offset in it
    :returns: the line, counted from 1
    """
    return text.count("\n", 0, position) + 1


def declared_prefixes(tokens: list[Token]) -> dict[str, tuple[str, Token]]:
    """Return the prefixes that a query declares.

    :param tokens: the tokens of the query
    :returns: prefix → its namespace and the token that names it
    """
    found = {}
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.is_word("PREFIX") and name.kind == "name" and name.text.endswith(":") and iri.kind == "iri":
            found[name.text[:-1]] = (iri.text[1:-1], name)
    return found


def query_form(tokens: Iterable[Token]) -> str | None:
    """Return the form of a query.

    :param tokens: the tokens of the query
    :returns: SELECT, ASK, CONSTRUCT or DESCRIBE; ``None`` if it is none of them
    """
    for word in islice(tokens, MOST_READ):
        if word.kind == "word" and not word.is_word(*PROLOGUE):
            return word.text.upper() if word.is_word(*FORMS) else None
    return None


class ValuesBlock(NamedTuple):
    """``VALUES ?x { … }``, the place of a parameter.

    :param variable: its name, without the question mark
    :param start: where the word VALUES begins
    :param inner_start: where the terms begin, behind the brace
    :param end: where the block ends, behind the closing brace
    """

    variable: str
    start: int
    inner_start: int
    end: int


def values_blocks(tokens: list[Token]) -> list[ValuesBlock]:
    """Find the VALUES blocks of one variable.

    :param tokens: the tokens of the query
    :returns: the blocks in order
    """
    found = []
    for at, word in enumerate(tokens[:-3]):
        variable, brace = tokens[at + 1], tokens[at + 2]
        if word.is_word("VALUES") and variable.kind == "variable" and brace.text == "{":
            for closing in tokens[at + 3 :]:
                if closing.kind == "mark" and closing.text in ("{", "}"):
                    if closing.text == "}":
                        found.append(ValuesBlock(variable.text[1:], word.start, brace.end, closing.end))
                    break
    return found


def values_lists(tokens: list[Token]) -> list[tuple[int, set[str]]]:
    """Find the VALUES blocks written with variables in parentheses.

    :param tokens: the tokens of the query
    :returns: where each begins, and its variables
    """
    found = []
    for at, word in enumerate(tokens[:-1]):
        if word.is_word("VALUES") and tokens[at + 1].text == "(":
            names: set[str] = set()
            for token in tokens[at + 2 :]:
                if token.kind != "variable":
                    break
                names.add(token.text[1:])
            found.append((word.start, names))
    return found
