"""From the view of a document to claims: rules, each with the phenomenon that it serves."""

from __future__ import annotations
