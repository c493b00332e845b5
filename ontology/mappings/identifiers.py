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

_ADDRESS = re.compile(r"(https?:)?//(www\.)?|(www\.)?(?=([\w-]+\.)+[a-z]{2,}/)", re.IGNORECASE)
"""How an address begins; what a browser leaves out may be missing."""

_QUOTES = ("<>", '""', "''", "``", "“”", "‘’", "„“", "«»")
_GLUED = re.compile(r"([A-Za-z]{2,})(\d+)")
"""An identifier that a person or a program writes without its colon, such as ``CID2284``."""

_URN = re.compile(r"(urn:miriam:|obo:)", re.IGNORECASE)
_BREAK = re.compile(r"[/?&=#;]")
_MOST_ENCODED = 3
_FILE_ENDING = re.compile(r"\.(html?|json|jsonld|rdf|ttl|nt|xml)$", re.IGNORECASE)
_RESOLVERS = (
    "identifiers.org/", "bioregistry.io/reference/", "bioregistry.io/registry/", "bioregistry.io/", "n2t.net/"
)  # fmt: skip


@dataclass(frozen=True)
class Spellings:
    """How the prefixes of other vocabularies are written.

    :param prefixes: a spelling, its letters and digits in lower case → our prefix
    :param addresses: the beginning of an address in lower case, without scheme and ``www.`` → our prefix
    :param names: the spellings of prefixes as they are registered
    """

    prefixes: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def prefix(self, spelling: str) -> str | None:
        """Return the prefix that a spelling means.

        :param spelling: such as ``rxnorm`` or ``PubChem CID``; case and punctuation do not matter
        :returns: our prefix; None if the spelling is not registered
        """
        return self.prefixes.get(_bare(spelling))


@cache
def load_spellings(path: Path = SPELLINGS_FILE) -> Spellings:
    """Read the table of spellings.

    :param path: a tab-separated file with the columns prefix, kind (``prefix`` or ``address``) and spelling
    :returns: the spellings
    """
    spellings = Spellings()
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        prefix, kind, spelling = line.split("\t")
        if kind == "prefix":
            spellings.prefixes[_bare(spelling)] = prefix
            spellings.names.append(spelling)
        else:
            spellings.addresses[spelling.casefold()] = prefix
    return spellings


def _bare(spelling: str) -> str:
    """Return the letters and digits of a spelling in lower case: ``PubChem_CID`` and ``pubchem.cid`` are the same."""
    return "".join(filter(str.isalnum, spelling.casefold()))


def as_curie(text: str) -> str | None:
    """Return the identifier of another vocabulary that a text is, as our CURIEs write it.

    :param text: a CURIE with any registered spelling of its prefix in any case, the last part of an OBO IRI
        (``CHEBI_2972``), a prefix and an identifier in two words, an IRI or a web address, percent-encoded or not
    :returns: the CURIE; None if the text is no well-formed identifier of a known vocabulary

    >>> as_curie("chebi:CHEBI:2972"), as_curie("ChEBI 2972"), as_curie("CHEBI_2972")
    ('CHEBI:2972', 'CHEBI:2972', 'CHEBI:2972')
    >>> as_curie("https://go.drugbank.com/drugs/DB00181"), as_curie("drugbank.ca/drugs/DB00181/")
    ('DRUGBANK:DB00181', 'DRUGBANK:DB00181')
    >>> as_curie("RxNorm:1292"), as_curie("'RXCUI1292'"), as_curie("PubChem CID 2284")
    ('RXCUI:1292', 'RXCUI:1292', 'PUBCHEM.COMPOUND:2284')
    >>> as_curie("baclofen") is None
    True
    """
    text = decoded(text)
    if found := _ADDRESS.match(text):
        return _of_address(text[found.end() :])
    text = text.rstrip("/")
    if _GLUED.fullmatch(text):
        text = _GLUED.sub(r"\1:\2", text)
    return _of_words(_URN.sub("", text), ":_= ")


def decoded(text: str) -> str:
    """Return an identifier without blanks, quotes and angle brackets around it, and with nothing percent-encoded.

    :param text: as a person writes it
    :returns: the same, decoded as often as it was encoded

    >>> decoded(" <http%253A%252F%252Fpurl.obolibrary.org%252Fobo%252FCHEBI_2972> ")
    'http://purl.obolibrary.org/obo/CHEBI_2972'
    """
    text = text.strip()
    while len(text) > 1 and text[0] + text[-1] in _QUOTES:
        text = text[1:-1].strip()
    for _ in range(_MOST_ENCODED):
        text = unquote(text)
    return text


