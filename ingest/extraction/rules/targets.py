"""What the drug acts on: receptors, channels, transporters and enzymes, with direction and affinity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.quantities import Amount, amounts
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import (
    ACTIONS,
    AFFINITY,
    SKIPPED_KINDS,
    little_affinity,
    nearest_action,
    someone_else,
)
from ingest.lexicon.matching import Mention


def _targets(passage: Passage) -> list[Mention]:
    return [m for m in passage.mentions if m.entry.category in ("target", "enzyme")]


def _acts_on(passage: Passage) -> Iterator[Candidate]:
    """“blocks calcium channels”, “a partial agonist at the 5-HT1A receptor”."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for mention in _targets(passage):
        start, end = passage.clause_at(mention.start)
        if _is_metabolism(passage, mention) or _names_another_drug(passage, mention, start):
            continue
        found = nearest_action(passage, start, end, mention)
        if found is None and start and re.match(r"\W*but not\b", passage.folded[start:end]):
            start = passage.clause_at(start - 1)[0]  # the verb stands before “but not”
            found = nearest_action(passage, start, end, mention)
        if found is None:
            continue
        predicate, verb = found
        place = verb.start()
        if someone_else(passage, min(place, mention.start), start):
            continue
        between = passage.folded[verb.end() : mention.start] if verb.end() <= mention.start else ""
        if re.search(r"\b(?:by|unlike|than|whereas|resembl\w+)\b", between) and re.search(
            r"\b(?:unlike|than|resembl\w+|similar to)\b", between
        ):
            continue
        if _APPOSITION.search(between):
            continue
        if _FAR_WEAKER.match(passage.folded, mention.end):
            continue
        denied = _denies_action(passage, mention, start, end)
        yield from _target(
            passage,
            "actions on targets",
            predicate,
            mention,
            denied=denied,
            hedged=is_hedged(passage.folded[start : mention.start]),
            end=end,
        )


_FAR_WEAKER = re.compile(r"[^.;,]{0,20}\b(?:is|are|was) [^.;,]{0,30}(?:times|fold) (?:lower|weaker|less|smaller)\b")
"""“Its affinity for muscarinic receptors is 1,000 times lower”: a comparison, which denies as much as it says."""
_APPOSITION = re.compile(r", (?:an?|the) (?:[\w-]+ ){1,4}(?:of|to|in|on) ")
"""“the α2δ-1 protein, a part of calcium channels”: the drug acts on the first."""


def _is_metabolism(passage: Passage, mention: Mention) -> bool:
    """Say whether an enzyme is one that the rules about elimination read."""
    return mention.entry.category == "enzyme" and (
        bool(re.match(r"cyp|ugt|cytochrome|udp|p450|flavin|n-acetyl", passage.folded[mention.start :]))
        or passage.kind == "pharmacokinetics"
    )


_ONLY_ADJECTIVES = re.compile(
    r"\W*(?:not )?(?:an? |the )?(?:(?:highly|very|competitive|non-?competitive|potent|selective|strong|weak|"
    r"moderate|reversible|"
    r"irreversible|central|peripheral|non-?selective|specific|high-affinity|direct|direct-acting|partial|"
    r"full)[ ,]+){0,4}"
)


def _names_another_drug(passage: Passage, mention: Mention, start: int) -> bool:
    """Say whether a target is part of the name of other drugs, as in “calcium channel blockers”."""
    if not re.match(r"\s*(?:inhibitors?|inducers?|blockers?|agonists?|antagonists?)\b", passage.folded[mention.end :]):
        return False
    return not (
        passage.own_named(max(0, start - 1), mention.start)
        or re.search(r"\b(?:it|this \w+|which) (?:is|acts as|are)\b", passage.folded[start : mention.start])
        or (passage.kind == "mechanism" and _ONLY_ADJECTIVES.fullmatch(passage.folded, 0, mention.start))
    )


def _denies_action(passage: Passage, mention: Mention, start: int, end: int) -> bool:
    """Say whether the clause denies an action on a target; “no affinity” and “little affinity” deny it too."""
    before = passage.folded[start : mention.start]
    return (
        bool(re.search(r"\bbut not (?:\w+ ){0,3}$", before))
        or denied_before(passage.folded, start, mention.start, reach=160)
        or denied_after(passage.folded, mention.end, end)
        or little_affinity(before)
    )


def _target(
    passage: Passage, rule: str, predicate: str, mention: Mention, *, denied: bool, hedged: bool, end: int
) -> Iterator[Candidate]:
    start, stop = mention.start, mention.end
    words = passage.text[start:stop]
    noun = re.match(r"\s+(?:receptors?|channels?|transporters?|sites?|autoreceptors?)\b", passage.folded[stop:])
    if noun and not re.search(r"receptor|channel|transporter|site", words):
        stop += noun.end()
        words = passage.text[start:stop]
    exact = re.search(r"(?:[αβγδκμ]|alpha[- ]?|beta[- ]?)\d?[a-z]?-$", passage.folded[max(0, start - 10) : start])
    if exact:
        start -= len(exact.group())
        words = passage.text[start:stop]
    prefix = re.search(r"(?:the )?([αβγδa-z0-9-]+ subunit of (?:the )?)$", passage.folded[max(0, start - 40) : start])
    if prefix:
        start -= len(prefix.group(1))
        words = passage.text[start:stop]
    value, measure = _affinity(passage, stop, end)
    qualifiers: dict[str, object] = {}
    if value is not None:
        qualifiers["measure"] = measure
        yield Candidate(
            rule,
            "mechanism",
            "hasAffinityFor",
            words,
            mention.entry.category,
            passage.at + start,
            passage.at + max(stop, value.end),
            polarity="denied" if denied else "affirmed",
            synonyms=(mention.entry.label,),
            value=value,
            qualifiers=qualifiers,
        )
    yield Candidate(
        rule,
        "mechanism",
        predicate,
        words,
        mention.entry.category,
        passage.at + start,
        passage.at + stop,
        polarity="denied" if denied else "affirmed",
        modality="hedged" if hedged else "asserted",
        synonyms=(mention.entry.label,),
    )


def _affinity(passage: Passage, place: int, end: int) -> tuple[Amount | None, str]:
    match = AFFINITY.search(passage.folded, place, min(end, place + 60))
    if match is None:
        return None, ""
    for amount in amounts(passage.text[match.end() : match.end() + 40]):
        if amount.unit in ("nmol/L", "umol/L", "mmol/L", "pmol/L"):
            return Amount(
                amount.low,
                amount.high,
                amount.unit,
                match.end() + amount.start,
                match.end() + amount.end,
                amount.low_excluded,
                amount.high_excluded,
                amount.approximate,
            ), match.group("measure").replace(" ", "").title()
    return None, ""


RULES = (
    Rule(
        "actions on targets",
        "verb or noun of action and a receptor, channel, transporter or enzyme",
        ("mechanism",),
        _acts_on,
        re.compile("|".join(p.pattern for _, p in ACTIONS)),
    ),
)
