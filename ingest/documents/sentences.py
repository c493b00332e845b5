"""Sentences of a stretch of text, by offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_SENTENCE = 4000
"""Longer sentences are cut at a blank: no rule reaches so far, and the time for a sentence must not grow with it."""

_END = re.compile(r"[.!?][\"'”’)\]»]*(?=\s|$)(?!\s+[a-z,;)])|[.!?](?=\[\d)(?!\[\d[^\]]{0,40}\]\s+[a-z])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|cf|vs|viz|approx|ca|no|nos|fig|figs|dr|drs|prof|mr|mrs|ms|st|ref|refs|vol|spp?|al|inc|"
    r"ltd|jr|sr|"
    r"dept|incl|esp|resp|min|max|mg|ml|kg|wt|hrs?|sec|tab|tabs|cap|caps|inj|b\.i\.d|t\.i\.d|q\.i\.d|q\.d|b\.d|"
    r"t\.d\.s|o\.d|p\.o|i\.v|i\.m|s\.c|n\.b|u\.s|u\.k|e\.u)"
    r"|(?<![A-Za-z])[A-Z])\.$",
    re.IGNORECASE,
)
_ENDS_ANYWAY = re.compile(
    (
        r"(?:mg|ml|kg|hrs?|min|max|sec|inj|tabs?|caps?|b\.i\.d|t\.i\.d|q\.i\.d|o\.d|b\.d|t\.d\.s|p\.o|i\.v|i\.m|s\.c|"
        r"al|inc|ltd|u\.s|u\.k|e\.u|no|(?<![A-Za-z])[A-Z])\.$"
    ),
    re.IGNORECASE,
)


_OPENS_SENTENCE = re.compile(
    r"(?:The|It|In|This|An?|However|For|On|At|By|He|She|They|We|There|These|Those|As|Its|Patients|People|If|When|"
    r"Since|"
    r"After|Before|Although|While|No|Some|Most|Many|Since|Do|You|Your)\b"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in a stretch of text.

    :param text: the text; what is no prose is masked by blanks
    :param start: where the stretch begins
    :param end: where it ends
    :yields: start and end of each sentence, without blanks around it

    >>> s = "It acts within 2.5 h (e.g. at noon). Dr. Ames gave 5 mg. Nothing else."
    >>> [s[a:b] for a, b in sentences(s, 0, len(s))]
    ['It acts within 2.5 h (e.g. at noon).', 'Dr. Ames gave 5 mg.', 'Nothing else.']
    """
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if text[match.start()] == "." and _goes_on(text, begin, match.start() + 1, stop, end):
            continue
        yield from _cut(text, begin, stop)
        begin = stop
    yield from _cut(text, begin, end)


def _goes_on(text: str, begin: int, dot: int, stop: int, end: int) -> bool:
    """Say whether the full stop belongs to an abbreviation and the sentence goes on after it."""
    before = text[max(begin, dot - 12) : dot]
    found = _ABBREVIATION.search(before)
    if found is None:
        return False
    following = text[stop : min(stop + 30, end)].lstrip()
    if not following:
        return False
    if re.search(r"\b[UE]\.[SKU]\.$", before):  # “the U.S. Food and Drug Administration”
        return not _OPENS_SENTENCE.match(following)
    if _ENDS_ANYWAY.search(before):
        single = re.search(r"(?<![A-Za-z])[A-Za-z]\.$", before)
        if single:  # an initial, or the name of a letter at the end of a sentence
            return bool(re.match(r"[A-Z][a-z]+(?:,|\s+(?:et|and|[A-Z]))|[A-Z]\.", following))
        return not re.match(r"[A-Z(“\"][A-Za-z“\"(]*", following)
    return True


def _cut(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    while stop - begin > MAX_SENTENCE:
        blank = text.rfind(" ", begin + MAX_SENTENCE // 2, begin + MAX_SENTENCE)
        cut = blank if blank > 0 else begin + MAX_SENTENCE
        yield begin, cut
        begin = cut
        while begin < stop and text[begin].isspace():
            begin += 1
    if stop > begin:
        yield begin, stop
