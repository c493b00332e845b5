"""Receptors named without the noun: “greater affinity for D4”, “antagonist at 5-HT2A, at H1 and M1”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import SKIPPED_KINDS, little_affinity, nearest_action, someone_else
from ingest.lexicon.entries import Entry
from ingest.lexicon.matching import Mention

_NAME = "receptors without the noun"
_BARE = re.compile(
    r"(?<![A-Za-z0-9-])(?P<name>5-HT\d[A-Z]?|D[1-5]|H[1-4]|M[1-5]|CB[12]|MT[12]|OX[12]|GABA-?[ABC]|NMDA|AMPA|kainate|"
    r"(?:alpha|beta|α|β)-?[12][A-D]?(?: adrenergic)?|sigma-?[12]|σ[12]|(?:mu|kappa|delta|μ|κ|δ)(?=[ ,)-])|"
    r"[HM][1-5] (?:histamine|muscarinic)|α\d(?:β\d)?)(?![A-Za-z0-9δ]|-?delta)"
)
_FAMILY = {"D": "dopamine", "H": "histamine", "M": "muscarinic", "CB": "cannabinoid", "MT": "melatonin", "OX": "orexin"}
_NOT_A_RECEPTOR = re.compile(
    r"[- ](?:agonists?|antagonists?|blockers?|inhibitors?|subunits?|blockade|channels?|subunit|receptors? "
    r"(?:antagonists?|agonists?|"
    r"blockers?)|opioid peptides|waves?|type)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:agonis\w*|antagonis\w*|affinity|binds?|binding|acts?|acting|block\w*|activity|action|occup\w+|"
    r"inverse agonist|"
    r"stimulat\w*|activat\w*|inhibit\w*|works?|touch\w*|affects?|hits?|targets?)\b"
)


_ELSEWHERE = re.compile(r"\b(?:until|because|so that|makes?|whereas|while|which|learns?)\b|.{90}")
"""Another statement between the action and the name."""


def _receptors(passage: Passage) -> Iterator[Candidate]:
    """Read each name after a verb or noun of action."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for match in _BARE.finditer(passage.text):
        start, end = passage.clause_at(match.start())
        if _NOT_A_RECEPTOR.match(passage.text, match.end()) or not _LEADS.search(
            passage.folded, max(start, match.start() - 150), match.start()
        ):
            continue
        if any(
            m.start < match.end() and m.end > match.start() and m.entry.category == "target" for m in passage.mentions
        ):
            continue
        place = Mention(match.start(), match.end(), Entry("receptor", "target"))
        found = nearest_action(passage, start, end, place)
        if found is None or found[1].start() > match.start() or someone_else(passage, found[1].start(), start):
            continue
        if _ELSEWHERE.search(passage.folded, found[1].end(), match.start()):
            continue
        before = passage.folded[start : match.start()]
        denied = (
            denied_before(passage.folded, start, match.start(), reach=160)
            or denied_after(passage.folded, match.end(), end)
            or little_affinity(before)
        )
        names = _names(match["name"])
        known = next(
            (e for e in (passage.context.lexicon.lookup(n, ("target",)) for n in names) if e is not None), None
        )
        yield Candidate(
            _NAME,
            "mechanism",
            found[0],
            known.label if known else names[0],
            "target",
            passage.at + match.start(),
            passage.at + match.end(),
            polarity="denied" if denied else "affirmed",
            modality="hedged" if is_hedged(before) else "asserted",
            synonyms=(match["name"], *names),
        )


def _names(name: str) -> list[str]:
    """Return what a receptor may be called in full, the fullest name first."""
    kin = re.match(r"(D|H|M|CB|MT|OX)\d", name)
    if kin is not None:
        short = name.split(maxsplit=1)[0]
        return [f"{_FAMILY[kin.group(1)]} {short} receptor", f"{short} receptor"]
    if re.match(r"(?:alpha|beta|α|β)-?[12](?!β)", name) and not re.match(r"α\dβ", name):
        greek = "alpha" if name[0] in "aα" else "beta"
        digit = re.search(r"[12][A-D]?", name)
        return [f"{greek}-{digit.group() if digit else ''} adrenergic receptor", f"{name} receptor"]
    if re.fullmatch(r"mu|kappa|delta|μ|κ|δ", name):
        long = {"μ": "mu", "κ": "kappa", "δ": "delta"}.get(name, name)
        return [f"{long}-opioid receptor", f"{name} receptor"]
    if name.startswith("α"):
        return [f"{name} nicotinic receptor", f"{name} receptor"]
    return [f"{name} receptor"]


RULES = (
    Rule(
        _NAME,
        "“greater affinity for D4”",
        ("mechanism",),
        _receptors,
        (
            re.compile(
                r"5-ht\d|\bcb[12]|\bmt[12]|\box[12]|gaba|nmda|ampa|kainate|alpha|beta|[αβμκδσ]|sigma|\bmu\b|\bkappa|\bdelta"
            ),
            re.compile(r"\b[dhm]\d\b"),
        ),
    ),
)
