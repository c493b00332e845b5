"""A claim in a few words of plain English, made from its terms and all that reverses or limits it.

The phrase is what tables, pictures, pages and exports show of a claim. It is made here once, at build, and stored in
the graph as ``dkgo:phrase``; the shorter ``dkgo:answer`` fits the cell of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.claims import ClaimRecord
from ingest.essentials import essential_qualifiers
from ingest.wording.qualifiers import value_label
from ontology.modalities import OPEN
from ontology.modality_words import OPEN_WORDS, SHORT_WORDS
from ontology.vocabulary import Vocabulary

_FIRST_WORDS = {"be": "is", "have": "has", "should": "should", "was": "was"}
_STATUS_WORDS = {
    "notRecommended": "is not recommended for",
    "offLabel": "is used off label for",
    "approved": "is approved for",
    "investigational": "is under study for",
}
_DENIED_STATUS = {
    "notRecommended": "is not recommended for",
    "offLabel": "is not approved for",
    "approved": "is not approved for",
}
_SHORT_STATUS = {
    "notRecommended": "not recommended",
    "offLabel": "off label",
    "approved": "approved",
    "investigational": "under study",
}
_LIMIT_WORDS = {
    "route": "by {}",
    "formulation": "as {}",
    "dose": "at {}",
    "dose_level": "at {}",
    "condition": "in {}",
    "population": "in {}",
    "age": "aged {}",
    "sought_effect": "for its {}",
    "agency": "by {}",
    "jurisdiction": "in {}",
    "duration": "for {}",
}
"""Qualifiers that limit where a claim holds, and how the phrase says so."""

_DURING = re.compile(r"^in(?= (?:use|combination) of )")
"""A use is no place: something holds during it."""

_DETAILS = (
    "selectivity", "enantiomer", "target", "anatomical_context", "phase", "regimen", "degree", "incidence", "severity",
    "comparative_risk", "endpoint", "onset", "approval_kind", "year",
)  # fmt: skip
"""Qualifiers that the phrase gives in brackets, after the frequency."""

_ANSWER_LIMITS = (
    "comparator", "enantiomer", "target", "anatomical_context", "route", "formulation", "phase", "population",
    "condition", "dose", "dose_level", "duration", "year", "jurisdiction",
)  # fmt: skip
"""Qualifiers that an answer gives in brackets also where the claim would be true without them."""

_UNLIKE = ("unlike", "rather than")
"""Comparisons that set something apart from the comparator, and take nothing from what is said."""

_PLURALS = ("people", "children", "patients")
_PEOPLE = re.compile(r"\b(?:people|children|patients|smokers|drinkers|adults|users|men|women|responders)\b")
_RISKS = {
    "increasesRiskOf": "be at higher risk of",
    "decreasesRiskOf": "be at lower risk of",
}
"""What is said of people: they do not raise or lower a risk, they are at a higher or lower one."""

_SINGULAR = frozenset({"accumbens", "diabetes", "herpes", "rabies", "biceps", "triceps"})
"""Nouns that end like a plural."""


@dataclass(frozen=True)
class Words:
    """What a claim says, in words.

    :param phrase: the claim without its subject, such as ``is not recommended for spasticity in stroke``
    :param answer: the same in a word or two, such as ``not recommended``
    """

    phrase: str
    answer: str


def claim_words(record: ClaimRecord, vocabulary: Vocabulary, label_of: Callable[[str], str]) -> Words:
    """Return a claim in words.

    :param record: the claim
    :param vocabulary: the verb phrases of predicates, the names of units
    :param label_of: CURIE to label
    :returns: phrase and answer
    """
    writer = _Writer(record, vocabulary, label_of)
    return Words(writer.phrase(), writer.answer())


def claim_phrase(record: ClaimRecord, vocabulary: Vocabulary, label_of: Callable[[str], str]) -> str:
    """Return the phrase of a claim alone, which is made in half the time.

    :param record: the claim
    :param vocabulary: the verb phrases of predicates, the names of units
    :param label_of: CURIE to label
    :returns: the claim without its subject
    """
    return _Writer(record, vocabulary, label_of).phrase()


class _Writer:
    """Words one claim.

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

    def phrase(self) -> str:
        """Return verb, object, value and limits, with polarity, modality, standing and reading.

        :returns: the phrase, without the subject
        """
        parts = [self._verb_and_object(), *self._limit_words()]
        named = [key for key in ("frequency", *_DETAILS) if key in self.record.qualifiers]
        named = [key for key in named if key != "degree" or not self._degree_is_value()]
        details = [self._limit(key) if key == "enantiomer" else self._span(key) for key in named]
        if self.record.polarity == "denied":
            details = [f"not {detail}" if detail == self._text("degree") else detail for detail in details]
        details = [detail for detail in details if detail and not self._in_object(detail)]
        if details:
            parts.append(f"({', '.join(details)})")
        if self.record.reading == "inferred":
            parts.append("(inferred by the reader)")
        elif self.record.reading == "doubtfulLayout":
            parts.append("(page layout in doubt)")
        return " ".join(part for part in parts if part).replace(" , ", ", ")

    def answer(self) -> str:
        """Return the strongest of: denial, standing, lack of evidence, value, frequency, severity; with its limits.

        :returns: a word or two
        """
        record = self.record
        if record.polarity == "denied":
            said = "not approved" if self.predicate.name.startswith("approved") else "denied"
            said = said if record.modality == "asserted" else f"{said}, with reserve"
            degree = self._text("degree")
            said = f"{said}: not {degree}" if degree else said
        elif record.regulatory_status is not None:
            said = ", ".join(filter(None, (_SHORT_STATUS[record.regulatory_status], self._text("degree"))))
            if record.modality == "hedged":
                said = f"may: {said}"
        else:
            said = self._answer_by_modality()
        keys = [key for key in self.limits if key not in (*_ANSWER_LIMITS, "species")]
        limits = [self._limit(key) for key in (*keys, *_ANSWER_LIMITS) if self._is_limit(key)]
        if self._animals():
            limits.append("animals")
        if record.reading == "inferred":
            limits.append("inferred")
        return f"{said} [{'; '.join(limits)}]" if limits else said

    def _is_limit(self, key: str) -> bool:
        """Whether a claim has a qualifier that its subject or object does not name."""
        value = self.record.qualifiers.get(key)
        if value is None or value in (self.record.subject_id, self.record.object_id):
            return False
        if key == "comparator":
            return self._text("comparison") not in _UNLIKE and self.predicate.verb_phrase != "compare"
        return not self._is_named(self._text(key))

    def _limit(self, key: str) -> str:
        """Return a qualifier as an answer gives it in brackets."""
        text = self._text(key)
        if key == "comparator":
            return f"{self._text('comparison') or 'compared with'} {text}"
        return f"{text} enantiomer" if key == "enantiomer" else text

    def _answer_by_modality(self) -> str:
        detail = self._detail()
        if self.record.modality == "asserted":
            return detail or "yes"
        short = SHORT_WORDS[self.record.modality]
        return f"{short}: {detail}" if detail else short

    def _detail(self) -> str:
        """Return value, frequency, severity or appraisal, and the degree; what a reader looks for first."""
        if self.record.value is not None:
            words = [f"{self._measured()} {self._text('regimen')}".strip()]
        elif self.predicate.name.endswith("AppraisedAs"):
            words = [self._object()]
        else:
            words = [self._span("frequency"), self._text("incidence"), self._span("severity")]
        said = ", ".join(word for word in (*words, self._text("degree")) if word)
        return said or self._text("regimen") or self._text("measure") or self._text("selectivity")

    def _measured(self) -> str:
        """Return the value with what was measured, such as ``Ki 39 µmol/L`` or ``more than 10-fold``."""
        measure, words = self._text("measure"), self.record.value.words if self.record.value else ""
        return f"{words}-fold" if measure == "fold" else f"{measure} {words}".strip()

    def _span(self, key: str) -> str:
        """Return a qualifier with the upper end of its range, such as ``mild to severe``."""
        low, high = self._text(key), self._text(f"{key}_to")
        words = f"{low} to {high}" if high else low
        return f"if {words}" if key == "severity" and words and self.predicate.verb_phrase.endswith(" for") else words

    def _verb_and_object(self) -> str:
        record, named = self.record, self._object()
        if record.modality in OPEN and self._text("measure") and record.value is None:
            return f"{OPEN_WORDS[record.modality]}: {self._text('measure')} for {named}"
        verb, placeholder, rest = self._verb().partition("…")
        if not placeholder:
            return f"{verb} {named} {self._value_in_brackets()}".strip()
        return re.sub(r"\s+", " ", f"{verb}{self._value()}{rest} {named}").strip()

    def _verb(self) -> str:
        record, base = self.record, self._base()
        if record.regulatory_status is not None and self.predicate.name == "usedFor" and record.modality != "hedged":
            words = _DENIED_STATUS if record.polarity == "denied" else _STATUS_WORDS
            if record.regulatory_status in words:
                return words[record.regulatory_status]
        plural = is_plural(self.label_of(record.subject_id))
        present = third_person(base, plural=plural)
        denied = record.polarity == "denied"
        infinitive = f"have been {base.removeprefix('was ')}" if base.startswith("was ") else base
        by_modality = {
            "hedged": f"does not seem to {infinitive}" if denied else f"may {infinitive.removeprefix('should ')}",
            "hypothesis": f"is hypothesised {'not ' if denied else ''}to {infinitive}",
            "aim": f"is meant {'not ' if denied else ''}to {infinitive}",
        }
        if record.modality in OPEN:
            return f"{OPEN_WORDS[record.modality]} {'that' if record.modality == OPEN[0] else 'whether'} it {present}"
        return by_modality.get(record.modality) or (negated(base, plural=plural) if denied else present)

    def _base(self) -> str:
        """Return the verb phrase as it fits subject and object.

        People do not raise a risk, they are at a higher one; a route forbids by itself; care is needed with a drug.
        """
        base = self.predicate.verb_phrase
        if self.predicate.name in _RISKS and _PEOPLE.search(_head(self.label_of(self.record.subject_id))):
            return _RISKS[self.predicate.name]
        if base.endswith(" in") and self._object().endswith(" route"):
            return f"{base[:-2]}by"
        return f"{base[:-2]}with" if base == "need caution in" and self.record.family == "interaction" else base

    def _object(self) -> str:
        if self.record.object_id is not None:
            return self.label_of(self.record.object_id)
        return self.record.literal or ""

    def _value(self) -> str:
        """Return the value with its kind, or how the source describes it without a number."""
        if self.record.value is None:
            return self._text("degree") or self._text("dose_level") or "an unstated amount"
        measure = self._text("measure")
        return f"{self.record.value.words} ({measure})" if measure and measure != "fold" else self._measured()

    def _value_in_brackets(self) -> str:
        return f"({self._measured()})" if self.record.value is not None else ""

    def _degree_is_value(self) -> bool:
        """Whether the degree takes the place of the number."""
        return self.record.value is None and "…" in self.predicate.verb_phrase

    def _limit_words(self) -> list[str]:
        words = []
        if "comparator" in self.record.qualifiers:
            with_word = "with" if self.predicate.verb_phrase == "compare" else "compared with"
            said = self._text("comparison") or with_word
            words.append(f"{', ' if said in _UNLIKE else ''}{said} {self._text('comparator')}")
        words += [
            _DURING.sub("during", text.format(self._text(key)))
            for key, text in _LIMIT_WORDS.items()
            if key in self.record.qualifiers and not self._is_named(self._text(key))
        ]
        if self._animals():
            species = self._text("species")
            words.append("in animals" if species.startswith("animal") else f"in animals ({species})")
        return words

    def _in_object(self, text: str) -> bool:
        """Whether the name of the object says it already, as in ``dopamine release in the nucleus accumbens``."""
        name = self._object()
        if text.isascii() and name.isascii() and text.lower() not in name.lower():
            return False
        return bool(re.search(rf"\b{re.escape(text)}\b", name, re.IGNORECASE))

    def _is_named(self, text: str) -> bool:
        """Whether subject or object say it already; ``intrathecal therapy`` is by the intrathecal route."""
        route = text.removesuffix(" route")
        subject = self.label_of(self.record.subject_id)
        return self._in_object(text) or (route != text and bool(re.search(rf"\b{re.escape(route)}\b", subject)))

    def _animals(self) -> bool:
        return self.record.qualifiers.get("species", "drugkg:human") != "drugkg:human"

    def _text(self, key: str) -> str:
        value = self.record.qualifiers.get(key)
        return "" if value is None else value_label(value, self.label_of)


