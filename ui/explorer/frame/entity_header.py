"""What an entity is, above the claims on it: class, definition, synonyms, and what no document states about it."""

from __future__ import annotations

import streamlit as st

from ontology.vocabulary import load_vocabulary
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.session import LoadedGraph


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
        with st.container(horizontal=True):
            link("mechanism", "Mechanism from here", icon=":material/account_tree:", start=curie)
            link("links", "In other vocabularies", icon=":material/link:", entity=curie)


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
