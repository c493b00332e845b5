"""What tests of the command line share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Run, run_command


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``drugkg`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return run_command
