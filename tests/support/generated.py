"""The settings of tests whose inputs Hypothesis makes up: the same inputs in every run, however slow the machine is."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

GENERATED = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
"""Use it as ``@settings(GENERATED, max_examples=60)``. A health check would fail a test of a busy machine."""
