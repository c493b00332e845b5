"""How a search result is shown: the words marked in a text."""

from __future__ import annotations

import re

from queries.index.names import fold
from ui.explorer.frame.escaping import escaped


def marked(text: str, words: str) -> str:
    r"""Return a text as Markdown that shows it unchanged, with the words marked.

    :param text: any text
    :param words: the words of the search
    :returns: Markdown

    >>> marked("less *craving*", "Craving")
    'less \\*:orange[**craving**]\\*'
    """
    wanted = [re.escape(word) for word in sorted(set(fold(words).split()), key=len, reverse=True)]
    if not wanted:
        return escaped(text)
    parts = re.split(f"({'|'.join(wanted)})", text, flags=re.IGNORECASE)
    return "".join(
        f":orange[**{escaped(part)}**]" if at % 2 else escaped(part) for at, part in enumerate(parts) if part
    )
