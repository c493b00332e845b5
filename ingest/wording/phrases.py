"""A claim in a few words of plain English, made from its terms and all that reverses or limits it.

The phrase is what tables, pictures, pages and exports show of a claim. It is made here once, at build, and stored in
the graph as ``dkgo:phrase``; the shorter ``dkgo:answer`` fits the cell of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.claims import ClaimRecord
from ingest.wording.answers import Answer
from ingest.wording.grammar import done, doubted, head, infinitive, is_plural, negated, third_person
from ingest.wording.parts import says
from ontology.modalities import OPEN
from ontology.modality_words import OPEN_WORDS
from ontology.vocabulary import Predicate, Vocabulary

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
_LIMIT_WORDS = {
    "route": "by {}",
    "formulation": "as {}",
    "dose_level": "at {}",
    "dose": "at {}",
    "condition": "in {}",
    "population": "in {}",
    "age": "aged {}",
    "sought_effect": "for its {}",
    "agency": "by {}",
    "jurisdiction": "in {}",
    "duration": "for {}",
}
"""Qualifiers that limit where a claim holds, and how the phrase says so."""

_CONDITIONS = (
    (re.compile(r"^in (?=(?:long-term |abrupt )?(?:use|combination|cessation|resumption|tapering) of )"), "during "),
    (re.compile(r"^in (?=(?:lack|failure|absence|contraindication|adverse|persistent|successful)\b)"), "in case of "),
    (re.compile(r"^in (?=\w+ (?:supervision|guidance)$)"), "under "),
    (re.compile(r"^in (?=.*\btest dose$)"), "after "),
)
"""A use is no place: something holds during it; other conditions take other words too."""

_THE = re.compile(r"\b(in|by) (?=(?:United|Netherlands|US|European)\b)")

_DETAILS = (
    "frequency", "measure", "selectivity", "enantiomer", "target", "anatomical_context", "phase", "regimen", "degree",
    "incidence", "severity", "comparative_risk", "endpoint", "onset", "approval_kind", "year",
)  # fmt: skip
"""Qualifiers that the phrase gives in brackets."""

_PEOPLE = re.compile(r"\b(?:people|children|patients|smokers|drinkers|adults|users|men|women|responders)\b")
_RISKS = {"increasesRiskOf": "be at risk of", "decreasesRiskOf": "be at lower risk of"}
"""What is said of people: they do not raise or lower a risk, they are at one."""

_CHANGES = {"increases": 0, "decreases": 1, "modulates": 2}
_ILLNESS = re.compile(r"\b(?:disorder|disease|syndrome|dependence|injury)$")
_ABILITY = re.compile(r"\b(?:ability|abilities|functions?|performance)\b")
_CHANGES_OF = (
    (_ILLNESS, ("worsen", "alleviate", "influence")),
    (_ABILITY, ("improve", "impair", "affect")),
    (re.compile(r"\b(?:relaxant|sedative|hypotensive|stimulant) effect$"), ("have a", "decrease", "modulate")),
    (re.compile(r"\beffects? of "), ("produce", "decrease", "modulate")),
)
"""An illness and an ability are not raised or lowered, they get better or worse; a drug has or produces an effect."""

_MORE = ("enhanced", "additive")
"""Degrees of an effect that something else has already."""

_ANIMALS = re.compile(r"\b(?:mice|rats|rodents|animals|monkeys)\b")
_PROCESS = re.compile(
    r"\b(?:activity|activities|responses?|dysfunction|transmission|release|firing|connectivity|excitability)\b"
)
"""What has no purpose of its own: a document names it as a way in which something might work."""

_ADVERBS = {
    "rapid": "rapidly", "slow": "slowly", "wide": "widely", "slight": "slightly", "very slight": "very slightly",
    "predominant": "predominantly", "minimal": "minimally", "direct": "directly", "complete": "completely",
}  # fmt: skip
_TAKES_ADVERB = re.compile(r"^be .* (?:from|to|by|in)$")
"""Verbs of which a degree is said as an adverb: *is absorbed from*, *is soluble in*."""

_VALUE = re.compile(r"(?::| of| at| by| after)? ?…")
"""The place of a number in a verb phrase, with the word that leads to it."""


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
    writer = _Phrase(record, vocabulary, label_of)
    return Words(writer.phrase(), writer.words())


def claim_phrase(record: ClaimRecord, vocabulary: Vocabulary, label_of: Callable[[str], str]) -> str:
    """Return the phrase of a claim alone, which is made in half the time.

    :param record: the claim
    :param vocabulary: the verb phrases of predicates, the names of units
    :param label_of: CURIE to label
    :returns: the claim without its subject
    """
    return _Phrase(record, vocabulary, label_of).phrase()


def proposition_words(subject: str, predicate: Predicate, thing: str, *, with_drug: bool = False) -> str:
    """Return what claims are about, whatever they say of it: subject, verb and object.

    :param subject: label of the subject
    :param predicate: the predicate
    :param thing: label of the object, or the literal; empty where there is none
    :param with_drug: whether the object is a drug that is taken at the same time
    :returns: such as ``baclofen is dosed for spasticity``
    """
    verb = verb_words(subject, predicate, thing, with_drug=with_drug)
    return " ".join(filter(None, (subject, verb, _object_of(predicate, thing))))


def verb_words(subject: str, predicate: Predicate, thing: str, *, with_drug: bool = False) -> str:
    """Return a predicate as a verb in the third person, as it fits subject and object.

    :param subject: label of the subject
    :param predicate: the predicate
    :param thing: label of the object, or the literal; empty where there is none
    :param with_drug: whether the object is a drug that is taken at the same time
    :returns: such as ``is dosed for``
    """
    base = _verb_of(predicate, subject, thing)
    return _VALUE.sub("", third_person(_with(base) if with_drug else base, plural=is_plural(subject)))


def _verb_of(predicate: Predicate, subject: str, thing: str) -> str:
    """Return the verb phrase as it fits subject and object.

    People do not raise a risk, they are at one; an illness is worsened or alleviated; a route forbids by itself.
    """
    base = predicate.verb_phrase
    if predicate.name in _RISKS and _PEOPLE.search(head(subject)):
        return _RISKS[predicate.name]
    ability = predicate.name == "increases" and _ABILITY.search(head(subject))
    if predicate.name in _CHANGES and not ability:
        for pattern, verbs in _CHANGES_OF:
            if pattern.search(thing) and "dysfunction" not in thing:
                return verbs[_CHANGES[predicate.name]]
    if ability:
        return "support"
    if base.endswith(" in") and thing.endswith(" route"):
        return f"{base[:-2]}by"
    return base


def _with(base: str) -> str:
    """Return a verb phrase about a drug that is taken at the same time."""
    return "need caution with" if base == "need caution in" else base


def _object_of(predicate: Predicate, thing: str) -> str:
    """Return the object as it fits the verb: an action is what people should do, a heading stands in quotes."""
    if predicate.verb_phrase == "should":
        return done(thing)
    return f"“{thing}”" if predicate.name == "announcesWithoutText" else thing


class _Phrase(Answer):
    """The phrase of one claim, and its answer."""

    def phrase(self) -> str:
        """Return verb, object, value and limits, with polarity, modality, standing and reading.

        :returns: the phrase, without the subject
        """
        comparison = self._comparison()
        parts = [self._verb_and_object(), comparison, *self._limit_words()]
        if comparison.startswith(", "):
            parts = [parts[0], *parts[2:]]
        details = self._details()
        if details:
            parts.append(f"({', '.join(details)})")
        if comparison.startswith(", "):
            parts.append(comparison)
        if self.record.reading == "inferred":
            parts.append("(inferred by the reader)")
        elif self.record.reading == "doubtfulLayout":
            parts.append("(page layout in doubt)")
        return _THE.sub(r"\1 the ", " ".join(part for part in parts if part)).replace(" , ", ", ")

    def _details(self) -> list[str]:
        """Return what is said in brackets."""
        named = [key for key in _DETAILS if key in self.record.qualifiers and not self._is_said(key)]
        texts = {key: self.limit(key) if key == "enantiomer" else self.span(key) for key in named}
        if _TAKES_ADVERB.search(self.predicate.verb_phrase) and "degree" in texts:
            texts["degree"] = _ADVERBS.get(texts["degree"], texts["degree"])
        if self.record.polarity == "denied" and "degree" in texts:
            texts["degree"] = f"not {texts['degree']}"
        value = "" if self.takes_value else self.measured() if self.record.value is not None else ""
        return [text for text in (value, *texts.values()) if text and not self.is_detail_named(text)]

    def _is_said(self, key: str) -> bool:
        """Whether a detail is said with the verb or the value."""
        if key == "measure":
            return self.record.value is not None or self.is_open
        if key == "endpoint":
            return self._has_endpoint()
        return key == "degree" and self._degree_is_value()

    def _degree_is_value(self) -> bool:
        """Whether the degree takes the place of the number."""
        return self.record.value is None and self.takes_value and "dose_level" not in self.record.qualifiers

    def _has_endpoint(self) -> bool:
        """Whether an effect is on one side of its object, such as ``frequency of muscle spasms``."""
        first = self.object.split(" ")[0]
        return self.predicate.name in ("increases", "decreases") and f" of {first}" in self.text("endpoint")

    def _verb_and_object(self) -> str:
        record, named = self.record, _object_of(self.predicate, self.object)
        if self._has_endpoint():
            named = f"the {self.text('endpoint')}"
        if self.is_open and self.text("measure") and record.value is None:
            return f"{OPEN_WORDS[record.modality]}: {self.text('measure')} for {named}"
        verb, placeholder, rest = self._verb().partition("…")
        if not placeholder:
            return f"{verb} {named}".strip()
        return re.sub(r"\s+", " ", f"{verb}{self._value()}{rest} {named}").strip()

    def _verb(self) -> str:
        record, base = self.record, self._base()
        if record.regulatory_status is not None and self.predicate.name == "usedFor" and record.modality != "hedged":
            words = _DENIED_STATUS if record.polarity == "denied" else _STATUS_WORDS
            if record.regulatory_status in words:
                return words[record.regulatory_status]
        if record.regulatory_status == "notRecommended" and self.predicate.name == "contraindicatedIn":
            base = base.replace("contraindicated", "not recommended")
        plural, denied = is_plural(self.subject), record.polarity == "denied"
        present = third_person(base, plural=plural)
        if self.is_open:
            it = "they" if plural else "it"
            return f"{OPEN_WORDS[record.modality]} {'that' if record.modality == OPEN[0] else 'whether'} {it} {present}"
        is_not = f"{'are' if plural else 'is'}{' not' if denied else ''}"
        meant = f"{is_not} meant to {infinitive(base)}"
        if _PROCESS.search(head(self.subject)):
            meant = f"{is_not} named as a potential mechanism: it {third_person(base)}"
        seems = f"{'do' if plural else 'does'} not seem to {infinitive(base)}" if denied else doubted(base)
        by_modality = {"hedged": seems, "hypothesis": f"{is_not} hypothesised to {infinitive(base)}", "aim": meant}
        return by_modality.get(record.modality) or (negated(base, plural=plural) if denied else present)

    def _base(self) -> str:
        """Return the verb phrase of this claim; care is needed with a drug, what ends at a time happens within it."""
        base = _verb_of(self.predicate, self.subject, self.object)
        value, degree = self.record.value, self.text("degree")
        if value is not None and value.min is None and value.max is not None and base.endswith(" after …"):
            return base.replace(" after …", " within …")
        if degree and self._degree_is_value():
            article = "an" if degree[0] in "aeiou" else "a"
            base = re.sub(r"^(have|reach) an? (.*?)(?: of|:) …", rf"\1 {article} {degree} \2", base)
        if self.text("degree") in _MORE and self.predicate.name == "increases":
            return self.predicate.verb_phrase
        return _with(base) if self.record.family == "interaction" else base

    def _value(self) -> str:
        """Return the value with its kind, or how the source describes it without a number."""
        if self.record.value is None:
            return self.text("dose_level") or self.text("degree") or "an unstated amount"
        measure, words = self.text("measure"), self.record.value.words
        if measure == "fold" and "comparator" in self.record.qualifiers:
            return f"{words} times that by {self.text('comparator')}"
        if self._base().endswith(" within …"):
            return words.removeprefix("up to ")
        return f"{words} ({measure})" if measure and measure != "fold" else self.measured()

    def _comparison(self) -> str:
        """Return the comparator; after a comma, it is said at the end."""
        said, other = self.text("comparison"), self.text("comparator")
        if not other or self.text("measure") == "fold":
            return ""
        if not said or said == "against":
            return f"{'with' if self.predicate.verb_phrase == 'compare' else said or 'compared with'} {other}"
        return f", {said}{' by' if other.endswith(' route') and said.endswith('than') else ''} {other}"

    def _limit_words(self) -> list[str]:
        """Return the limits, without those that another names: people with an illness have that illness."""
        texts = {key: self.text(key) for key in _LIMIT_WORDS if key in self.record.qualifiers}
        if self.record.value is None and self.takes_value:
            texts.pop("dose_level", None)
        kept = {key: text for key, text in texts.items() if not self.is_named(text) and not self._in_verb(text)}
        words: list[str] = []
        for key, text in kept.items():
            if any(text != other and says(other, text) for other in kept.values()):
                continue
            if key == "dose" and "dose_level" in kept:
                words[-1] += f", {text}"
                continue
            words.append(self._worded(key, text))
        if self.in_animals and not _ANIMALS.search(texts.get("population", "")):
            species = self.text("species")
            words.append("in animals" if species.startswith("animal") else f"in animals ({species})")
        return words

    def _worded(self, key: str, text: str) -> str:
        """Return a limit with its preposition."""
        if key == "duration" and not self.predicate.name.startswith("approved"):
            return f"when it lasts {text}"
        if self.predicate.name == "announcesWithoutText":
            return f"about {text}"
        words = _LIMIT_WORDS[key].format(text)
        if key == "condition":
            if self.predicate.name == "usedFor" and _ILLNESS.search(self.object):
                return f"with {text}"
            for pattern, preposition in _CONDITIONS:
                words = pattern.sub(preposition, words)
        return words

    def _in_verb(self, text: str) -> bool:
        """Whether the verb says it already, as in ``has the pregnancy category``."""
        return f" {text} " in f"{self.predicate.verb_phrase} "
