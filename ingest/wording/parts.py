"""What the phrase and the answer of a claim have in common: its qualifiers in words, and which of them limit it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from ingest.claims import ClaimRecord
from ingest.essentials import essential_qualifiers
from ingest.wording.qualifiers import value_label
from ontology.modalities import OPEN
from ontology.vocabulary import Vocabulary


class ClaimParts:
    """The parts of one claim in words.

    :param record: the claim
    :param vocabulary: the ontology's terms
    :param label_of: CURIE to label
    """

    def __init__(self, record: ClaimRecord, vocabulary: Vocabulary, label_of: Callable[[str], str]) -> None:
        self.record = record
        self.vocabulary = vocabulary
        self.label_of = label_of
        self.predicate = vocabulary.predicates[record.predicate_id.removeprefix("dkgo:")]

    @cached_property
    def limits(self) -> tuple[str, ...]:
        """The qualifiers without which the claim would not be true.

        :returns: their keys
        """
        return essential_qualifiers(self.record, self.vocabulary)

    @cached_property
    def subject(self) -> str:
        """The label of the subject.

        :returns: the label
        """
        return self.label_of(self.record.subject_id)

    @cached_property
    def object(self) -> str:
        """The label of the object, or the literal.

        :returns: empty where the claim has no object
        """
        if self.record.object_id is not None:
            return self.label_of(self.record.object_id)
        return self.record.literal or ""

    @property
    def takes_value(self) -> bool:
        """Whether the verb of the predicate has a place for a number.

        :returns: whether it has
        """
        return "…" in self.predicate.verb_phrase

    @property
    def is_open(self) -> bool:
        """Whether the source says that something is not known.

        :returns: whether it does
        """
        return self.record.modality in OPEN

    @property
    def in_animals(self) -> bool:
        """Whether the claim is about another species than ours.

        :returns: whether it is
        """
        return self.record.qualifiers.get("species", "drugkg:human") != "drugkg:human"

    def text(self, key: str) -> str:
        """Return a qualifier in words.

        :param key: its key
        :returns: empty where the claim does not have it
        """
        value = self.record.qualifiers.get(key)
        return "" if value is None else value_label(value, self.label_of)

    def span(self, key: str) -> str:
        """Return a qualifier with the upper end of its range.

        :param key: its key
        :returns: such as ``mild to severe``; ``if severe`` of a use or of advice
        """
        low, high = self.text(key), self.text(f"{key}_to")
        words = f"{low} to {high}" if high else low
        conditional = self.predicate.verb_phrase.endswith(" for") or self.record.modality == "recommendation"
        return f"if {words}" if key == "severity" and words and conditional else words

    def measured(self) -> str:
        """Return the value with what was measured.

        :returns: such as ``Ki 39 µmol/L`` or ``more than 10-fold``
        """
        measure, words = self.text("measure"), self.record.value.words if self.record.value else ""
        return f"{words}-fold" if measure == "fold" else f"{measure} {words}".strip()

    def in_object(self, text: str) -> bool:
        """Return whether the name of the object says it already, as in ``dopamine release in the nucleus accumbens``.

        :param text: a qualifier in words
        :returns: whether it does
        """
        return says(self.object, text)

    def is_named(self, text: str) -> bool:
        """Return whether subject or object say it already; ``intrathecal therapy`` is by the intrathecal route.

        :param text: a qualifier in words
        :returns: whether they do
        """
        route = text.removesuffix(" route")
        return self.in_object(text) or (route != text and says(self.subject, route))

    def is_detail_named(self, text: str) -> bool:
        """Return whether subject or object say a detail already, as ``rapid titration`` is in the titration.

        :param text: a qualifier in words
        :returns: whether they do
        """
        return self.in_object(text) or says(self.subject, text)


def says(name: str, text: str) -> bool:
    """Return whether a name has the words, with or without a hyphen.

    :param name: a label
    :param text: the words
    :returns: whether it has them as whole words, in any case
    """
    name, text = name.replace("-", " "), text.replace("-", " ")
    if text.isascii() and name.isascii() and text.lower() not in name.lower():
        return False
    return bool(re.search(rf"\b{re.escape(text)}\b", name, re.IGNORECASE))
