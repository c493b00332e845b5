"""What the drug does to neurons and to messengers that a leaflet describes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import SKIPPED_KINDS, someone_else

_NEURONS = (
    r"(?:[\w-]+ ){0,3}?(?:neurones?|neurons?|interneurons?|motoneurons?|nerve cells?|nerves|reflexes|pathways?|"
    r"afferents|"
    r"synapses)"
)
_FIRING = (
    r"(?:(?:spontaneous|neuronal|evoked|repetitive|rapid|burst|presynaptic|postsynaptic|excessive) )*(?:firing|"
    r"activity|"
    r"excitability|discharges?|inhibition|activation|transmission|excitation|impulses)"
)
_CHANGE = re.compile(
    r"\b(?:(?P<up>increas(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|facilitat(?:e|es|ed|ing)|"
    r"augment(?:s|ed|ing)?|stimulat(?:e|es|ed|ing))|(?P<down>decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|"
    r"inhibit(?:s|ed|ing)?|suppress(?:es|ed|ing)?|lower(?:s|ed|ing)?|dampen(?:s|ed|ing)?|depress(?:es|ed|ing)?|"
    r"slow(?:s|ed|ing)?(?: down)?|attenuat(?:e|es|ed|ing)|block(?:s|ed|ing)?|calm(?:s|ed|ing)?))\s+(?:the |an? |both "
    r")?"
    rf"(?P<what>{_FIRING} (?:of|in|from|by|along) (?:the |some |certain )?{_NEURONS}(?: (?:in|of) the "
    rf"[a-z][a-z ]{{3,40}})?|"
    rf"(?:neuronal|neuron|nerve|motoneuron|polysynaptic|monosynaptic|sympathetic|synaptic) (?:{_FIRING}|reflexes|"
    rf"outflow|"
    r"signals|signalling))\b"
)
_MESSENGER = re.compile(
    r"\b(?P<verb>affect(?:s|ing)?|chang(?:e|es|ing)|alter(?:s|ing)?|balanc(?:e|es|ing)|act(?:s|ing)? on|restor(?:e|es|"
    r"ing)|"
    r"adjust(?:s|ing)?|influenc(?:e|es|ing)|increas(?:e|es|ing)|rais(?:e|es|ing)|boost(?:s|ing)?|reduc(?:e|es|ing)|"
    r"lower(?:s|ing)?|decreas(?:e|es|ing)|block(?:s|ing)?)\s+(?:the )?(?:(?:levels?|amounts?|balance|activity|action|"
    r"effects?) of )?(?:an? |the |certain |some |natural |two |calming |important |brain |mood-enhancing |nerve )*"
    r"(?:chemicals?|substances?|messengers?|neurotransmitters?|hormones?)(?: messengers?| transmitters?)?(?: in "
    r"(?:the|your) "
    r"(?:brain|body|nerves))?,?(?: (?:called|named|known as|such as|like))\s+"
)


def _neurons(passage: Passage) -> Iterator[Candidate]:
    """“reduces the firing of noradrenergic neurons in the locus coeruleus”."""
    if passage.kind in SKIPPED_KINDS - {"nonclinical"} or foreign_section(passage):
        return
    for match in _CHANGE.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if someone_else(passage, match.start(), start):
            continue
        words = passage.text[match.start("what") : match.end("what")]
        without = re.sub(r" (?:in|of) the [a-z ]+$", "", words)
        yield Candidate(
            "effects on neurons",
            "mechanism",
            "increases" if match.group("up") else "decreases",
            words,
            "activity",
            passage.at + match.start("what"),
            passage.at + match.end("what"),
            polarity="denied" if denied_before(passage.folded, start, match.start(), reach=100) else "affirmed",
            modality="hedged" if is_hedged(passage.folded[start : match.start()]) else "asserted",
            synonyms=(without,) if without != words else (),
        )


def _messengers(passage: Passage) -> Iterator[Candidate]:
    """“works by affecting a calming chemical in the brain called GABA”."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for match in _MESSENGER.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if someone_else(passage, match.start(), start) or denied_before(passage.folded, start, match.start(), reach=80):
            continue
        verb = match.group("verb")
        predicate = "modulates"
        if re.match(r"increas|rais|boost", verb):
            predicate = "increases"
        elif re.match(r"reduc|lower|decreas|block", verb):
            predicate = "decreases"
        last = match.end()
        for mention in passage.mentions:
            if mention.entry.category != "transmitter" or mention.start < match.end():
                continue
            if not re.fullmatch(r"[\s,(]*(?:and |or |also )?(?:the )?", passage.folded[last : mention.start]):
                break
            last = mention.end
            word = passage.text[mention.start : mention.end]
            yield Candidate(
                "effects on messengers that are described",
                "mechanism",
                predicate,
                f"{word} levels",
                "activity",
                passage.at + mention.start,
                passage.at + mention.end,
                modality="hedged" if is_hedged(passage.folded[start : match.start()]) else "asserted",
                synonyms=(word, mention.entry.label),
            )


RULES = (
    Rule("effects on neurons", "“reduces the firing of noradrenergic neurons”", ("mechanism",), _neurons, _CHANGE),
    Rule(
        "effects on messengers that are described",
        "“works by affecting a chemical called GABA”",
        ("mechanism",),
        _messengers,
        _MESSENGER,
    ),
)
