"""Numbers with their units, as documents write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_PER_KG = r"(?:\s?/\s?| per | for each )(?:kg|kilogram)(?:\s?(?:of )?body ?weight)?"
_A_DAY = r"(?:\s?(?:/|per|a|each)\s?(?:day|d\b)| daily)"

UNITS = {
    "mg": r"mg|milligrams?",
    "ug": r"(?:µg|μg|mcg|ug|micrograms?)",
    "g": r"g|grams?",
    "mg/kg": rf"(?:mg|milligrams?){_PER_KG}",
    "ug/kg": rf"(?:µg|μg|mcg|ug|micrograms?){_PER_KG}",
    "mg/d": r"mg\s?(?:/|per|a|each)\s?(?:day|d\b)|mg daily|mg (?:once )?(?:every|per) 24 hours|"
    r"mg\s?/\s?24\s?h(?:ours?)?",
    "mg/kg/d": rf"(?:mg|milligrams?){_PER_KG}{_A_DAY}",
    "ug/kg/d": rf"(?:µg|μg|mcg|ug|micrograms?){_PER_KG}{_A_DAY}",
    "ug/d": r"(?:µg|μg|mcg|micrograms?)\s?(?:/|per|a)\s?(?:day|d\b)|(?:mcg|micrograms) daily",
    "h": r"h|hrs?|hours?",
    "min": r"min|mins|minutes?",
    "d": r"d|days?",
    "wk": r"wks?|weeks?",
    "mo": r"months?",
    "a": r"y|yrs?|years?",
    "s": r"s|sec|seconds?",
    "%": r"%|percent|per cent|per\s?cent",
    "L": r"L|litres?|liters?",
    "L/kg": r"L\s?/\s?kg|l/kg|litres? per (?:kg|kilogram)|liters? per (?:kg|kilogram)",
    "L/h": r"L\s?/\s?(?:h|hr|hour)|l/h|litres? (?:per|an) hour|liters? (?:per|an) hour",
    "mL/min": r"m[lL]\s?/\s?min(?:ute)?|m[lL] per minute|millilitres? per minute",
    "mL/min/kg": r"m[lL]\s?/\s?min\s?/\s?kg|m[lL]\s?/\s?kg\s?/\s?min",
    "mL/h": r"m[lL]\s?/\s?h(?:our)?",
    "L/min": r"L\s?/\s?min",
    "L/h/kg": r"L\s?/\s?h\s?/\s?kg|L\s?/\s?kg\s?/\s?h",
    "ng/mL": r"ng\s?/\s?m[lL]|nanograms? per (?:m[lL]|millilitre)",
    "ug/mL": r"(?:µg|μg|mcg|ug)\s?/\s?m[lL]|mg\s?/\s?L|mg/l",
    "ug/L": r"(?:µg|μg|mcg)\s?/\s?L",
    "mg/mL": r"mg\s?/\s?m[lL]",
    "nmol/L": r"nM|nmol\s?/\s?[lL]|nanomolar",
    "umol/L": r"(?:µM|μM|uM)|(?:µ|μ|u|micro)mol\s?/\s?[lL]|micromolar",
    "mmol/L": r"mM|mmol\s?/\s?[lL]",
    "pmol/L": r"pM|pmol\s?/\s?[lL]",
    "kg": r"kg",
    "g/mol": r"g\s?/\s?mol|Da\b|daltons?",
    "mL": r"m[lL]",
    "mm[Hg]": r"mm ?Hg",
    "[IU]": r"IU|units",
}
"""UCUM code to the ways of writing it."""

_WORDS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
    "thirty-six": 36,
    "forty": 40,
    "forty-eight": 48,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "seventy-two": 72,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "a quarter": 25,
    "one quarter": 25,
    "a third": 33,
    "one third": 33,
    "one-third": 33,
    "half": 50,
    "a half": 50,
    "one half": 50,
    "two thirds": 67,
    "two-thirds": 67,
    "three quarters": 75,
    "three-quarters": 75,
}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS |= {f"{tens}-{digit}": _WORDS[tens] + _WORDS[digit] for tens in _TENS for digit in _DIGITS}
_FRACTIONS = frozenset(name for name in _WORDS if re.search(r"quarter|third|half", name))
_NUMBER = r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(?:[.·]\d+)?"
_WORD = "|".join(sorted((re.escape(w) for w in _WORDS if w not in _FRACTIONS), key=len, reverse=True))
_ONE = rf"(?:{_NUMBER}|\b(?i:{_WORD})\b)"
_CODES = tuple(sorted(UNITS, key=lambda code: (-code.count("/"), code not in ("mm[Hg]",))))
_UNIT = "|".join(f"(?P<u{index}>{UNITS[code]})" for index, code in enumerate(_CODES))
_ABOUT = (
    r"(?P<about>(?i:\b(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|circa|ca\.?|"
    r"an average of|on average|estimated(?: at)?)\s+|[~≈]\s?))?"
)
_OVER = (
    r"(?P<over>(?i:(?:more than|over|greater than|above|exceeding|longer than|in excess of|higher than)\s+|[>]\s?))?"
)
_LEAST = r"(?P<least>(?i:(?:at least|no less than|a minimum of|minimum)\s+|≥\s?))?"
_UNDER = r"(?P<under>(?i:(?:less than|under|below|fewer than|shorter than|lower than)\s+|[<]\s?))?"
_MOST = (
    r"(?P<most>(?i:(?:up to|at most|no more than|not more than|a maximum of|maximum(?: of)?|as (?:much|many|high|"
    r"long) as|within)\s+|≤\s?))?"
)
_QUANTITY = re.compile(
    rf"{_ABOUT}{_OVER}{_LEAST}{_UNDER}{_MOST}(?:about |around |approximately )?(?:between |from )?(?P<low>{_ONE})"
    rf"(?:\s?(?P<lowpercent>%)?(?:\s?(?P<lowunit>[a-zA-Zµμ/]{{1,8}}))?\s?(?:\(?(?P<pm>±|\+/-|"
    rf"\+-)\s?(?P<spread>{_NUMBER})\)?|"
    rf"(?:-|–|—|to|and|or|up to| to up to)(?<=\w|-|–|—)\s?(?:about |approximately |up to )?(?P<high>{_ONE})))?"
    rf"[\s-]?(?P<unit>(?:{_UNIT}))(?![A-Za-zµμ])(?!\s?/\s?(?:m2|m²|kg|h\b|hr|hours?|min|m[lL]|\d))"
    r"(?! per (?:kg|kilogram|m2|m²|square|hour|minute|m[lL]\b|millilit))",
)
_HAS_DIGIT = re.compile(r"\d")
_HAS_NUMBER = re.compile(rf"\d|\b(?i:{_WORD})\b")
_FRACTION = re.compile(
    (
        rf"{_ABOUT}(?P<over>(?:more than|over)\s+)?(?P<under>(?:less than|"
        rf"under)\s+)?\b(?P<word>{'|'.join(sorted(map(re.escape, _FRACTIONS), key=len, reverse=True))})\b(?!-)"
    ),
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?:(?P<least>more than|over|at least|≥|>)\s*)?(?:(?P<most>up to|fewer than|less than|under|<|"
    r"≤)\s*)?(?:between\s+)?(?P<n>\d{1,4}|one)\s+(?:in|out of(?: every)?|of every|"
    r"and \d{1,3} in)\s+(?P<of>\d{1,3}(?:[, ]?\d{3})*)(?:\s*(?:to|and|-|"
    r"–)\s*(?P<n2>\d{1,4})\s+in\s+(?P<of2>\d{1,3}(?:[, ]?\d{3})*))?"
)


@dataclass(frozen=True)
class Amount:
    """A quantity and its place.

    :param low: lower bound
    :param high: upper bound
    :param unit: UCUM code
    :param start: where it begins in the text
    :param end: where it ends
    :param low_excluded: “more than”
    :param high_excluded: “less than”
    :param approximate: “about”, or a mean with its spread
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    start: int
    end: int
    low_excluded: bool = False
    high_excluded: bool = False
    approximate: bool = False

    def record(self) -> dict[str, object]:
        """Return the quantity as a qualifier of a claim record.

        :returns: min, max, unit and what limits them
        """
        data: dict[str, object] = {"unit": self.unit}
        if self.low is not None:
            data["min"] = plain(self.low)
        if self.high is not None:
            data["max"] = plain(self.high)
        if self.low_excluded:
            data["min_excluded"] = True
        if self.high_excluded:
            data["max_excluded"] = True
        if self.approximate:
            data["approximate"] = True
        return data


