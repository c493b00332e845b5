"""Entity: one thing with what it is, its roles, its neighbours, and all that documents state in connection with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st
from markupsafe import Markup

from ontology.errors import UserError
from ontology.namespaces import compact
from ontology.vocabulary import load_vocabulary
from queries.claims.connections import Connection
from queries.claims.reader import Claim
from queries.comparison.disagreements import chosen
from queries.counterparts import MATCHES
from queries.display_text import clean
from queries.drawing.captions import Caption
from queries.entities.neighbours import Neighbours, neighbours
from queries.entities.profile import EntityProfile, Relation, by_document, families_of
from ui.explorer.claims.card import document_name, dose_warning, speaks_of_doses
from ui.explorer.claims.card_list import show_claim_list
from ui.explorer.comparison.disagreements import sides_words
from ui.explorer.frame.addresses import kept, link, parameter, set_parameter
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.graph_view import Chosen, Pointed, show_graph
from ui.explorer.frame.markup import anchor, block, chip, lines, more, show_blocks, strong, tinted, web_anchor
from ui.explorer.frame.origin import origin_of_documents
from ui.explorer.frame.reviewed import reviewed_only, show_left_out, silence
from ui.explorer.frame.session import LoadedGraph, loaded

_FEW = 12
"""Claims that are shown on all topics at once."""
_EACH, _FIRST = 2, 8
"""Claims of each document, and of all, that are shown of a topic that was not asked for."""
_MOST = 60
"""Claims that are shown of a topic that was asked for."""
_PICTURE = 380
"""Pixels of height that the picture may take."""

_MATCH_SIGNS = {"exactMatch": "=", "closeMatch": "≈", "broadMatch": "↑", "narrowMatch": "↓", "relatedMatch": "~"}
_IDENTIFIERS = 5
_GROUPS = 40
_RELATIONS = 6
_VERBS = {
    "kindOf": "is a kind of",
    "partOf": "is part of",
    "activityOf": "is an activity of",
    "subunitOf": "is a subunit of",
    "forCondition": "is for",
    "oppositeOf": "is the opposite of",
    "byRoute": "is by",
}
"""Relations whose label has no verb, in a sentence."""
_DISPUTES = 3
_SUGGESTED = 12


def show() -> None:
    """Draw the page.

    :raises UserError: if the graph does not contain the entity of the address
    """
    graph = loaded()
    asked = parameter("entity")
    if not asked:
        _choose_one(graph)
        return
    try:
        entity = graph.profile(compact(graph.index.names.find(asked)))
    except UserError:
        st.title("Entity", anchor=False)
        raise
    _head(entity)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _claims(graph, entity)
    with right:
        _neighbours(graph, entity)
        _disagreements(graph, entity)
        _relations(entity)
        _unsaid(entity)
    _connected(graph, entity)


def _choose_one(graph: LoadedGraph) -> None:
    """Draw what to open, where the address names nothing."""
    st.title("Entity", anchor=False)
    st.markdown("Search for a drug, receptor, symptom, brain region or anything else; its name opens it here.")
    drugs = [compact(iri) for iri in graph.index.names.of_class("Drug")]
    drugs.sort(key=lambda curie: (-graph.index.names.about(curie)[2], curie))
    with st.container(horizontal=True):
        link("search", "Search", icon=":material/search:")
        for curie in drugs[:_SUGGESTED]:
            link("entity", escaped(graph.label(curie)), entity=curie)


def _head(entity: EntityProfile) -> None:
    """Draw what it is, its roles and identifiers, and the links to its other pages."""
    about = entity.about
    st.title(escaped(entity.label), anchor=False)
    parts = [block("small", Markup(" ").join([*map(tinted, entity.kinds), Markup("{}").format(clean(entity.id))]))]
    if about["definition"]:
        parts.append(block("", about["definition"], tag="p"))
    if about["synonyms"]:
        parts.append(block("small", f"Also called: {', '.join(about['synonyms'])}", tag="p"))
    for same in about["relations"].get("sameWork", ()):
        parts.append(block("small", f"The same work, counted as one line of evidence: {same}", tag="p"))
    show_blocks([*parts, _identifiers(entity), block("links small", *_places(entity))], kind="head")
    if entity.roles:
        badges = " ".join(f":blue-badge[{escaped(role.label)}]" for role in entity.roles)
        meaning = "\n".join(f"- **{escaped(role.label)}**: {escaped(role.definition)}" for role in entity.roles)
        st.markdown(f"Roles, derived from claims: {badges}", help=meaning)


def _places(entity: EntityProfile) -> Iterator[Markup]:
    """Yield the links to the other pages about it."""
    yield anchor("evidence", "All its claims", icon="format_quote", entity=entity.id)
    steps = _steps(entity)
    if steps:
        proposed = "true" if all(row.review_code == "proposed" for row in steps) else ""
        yield anchor("mechanism", "Mechanism from here", icon="account_tree", start=entity.id, proposed=proposed)
    yield anchor("links", "In other vocabularies", icon="link", entity=entity.id)
    if "Drug" in entity.about["classes"]:
        yield anchor("compare", "Compare with …", icon="compare", of=entity.id)
    if entity.id.startswith("source:"):
        yield anchor("sources", "The document", icon="description", document=entity.id.removeprefix("source:"))
        yield anchor("compare", "Compare with …", icon="compare", of=entity.id, kind="documents")


def _unsaid(entity: EntityProfile) -> None:
    if entity.about["unsaid"]:
        with st.expander("What no document states about it"):
            st.markdown(f"That is silence, not denial: {escaped('; '.join(entity.about['unsaid']))}.")


def _steps(entity: EntityProfile) -> list[Claim]:
    """Return the claims that it raises, lowers or changes something."""
    signed = {f"dkgo:{name}" for name, predicate in load_vocabulary().predicates.items() if predicate.sign != 0}
    return [row for row in entity.claims if row.subject_id == entity.id and row.predicate_id in signed]


def _identifiers(entity: EntityProfile) -> Markup:
    """Return the counterparts in other vocabularies, each with a link and the kind of match, the same ones first."""
    links = entity.about["links"]
    if not links:
        return block("note", "No counterpart in another vocabulary is known.", tag="p")
    used = {item["match"].removeprefix("skos:") for item in links}
    signs = "; ".join(f"{_MATCH_SIGNS[match]} {meaning}" for match, meaning in MATCHES.items() if match in used)
    order = {f"skos:{match}": place for place, match in enumerate(_MATCH_SIGNS)}
    ordered = sorted(links, key=lambda item: order.get(item["match"], len(order)))
    marks = [_identifier(entity, item) for item in ordered]
    first = marks if len(marks) <= _IDENTIFIERS + 2 else marks[:_IDENTIFIERS]
    rest = marks[len(first) :]
    shown = Markup("Identifiers: {} ").format(Markup(" ").join(first))
    meaning = block("note", signs, tag="span")
    if not rest:
        return block("small tall", shown, meaning)
    return block("small tall", shown, more(f"{len(rest)} more identifiers", Markup(" ").join(rest), " ", meaning))


def _identifier(entity: EntityProfile, item: Mapping[str, str]) -> Markup:
    match = item["match"].removeprefix("skos:")
    named = "" if item["label"].casefold() == entity.label.casefold() else f" {clean(item['label'])}"
    link_to = web_anchor(item["notation"], item["counterpart"])
    words = Markup("{} {}{}").format(_MATCH_SIGNS.get(match, ""), link_to, named)
    return tinted(words, "#1a9c4a" if match == "exactMatch" else "")


def _relations(entity: EntityProfile) -> None:
    """Draw the relations that hold by definition, each a link to the other entity."""
    if not entity.relations:
        return
    st.header("By definition", anchor=False)
    shown = [_relation(entity, item) for item in entity.relations]
    parts = [lines(shown[:_RELATIONS])]
    if len(shown) > _RELATIONS:
        parts.append(more(f"{len(shown) - _RELATIONS} more relations", lines(shown[_RELATIONS:])))
    show_blocks([block("small", *parts)])


def _relation(entity: EntityProfile, item: Relation) -> Markup:
    other = item.object_id if item.subject_id == entity.id else item.subject_id
    said = _VERBS.get(item.name, item.label)
    return anchor("entity", f"{item.subject} {said} {item.object}", entity=other)


@st.fragment
def _neighbours(graph: LoadedGraph, entity: EntityProfile) -> None:
    """Draw the picture; a node opens its own page, a line the claims behind it."""
    st.header("Neighbours", anchor=False)
    found = neighbours(entity, graph.index.names)
    if len(found.elements.nodes) == 1:
        st.caption("No relation and no claim joins it to another entity.")
        return
    edge = parameter("edge")
    documents = sorted({row.source for rows in found.claims.values() for row in rows})
    caption = Caption(
        f"Neighbours of {entity.label}",
        found.elements.banner,
        origin_of_documents(graph, documents),
        entity.id.partition(":")[2],
    )
    clicked = show_graph(
        found.elements,
        key=f"neighbours {entity.id}",
        pointed=Pointed(edge or entity.id),
        caption=caption,
        on_choice=_keep_edge,
        height=_PICTURE,
    ).chosen
    if clicked and clicked.role == "node" and clicked.id != entity.id:
        st.switch_page("screens/entity.py", query_params=kept() | {"entity": clicked.id})
    more = f" {found.left_out} more are among the claims." if found.left_out else ""
    st.caption(f"A dotted line holds by definition. Choose a node to open it, or a line to read its claims.{more}")
    _edge(graph, found, edge)


def _keep_edge(clicked: Chosen) -> None:
    """Write the line that was clicked into the address."""
    if clicked.role == "edge":
        set_parameter("edge", clicked.id)


def _edge(graph: LoadedGraph, found: Neighbours, edge: str) -> None:
    if not edge:
        return
    if edge not in found.claims:
        st.info("The line that the address names is not in the picture.", icon=":material/info:")
    elif not found.claims[edge]:
        st.caption("This relation holds by definition: the ontology gives it, and it needs no claim.")
    else:
        show_claim_list(graph, graph.full_claims(row.id for row in found.claims[edge]))
    st.button("Close", icon=":material/close:", type="tertiary", on_click=set_parameter, args=("edge", ""))


def _disagreements(graph: LoadedGraph, entity: EntityProfile) -> None:
    """Draw the disagreements that it takes part in, the most important first."""
    found = chosen(graph.disagreements_of(row.id for row in entity.claims), about=entity.id)
    if not found:
        return
    st.header(f"Disagreements ({len(found)})", anchor=False)
    for item in found[:_DISPUTES]:
        link("agreement", escaped(item["matter"]), disagreement=item["id"], icon=":material/balance:")
        st.caption(f"{item['kind']}: {escaped(sides_words(graph, item, most=60))}")
    if len(found) > _DISPUTES:
        link("agreement", f"All {len(found)}", icon=":material/more_horiz:", view="disagreements", entity=entity.id)


def _claims(graph: LoadedGraph, entity: EntityProfile) -> None:
    """Draw the topics with their numbers of claims, and claims by document: on the topic that is asked for, on all
    topics where there are few claims, else the first ones on the largest topic.
    """
    st.header(f"Claims on it ({len(entity.claims)})", anchor=False)
    if not entity.claims:
        if reviewed_only() and graph.claim_count(entity.id):
            show_left_out(entity.label, graph.claim_count(entity.id))
        else:
            st.caption(f"No claim has it as subject or object. {silence()}")
        return
    families = families_of(entity.claims)
    asked = parameter("family")
    if asked and asked not in families:
        st.warning(f"No claim on it has the topic “{escaped(asked)}”.")
    few = len(entity.claims) <= _FEW
    opened = asked if asked in families else "" if few else next(iter(families))
    stays = {"connection": parameter("connection")}
    chips = (
        [chip("entity", f"all ({len(entity.claims)})", is_open=not opened, entity=entity.id, **stays)] if few else []
    )
    for code, (label, number) in families.items():
        chips.append(
            chip("entity", f"{label} ({number})", is_open=code == opened, entity=entity.id, family=code, **stays)
        )
    show_blocks([block("chips slide", *chips)])
    for code in [opened] if opened else families:
        if not opened:
            st.subheader(escaped(families[code][0].capitalize()), anchor=False)
        _topic(graph, entity, code, families[code][0], whole=few or code == asked)


def _topic(graph: LoadedGraph, entity: EntityProfile, code: str, label: str, *, whole: bool) -> None:
    """Draw the claims on a topic by document; only the first ones where the topic was not asked for."""
    each, most = (_MOST, _MOST) if whole else (_EACH, _FIRST)
    documents = entity.of_family(code)
    shown = [row for rows in documents.values() for row in rows[:each]][:most]
    rows = graph.full_claims(row.id for row in shown)
    if speaks_of_doses(rows):
        dose_warning()
    for source, claims in by_document(rows).items():
        st.markdown(f"**{document_name(graph, source)}** ({len(documents[source])})")
        show_claim_list(graph, claims, most=len(claims), warn=False)
    number = sum(map(len, documents.values()))
    if len(rows) == number:
        return
    if whole:
        label = f"All {number} in the list of claims"
        link("evidence", label, icon=":material/format_quote:", entity=entity.id, family=code)
    else:
        show_blocks([anchor("entity", f"All {number} claims on it: {label}", entity=entity.id, family=code)])


def _connected(graph: LoadedGraph, entity: EntityProfile) -> None:
    """Draw what is stated of its kinds, parts and uses, and where it qualifies a claim; a group opens by its link."""
    if not entity.connected:
        return
    number = sum(len(group.claims) for group in entity.connected)
    st.header(f"Connected in another way ({number})", anchor=False)
    asked = parameter("connection")
    names = {_code(group): group for group in entity.connected}
    ways: dict[str, dict[str, Connection]] = {}
    for code, group in list(names.items())[:_GROUPS]:
        ways.setdefault(group.how, {})[code] = group
    for how, groups in ways.items():
        _way(graph, entity, how, groups, asked)
    if len(names) > _GROUPS:
        link("evidence", f"{len(names) - _GROUPS} more groups, in the list of claims", entity=entity.id)
    if asked and asked not in names:
        st.warning(f"Nothing is connected with it by “{escaped(asked)}”.")


def _way(graph: LoadedGraph, entity: EntityProfile, how: str, groups: Mapping[str, Connection], asked: str) -> None:
    """Draw what is connected in one way, and the claims of the group that is open."""
    chips = [
        chip(
            "entity", f"{group.label or how} ({len(group.claims)})", is_open=code == asked,
            entity=entity.id, connection="" if code == asked else code,
            family=parameter("family"),
        )
        for code, group in groups.items()
    ]  # fmt: skip
    named = any(group.label for group in groups.values())
    show_blocks([*([strong(how[:1].upper() + how[1:])] if named else []), block("chips", *chips)])
    if asked in groups:
        if groups[asked].id:
            label = escaped(f"The page of {groups[asked].label}")
            link("entity", label, icon=":material/arrow_forward:", entity=groups[asked].id)
        _opened(graph, groups[asked])


def _opened(graph: LoadedGraph, group: Connection) -> None:
    if group.above:
        st.caption("This is wider, so that its claims need not hold here.")
    rows = graph.full_claims(group.claims)
    if speaks_of_doses(rows):
        dose_warning()
    for source, claims in by_document(rows).items():
        st.markdown(f"**{document_name(graph, source)}** ({len(claims)})")
        show_claim_list(graph, claims, warn=False)


def _code(group: Connection) -> str:
    """Return what names a connection in the address."""
    return ".".join(filter(None, [group.how.replace(" ", "-"), group.id.partition(":")[2]]))


if __name__ == "__main__":
    show()
