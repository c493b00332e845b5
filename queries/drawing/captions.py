"""A picture that leaves the page takes along its title, what to know before reading it, and where it comes from."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from queries.display_text import clean
from queries.drawing.colours import PALETTES
from queries.drawing.svg import FONT, Drawing
from queries.drawing.text_width import WIDE_FONT, wrapped

_TITLE, _TEXT, _LINE, _MARGIN, _NARROWEST = 18.0, 12.0, 17.0, 14.0, 560.0
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written around a picture.

    :param title: above it
    :param banner: below the title: what a reader must know first, a sentence each
    :param origin: below the picture: documents, date, licence, address, a line each
    :param file: what its file is called, without ending
    """

    title: str
    banner: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    file: str = "drugkg"


def with_caption(drawing: Drawing, caption: Caption, *, theme: str = "light") -> Drawing:
    """Return a picture with a caption around it.

    :param drawing: the picture
    :param caption: what to write
    :param theme: ``light`` or ``dark``, as the picture has it
    :returns: the whole as one picture
    """
    palette = PALETTES[theme]
    width = max(drawing.width, _NARROWEST)
    room = width - 2 * _MARGIN
    picture = ET.Element("svg", {"xmlns": _SVG, "font-family": FONT})
    ET.SubElement(picture, "title").text = clean(caption.title)
    ground = ET.SubElement(picture, "rect", {"fill": palette.ground})
    y = _write(picture, [caption.title], _TITLE, room, _MARGIN, palette.ink, bold=True)
    y = _write(picture, caption.banner, _TEXT, room, y, palette.ink)
    inner = ET.fromstring(drawing.svg.replace(f' xmlns="{_SVG}"', "", 1))  # noqa: S314 - our own picture
    inner.set("y", f"{y:.0f}")
    picture.append(inner)
    y = _write(picture, caption.origin, _TEXT, room, y + drawing.height + 4, palette.faint) + _MARGIN
    for name, value in (("width", width), ("height", y)):
        picture.set(name, f"{value:.0f}")
        ground.set(name, f"{value:.0f}")
    picture.set("viewBox", f"0 0 {width:.0f} {y:.0f}")
    return Drawing(ET.tostring(picture, encoding="unicode"), round(width), round(y))


def _write(
    picture: ET.Element, texts: Sequence[str], size: float, room: float, y: float, colour: str, *, bold: bool = False
) -> float:
    """Write texts below each other, wrapped, and return where they end."""
    for text in texts:
        for line in wrapped(clean(text), size, room / WIDE_FONT, most=8):
            y += _LINE * size / _TEXT
            attributes = {"x": f"{_MARGIN:g}", "y": f"{y:.0f}", "font-size": f"{size:g}", "fill": colour}
            ET.SubElement(picture, "text", attributes | ({"font-weight": "600"} if bold else {})).text = line
    return y + (6 if texts else 0)
