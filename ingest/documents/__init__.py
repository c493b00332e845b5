"""Documents as people have them, read into a view of sections, sentences and list items with offsets."""

from __future__ import annotations
