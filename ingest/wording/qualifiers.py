"""The qualifiers of a claim in words."""

from __future__ import annotations

from collections.abc import Callable

from ingest.claims import QualifierValue, Quantity
from ontology.vocabulary import Vocabulary


def qualifier_summary(
    qualifiers: dict[str, QualifierValue], vocabulary: Vocabulary, label_of: Callable[[str], str]
) -> str:
    """Return all qualifiers of a claim in one line.

    :param qualifiers: key to value, as in the record
    :param vocabulary: the ontology's terms
    :param label_of: CURIE to label
    :returns: such as ``dose: at least 100 mg/day; frequency: common to very common``, in the order of the vocabulary
    """
    parts = []
    for key, qualifier in vocabulary.qualifiers.items():
        if key in qualifiers and not (key.endswith("_to") and key.removesuffix("_to") in qualifiers):
            ends = [value_label(qualifiers[name], label_of) for name in (key, f"{key}_to") if name in qualifiers]
            parts.append(f"{qualifier.label}: {' to '.join(ends)}")
    return "; ".join(parts)


def value_label(value: QualifierValue, label_of: Callable[[str], str]) -> str:
    """Return the value of a qualifier in words.

    :param value: the value
    :param label_of: CURIE to label
    :returns: the words of a quantity, the label of an entity, or the text itself
    """
    if isinstance(value, Quantity):
        return value.words
    return label_of(value) if value.startswith("drugkg:") else value
