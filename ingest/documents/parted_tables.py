"""Tables that lost their bars: a cell on each line, or cells parted by tabs or semicolons.

“Use”, “Status”, “Comment”, and then “Gout”, “Approved”, “First choice”, one on a line each: what a page looks like when
its table is copied as text. The names of the columns say how many lines make a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.lines import Line

_FIRST = re.compile(
    r"(?:(?:interacting|other|concomitant|object|precipitant) )?(?:drugs?|medicines?|medications?|substances?|agents?)"
    r"(?: or class| class| name)?|drug interaction|condition|use|indication|disorder|parameter|property|measure|"
    r"characteristic|(?:adverse |side |common )?(?:events?|reactions?|effects?)|adverse drug reactions?|"
    r"preferred term|symptom|frequency|how (?:common|often)|(?:system )?organ class|body system|receptor|target|site|"
    r"study|trial|author|population|patient group|group|route|formulation|age|step|week|day",
    re.IGNORECASE,
)
"""Names of the first column of a table."""

_OTHER = re.compile(
    r"status|evidence|(?:level|quality|grade|strength) of evidence|comments?|notes?|remarks?|actions?|advice|"
    r"(?:clinical )?(?:management|recommendations?|consequences?|significance|implications?)|what (?:to do|happens)|"
    r"values?|levels?|frequency|incidence|how (?:common|often)|rates?|placebo|control|n|number|doses?|target dose|"
    r"starting dose|maximum(?: dose)?|usual dose|maintenance(?: dose)?|results?|outcomes?|findings?|severity|"
    r"mechanism|risk|duration|design|comparator|participants|patients|kd|ki(?: \(nm\))?|affinity|type of action|"
    r"very common|common|uncommon|rare|very rare|not known|(?:effect|result|outcome)s? (?:on|of|in) \w+(?: \w+)?|"
    r"unit|range|approval|approved|licen[cs]e|year|jurisdiction|examples?|description|onset|explanation|"
    r"interpretation",
    re.IGNORECASE,
)
"""Names of further columns."""

_ARM = re.compile(
    r"[\w-]+(?: [\w-]+)?(?: \d[\d.,–-]* ?m?g(?:/day)?)?,? ?(?:\(?[nN] ?= ?\d[\d,]*\)?,?(?: ?\(?%\)?)?|\(?%\)?|"
    r"\(\d+ mg\))"
)
"""The name of a column of rates: “Zelopram (n = 157)”, “Placebo %”."""

_CAPTION = re.compile(r"table \d{1,2}[.:]? ", re.IGNORECASE)
_PARTED = (" / ", " | ", "; ", "\t", ", ")
_RATES = re.compile(r"%|\b[nN] ?=|\bplacebo\b|^(?:incidence|rates?|n|number)$", re.IGNORECASE)
_RATE = re.compile(
    r"\d|^(?:[–—-]|none|nil|not (?:known|reported)|unknown|(?:very |un)?(?:common|rare)\b.*|n/?a)$", re.IGNORECASE
)
_STATUS = re.compile(
    r"\b(?:approv|licen|label|off\b|effective|not\b|no\b|yes\b|investig|experiment|establish|authori|unproven|"
    r"evidence|first|second|standard|accepted|withdrawn|contraindicated)",
    re.IGNORECASE,
)
_BAND = re.compile(r"\d|common|frequent|rare|known|occasional", re.IGNORECASE)
_END = re.compile(r"(?:end of )?table \d|(?:source|notes?|abbreviations|legend|key)[:.] |\*|†", re.IGNORECASE)
_LONGEST_CELL = 160
_LONGEST_FIRST = 80
_MOST_COLUMNS = 6


def mark_parted_tables(lines: Sequence[Line], text: str, drugs: Sequence[str] = ()) -> None:
    """Turn the lines of such tables into rows with cells.

    :param lines: the lines; changed in place
    :param text: the text, with marks masked
    :param drugs: names of the drug, which may name a column
    """
    names = {name.lower() for name in drugs}
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.kind in ("text", "row") and line.end - line.start <= _LONGEST_CELL:
            number = _table_at(lines, number, text, names)
        else:
            number += 1


def _table_at(lines: Sequence[Line], number: int, text: str, names: set[str]) -> int:
    """Read the table whose header a line begins; return the number of the line to look at next."""
    line = lines[number]
    header, part = _header_in_line(line, text, names)
    if header and part != " | " and (after := _rows_in_lines(lines, number, text, part, header)):
        return after
    if (header and line.kind == "text") or (header and number + 1 < len(lines) and lines[number + 1].kind != "row"):
        after = _stacked(lines, number, number + 1, text, header)
        return after or number + 1
    if line.kind != "text":
        return number + 1
    stop = number
    while stop < len(lines) and stop - number < _MOST_COLUMNS and lines[stop].kind == "text":
        words = _words(text, (lines[stop].start, lines[stop].end))
        if not (_is_column(words, names) if stop > number else _FIRST.fullmatch(words)):
            break
        stop += 1
    if stop - number >= 2:
        header = [(entry.start, entry.end) for entry in lines[number:stop]]
        return _stacked(lines, number, stop, text, header) or number + 1
    if "\t" in text[line.start : line.end]:
        return _rows_in_lines(lines, number, text, "\t", []) or number + 1
    return number + 1


def _words(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[span[0] : span[1]].split()).rstrip(":")


def _is_column(words: str, names: set[str]) -> bool:
    return bool(_OTHER.fullmatch(words) or _FIRST.fullmatch(words) or _ARM.fullmatch(words) or words.lower() in names)


def _header_in_line(line: Line, text: str, names: set[str]) -> tuple[list[tuple[int, int]], str]:
    """Return the names of columns that one line holds, and what parts them; none if it is not a header."""
    start = line.start
    caption = _CAPTION.match(text, start, line.end)
    if caption is not None:
        start = caption.end()
    for part in _PARTED:
        if part == ", " and caption is None:
            continue
        spans = _split(text, start, line.end, part)
        words = [_words(text, span) for span in spans]
        if len(spans) > 1 and _FIRST.fullmatch(words[0]) and all(_is_column(word, names) for word in words[1:]):
            return spans, part
    return [], ""


def _split(text: str, start: int, end: int, part: str) -> list[tuple[int, int]]:
    """Return the spans of the cells of a line, without blanks around them."""
    spans = []
    place = start
    while place <= end:
        found = text.find(part, place, end)
        stop = end if found < 0 else found
        begin, last = place, stop
        while begin < last and text[begin] == " ":
            begin += 1
        while last > begin and text[last - 1] == " ":
            last -= 1
        spans.append((begin, last))
        if found < 0:
            break
        place = found + len(part)
    return spans


def _rows_in_lines(lines: Sequence[Line], number: int, text: str, part: str, header: Sequence[tuple[int, int]]) -> int:
    """Make rows of lines whose cells are parted in the same way; return where they end, 0 if there is no table."""
    rows: list[tuple[Line, list[tuple[int, int]]]] = []
    stop = number
    while stop < len(lines) and lines[stop].kind in ("text", "mark"):
        line = lines[stop]
        cells = list(header) if header and stop == number else _split(text, line.start, line.end, part)
        if len(cells) < 3 - (part != "\t") or (rows and part != "\t" and len(cells) != len(rows[0][1])):
            break
        if rows and len(cells) > len(rows[0][1]):
            break
        rows.append((line, cells))
        stop += 1
    if len(rows) < 2 + bool(header) or len(rows[0][1]) < 3 - bool(header):
        return 0
    for place, (line, cells) in enumerate(rows):
        line.kind, line.cells, line.names_columns = "row", tuple(cells), bool(header) and place == 0
    return stop


def _stacked(lines: Sequence[Line], number: int, first: int, text: str, header: Sequence[tuple[int, int]]) -> int:
    """Make rows of lines that hold one cell each; return where the table ends, 0 if there is none."""
    columns = [_words(text, span) for span in header]
    if len(columns) == 2 and _OF_BANDS.fullmatch(columns[0]):
        return _banded(lines, number, first, text, header)
    rows: list[list[int]] = []
    row: list[int] = []
    place = first
    while place < len(lines):
        line = lines[place]
        words = _words(text, (line.start, line.end))
        if line.kind == "blank":
            following = lines[place + 1].kind if place + 1 < len(lines) else "blank"
            if not row or following == "blank":
                break
        elif line.kind not in ("text", "mark", "bullet") or not _fits(words, columns, len(row)):
            if row and len(row) == 1 and line.kind in ("text", "mark") and _RATES.search(columns[1]):
                row = [place]  # the cell before is the heading of a group of rows
                place += 1
                continue
            break
        row.append(place)
        place += 1
        if len(row) == len(columns):
            rows.append(row)
            row = []
    if len(row) > 1:
        rows.append(row)
        row = []
    place -= len(row)
    if len(rows) < 2:
        return 0
    for entry in lines[number:place]:
        entry.kind = "part"
    lines[number].kind, lines[number].cells, lines[number].names_columns = "row", tuple(header), True
    for cells in rows:
        lines[cells[0]].kind = "row"
        lines[cells[0]].cells = tuple((lines[cell].start, lines[cell].end) for cell in cells)
    return place


def _banded(lines: Sequence[Line], number: int, first: int, text: str, header: Sequence[tuple[int, int]]) -> int:
    """Make a row of each line of effects below a frequency; return where the table ends, 0 if there is none."""
    band: tuple[int, int] | None = None
    place, bands = first, 0
    for place in range(first, len(lines) + 1):
        line = lines[place] if place < len(lines) else None
        words = _words(text, (line.start, line.end)) if line is not None else ""
        if line is None or line.kind not in ("text", "mark") or words.endswith((".", "?")) or _END.match(words):
            break
        if _BAND_ALONE.fullmatch(words):
            band, bands = (line.start, line.end), bands + 1
        elif band is None:
            return 0
        else:
            line.cells = (band, (line.start, line.end))
    if bands < 2:
        return 0
    for line in lines[number:place]:
        line.kind = "row" if line.cells else "part"
    lines[number].kind, lines[number].cells, lines[number].names_columns = "row", tuple(header), True
    return place


_OF_BANDS = re.compile(r"frequency|how (?:common|often)|incidence", re.IGNORECASE)
_BAND_ALONE = re.compile(
    r"(?:(?:very )?(?:common|rare|frequent)|uncommon|infrequent|occasional|isolated|(?:frequency )?(?:not known|"
    r"unknown))"
    r"(?: \(.{1,60}\))?|[<>≥≤~]?\s?[\d.]+(?:\s?%)?(?:\s?(?:[-–]|to|"
    r"/)\s?[<>≥≤]?\s?[\d.,]+)?\s?%?(?: of (?:patients|people))?",
    re.IGNORECASE,
)


def _fits(words: str, columns: Sequence[str], place: int) -> bool:
    """Say whether a line can be the cell of a column."""
    if len(words) > _LONGEST_CELL or _END.match(words):
        return False
    column = columns[place]
    if place == 0:
        if _OF_BANDS.fullmatch(column):
            return bool(_BAND.search(words)) and len(words) <= _LONGEST_FIRST
        return len(words) <= _LONGEST_FIRST and not words.endswith((".", ":", "?"))
    if _RATES.search(column):
        return bool(_RATE.search(words)) and len(words) <= _LONGEST_FIRST
    if column.lower() == "status":
        return bool(_STATUS.search(words))
    return True
