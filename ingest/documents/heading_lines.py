"""Which lines of a document are headings: by their look, their words and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.effect_headings import is_only_band
from ingest.documents.headings import Heading, heading_of, is_heading_phrase
from ingest.documents.lines import Line, is_short

_MARK_BEHIND = re.compile(r"[ \t]*\[?\d{1,3}(?:[,–-] ?\d{1,3})*\]?[ \t]*$", re.MULTILINE)
"""The number of a reference between the words of a line and its end."""
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-Z\"“(])")
_SENTENCE_END = re.compile(r"[.!?;,][\"”’)\]]*$")
_VALUE_AT_END = re.compile(r"\d\s?(?:hours?|minutes?|days?|weeks?|h|min|%|[µμ]g|mcg)(?:\s*\+|\s*\[\d+\])?$")
"""A value with its unit at the end: a row of facts, not a heading."""
_FACT = re.compile(
    r"(?:metabolism|excretion|elimination)\s+(?:mainly |mostly |primarily )?(?:liver|hepatic|renal|urine|kidneys?|"
    r"bile|"
    r"fa?eces|plasma|cyp)\b(?!.*\b(?:impairment|disease)\b)|"
    r"(?:trade names?|brand names?|other names|drug class(?:es)?|legal status|pregnancy category|atc code|formula|"
    r"routes? of administration|cas number|licen[cs]e data)\s+\w",
    re.IGNORECASE,
)
"""A row of facts: its label, and an organ, a name or a class."""
_VERBISH = re.compile(
    r"\b(?:is|are|was|were|has|have|may|can|should|must|will|would|causes?|occurs?|include|includes|been|does|do|"
    r"did)\b",
    re.IGNORECASE,
)


def mark_headings(lines: Sequence[Line], text: str, drugs: Sequence[str]) -> None:
    """Turn lines of text into headings where their look, their words and their neighbours say so.

    :param lines: the lines; changed in place
    :param text: the text, with marks masked
    :param drugs: names of the drug
    """
    in_list = False
    for number, line in enumerate(lines):
        words = text[line.start : line.end].strip()
        if line.kind == "heading":
            line.heading = line.heading or heading_of(words, drugs)
            in_list = False
            continue
        if line.kind in ("blank", "bullet"):
            in_list = in_list and line.kind == "blank" and _opens_bare_list(lines, number, text)
        if line.kind == "bullet" and line.ordered and _numbered_heading(lines, number, words, drugs):
            line.kind, line.level, line.heading = "heading", 2, heading_of(words, drugs)
            in_list = False
            continue
        if line.kind != "text" or not words:
            continue
        level = _heading_level(lines, number, text, words, drugs, in_list=in_list)
        if level is not None:
            line.kind, line.level, line.heading = "heading", level, heading_of(words.rstrip(":"), drugs)
            in_list = words.endswith(":")
        elif words.endswith(":"):
            in_list = True
        elif words.endswith((".", "!")) and len(words) > 40 and words[:1].isupper():
            in_list = False


def _opens_bare_list(lines: Sequence[Line], number: int, text: str) -> bool:
    """Say whether the lines between a blank and the next one are short names: the list that a sentence announces."""
    before = lines[number - 1] if number else None
    if before is None or before.kind != "text" or not text[before.start : before.end].rstrip().endswith(":"):
        return False
    total = 0
    for line in lines[number + 1 :]:
        if line.kind == "blank":
            break
        words = text[line.start : line.end].strip()
        if line.kind != "text" or not is_short(words) or words[-1:] in ".:?!" or _VERBISH.search(words):
            return False
        total += 1
    return total > 1


def _next(lines: Sequence[Line], number: int) -> Line | None:
    for line in lines[number + 1 : number + 6]:
        if line.kind not in ("blank", "mark"):
            return line
    return None


def _numbered_heading(lines: Sequence[Line], number: int, words: str, drugs: Sequence[str]) -> bool:
    """“1. Alcohol use disorder” above other text is a heading; “1. Wash the skin” in a list is not."""
    following = _next(lines, number)
    if not is_short(words) or words[-1:] in ".;," or following is None:
        return False
    if following.kind == "bullet" and following.ordered:
        return False
    known = heading_of(words, drugs)
    long_after = following.kind == "text" and following.end - following.start > 60
    return following.kind in ("text", "bullet", "heading", "row") and (
        known.kind is not None
        or number == 0
        or lines[number - 1].kind == "blank"
        or following.kind == "bullet"
        or long_after
    )


def _heading_level(  # noqa: PLR0911, PLR0912 - one case after the other
    lines: Sequence[Line], number: int, text: str, words: str, drugs: Sequence[str], *, in_list: bool
) -> int | None:
    """Return the level of a heading, 0 if unknown; ``None`` if the line is not a heading."""
    line = lines[number]
    if not is_short(words) or not any(map(str.isalpha, words)):
        return None
    following = _next(lines, number)
    if following is None or (_SENTENCE_END.search(words) and not words.endswith("?")):
        return None
    after = text[following.start : following.end].strip()
    numbered = _NUMBERED.match(words)
    if numbered and not _VERBISH.search(words) and len(words.split()) <= 12:
        return min(numbered.group("number").count(".") + 2, 6)
    if line.bold:
        return 0
    if _has_reference(line, text):
        return None
    if len(words) > _LONG_HEADING and lines[number + 1].kind == "text" and after[:1].islower():
        return None
    letters = [letter for letter in words if letter.isalpha()]
    if len(letters) >= 4 and sum(map(str.isupper, letters)) >= 0.9 * len(letters) and len(words) > 5:
        return 0
    first = words.lstrip("\"'“‘(¿")[:1]
    if not (first.isupper() or first.isdigit()):
        return None
    said = heading_of(words.rstrip(":"), drugs)
    known = said.kind is not None or said.keeps
    before = lines[number - 1] if number else None
    apart = before is None or before.kind == "blank"
    if words.endswith("?"):
        return 0 if len(words.split()) <= 14 and (apart or known or _ended(lines, number, text)) else None
    if words.endswith(":"):
        is_list = following.kind == "bullet" or (
            following.kind == "text" and is_short(after) and not after.endswith(".")
        )
        if said.kind is not None and len(words.split()) <= 5 and not _VERBISH.search(words):
            return 0
        if is_list or len(words.split()) > 8:
            return None
        return 0 if known or apart else None
    if ": " in words:
        last = heading_of(words.rpartition(": ")[2], drugs)
        long = following.kind == "text" and len(after) > 70
        return 0 if last.kind is not None and apart and long and len(words.split()) <= 10 else None
    lower_before = before is not None and text[before.start : before.start + 1].islower()
    ends_list = lower_before and (len(after) > 70 or after.endswith("."))
    if in_list and not ends_list and not (_known_without_remark(words, drugs) and len(after) > 110):
        return 0 if _closes_list(words, said, lines, number) else None
    if _VALUE_AT_END.search(words) or "; " in words or _FACT.match(words):
        return None
    if said.kind is not None and len(words.split()) <= 10 and not _mid_paragraph(lines, number, text):
        return 0
    if _parts_a_block(lines, number, text, words, drugs) or (is_only_band(words) and following.kind == "text"):
        return 0
    if (
        said.keeps
        and len(words.split()) <= 12
        and following.kind in ("text", "bullet", "row")
        and (apart or following.kind == "bullet")
    ):
        return 0
    long_after = following.kind == "bullet" or (following.kind == "text" and (len(after) > 70 or after.endswith(".")))
    if said.kind is None and _VERB_FIRST.match(words):
        return None
    if (
        len(words.split()) <= 10
        and long_after
        and not _mid_paragraph(lines, number, text)
        and (apart or _ended(lines, number, text))
    ):
        return 0
    under_list = before is not None and before.kind == "heading" and _opens_list(before)
    if under_list and said.kind is None and not long_after:
        return None
    if said.kind is None and words.count(", ") > 1:
        return None  # “Nightmares, rage, hiccups”
    if following.kind == "heading" and apart:
        return 0
    if (
        following.kind == "text"
        and is_short(after)
        and not _mid_paragraph(lines, number, text)
        and heading_of(after, drugs).kind
    ):
        return 0 if len(words.split()) <= 8 else None
    return (
        0
        if number and _is_title(words) and _ended(lines, number, text) and _title_follows(lines, number, text)
        else None
    )


_TITLE = re.compile(
    r"(?:[A-Z][\w'’/-]*|\d{1,2}\.)(?: (?:[A-Z][\w'’/-]*|and|or|of|the|in|for|to|with|a|an|on|by|from|vs\.?|&|–|"
    r"-)){1,8}"
)


def _is_title(words: str) -> bool:
    """Say whether all main words of a line have capitals: “Other Clinical Points”."""
    return _TITLE.fullmatch(words) is not None and sum(word[:1].isupper() for word in words.split()) > 1


def _title_follows(lines: Sequence[Line], number: int, text: str) -> bool:
    """Say whether the line after a title is a title too, and has a long text below it."""
    following = lines[number + 1 : number + 3]
    if len(following) < 2 or any(line.kind != "text" for line in following):
        return False
    first, second = (text[line.start : line.end].strip() for line in following)
    return _is_title(first) and len(second) > 70


def _has_reference(line: Line, text: str) -> bool:
    """Say whether a line refers to another section behind its words, as the entries of a list of warnings do."""
    return line.end < len(text) and text[line.start] != " " and text.startswith(" " * _REFERENCE, line.end)


_LONG_HEADING = 45
"""Longer lines that go on in lower case in the next line are no headings."""

_REFERENCE = 16
"""The least length of a masked reference, such as “[see Warnings (5.1)]”."""


def _known_without_remark(words: str, drugs: Sequence[str]) -> bool:
    """Say whether a line is like a known heading without the remark of “Confusion (older people)”."""
    return heading_of(re.sub(r"\s*\([^()]*\)$", "", words), drugs).kind is not None


_GOES_ON = re.compile(r"(?:,|\b(?:and|or|of|the|a|an|to|in|with|for|by|from|as|than|during|after|before|on))\s*$")
"""The end of a line whose sentence goes on in the next one."""


def _parts_a_block(lines: Sequence[Line], number: int, text: str, words: str, drugs: Sequence[str]) -> bool:
    """Say whether a line is a known heading and nothing else, in a page whose lines have no full stops."""
    if len(words.split()) > 4 or not is_heading_phrase(words, drugs):
        return False
    before, following = lines[number - 1], lines[number + 1] if number + 1 < len(lines) else lines[number]
    begins = text[following.start : following.start + 1]
    return not _GOES_ON.search(text[before.start : before.end]) and not begins.islower()


_VERB_FIRST = re.compile(
    r"(?:raises?|may|can|does|increases?|lowers?|reduces?|causes?|avoid|monitor|check|not|never|blocks?|binds?|"
    r"inhibits?|"
    r"prolongs?|impairs?|crosses|passes|has|is|was|no)\b(?!.*\?$)",
    re.IGNORECASE,
)
"""Begins a sentence without subject, not a heading: “Raises total cholesterol”."""


def _opens_list(line: Line) -> bool:
    """Say whether a heading is followed by conditions or effects, of which the first may be a bare line."""
    return line.heading is not None and line.heading.kind in (
        "contraindication",
        "adverse_effect",
        "withdrawal",
        "overdose",
    )


def _closes_list(words: str, said: Heading, lines: Sequence[Line], number: int) -> bool:
    """Say whether a bare line in a list opens something else: page furniture, or the list of the next frequency."""
    if said.kind in ("furniture", "references", "off_label"):
        return True
    return is_only_band(words) and lines[number - 1].kind != "heading"


def _ended(lines: Sequence[Line], number: int, text: str) -> bool:
    """Say whether what precedes a line has come to an end: a full stop, a list item, or a mark of a reference."""
    before = lines[number - 1]
    return (
        before.kind in ("heading", "bullet", "row", "mark")
        or bool(re.search(r"[.!?:][\"”’)\]]*\s*$", text[before.start : before.end]))
        or _has_mark(before, text)
    )


def _has_mark(line: Line, text: str) -> bool:
    """Say whether a line ends with the number of a reference, which its words leave out."""
    return line.kind == "text" and bool(_MARK_BEHIND.match(text, line.end))


def _mid_paragraph(lines: Sequence[Line], number: int, text: str) -> bool:
    """Say whether a line continues the line before it."""
    if number == 0:
        return False
    before = lines[number - 1]
    if before.kind != "text":
        return False
    words = text[before.start : before.end].rstrip()
    return len(words) > 45 and not re.search(r"[.!?:][\"”’)\]]*$", words) and not _has_mark(before, text)
