r"""Turtle and TriG as older parsers read them too: no backslash within a prefixed name.

The serialiser writes ``claim:monograph-012\/anchor\/1`` for an IRI that has more slashes than its prefix. That is
Turtle 1.1, but readers such as the OWL API refuse it; the whole IRI is understood by all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>|(?P<prefix>[A-Za-z][\w.-]*|):(?P<local>(?:[^\s\\;,"<>]|\\.)+)')
"""A string, an IRI or a prefixed name; each is taken whole, so nothing within a string is touched."""


def without_escapes(text: str, prefixes: Mapping[str, str]) -> str:
    r"""Return Turtle or TriG in which every prefixed name that would need a backslash is the whole IRI.

    :param text: Turtle or TriG as the engine's serialiser writes it
    :param prefixes: the prefixes with which it was written
    :returns: the same statements

    >>> print(without_escapes(r'claim:a\/b rdfs:label "claim:a\\/b" .', {"claim": "https://w3id.org/drugkg/claim/"}))
    <https://w3id.org/drugkg/claim/a/b> rdfs:label "claim:a\\/b" .
    """

    def whole(found: re.Match[str]) -> str:
        local, prefix = found["local"], found["prefix"]
        if local is None or "\\" not in local or prefix not in prefixes:
            return found[0]
        plain = re.sub(r"\\(.)", r"\1", local)
        return f"<{prefixes[prefix]}{plain}>"

    return _TOKEN.sub(whole, text)
