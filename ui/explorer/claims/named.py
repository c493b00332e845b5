"""Claims that are asked for by their identifier where something else is looked for."""

from __future__ import annotations

import streamlit as st

from ontology.namespaces import PREFIXES
from queries.claims.reader import Claim
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.session import LoadedGraph


def claim_id(asked: str) -> str:
    """Return the identifier that an IRI or a CURIE of a claim ends with; other texts stay as they are.

    :param asked: what somebody typed
    :returns: the identifier without prefix

    >>> claim_id("claim:monograph-012")
    'monograph-012'
    """
    text = asked.strip()
    text = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    return text.removeprefix(PREFIXES["claim"]).removeprefix("claim:")


def claim_named(graph: LoadedGraph, asked: str) -> Claim | None:
    """Return the claim that somebody names.

    :param graph: the graph
    :param asked: what somebody typed
    :returns: the claim, or ``None`` if the graph holds none of that name
    """
    return next(iter(graph.named([claim_id(asked)])), None)


def show_claim_named(claim: Claim, instead: str = "") -> None:
    """Say that a name is that of a claim, with a link to it.

    :param claim: the claim
    :param instead: what was asked for
    """
    other = f", not of {instead}" if instead else ""
    st.info(f"“{escaped(claim.id)}” is the identifier of a claim{other}.", icon=":material/info:")
    link("evidence", escaped(f"Open the claim: {claim.statement}"), icon=":material/open_in_full:", claim=claim.id)
