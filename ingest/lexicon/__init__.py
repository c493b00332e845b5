"""The names that documents use: own lists, the ontology's labels, and a packaged table from open vocabularies."""

from __future__ import annotations
