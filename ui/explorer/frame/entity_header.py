"""What an entity is, above the claims on it, and what else has to do with it; what no document states about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ontology.vocabulary import load_vocabulary
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.session import LoadedGraph

_GROUPS_SHOWN = 12


def show_entity_head(graph: LoadedGraph, curie: str) -> None:
    """Draw what an entity is, with links to its other pages.

    :param graph: the graph
    :param curie: its CURIE
    :raises UnknownNameError: if the graph knows no such entity
    """
    about = graph.described(curie)
    with st.container(border=True):
        st.markdown(f"**{escaped(about['label'])}** :gray-badge[{escaped(', '.join(class_names(about['classes'])))}]")
        if about["definition"]:
            st.markdown(escaped(about["definition"]))
        if about["synonyms"]:
            st.markdown(f"Also called: {escaped(', '.join(about['synonyms']))}")
        if about["unsaid"]:
            st.caption(f"Not stated by any document (which is not a denial): {escaped('; '.join(about['unsaid']))}.")
        if about["connected"]:
            st.caption(connections_words(about))
        with st.container(horizontal=True):
            link("entity", "All about it", icon=":material/label:", entity=curie)
            link("mechanism", "Mechanism from here", icon=":material/account_tree:", start=curie)
            link("links", "In other vocabularies", icon=":material/link:", entity=curie)


def connections_words(about: Mapping[str, Any]) -> str:
    """Return how many claims have to do with an entity in another way than as subject or object, by how.

    :param about: the description of the entity
    :returns: Markdown
    """
    groups = [group for group in about["connected"] if not group["above"]]
    words = [
        escaped(f"{group['connection']}{': ' + group['label'] if group['label'] else ''} ({len(group['claims'])})")
        for group in groups[:_GROUPS_SHOWN]
    ]
    more = f"; and {len(groups) - _GROUPS_SHOWN} more" if len(groups) > _GROUPS_SHOWN else ""
    count = sum(len(group["claims"]) for group in groups)
    if not words:
        return ""
    counted = "1 claim" if count == 1 else f"{count} claims"
    return f"The list includes {counted} connected in another way: {'; '.join(words)}{more}."


def class_names(names: list[str]) -> list[str]:
    """Return the labels of classes without those that a narrower one implies.

    :param names: local names of classes
    :returns: the labels

    >>> class_names(["ChemicalSubstance", "Drug", "Entity"])
    ['drug']
    """
    vocabulary = load_vocabulary()
    known = [name for name in names if name in vocabulary.classes]
    implied = {above for name in known for above in vocabulary.ancestors(name)}
    return [vocabulary.classes[name].label for name in known if name not in implied]
