"""Slips in a text that is not SPARQL, by the order of its tokens: habits from SQL, missing dots, bare addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from queries.errors import nearest
from queries.sparql.tokenizer import Token

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_GROUPS = ("OPTIONAL", "MINUS", "UNION")
_PATTERNS = (*_GROUPS, "FILTER", "BIND", "GRAPH")
_ENDINGS = {"GROUP": 0, "HAVING": 1, "ORDER": 2, "LIMIT": 3, "OFFSET": 3}
_NAMES = {"GROUP": "GROUP BY", "ORDER": "ORDER BY"}
_TERMS = ("variable", "iri", "name", "string", "number", "blank")
_UNCOUNTED = 99
_STARTS = {"{": 3, "}": 3, ".": 3, "[": _UNCOUNTED, "]": _UNCOUNTED}
"""What begins a triple pattern, and how many terms follow; after a bracket they are not counted."""

_JOINED = ("/", "|", "^", "!", "^^")
"""What joins a term to the one before, in a path or a typed text."""

_KEYWORDS = (
    *_PATTERNS, *_ENDINGS, *_AGGREGATES, "SELECT", "WHERE", "SERVICE", "SILENT", "VALUES", "EXISTS", "NOT", "IN", "AS",
    "DISTINCT", "REDUCED", "FROM", "NAMED", "BY", "ASC", "DESC", "UNDEF", "SEPARATOR", "A", "TRUE", "FALSE",
)  # fmt: skip


_FUNCTIONS_AT_END = ("BOUND", "STR", "LCASE", "UCASE", "IF", "COALESCE", "CONTAINS", "STRLEN", "LANG", "DATATYPE")
"""What may follow ORDER BY or HAVING."""


class Advice(NamedTuple):
    """What to do about a slip.

    :param position: where it is in the text
    :param text: what to do
    """

    position: int
    text: str


def addresses(found: Sequence[Token], query: str) -> Iterable[Advice]:
    """Yield advice on an address, and on a declaration of a prefix, that lacks its marks.

    :param found: the tokens of the text
    :param query: the text
    :yields: the advice
    """
    for word, after in pairwise(found):
        if word.is_word("PREFIX") and after.kind == "word":
            yield Advice(after.start, f"the name of a prefix ends in a colon: PREFIX {after.text}: <…>")
    for token in found:
        if token.kind == "name" and token.text in ("http:", "https:") and query.startswith("//", token.end):
            yield Advice(token.start, "an address is written in <…>")


def comments(found: Sequence[Token], _: str) -> Iterable[Advice]:
    """Yield advice on a comment of another language.

    :param found: the tokens of the text
    :yields: the advice
    """
    for token, after in pairwise(found):
        if token.text in ("-", "/") and after.text in (token.text, "*") and after.start == token.end:
            yield Advice(token.start, f"{token.text}{after.text} begins no comment in SPARQL: write #")


def columns(found: Sequence[Token], _: str) -> Iterable[Advice]:
    """Yield advice on a computed column without a name, and on DISTINCT with brackets.

    :param found: the tokens of the text
    :yields: the advice
    """
    for at, token in enumerate(found[:-1]):
        after = found[at + 1]
        if token.is_word("DISTINCT") and after.text == "(" and at and found[at - 1].is_word("SELECT"):
            inner = list(_bracketed(found, at + 1))
            if not any(one.is_word("AS") for one in inner):
                yield Advice(after.start, "DISTINCT takes no brackets: write SELECT DISTINCT ?name")
        if token.is_word("AS") and after.kind == "word":
            yield Advice(after.start, f"the name of a variable begins with ?: write ?{after.text}")
    for at in _selected(found):
        inner = list(_bracketed(found, at))
        if inner and inner[0].is_word(*_AGGREGATES) and not any(one.is_word("AS") for one in inner):
            yield Advice(found[at].start, f"a computed column needs a name: ({inner[0].text}(…) AS ?name)")


def _selected(found: Sequence[Token]) -> Iterator[int]:
    """Yield the places of the brackets among the columns of each SELECT."""
    selecting, depth = False, 0
    for at, token in enumerate(found):
        selecting = token.is_word("SELECT") or (selecting and token.text != "{" and not token.is_word("WHERE", "FROM"))
        if selecting and depth == 0 and token.text == "(":
            yield at
        depth += (token.text == "(") - (token.text == ")")


def _bracketed(found: Sequence[Token], at: int) -> Iterator[Token]:
    """Yield what is within the bracket that opens at a place."""
    depth = 0
    for token in found[at:]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            return
        if token is not found[at]:
            yield token


def endings(found: Sequence[Token], _: str) -> Iterable[Advice]:
    """Yield advice on what follows the pattern: its order, and the form of each part.

    :param found: the tokens of the text
    :yields: the advice
    """
    last = max((at for at, token in enumerate(found) if token.text == "}"), default=len(found))
    rest = [*found[last + 1 :]]
    before = ""
    for token in rest:
        word = token.text.upper() if token.kind == "word" else ""
        if word in _ENDINGS and before and _ENDINGS[word] < _ENDINGS[before]:
            yield Advice(token.start, f"{_NAMES.get(word, word)} comes before {_NAMES.get(before, before)}")
        if word in _ENDINGS:
            before = word
    if rest and rest[-1].is_word("LIMIT", "OFFSET"):
        yield Advice(rest[-1].start, f"{rest[-1].text.upper()} needs a whole number")
    for at, (token, after) in enumerate(pairwise(rest)):
        if token.is_word("LIMIT", "OFFSET") and (after.kind != "number" or not after.text.isdigit()):
            yield Advice(after.start, f"{token.text.upper()} needs a whole number")
        if token.kind == "number" and after.text == "," and at:
            yield Advice(after.start, "LIMIT takes one number: write LIMIT … OFFSET …")
        if token.kind == "variable" and after.is_word("DESC", "ASC"):
            yield Advice(after.start, f"write {after.text.upper()}({token.text})")
        if token.is_word("HAVING") and after.kind in _TERMS:
            yield Advice(after.start, "a condition is in brackets: write HAVING(…)")


def misspelt_endings(found: Sequence[Token], _: str) -> Iterable[Advice]:
    """Yield advice on what follows the pattern and lacks its BY, or is spelt almost like LIMIT or ORDER.

    :param found: the tokens of the text
    :yields: the advice
    """
    last = max((at for at, token in enumerate(found) if token.text == "}"), default=len(found))
    for token, after in pairwise([*found[last + 1 :], None]):
        word = token.text.upper() if token is not None and token.kind == "word" else ""
        if token is not None and word in _NAMES and not (after is not None and after.is_word("BY")):
            yield Advice(token.start, f"write {_NAMES[word]}")
        if token is not None and word and word not in (*_KEYWORDS, *_FUNCTIONS_AT_END):
            yield Advice(token.start, f"{token.text} is not expected here{nearest(word, list(_ENDINGS))}")


def groups(found: Sequence[Token], _: str) -> Iterable[Advice]:
    """Yield advice on a group without braces, and on a pattern after the braces of WHERE.

    :param found: the tokens of the text
    :yields: the advice
    """
    for token, after in pairwise(found):
        if token.is_word(*_GROUPS) and after.text != "{":
            yield Advice(after.start, f"what follows {token.text.upper()} is in braces: {{ … }}")
    depth, closed, wheres = 0, False, 0
    for token in found:
        closed = closed or (depth == 1 and token.text == "}")
        depth += (token.text == "{") - (token.text == "}")
        if closed and depth == 0 and token.is_word(*_PATTERNS):
            yield Advice(
                token.start, f"{token.text.upper()} comes after the pattern: put it within the braces of WHERE"
            )
        wheres += depth == 0 and token.is_word("WHERE")
        if wheres > 1 and token.is_word("WHERE"):
            yield Advice(token.start, "WHERE is there twice: put both patterns into one")


def words(found: Sequence[Token], _: str) -> Iterable[Advice]:
    """Yield advice on a bare word where a term is expected.

    :param found: the tokens of the text
    :yields: the advice
    """
    depth = 0
    for token, after in zip(found, [*found[1:], None], strict=False):
        depth += (token.text == "{") - (token.text == "}")
        called = after is not None and after.text == "("
        if depth and token.kind == "word" and not called and token.text.upper() not in _KEYWORDS:
            yield Advice(token.start, _no_prefix(token.text))
    for token, after in pairwise(found):
        if token.is_word("DESCRIBE") and after.kind == "word" and not after.is_word("WHERE", "FROM"):
            yield Advice(after.start, _no_prefix(after.text))


def _no_prefix(word: str) -> str:
    return f"{word} has no prefix: write dkgo:{word}, drugkg:{word} or, for a variable, ?{word}"


def separators(found: Sequence[Token], _: str) -> Iterable[Advice]:
    """Yield advice on a dot that is missing between triple patterns, and a comma or operator between arguments.

    :param found: the tokens of the text
    :yields: the advice
    """
    terms, wanted = 0, 3
    callers: list[Token | None] = []
    before: Token | None = None
    for token in found:
        if token.text == "(":
            callers.append(before)
        elif token.text == ")" and callers:
            callers.pop()
            terms = 0
        elif callers:
            caller = callers[-1]
            argued = caller is not None and caller.kind == "word" and not caller.is_word("VALUES", "SELECT", "BY")
            if argued and before is not None and before.kind in _TERMS and token.kind in _TERMS:
                yield Advice(token.start, f"a comma or an operator is missing before {token.text[:40]}")
        elif token.text in _STARTS or (token.kind == "word" and token.text != "a"):
            terms, wanted = 0, _STARTS.get(token.text, _UNCOUNTED)
        elif token.text in (";", ","):
            terms, wanted = 0, _UNCOUNTED if wanted == _UNCOUNTED else 2 if token.text == ";" else 1
        elif (token.kind in _TERMS or token.text == "a") and not (before and before.text in _JOINED):
            terms += 1
            if terms > wanted and token.kind in ("variable", "name", "iri"):
                yield Advice(
                    token.start, f"a dot is missing before {token.text[:40]}: a triple pattern has three terms"
                )
        before = token
