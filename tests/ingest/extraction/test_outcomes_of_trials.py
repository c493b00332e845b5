"""What trials found: outcomes in lists, and improvements of what is bad."""

from __future__ import annotations

import pytest

from tests.support.extraction import said


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        (
            "People who received zelopram showed a significant improvement in nightmares (SMD 1.01), overall pain, and "
            "global impression compared with placebo.",
            {("decreases", "nightmares"), ("decreases", "overall pain"), ("increases", "global impression")},
        ),
        (
            "Zelopram improved sleep quality (SMD 0.87) and total sleep time.",
            {("increases", "sleep quality"), ("increases", "total sleep time")},
        ),
        (
            "In a trial zelopram significantly reduced cataplexy and daytime sleepiness.",
            {("decreases", "cataplexy"), ("decreases", "daytime sleepiness")},
        ),
        ("Patients on placebo showed a reduction in pain.", set()),
        ("Zelopram did not reduce pain or stiffness.", set()),
    ],
)
def test_outcomes(sentence: str, outcomes: set[tuple[str, str]]) -> None:
    found = said(f"Zelopram\n\nZelopram is a medicine for gout.\n\nResults\n\n{sentence}\n")
    affirmed = {
        (row[1], row[2].removeprefix("improved ")) for row in found if row[0] == "efficacy" and row[3] == "affirmed"
    }
    assert affirmed == outcomes