def _of_words(text: str, marks: str) -> str | None:
    """Return the CURIE of a prefix and a local part with one of some marks between them."""
    for place, mark in enumerate(text):
        known = load_spellings().prefix(text[:place]) if mark in marks else None
        local = text[place + 1 :].strip()
        found = _well_formed(known, local) if known and (mark != " " or any(map(str.isdigit, local))) else None
        if found is not None:
            return found
    return None


def _of_address(address: str) -> str | None:
    """Return the CURIE of an address without its scheme: of the address that it contains, or the longest known one."""
    if (inner := address.casefold().rfind("://")) > 0 and (found := as_curie(address[inner + 1 :])):
        return found
    folded = address.casefold()
    for resolver in _RESOLVERS:
        if folded.startswith(resolver):
            rest = address[len(resolver) :]
            first, _, local = rest.partition("/")
            known = load_spellings().prefix(first)
            return _leading(known, local) if known and local else _of_words(first, ":_")
    path, _, asked = address.partition("?")
    for known in (address, *(f"{path}?{part}" for part in asked.split("&"))):  # the parameters may be in any order
        if found := _of_known(known):
            return found
    return _of_parts(address) or _of_page(address)


def _of_known(address: str) -> str | None:
    """Return the CURIE of an address that begins with a registered one: with the longest that fits."""
    folded, addresses = address.casefold(), load_spellings().addresses
    for length in range(len(folded) - 1, 0, -1):
        known = addresses.get(folded[:length])
        found = _leading(known, address[length:]) if known else None
        if found is not None:
            return found
    return None


def _leading(prefix: str, text: str) -> str | None:
    """Return the CURIE whose local part a text is, or begins with."""
    first = _BREAK.split(text, maxsplit=1)[0]
    return _well_formed(prefix, text.rstrip("/")) or _well_formed(prefix, first)


def _of_parts(address: str) -> str | None:
    """Return the CURIE that is a part of an address, as in ``…?obo_id=CHEBI:2972`` or ``…/rxcui/1292``.

    Digits alone count only where a vocabulary has its pages.
    """
    host, *parts = filter(None, _BREAK.split(address))
    registries = {_domain(known) for known in load_spellings().addresses}
    for before, part in zip([host, *parts], parts, strict=False):
        known = load_spellings().prefix(before)
        found = _well_formed(known, part) if known else None
        if found is not None and (not part.isdigit() or _domain(host) in registries):
            return found
        if found := _of_words(part, ":_"):
            return found
    return None


def _domain(address: str) -> str:
    """Return the domain that a registry has its hosts in, such as ``nih.gov`` or ``ebi.ac.uk``."""
    labels = address.casefold().partition("/")[0].split(".")
    return ".".join(labels[-3:] if labels[-2:-1] in (["ac"], ["co"]) else labels[-2:])


def _of_page(address: str) -> str | None:
    """Return the CURIE in the address of another page of a registry, such as a report on a compound.

    The registry is known by its domain; a part of the address must be one of its identifiers, and not digits alone. Of
    several vocabularies with such identifiers, the one with the most similar registered address is meant. A vocabulary
    whose identifiers look like any word is never meant.
    """
    domain = _domain(address)
    near = [
        (len(commonprefix([known, address.casefold()])), prefix)  # noqa: RUF071 - characters are meant
        for known, prefix in load_spellings().addresses.items()
        if _domain(known) == domain and not re.fullmatch(load_external_prefixes()[prefix].pattern, "A1")
    ]
    for _, prefix in sorted(near, key=lambda item: -item[0]):
        for part in reversed(_BREAK.split(address.replace(":", "/"))[1:]):
            found = None if part.isdigit() else _well_formed(prefix, part)
            if found is not None and any(map(str.isdigit, found)):
                return found
    return None


def _well_formed(prefix: str, local: str) -> str | None:
    """Return prefix and local part joined, in the case of the vocabulary; None if the local part does not fit it."""
    local = _FILE_ENDING.sub("", local)
    before, mark, after = local.replace("_", ":", 1).partition(":")
    if not mark:
        before, after = local.rstrip("0123456789"), local[len(local.rstrip("0123456789")) :]
    if before and load_spellings().prefix(before) == prefix:
        local = after
    pattern = load_external_prefixes()[prefix].pattern
    family = prefix.partition(".")[0]  # CHEMBL.COMPOUND:701 is CHEMBL701
    for written in (local, local.upper(), f"{family}{local}"):
        if re.fullmatch(pattern, written, re.ASCII):
            return f"{prefix}:{written}"
    return None
