"""How many bytes files may have; :mod:`ontology.files` reads within these limits."""

MIB = 1024 * 1024
FILE_SIZE = 64 * MIB
"""Bytes that a file of sources, entities, mappings or queries may have."""

LONGEST_TEXT = 100_000
"""Characters that one text in a file may have, such as a label. One of megabytes would slow every query down, as the
store reads it together with its neighbours."""

ONTOLOGY_SIZE = 2048 * MIB
"""Bytes that an ontology may have, unpacked."""
