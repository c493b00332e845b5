"""Entity: one thing with what it is, its roles, its neighbours, and all that documents state in connection with it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ontology.namespaces import compact
from ontology.vocabulary import load_vocabulary
from queries.claims.connections import Connection
from queries.comparison.disagreements import chosen
from queries.counterparts import MATCHES
from queries.drawing.captions import Caption
from queries.entities.neighbours import Neighbours, neighbours
from queries.entities.profile import EntityProfile, Relation, by_document, families_of
from ui.explorer.claims.card import document_name, dose_warning, show_claim_list, speaks_of_doses
from ui.explorer.comparison.disagreements import sides_words
from ui.explorer.frame.addresses import kept, link, parameter, set_parameter
from ui.explorer.frame.escaping import escaped, web_link
from ui.explorer.frame.graph_view import Chosen, show_graph
from ui.explorer.frame.origin import origin_of_documents
from ui.explorer.frame.session import LoadedGraph, loaded

_FEW = 12
"""Claims that are shown without choosing a topic."""

_MATCH_SIGNS = {"exactMatch": "=", "closeMatch": "≈", "broadMatch": "↑", "narrowMatch": "↓", "relatedMatch": "~"}
_GROUPS = 40
_RELATIONS = 6
_DISPUTES = 3
_SUGGESTED = 12


def show() -> None:
    """Draw the page."""
    graph = loaded()
    asked = parameter("entity")
    if not asked:
        _choose_one(graph)
        return
    entity = graph.profile(compact(graph.index.names.find(asked)))
    _head(entity)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _neighbours(graph, entity)
    with right:
        _identifiers(entity)
        _relations(entity)
        _disagreements(graph, entity)
    _claims(graph, entity)
    _connected(graph, entity)


def _choose_one(graph: LoadedGraph) -> None:
    """Draw what to open, where the address names nothing."""
    st.title("Entity")
    st.markdown("Search for a drug, receptor, symptom, brain region or anything else; its name opens it here.")
    drugs = [compact(iri) for iri in graph.index.names.of_class("Drug")]
    drugs.sort(key=lambda curie: (-graph.index.names.about(curie)[2], curie))
    with st.container(horizontal=True):
        link("search", "Search", icon=":material/search:")
        for curie in drugs[:_SUGGESTED]:
            link("entity", escaped(graph.label(curie)), entity=curie)


def _head(entity: EntityProfile) -> None:
    """Draw what it is, its roles, and the links to its other pages."""
    st.title(escaped(entity.label), anchor=False)
    kinds = " ".join(f":gray-badge[{escaped(kind)}]" for kind in entity.kinds)
    st.markdown(f"{kinds} :small[{escaped(entity.id)}]")
    if entity.about["definition"]:
        st.markdown(escaped(entity.about["definition"]))
    if entity.about["synonyms"]:
        st.markdown(f"Also called: {escaped(', '.join(entity.about['synonyms']))}")
    for same in entity.about["relations"].get("sameWork", ()):
        st.markdown(f"The same work, counted as one line of evidence: {escaped(same)}")
    if entity.roles:
        badges = " ".join(f":blue-badge[{escaped(role.label)}]" for role in entity.roles)
        meaning = "\n".join(f"- **{escaped(role.label)}**: {escaped(role.definition)}" for role in entity.roles)
        st.markdown(f"Roles, derived from claims: {badges}", help=meaning)
    with st.container(horizontal=True):
        link("evidence", "All its claims", icon=":material/format_quote:", entity=entity.id)
        if _starts_a_route(entity):
            link("mechanism", "Mechanism from here", icon=":material/account_tree:", start=entity.id)
        link("links", "In other vocabularies", icon=":material/link:", entity=entity.id)
        if "Drug" in entity.about["classes"]:
            link("compare", "Compare with …", icon=":material/compare:", of=entity.id)
        if entity.id.startswith("source:"):
            name = entity.id.removeprefix("source:")
            link("sources", "The document", icon=":material/description:", document=name)
            link("compare", "Compare with …", icon=":material/compare:", of=entity.id, kind="documents")
    if entity.about["unsaid"]:
        with st.expander("What no document states about it"):
            st.markdown(f"That is silence, not denial: {escaped('; '.join(entity.about['unsaid']))}.")


def _starts_a_route(entity: EntityProfile) -> bool:
    """Return whether a claim states that it raises, lowers or changes something."""
    predicates = load_vocabulary().predicates
    used = {row.predicate_id.rpartition(":")[2] for row in entity.claims if row.subject_id == entity.id}
    return any(predicates[name].sign != 0 for name in used if name in predicates)


def _identifiers(entity: EntityProfile) -> None:
    """Draw the counterparts in other vocabularies, each with a link and the kind of match."""
    st.header("Identifiers", anchor=False)
    links = entity.about["links"]
    if not links:
        st.caption("No counterpart in another vocabulary is known.")
        return
    marks = []
    for item in links:
        match = item["match"].removeprefix("skos:")
        colour = "green" if match == "exactMatch" else "gray"
        named = "" if item["label"].casefold() == entity.label.casefold() else f" {escaped(item['label'])}"
        told = f"{_MATCH_SIGNS.get(match, '')} {web_link(item['notation'], item['counterpart'])}"
        marks.append(f":{colour}-badge[{told}{named}]")
    st.markdown(" ".join(marks))
    used = {item["match"].removeprefix("skos:") for item in links}
    st.caption("; ".join(f"{_MATCH_SIGNS[match]} {meaning}" for match, meaning in MATCHES.items() if match in used))


def _relations(entity: EntityProfile) -> None:
    """Draw the relations that hold by definition, each a link to the other entity."""
    if not entity.relations:
        return
    st.header("By definition", anchor=False)
    shown, rest = entity.relations[:_RELATIONS], entity.relations[_RELATIONS:]
    with st.container(horizontal=True, gap="small"):
        for item in shown:
            _relation(entity, item)
    if rest:
        with st.expander(f"{len(rest)} more relations"):
            for item in rest:
                _relation(entity, item)


def _relation(entity: EntityProfile, item: Relation) -> None:
    other = item.object_id if item.subject_id == entity.id else item.subject_id
    link("entity", escaped(f"{item.subject} {item.label} {item.object}"), entity=other)


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
        selected=edge or entity.id,
        caption=caption,
        on_choice=_keep_edge,
    ).chosen
    if clicked and clicked.role == "node" and clicked.id != entity.id:
        st.switch_page("screens/entity.py", query_params=kept() | {"entity": clicked.id})
    more = f" {found.left_out} more are in the claims below." if found.left_out else ""
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
        show_claim_list(graph, graph.full_claims(row.id for row in found.claims[edge]), key="edge")
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
    """Draw the topics with their numbers of claims, and the claims on the topic that is open, by document."""
    st.header(f"Claims on it ({len(entity.claims)})", anchor=False)
    if not entity.claims:
        st.caption("No claim has it as subject or object. That is silence, not denial.")
        return
    families = families_of(entity.claims)
    family = parameter("family")
    if family and family not in families:
        st.warning(f"No claim on it has the topic “{escaped(family)}”.")
    with st.container(horizontal=True, gap="small", key="families"):
        for code, (label, number) in families.items():
            words = f"{escaped(label)} ({number})"
            link(
                "entity", words, icon=_folding(code == family), entity=entity.id, family="" if code == family else code
            )
    opened = [family] if family in families else list(families) if len(entity.claims) <= _FEW else []
    if speaks_of_doses(row for row in entity.claims if row.family in opened):
        dose_warning()
    for code in opened:
        st.markdown(f"### {escaped(families[code][0].capitalize())}")
        for source, rows in entity.of_family(code).items():
            st.markdown(f"**{document_name(graph, source)}** ({len(rows)})")
            show_claim_list(graph, graph.full_claims(row.id for row in rows), key=f"{code}-{source}", warn=False)
    if not opened:
        st.caption("Choose a topic to read its claims.")
    elif family:
        link("evidence", "These in the list of claims", icon=":material/format_quote:", entity=entity.id, family=family)


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
    named = any(group.label for group in groups.values())
    if named:
        st.markdown(f"**{escaped(how[:1].upper() + how[1:])}**")
    with st.container(horizontal=True, gap="small"):
        for code, group in groups.items():
            words = f"{escaped(group.label or how)} ({len(group.claims)})"
            opens = "" if code == asked else code
            link("entity", words, icon=_folding(code == asked), entity=entity.id, connection=opens)
    if asked in groups:
        if groups[asked].id:
            label = escaped(f"The page of {groups[asked].label}")
            link("entity", label, icon=":material/arrow_forward:", entity=groups[asked].id)
        _opened(graph, groups[asked])


def _folding(is_open: bool) -> str:
    return ":material/expand_more:" if is_open else ":material/chevron_right:"


def _opened(graph: LoadedGraph, group: Connection) -> None:
    if group.above:
        st.caption("This is wider, so that its claims need not hold here.")
    rows = graph.full_claims(group.claims)
    if speaks_of_doses(rows):
        dose_warning()
    for source, claims in by_document(rows).items():
        st.markdown(f"**{document_name(graph, source)}** ({len(claims)})")
        show_claim_list(graph, claims, key=f"connected-{source}", warn=False)


def _code(group: Connection) -> str:
    """Return what names a connection in the address."""
    return ".".join(filter(None, [group.how.replace(" ", "-"), group.id.partition(":")[2]]))


if __name__ == "__main__":
    show()
