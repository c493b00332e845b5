"""HTML to a text with the marks of Markdown, in one pass, with the way back to each character of the file.

The reader keeps headings, lists with their depth, tables and paragraphs. It drops scripts, styles, navigation, forms
and everything hidden. It never looks back and never searches the rest of the file twice for something that is not
there, so its time grows with the length of the file, whatever the file contains.
"""

from __future__ import annotations

import html
import re

from ingest.documents.text import DocumentText, clean

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:[^<>\"']|\"[^\"<>]{0,4000}\"|'[^'<>]{0,4000}'){0,200})(/?)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_HIDDEN = re.compile(
    r"(?:^|\s)hidden(?=$|[\s=/])|aria-hidden\s*=\s*[\"']?true|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE
)
_ROLE = re.compile(r"role\s*=\s*[\"']?(?:navigation|banner|contentinfo|search|complementary)", re.IGNORECASE)
_SKIPPED = frozenset(
    {
        "nav",
        "button",
        "select",
        "noscript",
        "svg",
        "template",
        "iframe",
        "object",
        "footer",
        "aside",
        "figure",
        "canvas",
        "audio",
        "video",
        "head",
    }
)
_RAW = frozenset({"script", "style", "textarea", "xmp", "title"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr", "param"}
)
_BLOCK = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "header",
        "fieldset",
        "pre",
        "hr",
        "body",
        "html",
        "details",
        "summary",
        "address",
        "caption",
        "figcaption",
    }
)
_HEADING = {f"h{level}": level for level in range(1, 7)}


