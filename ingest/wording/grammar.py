"""English grammar for phrases: verbs in the third person, denied or as an infinitive, and whether a label is plural."""

from __future__ import annotations

import re
from functools import lru_cache

_FIRST_WORDS = {"be": "is", "have": "has", "should": "should", "was": "was"}
_PLURALS = ("people", "children", "patients")
_SINGULAR = frozenset({"accumbens", "diabetes", "herpes", "rabies", "biceps", "triceps"})
"""Nouns that end like a plural."""

_WITH_E = frozenset({
    "tak", "us", "giv", "driv", "ris", "reduc", "increas", "titrat", "continu", "receiv", "mak", "hav", "decreas",
    "chang", "resum", "evaluat", "leav", "practis", "exercis", "stor", "combin", "schedul", "not", "writ", "breath",
})  # fmt: skip
"""Verbs whose infinitive ends in an *e* that the gerund loses."""

_VOWEL_DOUBLED = re.compile(r"[aeiou]([bdgmnprt])\1$")


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
    >>> negated("should not be combined with")
    'can be combined with'
    """
    if verb_phrase.startswith("should not "):
        return f"can {verb_phrase.removeprefix('should not ')}"
    verb, _, rest = verb_phrase.partition(" ")
    if verb in ("be", "should", "was"):
        return f"{third_person(verb, plural=plural)} not {rest}".rstrip()
    return f"{'do' if plural else 'does'} not {verb_phrase}"


def doubted(verb_phrase: str) -> str:
    """Return a verb phrase with *may*; advice stays advice.

    :param verb_phrase: the verb in its base form, and what follows it
    :returns: such as ``may cause``

    >>> doubted("cause"), doubted("was developed for"), doubted("should not be combined with")
    ('may cause', 'may have been developed for', 'should perhaps not be combined with')
    """
    if verb_phrase.startswith("should "):
        return f"should perhaps {verb_phrase.removeprefix('should ')}"
    return f"may {infinitive(verb_phrase)}"


def infinitive(verb_phrase: str) -> str:
    """Return a verb phrase in the infinitive, also of what happened once.

    :param verb_phrase: the verb in its base form, and what follows it
    :returns: such as ``have been developed for``
    """
    return f"have been {verb_phrase.removeprefix('was ')}" if verb_phrase.startswith("was ") else verb_phrase


def done(label: str) -> str:
    """Return the label of an action as what somebody does.

    :param label: a gerund and what follows it, or a noun
    :returns: the infinitive without *to*; before a noun the verb *undertake*

    >>> done("taking the medicine as prescribed"), done("stopping suddenly"), done("risk-benefit assessment")
    ('take the medicine as prescribed', 'stop suddenly', 'undertake risk-benefit assessment')
    >>> done("tapering of baclofen"), done("consulting a doctor")
    ('taper baclofen', 'consult a doctor')
    """
    gerund, _, rest = label.partition(" ")
    stem = gerund.removesuffix("ing")
    if stem == gerund or len(stem) < 2 or not rest:
        return f"{'draw up' if re.search(r'(?:schedule|plan)$', label) else 'undertake'} {label}"
    if stem in _WITH_E:
        stem += "e"
    elif _VOWEL_DOUBLED.search(stem):
        stem = stem[:-1]
    return f"{stem} {rest.removeprefix('of ')}"


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
    last = next(reversed(head(label).split()), "")
    return last in _PLURALS or (last not in _SINGULAR and bool(re.fullmatch(r"[a-z-]+[^siu]s", last)))


def head(label: str) -> str:
    """Return a label up to what describes it further.

    :param label: such as ``people taking baclofen``
    :returns: such as ``people``
    """
    return re.split(
        r" (?:of|in|with|to|at|from|for|by|after|during|taking|without|who|prescribing|receiving|using|prone|on) ",
        label,
    )[0]
