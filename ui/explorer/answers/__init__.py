"""Answers of queries on the page: table, chart, files."""
