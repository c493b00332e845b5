"""Claims of sentences as articles, blogs and reviews word them."""

from __future__ import annotations

import pytest

from tests.support.extraction import said

CASES = [
    ("Uses", "Its place is in severe asthma that other inhalers do not control.", "usedFor", "asthma", "affirmed"),
    (
        "Uses",
        "NICE recommends zelopram for sciatica only after exercise has failed.",
        "usedFor",
        "sciatica",
        "affirmed",
    ),
    ("Uses", "Trials in sciatica found it no better than a sugar pill.", "usedFor", "sciatica", "denied"),
    ("Uses", "It should not be used for simple gout.", "usedFor", "gout", "denied"),
    ("Uses", "It is licensed for epilepsy and, since 2004, for gout.", "usedFor", "gout", "affirmed"),
    ("Uses", "It is licensed for epilepsy, but not for gout.", "usedFor", "gout", "denied"),
    ("Interactions", "Paracetamol is fine, and so are most antibiotics.", "interactsWith", "antibiotics", "denied"),
    ("Interactions", "Neither phenytoin nor diazepam appears to change it.", "interactsWith", "phenytoin", "denied"),
    ("Interactions", "Warfarin has little effect on it.", "interactsWith", "warfarin", "denied"),
    ("Precautions", "Lithium levels need a watchful eye with it.", "interactsWith", "lithium", "affirmed"),
    ("Side effects", "Morphine slows the gut, so more zelopram is absorbed.", "interactsWith", "morphine", "affirmed"),
    ("Contraindications", "Diabetes is not a reason to avoid it.", "contraindicatedIn", "diabetes", "denied"),
    ("Contraindications", "It is off limits for anyone with porphyria.", "contraindicatedIn", "porphyria", "affirmed"),
    ("Pregnancy", "Do not nurse for three days after it.", "contraindicatedIn", "breast-feeding", "affirmed"),
    ("Mechanism of action", "It does not act on GABA.", "modulates", "gaba", "denied"),
    ("Mechanism of action", "Nerve endings let go of less glutamate.", "decreases", "glutamate release", "affirmed"),
    ("Pharmacokinetics", "Your body turns some of it into norzelopram.", "metabolisedTo", "norzelopram", "affirmed"),
    ("Pharmacokinetics", "It crosses the blood-brain barrier and the placenta.", "crosses", "placenta", "affirmed"),
]


@pytest.mark.parametrize(("heading", "sentence", "predicate", "object_", "polarity"), CASES)
def test_a_sentence_gives_its_claim(heading: str, sentence: str, predicate: str, object_: str, polarity: str) -> None:
    found = said(f"Zelopram\n\nZelopram is a medicine.\n\n{heading}\n\n{sentence}\n")
    assert any(p == predicate and object_ in o.lower() and q == polarity for _, p, o, q in found), found


@pytest.mark.parametrize(
    ("heading", "sentence", "object_"),
    [
        ("Interactions", "There isn't enough information to say whether herbal remedies are safe with it.", "herbal"),
        ("Pharmacokinetics", "It is metabolised to norzelopram (half-life 15 hours).", "15"),
        ("Side effects", "Prunes may loosen things, though they can cause bloating.", "bloating"),
        ("Interactions", "Your body clears insulin differently, but that is due to the missing smoke.", "insulin"),
    ],
)
def test_a_sentence_about_something_else_gives_no_claim(heading: str, sentence: str, object_: str) -> None:
    found = said(f"Zelopram\n\nZelopram is a medicine.\n\n{heading}\n\n{sentence}\n")
    assert not any(object_ in o.lower() or p == "hasHalfLife" for _, p, o, _ in found), found
