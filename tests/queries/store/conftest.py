"""Tests of stores end the workers that they start, as outside the tests."""

from __future__ import annotations

import pytest

from tests.support.shared_workers import SHELF


@pytest.fixture(autouse=True)
def _workers_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SHELF, "in_use", False)
