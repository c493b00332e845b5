"""Disagreements and values of several documents on the page."""