def third_person(verb_phrase: str, *, plural: bool = False) -> str:
    """Return a verb phrase in the third person.

    :param verb_phrase: the verb in its base form, and what follows it; ``was`` for what happened once
    :param plural: whether the subject is plural
    :returns: such as ``is used for``

    >>> third_person("be used for"), third_person("cross"), third_person("decrease the risk of", plural=True)
    ('is used for', 'crosses', 'decrease the risk of')
    """
    verb, space, rest = verb_phrase.partition(" ")
    if plural:
        return {"be": "are", "was": "were"}.get(verb, verb) + space + rest
    if verb in _FIRST_WORDS:
        return _FIRST_WORDS[verb] + space + rest
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s"
    return verb + ending + space + rest


def negated(verb_phrase: str, *, plural: bool = False) -> str:
    """Return a verb phrase in the third person, denied.

    :param verb_phrase: the verb in its base form, and what follows it
    :param plural: whether the subject is plural
    :returns: such as ``does not cause``

    >>> negated("be used for"), negated("cause"), negated("should avoid", plural=True)
    ('is not used for', 'does not cause', 'should not avoid')
    """
    verb, _, rest = verb_phrase.partition(" ")
    if verb in ("be", "should", "was"):
        return f"{third_person(verb, plural=plural)} not {rest}"
    return f"{'do' if plural else 'does'} not {verb_phrase}"


@lru_cache(maxsize=10_000)
def is_plural(label: str) -> bool:
    """Return whether a label names several, by its head noun.

    :param label: such as ``people taking baclofen``
    :returns: whether the noun is plural

    >>> [is_plural(label) for label in ("older people", "reward circuits", "multiple sclerosis", "effects of GHB")]
    [True, True, False, True]
    >>> [is_plural(label) for label in ("nucleus accumbens", "reflex transmission at muscle spindles")]
    [False, False]
    """
    last = next(reversed(_head(label).split()), "")
    return last in _PLURALS or (last not in _SINGULAR and bool(re.fullmatch(r"[a-z-]+[^siu]s", last)))


def _head(label: str) -> str:
    """Return a label up to what describes it further."""
    return re.split(
        r" (?:of|in|with|to|at|from|for|by|after|during|taking|without|who|prescribing|receiving|using|prone|on) ",
        label,
    )[0]
