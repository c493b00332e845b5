"""Running heads and page numbers: they are no text, and no headings that would open a section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.documents.lines import Line

_PAGE = re.compile(r"(?:page |p\. ?)?\d{1,4} ?(?:of|/) ?\d{1,4}", re.IGNORECASE)
_OF_AN_ARTICLE = re.compile(
    r"\bet al\b|\bdoi\b|(?:19|20)\d\d\b.*\d|\b(?:journal|j\.|int\.|vol(?:ume)?\.?|issn)\b", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LONGEST, _OFTEN = 100, 2


def without_running_heads(lines: Sequence[Line], text: str) -> str:
    """Take running heads and page numbers out: lines that name a page, or come back with other numbers.

    :param lines: the lines; changed in place
    :param text: the text, with marks masked
    :returns: the text, with these lines masked; of the same length
    """
    found: set[int] = set()
    named: dict[int, str] = {}
    for number, line in enumerate(lines):
        if line.kind not in ("text", "heading", "mark") or line.end - line.start > _LONGEST:
            continue
        words = " ".join(text[line.start : line.end].split())
        if _PAGE.fullmatch(words):
            found.add(number)
        elif _OF_AN_ARTICLE.search(words) and not words.endswith(":"):
            named[number] = _DIGITS.sub("#", words.lower())
    counts = Counter(named.values())
    found |= {number for number, key in named.items() if counts[key] >= _OFTEN}
    parts: list[str] = []
    done = 0
    for number in sorted(found):
        line = lines[number]
        parts += [text[done : line.start], " " * (line.end - line.start)]
        done = line.end
        line.kind = "blank"
    return "".join([*parts, text[done:]])
