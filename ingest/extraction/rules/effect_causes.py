"""Effects that the drug is said to cause: “can cause”, “leads to”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, lacks_evidence
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effect_wording import CAUSE, LISTED, MEDICINES_THAT, SET_APART, SKIPPED_KINDS, STOPPING
from ingest.extraction.rules.effects import (
    HABIT,
    effect_candidate,
    family_of,
    finding_head,
    is_finding,
    list_end,
    stops_another,
    stops_late,
)


def _caused(passage: Passage) -> Iterator[Candidate]:
    """“X can cause …” and its kin, wherever it stands."""
    if passage.kind in SKIPPED_KINDS - {
        "caution",
        "contraindication",
        "interaction",
        "indication",
        "identity",
        "history",
    } or foreign_section(passage):
        return
    for match in CAUSE.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if _blocked_cause(passage, match, start):
            continue
        if re.match(r"\W*(?:but not|without)\b", passage.folded[end : end + 14]):
            end = passage.clause_at(min(end + 1, len(passage.text) - 1))[1]
        stop = min(max(end, match.end()), list_end(passage, match.end()))
        denied_verb = denied_before(passage.folded, start, match.start(), reach=90)
        listed = passage.items(match.end(), stop)
        for item in listed:
            if _LESS.match(item.text) and _THAN.search(passage.folded, item.end, end):
                continue
            if not finding_head(passage, item):
                if item.start - match.end() > 4 and not is_finding(passage, item):
                    break
                continue
            denied = (
                item.denied
                or denied_verb
                or denied_before(passage.folded, match.end(), item.start, reach=120)
                or denied_after(passage.folded, item.end, end)
            )
            family = family_of(passage, (start, end), match.start())
            if family == "withdrawal" and item is not listed[-1] and stops_late(passage, start, item.start):
                family = "adverse_effect"
            if not denied and family == "adverse_effect" and passage.kind in ("indication", "off_label"):
                continue
            evidence = "insufficientEvidence" if lacks_evidence(passage.folded[start : match.start()]) else "asserted"
            yield effect_candidate(
                passage,
                "effects that the drug is said to cause",
                family,
                item,
                denied=denied,
                near=passage.folded[max(start, match.start() - 30) : match.start()],
                evidence=evidence,
            )


def _blocked_cause(passage: Passage, match: re.Match[str], start: int) -> bool:
    """Say whether a verb of causing is not about what the drug causes."""
    if _is_lowered_or_combined(passage, match, start):
        return True
    if passage.kind == "interaction" and not STOPPING.search(passage.folded, start, match.start()):
        return True
    if passage.folded[match.start() - 1 : match.start()] == "-":
        return True  # “chemotherapy-induced nausea”
    before = passage.folded[start : match.start()]
    if match.group() == "induce" and _IN_ORDER_TO.search(before):
        return True
    if _ATTEMPTS.search(before) or (match.group() == "results in" and not before.strip(' "“')):
        return True  # “Results in bulimia were negative”
    if (
        SET_APART.search(before)
        or MEDICINES_THAT.search(before)
        or (match.group() == "risk of" and _HAS_RISK.search(before))
    ):
        return True
    named = any(
        m.entry.category == "finding" and start <= m.start and 0 <= match.start() - m.end <= 8 for m in passage.mentions
    )
    if named and not passage.own_named(start, match.start()) and not STOPPING.search(before):
        return True
    if STOPPING.search(before) and stops_another(passage, start, match.start()):
        return True
    if _WHETHER.search(before) or _illness_opens(passage, match.start()):
        return True
    if HABIT.search(before) and not passage.own_named(start, match.start()):
        return True
    if _OF_THE_CLASS.search(before) and not passage.own_named(start, match.start()):
        return True
    who = owner(passage, match.start())
    if who != "own" and not STOPPING.search(before):
        return True
    if _has_other_cause(passage, match, before):
        return True
    return passage.kind == "efficacy" and bool(re.search(r"\b(?:placebo|control)\b", before))


_IN_ORDER_TO = re.compile(r"\b(?:used|given|taken|prescribed|administered)\b.*\bto $")
"""An aim: “used before surgery to induce sleep”."""

_LOWERS = re.compile(r"\b(?:reduc\w+|lower\w*|decreas\w+|prevent\w*|treat\w*|reliev\w+)\b[^,;]{0,60}$")
_LESS = re.compile(r"(?:\W*\w+ly\W+)?(?:less|fewer)\b", re.IGNORECASE)
_THAN = re.compile(r"\b(?:than|compared)\b")
_HAS_RISK = re.compile(
    r"\b(?:patients?|people|those|persons|adults|children|women|men|anyone|someone) (?:with|who have|"
    r"(?:who are )?at)\b"
)
"""Somebody who has a risk already: “Adults with gout, danger of bleeding”."""


def _illness_opens(passage: Passage, place: int) -> bool:
    """Say whether a sentence begins with an illness as its subject: “Insomnia means …, and it can leave you tired”."""
    if passage.kind in LISTED or passage.own_named(0, place):
        return False
    first = next((m for m in passage.mentions if m.start <= 4), None)
    return first is not None and first.entry.category == "finding" and bool(_OPENS.match(passage.folded, first.end))


_OPENS = re.compile(r",? (?:is|means|can|may|often|causes|occurs|happens|affects|makes)\b")


def _is_lowered_or_combined(passage: Passage, match: re.Match[str], start: int) -> bool:
    """Say whether the risk is lowered, or the cause is a combination or a finding."""
    folded = passage.folded
    before = folded[start : match.start()]
    if match.group() in (
        "risk of",
        "associated with",
        "linked to",
        "linked with",
        "may develop",
        "can develop",
    ) and re.search(
        r"\b(?:reduc\w+|low|lower\w*|decreas\w+|prevent\w*|minimi[sz]\w+|avoid\w*|less\w*|diminish\w*|limit\w*|cut\w*|"
        r"symptoms|pain|spasticity|condition\w*(?: and \w+)?|disorders?|anxiety|depression|seizures|"
        r"problems) (?:the |your |"
        r"this |any |a )?(?:\w+ )?$",
        before[-60:],
    ):
        return True
    if re.search(
        r"\b(?:together with|combin\w+|concomitant|co-administ\w+|coadminist\w+|taken with|mixed with|"
        r"at the same time|use with|used with|given with|in combination|with alcohol|alongside|along with)\b",
        folded[max(0, start - 1) : match.end() + 40],
    ):
        return True
    if match.group() in ("associated with", "linked with", "linked to") and _LOWERS.search(before):
        return True
    return match.group().endswith(("associated with", "linked with", "linked to")) and any(
        m.entry.category == "finding" and 0 <= match.start() - m.end <= 12 for m in passage.mentions
    )


def _has_other_cause(passage: Passage, match: re.Match[str], before: str) -> bool:
    """Say whether the clause names another cause: a relative pronoun, “caused by”, or a noun before the verb."""
    folded = passage.folded
    relative = re.search(
        r"(?P<noun>[a-z-]+),? (?:that|which|who) (?:can |may |could |might |also |often )*$", before[-60:]
    )
    if (
        relative
        and passage.kind != "adverse_effect"
        and not _DRUG_NOUN.fullmatch(relative.group("noun"))
        and not passage.context.own_name.fullmatch(relative.group("noun"))
    ):
        return True
    if (
        re.search(r"\b(?:by|that|which|if|conditions?|what|whatever|can be|is|are|was|were|been) $", before[-12:])
        and match.group().startswith(("caus", "trigger", "induc", "produc"))
        and re.search(r"\b(?:by|is|are|was|were|been|be|what|whatever) $", before[-12:])
    ):
        return True
    if (
        re.search(r"\bcaused by\b", folded[match.start() : match.end() + 4])
        or folded[match.end() : match.end() + 4] == " by "
    ):
        return True
    # another cause than the drug: the noun right before the verb
    noun = re.search(
        r"(?:^|[,;]\s|\band\s|\bthat\s|\bwhich\s)([a-z][a-z' -]{2,60}?)\s*(?:can|may|might|could|will|would|also|"
        r"often|sometimes|does|do|did|not|usually|rarely|has|have|been|is|are|was|were|be)?\s*(?:can|may|also|not|"
        r"be|been|sometimes|often)?\s*$",
        before[-90:],
    )
    return bool(noun and _OTHER_CAUSE.search(noun.group(1)) and not passage.context.own_name.search(noun.group(1)))


_ATTEMPTS = re.compile(r"\b(?:attempts?|efforts|trying) to (?:\w+ ){1,5}(?:(?:can|may|could|might|will) )?$")
"""“attempts to overcome it can cause …”: what somebody does against the drug."""

_WHETHER = re.compile(r"\bwhether\b[^,;]*$")
_OF_THE_CLASS = re.compile(r"\b(?:as a (?:class|group|family)|like all of its (?:class|group|kind))\b")
_DRUG_NOUN = re.compile(
    r"(?:drug|medicine|medication|compound|agent|product|treatment|tablet|capsule|opioid|antidepressant|sedative|"
    r"stimulant|"
    r"inhibitor|antagonist|agonist|blocker|relaxant|antihistamine|metabolite|dose|overdose|withdrawal|cessation|use|"
    r"drinks?)s?"
)

_OTHER_CAUSE = re.compile(
    r"\b(?:illness|disease|disorder|infection|condition|smoking|untreated|alcohol|stress|anxiety|depression|"
    r"epilepsy|falls?|sleep|dehydration|injury|damage|virus|bacteria|attacks?|mania|episodes?|lack of|deficiency|"
    r"pain|it is known what|what)\b"
)

RULES = (
    Rule(
        "effects that the drug is said to cause",
        "“can cause”, “leads to”, “increases the risk of”",
        ("adverse_effect", "withdrawal", "overdose_toxicity"),
        _caused,
        CAUSE,
    ),
)
