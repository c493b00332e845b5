"""Numbers that several claims give for one quantity, brought to one unit, to be drawn as bars on one axis."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ontology.quantities import Range, are_limits, common, range_words, unit_of
from queries.claims.reader import Claim
from queries.comparison.doses import DOSE_PREDICATES

_ORAL = "oral route"


@dataclass(frozen=True, slots=True)
class Bar:
    """The number or range of one claim, in the unit of its axis.

    :param claim: the claim
    :param about: what distinguishes it on its axis: condition and dose phase, or the subject; may be empty
    :param low: lower end; ``None`` for "up to"
    :param high: upper end; ``None`` for "at least"
    :param text: the value in words, in that unit
    """

    claim: Claim
    about: str
    low: float | None
    high: float | None
    text: str

    @property
    def is_point(self) -> bool:
        """Whether it is a single number."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the ranges of one quantity in one scope have in common, as a disagreement reports it.

    :param disagreement: its identifier
    :param matter: what it is about
    :param claims: the claims compared
    :param words: how they relate to each other and what is common to all, in words
    :param text: the common range in words; empty where there is none
    :param low: its lower end
    :param high: its upper end
    """

    disagreement: str
    matter: str
    claims: tuple[str, ...]
    words: str
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """Claims whose numbers can share an axis: one quantity of one thing, by one route, of one dimension.

    :param id: stable name for addresses, such as ``baclofen.hasHalfLife.h``
    :param title: in words
    :param unit: the unit as people write it
    :param bars: the claims, by what they are about, then by number
    :param comparisons: what is common to those of one scope
    """

    id: str
    title: str
    unit: str
    bars: tuple[Bar, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def documents(self) -> int:
        """The number of documents that give a number."""
        return len({bar.claim.source for bar in self.bars})


def value_axes(rows: Iterable[Claim], disagreements: Iterable[Mapping[str, Any]] = ()) -> list[Axis]:
    """Return the quantities for which at least two claims give numbers.

    Oral and intrathecal doses never share an axis; a dose with no route named is taken as oral. Nothing is averaged.

    :param rows: all claims
    :param disagreements: what :func:`queries.comparison.disagreements.stored_disagreements` returned
    :returns: one axis per quantity, those with most documents first
    """
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for row in rows:
        if row.unit and row.polarity == "affirmed":
            groups[_key(row)].append(row)
    compared = [item for item in disagreements if item["range_relation"]]
    axes = [_axis(found, compared) for found in groups.values() if len(found) > 1]
    return sorted(axes, key=lambda axis: (-axis.documents, -len(axis.bars), axis.title))


def _key(row: Claim) -> tuple[str, ...]:
    """Return what claims on one axis have in common."""
    dimension = unit_of(row.unit).dimension
    if row.predicate_id in DOSE_PREDICATES:
        return row.subject_id, row.predicate_id, row.route or _ORAL, dimension
    about = f"{row.object_id} {row.qualifiers}" if dimension == "number" else row.object_id
    return "" if row.object_id else row.subject_id, row.predicate_id, about, dimension


def _axis(rows: Sequence[Claim], disagreements: Iterable[Mapping[str, Any]]) -> Axis:
    unit = Counter(row.unit for row in rows).most_common(1)[0][0]
    bars = sorted((bar_of(row, unit) for row in rows), key=_order)
    ids = {row.id for row in rows}
    first = rows[0]
    predicate = first.predicate.removeprefix("has ")
    parts = [first.subject_id.rpartition(":")[2], first.predicate_id.rpartition(":")[2]]
    title = f"{predicate} of {first.subject}"
    if first.predicate_id in DOSE_PREDICATES:
        route = first.route or _ORAL
        parts.append(route.partition(" ")[0])
        title += f", {route}" + (" or no route named" if any(not row.route for row in rows) else "")
    elif first.object_id:
        parts = [parts[1], first.object_id.rpartition(":")[2]]
        title = f"{predicate} {first.object}"
    return Axis(
        id=".".join([*parts, unit.replace("/", "-per-")]),
        title=title,
        unit=unit_of(unit).short,
        bars=tuple(bars),
        comparisons=tuple(_comparison(item, rows, unit) for item in disagreements if ids.issuperset(item["claims"])),
    )


def dimension_of(row: Claim) -> str:
    """Return the dimension of a claim's number; only numbers of one dimension can share an axis.

    :param row: a claim with a unit
    :returns: its dimension, such as ``time``
    """
    return unit_of(row.unit).dimension


def bar_of(row: Claim, unit: str) -> Bar:
    """Return the number or range of a claim in a unit.

    :param row: a claim with a unit
    :param unit: UCUM code of a unit of the same dimension
    :returns: the bar
    """
    found = _range(row)
    text = found.text(unit, approximate=row.approximate)
    if row.predicate_id in DOSE_PREDICATES:
        about = ", ".join(filter(None, [row.object, row.phase]))
    else:
        about = row.subject if row.object_id else ""
    return Bar(row, about, _number(found.low, unit), _number(found.high, unit), text)


def _comparison(item: Mapping[str, Any], rows: Sequence[Claim], unit: str) -> Comparison:
    ranges = [_range(row) for row in rows if row.id in item["claims"]]
    shared = common(ranges)
    text = shared.text(unit) if shared else ""
    return Comparison(
        disagreement=item["id"],
        matter=item["matter"],
        claims=tuple(item["claims"]),
        words=range_words(item["range_relation"], text, limits=are_limits(ranges)),
        text=text,
        low=_number(shared.low, unit) if shared else None,
        high=_number(shared.high, unit) if shared else None,
    )


def _range(row: Claim) -> Range:
    return Range.of(row.minimum, row.maximum, row.unit, min_excluded=row.min_excluded, max_excluded=row.max_excluded)


def _number(number: Fraction | None, unit: str) -> float | None:
    return None if number is None else float(number / unit_of(unit).factor)


def _order(bar: Bar) -> tuple[str, float, float, str]:
    low, high = bar.low, bar.high
    return bar.about, low or 0, float("inf") if high is None else high, bar.claim.id
