"""What is not prose is masked by blanks, so that every offset stays what it was."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,20}|citation needed|note \d+|edit|[a-z]|medical citation needed|"
    r"\^?\d+)\]"  # [12], [3,4]
    r"|\*\*\*?|__|~~|`"  # bold, code
    r"|(?<![\w*])\*(?=[^\s*][^*\n]{0,300}\*)|(?<=[^\s*])\*(?![\w*])"  # italic
    r"|(?<=[a-z.,;)])[¹²³⁰-⁹]{1,6}(?=[\s.,;)]|$)"  # superscript marks
    r"|\^\d{1,3}\^?",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\((?:[^()\n]{0,300})\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\")\]]{1,500}")
_PARENTHESISED_MARK = re.compile(
    r"\((?:(?:see )?(?:section|sections|table|figure|fig\.?)\s[^()\n]{1,60})\)"
    r"|[(\[]\s?(?:see|refer to)\s(?:[^()\[\]\n]|[(\[][^()\[\]\n]{0,90}[)\]]){1,160}[)\]]",
    re.IGNORECASE,
)
"""A reference to another part of the document: “(see section 4.4)”, “[see Warnings (5.1)]”."""
_GLOSS = re.compile(
    r"(?<=[a-z] )\((?:an?|a very) (?:[a-z]+[ -]){0,3}(?:illness|disease|condition|disorder|type|kind|form|rash) "
    r"(?:of|with|in which|where|that|which|causing|affecting)\b[^()\n,]{1,80},[^()\n]{1,120}\)"
)
"""The explanation of a medical word: “(a serious illness with blistering of the skin)”."""


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _link(match: re.Match[str]) -> str:
    label = match.group(1)
    lead = match.start(1) - match.start()
    return " " * lead + label + " " * (match.end() - match.end(1))


def masked(text: str) -> str:
    """Replace citation marks, emphasis, addresses and cross-references by blanks.

    :param text: the text of a document
    :returns: a text of the same length

    >>> masked("It **blocks**[12] [calcium](http://a.b) channels")
    'It   blocks        calcium              channels'
    """
    if "==" in text or "[[" in text or "''" in text or "{|" in text:
        text = _unwiki(text)
    if "](" in text:
        text = _LINK.sub(_link, text)
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(_blanks, text)
    text = _GLOSS.sub(_blanks, _MARK.sub(_blanks, text))
    return _PARENTHESISED_MARK.sub(_blanks, text)


_WIKI = (
    re.compile(r"<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>[^<]{0,2000}</ref>|\{\{[^{}]{0,1000}\}\}"),
    re.compile(r"'{2,5}"),
    re.compile(r"\[\[(?:[^\[\]|\n]{0,200}\|)?|\]\]"),
    re.compile(r"^(?:\{\|[^\n]*|\|-[^\n]*|\|\}[^\n]*|\|\+[^\n]*)$", re.MULTILINE),
)


def _unwiki(text: str) -> str:
    """Mask the marks of a wiki: emphasis, links, templates, and the frame of tables; cells are set apart by bars."""
    for pattern in _WIKI:
        text = pattern.sub(_blanks, text)
    text = re.sub(r"^!(?=[^\n]*)", "|", text, flags=re.MULTILINE)
    return text.replace("!!", " |").replace("||", " |")


def mark_at_end(line: str) -> int:
    """Return where the bare citation numbers at the end of a line begin.

    :param line: a line without its line end
    :returns: offset of the first digit, or the length of the line without such numbers

    >>> mark_at_end("it causes sedation 2, 4"), mark_at_end("a dose of 20")
    (18, 12)
    """
    match = re.search(r"(?<=[a-z)%.])\s(\d{1,2}(?:,\s?\d{1,2}){0,5})\s*$", line)
    if match is None:
        return len(line)
    before = line[: match.start()].rstrip()
    if re.search(
        (
            r"(?:\b(?:of|to|than|for|at|in|over|under|about|least|most|by|with|and|or|is|was|were|are|age|aged|grade|"
            r"stage|type|phase|step|day|week|month|year|version|section|table|figure|category|class|schedule|page|"
            r"part|factor|vitamin|omega|covid|number|no)|[=<>≥≤~:])$"
        ),
        before,
        re.IGNORECASE,
    ):
        return len(line)
    return match.start()