def plain(number: Decimal) -> int | float:
    """Return a number as JSON has it.

    :param number: a finite number
    :returns: an int where it is whole
    """
    return int(number) if number == number.to_integral_value() else float(number)


def _number(text: str) -> Decimal:
    folded = text.lower().strip()
    if folded in _WORDS:
        return Decimal(_WORDS[folded])
    return Decimal(folded.replace(",", "").replace(" ", "").replace("·", "."))


def amounts(text: str) -> Iterator[Amount]:
    """Yield the quantities in a text.

    :param text: a sentence
    :yields: each number or range with its unit

    >>> text = "from 3 up to 11 hours; 33±2 mL; under 7 %; four or five months"
    >>> [(str(a.low), str(a.high), a.unit) for a in amounts(text)]
    [('3', '11', 'h'), ('31', '35', 'mL'), ('None', '7', '%'), ('4', '5', 'mo')]
    """
    if not _HAS_NUMBER.search(text):
        return
    for match in _QUANTITY.finditer(text):
        amount = _amount(match)
        if amount is not None:
            yield amount


def _amount(match: re.Match[str]) -> Amount | None:
    code = next(_CODES[i] for i in range(len(_CODES)) if match.group(f"u{i}"))
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    low = _number(match.group("low"))
    high: Decimal | None = low
    about = (
        bool(match.group("about"))
        or "about" in match.group()
        or "around" in match.group()
        or "approximately" in match.group()
    )
    if match.group("spread"):
        spread = _number(match.group("spread"))
        return Amount(low - spread, low + spread, code, start, match.end(), approximate=about)
    if match.group("high"):
        high = _number(match.group("high"))
        low = _in_unit(low, match.group("lowunit"), code)
        if high < low:
            return None
        return Amount(low, high, code, start, match.end(), approximate=about)
    if match.group("over") or match.group("least"):
        return Amount(low, None, code, start, match.end(), low_excluded=bool(match.group("over")), approximate=about)
    if match.group("under") or match.group("most"):
        return Amount(None, low, code, start, match.end(), high_excluded=bool(match.group("under")), approximate=about)
    return Amount(low, high, code, start, match.end(), approximate=about)


