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
        "talk to the clinic",
        "managing your treatment",
        "dose-related",
        "declines within weeks",
        "stopped suddenly",
        "valued by some users",
        "side effects include headache",
        "requires a smaller dose",
    ],
)
def test_remainders_of_sentences_are_no_names(name: str) -> None:
    assert not is_plausible_name(name)


@pytest.mark.parametrize(
    "name",
    ["puffy ankles", "decline in cognition", "patients with liver problems", "metallic taste", "low mood"],
)
def test_names_of_effects_and_of_people_are_names(name: str) -> None:
    assert is_plausible_name(name)


def test_advice_and_figures_in_a_list_of_effects_are_no_effects() -> None:
    found = claims_of(
        "Zelopram\n\nSide effects\n\nWhat helps when side effects trouble me?\n"
        "- Talk to the clinic: a smaller dose may do.\n"
        "- Puffy ankles: put your feet up.\n\n"
        "Skin complaints were the most frequent, in 9% and 4% of the zelopram and dummy groups, respectively.\n"
        "Grave reactions include angioedema, while less serious side effects include headache.\n"
    )
    effects = {
        r["object"]: (r.get("qualifiers") or {}).get("severity") for r in found if r["family"] == "adverse_effect"
    }
    assert effects == {"puffy ankles": None, "angioedema": "drugkg:severity-serious", "headache": None}


def test_classes_of_effects_by_organ_are_no_effects() -> None:
    text = "Zelopram\n\nSide effects\n\nInfections and infestations\nNervous system disorders\nDrowsiness\n"
    assert [r["object"] for r in claims_of(text)] == ["drowsiness"]
