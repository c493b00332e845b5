"""Labels, quotes and answers are data: here they are escaped for Markdown and HTML."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from queries.display_text import clean

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    r"""Escape a text so that Streamlit's Markdown shows it unchanged: no emphasis, link, formula, icon or tag.

    :param text: any text; line breaks become spaces
    :returns: Markdown

    >>> escaped("a *b* <img src=x>")
    'a \\*b\\* \\<img src\\=x\\>'
    """
    return _MARKDOWN.sub(r"\\\1", clean(text))


def safe_address(text: str) -> str | None:
    """Return a web address if it is safe to link to.

    :param text: any text
    :returns: the address, or ``None`` if it is not an http(s) address

    >>> safe_address("https://doi.org/10.1000/1")
    'https://doi.org/10.1000/1'
    >>> safe_address("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or not text.isprintable() or " " in text:
        return None
    return text


def web_link(label: str, address: str) -> str:
    """Return a Markdown link to a web page.

    :param label: the text of the link, not yet escaped
    :param address: the target
    :returns: the link, or only the label if the address is not an http(s) address
    """
    checked = safe_address(address)
    if checked is None:
        return escaped(label)
    return f"[{escaped(label)}](<{checked.replace('<', '%3C').replace('>', '%3E')}>)"


def shorten(text: str, most: int) -> str:
    """Shorten a text at a space, with an ellipsis.

    :param text: any text
    :param most: maximum number of characters, at least 2
    :returns: the text, unchanged if it is short enough

    >>> shorten("one two three", 9)
    'one two…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def described(text: str) -> str:
    r"""Return a description from the catalogue as Markdown, with the parts in backticks as code.

    :param text: a description
    :returns: Markdown

    >>> described("see `drugkg path` and *this*")
    'see `drugkg path` and \\*this\\*'
    """
    parts = re.split(r"`([^`]+)`", clean(text))
    return "".join(f"`{part}`" if place % 2 else escaped(part) for place, part in enumerate(parts))
