"""The prefixes of other vocabularies: what an identifier looks like there, and the address that it stands for.

The table next to this module is bioregistry's, with the prefixes that the vocabularies themselves print; MeSH has its
linked-data namespace, as everywhere in the graph.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.namespaces import PREFIXES

if TYPE_CHECKING:
    from curies import Converter

EXTERNAL_PREFIXES_FILE = Path(__file__).with_name("external_prefixes.tsv")


@dataclass(frozen=True)
class ExternalPrefix:
    """A prefix of another vocabulary.

    :param prefix: as in our CURIEs, such as ``CHEBI``
    :param registry: the vocabulary's name in bioregistry, such as ``chebi``
    :param namespace: what comes before the local part in an address
    :param pattern: regular expression of the local part
    """

    prefix: str
    registry: str
    namespace: str
    pattern: str


@cache
def load_external_prefixes(path: Path = EXTERNAL_PREFIXES_FILE) -> dict[str, ExternalPrefix]:
    """Read the table of prefixes.

    :param path: a tab-separated file with the columns prefix, registry, namespace and pattern
    :returns: prefix to its entry
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["prefix"]: ExternalPrefix(**row) for row in rows}


def prefix_map() -> dict[str, str]:
    """Return the namespaces of all prefixes: those of the graph and those of other vocabularies.

    :returns: prefix to namespace
    """
    return PREFIXES | {prefix: entry.namespace for prefix, entry in load_external_prefixes().items()}


def prefix_converter(more: Mapping[str, str] | None = None) -> Converter:
    """Return the converter between CURIEs and IRIs for all prefixes.

    :param more: further prefixes and their namespaces; one of the same name takes the place of ours
    :returns: a converter by the longest fitting namespace

    >>> prefix_converter().compress("http://purl.obolibrary.org/obo/CHEBI_2972")
    'CHEBI:2972'
    >>> prefix_converter({"EX": "http://example.org/"}).expand("EX:a")
    'http://example.org/a'
    """
    from curies import Converter  # noqa: PLC0415 - slow to import, and wanted only now

    namespaces = {}
    for prefix, namespace in (prefix_map() | dict(more or {})).items():
        namespaces[namespace] = prefix  # one name for each namespace: the last
    return Converter.from_prefix_map({prefix: namespace for namespace, prefix in namespaces.items()})


def curie_problem(curie: str) -> str | None:
    r"""Say what is wrong with the form of an identifier.

    :param curie: such as ``CHEBI:2972``
    :returns: the reason, or None for a well-formed identifier of a known vocabulary

    >>> curie_problem("DRUGBANK:181")
    "'DRUGBANK:181' is malformed: the local part must match ^DB\\d{5}$"
    """
    prefix, colon, local = curie.partition(":")
    known = load_external_prefixes().get(prefix)
    if not colon or known is None:
        return f"unknown prefix in {curie!r}; known: {', '.join(load_external_prefixes())}"
    if not re.fullmatch(known.pattern, local, re.ASCII):
        return f"{curie!r} is malformed: the local part must match {known.pattern}"
    return None


def external_iri(curie: str) -> str:
    """Return the address of a term of another vocabulary.

    :param curie: such as ``CHEBI:2972``
    :returns: the complete IRI
    :raises ValueError: if the prefix is unknown or the local part is not one of that vocabulary

    >>> external_iri("CHEBI:2972")
    'http://purl.obolibrary.org/obo/CHEBI_2972'
    """
    problem = curie_problem(curie)
    if problem is not None:
        raise ValueError(problem)
    prefix, _, local = curie.partition(":")
    return prefix_map()[prefix] + local