class _Writer:
    """Pieces of the text and where they come from."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = [0]
        self.origins: list[int] = [0]
        self.length = 0
        self.at_line_start = True

    def put(self, piece: str, origin: int) -> None:
        if not piece:
            return
        if origin - self.origins[-1] != self.length - self.starts[-1]:
            self.starts.append(self.length)
            self.origins.append(origin)
        self.pieces.append(piece)
        self.length += len(piece)
        self.at_line_start = piece[-1] == "\n"

    def line(self, origin: int, *, blank: bool = False) -> None:
        if not self.at_line_start:
            self.put("\n", origin)
        if blank and self.length and not (self.pieces and self.pieces[-1] == "\n\n"):
            self.put("\n", origin)
            self.at_line_start = True


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out = _Writer()
        self.lists: list[str] = []
        self.skipping: list[str] = []
        self.inside_row = 0
        self.title = ""
        self.no_more: set[str] = set()

    def _find(self, what: str, start: int) -> int:
        """``str.find`` that remembers when there is no further occurrence."""
        if what in self.no_more:
            return -1
        place = self.source.find(what, start)
        if place < 0:
            self.no_more.add(what)
        return place

    def run(self) -> None:
        source, place, end = self.source, 0, len(self.source)
        while place < end:
            opening = source.find("<", place)
            if opening < 0:
                self._text(place, end)
                return
            if opening > place:
                self._text(place, opening)
            place = self._markup(opening)

    def _markup(self, place: int) -> int:
        """Handle what begins with ``<`` at a place; return the place after it."""
        source = self.source
        if source.startswith("<!--", place):
            close = self._find("-->", place + 4)
            return len(source) if close < 0 else close + 3
        if source.startswith(("<!", "<?"), place):
            close = self._find(">", place)
            return len(source) if close < 0 else close + 1
        match = _TAG.match(source, place)
        if match is None:
            self._text(place, place + 1)
            return place + 1
        name = match.group(2).lower()
        if match.group(1):
            self._close(name, place)
            return match.end()
        if name in _RAW:
            return self._raw(name, match.end())
        self._open(name, match.group(3), place, closed=bool(match.group(4)) or match.group(3).endswith("/"))
        return match.end()

    def _raw(self, name: str, place: int) -> int:
        close = self._find(f"</{name}", place)
        if close < 0:
            close = self._find(f"</{name.upper()}", place)
        if name == "title" and not self.title and close >= 0:
            self.title = clean(html.unescape(self.source[place : min(close, place + 300)])).strip()
        if close < 0:
            return len(self.source)
        end = self.source.find(">", close)
        return len(self.source) if end < 0 else end + 1

    def _open(self, name: str, attributes: str, place: int, *, closed: bool) -> None:  # noqa: PLR0912 - one case per tag
        if self.skipping and name in ("body", "main"):
            self.skipping.clear()
        if self.skipping:
            if name == self.skipping[0] and not closed and len(self.skipping) < 100_000:
                self.skipping.append(name)
            return
        if (
            name not in _VOID
            and not closed
            and (name in _SKIPPED or _HIDDEN.search(attributes) or _ROLE.search(attributes))
        ):
            self.skipping.append(name)
            return
        out = self.out
        if name in _HEADING:
            out.line(place, blank=True)
            out.put("#" * _HEADING[name] + " ", place)
        elif name == "li":
            out.line(place)
            out.put("  " * max(0, min(len(self.lists), 8) - 1) + "• ", place)
        elif name in ("ul", "ol"):
            out.line(place)
            if len(self.lists) < 1000:
                self.lists.append(name)
        elif name == "br":
            out.line(place)
        elif name == "tr":
            out.line(place)
            self.inside_row = 1
        elif name in ("td", "th"):
            out.put("| ", place)
            self.inside_row += 1
        elif name == "dt":
            out.line(place, blank=True)
        elif name == "dd":
            if out.at_line_start:
                out.put("  ", place)
            else:
                out.put(": ", place)
        elif name in _BLOCK and not (self.lists and name == "p") and not self.inside_row:
            out.line(place, blank=not self.lists)
        elif name in ("sup",):
            out.put(" ", place)

    def _close(self, name: str, place: int) -> None:
        if self.skipping:
            if name == self.skipping[0]:
                self.skipping.pop()
            return
        out = self.out
        if name in ("ul", "ol"):
            if self.lists:
                self.lists.pop()
            out.line(place, blank=not self.lists)
        elif name in _HEADING:
            out.line(place)
        elif name == "tr":
            if self.inside_row > 1:
                out.put("|", place)
            out.line(place)
            self.inside_row = 0
        elif name == "table":
            self.inside_row = 0
            out.line(place, blank=True)
        elif name in ("li", "dd"):
            out.line(place)
        elif name in ("td", "th"):
            out.put(" ", place)
        elif name in _BLOCK and not self.inside_row:
            out.line(place, blank=not self.lists)

    def _text(self, start: int, end: int) -> None:
        if self.skipping:
            return
        source = self.source
        if source.find("&", start, end) < 0:
            self._plain(start, end)
            return
        place = start
        for match in _ENTITY.finditer(source, start, end):
            if match.start() > place:
                self._plain(place, match.start())
            value = html.unescape(match.group())
            self.out.put(clean(value) if value != match.group() else value, match.start())
            self.out.starts.append(self.out.length)
            self.out.origins.append(match.end())
            place = match.end()
        if place < end:
            self._plain(place, end)

    def _plain(self, start: int, end: int) -> None:
        piece = clean(self.source[start:end]).replace("\n", " ")
        if self.out.at_line_start:
            stripped = piece.lstrip(" ")
            start += len(piece) - len(stripped)
            piece = stripped
        if self.inside_row:
            piece = piece.replace("|", "/")
        self.out.put(piece, start)


def html_text(source: str, file: str, encoding: str) -> DocumentText:
    """Read HTML.

    :param source: the decoded file
    :param file: its name
    :param encoding: how it was encoded
    :returns: its text; offsets lead back into ``source``

    >>> page = html_text("<h1>Zelopram</h1><ul><li>dry&nbsp;mouth</li></ul>", "a.html", "utf-8")
    >>> page.text.split()
    ['#', 'Zelopram', '•', 'dry', 'mouth']
    >>> start = page.text.index("mouth")
    >>> page.original[page.origin(start):][:5]
    'mouth'
    """
    reader = _Reader(source)
    reader.run()
    out = reader.out
    return DocumentText(
        file, "html", source, "".join(out.pieces), encoding, tuple(out.starts), tuple(out.origins), reader.title
    )
