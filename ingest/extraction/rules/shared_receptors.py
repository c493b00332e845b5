"""Targets that share a noun: “binds M1, M3 and M5 receptors”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import SKIPPED_KINDS, little_affinity, nearest_action, someone_else
from ingest.lexicon.entries import Entry
from ingest.lexicon.matching import Mention

_KIN = (
    r"(?:(?:dopamine|dopaminergic|serotonin|histamine|muscarinic|nicotinic|adrenergic|opioid|glutamate|cannabinoid|"
    r"melatonin|adenosine|orexin)\s)?"
)

_SHARED = re.compile(
    rf"(?P<list>{_KIN}[a-z0-9α-ω][a-z0-9α-ω.-]{{0,14}}(?:(?:,\s*|\s+and\s+|\s+or\s+|,\s*and\s+|"
    rf"/){_KIN}[a-z0-9α-ω][a-z0-9α-ω.-]{{0,14}}){{1,7}})\s+{_KIN}(?P<noun>receptors?|channels?|transporters?|"
    rf"adrenoceptors?|"
    r"subtypes?|subunits?)\b"
)


_IN_BRACKETS = re.compile(r"(?<=\w) \([^()]{1,30}\)(?=\s(?:and|or|receptors?|transporters?)\b|,)")


def _shared_receptors(passage: Passage) -> Iterator[Candidate]:
    """“binds M1, M3 and M5 receptors”: each with the noun that they share."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for match in _SHARED.finditer(_IN_BRACKETS.sub(lambda found: " " * len(found.group()), passage.folded)):
        names = [n for n in re.split(r",\s*and\s+|,\s*|\s+and\s+|\s+or\s+|/", match.group("list")) if n]
        if sum(bool(re.search(r"\d|[α-ω]", n)) for n in names) < max(1, len(names) - 1) or any(
            n in ("the", "of", "at", "its", "other", "both") for n in names
        ):
            continue
        start, end = passage.clause_at(match.start())
        fake = Mention(match.start(), match.end(), passage.mentions[0].entry if passage.mentions else _ANY)
        found = nearest_action(passage, start, end, fake)
        if found is None or someone_else(passage, min(found[1].start(), match.start()), start):
            continue
        noun = re.sub(r"s$", "", match.group("noun"))
        noun = "receptor" if noun == "subtype" else noun
        for name in names:
            full = f"{name} {noun}"
            denied = denied_before(passage.folded, start, match.start(), reach=160) or denied_after(
                passage.folded, match.end(), end
            )
            entry = passage.context.lexicon.lookup(full, ("target",))
            yield Candidate(
                "targets with a shared noun",
                "mechanism",
                found[0],
                full,
                "target",
                passage.at + match.start(),
                passage.at + match.end(),
                polarity="denied" if denied else "affirmed",
                modality="hedged" if is_hedged(passage.folded[start : match.start()]) else "asserted",
                synonyms=(entry.label,) if entry else (),
            )


_ANY = Entry("target", "target")

_KIND = (
    r"(?:dopamin(?:e|ergic)|seroton(?:in|inergic|ergic)|norepinephrine|noradrenaline|noradrenergic|adrenergic|histamin(?:e|"
    r"ergic|ic)|"
    r"cholinergic|muscarinic|nicotinic|opioid|opiate|gaba(?:[- ]?[ab]|ergic)?|glutamat(?:e|ergic)|nmda|ampa|kainate|"
    r"cannabinoid|"
    r"adenosine|sigma|melatonin|orexin|benzodiazepine|glycine|oestrogen|estrogen|androgen|[α-ω]\d?[a-z]?-adrenergic|"
    r"[α-ωa-z]+-opioid|5-ht\d?[a-z]?|acetylcholine|imidazoline)"
)
_SERIES = re.compile(
    rf"(?P<list>{_KIND}(?:(?:,\s*(?:and |or )?|\s+and\s+|\s+or\s+|\s+nor\s+|/){_KIND})+)\s+"
    rf"(?:reuptake |neurotransmitter |glutamate |opioid |serotonin |adrenergic |acetylcholine "
    rf")?(?P<noun>receptors?|transporters?|channels?|binding sites|sites)\b"
)
_RECEPTORS_FOR = re.compile(
    rf"\b(?P<noun>receptors?|transporters?)\s+(?:for|of)\s+(?:the\s+)?(?P<list>{_KIND}(?:(?:,\s*(?:and |or )?|"
    rf"\s+and\s+|"
    rf"\s+or\s+|/){_KIND})*)\b"
)


def _series(passage: Passage) -> Iterator[Candidate]:
    """“no affinity for dopamine, serotonin or opioid receptors”, “the receptors for GABA and adenosine”."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for pattern in (_SERIES, _RECEPTORS_FOR):
        for match in pattern.finditer(passage.folded):
            start, end = passage.clause_at(match.start())
            place = Mention(match.start(), match.end(), _ANY)
            found = nearest_action(passage, start, end, place)
            if found is None or someone_else(passage, min(found[1].start(), match.start()), start):
                continue
            denied = denied_before(passage.folded, start, match.start(), reach=160) or denied_after(
                passage.folded, match.end(), end
            )
            noun = match.group("noun").removesuffix("s") if "site" not in match.group("noun") else "site"
            begin = match.start("list")
            for name in re.finditer(_KIND, match.group("list")):
                full = f"{passage.text[begin + name.start() : begin + name.end()]} {noun}"
                entry = passage.context.lexicon.lookup(full, ("target",))
                yield Candidate(
                    "targets with a shared noun",
                    "mechanism",
                    found[0],
                    full,
                    "target",
                    passage.at + begin + name.start(),
                    passage.at + begin + name.end(),
                    polarity="denied" if denied or little_affinity(passage.folded[start:begin]) else "affirmed",
                    modality="hedged" if is_hedged(passage.folded[start : match.start()]) else "asserted",
                    synonyms=(entry.label,) if entry else (),
                )


RULES = (
    Rule(
        "targets with a shared noun",
        "“binds M1, M3 and M5 receptors”",
        ("mechanism",),
        _shared_receptors,
        re.compile(r"receptors?|channels?|transporters?|adrenoceptors?|subtypes?|subunits?"),
    ),
    Rule(
        "targets in a series",
        "“no affinity for dopamine, serotonin or opioid receptors”",
        ("mechanism",),
        _series,
        re.compile(r"receptor|transporter|channel|site"),
    ),
)
