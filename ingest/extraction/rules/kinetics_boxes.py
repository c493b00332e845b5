"""Rows of a box of facts: “Metabolism: Liver (CYP3A4)”, “Excretion: urine 80 %”, with or without a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.quantities import Amount, amounts
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.kinetics import BOX, ORGAN_NAMES, PROTEIN, SKIPPED_KINDS

_TIMES = ("h", "min", "d", "wk")
_ROWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "bioavailability": ("hasBioavailability", ("%",)),
    "oral bioavailability": ("hasBioavailability", ("%",)),
    "protein binding": ("hasProteinBinding", ("%",)),
    "elimination half-life": ("hasHalfLife", _TIMES),
    "biological half-life": ("hasHalfLife", _TIMES),
    "terminal half-life": ("hasHalfLife", _TIMES),
    "half-life": ("hasHalfLife", _TIMES),
    "onset of action": ("hasOnsetOfAction", _TIMES),
    "onset": ("hasOnsetOfAction", _TIMES),
    "duration of action": ("hasDurationOfAction", _TIMES),
    "total duration": ("hasDurationOfAction", _TIMES),
    "plasma protein binding": ("hasProteinBinding", ("%",)),
    "plasma half-life": ("hasHalfLife", _TIMES),
    "half life": ("hasHalfLife", _TIMES),
    "peak": ("hasTimeToPeak", _TIMES),
    "time to peak": ("hasTimeToPeak", _TIMES),
    "peak plasma time": ("hasTimeToPeak", _TIMES),
    "tmax": ("hasTimeToPeak", _TIMES),
    "duration": ("hasDurationOfAction", _TIMES),
    "metabolism": ("metabolisedBy", ()),
    "metabolised by": ("metabolisedBy", ()),
    "metabolized by": ("metabolisedBy", ()),
    "elimination route": ("excretedIn", ("%",)),
    "route of elimination": ("excretedIn", ("%",)),
    "routes of elimination": ("excretedIn", ("%",)),
    "excretion route": ("excretedIn", ("%",)),
    "excreted in": ("excretedIn", ("%",)),
    "excretion": ("excretedIn", ("%",)),
    "elimination": ("excretedIn", ("%",)),
}
"""Label of a row to the predicate of its value and the units that the value may have."""

_LABEL = re.compile(
    r"(?<![a-z])(?P<label>oral bioavailability|bioavailability|protein binding|metabolism|metabolites|"
    r"(?:elimination |biological |terminal )?half-life|onset of action|duration of action|excretion|"
    r"identifiers)(?=[\s:]*[\d<>~≥≤A-Z])",
    re.IGNORECASE,
)
_ORGAN = re.compile(
    r"\b(?P<organ>liver|intestines?|hepatic|kidneys?|renal|urine|urinary|faeces|feces|fa?ecal|bile|biliary|lungs|"
    r"gut wall|"
    r"plasma)(?![a-z])",
    re.IGNORECASE,
)
_TIMED = re.compile(r"total\s+(?=\d)")
"""The row of a table of durations that gives the whole one."""

_ENZYMES = frozenset({"enzyme"})


_BOX_WORD = re.compile("Bioavailability|Protein binding|Metabolism|Elimination half-life|Excretion")
_VERB = re.compile(r"\b(?:was|were|is|are|has|have|may|can)\b")


def _rows(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield the label and the span of the value of each row that a passage holds."""
    label = passage.unit.label.lower().strip(": ")
    if label == "total" and "duration" in passage.section.title.lower() and _STARTS.match(passage.folded):
        yield "total duration", 0, len(passage.text)
        return
    timed = _TIMED.match(passage.folded)
    if timed and passage.section.kind == "pharmacokinetics" and "duration" in passage.section.title.lower():
        yield "total duration", timed.end(), len(passage.text)
        return
    yield from _below_title(passage)
    text = passage.text
    if label not in _ROWS and not _BOX_WORD.search(text):
        return
    if _VERB.search(passage.folded):
        return
    found = list(_LABEL.finditer(text)) if BOX.search(text) or label in _ROWS else []
    if not found and not (label in _ROWS and len(text) <= 160):
        return
    first = found[0].start() if found else len(text)
    if label in _ROWS:
        yield label, 0, first
    found = [match for match in found if not _in_parentheses(text, match.start())]
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else min(len(text), match.end() + 160)
        if match.group("label").lower() in _ROWS:
            yield match.group("label").lower(), match.end(), end