_HOURS = {"min": Decimal(1) / 60, "h": Decimal(1), "d": Decimal(24), "wk": Decimal(168)}
_TIMES = tuple((code, re.compile(UNITS[code])) for code in _HOURS)


def _in_unit(value: Decimal, unit: str | None, code: str) -> Decimal:
    """Convert the lower end of a range to the unit of its upper end: “40 minutes to 3.5 hours”."""
    if not unit or code not in _HOURS:
        return value
    own = next((name for name, pattern in _TIMES if pattern.fullmatch(unit)), code)
    return value if own == code else round(value * _HOURS[own] / _HOURS[code], 4)


def fractions(text: str) -> Iterator[Amount]:
    """Yield fractions in words as percentages.

    :param text: a sentence
    :yields: “a quarter”, “about half” and the like

    >>> [str(a.low) for a in fractions("about a quarter is excreted")]
    ['25']
    """
    for match in _FRACTION.finditer(text):
        value = Decimal(_WORDS[match.group("word").lower()])
        over, under = bool(match.group("over")), bool(match.group("under"))
        yield Amount(
            None if under else value,
            None if over else value,
            "%",
            match.start("word"),
            match.end(),
            over,
            under,
            approximate=True,
        )


def rate(text: str) -> Amount | None:
    """Return how many people of how many are affected, in percent.

    :param text: a heading, a label or a parenthesis
    :returns: the rate, ``None`` if the text gives none

    >>> found = rate("may affect up to 1 in 100 people")
    >>> str(found.high), found.unit
    ('1', '%')
    """
    if match := _HAS_DIGIT.search(text) and _RATE.search(text):
        first = _percent(match.group("n"), match.group("of"))
        if match.group("n2"):
            second = _percent(match.group("n2"), match.group("of2"))
            return Amount(min(first, second), max(first, second), "%", match.start(), match.end())
        if match.group("least"):
            return Amount(first, None, "%", match.start(), match.end(), low_excluded=match.group("least") != "at least")
        if match.group("most"):
            return Amount(None, first, "%", match.start(), match.end(), high_excluded=match.group("most") != "up to")
        return Amount(first, first, "%", match.start(), match.end(), approximate=True)
    if "%" not in text and "cent" not in text:
        return None
    return next((amount for amount in amounts(text) if amount.unit == "%"), None)


def _percent(count: str, of: str) -> Decimal:
    total = Decimal(of.replace(",", "").replace(" ", "")) or Decimal(1)
    number = Decimal(1) if count == "one" else Decimal(count)
    return (100 * number / total).normalize() if total else Decimal(0)
