"""Compare drugs, or documents, side by side: what is said of each on the same matter, by topic.

Examples:
  drugkg compare baclofen phenibut
  drugkg compare DRUGBANK:DB00181 phenibut --family adverse_effect
  drugkg compare baclofen phenibut --only different -f csv -o drugs.csv
  drugkg compare monograph encyclopaedia --family indication

A cell holds what the claims say, with everything that reverses or limits it, and the documents in brackets. An empty
cell means that no document says anything of it, which is not a denial. Numbers for one quantity share an axis.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ui.commands.options import add_limits, add_reviewed_only, add_store, reported
from ui.commands.output import REPORT, add_output, write_report

if TYPE_CHECKING:
    from queries.comparison.side_by_side import Row, SideBySide, ValueAxis
    from queries.comparison.values import Bar

USAGE = "drugkg compare NAME NAME [NAME ...] [options]"

_WIDTH = 40
_VERDICTS = {"same": "said {} all alike", "different": "said {} all, but not alike", "one": "not said {} all"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg compare``.

    :param parser: parser of the command
    """
    parser.add_argument("names", nargs="+", metavar="NAME", help="drugs, or documents, by any name or identifier")
    parser.add_argument("--family", default="", metavar="TOPIC", help="only one topic, such as adverse_effect")
    parser.add_argument(
        "--only", choices=["shared", "different"],
        help="only what is said of all of them, or only what is not said of all alike",
    )  # fmt: skip
    add_reviewed_only(parser)
    add_output(parser, REPORT, default="text")
    add_limits(parser, rows=False)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Print the comparison.

    :param options: what the user gave
    :returns: exit code
    """
    from queries.comparison.comparison_table import comparison_records  # noqa: PLC0415 - the parser is made first
    from queries.comparison.side_by_side import compare  # noqa: PLC0415
    from queries.runner import OpenGraph  # noqa: PLC0415

    reviewed = options.reviewed_only
    with OpenGraph(options.store, timeout=options.timeout, row_limit=0, reviewed_only=reviewed) as graph:
        reported(graph.store)
        found = compare(graph, *options.names, family=options.family)
    rows = [row for row in found.rows if _wanted(row, options.only)]
    if not rows:
        print("drugkg: nothing in the graph fits; silence of the documents is not denial", file=sys.stderr)
    write_report(
        options,
        data=_data(found, rows),
        rows=lambda: list(comparison_records(found, rows)),
        lines=lambda: [*_lines(found, rows), *_axes(found)],
    )
    return 0


def _wanted(row: Row, only: str | None) -> bool:
    if only == "shared":
        return row.agreement != "one"
    return row.agreement != "same" if only == "different" else True


def _data(found: SideBySide, rows: Iterable[Row]) -> dict[str, object]:
    """Return the comparison for JSON."""
    matters = [
        {
            "family": row.family,
            "matter": row.matter,
            "through": row.through,
            "agreement": row.agreement,
            "cells": {
                id_: [
                    {
                        "claim": claim.id, "phrase": claim.phrase, "value": claim.value, "polarity": claim.polarity,
                        "modality": claim.modality, "status": claim.status, "source": claim.source,
                    }
                    for claim in cell.claims
                ]
                for id_, cell in zip(found.ids, row.cells, strict=True)
            },
        }
        for row in rows
    ]  # fmt: skip
    axes = [
        {
            "quantity": axis.title,
            "unit": axis.unit,
            "values": {
                id_: [{"claim": bar.claim.id, "low": bar.low, "high": bar.high, "text": bar.text} for bar in bars]
                for id_, bars in zip(found.ids, axis.bars, strict=True)
            },
        }
        for axis in found.axes
    ]
    compared = [{"id": id_, "label": label} for id_, label in zip(found.ids, found.columns, strict=True)]
    return {"compared": compared, "matters": matters, "axes": axes}


def _lines(found: SideBySide, rows: Iterable[Row]) -> Iterator[str]:
    """Yield the matters as text, by topic."""
    topic = ""
    by = "by" if found.ids[0].startswith("source:") else "of"
    width = max(map(len, found.columns))
    for row in rows:
        if row.topic != topic:
            topic = row.topic
            yield topic.upper()
        through = f" ({row.through})" if row.through else ""
        yield f"  {row.matter}{through}: {_VERDICTS[row.agreement].format(by)}"
        for name, cell in zip(found.columns, row.cells, strict=True):
            yield f"    {name:<{width}}  {cell.text or '–'}"


def _axes(found: SideBySide) -> Iterator[str]:
    """Yield the numbers of each quantity as bars on one axis that begins at zero."""
    width = max(map(len, found.columns))
    for axis in found.axes:
        most = _most(axis)
        yield f"{axis.title}, 0 to {most:g} {axis.unit}"
        for name, bars in zip(found.columns, axis.bars, strict=True):
            for bar in bars:
                yield f"    {name:<{width}}  |{_drawn(bar, most)}|  {_number(bar)} [{bar.claim.source}]"


def _number(bar: Bar) -> str:
    """Return a number with all that limits or doubts it."""
    claim = bar.claim
    _, bracket, limits = claim.answer.partition(" [")
    doubted = "may: " if claim.modality in ("hedged", "hypothesis") else ""
    proposed = f" ({claim.review})" if claim.review_code == "proposed" else ""
    return f"{doubted}{bar.text}{bracket}{limits}{proposed}"


def _most(axis: ValueAxis) -> float:
    ends = [end for bars in axis.bars for bar in bars for end in (bar.low, bar.high) if end is not None]
    return max(ends, default=0) or 1


def _drawn(bar: Bar, most: float) -> str:
    low = 0 if bar.low is None else round(bar.low / most * (_WIDTH - 1))
    high = _WIDTH - 1 if bar.high is None else round(bar.high / most * (_WIDTH - 1))
    return " " * low + "=" * (high - low + 1) + " " * (_WIDTH - 1 - high)
