"""What the drug raises or lowers: transmitters and activities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import SKIPPED_KINDS, someone_else
from ingest.lexicon.entries import activity_words

_UP = re.compile(
    r"\b(?:increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|boost(?:s|ed|ing)?|elevat(?:e|es|ed|"
    r"ing)|promot(?:e|es|ed|ing)|facilitat(?:e|es|ed|ing)|augment(?:s|ed|ing)?|prolong(?:s|ed|ing)?|potentiat(?:e|"
    r"es|ed|ing)|strengthen(?:s|ed|ing)?|stimulat(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|"
    r"caus(?:e|es|ed|ing) (?:the )?(?=release)|trigger(?:s|ing)? (?:the )?(?=release)|"
    r"induc(?:e|es|ed|ing) (?:the )?(?=release)|mor?e)\b"
)

_DOWN = re.compile(
    r"\b(?:decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|inhibit(?:s|ed|ing|or|ors|ion of)?|"
    r"block(?:s|ed|ing)?|suppress(?:es|ed|ing)?|diminish(?:es|ed|ing)?|dampen(?:s|ed|ing)?|attenuat(?:e|es|ed|"
    r"ing)|prevent(?:s|ed|ing)?|slow(?:s|ed|ing)?|curb(?:s|ed|ing)?|depress(?:es|ed|ing)|deplet(?:e|es|ed|ing)|"
    r"weaken(?:s|ed|ing)?|stop(?:s|ped|ping)?|impair(?:s|ed|ing)?|quieten(?:s|ed|ing)?|calm(?:s|ed|ing)?)\b"
)

_ACTIVITY = (
    (
        r"(?:(?:pre|post)?synaptic |extracellular |neuronal |brain |plasma |intracellular |evoked |vesicular |"
        r"spontaneous |excitatory |inhibitory )?(?:"
    )
    + "|".join(map(re.escape, activity_words()))
    + r")"
)


def _activities(passage: Passage) -> Iterator[Candidate]:
    """“raises dopamine release”, “blocks the reuptake of serotonin and noradrenaline”."""
    if passage.kind in SKIPPED_KINDS - {"interaction"} or passage.kind == "interaction" or foreign_section(passage):
        return
    for direction, predicate in ((_UP, "increases"), (_DOWN, "decreases")):
        for match in direction.finditer(passage.folded):
            start, end = passage.clause_at(match.start())
            if someone_else(passage, match.start(), start):
                continue
            for name, begin, stop, synonyms in _activity_names(passage, match.end(), min(end, match.end() + 170)):
                between = passage.folded[match.end() : begin]
                if _UP.search(between) or (_DOWN.search(between) and predicate == "increases"):
                    break
                denied = denied_before(passage.folded, start, begin, reach=160) or denied_after(
                    passage.folded, stop, end
                )
                yield Candidate(
                    "effects on transmitters and activities",
                    "mechanism",
                    predicate,
                    name,
                    "activity",
                    passage.at + begin,
                    passage.at + stop,
                    polarity="denied" if denied else "affirmed",
                    modality="hedged" if is_hedged(passage.folded[start:begin]) else "asserted",
                    synonyms=synonyms,
                )


def _whole_activities(passage: Passage) -> Iterator[Candidate]:
    """“lowers sympathetic outflow”: an activity that has a name of its own."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for mention in passage.mentions:
        if mention.entry.category != "activity":
            continue
        start, end = passage.clause_at(mention.start)
        verb = max(
            (
                (match.end(), match.start(), predicate)
                for direction, predicate in ((_UP, "increases"), (_DOWN, "decreases"))
                for match in direction.finditer(passage.folded, max(start, mention.start - 60), mention.start)
            ),
            default=None,
        )
        if verb is None or someone_else(passage, verb[1], start):
            continue
        denied = denied_before(passage.folded, start, mention.start, reach=120) or denied_after(
            passage.folded, mention.end, end
        )
        yield Candidate(
            "effects on named activities",
            "mechanism",
            verb[2],
            passage.text[mention.start : mention.end],
            "activity",
            passage.at + mention.start,
            passage.at + mention.end,
            polarity="denied" if denied else "affirmed",
            modality="hedged" if is_hedged(passage.folded[start : mention.start]) else "asserted",
            synonyms=(mention.entry.label,),
        )


def _activity_names(passage: Passage, place: int, end: int) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """Yield activities made of a transmitter and a noun, in either order; a shared noun goes to each transmitter."""
    folded = passage.folded
    found = [m for m in passage.mentions if m.entry.category == "transmitter" and place <= m.start < end]
    if not found or found[0].start - place > 90:
        return
    of = re.search(
        rf"\b(?P<noun>{_ACTIVITY}s?)\s+(?:of|for|in)\s+(?:the\s+)?(?:\w+\s+){{0,4}}$", folded[place : found[0].start]
    )
    previous = found[0].start
    for mention in found:
        if mention.start - previous > 40 and mention is not found[0]:
            return
        previous = mention.end
        word = passage.text[mention.start : mention.end]
        region = re.match(r"\s+(?:levels? )?in (?:the )?[a-z -]{3,40}", folded[mention.end :])
        where = (f"{word}{region.group().rstrip()}",) if region else ()
        after = re.match(
            rf"(?:\s*\([^()]{{1,15}}\))?\s+(?:neuronal |neuron )?(?P<noun>{_ACTIVITY})\b", folded[mention.end :]
        )
        named = of or after or (_shared_noun(folded, mention.end) if len(found) > 1 else None)
        if named:
            noun = named.group("noun").strip()
            yield (
                f"{word} {noun}",
                place + of.start("noun") if of and mention is found[0] else mention.start,
                mention.end + after.end() if after and not of else mention.end,
                (f"{noun} of {word}", f"{mention.entry.label} {noun}", *where),
            )
        elif _AMOUNT_OF.search(folded[place : mention.start]) or _PLACED.fullmatch(folded[place : mention.start]):
            yield (
                f"{word} levels",
                mention.start,
                mention.end,
                (word, mention.entry.label, f"{mention.entry.label} level", *where),
            )


def _shared_noun(folded: str, place: int) -> re.Match[str] | None:
    """Return the noun that stands after the last transmitter of a series."""
    return re.match(
        rf"(?:\s*(?:,|and|or|/|&)\s*(?:\w+\s?){{1,3}}?){{1,4}}\s+(?P<noun>{_ACTIVITY})\b", folded[place : place + 70]
    )


_PLACED = re.compile(
    r"\W{0,3}(?:the |in |of )?(?:(?:extracellular|synaptic|brain|central|plasma|cortical|hippocampal|striatal|"
    r"available|blood|"
    r"intrasynaptic) )?"
)
_AMOUNT_OF = re.compile(
    r"\b(?:more|less|brain's|(?:amounts?|levels?|activity|actions?|effects?|availability|"
    r"concentrations?) of)\s+"
    r"(?:\w+\s){0,5}$|\b(?:chemical|messenger|substance|neurotransmitter)s? (?:called|named|"
    r"known as)\s+$"
)

RULES = (
    Rule(
        "effects on transmitters and activities",
        "“raises dopamine release”",
        ("mechanism",),
        _activities,
        re.compile(f"{_UP.pattern}|{_DOWN.pattern}"),
    ),
    Rule(
        "effects on named activities",
        "“lowers sympathetic outflow”",
        ("mechanism",),
        _whole_activities,
        re.compile(f"{_UP.pattern}|{_DOWN.pattern}"),
    ),
)
