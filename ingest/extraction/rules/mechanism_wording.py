"""What the rules about mechanisms share: the wording of actions, and whose action it is."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Candidate, Passage
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.subjects import owner
from ingest.lexicon.matching import Mention

SKIPPED_KINDS = frozenset(
    {
        "references",
        "furniture",
        "methods",
        "nonclinical",
        "interaction",
        "contraindication",
        "dosing",
        "disease",
        "advice",
        "history",
        "population",
    }
)

ACTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "antagonistOf",
        re.compile(r"\b(?<!inverse )(?:antagoni[sz](?:es?|ed|ing|m)\w*|antagonists?|antagonistic|blocker|blockade)\b"),
    ),
    (
        "positiveModulatorOf",
        re.compile(
            r"\b(?:positive (?:allosteric )?modulat\w+|enhances? the (?:effects?|action|activity|"
            r"function) of (?:gaba|"
            r"the)|allosteric enhanc\w+|potentiat(?:es?|ed|ing|ion of)|facilitat(?:es?|ed|ing)|enhanc(?:es?|ed|ing)|"
            r"strengthen(?:s|ed|ing)?|boost(?:s|ed|ing)?)\b"
        ),
    ),
    (
        "agonistOf",
        re.compile(
            r"\b(?:(?<!inverse )(?:partial |full |selective |potent |weak )*agoni\w+|activat(?:e|es|ed|ing|ion|or)|"
            r"stimulat(?:e|es|"
            r"ed|ing|ion)|mimics?|opens|opener)\b"
        ),
    ),
    (
        "blocks",
        re.compile(
            r"\b(?:block(?:s|ed|ing|ade)?|inhibit(?:s|ed|ing|ion|ors?)?|shut(?:s|ting)?(?: off| down)?|plugs?|"
            r"clos(?:es|ing)|"
            r"jams?|(?:reduc|decreas|lower|dampen|diminish)(?:es?|s|ing) (?:the )?(?:activity|actions?|"
            r"function|opening|currents?) "
            r"(?:of|through|in)(?: certain)?|"
            r"suppress(?:es|ed|ing)|inactivat\w+)\b"
        ),
    ),
    (
        "bindsTo",
        re.compile(
            r"\b(?:inverse agonists?|(?:modes?|sites?|mechanisms?) of action (?:\w+ ){1,4}(?:at|on|through|via)|"
            r"(?:touch|affect|hit|reach)(?:e?s|ed)?|sits? on|bind(?:s|ing)?|bound|sticks? to|"
            r"latch(?:es)? on to|attach(?:es|ed)?|affinity|acts? (?:(?:up)?on|at|"
            r"through|via)|acting (?:on|at|through|via)|works? (?:on|at|through|via)|working (?:on|at|through|via)|"
            r"targets? (?:is|are|include)|target(?:s|ed|ing)|parks? itself on|docks? (?:on|onto|with|to)|locks? "
            r"on(?: ?to)|"
            r"settles? on|fits? into|interacts? with|ligand|occup(?:y|ies)|"
            r"activity (?:of [a-z]+ )?(?:at|on)|(?:actions?|effects?) (?:of [a-z]+ )?(?:at|on)|ha(?:s|ve) "
            r"(?:\w+ )?affinity)\b"
        ),
    ),
    ("modulates", re.compile(r"\b(?:modulat(?:es?|ed|ing|ion of|ors? of))\b")),
)

_SAID_AFTER = re.compile(
    r"s?(?:[\s-]*\([^()]{1,20}\))?[\s-]+(?:\w+[\s-]+){0,2}?(?:antagoni\w+|agoni\w+|block\w*|inhibit\w+|activat\w+|"
    r"stimulat\w+|"
    r"modulat\w+|potentiat\w+|bind\w*|ligand|affinity|occup\w+|opener|suppress\w*|inverse agonists?|affinity)|"
    r"[^,.;]{0,16}\b(?:is|are|was|were|be|being|been|which it|that it|and|it) (?:\w+ )?\S+(?: \S+){0,4}"
)
"""After a target: a noun of action, or a verb in the passive or with “it”."""

AFFINITY = re.compile(r"\b(?P<measure>ki|kd|ic50|ec50|k\s?i|k\s?d|dissociation constant|pki)\b")


_ANOTHER_ACTION = re.compile(
    r"(?: (?:opioid|receptors?|sites?|channels?|subtypes?|types?))*,? (?:and|but|as well as|with) (?:an? |"
    r"as an? )?(?:\w+ )?"
    r"(?:agonis|antagonis|inhibit|block|modulat)\w+(?: \w+)? (?:at|of|on|to|for)\b"
)
"""A second action begins behind a target: “… at delta receptors and partial agonist activity at kappa receptors”."""


def nearest_action(passage: Passage, start: int, end: int, mention: Mention) -> tuple[str, re.Match[str]] | None:
    """Return the predicate and the nearest verb or noun of action before a target, or right after it.

    :param passage: the passage
    :param start: where the clause begins
    :param end: where it ends
    :param mention: the target
    :returns: predicate and match; ``None`` if the clause names no action
    """
    best: tuple[int, str, re.Match[str]] | None = None
    for predicate, pattern in ACTIONS:
        for match in pattern.finditer(passage.folded, start, end):
            if match.end() <= mention.start:
                distance = mention.start - match.end()
            elif match.start() >= mention.end:
                distance = 3 * (match.start() - mention.end)
                if _ANOTHER_ACTION.match(passage.folded, mention.end):
                    continue
                if match.start() - mention.end > 25 or not _SAID_AFTER.fullmatch(
                    passage.folded, mention.end, match.end()
                ):
                    continue
            else:
                continue
            weight = distance + (60 if predicate == "bindsTo" and "agonist" not in match.group() else 0)
            if match.end() <= mention.start and passage.own_named(match.end(), mention.start):
                weight += 100  # the drug is named after the verb, which another drug has
            if distance <= 160 and (best is None or weight < best[0]):
                best = (weight, predicate, match)
    return (best[1], best[2]) if best else None


def someone_else(passage: Passage, place: int, start: int) -> bool:
    """Say whether an action is not the drug's own.

    :param passage: the passage
    :param place: where the action is named
    :param start: where its clause begins
    :returns: whether it belongs to something else
    """
    who = owner(passage, place)
    if who != "own":
        return True
    before = passage.folded[start:place].lstrip(" ;,–—")
    if passage.own_named(start, place):
        return False
    if re.search(
        r"\b(?:it|this (?:medicine|drug|compound|medication|substance)|the drug|which|its|they|these)\b", before
    ):
        return False
    if passage.kind in ("mechanism", "introduction", "identity", "pharmacokinetics") and (
        passage.unit.kind != "sentence" or not before.strip() or _NO_SUBJECT.match(before)
    ):
        return False
    if passage.kind == "mechanism" and passage.unit.kind == "sentence":
        noun = re.match(
            r"\s*(?:the |these |those |such |normal(?:ly)?,? )?(?:[a-z]+-(?:dependent|affinity|selective) "
            r")?(?P<noun>[a-z-]+)",
            before,
        )
        own = noun is None or noun.group("noun") in _OWN_NOUNS
        return not own and not _OWN_EFFECT.search(before)
    return not (
        passage.previous is not None
        and passage.previous.own_named()
        and re.match(r"\s*(?:by|through|thereby|this|in this way|as a result)\b", before)
    )


_OWN_NOUNS = frozenset(
    [
        "action",
        "effect",
        "effects",
        "mechanism",
        "binding",
        "activity",
        "therapeutic",
        "main",
        "primary",
        "blockade",
        "inhibition",
        "activation",
        "stimulation",
        "activating",
        "blocking",
        "binding",
        "inhibiting",
        "stimulating",
        "acting",
        "this",
        "that",
        "also",
        "no",
        "not",
        "little",
        "low",
        "high",
        "weak",
        "moderate",
        "strong",
        "potent",
        "selective",
        "partial",
        "full",
        "inverse",
        "competitive",
        "non-competitive",
        "noncompetitive",
        "negligible",
        "block",
        "blocks",
        "potentiation",
        "modulation",
        "reduction",
        "suppression",
        "desensitization",
        "desensitisation",
        "antagonist",
        "agonist",
        "inhibitor",
        "blocker",
        "affinity",
        "antagonism",
        "agonism",
        "downstream",
        "increases",
        "decreases",
        "reduces",
        "inhibits",
        "blocks",
        "binds",
        "stimulates",
        "enhances",
        "raises",
        "lowers",
        "slows",
        "activates",
        "by",
        "in",
        "at",
        "through",
    ]
)
_OWN_EFFECT = re.compile(
    r"\b(?:actions?|effects?|efficacy|activity|mechanism|properties|benefits?)\b[^,;]{0,30}\b(?:is|are|was|were|"
    r"appears?|seems?|results?|stems?|comes?|may|may be|derives?|involves?)\b"
)

_NO_SUBJECT = re.compile(
    r"^\s*(?:(?:[a-z]+-(?:dependent|affinity|term|competitive|selective|level)|its|weak|potent|strong|moderate|"
    r"selective|"
    r"partial|reversible|irreversible|direct|indirect|central|peripheral|non-?competitive|possible|probable|further|"
    r"additional|minor|mild|modest|some) )+|"
    r"^\s*(?:by|through|via|as|a|an|the|acts?|blocks?|works?|selective\w*|potent\w*|binds?|this|in|at|also|mainly|"
    r"primarily)\b"
)

_LITTLE_AFFINITY = re.compile(
    r"\b(?:little|low|negligible|weak|minimal|no significant|no appreciable|"
    r"no relevant) (?:or no )?(?:\w+ )?affinity\b"
)
_NO_AFFINITY = re.compile(r"\b(?:no|negligible|little|minimal)\b[\w ]{0,25}affinity")
_NO_ACTIVITY = re.compile(
    r"\b(?:hardly|scarcely|barely) (?:touch|bind|block|affect|act|interact|occup)\w*\b|"
    r"\b(?:negligible|minimal|(?:practically|virtually|essentially|almost|next to) no|little(?: or no)?|hardly any|"
    r"scarcely any|insignificant|no (?:significant|appreciable|relevant|meaningful)) (?:\w+ ){0,2}(?:activity|"
    r"effects?|"
    r"actions?|affinity|binding|blockade|inhibition|interaction)\b"
)


def activity_claim(
    rule: str,
    passage: Passage,
    predicate: str,
    name: str,
    span: tuple[int, int],
    clause: tuple[int, int],
    names: tuple[str, ...] = (),
) -> Candidate:
    """Return the claim that the drug changes an activity; its clause says whether it is denied or hedged.

    :param rule: the rule that found it
    :param passage: the passage
    :param predicate: what the drug does to it, without prefix
    :param name: the activity
    :param span: its start and end in the passage
    :param clause: start and end of the clause
    :param names: other names of the activity
    :returns: the candidate
    """
    start, end = span
    folded = passage.folded
    denied = denied_before(folded, clause[0], start, reach=160) or denied_after(folded, end, clause[1])
    return Candidate(
        rule,
        "mechanism",
        predicate,
        name,
        "activity",
        passage.at + start,
        passage.at + end,
        polarity="denied" if denied else "affirmed",
        modality="hedged" if is_hedged(folded[clause[0] : start]) else "asserted",
        synonyms=tuple(dict.fromkeys(other for other in names if other and other != name)),
    )


def little_affinity(before: str) -> bool:
    """Say whether the words before a target report that the drug hardly binds to it.

    :param before: folded text of the clause up to the target
    :returns: whether they do
    """
    return bool(_LITTLE_AFFINITY.search(before) and _NO_AFFINITY.search(before)) or bool(_NO_ACTIVITY.search(before))
