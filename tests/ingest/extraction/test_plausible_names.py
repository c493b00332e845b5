"""Words that no vocabulary knows are an effect only if they can be a name."""

from __future__ import annotations

import pytest

from ingest.extraction.language.plausible_names import is_plausible_name
from tests.support.extraction import claims_of


@pytest.mark.parametrize(
    "name",
    [
        "most common",
        "placebo groups",
        "respectively",
        "communicate with your doctor",
        "understanding common",
        "dose-related",
        "decline with continued use",
        "stopped suddenly",
        "initially valued for its calm",
        "side effects include headache",
        "requires dose reduction",
    ],
)
def test_remainders_of_sentences_are_no_names(name: str) -> None:
    assert not is_plausible_name(name)


@pytest.mark.parametrize(
    "name",
    ["swollen extremities", "decline in cognition", "patients with liver problems", "metallic taste", "low mood"],
)
def test_names_of_effects_and_of_people_are_names(name: str) -> None:
    assert is_plausible_name(name)


def test_advice_and_figures_in_a_list_of_effects_are_no_effects() -> None:
    found = claims_of(
        "Zelopram\n\nSide effects\n\nHow can you live with these side effects?\n"
        "- Communicate with your doctor: ask for a smaller dose.\n"
        "- Swollen extremities: raise your legs.\n\n"
        "Stomach effects are most common, with rates of 17% and 11% among zelopram and placebo groups, respectively.\n"
        "Serious side effects include angioedema, while less serious side effects include headache.\n"
    )
    effects = {
        r["object"]: (r.get("qualifiers") or {}).get("severity") for r in found if r["family"] == "adverse_effect"
    }
    assert effects == {
        "swollen extremities": None,
        "angioedema": "drugkg:severity-serious",
        "headache": None,
    }