def _in_parentheses(text: str, place: int) -> bool:
    """Say whether a place is in parentheses, where a value is that of a metabolite or of another form."""
    opened = text.rfind("(", max(0, place - 120), place)
    return opened >= 0 and ")" not in text[opened:place]


_TITLE = re.compile(
    r"(?:absolute |oral )?(?P<name>bioavailability)|(?:plasma )?(?P<binding>protein binding)|"
    r"(?:elimination |terminal |plasma )?(?P<life>half-life)(?: elimination)?|"
    r"(?P<peak>time to peak(?: (?:plasma )?(?:concentration|level|effect))?|peak plasma time|tmax)|"
    r"(?:elimination |excretion )?(?P<route>route|elimination|"
    r"excretion)(?: routes?)?|(?P<onset>onset)(?: of action)?|(?P<total>duration)"
)
_GROUP = re.compile(
    r"(?:adults?|healthy|normal|elderly|geriatric|older|young|children|infants|paediatric|pediatric|immediate|"
    r"extended|modified|single)\b"
)
"""Begins the label of a value for a group of people or a form: “Adults, normal”."""

_TITLED = {
    "name": "bioavailability",
    "binding": "protein binding",
    "life": "half-life",
    "route": "excretion",
    "onset": "onset",
    "peak": "time to peak",
}
_STARTS = re.compile(r"(?:about |approximately |~|<|>|≥|≤)?\s*\d")
_STARTS_WITH_ORGAN = re.compile(
    r"(?:mainly |primarily |mostly )?(?:in |via )?(?:the )?(?:urine|renal|kidneys?|bile|f[ae])"
)


