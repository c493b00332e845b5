"""Refuses queries that would do more than read the store: updates, SERVICE, and FROM where it fetches."""

from __future__ import annotations

from ontology.namespaces import PREFIXES
from queries.errors import QueryRefusedError, QueryTooLongError

TYPE_CHECKING = False

if TYPE_CHECKING:
    import re

    from queries.sparql.tokenizer import Token

UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")
_OPERATORS = ("(", ",", "||", "&&", "=", "!=", "<", "<=", ">=", "+", "-", "*", "/", "!", "|", "^", "^^")


def cannot_leave(query: str) -> bool:
    """Return whether a quick look suffices: no keyword of an update or SERVICE occurs, and no escape can hide one.

    Only for an engine that takes queries and no updates; it spares most runs the tokenizer, whose set-up costs 5 ms.

    :param query: SPARQL text
    :returns: true if the query needs no closer look
    """
    text = query.upper()
    return "\\U" not in text and not any(word in text for word in ("SERVICE", *UPDATES))


def check_form(query: str) -> None:
    """Raise an error for a text that is not a query, such as an update; only its first keyword is examined.

    :param query: SPARQL text
    :raises QueryRefusedError: naming what is refused
    """
    from itertools import islice  # noqa: PLC0415 see cannot_leave()

    from queries.sparql.tokenizer import FORMS, MOST_READ, PROLOGUE, tokens  # noqa: PLC0415 see cannot_leave()

    empty = True
    for token in islice(tokens(query), MOST_READ):
        empty = False
        if token.kind == "word" and not token.is_word(*PROLOGUE):
            if token.is_word(*FORMS):
                return
            if token.is_word(*UPDATES, "WITH"):
                raise QueryRefusedError(
                    f"{token.text.upper()} changes data and is refused: only `drugkg build` writes the graph"
                )
            raise QueryRefusedError(
                f"a query must begin with SELECT, ASK, CONSTRUCT or DESCRIBE, not {token.text[:40]!r}"
            )
    raise QueryRefusedError(
        "the query is empty: write SELECT, ASK, CONSTRUCT or DESCRIBE …"
        if empty
        else "a query must begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    )


def check_read_only(query: str, *, federate: bool = False, fetches: bool = False) -> None:
    """Raise an error if a query would do more than read the store, for an engine whose grammar is not at hand.

    SPARQL lets an engine replace codepoint escapes before it parses, or after; so the text is judged in both readings.

    :param query: SPARQL text
    :param federate: allow calls to other servers
    :param fetches: whether the engine may fetch a FROM graph from the web, so that only our own graphs may be named
    :raises QueryRefusedError: naming what is refused and what to do
    :raises QueryTooLongError: if the query is too long to be examined
    """
    from queries.sparql.tokenizer import MOST_CHECKED, few_tokens  # noqa: PLC0415 see cannot_leave()

    for reading in (query, _unescape(query)) if "\\u" in query or "\\U" in query else (query,):
        check_form(reading)
        if not federate:
            found = few_tokens(reading, MOST_CHECKED)
            if found is None:
                raise QueryTooLongError(f"the query has more than {MOST_CHECKED:,} words and signs: shorten it")
            _check_service(found)
            if fetches:
                _check_from(found)


def _unescape(query: str) -> str:
    """Return a query with its codepoint escapes replaced."""
    import re  # noqa: PLC0415 see cannot_leave()

    def character(match: re.Match[str]) -> str:
        code = int(match.group(1) or match.group(2), 16)
        return chr(code) if code < 0x110000 else match.group()

    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", character, query)


def _check_service(tokens: list[Token]) -> None:
    """Refuse SERVICE, and what an engine might read as SERVICE although it looks otherwise.

    Engines without a separate lexer take ``trueSERVICE <x>`` or ``SERVICE:x {`` for the keyword, and ``?a<?b)…#>`` for
    a comparison where others see an IRI.
    """
    brackets: list[str] = []
    for at, token in enumerate(tokens):
        if token.kind == "mark":
            if token.text in "({[":
                brackets.append(_opened(tokens, at, brackets))
            elif token.text in ")}]" and brackets:
                brackets.pop()
        before_brace = at + 1 < len(tokens) and tokens[at + 1].text == "{"
        prefix = token.text.partition(":")[0].upper() if token.kind == "name" else ""
        if (token.kind == "word" and "SERVICE" in token.text.upper()) or (before_brace and "SERVICE" in prefix):
            raise QueryRefusedError("SERVICE calls another server and is refused: allow it with --federate")
        if brackets and brackets[-1] == "(" and token.kind == "iri" and _ambiguous(tokens, at):
            raise QueryRefusedError(f"{token.text} may be an IRI or a comparison: put a space behind < if it compares")


def _opened(tokens: list[Token], at: int, brackets: list[str]) -> str:
    """Return what a bracket opens: itself, or ``data`` inside the rows of a VALUES block, which hold no expressions."""
    if brackets and brackets[-1] == "data":
        return "data"
    if tokens[at].text == "{":
        back = at - 1
        if back > 0 and tokens[back].text == ")":
            back -= 1
            while back > 0 and tokens[back].kind == "variable":
                back -= 1
        elif back > 0 and tokens[back].kind == "variable":
            return "data" if tokens[back - 1].is_word("VALUES") else "{"
        if back > 0 and tokens[back].text == "(" and tokens[back - 1].is_word("VALUES"):
            return "data"
    return tokens[at].text


def _ambiguous(tokens: list[Token], at: int) -> bool:
    """Return whether an IRI in an expression could be read as less-than, in a way that shifts strings or comments."""
    text = tokens[at].text
    import re  # noqa: PLC0415 see cannot_leave()

    if tokens[at - 1].text in _OPERATORS:  # an operand must follow, so this is an IRI
        return False
    return bool(re.search(r"['()#]", text)) and not re.match(r"<[A-Za-z][A-Za-z0-9+.\-]*://", text)


def _check_from(tokens: list[Token]) -> None:
    """Refuse a FROM graph that is not ours."""
    from queries.sparql.tokenizer import declared_prefixes  # noqa: PLC0415 see cannot_leave()

    prefixes = {prefix: iri for prefix, (iri, _) in declared_prefixes(tokens).items()}
    for at, token in enumerate(tokens[:-1]):
        if not token.is_word("FROM"):
            continue
        graph = tokens[at + 1]
        if graph.is_word("NAMED") and at + 2 < len(tokens):
            graph = tokens[at + 2]
        prefix, _, local = graph.text.partition(":")
        iri = graph.text[1:-1] if graph.kind == "iri" else prefixes.get(prefix, "") + local
        if not iri.startswith(PREFIXES["graph"]):
            raise QueryRefusedError(f"FROM {graph.text} may make the server fetch it: allow that with --federate")
