"""From the lines of a document to its sections, sentences, list items and table cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents.bare_lists import mark_bare_lists
from ingest.documents.contents import ENTRY_LEVEL, is_entry_of_contents, is_row_of_contents
from ingest.documents.effect_headings import OpenEffects
from ingest.documents.heading_lines import mark_headings
from ingest.documents.headings import Heading, heading_of, lead_kind, names_a_use, normalised
from ingest.documents.labels import label_before
from ingest.documents.lines import Line, is_short, lines_of
from ingest.documents.masking import masked
from ingest.documents.page_breaks import without_running_heads
from ingest.documents.paragraphs import LONG_LINE, groups_of
from ingest.documents.parted_tables import mark_parted_tables
from ingest.documents.sentences import sentences
from ingest.documents.tables import cells_of, table_units
from ingest.documents.text import DocumentText
from ingest.documents.view import DocumentView, Lead, Section, Unit, UnitKind

_LISTED = frozenset(
    {
        "adverse_effect",
        "contraindication",
        "interaction",
        "indication",
        "off_label",
        "withdrawal",
        "overdose",
        "desired_effect",
    }
)


_OPEN = frozenset({"caution", "pharmacokinetics", "mechanism"})
_NESTS = frozenset({"indication", "off_label", "caution", "pharmacokinetics", "interaction"})
"""The kinds of sections that headings of unknown meaning refine where they follow without text in between."""

_NUMBERED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s")
"""The number of a heading of a product summary, such as “4.5”."""

_BOXED = frozenset({"interaction", "dosing", "pharmacokinetics", "adverse_effect", "identity"})
"""The kinds of the last row of a box of facts."""

_DEFINED = re.compile(
    r"(?P<name>[\w-]{3,30}(?: [\w-]{3,20})?),? \(?(?:(?:also|or|more|commonly|sometimes|formerly|often) )*"
    r"(?:known as|sold (?:as|under)|called|marketed (?:as|under)|abbreviated|brand names?|trade names?)\b"
)
"""The first words of an introduction."""

_IS_A = re.compile(
    r"(?P<name>[A-Z][\w-]{3,30})(?:,? or [\w,-]{3,40})?(?: \([^()\n]{3,80}\))? is an? "
    r"(?!(?:[\w-]+ ){0,4}(?:inducer|inhibitor|substrate) of\b)[a-z][^\n]{60}"
)
"""The first words of an introduction that defines the drug in a long line."""

_CLOSED = frozenset({"furniture", "references", "introduction", "identity", "history"})
_GLUED_HEADER = re.compile(r"^(?:[A-Z][a-z]+[A-Z][a-z]+\b|\w+ ?Ki \(|Site ?Ki)|[a-z)][A-Z][a-z]+Ref$")
"""The header of a table whose cells were printed without anything between them."""


@dataclass
class _State:
    """Where the reader is: the open heading, list and paragraph."""

    lead: Lead | None = None
    lead_open: bool = False
    parents: list[tuple[int, int, Lead | None]] = field(default_factory=list)
    block: int = 0
    units_before: int = -1
    nested: int | None = None


class _Structure:
    def __init__(self, document: DocumentText, drugs: Sequence[str]) -> None:
        self.document = document
        self.drugs = drugs
        self.text = masked(document.text)
        self.sections: list[Section] = [Section("", 0, 0, 0, None)]
        self.units: list[Unit] = []
        self.stack: list[Section] = []
        self.state = _State()
        self.introduced = False
        self.effects = OpenEffects()
        self.unwrapped = False

    def build(self) -> DocumentView:
        lines = lines_of(self.document.text, self.text)
        for line in lines:
            if (
                line.kind == "text"
                and line.end - line.start <= LONG_LINE
                and is_row_of_contents(self.text[line.start : line.end])
            ):
                line.kind = "blank"
        self.text = without_running_heads(lines, self.text)
        mark_parted_tables(lines, self.text, self.drugs)
        mark_bare_lists(lines, self.text)
        mark_headings(lines, self.text, self.drugs)
        self.unwrapped = any(line.kind == "text" and line.end - line.start > LONG_LINE for line in lines)
        number, total = 0, len(lines)
        while number < total:
            line = lines[number]
            if line.kind == "heading":
                self._heading(line)
                number += 1
            elif line.kind in ("blank", "mark", "part"):
                self._blank(lines, number)
                number += 1
            elif line.kind == "row":
                number = self._table(lines, number)
            elif line.kind == "bullet":
                number = self._bullet(lines, number)
            else:
                number = self._paragraph(lines, number)
        return DocumentView(self.document, self.text, tuple(self.sections), tuple(self.units))

    # headings

    def _heading(self, line: Line) -> None:
        said = line.heading or Heading(None)
        title = " ".join(self.text[line.start : line.end].split()).rstrip(":").strip()
        if len(self.units) == self.state.units_before and is_entry_of_contents(title, self.sections[-1]):
            self.sections.append(Section(title, line.start, line.end, ENTRY_LEVEL, "furniture", said.kind))
            self._close()
            return
        level = line.level or self._nested_level(said, title) or self._bare_level(said)
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()
        above = self.stack[-1] if self.stack else None
        kind, band, serious = said.kind, said.band, said.serious
        before = self.sections[-1]
        if _GLUED_HEADER.search(title) or (kind == "introduction" and self._names_only(title) and before.kind):
            kind, band = (before.kind, band or before.band) if before.kind not in _CLOSED else (kind, band)
        elif kind is None and above is not None and above.level > 1 and above.kind is not None:
            listed = (
                above.kind in _LISTED
                or (above.kind == "dosing" and _NUMBERED.match(above.title))
                or (above.kind in _OPEN and level == self.state.nested)
            )
            if said.keeps or line.level or (listed and not title.endswith("?")):
                kind = above.kind
                band = band or above.band
                serious = serious or above.serious
        elif above is not None and above.kind == "interaction" and _NUMBERED.match(above.title) and not line.level:
            kind = "interaction" if kind in ("contraindication", "caution", "introduction") else kind
        elif kind is None and self.sections[-1].kind and (said.keeps or self.sections[-1].kind == "advice"):
            kind = self.sections[-1].kind
        if kind == "withdrawal" and above is not None and above.kind in ("indication", "off_label") and line.level:
            kind = above.kind  # “Opioid withdrawal” below “Medical uses”
        kind = self.effects.kind_below(said, title, kind)
        of_use = line.level and above is not None and names_a_use(title, above.kind, self.drugs)
        kind, own_kind = (above.kind, None) if above is not None and of_use else (kind, said.kind)
        section = Section(
            title,
            line.start,
            line.end,
            level,
            kind,
            own_kind,
            band,
            serious,
            (*((above.path) if above else ()), title),
        )
        self.sections.append(section)
        self.stack.append(section)
        self.state.units_before = len(self.units)
        self._close()

    def _nested_level(self, said: Heading, title: str) -> int | None:
        """Return the depth of a heading of unknown meaning right below another one, and of those that follow it."""
        if said.keeps:
            return None
        if said.kind is not None or not self.stack or title.endswith("?"):
            self.state.nested = None
            return None
        above = self.stack[-1]
        if self.state.nested is not None and above.level == self.state.nested:
            return self.state.nested
        if above.own_kind in _NESTS and above.level >= 3 and len(self.units) == self.state.units_before:
            self.state.nested = above.level + 1
            return self.state.nested
        self.state.nested = None
        return None

    def _names_only(self, title: str) -> bool:
        """Say whether a heading is only the name of the drug, as that of a table."""
        return normalised(title, self.drugs) == "x"

    def _bare_level(self, said: Heading) -> int:
        """Return the depth of a heading that has no mark of depth: under the section it refines, else on its level."""
        marked = [section.level for section in self.stack]
        if said.keeps:
            return (
                (marked[-1] + 1)
                if marked and self.stack[-1].own_kind is not None
                else max(marked[-1] if marked else 3, 3)
            )
        numbered = [section.level for section in self.stack if _NUMBERED.match(section.title)]
        if numbered and numbered[-1] >= 3:
            return numbered[-1] + 1
        return 3 if not marked or marked[0] >= 3 else max(marked[0] + 1, 3)

    def _close(self) -> None:
        self.state.lead = None
        self.state.lead_open = False
        self.state.parents = []
        self.state.block += 1

    def _blank(self, lines: Sequence[Line], number: int) -> None:
        """An empty line ends a bare list and a list of bullets, unless bullets go on after it."""
        if lines[number].kind != "blank":
            return
        following = next((line for line in lines[number + 1 : number + 4] if line.kind not in ("blank", "mark")), None)
        if following is None or following.kind == "bullet" or self.state.lead_open:
            return
        self._close()

    # lists

    def _bullet(self, lines: Sequence[Line], number: int) -> int:
        line = lines[number]
        end, number = self._continuation(lines, number)
        parents = self.state.parents
        while parents and parents[-1][0] >= line.indent:
            parents.pop()
        lead = parents[-1][2] if parents and parents[-1][2] else self.state.lead
        parent = parents[-1][1] if parents else None
        first = len(self.units)
        self._item(line.start, end, depth=len(parents) + 1, lead=lead, parent=parent)
        own = self._item_lead(line.start, end)
        parents.append((line.indent, first if len(self.units) > first else -1, own or lead))
        self.state.lead_open = False
        return number

    def _item_lead(self, start: int, end: int) -> Lead | None:
        """An item that ends with a colon governs the items inside it."""
        words = self.text[start:end].strip()
        if not words.endswith(":"):
            return None
        return Lead(
            words,
            start,
            end,
            lead_kind(words, self._kind()) or (None if self._kind() in _LISTED else self._heading_kind(words)),
        )

    def _heading_kind(self, words: str) -> str | None:
        return heading_of(words.rstrip(": "), self.drugs).kind

    def _kind(self) -> str | None:
        return self.sections[-1].kind

    def _continuation(self, lines: Sequence[Line], number: int) -> tuple[int, int]:
        """Return the end of an item that runs over several lines, and the number of the line after it."""
        end = lines[number].end
        number += 1
        while number < len(lines):
            line = lines[number]
            words = self.text[line.start : line.end]
            before = self.text[lines[number - 1].start : end].rstrip()
            if line.kind == "mark" and number + 1 < len(lines) and lines[number + 1].kind != "blank":
                number += 1
                continue
            goes_on = (
                words[:1].islower()
                or words[:1] in ",(;)"
                or (line.indent >= 2 and lines[number - 1].kind in ("text", "bullet") and not words.endswith(":"))
            )
            if line.kind != "text" or not goes_on or before.endswith((":",)):
                break
            end = line.end
            number += 1
        return end, number

    def _item(self, start: int, end: int, *, depth: int, lead: Lead | None, parent: int | None) -> None:
        """Add an item: its first sentence is the item, what follows in it are sentences."""
        section = len(self.sections) - 1
        spans = list(sentences(self.text, start, end))
        for place, (first, stop) in enumerate(spans):
            label, begin = label_before(self.text, first, stop)
            if begin >= stop:
                continue
            kind: UnitKind = "item" if place == 0 else "sentence"
            self.units.append(
                Unit(
                    kind,
                    begin,
                    stop,
                    section,
                    depth,
                    lead if place == 0 else None,
                    parent,
                    label,
                    block=self.state.block,
                )
            )

    # tables

    def _table(self, lines: Sequence[Line], number: int) -> int:
        rows: list[list[tuple[int, int]]] = []
        has_header = lines[number].names_columns
        while number < len(lines) and lines[number].kind in ("row", "part"):
            line = lines[number]
            if rows and line.names_columns:
                break
            if line.kind == "row":
                rows.append(list(line.cells) or cells_of(self.text, line.start, line.end))
            number += 1
        self.units += table_units(self.text, rows, len(self.sections) - 1, self.state.block, has_header=has_header)
        self._close()
        return number

    # paragraphs

    def _paragraph(self, lines: Sequence[Line], number: int) -> int:
        """Read lines of text up to the next blank, bullet, row or heading: as one paragraph, or as a bare list."""
        run = [number]
        after = number + 1
        while after < len(lines) and lines[after].kind in ("text", "mark"):
            if self.text[lines[run[-1]].start : lines[run[-1]].end].rstrip().endswith(":"):
                break
            run.append(after)
            after += 1
        while lines[run[-1]].kind == "mark":
            run.pop()
        self._introduce(lines[run[0]])
        groups = groups_of(
            [lines[place] for place in run], self.text, lead_open=self.state.lead_open, unwrapped=self.unwrapped
        )
        for place, (start, end) in enumerate(groups):
            has_next = place + 1 < len(groups)
            bullets = not has_next and after < len(lines) and self._list_follows(lines, after)
            self._group(start, end, announces=has_next or bullets, alone=len(groups) == 1)
        return after

    def _introduce(self, line: Line) -> None:
        """“Zelopram (also known as …)” after a box of facts begins the introduction, whatever the box ended with."""
        if self._kind() not in _BOXED:
            return
        match = _DEFINED.match(self.text, line.start, line.end) or _IS_A.match(self.text, line.start, line.end)
        if match is None or normalised(match.group("name"), self.drugs) != "x" or self.introduced:
            return
        self.introduced = True
        self.sections.append(Section("", line.start, line.start, 3, "introduction"))
        self._close()

    def _list_follows(self, lines: Sequence[Line], number: int) -> bool:
        for line in lines[number : number + 3]:
            if line.kind in ("bullet", "row"):
                return True
            if line.kind == "text":
                words = self.text[line.start : line.end]
                return is_short(words) or _parted(words)
            if line.kind == "heading":
                return False
        return False

    def _group(self, start: int, end: int, *, announces: bool, alone: bool) -> None:
        words = self.text[start:end].strip()
        short = is_short(words) or (words[:1].islower() and len(words) <= 300)
        bare = self.state.lead_open and not words.endswith(":") and (_parted(words) or (short and words[-1:] != "."))
        listed = not alone and self._kind() in _LISTED and is_short(words) and words[-1:] not in ".:?!"
        condition = self._kind() == "contraindication" and _CONDITION.match(words)
        if bare or listed or condition:
            self._item(start, end, depth=1, lead=self.state.lead, parent=None)
            return
        if self.state.lead_open and not words.endswith(":") and (not short or _sentence_like(words)):
            self.state.lead, self.state.lead_open = None, False
        section = len(self.sections) - 1
        spans = list(sentences(self.text, start, end))
        carried = ""
        for begin, stop in spans:
            label, body = label_before(self.text, begin, stop)
            kind: UnitKind = "label" if label else "sentence"
            if (
                label
                and (label.isupper() or heading_of(label, self.drugs).kind in ("methods", "efficacy"))
                and heading_of(label, self.drugs).kind
            ):
                carried, kind = label, "sentence"
            elif not label:
                label = carried
            if body < stop:
                self.units.append(Unit(kind, body, stop, section, 0, None, None, label, block=self.state.block))
        last = self.text[spans[-1][0] : spans[-1][1]] if spans else ""
        if last.endswith(":") and announces:
            kind_of_lead = lead_kind(last, self._kind()) or (
                None if self._kind() in _LISTED else self._heading_kind(last)
            )
            self.state.lead = Lead(last, spans[-1][0], spans[-1][1], kind_of_lead)
            self.state.lead_open = True
            self.effects.announce(kind_of_lead)
            self.state.parents = []
        elif announces and last and re.search(r"\b(?:following|these include|such as|include)\s*$", last):
            self.state.lead = Lead(last, spans[-1][0], spans[-1][1], lead_kind(last, self._kind()))
            self.state.lead_open = True


_LONGEST_ITEM = 40
_CONDITION = re.compile(r"if (?:you|your|the patient|the person|he or she|there)\b")
"""Begins an item below “Do not take it” that lost its bullet."""


def _parted(words: str) -> bool:
    """Say whether semicolons part a line into short items: “Backache; dry mouth; tiredness.”"""
    return words.count(";") > 1 and all(len(part) <= _LONGEST_ITEM for part in words.split(";"))


def _sentence_like(words: str) -> bool:
    """Say whether a line below a lead sentence is a sentence of its own, which ends the list."""
    return words.endswith(".") and words[:1].isupper() and len(words.split()) > 5


def view_of(document: DocumentText, drugs: Sequence[str] = ()) -> DocumentView:
    """Return the view of a document.

    :param document: its text
    :param drugs: names of the drug it is about, which headings may contain
    :returns: sections and units with offsets
    """
    return _Structure(document, [name for name in drugs if name]).build()
