"""Identifiers and addresses as people write them: those of the graph, and those of other vocabularies."""

from __future__ import annotations

from ontology.namespaces import BASE, PREFIXES, compact

OWN = ("drugkg", "source", "ref")
"""The prefixes of what the index has."""

_MAPPED = "docs/linking.md lists the vocabularies"


def own_curie(text: str) -> str:
    """Return the CURIE of a thing of ours, however its identifier or address is written.

    :param text: an identifier or an address
    :returns: its CURIE; the empty text if it is of another vocabulary, or none

    >>> [own_curie(text) for text in ("DRUGKG:baclofen", "w3id.org/drugkg/entity/baclofen/", "CHEBI:2972")]
    ['drugkg:baclofen', 'drugkg:baclofen', '']
    """
    text = plain(text)
    address = (text[text.find("//") + 2 :] if "//" in text else text).removeprefix("www.").rstrip("/")
    if address.casefold().startswith(BASE.removeprefix("https://")):
        curie = compact(BASE + address[len(BASE.removeprefix("https://")) :])
        return "" if "://" in curie else curie
    prefix, _, local = text.partition(":")
    return f"{prefix.lower()}:{local.strip()}" if local and prefix.lower() in (*OWN, "claim") else ""


def plain(text: str) -> str:
    """Return an identifier without quotes and angle brackets, and with nothing percent-encoded.

    :param text: as a person writes it
    :returns: the same, decoded
    """
    text = text.strip()
    if "%" not in text and text[:1].isalnum():
        return text
    from ontology.mappings.identifiers import decoded  # noqa: PLC0415 - few names need the table

    return decoded(text)


def is_one_identifier(text: str) -> bool:
    """Return whether a text looks like an identifier or an address.

    :param text: a text without blanks at its ends
    :returns: whether it is one word with a mark that identifiers have
    """
    return any(mark in text for mark in ":_/=") and " " not in text


def split_identifier(text: str) -> tuple[str, str, str]:
    """Return the parts of an identifier, whatever the mark between them.

    :param text: an identifier as a person writes it
    :returns: what is before the first mark, the mark, which is empty if there is none, and what is after it

    >>> split_identifier("KEGG D00241"), split_identifier("CHEMBL:CHEMBL701/")
    (('KEGG', ' ', 'D00241'), ('CHEMBL', ':', 'CHEMBL701'))
    """
    mark = next((character for character in text if character in ":_ "), ":")
    prefix, mark, local = text.partition(mark)
    return prefix, mark, local.strip(" /")


def is_identifier(text: str) -> bool:
    """Return whether a text can only be an identifier or an address.

    :param text: what a person looks for
    :returns: whether it has a scheme, a prefix of ours or of another vocabulary, or the form ``prefix:local``

    >>> [is_identifier(text) for text in ("UMLS:C1", "RxCUI 1", "https://example.org/1", "mg/day", "GABA-B")]
    [True, True, True, False, False]
    """
    from ontology.mappings.identifiers import as_curie  # noqa: PLC0415 - few names need the table

    text = plain(text)
    return "://" in text or bool(own_curie(text) or as_curie(text) or of_no_vocabulary(text))


def of_no_vocabulary(text: str) -> str:
    """Return the end of the message on an identifier that is not understood.

    :param text: what was taken for a name
    :returns: why it is not an identifier that entities are mapped to; the empty text if it does not look like one
    """
    prefix, _, local = text.partition(":")
    if not local or " " in text or "/" in text or not prefix.replace(".", "").replace("_", "").isalnum():
        return ""
    from ontology.mappings.identifiers import load_spellings  # noqa: PLC0415 - few names need the table

    if prefix.lower() == "claim":
        return "; it is an identifier of claims, which `drugkg show` takes"
    if prefix.lower() in PREFIXES:
        return "; it is a term of the model, and no claim speaks of it"
    spellings = load_spellings()
    if known := spellings.prefix(prefix):
        return f"; identifiers of {known} are not written so"
    family = f"{prefix.casefold()}."
    members = sorted({name for name in spellings.names if name.casefold().startswith(family)})
    if members:
        return f"; {prefix} has several kinds of identifiers, say which: {', '.join(members)}"
    return f"; nothing is mapped to identifiers of {prefix}; {_MAPPED}"


def of_no_page(address: str) -> str:
    """Return the end of the message on an address that is not understood.

    :param address: an address
    :returns: that nothing is mapped to what the host has; the empty text if the address is one of ours or has no host

    >>> of_no_page("https://www.wikidata.org/wiki/Q1")
    '; nothing is mapped to this page of www.wikidata.org; docs/linking.md lists the vocabularies'
    """
    host = address.partition("://")[2].partition("/")[0]
    if not host or address.casefold().startswith(BASE.casefold()):
        return ""
    return f"; nothing is mapped to this page of {host}; {_MAPPED}"


def as_iri(curie: str) -> str:
    """Return the IRI of a thing of the index.

    :param curie: its CURIE, or its IRI where it has no prefix
    :returns: its IRI
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else curie


def external_term(text: str) -> str | None:
    """Return the IRI of a term of another vocabulary, such as ``HP:0000707``.

    :param text: an identifier or an address
    :returns: its IRI; None if the text is a name, or an identifier of ours
    """
    if own_curie(text):
        return None
    from ontology.mappings.identifiers import as_curie  # noqa: PLC0415 - few names need the table
    from ontology.mappings.prefixes import external_iri  # noqa: PLC0415 - few names need the table

    curie = as_curie(text)
    if curie:
        return external_iri(curie)
    return text if "://" in text else None
