"""The external ontologies in the graph: which are loaded, and from which files."""

from __future__ import annotations

from ontology.namespaces import PREFIXES, sparql_prologue
from queries.store.interface import Solutions, Store

EXTERNAL = PREFIXES["graph"] + "external/"
"""Where the names of their graphs begin."""

_LOADED = (
    sparql_prologue("graph", "dkgo", "owl", "rdfs", "void", "dcterms")
    + f"""
SELECT DISTINCT ?name ?version ?terms ?file ?sha256 WHERE {{
  GRAPH ?ontology {{
    ?ontology a owl:Ontology ; rdfs:label ?name ; void:entities ?terms ; dcterms:identifier ?file ;
      dkgo:sha256 ?sha256 .
    OPTIONAL {{ ?ontology owl:versionInfo ?version }}
  }}
  FILTER(STRSTARTS(STR(?ontology), "{EXTERNAL}"))
}}
ORDER BY ?name
"""
)


def loaded(store: Store) -> Solutions:
    """Return the external ontologies of a store.

    :param store: the store to read
    :returns: a row each: name, version, number of terms, name and checksum of the file it was loaded from
    """
    return store.select(_LOADED)
