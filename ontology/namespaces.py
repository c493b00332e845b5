"""The namespaces of the graph: one table of prefixes, and the way from a CURIE to an IRI and back."""

from __future__ import annotations

BASE = "https://w3id.org/drugkg/"

PREFIXES: dict[str, str] = {
    "drugkg": BASE + "entity/",
    "dkgo": BASE + "ontology/",
    "claim": BASE + "claim/",
    "prop": BASE + "proposition/",
    "source": BASE + "source/",
    "ref": BASE + "reference/",
    "dis": BASE + "disagreement/",
    "query": BASE + "query/",
    "graph": BASE + "graph/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sh": "http://www.w3.org/ns/shacl#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "void": "http://rdfs.org/ns/void#",
    "cito": "http://purl.org/spar/cito/",
    "fabio": "http://purl.org/spar/fabio/",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "sssom": "https://w3id.org/sssom/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
    "biolink": "https://w3id.org/biolink/vocab/",
    "ECO": "http://purl.obolibrary.org/obo/ECO_",
    "RO": "http://purl.obolibrary.org/obo/RO_",
    "BFO": "http://purl.obolibrary.org/obo/BFO_",
    "SEPIO": "http://purl.obolibrary.org/obo/SEPIO_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "up": "http://purl.uniprot.org/core/",
    "cco": "http://rdf.ebi.ac.uk/terms/chembl#",
}


def expand(curie: str) -> str:
    """Return the IRI of a CURIE.

    :param curie: prefix and local part, joined by a colon, such as ``drugkg:baclofen``
    :returns: the complete IRI
    :raises ValueError: if there is no colon or the prefix is not in the table

    >>> expand("drugkg:baclofen")
    'https://w3id.org/drugkg/entity/baclofen'
    """
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(f"unknown prefix in {curie!r}; known: {', '.join(PREFIXES)}")
    return PREFIXES[prefix] + local


_PREFIX_OF = {namespace: prefix for prefix, namespace in sorted(PREFIXES.items())}
"""Every namespace ends with a slash, a hash or an underscore."""


def compact(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI itself when no prefix fits.

    :param iri: a complete IRI
    :returns: the CURIE by the longest fitting namespace

    >>> compact("https://w3id.org/drugkg/ontology/causes")
    'dkgo:causes'
    """
    end = len(iri) - 1
    while (end := max(iri.rfind("/", 0, end), iri.rfind("#", 0, end), iri.rfind("_", 0, end))) > 0:
        if prefix := _PREFIX_OF.get(iri[: end + 1]):
            return f"{prefix}:{iri[end + 1 :]}"
    return iri


def sparql_prologue(*prefixes: str) -> str:
    """Return PREFIX lines for a query.

    :param prefixes: the prefixes wanted; all of them when none is named
    :returns: one line a prefix, ended by a newline
    """
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in (prefixes or PREFIXES))
