"""The uses of a drug on the page: one row per use, with its standings, where, since when, and by whose words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from queries.comparison.uses import Standing, Use
from ui.explorer.claims.card import named_document
from ui.explorer.frame.escaping import shorten
from ui.explorer.frame.markup import anchor, block, card, joined, lines, more, strong, symbol, tinted
from ui.explorer.frame.session import LoadedGraph

_FIRST = 7
_MARKS = {
    "approved": ("#1a9c4a", "verified"),
    "not approved": ("#d03a3a", "block"),
    "off label": ("#d97b00", "label_off"),
    "investigational": ("#8250df", "science"),
    "not recommended": ("#d03a3a", "thumb_down"),
    "used": ("#808080", "check"),
}
"""Standing → tint and icon of its mark."""

STYLE = """<style>
.blocks .use { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 7fr); gap: 0.1rem 1rem }
.blocks .use + .use { border-top: 1px solid color-mix(in srgb, currentColor 10%, transparent); padding-top: 0.35rem }
@media (max-width: 700px) { .blocks .use { grid-template-columns: minmax(0, 1fr) } }
</style>"""


def uses_card(graph: LoadedGraph, uses: Sequence[Use]) -> Markup:
    """Return the uses as a card.

    :param graph: the graph
    :param uses: what :func:`queries.comparison.uses.uses` returned
    :returns: HTML
    """
    note = block("note", "One row per use. That a document names a use does not say that it works.", tag="p")
    if not uses:
        return card("What it is used for", block("note", "No document names a use.", tag="p"))
    parts = [note, *(_row(graph, use) for use in uses[:_FIRST])]
    if len(uses) > _FIRST:
        rest = len(uses) - _FIRST
        title = f"{rest} more use{'' if rest == 1 else 's'}"
        parts.append(more(title, *(_row(graph, use) for use in uses[_FIRST:])))
    return card("What it is used for", *parts)


def _row(graph: LoadedGraph, use: Use) -> Markup:
    state = {"entity": use.condition_id, "claim": use.claims[0].id}
    name = anchor("evidence", strong(use.condition or "the drug as such"), **state)
    return block("use", block("name", name), lines(_standing(graph, standing) for standing in use.standings))


def _standing(graph: LoadedGraph, standing: Standing) -> Markup:
    """Return a standing as a line: mark, places and years, limits, documents."""
    tint, icon = _MARKS.get(standing.name, ("#808080", "label"))
    name = "named as a use" if standing.name == "used" else standing.name
    reserve = ", hedged" if standing.hedged else ""
    if not any(row.review_code in ("", "reviewed") for row in standing.claims):
        reserve += f", {standing.claims[0].review}"
    where = ", ".join([*standing.places, *standing.years])
    limits = shorten("; ".join(standing.limits), 150)
    by = "; ".join(named_document(graph, source) for source in standing.sources)
    mark = tinted(symbol(icon) + name + reserve, tint)
    parts = [mark, strong(where) if where else "", block("small", limits, tag="span") if limits else ""]
    parts.append(block("note", f"— {by}", tag="span"))
    return joined(Markup(" ").join([part]) + " " for part in parts if part)
