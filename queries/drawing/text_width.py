"""How much room a text needs in a picture: widths by letter, near enough for a sans-serif font, and line breaks."""

from __future__ import annotations

import re
import unicodedata

_NARROW = frozenset("iljtfrI.,:;'|!()[]/ ")
_WIDE = frozenset("mwMW@%—…→")
WIDE_FONT = 1.17
"""How much wider than estimated a line is in the widest font that a saved picture may meet, such as DejaVu Sans."""

_BREAKS = re.compile(r"(?<=[\s\-/])")


def text_width(text: str, size: float) -> float:
    """Estimate the width of a line of text.

    :param text: the line
    :param size: of the font, in pixels
    :returns: the width in pixels

    >>> text_width("mm", 10) > text_width("ii", 10)
    True
    """
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.31
    if letter in _WIDE:
        return 0.88
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.66 if letter.isupper() else 0.56


def wrapped(text: str, size: float, room: float, most: int = 4) -> list[str]:
    """Wrap a text at spaces, hyphens and slashes.

    :param text: a text without line breaks
    :param size: of the font, in pixels
    :param room: the maximum width in pixels; a single word may be wider
    :param most: the maximum number of lines; if the text is longer, the last line ends with an ellipsis
    :returns: the lines

    >>> wrapped("relapse to drinking", 10, 70)
    ['relapse to', 'drinking']
    """
    lines = [""]
    for part in _BREAKS.split(text):
        if lines[-1] and text_width(lines[-1] + part.rstrip(), size) > room:
            lines.append("")
        lines[-1] += part
    lines = [line.strip() for line in lines]
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip("-/ ") + " …"]
