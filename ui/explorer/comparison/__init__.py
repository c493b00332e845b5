"""Disagreements and values on the page."""
