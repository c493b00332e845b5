"""Writes answers as tables, CSV, TSV, JSON and Markdown."""
