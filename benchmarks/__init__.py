"""Measurements, and generators of what is measured."""
