"""Claims of tables with a status or a placebo column, and of lists that their lead sentence denies or disowns."""

from __future__ import annotations

import pytest

from tests.support.extraction import said

USES = "Uses\nCondition\nStatus\nGout\nApproved\nSciatica\nNot effective\nTinnitus\nOff-label\n"
RATES = "Adverse reactions\nEvent\tZelopram %\tPlacebo %\nCough\t12\t4\nItch\t3\t5\nFever\t2\t2\n"


def test_the_status_of_a_use_in_a_table_decides_whether_it_is_denied() -> None:
    assert said(f"Zelopram\n\n{USES}") == {
        ("indication", "usedFor", "gout", "affirmed"),
        ("indication", "usedFor", "sciatica", "denied"),
        ("indication", "usedFor", "tinnitus", "affirmed"),
    }


def test_an_effect_that_is_no_more_frequent_than_on_placebo_is_not_the_drugs() -> None:
    assert said(f"Zelopram\n\n{RATES}") == {
        ("adverse_effect", "causes", "cough", "affirmed"),
        ("adverse_effect", "causes", "itch", "denied"),
    }


@pytest.mark.parametrize(
    ("lead", "polarity"),
    [
        ("Zelopram can cause:", "affirmed"),
        ("Like other sedatives, it may cause:", "affirmed"),
        ("The following have not been reported:", "denied"),
        ("It does not cause:", "denied"),
        ("Effects not seen with zelopram:", "denied"),
        ("Baclofen can cause:", None),
        ("Taken with alcohol, zelopram can cause:", None),
    ],
)
def test_the_lead_sentence_of_a_list_says_whose_it_is_and_may_deny_it(lead: str, polarity: str | None) -> None:
    found = said(f"Zelopram\n\nSide effects\n{lead}\n- hives\n- jaundice\n")
    effects = {claim[3] for claim in found if claim[0] == "adverse_effect"}
    assert effects == ({polarity} if polarity else set())


def test_a_list_below_a_sentence_about_a_combination_is_what_both_do() -> None:
    found = said("Zelopram\n\nAlcohol\nIn a person on zelopram, alcohol brings on:\n- flushing\n- vomiting\n")
    assert {claim[:3] for claim in found} >= {
        ("interaction", "causes", "flushing"),
        ("interaction", "causes", "vomiting"),
    }
    assert not any(claim[0] == "adverse_effect" for claim in found)
