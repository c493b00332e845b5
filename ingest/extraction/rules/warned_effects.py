"""Effects that a section of warnings names: “Hypothermia, with or without coma.”, “5.6 Hyperprolactinaemia.”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import cues, denied_after, denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.effect_reports import OTHER_MEDICINES
from ingest.extraction.rules.effects import effect_candidate, family_of, is_finding, stops_another

_RULE = "effects that a warning names"
_TITLE = re.compile(r"\bwarnings?\b|\bprecautions?\b|\bblack box\b", re.IGNORECASE)
_ABOUT_PEOPLE = re.compile(
    r"\b(?:(?:patients|people|those|individuals|persons|anyone|adults|women|men|children) (?:with|who)|history of|"
    r"pre-?existing|"
    r"use with|cautio\w+|avoid\w*|with care|care (?:is|should)|should|must|contraindicated|impairment|if you|tell|"
    r"before|ask|prone|predispos\w+|uncontrolled|unstable|known|control(?:s|led)?|treat\w*|prevent\w*|rather than|"
    r"monitor|check|consider|reduce|use|when|not)\b"
)
_CASE = re.compile(
    r"\W*(?:\((?!see)[^()]{2,60}\)\W*)?(?:$|[.;]|,? (?:in|usually|mostly|mainly|sometimes|often|rarely|including|"
    r"such as|with|"
    r"which|especially|notably|even|up to)\b|"
    r" (?:and (?:\w+ ){1,3})?(?:is|are) (?:an? )?(?:\w+ )?(?:possib\w+|common|rare|dose-\w+|reported|described|"
    r"seen|known|"
    r"frequent|risk|concern|hazard)\b|"
    r" (?:may|can|might|could) (?:also )?(?:occur|become|develop|follow|appear|be|happen|arise|lead|result|"
    r"persist|worsen)\b|"
    r" (?:has|have) (?:\w+ )?(?:occurred|been|followed|developed)\b|"
    r" (?:was|were) (?:\w+ )?(?:seen|reported|observed|noted|described|found)\b|"
    r" (?:calls? for|needs?|requires?|warrants?)\b| (?:resulting|leading) (?:in|to)\b)"
)
_OPENING = re.compile(
    r"\W*(?:\d{1,2}(?:\.\d{1,2})*\.?\W+)?(?:(?:as with (?:all|other) \w+, )|(?:rarely|rare|serious|severe|reversible|"
    r"dose-related|fatal|potentially fatal|life-threatening|"
    r"cases of|reports of|risk of|increased risk of|an?|the|acute|chronic|transient|persistent|irreversible|"
    r"occasional),? "
    r"){0,4}$"
)
_GENERAL = re.compile(r"\w+ (?:changes|effects|events|reactions|disorders|disturbances|problems)")
"""Names a group of effects, not one."""

_LABEL_OF_CASE = re.compile(
    r"\b(?:report\w*|cases?|occur\w*|seen|may|can|risk|fatal|rare\w*|common|during|dose|usually|mainly|mostly|"
    r"sometimes|in up "
    r"to|%|include[sd]?|described|observed|develop\w*|has been|have been|associated)\b|%"
)
_HEADING_OF_CASE = re.compile(
    r"\b(?:impairment|disease|history|elderly|pregnan\w+|lactation|children|diabet\w+|epilepsy)\b"
)


def _warned(passage: Passage) -> Iterator[Candidate]:
    """A finding that begins a sentence, or is its label, in a section of warnings."""
    if passage.kind != "caution" or passage.unit.kind not in ("sentence", "label") or foreign_section(passage):
        return
    if passage.unit.kind == "label":
        yield from _labelled(passage)
        return
    if not any(map(_TITLE.search, (passage.section.title, *passage.section.path))):
        return
    first = next((m for m in passage.mentions if m.entry.category == "finding"), None)
    if first is None or not _OPENING.fullmatch(passage.folded, 0, first.start):
        return
    start, end = passage.clause_at(first.start)
    end = max(end, first.end)
    if _ABOUT_PEOPLE.search(passage.folded, 0, min(len(passage.folded), first.end + 70)):
        return
    if any(m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m) for m in passage.mentions):
        return
    if OTHER_MEDICINES.search(passage.folded):
        return
    stop = _CASE.search(passage.folded, first.end)
    if stop is None:
        return
    family = family_of(passage, (start, end), first.start)
    if family == "withdrawal" and stops_another(passage, 0, len(passage.folded)):
        return
    for item in passage.items(first.start, stop.start()):
        if not is_finding(passage, item) or len(item.text.split()) > 8 or _GENERAL.fullmatch(item.text.lower()):
            continue
        denied = (
            item.denied
            or denied_before(passage.folded, start, item.start)
            or denied_after(passage.folded, item.end, len(passage.folded))
        )
        if denied or not cues(passage.folded[: stop.start()]):
            yield effect_candidate(passage, _RULE, family, item, denied=denied, near=passage.folded[:80])


def _labelled(passage: Passage) -> Iterator[Candidate]:
    """“Orthostatic hypotension: mainly while the dose is raised”: the label is the effect."""
    label = passage.unit.label.split(": ")[-1]
    known = [m for m in passage.context.lexicon.mentions(label) if m.entry.category == "finding"]
    if not known or known[0].start > 20 or sum(m.end - m.start for m in known) < 0.5 * len(label):
        return
    if _HEADING_OF_CASE.search(label.lower()) or not _LABEL_OF_CASE.search(passage.folded):
        return
    if re.search(r"\b(?:with care|caution|avoid|history|pre-?existing|not recommended)\b", passage.folded[:60]):
        return
    place = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at)
    if place < 0 or denied_before(f"{passage.folded} x", 0, len(passage.folded) + 1):
        return
    for mention in known:
        words = label[mention.start : mention.end]
        candidate = effect_candidate(
            passage, _RULE, "adverse_effect", Item(words, 0, len(words)), denied=False, near=passage.folded[:80]
        )
        yield Candidate(**{**vars(candidate), "start": place + mention.start, "end": place + mention.end})


RULES = (
    Rule(
        _RULE,
        "“Hypothermia, with or without coma.” in a section of warnings",
        ("adverse_effect", "withdrawal", "overdose_toxicity"),
        _warned,
        last=True,
    ),
)
