"""Parts of a page as HTML: what would take hundreds of elements of Streamlit is one element of many lines.

All text is escaped by markupsafe; only the tags are written here. Links within the explorer are followed without
loading the page anew: the top bar listens to them (``navigation.js``).
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from queries.display_text import clean
from ui.explorer.frame.addresses import Value, address
from ui.explorer.frame.escaping import safe_address

STYLE = Markup("""<style>
.blocks { display: grid; gap: 0.8rem; line-height: 1.45; overflow-wrap: anywhere }
.blocks h2 { font-size: 1.2rem; font-weight: 600; line-height: 1.3; padding: 0; margin: 0 0 0.35rem }
.blocks p, .blocks ul, .blocks ol, .blocks dl, .blocks dd { margin: 0; padding: 0; list-style: none }
.blocks .row { display: grid; gap: 0.8rem }
.blocks .two { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) }
.blocks .three { grid-template-columns: repeat(3, minmax(0, 1fr)) }
.blocks .card { border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 0.5rem;
  padding: 0.8rem 1rem; display: flex; flex-direction: column; gap: 0.35rem; min-width: 0 }
.blocks a { color: inherit; text-decoration: underline dotted 1px; text-underline-offset: 0.22em }
.blocks a:hover { text-decoration-style: solid }
.blocks a:focus-visible, .blocks summary:focus-visible { outline: 2px solid currentColor; outline-offset: 2px }
.blocks .note { opacity: 0.82; font-size: 0.875rem }
.blocks .small { font-size: 0.875rem }
.blocks .tall { line-height: 1.75 }
.blocks .links { display: flex; flex-wrap: wrap; gap: 0.15rem 0.9rem }
.blocks .lines { display: grid; gap: 0.35rem }
.blocks .bullets { gap: 0.6rem; padding-left: 1.2rem }
.blocks .bullets li { list-style: disc }
.blocks .end { margin-top: auto; padding-top: 0.2rem }
.blocks .mark { display: inline-block; padding: 0 0.4rem; border-radius: 0.3rem; font-size: 0.875rem;
  background: color-mix(in srgb, var(--tint, #808080) 20%, transparent) }
.blocks .icon { font-family: "Material Symbols Rounded"; font-weight: 400; line-height: 1; vertical-align: -0.18em;
  font-feature-settings: "liga"; white-space: nowrap; overflow-wrap: normal; margin-right: 0.3rem }
.blocks .mark .icon { font-size: 0.95rem; margin-right: 0.2rem }
.blocks.claims { gap: 0.6rem }
.blocks .claim { padding: 0.6rem 0.8rem; gap: 0.3rem }
.blocks .quote { margin: 0.1rem 0; padding: 0 0 0 0.7rem;
  border-left: 2px solid color-mix(in srgb, currentColor 35%, transparent) }
.blocks .chips { display: flex; flex-wrap: wrap; gap: 0.3rem }
.blocks .chips a { text-decoration: none; font-size: 0.875rem; padding: 0.05rem 0.55rem; border-radius: 0.4rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent) }
.blocks .chips a:hover, .blocks .chips a[aria-current] {
  background: color-mix(in srgb, currentColor 14%, transparent) }
.blocks .chips a[aria-current] { font-weight: 600 }
.blocks summary { cursor: pointer; padding: 0.2rem 0 }
@media (max-width: 640px) {
  .blocks .slide { flex-wrap: nowrap; overflow-x: auto; padding: 3px 3px 0.5rem }
  .blocks .slide a { flex: none }
  .blocks .slide a[aria-current] { order: -1 }
}
@media (max-width: 900px) { .blocks .two, .blocks .three { grid-template-columns: minmax(0, 1fr) } }
</style>""")
"""Colours are mixed from that of the text, so that they suit a light page and a dark one."""

_VERBATIM = Markup("""<style>
.verbatim { position: relative }
.verbatim pre { margin: 0; padding: 0.7rem 5.5rem 0.7rem 0.8rem; overflow: auto; white-space: pre-wrap;
  font-size: 0.85rem; overflow-wrap: anywhere; border-radius: 0.5rem;
  background: color-mix(in srgb, currentColor 6%, transparent);
  font-family: "Source Code Pro", monospace; line-height: 1.45; color: inherit }
.verbatim button { position: absolute; top: 0.35rem; right: 0.5rem; font: inherit; font-size: 0.8rem; cursor: pointer;
  color: inherit; padding: 0.1rem 0.5rem; border-radius: 0.4rem; background: Canvas;
  border: 1px solid color-mix(in srgb, currentColor 30%, transparent) }
.verbatim pre:focus-visible, .verbatim button:focus-visible { outline: 2px solid currentColor; outline-offset: -2px }
</style>""")

_TAGS = {
    "div": Markup('<div class="{}">{}</div>'),
    "p": Markup('<p class="{}">{}</p>'),
    "section": Markup('<section class="{}">{}</section>'),
    "span": Markup('<span class="{}">{}</span>'),
    "blockquote": Markup('<blockquote class="{}">{}</blockquote>'),
    "ul": Markup('<ul class="{}">{}</ul>'),
}


def show_blocks(blocks: Iterable[Markup], kind: str = "") -> None:
    """Draw blocks below each other, as one element of the page.

    :param blocks: the blocks
    :param kind: a further class in the style
    """
    st.html(STYLE + Markup('<div class="{}">{}</div>').format(f"blocks {kind}".strip(), joined(blocks)))


def show_verbatim(text: str, *, height: int = 0) -> None:
    """Draw a text as it is, with a button that copies it; Streamlit's own takes 1.5 MB of scripts to do so.

    :param text: plain text with line breaks
    :param height: pixels of height that it may take before it scrolls; 0 for any
    """
    most = Markup("max-height:{}px").format(height) if height else Markup()
    html = Markup(
        '<div class="verbatim"><pre tabindex="0" style="{}">{}</pre><button type="button">Copy</button></div>'
    )
    st.html(_VERBATIM + html.format(most, _without_control(text)))


def _without_control(text: str) -> str:
    return "\n".join(clean(line) for line in text.split("\n"))


def joined(parts: Iterable[Markup | str]) -> Markup:
    """Put parts next to each other.

    :param parts: HTML, or plain text, which is escaped
    :returns: HTML
    """
    return Markup("").join(parts)


def block(kind: str, *parts: Markup | str, tag: str = "div") -> Markup:
    """Return an element.

    :param kind: its class in the style
    :param parts: HTML, or plain text, which is escaped
    :param tag: key of :data:`_TAGS`
    :returns: HTML

    >>> block("note", "a < b", tag="p")
    Markup('<p class="note">a &lt; b</p>')
    """
    return _TAGS[tag].format(kind, joined(map(_shown, parts)))


def card(title: str, *parts: Markup | str, icon: str = "") -> Markup:
    """Return a card with a heading of the second level.

    :param title: its heading, plain text
    :param parts: HTML, or plain text, which is escaped
    :param icon: name of a Material icon
    :returns: HTML
    """
    return block("card", Markup("<h2>{}{}</h2>").format(symbol(icon), title), *parts, tag="section")


def lines(items: Iterable[Markup | str], kind: str = "lines") -> Markup:
    """Return a list.

    :param items: its items: HTML, or plain text, which is escaped
    :param kind: its class in the style
    :returns: HTML
    """
    return block(kind, *(Markup("<li>{}</li>").format(item) for item in items), tag="ul")


def more(label: str, *parts: Markup | str) -> Markup:
    """Return what is shown when its label is clicked.

    :param label: plain text
    :param parts: HTML, or plain text, which is escaped
    :returns: HTML
    """
    return Markup("<details><summary>{}</summary>{}</details>").format(label, joined(parts))


def symbol(icon: str) -> Markup:
    """Return an icon, which screen readers leave out.

    :param icon: name of a Material icon; an empty text for none
    :returns: HTML
    """
    return Markup('<span class="icon" aria-hidden="true">{}</span>').format(icon) if icon else Markup()


def strong(words: str) -> Markup:
    """Return words in bold.

    :param words: plain text
    :returns: HTML
    """
    return Markup("<strong>{}</strong>").format(_shown(words))


def anchor(page: str, label: Markup | str, *, icon: str = "", **state: Value) -> Markup:
    """Return a link to a state of a page.

    :param page: key of :data:`ui.explorer.frame.addresses.PLACES`
    :param label: HTML, or plain text, which is escaped
    :param icon: name of a Material icon
    :param state: what the state consists of; empty values are left out
    :returns: HTML
    """
    href = address(page, **state) or "./"
    return Markup('<a href="{}">{}{}</a>').format(href, symbol(icon), _shown(label))


def chip(page: str, label: str, *, is_open: bool = False, **state: Value) -> Markup:
    """Return a link that opens a part of a page, and leaves the reader where the page is.

    :param page: key of :data:`ui.explorer.frame.addresses.PLACES`
    :param label: plain text
    :param is_open: whether the part is open
    :param state: what the state consists of; empty values are left out
    :returns: HTML
    """
    current = Markup(' aria-current="true"') if is_open else Markup()
    return Markup('<a href="{}" data-stay{}>{}</a>').format(address(page, **state), current, clean(label))


def web_anchor(label: str, target: str) -> Markup:
    """Return a link to a web page, which opens apart from the explorer.

    :param label: plain text
    :param target: the address
    :returns: HTML; only the label if the address is not an http(s) address
    """
    checked = safe_address(target)
    if checked is None:
        return Markup("{}").format(clean(label))
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(checked, clean(label))


def tinted(words: Markup | str, tint: str = "") -> Markup:
    """Return words on a tinted ground.

    :param words: HTML, or plain text, which is escaped
    :param tint: a colour; grey without one
    :returns: HTML
    """
    style = f"--tint: {tint}" if tint else ""
    return Markup('<span class="mark" style="{}">{}</span>').format(style, _shown(words))


def _shown(part: Markup | str) -> Markup | str:
    """Return a part; plain text without control characters."""
    return part if isinstance(part, Markup) else clean(part)
