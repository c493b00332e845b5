"""Claims of the wording of product summaries: numbered sections with bare headings below them."""

from __future__ import annotations

from functools import cache

import pytest

from ingest.documents.reading import text_of
from ingest.extraction.drug_guess import generic_name
from tests.support.extraction import said

SUMMARY = """Zelopram 50 mg tablets - Summary of Product Characteristics

4.1 Therapeutic indications
Panic disorder, with or without agoraphobia.
Social anxiety disorder.

4.3 Contraindications
Concomitant intake of pimozide is contraindicated.

4.4 Special warnings and precautions for use
Zelopram should be avoided in patients with unstable epilepsy and patients with controlled epilepsy should be carefully
monitored. In patients with hepatic disease should be used with caution.

4.5 Interaction with other medicinal products
Special Precautions
Cimetidine
Co-administration with cimetidine decreased zelopram clearance.
Digoxin
No interaction with digoxin was observed.

5.1 Pharmacodynamic properties
Zelopram is a potent inhibitor of neuronal serotonin (5-HT) uptake.

5.2 Pharmacokinetic properties
Elimination
The half-life of zelopram is 26 hours. The half-life of desmethylzelopram is 62 hours.
Zelopram is excreted unchanged by the kidneys.
"""


@cache
def _claims() -> frozenset[tuple[str, str, str, str]]:
    return frozenset(said(SUMMARY))


@pytest.mark.parametrize(
    "claim",
    [
        ("indication", "usedFor", "panic disorder", "affirmed"),
        ("indication", "usedFor", "social anxiety disorder", "affirmed"),
        ("contraindication", "shouldNotBeCombinedWith", "pimozide", "affirmed"),
        ("contraindication", "contraindicatedIn", "unstable epilepsy", "affirmed"),
        ("interaction", "interactsWith", "cimetidine", "affirmed"),
        ("interaction", "interactsWith", "digoxin", "denied"),
        ("mechanism", "decreases", "serotonin uptake", "affirmed"),
        ("pharmacokinetics", "excretedBy", "kidney", "affirmed"),
    ],
)
def test_a_product_summary_gives_its_claims(claim: tuple[str, str, str, str]) -> None:
    assert claim in _claims()


def test_a_sentence_about_others_who_need_care_is_no_contraindication() -> None:
    assert ("contraindication", "contraindicatedIn", "controlled epilepsy", "affirmed") not in _claims()


def test_the_half_life_of_a_metabolite_is_not_the_drugs() -> None:
    assert sum(claim[1] == "hasHalfLife" for claim in _claims()) == 1


def test_a_brand_name_in_parentheses_is_not_taken_for_the_generic_name() -> None:
    document = text_of(b"Disulfiram (Antabuse) is an agent. Antabuse is old. Antabuse works.", "article.txt")
    assert generic_name(document, "disulfiram") is None
