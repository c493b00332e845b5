"""Targets that share a noun: “binds M1, M3 and M5 receptors”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import SKIPPED_KINDS, nearest_action, someone_else
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
    r"subtypes?)\b"
)


def _shared_receptors(passage: Passage) -> Iterator[Candidate]:
    """“binds M1, M3 and M5 receptors”: each with the noun that they share."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for match in _SHARED.finditer(passage.folded):
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

RULES = (
    Rule("targets with a shared noun", "“binds M1, M3 and M5 receptors”", ("mechanism",), _shared_receptors, _SHARED),
)
