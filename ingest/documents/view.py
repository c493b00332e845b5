"""The view of a document: its sections with their kinds, its sentences, list items and table cells, with offsets.

This is what every rule of extraction reads, and what ``drugkg ingest --show-structure`` prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ingest.documents.text import DocumentText

UnitKind = Literal["sentence", "item", "cell", "label"]


@dataclass(frozen=True)
class Section:
    """A heading and what follows it, up to the next heading.

    :param title: the heading as printed; empty before the first
    :param start: where the heading begins, in the text that is read
    :param end: where it ends
    :param level: depth, 1 for the title of the document
    :param kind: what the section is about, such as ``adverse_effect``; inherited where the heading only refines
    :param own_kind: what the heading itself says
    :param band: frequency band that the heading gives
    :param serious: whether the heading says that what follows is serious
    :param path: the headings above it and its own
    """

    title: str
    start: int
    end: int
    level: int
    kind: str | None
    own_kind: str | None = None
    band: str | None = None
    serious: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lead:
    """A sentence that governs the list below it, such as “You should not take it if you have:”.

    :param text: the sentence
    :param start: where it begins, in the text that is read
    :param end: where it ends
    :param kind: what it announces, as for a section; ``None`` if its words say nothing of it
    """

    text: str
    start: int
    end: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a list item or a table cell.

    :param kind: which of these; ``label`` is a sentence made of a label and its value
    :param start: where it begins, in the text that is read
    :param end: where it ends
    :param section: number of its section
    :param depth: depth of a list item, 1 for the outermost
    :param lead: the sentence that governs it
    :param parent: number of the item above it, in a nested list
    :param label: label in front of it, such as ``Common`` in “Common: headache”
    :param column: heading of a cell's column
    :param block: number of the paragraph or list it belongs to
    """

    kind: UnitKind
    start: int
    end: int
    section: int
    depth: int = 0
    lead: Lead | None = None
    parent: int | None = None
    label: str = ""
    column: str = ""
    block: int = 0


@dataclass(frozen=True)
class DocumentView:
    """A document as sections and units.

    :param document: the text and the way back to the original
    :param text: the text that is read, with marks masked; of the same length as ``document.text``
    :param sections: the sections in reading order; the first one is what comes before any heading
    :param units: sentences, items and cells in reading order
    """

    document: DocumentText
    text: str = field(repr=False)
    sections: tuple[Section, ...]
    units: tuple[Unit, ...] = field(repr=False)

    def words(self, unit: Unit) -> str:
        """Return the text of a unit, line ends as blanks.

        :param unit: a sentence, item or cell
        :returns: text of the same length as the unit
        """
        return self.text[unit.start : unit.end].replace("\n", " ")

    def outline(self) -> Iterator[str]:
        """Yield the view as indented lines for people: kind, offsets in the original, text.

        :yields: one line per heading and per unit
        """
        shown = -1
        for unit in self.units:
            while shown < unit.section:
                shown += 1
                section = self.sections[shown]
                notes = [
                    section.kind or "–",
                    *([section.band] if section.band else []),
                    *(["serious"] * section.serious),
                ]
                start, end = self.document.span(section.start, max(section.end, section.start + 1))
                yield f"[{', '.join(notes)}] {section.title or '(before the first heading)'}  {start}–{end}"
            start, end = self.document.span(unit.start, unit.end)
            lead = f" ← {unit.lead.kind or 'lead'}" if unit.lead else ""
            label = f" ({unit.label})" if unit.label else ""
            column = f" [{unit.column}]" if unit.column else ""
            text = " ".join(self.words(unit).split())
            yield f"  {'  ' * unit.depth}{unit.kind}{lead}{label}{column} {start}–{end}: {text}"
