"""What trials found: outcomes that the drug raised or lowered, or did not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section, owner

_FOUND = re.compile(
    r"\b(?:(?P<down>reduc(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|lower(?:s|ed|ing)?|shorten(?:s|ed|ing)?|lessen(?:s|"
    r"ed|ing)?|"
    r"diminish(?:es|ed|ing)?|cut(?:s|ting)?)|(?P<up>increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|prolong(?:s|ed|ing)?|"
    r"rais(?:e|es|ed|ing)|lengthen(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)))\s+(?:the |their |both |total |mean |overall )*"
    r"(?P<what>[a-z][a-z0-9' -]{2,70}?)(?=\s+(?:compared|than|versus|vs|relative|by \d|by about|from \d|in (?:adults|"
    r"patients|"
    r"people|the|a|those|both|some|both)|more than|over|after|at \d|during|among|on the|as measured|significantly)\b|"
    r"\s*[,;.(:]|"
    r"\s+(?:and|but|or|while|whereas|without|with)\b|$)"
)
_STUDY = re.compile(
    r"\b(?:placebo|trials?|stud(?:y|ies)|meta-analys[ei]s|reviews?|randomi[sz]ed|double-blind|compared with|versus|"
    r"significant(?:ly)?|weeks)\b"
)
_NOT_AN_OUTCOME = re.compile(
    r"^(?:doses?|dosage|dosing|it|this|that|them|use|medicine|drug|you|your|to|amount|number of tablets|alcohol "
    r"intake and|"
    r"in|of|and|risk|chance|likelihood|levels?|concentrations?)$|\b(?:placebo|dose|plasma|serum|mg)\b"
)


def _outcomes(passage: Passage) -> Iterator[Candidate]:
    """“reduced heavy drinking days compared with placebo”, “did not improve sleep quality”."""
    if passage.kind not in ("efficacy", "introduction", "indication", "off_label", None) or foreign_section(passage):
        return
    if passage.kind != "efficacy" and not _STUDY.search(passage.folded):
        return
    for match in _FOUND.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        before = passage.folded[start : match.start()]
        if owner(passage, match.start()) != "own" or not (
            passage.own_named(0, match.start()) or re.search(r"\b(?:it|the drug|this drug|treatment)\b", before)
        ):
            continue
        if re.search(r"\b(?:to|whether|if|aims?|hoped?|would|could|by|who|that were) (?:\w+ )?$", before[-30:]):
            continue
        what = re.sub(
            r"^(?:risk|chance|likelihood|percentage|proportion|number|rate|frequency|severity) of ", "", match["what"]
        )
        if _NOT_AN_OUTCOME.search(what) or len(what.split()) > 8 or len(what) < 4:
            continue
        begin = match.end("what") - len(what)
        yield Candidate(
            "outcomes of trials",
            "efficacy",
            "decreases" if match.group("down") else "increases",
            passage.text[begin : match.end("what")],
            "outcome",
            passage.at + match.start(),
            passage.at + match.end("what"),
            polarity="denied" if denied_before(passage.folded, start, match.start(), reach=100) else "affirmed",
            modality="hedged" if is_hedged(before) else "asserted",
        )


RULES = (
    Rule("outcomes of trials", "“reduced heavy drinking days compared with placebo”", ("efficacy",), _outcomes, _FOUND),
)
