"""What the rules that find disagreements read of claims: their parts in words, and the claims by what they are on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from ingest.claims import ClaimRecord, Quantity
from ingest.disagreements.model import Background
from ingest.wording.phrases import verb_words
from ontology.vocabulary import load_vocabulary

SHOWN = ("frequency", "severity", "dose_level", "dose", "population", "condition", "year")
"""Qualifiers that are shown next to what a side says."""


def predicate_label(record: ClaimRecord) -> str:
    """Return the label of a claim's predicate.

    :param record: the claim
    :returns: the label, such as ``has half-life``
    """
    known = load_vocabulary().predicates.get(record.predicate_name)
    return known.label if known else record.predicate_name


def sign(record: ClaimRecord) -> int:
    """Return the direction of an effect.

    :param record: the claim
    :returns: +1 for raised or caused, −1 for lowered or prevented, 0 for neither
    """
    known = load_vocabulary().predicates.get(record.predicate_name)
    return (known.sign or 0) if known else 0


def qualifier(record: ClaimRecord, key: str) -> Any:
    """Return the value of a qualifier.

    :param record: the claim
    :param key: the key of the qualifier
    :returns: its value, or ``None`` if the claim does not have it
    """
    return record.qualifiers.get(key)


def object_of(record: ClaimRecord) -> str:
    """Return the object of a claim if it is an entity.

    :param record: the claim
    :returns: its CURIE, or an empty text
    """
    return record.object_id or ""


def thing(record: ClaimRecord, background: Background) -> str:
    """Return the object of a claim in words.

    :param record: the claim
    :param background: the labels
    :returns: the label or the literal; empty if the claim has no object
    """
    return background.label(record.object_id) if record.object_id else record.object or ""


def matter(record: ClaimRecord, background: Background) -> str:
    """Return subject and predicate of a claim in words.

    :param record: the claim
    :param background: the labels
    :returns: such as ``baclofen causes``
    """
    return f"{background.label(record.subject_id)} {verb(record, background)}"


def verb(record: ClaimRecord, background: Background) -> str:
    """Return the predicate of a claim as a verb that fits its subject and object.

    :param record: the claim
    :param background: the labels
    :returns: such as ``is an agonist of``
    """
    known = load_vocabulary().predicates.get(record.predicate_name)
    if known is None:
        return record.predicate_name
    return verb_words(background.label(record.subject_id), known, thing(record, background))


def details(
    label: str, records: Sequence[ClaimRecord], background: Background, keys: Sequence[str] = SHOWN, most: int = 4
) -> str:
    """Return what a side states, with its qualifiers, such as ``denied [standard dose]``.

    Where some of its claims have no such qualifier, ``partly`` says so.

    :param label: what the side states
    :param records: its claims
    :param background: the labels
    :param keys: the qualifiers to show
    :param most: maximum number of values
    :returns: the label, followed by the values in brackets if there are any
    """
    values = []
    for key in keys:
        for value in (qualifier(record, key) for record in records):
            if isinstance(value, Quantity):
                values.append(value.words)
            elif value:
                values.append(background.label(value) if str(value).startswith("drugkg:") else str(value))
    shown = list(dict.fromkeys(values))
    cut = [*shown[:most], "…"] if len(shown) > most else shown
    partly = "" if all(any(qualifier(record, key) for key in keys) for record in records) else "partly: "
    return f"{label} [{partly}{'; '.join(cut)}]" if cut else label


class Records(list[ClaimRecord]):
    """Claims that are also found by subject, predicate and object, so that no rule looks at all of them for each.

    :param records: the claims
    """

    @cached_property
    def by_subject(self) -> dict[str, list[ClaimRecord]]:
        """CURIE of a subject → the claims on it.

        :returns: the claims in their order
        """
        return _by(self, lambda record: record.subject_id)

    @cached_property
    def by_predicate(self) -> dict[str, list[ClaimRecord]]:
        """Local name of a predicate → the claims with it.

        :returns: the claims in their order
        """
        return _by(self, lambda record: record.predicate_name)

    @cached_property
    def by_object(self) -> dict[str, list[ClaimRecord]]:
        """CURIE of an object → the claims with it.

        :returns: the claims in their order
        """
        return _by(self, object_of)

    @classmethod
    def of(cls, records: Sequence[ClaimRecord]) -> Records:
        """Return claims as this class; claims that are of it already are returned as they are.

        :param records: the claims
        :returns: the claims in their order
        """
        return records if isinstance(records, Records) else cls(records)


def _by(records: Iterable[ClaimRecord], key: Callable[[ClaimRecord], str]) -> dict[str, list[ClaimRecord]]:
    found: dict[str, list[ClaimRecord]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found


def on(records: Sequence[ClaimRecord], subject: str) -> list[ClaimRecord]:
    """Return the claims on a subject.

    :param records: the claims
    :param subject: its CURIE
    :returns: those on it, in their order
    """
    return Records.of(records).by_subject.get(subject, [])


def stating(records: Sequence[ClaimRecord], *names: str) -> list[ClaimRecord]:
    """Return the claims with one of some predicates.

    :param records: the claims
    :param names: local names of the predicates
    :returns: those with it, in the order of their identifiers
    """
    found = [record for name in names for record in Records.of(records).by_predicate.get(name, [])]
    return found if len(names) == 1 else sorted(found, key=lambda record: record.id)


def grouped(records: Iterable[ClaimRecord]) -> dict[str, list[ClaimRecord]]:
    """Group claims by proposition.

    :param records: the claims
    :returns: local part of the proposition's IRI → its claims
    """
    groups: dict[str, list[ClaimRecord]] = {}
    for record in records:
        groups.setdefault(record.proposition, []).append(record)
    return groups
