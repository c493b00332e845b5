"""Panels of the overview: what documents say most on effects, interactions, warnings, doses and kinetics."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from queries.comparison.doses import DoseGroup
from queries.comparison.panels import panel_lines
from queries.display_text import counted
from queries.runner import prepare, roll_up_saved
from queries.store.interface import Solutions
from ui.explorer.answers.cache import Limits, outcome, reviewed_rows
from ui.explorer.claims.card import DOSE_WARNING, named_document
from ui.explorer.frame.escaping import shorten
from ui.explorer.frame.markup import anchor, block, card, joined, lines, strong
from ui.explorer.frame.reviewed import silence
from ui.explorer.frame.session import LoadedGraph

PANELS = {
    "adverse-effects": ("Adverse effects", "sick"),
    "interactions": ("Interactions", "compare_arrows"),
    "contraindications": ("Contraindications and cautions", "do_not_disturb_on"),
    "pharmacokinetics": ("Pharmacokinetics", "timeline"),
}
"""Saved query → title and icon of its panel."""

_LINES, _WORDS = 4, 96


def panel_card(graph: LoadedGraph, drug: str, query: str) -> Markup:
    """Return the first lines of the answer to a saved query about a drug, as a card.

    :param graph: the graph
    :param drug: CURIE of the drug
    :param query: key of :data:`PANELS`
    :returns: HTML
    """
    title, icon = PANELS[query]
    saved = graph.index.query(query)
    found = reviewed_rows(graph, query, outcome(graph, prepare(graph.index, query, {"drug": [drug]}), Limits()))
    answer = found.answer
    if not isinstance(answer, Solutions) or not answer.rows:
        return card(title, block("note", f"No document says anything about it. {silence()}", tag="p"), icon=icon)
    rows = panel_lines(roll_up_saved(graph.index, saved, answer), saved.rows, graph.label(drug))
    documents = len({row["source"]["value"] for row in answer.rows if "source" in row})
    words = f"All {len(rows)}, from {counted(documents, 'document')}"
    return card(
        title,
        lines(_line(line.label, shorten(line.words, _WORDS)) for line in rows[:_LINES]),
        block("end", anchor("query", words, icon="arrow_forward", query=query, **{"p.drug": drug})),
        icon=icon,
    )


def doses_card(graph: LoadedGraph, drug: str, groups: Sequence[DoseGroup]) -> Markup:
    """Return the first doses of a drug, with the warning that belongs to them, as a card.

    :param graph: the graph
    :param drug: CURIE of the drug
    :param groups: what :func:`queries.comparison.doses.dose_groups` returned
    :returns: HTML
    """
    title, icon = "Doses", "medication_liquid"
    if not groups:
        return card(title, block("note", "No document gives a dose.", tag="p"), icon=icon)
    if any(group.use_id for group in groups):
        everything = anchor("query", "All doses, by use and route", icon="arrow_forward", query="dosing",
                            **{"p.drug": drug})  # fmt: skip
    else:
        everything = anchor("evidence", "All claims on dosing", icon="arrow_forward", family="dosing", drug=drug)
    return card(
        title,
        *(_group(graph, group) for group in groups[:3]),
        block("note", DOSE_WARNING, tag="p"),
        block("end", everything),
        icon=icon,
    )


def _group(graph: LoadedGraph, group: DoseGroup) -> Markup:
    told: dict[str, list[str]] = {}
    for row in group.claims:
        said = " ".join(filter(None, [row.phase, row.value or row.answer]))
        said += " (hedged)" if row.uncertain else ""
        said += f" [{row.review}]" if row.review_code not in ("", "reviewed") else ""
        told.setdefault(row.source, []).append(said)
    head = _line(f"{group.use}, {group.route}", group.standing)
    return block("group", head, lines(
        block("small", f"{'; '.join(dict.fromkeys(words))} — {named_document(graph, source)}", tag="span")
        for source, words in told.items()
    ))  # fmt: skip


def _line(label: str, words: str) -> Markup:
    return joined([strong(label), " – " if words else "", block("small", words, tag="span")])
