from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.claims import Quantity
from ingest.graphs.wording import quantity_label
from ontology.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        ("2", "6", "h", "2–6 h"),
        (None, "80", "mg/d", "up to 80 mg/day"),
        ("400", None, "mg/d", "at least 400 mg/day"),
        ("156", "156", "umol/L", "156 µmol/L"),
        ("-50", "-25", "%", "25–50 % less"),
        ("-25", "-25", "%", "25 % less"),
        ("-5", "5", "%", "-5 to 5 %"),
    ],
)
def test_a_quantity_reads_as_people_write_it(low: str | None, high: str | None, unit: str, words: str) -> None:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    quantity = Quantity(min=bounds[0], max=bounds[1], unit=unit)
    assert quantity_label(quantity, load_vocabulary()) == words
