"""Identifiers of other vocabularies as people write them: any spelling of the prefix, any case, IRIs and web addresses.

The table next to this module has the spellings and addresses that bioregistry knows for each prefix of
``external_prefixes.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from os.path import commonprefix
from pathlib import Path
from urllib.parse import unquote

from ontology.mappings.prefixes import load_external_prefixes

SPELLINGS_FILE = Path(__file__).with_name("prefix_spellings.tsv")

_SCHEME = re.compile(r"https?://(www\.)?", re.IGNORECASE)
_RESOLVERS = ("identifiers.org/", "bioregistry.io/reference/", "bioregistry.io/", "n2t.net/")


@dataclass(frozen=True)
class Spellings:
    """How the prefixes of other vocabularies are written.

    :param prefixes: a spelling in lower case → our prefix
    :param addresses: the beginning of an address in lower case, without scheme and ``www.`` → our prefix
    """

    prefixes: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)


@cache
def load_spellings(path: Path = SPELLINGS_FILE) -> Spellings:
    """Read the table of spellings.

    :param path: a tab-separated file with the columns prefix, kind (``prefix`` or ``address``) and spelling
    :returns: the spellings
    """
    spellings = Spellings()
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        prefix, kind, spelling = line.split("\t")
        known = spellings.prefixes if kind == "prefix" else spellings.addresses
        known[spelling.casefold()] = prefix
    return spellings


def as_curie(text: str) -> str | None:
    """Return the identifier of another vocabulary that a text is, as our CURIEs write it.

    :param text: a CURIE with any registered spelling of its prefix in any case, the last part of an OBO IRI
        (``CHEBI_2972``), an IRI or a web address
    :returns: the CURIE; None if the text is no well-formed identifier of a known vocabulary

    >>> as_curie("chebi:CHEBI:2972")
    'CHEBI:2972'
    >>> as_curie("https://go.drugbank.com/drugs/DB00181")
    'DRUGBANK:DB00181'
    >>> as_curie("RxNorm:1292")
    'RXCUI:1292'
    >>> as_curie("CHEBI_2972")
    'CHEBI:2972'
    >>> as_curie("baclofen") is None
    True
    """
    text = text.strip().strip("<>")
    address = _SCHEME.sub("", text, count=1)
    if address != text:
        return _of_address(unquote(address))
    if text.casefold().startswith("obo:"):
        text = text[4:]
    prefix, mark, local = text.partition(":" if ":" in text else "_")
    known = load_spellings().prefixes.get(prefix.casefold())
    return _well_formed(known, local) if mark and known else None


def _of_address(address: str) -> str | None:
    """Return the CURIE of an address without its scheme: the longest beginning that is known decides."""
    folded = address.casefold()
    for resolver in _RESOLVERS:
        if folded.startswith(resolver):
            rest = address[len(resolver) :]
            first, _, local = rest.partition("/")
            known = load_spellings().prefixes.get(first.casefold())
            return _well_formed(known, local) if known and local else as_curie(rest)
    addresses = load_spellings().addresses
    for length in range(len(folded) - 1, 0, -1):
        known = addresses.get(folded[:length])
        found = _well_formed(known, address[length:].rstrip("/")) if known else None
        if found is not None:
            return found
    whole, fragment, _ = address.partition("#")
    return _of_address(whole) if fragment else _of_page(address)


def _of_page(address: str) -> str | None:
    """Return the CURIE in the address of another page of a registry, such as a report on a compound.

    The registry is known by its host; a part of the address must be one of its identifiers, and not digits alone. Of
    several vocabularies with such identifiers, the one with the most similar registered address is meant.
    """
    host = address.casefold().partition("/")[0] + "/"
    near = [
        (len(commonprefix([known, address.casefold()])), prefix)  # noqa: RUF071 - characters are meant
        for known, prefix in load_spellings().addresses.items()
        if known.startswith(host)
    ]
    for _, prefix in sorted(near, key=lambda item: -item[0]):
        for part in reversed(re.split(r"[/?&=#]", address)):
            found = None if part.isdigit() else _well_formed(prefix, part)
            if found is not None and any(map(str.isdigit, found)):
                return found
    return None


def _well_formed(prefix: str, local: str) -> str | None:
    """Return prefix and local part joined, in the case of the vocabulary; None if the local part does not fit it."""
    before, mark, after = local.replace("_", ":", 1).partition(":")
    if mark and load_spellings().prefixes.get(before.casefold()) == prefix:
        local = after
    pattern = load_external_prefixes()[prefix].pattern
    for written in (local, local.upper()):
        if re.fullmatch(pattern, written, re.ASCII):
            return f"{prefix}:{written}"
    return None
