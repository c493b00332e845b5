"""Answers to queries on the page: table, chart and files."""
