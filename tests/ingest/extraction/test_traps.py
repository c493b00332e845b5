"""What a document denies, or says of something else, is never asserted of the drug."""

from __future__ import annotations

import pytest

from tests.support.extraction import Trap, traps

TRAPS = traps()


def test_the_suite_is_large_and_has_a_twin_for_each_trap() -> None:
    assert len(TRAPS) >= 150
    assert all(trap.twin and trap.twin != trap.trap for trap in TRAPS)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap.phenomenon}: {trap.trap}")
def test_a_trap_is_not_asserted(trap: Trap) -> None:
    assert not trap.is_asserted


def test_most_denials_and_twins_are_found() -> None:
    denials = [trap.is_denied for trap in TRAPS if trap.kind == "denied"]
    assert sum(denials) >= 0.9 * len(denials)
    assert sum(trap.twin_is_found for trap in TRAPS) >= 0.95 * len(TRAPS)
