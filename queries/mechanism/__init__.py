"""Signed mechanism paths: effects, routes, their records, and the ways to show them."""
