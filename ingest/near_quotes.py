"""Finds a quote that is in a document almost: with other spaces, hyphens, quotation marks, ligatures or capitals."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "‘": "'", "’": "'", "‚": "'", "′": "'", "`": "'",
     "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "…": "..."}
)  # fmt: skip


class NearQuote(NamedTuple):
    """A place in a document whose words are nearly those of a quote.

    :param start: offset of its first character
    :param end: offset after its last character
    :param differences: what differs, each with its offset in the document
    """

    start: int
    end: int
    differences: tuple[str, ...]

    def __str__(self) -> str:
        """Return place and differences in words.

        :returns: one line
        """
        shown = "; ".join(self.differences[:5])
        more = f"; and {len(self.differences) - 5} more" if len(self.differences) > 5 else ""
        return f"nearly these words are at {self.start} to {self.end}: the document has {shown}{more}"


def near_quote(quote: str, document: str) -> NearQuote | None:
    r"""Return the first place of a document that has nearly the words of a quote.

    :param quote: words that are not in the document as they are
    :param document: the text
    :returns: the place; ``None`` if there is none

    >>> print(near_quote("dry mouth", "Common: dry\u00a0mouth"))
    nearly these words are at 8 to 17: the document has NO-BREAK SPACE (U+00A0) at 11 for SPACE
    """
    for fold_case in (False, True):
        wanted, _ = _plain(quote.strip(), fold_case)
        text, offsets = _plain(document, fold_case)
        at = text.find(wanted) if wanted else -1
        if at >= 0:
            start, end = offsets[at], offsets[at + len(wanted) - 1] + 1
            return NearQuote(start, end, tuple(_differences(quote.strip(), document[start:end], start)))
    return None


def _plain(text: str, fold_case: bool) -> tuple[str, list[int]]:
    """Return a text in plain characters and, for each of them, its offset in the text as it was."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if character in _DROPPED:
            continue
        plain = unicodedata.normalize("NFKC", character).translate(_ALIKE)
        for letter in plain.casefold() if fold_case else plain:
            one = " " if letter.isspace() else letter
            if one == " " and characters and characters[-1] == " ":
                continue
            characters.append(one)
            offsets.append(offset)
    return "".join(characters), offsets


def _differences(quote: str, found: str, start: int) -> list[str]:
    """Return where two texts differ that are the same in plain characters."""
    import difflib  # noqa: PLC0415 - only for a quote that is not there

    told = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, quote, found, autojunk=False).get_opcodes():
        if kind != "equal":
            there, here = _named(found[c:d]), _named(quote[a:b])
            told.append(f"{there or 'nothing'} at {start + c}" + (f" for {_short(quote[a:b])}" if here else ""))
    return told


def _named(text: str) -> str:
    return " and ".join(f"{_name(character)} (U+{ord(character):04X})" for character in text[:3])


def _short(text: str) -> str:
    return " and ".join(_name(character) for character in text[:3])


def _name(character: str) -> str:
    return unicodedata.name(character, "LINE FEED" if character == "\n" else "CONTROL CHARACTER")
