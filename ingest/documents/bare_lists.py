"""Lists that lost their bullets: effects, substances by risk, and uses, one on a line.

“Physical effects”, then “Dizziness”, “Nausea - Usually when it wears off.” and “Headaches” on lines of their own: each
line names its effect, with or without a remark behind a dash. Under “Dangerous interactions” the lists are headed by
how risky the combination is. Under “FDA-Approved Indications” each line begins with a condition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.documents.headings import Heading, heading_of, is_heading_phrase
from ingest.documents.lines import Line

_EFFECTS = re.compile(
    r"(?:(?:physical|visual|cognitive|auditory|sensory|tactile|multi-?sensory|disconnective|psychological|mental|"
    r"bodily|transpersonal|uncomfortable physical|smell and taste) effects|after[ -]effects)",
    re.IGNORECASE,
)
_COMBINATIONS = re.compile(r"(?:combinational|combination|combined) effects", re.IGNORECASE)
_INTERACTIONS = re.compile(r"(?:dangerous |harmful |known |drug )?(?:interactions|combinations)", re.IGNORECASE)
_RISK = re.compile(
    r"(?P<safe>low risk(?: (?:&|and|\+) (?:no |low |decreased? )?(?:synergy|decrease))?)|dangerous|unsafe|caution|"
    r"(?:contraindicated|(?:serious|significant)(?: [-–—] (?:use alternative|monitor closely))?|use alternative|"
    r"monitor closely|major|moderate|minor)(?: \(\d{1,3}\))?",
    re.IGNORECASE,
)
_NO_RISK = re.compile(r"no (?:known |expected |significant )?interactions?\b.{0,20}", re.IGNORECASE)
_GRAVE = re.compile(r"dangerous|contraindicated|serious|major", re.IGNORECASE)
_USES = re.compile(
    r"(?:(?P<off>off-label|unapproved|non-?fda-approved|unlicensed|investigational)|(?:fda-?|ema-?)?(?:approved|"
    r"labell?ed|licensed|on-label)|other|clinical) (?:indications|uses)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[A-Z0-9α-ω][^\s.:;!?][^.:;!?]{0,55}?(?: [-–—] |: )(?=\S)", re.IGNORECASE)
"""A name with a remark behind a dash or a colon."""

_NAME = re.compile(r"[A-Z0-9α-ω][^\s.:;!?][^.:;!?]{0,55}$")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|may|can|does|do|should|will)\b")
_VALUE = re.compile(r"\d+ [-–] \d|\d\s?(?:mg|hours?|minutes?)\b")
_OF_CONDITIONS = (None, "indication", "dependence", "withdrawal", "overdose", "disease")
"""Kinds that the name of a condition may look like; a line of any other kind is an entry of a table of contents."""

_SHORTEST_SENTENCE = 60
"""A sentence of this length may introduce a list."""

_FAR = 60
"""Lines after which a name of a risk no longer belongs to a heading about interactions."""


def mark_bare_lists(lines: Sequence[Line], text: str) -> None:
    """Turn the lines of such lists into bullets, and what heads them into headings.

    :param lines: the lines; changed in place
    :param text: the text, with marks masked
    """
    interactions = -_FAR - 1
    for number, line in enumerate(lines):
        if line.kind not in ("text", "heading"):
            continue
        words = text[line.start : line.end].strip().rstrip(":")
        if len(words) > 40:
            continue
        if _INTERACTIONS.fullmatch(words):
            interactions = number
        heading = _heading_of_list(lines, number, text, words, near=number - interactions <= _FAR)
        if heading is not None:
            line.kind, line.heading = "heading", heading


def _heading_of_list(  # noqa: PLR0911 - one case after the other
    lines: Sequence[Line], number: int, text: str, words: str, *, near: bool
) -> Heading | None:
    """Return what a line says as the heading of a bare list, whose lines become bullets; ``None`` if it heads none."""
    if _INTERACTIONS.fullmatch(words):
        listed = _entries_below(lines, number, text, _is_short_name) or _remarks_below(lines, number, text)
        return Heading("interaction", serious="dangerous" in words.lower()) if listed else None
    if near and _RISK.fullmatch(words):
        listed = _list_below(lines, number, text)
        return Heading("interaction", serious=bool(_GRAVE.match(words))) if listed else None
    if _EFFECTS.fullmatch(words):
        return Heading("adverse_effect") if _list_below(lines, number, text) else None
    if uses := _USES.fullmatch(words):
        listed = _entries_below(lines, number, text, _is_use)
        return Heading("off_label" if uses.group("off") else "indication") if listed else None
    if _is_title_of_contraindications(lines[number], words) and not _in_contents(lines, number, text):
        listed = _entries_below(lines, number, text, _is_contraindication, spaced=True)
        return Heading("contraindication") if listed else None
    if _COMBINATIONS.fullmatch(words) and _list_below(lines, number, text):
        return Heading("interaction")
    return None


def _list_below(lines: Sequence[Line], number: int, text: str) -> bool:
    """Turn the lines below a heading into bullets as far as they are names; say whether there is one."""
    found: list[Line] = []
    introduced = False
    for line in lines[number + 1 :]:
        if line.kind == "blank" and not found:
            continue
        words = text[line.start : line.end].strip()
        if line.kind == "text" and not (found or introduced) and len(words) > _SHORTEST_SENTENCE and words[-1] == ".":
            introduced = not _NAMED.match(words)
            if introduced:
                continue
        if line.kind != "text" or _is_heading(words) or not _is_entry(words):
            break
        found.append(line)
    for line in found:
        line.kind = "bullet"
    return bool(found)


def _is_heading(words: str) -> bool:
    return any(pattern.fullmatch(words) for pattern in (_EFFECTS, _COMBINATIONS, _INTERACTIONS, _RISK, _NO_RISK, _USES))


def _is_entry(words: str) -> bool:
    """Say whether a line is a name, alone or with a remark behind a dash."""
    if _VALUE.match(words):
        return False
    named = _NAMED.match(words)
    if named:
        return not _VERB.search(named.group())
    return (
        bool(_NAME.match(words))
        and len(words.split()) <= 6
        and not _VERB.search(words)
        and heading_of(words).kind in (None, "interaction", "adverse_effect", "desired_effect")
    )


def _entries_below(
    lines: Sequence[Line], number: int, text: str, is_entry: Callable[[str], bool], *, spaced: bool = False
) -> bool:
    """Turn all lines between a heading and the next blank into bullets if each is an entry; say whether they are."""
    found: list[Line] = []
    for line in lines[number + 1 :]:
        if spaced and not found and line.kind == "blank":
            continue
        words = text[line.start : line.end].strip().rstrip(":")
        if line.kind != "text" or _is_heading(words) or (len(found) > 1 and _is_next_part(words)):
            break
        found.append(line)
    if len(found) < 2 or not all(is_entry(text[line.start : line.end].strip()) for line in found):
        return False
    for line in found:
        line.kind = "bullet"
    return True


def _remarks_below(lines: Sequence[Line], number: int, text: str) -> bool:
    """Turn names with remarks below a heading into bullets, also below an introductory sentence; say if there are."""
    found: list[Line] = []
    for line in lines[number + 1 :]:
        words = text[line.start : line.end].strip()
        if not found and (line.kind == "blank" or words.endswith(".")) and not _NAMED.match(words):
            continue
        named = _NAMED.match(words)
        if line.kind != "text" or named is None or _VERB.search(named.group()):
            break
        found.append(line)
    if len(found) < 2:
        return False
    for line in found:
        line.kind = "bullet"
    return True


def _is_next_part(words: str) -> bool:
    """Say whether a line is the known heading of another part of the document: “Cautions”."""
    return heading_of(words).kind in _OTHER_PARTS and is_heading_phrase(words)


def _in_contents(lines: Sequence[Line], number: int, text: str) -> bool:
    """Say whether the line before another is short too, so that both may be entries of a table of contents."""
    before = lines[number - 1] if number else None
    if before is not None and (number < 2 or lines[number - 2].kind == "blank"):
        words = text[before.start : before.end].strip()
        if heading_of(words).kind == "caution" and is_heading_phrase(words):  # “Warnings”, which has parts
            return False
    return before is not None and before.kind == "text" and not re.search(r"[.:!]\s*$", text[before.start : before.end])


def _is_title_of_contraindications(line: Line, words: str) -> bool:
    """Say whether a line is a heading like “Contraindications” or “Who should not take it”."""
    if line.kind == "heading":
        return line.heading is None and heading_of(words).kind == "contraindication"
    return bool(_CONTRAINDICATED.fullmatch(words))


_CONTRAINDICATED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})?\.? )?(?:(?:absolute|relative|main|known) )?contra-?indications?(?: \(.{1,30}\))?|"
    r"(?:do not|don't|never) (?:take|use|give)\b.{0,24}|(?:when|who|people who) (?:should )?not (?:to )?(?:take|"
    r"use|be given)\b.{0,20}|"
    r"reasons not to (?:take|use)\b.{0,20}",
    re.IGNORECASE,
)


def _is_contraindication(words: str) -> bool:
    """Say whether a line names what a drug is not to be given in, and is no sentence or heading of another part."""
    named = re.split(r"[(;:,]", words, maxsplit=1)[0]
    return (
        not words.endswith((".", ":", "?", "!"))
        and len(words) <= 130
        and not _VERB.search(named)
        and heading_of(words).kind not in _OTHER_PARTS
    )


_OTHER_PARTS = frozenset(
    {"adverse_effect", "caution", "mechanism", "pharmacokinetics", "dosing", "references", "efficacy", "monitoring",
     "contraindication", "driving", "advice", "regulatory", "identity"}
)  # fmt: skip
"""Kinds that the name of a contraindication does not look like."""


def _is_short_name(words: str) -> bool:
    return (
        bool(_NAME.match(words))
        and len(words.split()) <= 4
        and not _VERB.search(words)
        and heading_of(words).kind in (None, "interaction")
    )


def _is_use(words: str) -> bool:
    """Say whether a line begins with a name and is not a sentence."""
    named = re.split(r"[(;:,]", words, maxsplit=1)[0]
    return (
        words[:1].isupper()
        and words[-1] not in ".:?!"
        and not _VERB.search(named)
        and len(named.split()) <= 14
        and heading_of(words).kind in _OF_CONDITIONS
    )
