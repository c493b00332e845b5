"""What limits a sentence is a qualifier of the claim: without it the claim would say more than the document."""

from __future__ import annotations

import pytest

from tests.support.extraction import claims_of


def phrases(heading: str, sentence: str) -> list[str]:
    """Return the statements of the claims of a sentence under a heading."""
    return [str(record["statement"]) for record in claims_of(f"Zelopram\n\n{heading}\n{sentence}\n")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Zelopram may cause bradycardia when given intravenously.",
            "Zelopram causes bradycardia by intravenous route.",
        ),
        ("Intravenous zelopram causes hypotension.", "Zelopram causes hypotension by intravenous route."),
        ("At high doses zelopram causes confusion.", "Zelopram causes confusion at high dose."),
        ("Zelopram causes sedation, particularly at high doses.", "Zelopram causes sedation."),
        ("In older people zelopram causes falls.", "Zelopram causes fall in older people."),
        ("In children zelopram causes agitation.", "Zelopram causes agitation in children of no stated age."),
        ("In rats, zelopram reduced muscle tone.", "Zelopram decreases muscle tone in animals (rat)."),
        ("Zelopram causes drowsiness, but coma occurs only at high doses.", "Zelopram causes drowsiness."),
    ],
)
def test_an_effect_keeps_the_limit_of_its_sentence(sentence: str, expected: str) -> None:
    assert expected in phrases("Side effects", sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Zelopram is used for spasticity in multiple sclerosis and spinal cord injury.",
            {"spasticity in multiple sclerosis", "spasticity in spinal cord injury"},
        ),
        ("Zelopram is used for pain in arthritis.", {"pain in arthritis"}),
        ("Zelopram is used for spasticity and anxiety.", {"spasticity", "anxiety"}),
        ("Zelopram is used for spasticity in stroke and for insomnia.", {"spasticity in stroke", "insomnia"}),
    ],
)
def test_a_symptom_treated_in_an_illness_is_no_use_for_the_illness(sentence: str, expected: set[str]) -> None:
    found = {text.removeprefix("Zelopram is used for ").removesuffix(".") for text in phrases("Uses", sentence)}
    assert found == expected
