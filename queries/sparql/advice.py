"""What a user may do about a text that is not SPARQL: common slips, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice, pairwise

from queries.errors import QuerySyntaxError, did_you_mean
from queries.sparql import slips
from queries.sparql.prefixes import missing_prefixes, similar_prefixes
from queries.sparql.slips import Advice
from queries.sparql.tokenizer import MOST_READ, Token, few_tokens, tokens

_ODD_SPACE = re.compile("[\u00a0\u00ad\u1680\u180e\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
_CURLY = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "′": "'", "″": '"'}
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_FOREIGN = {
    "AND": "write && in a filter; patterns need no AND between them",
    "OR": "write || in a filter, or UNION between groups",
    "LIKE": "SPARQL has no LIKE: write CONTAINS(LCASE(?name), \"word\") or REGEX(?name, \"word\", \"i\") in a FILTER",
    "ILIKE": "SPARQL has no ILIKE: write REGEX(?name, \"word\", \"i\") in a FILTER",
    "JOIN": "SPARQL has no JOIN: patterns with a variable in common are joined",
    "NULL": "SPARQL has no NULL: write BOUND(?name) or !BOUND(?name)",
    "ELSE": "SPARQL has no CASE: write IF(condition, value, other)",
    "MATCH": "SPARQL has no MATCH: write SELECT … WHERE { subject predicate object }",
    "RETURN": "SPARQL has no RETURN: name the columns after SELECT",
}  # fmt: skip
_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")


def readable(query: str) -> tuple[str, list[str]]:
    r"""Return a query without a byte-order mark, and with plain spaces in the place of other ones outside strings.

    :param query: a text as a user gave it
    :returns: the text, and a note on each kind of character that was replaced

    >>> readable("\ufeffASK\u00a0{}")[1]
    ['ignored the byte-order mark at the start', 'read the no-break space (U+00A0) at line 1, column 4 as a space']
    """
    notes = ["ignored the byte-order mark at the start"] if query.startswith("\ufeff") else []
    query = query.removeprefix("\ufeff")
    found = few_tokens(query) if _ODD_SPACE.search(query) else None
    if found is None:  # nothing to replace, or a text that nobody typed
        return query, notes
    kept = [token for token in found if token.kind in ("string", "iri")]
    text = list(query)
    told = set()
    for match in _ODD_SPACE.finditer(query):
        while kept and kept[0].end <= match.start():
            kept.pop(0)
        if kept and kept[0].start <= match.start():
            continue
        text[match.start()] = " "
        if match[0] not in told:
            told.add(match[0])
            name = unicodedata.name(match[0]).lower()
            notes.append(f"read the {name} (U+{ord(match[0]):04X}) at {place(query, match.start())} as a space")
    return "".join(text), notes


def place(text: str, position: int) -> str:
    r"""Return a position in words.

    :param text: a text
    :param position: an offset in it
    :returns: line and column, counted from 1

    >>> place("ASK\n{}", 5)
    'line 2, column 2'
    """
    line, column = line_and_column(text, position)
    return f"line {line}, column {column}"


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """Return the line and the column of a position.

    :param text: a text
    :param position: an offset in it
    :returns: both counted from 1
    """
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def advised(error: QuerySyntaxError, query: str, *, lines_before: int = 0) -> QuerySyntaxError:
    """Return an error with its place in the user's own text, and with what to do where that is known.

    :param error: what the engine said of the text that it was given
    :param query: the user's text
    :param lines_before: how many lines were put before that text
    :returns: the error to raise in its place
    """
    slip = find_slip(query)
    if slip is not None:
        line, column = line_and_column(query, slip.position)
        return QuerySyntaxError(
            f"the query is not valid SPARQL at line {line}, column {column}: {slip.text}", line, column
        )
    if error.line is None or error.column is None:
        return error
    if "a prefix is not declared" in str(error) and (undeclared := _first_undeclared(query)):
        line, column = line_and_column(query, undeclared.position)
        return QuerySyntaxError(
            f"the query is not valid SPARQL at line {line}, column {column}: {undeclared.text}", line, column
        )
    line = max(1, error.line - lines_before)
    start, _, said = str(error).partition(": ")
    if "[" in said or (said.startswith("expected ") and '"' not in said):  # characters, or some of many keywords
        said = _unexpected(query, line, error.column)
    start = start.replace(f"at line {error.line},", f"at line {line},", 1)
    return QuerySyntaxError(f"{start}: {said}", line, error.column)


def _first_undeclared(query: str) -> Advice | None:
    """Return advice on the first prefix that a text does not declare, where nobody declares it for the user."""
    missing = missing_prefixes(query) or {}
    for token in few_tokens(query) or ():
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix in missing:
            text = f"the prefix {prefix}: is not declared: begin with PREFIX {prefix}: <{missing[prefix] or '…'}>"
            return Advice(token.start, text)
    return None


def _unexpected(query: str, line: int, column: int) -> str:
    """Return what is just before the place where the engine gave up, which is behind what it did not expect."""
    lines = query.split("\n")[:line]
    before = "\n".join([*lines[:-1], lines[-1][: column - 1]])
    last = deque(islice(tokens(before), MOST_READ), maxlen=1)
    near = f"{last[0].text[:40]} is not expected here" if last else "the query cannot be read from here on"
    return f"{near}; is a dot, a bracket or an operator missing before it?"


def find_slip(query: str) -> Advice | None:
    """Return the first common slip in a text that is not SPARQL.

    :param query: the text
    :returns: what to do; nothing if no slip is found
    """
    found = few_tokens(query)
    if found is None:
        return None
    rules: tuple[Callable[[list[Token], str], Iterable[Advice]], ...] = (
        _nothing, _curly_quotes, _open_strings, _slashes, slips.addresses, slips.comments, _tops, _prefixes,
        _aggregates, slips.columns, _commas, _bare_columns, _filters, _operators, _foreign_words, _brackets, _endings,
        slips.groups, slips.endings, slips.misspelt_endings, _ungrouped, slips.words, slips.separators,
    )  # fmt: skip
    for rule in rules:
        for advice in rule(found, query):
            return advice
    return None


def _nothing(found: list[Token], _: str) -> Iterable[Advice]:
    if not found:
        yield Advice(0, "the query is empty")


def _endings(found: list[Token], _: str) -> Iterable[Advice]:
    """Yield advice on the semicolon that ends a statement of SQL."""
    if found[-1].text == ";":
        yield Advice(found[-1].start, "SPARQL has no ; at the end: remove it")


def _bare_columns(found: list[Token], _: str) -> Iterable[Advice]:
    """Yield advice on a column that is named like one of SQL."""
    columns = False
    for token in found:
        if columns and token.kind == "word" and not token.is_word("DISTINCT", "REDUCED", "WHERE", "FROM", "AS"):
            yield Advice(token.start, f"the name of a variable begins with ?: write ?{token.text}")
        columns = token.is_word("SELECT", "DISTINCT", "REDUCED") or (columns and token.kind == "variable")


def _filters(found: list[Token], _: str) -> Iterable[Advice]:
    for word, after in pairwise(found):
        if word.is_word("FILTER") and after.kind in ("variable", "string", "number"):
            yield Advice(after.start, "a condition is in brackets: write FILTER(…)")


def _ungrouped(found: list[Token], _: str) -> Iterable[Advice]:
    """Yield advice on a column that GROUP BY lacks, in a query without another one in it."""
    selects = [place for place, token in enumerate(found) if token.is_word("SELECT")]
    groups = [place for place, token in enumerate(found) if token.is_word("GROUP")]
    counted = any(token.is_word(*_AGGREGATES) for token in found)
    if len(selects) != 1 or len(groups) > 1 or not (groups or counted):
        return
    grouped = {token.text[1:] for token in found[groups[0] :] if token.kind == "variable"} if groups else set()
    depth = 0
    for token in found[selects[0] :]:
        if token.text == "{" or token.is_word("WHERE", "FROM"):
            return
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.kind == "variable" and token.text[1:] not in grouped:
            sampled = f"(SAMPLE({token.text}) AS ?one)"
            add = "add it there" if groups else f"write GROUP BY {token.text} at the end"
            yield Advice(token.start, f"{token.text} is not in GROUP BY: {add}, or compute it, as {sampled}")


def _curly_quotes(found: list[Token], _: str) -> Iterable[Advice]:
    for token in found:
        if token.text in _CURLY:
            yield Advice(token.start, f"{token.text} is a curly quotation mark: write {_CURLY[token.text]}")


def _open_strings(found: list[Token], _: str) -> Iterable[Advice]:
    for token in found:
        if token.kind == "mark" and token.text in ('"', "'"):
            yield Advice(token.start, f"the text that begins with {token.text} has no end: add {token.text}")


def _slashes(found: list[Token], query: str) -> Iterable[Advice]:
    """Yield advice on the name of a graph that is written as a prefixed name, whose slash must be escaped."""
    for token in found:
        if token.kind == "name" and token.text.startswith("graph:") and query[token.end : token.end + 1] == "/":
            yield Advice(token.end, "a slash in a prefixed name is written \\/")


def _tops(found: list[Token], _: str) -> Iterable[Advice]:
    for word, after in pairwise(found):
        if word.is_word("TOP", "FIRST") and after.kind == "number":
            yield Advice(word.start, f"SPARQL has no {word.text.upper()}: write LIMIT {after.text} at the end")


def _prefixes(found: list[Token], query: str) -> Iterable[Advice]:
    unknown = [prefix for prefix, namespace in (missing_prefixes(query) or {}).items() if not namespace]
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix in unknown:
            similar = [f"{name}:" for name in similar_prefixes(prefix)]
            text = f"the prefix {prefix}: is not declared: begin with PREFIX {prefix}: <…>"
            yield Advice(token.start, f"{text}{did_you_mean(similar)}")


def _aggregates(found: list[Token], _: str) -> Iterable[Advice]:
    """Yield advice on an aggregate that is a column without brackets and name."""
    depth = 0
    selecting = False
    for token, after in pairwise(found):
        selecting = token.is_word("SELECT") or (selecting and token.text != "{" and not token.is_word("WHERE", "FROM"))
        depth += (token.text == "(") - (token.text == ")")
        if selecting and depth == 0 and token.is_word(*_AGGREGATES) and after.text == "(":
            yield Advice(token.start, f"a computed column needs brackets and a name: ({token.text}(…) AS ?name)")


def _commas(found: list[Token], _: str) -> Iterable[Advice]:
    selecting = False
    for token, before in zip(found[1:], found, strict=False):
        selecting = before.is_word("SELECT") or (selecting and before.kind in ("variable", "word"))
        if selecting and token.text == ",":
            yield Advice(token.start, "columns are separated by spaces, not by commas")


def _operators(found: list[Token], query: str) -> Iterable[Advice]:
    for token, after in pairwise(found):
        if token.text in ("=", "!=") and after.text == "=" and after.start == token.end:
            right = "=" if token.text == "=" else "!="
            yield Advice(token.start, f"{token.text}= is not an operator: write {right}")
        if token.text == "=" and query[token.end : token.end + 1] in ("<", ">") and query[token.end :][1:2] in " ?0123":
            yield Advice(token.start, f"={query[token.end]} is not an operator: write {query[token.end]}=")
        if token.kind == "iri" and token.text == "<>":
            yield Advice(token.start, "<> is an empty IRI: write != to compare")
        if token.text == "&" or (token.text == "|" and after.text == "|"):
            yield Advice(token.start, f"{token.text} is not an operator here: write {token.text * 2}")


def _foreign_words(found: list[Token], _: str) -> Iterable[Advice]:
    for token in found:
        if token.kind == "word" and token.text.upper() in _FOREIGN:
            yield Advice(token.start, _FOREIGN[token.text.upper()])


def _brackets(found: list[Token], query: str) -> Iterable[Advice]:
    """Yield advice on brackets that are not closed, or closed twice, and on a query without a group."""
    opened: list[Token] = []
    for token in found:
        if token.kind != "mark":
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            if not opened:
                yield Advice(token.start, f"{token.text} closes nothing: remove it, or add its opening bracket")
            elif _CLOSING[opened[-1].text] != token.text:
                first = opened[-1]
                wanted = _CLOSING[first.text]
                text = f"{token.text} comes before {wanted}, which must close the {first.text} at"
                yield Advice(token.start, f"{text} {place(query, first.start)}")
            else:
                opened.pop()
    for first in opened[-1:]:
        yield Advice(first.start, f"the {first.text} is not closed: add {_CLOSING[first.text]}")
    if not any(token.text == "{" or token.is_word("DESCRIBE") for token in found):
        for word, after in pairwise(found):
            if word.is_word("WHERE"):
                yield Advice(after.start, "the pattern is not in braces: write WHERE { … }")
        yield from (Advice(token.end, "the pattern is missing: write WHERE { … }") for token in found[-1:])
