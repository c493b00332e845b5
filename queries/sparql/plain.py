"""What can be said of a plain query at a glance, without the tokenizer, whose set-up takes longer than most queries."""

from __future__ import annotations

from ontology.namespaces import PREFIXES

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def plain_form(query: str) -> str:
    r"""Return the form of a query, if it begins with that keyword or with PREFIX lines before it.

    :param query: SPARQL text
    :returns: SELECT, ASK, CONSTRUCT or DESCRIBE; empty if a closer look is needed

    >>> plain_form("PREFIX a: <http://a> select* {}"), plain_form("# a\nASK {}"), plain_form("CLEAR ALL")
    ('SELECT', '', '')
    """
    if not query.isascii() or "\\" in query:
        return ""
    rest = query.lstrip()
    while rest[:7].upper() == "PREFIX ":
        name, bracket, behind = rest[7:].partition("<")
        if not bracket or not name.strip().endswith(":") or not name.strip(" \t\n:").replace("-", "").isalnum():
            return ""
        rest = behind.partition(">")[2].lstrip()
    for form in _FORMS:
        end = rest[len(form) : len(form) + 1]
        if rest[: len(form)].upper() == form and not end.isalnum() and end not in ("_", ":", "-"):
            return form
    return ""


def plain_prologue(query: str) -> str:
    r"""Return declarations for the prefixes of drugkg that may occur in a query; those of the query go before them.

    :param query: SPARQL text
    :returns: PREFIX lines; a prefix of another spelling or vocabulary is not among them

    >>> plain_prologue("ASK { ?drug a dkgo:Drug }")
    'PREFIX dkgo: <https://w3id.org/drugkg/ontology/>\n'
    """
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items() if f"{prefix}:" in query)
