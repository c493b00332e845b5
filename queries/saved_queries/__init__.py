"""Saved queries: reading, checking, filling in parameters, and calling listed endpoints."""
