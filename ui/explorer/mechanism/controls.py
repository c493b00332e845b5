"""The controls of the mechanism page: starts, ends, and what counts as a route. All of them are in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ontology.namespaces import PREFIXES, compact, expand
from queries.mechanism.basis import LEFT_OUT, SEEN_IN
from queries.mechanism.choices import Choice, end_choices, start_choices
from queries.mechanism.claims import MODALITIES
from queries.mechanism.effects import REVIEWED
from queries.mechanism.routes import PathOptions
from queries.mechanism.view import View
from queries.store.limits import PATH_STEPS
from ui.explorer.frame.addresses import parameter, set_parameters
from ui.explorer.frame.drug_choice import drug_asked
from ui.explorer.frame.filters import NONE, choose, choose_several
from ui.explorer.frame.part import GraphPart
from ui.explorer.frame.session import LoadedGraph

_ANYONE = "Seen in animals, people, or not said"
FILTERS = (
    "sources", "kind", "certainty", "asserted", "proposed", "joined", "people", "exact", "seen", "without", "via",
    "avoid", "steps",
)  # fmt: skip


def view_asked(graph: LoadedGraph, part: GraphPart) -> tuple[View, str]:
    """Draw the controls and return what they say.

    :param graph: the graph
    :param part: what the page shows of it
    :returns: what the reader asked for, and words to find in the picture
    """
    proposed = uses_proposed(part)
    begins = {choice.id: choice.label for choice in start_choices(part.mechanisms, proposed=proposed)}
    own = drug_asked(graph, near=parameter("start"))
    first = own if own in begins else next(iter(begins))
    warnings = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="ends"):
        starts = choose_several("start", "From", begins, default=[first], width=300, warn_in=warnings) or [first]
        ends_of = _labelled(end_choices(part.mechanisms, starts, proposed=proposed))
        usual = [graph.usual_end(starts[0])] if len(starts) == 1 else []
        asked = st.query_params.get_all("end") or usual
        st.button(
            "Swap",
            key="exchange",
            icon=":material/swap_horiz:",
            help="Ask for the way back, from the end to the start",
            disabled=not asked or any(end not in begins for end in asked) or any(s not in ends_of for s in starts),
            on_click=_swap,
            args=(asked, starts),
        )
        ends = choose_several("end", "To", ends_of, default=usual, placeholder="anything one step away",
                              width=300, warn_in=warnings)  # fmt: skip
        count = sum(name in st.query_params for name in FILTERS)
        label = f"Filters ({count} on)" if count else "Filters"
        with st.popover(label, icon=":material/tune:", key="limits"):
            options = _options(part, warnings)
        words = st.text_input(
            "Find in the picture", key="find", bind="query-params", type="search",
            placeholder="Find in the picture", label_visibility="collapsed", width=200,
        )  # fmt: skip
    hidden = tuple(st.query_params.get_all("hide"))
    expanded = tuple(node for node in st.query_params.get_all("expand") if node.startswith("drugkg:"))
    view = View(tuple(starts), tuple(end for end in ends if end not in starts), options, expanded, hidden)
    return view, words or ""


def uses_proposed(part: GraphPart) -> bool:
    """Return whether claims that nobody has reviewed make steps.

    :param part: what the page shows of the graph
    :returns: true if the reader asked for it, or if there are no others
    """
    return parameter("proposed") == "true" or not _has_reviewed(part)


def _has_reviewed(part: GraphPart) -> bool:
    return any(claim.affirms and claim.review in REVIEWED for claim in part.mechanisms.claims)


def _labelled(choices: Sequence[Choice]) -> dict[str, str]:
    """Return what a list shows of each node: its kind, and that no chain of steps reaches it."""
    return {
        choice.id: f"{choice.label} · {choice.kind}" + ("" if choice.reachable else " · no chain of steps")
        for choice in choices
    }


def _swap(starts: Sequence[str], ends: Sequence[str]) -> None:
    cleared = dict.fromkeys(("chosen", "expand", "hide"), "")
    set_parameters({"start": list(starts), "end": list(ends) or [NONE], **cleared})


def _options(part: GraphPart, warnings: DeltaGenerator) -> PathOptions:
    """Draw the filters and return what they say; what the address has wrong is reported outside of their box."""
    steps = st.slider("Max. steps", 1, PATH_STEPS.default, PATH_STEPS.default, key="steps", bind="query-params")
    kinds = sorted({about["kind"] for about in part.documents.values()})
    kind = choose_several(
        "kind", "Kinds of documents", {name: name for name in kinds}, placeholder="all", warn_in=warnings
    )
    offered = part.short_titles
    sources = choose_several("sources", "Documents", offered, placeholder="all", warn_in=warnings)
    chosen = [name for name in sources or offered if not kind or part.documents[name]["kind"] in kind]
    seen = choose(
        "seen",
        "Seen in",
        {name: words for name, (words, _) in SEEN_IN.items()},
        everything=_ANYONE,
        width=330,
        warn_in=warnings,
    )
    certainty = _certainty(part, warnings)
    relations = {name: LEFT_OUT[name] for name in ("associations", "statements")}
    without = choose_several("without", "Leave out", relations, placeholder="nothing", warn_in=warnings)
    nodes = _nodes(part)
    via = choose_several("via", "Only routes through all of", nodes, warn_in=warnings)
    avoid = choose_several("avoid", "No routes through any of", nodes, placeholder="none", warn_in=warnings)
    joined = st.toggle("Join documents", key="joined", bind="query-params",
                       help="Also shows routes whose steps are in several documents")  # fmt: skip
    people = st.toggle("Join different people", key="people", bind="query-params",
                       help="Also joins steps that were said of different groups of people")  # fmt: skip
    proposed = uses_proposed(part)
    if any(claim.review == "proposed" for claim in part.mechanisms.claims) and _has_reviewed(part):
        st.toggle("Also claims that nobody has reviewed", key="proposed", bind="query-params",
                  help="They are marked as proposed")  # fmt: skip
    exact = st.toggle("Only this end", key="exact", bind="query-params", help="Leaves out routes to kinds of the end")
    narrowed = bool(sources or kind)
    return PathOptions(
        max_steps=int(steps),
        sources=frozenset(PREFIXES["source"] + name for name in chosen) if narrowed else frozenset(),
        certainty=frozenset(certainty),
        proposed=proposed,
        joined=joined,
        any_people=people,
        exact=exact,
        without=frozenset(without) | (SEEN_IN[seen][1] if seen else frozenset()),
        via=frozenset(map(expand, via)),
        avoid=frozenset(map(expand, avoid)),
    )


def _certainty(part: GraphPart, warnings: DeltaGenerator) -> list[str]:
    """Draw the choice of how surely a step must be stated; an address of old has ``asserted`` for the surest."""
    used = {claim.modality for claim in part.mechanisms.claims if claim.affirms}
    offered = {name: name for name in MODALITIES if name in used}
    before = ["asserted"] if parameter("asserted") == "true" else []
    return choose_several(
        "certainty", "Certainty of each step", offered, default=before, placeholder="any", warn_in=warnings
    )


def _nodes(part: GraphPart) -> dict[str, str]:
    """Return all nodes of steps, by label."""
    label = part.mechanisms.names.label
    nodes = {node for edge in part.mechanisms.edges() for node in (edge.subject, edge.object)}
    return {compact(node): label(node) for node in sorted(nodes, key=lambda node: label(node).casefold())}
