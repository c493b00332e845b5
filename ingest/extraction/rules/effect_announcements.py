"""Effects that a sentence announces: “common side effects include …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import lacks_evidence
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.effect_wording import ANNOUNCED, LISTED, PARTICIPLE
from ingest.extraction.rules.effects import is_finding, list_after

_INVERTED = re.compile(
    r"(?:^|[.;]\s+)(?:(?:less|more|most|also|very|much|other|fairly|least|even)\s+)*(?P<how>common|frequent|rare|"
    r"uncommon|"
    r"infrequent|usual|"
    r"often (?:seen|reported)|possible|reported|seen|rarer|commoner|commonest|less often seen|graver|milder)"
    r"(?:,? (?:and|but) (?:more |most |less )?(?:serious|grave|graver|severe|dangerous|troublesome|worrying|rare|"
    r"rarer|important|often "
    r"milder|milder))?\s+(?:are|is|were|was)\s+"
)
_COMPARED = re.compile(
    r"(?:^|[.;]\s+)(?:rarer|commoner|graver|milder|(?:less|more|most|least) (?:common|frequent|often)|also "
    r"(?:common|reported|seen))"
)


_RELIEVED = re.compile(
    r"\b(?:reliev\w+|treat(?:s|ing)?|manag\w+|alleviat\w+|eas(?:e|es|ing)|used (?:for|against)) (?:(?:the|some) )?"
    r"(?:symptoms|signs)(?: \w+)? of (?:\w+ )?$|\b(?:treat(?:s|ing)?|reliev\w+|against|reduc\w+|"
    r"lessen\w*|counter\w*|offset\w*|prevent\w*|mitigat\w+) (?:the |these |its |some )?(?:\w+ )?$"
)
"""In front of reactions that the drug takes away: “eases symptoms of hay fever reactions: …”."""

_OWN_SUBJECT = re.compile(r", x\s*$")
"""The drug, and not its effects, is the subject: “for want of side effects, zelopram is …”."""

_NOT_READ = ("references", "furniture", "identity", "methods", "nonclinical", "disease", "advice")


def _announced(passage: Passage) -> Iterator[Candidate]:
    """A sentence that announces a list of effects."""
    if passage.kind in _NOT_READ or foreign_section(passage):
        return
    for match in ANNOUNCED.finditer(passage.folded):
        if (
            match.group("verb") in ("is", "are", "was", "were")
            and not re.match(
                r"\s*(?:of|in|with|reported|seen|that|which|on|to|and|are|associated|by|,|\(|from|during|$)",
                match.group("between") + " ",
            )
            and not PARTICIPLE.match(match.group("between") + " ")
        ):
            continue
        if match["verb"] in ("is", "are", "was", "were") and _OWN_SUBJECT.search(
            passage.context.own_name.sub("x", match["between"])
        ):
            continue
        if match.group("noun").endswith("ones") and not _goes_on(passage):
            continue
        if _RELIEVED.search(passage.folded, max(0, match.start() - 60), match.start()):
            continue
        yield from list_after(passage, match.start("noun"), match.end(), "effects that a sentence announces")
    listed = passage.kind in LISTED or (
        passage.kind in (None, "introduction", "identity") and _COMPARED.match(passage.folded) and _is_read(passage)
    )
    if listed:
        for match in _INVERTED.finditer(passage.folded):
            yield from list_after(passage, match.start(), match.end(), "effects that a sentence announces")


def _is_read(passage: Passage) -> bool:
    """Say whether all that follows “rarer are” in the introduction of an article is a list of findings."""
    match = _INVERTED.search(passage.folded)
    if match is None or not (passage.previous is not None and passage.previous.is_about_own):
        return False
    found = passage.items(match.end(), len(passage.text))
    return len(found) > 1 and all(is_finding(passage, item) for item in found)


_ABOUT_EFFECTS = re.compile(r"\b(?:side[ -]effects?|adverse|reactions?|unwanted|undesirable)\b")
_REPORTS_OF = re.compile(
    r"\b(?:(?:there (?:have (?:also )?been|are|were)|we have (?:seen|had)) (?:[\w-]+ ){0,3}|(?:^|"
    r"\.\s)(?:[\w-]+ ){0,2})"
    r"(?:reports?|cases|accounts|instances|occurrences|episodes) of\s+"
)


def _goes_on(passage: Passage) -> bool:
    """Say whether “serious ones” are effects: the sentence before, or the section, is about effects."""
    return passage.kind in LISTED or (
        passage.previous is not None and bool(_ABOUT_EFFECTS.search(passage.previous.folded))
    )


def _reports_of(passage: Passage) -> Iterator[Candidate]:
    """“There have been reports of low mood”, “rare cases of hepatitis have been described”."""
    if passage.kind in _NOT_READ or foreign_section(passage) or lacks_evidence(passage.folded):
        return
    for match in _REPORTS_OF.finditer(passage.folded):
        if passage.kind in LISTED or passage.kind in (None, "caution", "introduction", "efficacy", "indication"):
            yield from list_after(passage, match.start(), match.end(), "effects that a sentence announces")


RULES = (
    Rule(
        "effects that a sentence announces",
        "“common side effects include …”",
        ("adverse_effect",),
        _announced,
        re.compile(r"effect|reaction|event|toxicit|complaint|experience|problems|negatives|are|is|were|was"),
    ),
    Rule(
        "reports of effects",
        "“there have been reports of …”",
        ("adverse_effect",),
        _reports_of,
        _REPORTS_OF,
    ),
)
