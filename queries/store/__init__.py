"""The store: one interface to a folder on this machine or a SPARQL 1.1 endpoint."""
