"""Readers of external ontologies: OBO, OBO graph JSON, OWL and SKOS files."""
