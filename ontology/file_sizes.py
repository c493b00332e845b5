"""How many bytes files may have; :mod:`ontology.files` reads within these limits."""

MIB = 1024 * 1024
FILE_SIZE = 64 * MIB
"""Bytes that a file of sources, entities, mappings or queries may have."""

ONTOLOGY_SIZE = 2048 * MIB
"""Bytes that an ontology may have, unpacked."""