def _below_title(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """“Half-life”, and on the line below it “3–6 hours in adults; 2.9 hours in children.”."""
    title = _TITLE.fullmatch(passage.section.title.lower())
    if title is None or title.lastgroup is None or len(passage.text) > 160:
        return
    if passage.unit.label and not _GROUP.match(passage.unit.label.lower()):
        return
    if title.lastgroup == "total":
        above = passage.previous.folded.strip() if passage.previous is not None else ""
        if above == "total" and _STARTS.match(passage.folded):
            yield "total duration", 0, len(passage.text)
        return
    if passage.previous is not None and len(passage.previous.text) < 30 and not passage.previous.text.endswith("."):
        return  # another row of the box: “Peak”
    label = _TITLED[title.lastgroup]
    starts = _STARTS_WITH_ORGAN if label == "excretion" else _STARTS
    if not starts.match(passage.folded):
        return
    if label == "excretion":
        yield label, 0, len(passage.text)
        return
    for part in re.finditer(r"[^;]+", passage.folded):
        place = part.start() + len(part.group()) - len(part.group().lstrip())
        if starts.match(passage.folded, place):
            yield label, place, part.end()


_ROUTE = re.compile(
    r"(?:by )?(?:intravenous|intramuscular|subcutaneous|intranasal|oral|sublingual|buccal|rectal|transdermal|inhaled|"
    r"smoked|insufflated|insufflation|epidural|topical|iv|im|sc|po|mouth|vaporized|vaporised|immediate release|"
    r"extended release|ir|er|xr)(?: \([a-z ]{2,20}\))?"
)
_ORGAN_LABEL = re.compile(r"(?:urine|f[ae]*eces|bile|renal|kidneys?|stool|biliary|fa?ecal)")


def _rows_by_route(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """“Bioavailability”, and on the lines below it “Oral: 20 %”, “Intranasal: 45 %”."""
    label = passage.unit.label.lower().strip(": ")
    own = bool(passage.context.own_name.fullmatch(label))
    organ = bool(_ORGAN_LABEL.fullmatch(label))
    if passage.kind != "pharmacokinetics" or len(passage.text) > 60 or not (own or organ or _ROUTE.fullmatch(label)):
        return
    above: Passage | None = passage.previous
    while above is not None and above.unit.label:
        above = above.previous
    title = _TITLE.fullmatch(above.folded.strip(" :\t")) if above is not None else None
    title = title or _TITLE.fullmatch(passage.section.title.lower())
    name = _TITLED.get(title.lastgroup or "") if title is not None else None
    if name is not None and organ == (name == "excretion"):
        yield name, 0, len(passage.text)


def _boxes(passage: Passage) -> Iterator[Candidate]:
    """Read each row by its label."""
    if passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    for label, start, end in _rows_by_route(passage):
        predicate, units = _ROWS[label]
        amount = next((a for a in _numbers(passage, start, end) if a.unit in (units or ("%",))), None)
        if amount is None:
            continue
        if predicate == "excretedIn":
            organ = passage.unit.label.lower().strip(": ")
            yield _value(passage, "hasFractionExcreted", amount, start, end, ORGAN_NAMES.get(organ, organ))
        else:
            yield _value(passage, predicate, amount, start, end)
    for label, start, end in _rows(passage):
        predicate, units = _ROWS[label]
        if predicate in ("metabolisedBy", "excretedIn"):
            yield from _organs(passage, predicate, start, end)
            continue
        amount = next((a for a in _numbers(passage, start, end) if a.unit in units), None)
        if amount is not None:
            yield _value(passage, predicate, amount, start, end)


def _numbers(passage: Passage, start: int, end: int) -> list[Amount]:
    return [replace(a, start=a.start + start, end=a.end + start) for a in amounts(passage.text[start:end])]


def _value(passage: Passage, predicate: str, amount: Amount, start: int, end: int, organ: str = "") -> Candidate:
    return Candidate(
        "rows of a box of facts",
        "pharmacokinetics",
        predicate,
        "",
        "quantity",
        passage.at + min(start, amount.start),
        passage.at + max(amount.end, min(end, start + 1)),
        value=amount,
        qualifiers={"_organ": organ} if organ else {},
    )


def _organs(passage: Passage, predicate: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield organs, with a share as a quantity, and the enzymes of a row on metabolism."""
    shares = _numbers(passage, start, end)
    for match in _ORGAN.finditer(passage.text, start, end):
        organ = match.group("organ").lower()
        name = ORGAN_NAMES.get(organ, organ)
        share = next(
            (
                a
                for a in shares
                if a.unit == "%"
                and (
                    (0 <= a.start - match.end() <= 4 and ";" not in passage.text[match.end() : a.start])
                    or (predicate == "excretedIn" and 0 <= match.start() - a.end <= 4)
                )
            ),
            None,
        )
        if share is not None and predicate == "excretedIn":
            yield _value(passage, "hasFractionExcreted", share, match.start(), match.end(), name)
            continue
        yield _named(passage, predicate, name, "organ", match.start(), match.end(), organ)
    if predicate != "metabolisedBy":
        return
    for mention in passage.mentions:
        if (
            mention.entry.category in _ENZYMES
            and start <= mention.start < end
            and PROTEIN.match(passage.folded, mention.start)
        ):
            words = passage.text[mention.start : mention.end]
            yield _named(passage, predicate, words, "enzyme", mention.start, mention.end, mention.entry.label)


def _named(passage: Passage, predicate: str, name: str, category: str, start: int, end: int, synonym: str) -> Candidate:
    return Candidate(
        "rows of a box of facts",
        "pharmacokinetics",
        predicate,
        name,
        category,
        passage.at + start,
        passage.at + end,
        synonyms=(synonym,) if synonym.lower() != name.lower() else (),
    )


RULES = (
    Rule(
        "rows of a box of facts",
        "“Metabolism: Liver (CYP3A4)”",
        ("pharmacokinetics",),
        _boxes,
    ),
)
