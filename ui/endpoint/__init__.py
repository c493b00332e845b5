"""The SPARQL endpoint: the graph over HTTP, read-only.

:mod:`service` keeps the graph open and follows new builds, :mod:`admission` bounds how many queries run and wait,
:mod:`sparql` speaks the SPARQL 1.1 Protocol, :mod:`saved` serves the saved queries, :mod:`resources` the entities and
claims, :mod:`descriptions` what machines read about the endpoint, and :mod:`app` puts them together (extra ``serve``).
"""
