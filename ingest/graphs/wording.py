"""How quantities and qualifiers read to a person."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ingest.claims import QualifierValue, Quantity
from ontology.vocabulary import Vocabulary


def quantity_label(quantity: Quantity, vocabulary: Vocabulary) -> str:
    """Return a quantity as people write it.

    :param quantity: the quantity
    :param vocabulary: the ontology's terms, for the unit's name
    :returns: such as ``about 2–6 h``, ``up to 80 mg/day``, ``156 µmol/L``; a negative percentage is ``25–50 % less``
    """
    unit = vocabulary.units[quantity.unit].short
    low, high = quantity.min, quantity.max
    if low is None:
        number = f"up to {_number(high)}"
    elif high is None:
        number = f"at least {_number(low)}"
    elif high < 0 and unit == "%":
        number, unit = _span(-high, -low), "% less"
    else:
        number = _span(low, high)
    about = "about " if quantity.approximate else ""
    return f"{about}{number} {unit}".rstrip()


def qualifier_summary(
    qualifiers: dict[str, QualifierValue], vocabulary: Vocabulary, label_of: Callable[[str], str]
) -> str:
    """Return all qualifiers of a claim in one line.

    :param qualifiers: key to value, as in the record
    :param vocabulary: the ontology's terms
    :param label_of: CURIE to label
    :returns: such as ``dose: at least 100 mg/day; population: older people``, in the order of the vocabulary
    """
    parts = []
    for key, qualifier in vocabulary.qualifiers.items():
        if key in qualifiers:
            parts.append(f"{qualifier.label}: {value_label(qualifiers[key], vocabulary, label_of)}")
    return "; ".join(parts)


def value_label(value: QualifierValue, vocabulary: Vocabulary, label_of: Callable[[str], str]) -> str:
    """Return a qualifier's value as people read it: a quantity, an entity's label, or the text itself."""
    if isinstance(value, Quantity):
        return quantity_label(value, vocabulary)
    return label_of(value) if value.startswith("drugkg:") else value


def _span(low: Decimal, high: Decimal) -> str:
    if low == high:
        return _number(low)
    return f"{_number(low)}{' to ' if low < 0 else '–'}{_number(high)}"


def _number(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), "f")
