"""Labels, quotes and answers are data: here they become text that neither Markdown nor HTML takes for anything else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from queries.display_text import clean

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    r"""Return a text so that Streamlit's Markdown shows it as it is: no emphasis, link, formula, icon or tag.

    :param text: any text; line breaks become spaces

    >>> escaped("a *b* <img src=x>")
    'a \\*b\\* \\<img src\\=x\\>'
    """
    return _MARKDOWN.sub(r"\\\1", clean(text))


def safe_address(text: str) -> str | None:
    """Return a web address, or nothing when it is no http(s) address.

    :param text: what may be an address

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
    """Return a Markdown link to a web page, or the bare label when the address is no http(s) address.

    :param label: what to show, as it is
    :param address: where it leads
    """
    checked = safe_address(address)
    if checked is None:
        return escaped(label)
    return f"[{escaped(label)}](<{checked.replace('<', '%3C').replace('>', '%3E')}>)"


def shorten(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut at a space, with an ellipsis where it was cut.

    :param text: any text
    :param most: the characters allowed, at least 2

    >>> shorten("one two three", 9)
    'one two…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def described(text: str) -> str:
    r"""Return a description of the catalogue as Markdown: what stands between backticks is code, the rest as it is.

    :param text: a description

    >>> described("see `drugkg path` and *this*")
    'see `drugkg path` and \\*this\\*'
    """
    parts = re.split(r"`([^`]+)`", clean(text))
    return "".join(f"`{part}`" if place % 2 else escaped(part) for place, part in enumerate(parts))
