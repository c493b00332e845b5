"""Export formats: RDF, JSON-LD, KGX, nanopublications, networks, CSV and SSSOM."""
