"""OBO Graph JSON: https://github.com/geneontology/obographs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ontology.external.terms import (
    OBO,
    OBO_IN_OWL,
    PART_OF,
    SCOPES,
    Draft,
    ExternalOntologyError,
    Parsed,
    Synonym,
    choose_version,
    finish,
    merge,
    obo_iri,
)
from ontology.files import parse_json

_REPLACED_BY = OBO + "IAO_0100001"
_CONSIDER, _ALTERNATIVE = OBO_IN_OWL + "consider", OBO_IN_OWL + "hasAlternativeId"
_VERSION_INFO = "http://www.w3.org/2002/07/owl#versionInfo"
_SYNONYMS = {f"has{scope.capitalize()}Synonym": scope for scope in SCOPES}
_PART_OF = frozenset({PART_OF, "BFO:0000050", "part_of"})


def parse_obo_graph(data: bytes) -> Parsed:
    """Return the version, the terms and the IRI of an OBO Graph document; if it has several graphs, the first names it.

    :param data: the document
    :returns: the version, empty if the document gives none, the terms sorted by IRI, and the IRI
    :raises ExternalOntologyError: if it is not JSON, or not an OBO graph
    """
    try:
        document = parse_json(data)
    except json.JSONDecodeError as error:
        raise ExternalOntologyError(f":{error.lineno}: not valid JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise ExternalOntologyError(f": not valid JSON: {error}") from error
    graphs = document.get("graphs") if isinstance(document, dict) else None
    if not isinstance(graphs, list) or not graphs:
        raise ExternalOntologyError(": not an OBO graph: there is no list `graphs`")
    drafts: dict[str, Draft] = defaultdict(Draft)
    try:
        for graph in graphs:
            _read_graph(graph, drafts)
        _read_merged(graphs, drafts)
        return Parsed(_version(graphs[0].get("meta") or {}), finish(drafts), str(graphs[0].get("id") or ""))
    except (AttributeError, KeyError, TypeError) as error:
        raise ExternalOntologyError(f": not an OBO graph: {type(error).__name__} ({error})") from error


def _version(meta: Mapping[str, Any]) -> str:
    information = [value for predicate, value in _property_values(meta) if predicate == _VERSION_INFO]
    return choose_version([*information, meta.get("version")])


def _read_graph(graph: Mapping[str, Any], drafts: dict[str, Draft]) -> None:
    nodes = graph.get("nodes") or ()
    untyped = "" if any(node.get("type") for node in nodes) else "CLASS"
    for node in nodes:  # where nodes have types, one without is no class, but what an annotation points at
        if node.get("type", untyped) == "CLASS" and (node.get("lbl") or node.get("meta")):
            _read_node(node, drafts[_iri(node["id"])])
    for edge in graph.get("edges") or ():
        subject = _iri(edge["sub"])
        if subject in drafts and edge["pred"] in ("is_a", *_PART_OF):
            draft = drafts[subject]
            (draft.parents if edge["pred"] == "is_a" else draft.part_of).add(_iri(edge["obj"]))


def _read_node(node: Mapping[str, Any], draft: Draft) -> None:
    meta = node.get("meta") or {}
    if node.get("lbl"):
        draft.labels.add(node["lbl"].strip())
    if meta.get("definition"):
        draft.definitions.add(meta["definition"]["val"].strip())
    for synonym in meta.get("synonyms") or ():
        scope = _SYNONYMS.get(synonym["pred"])
        if scope:
            draft.synonyms.add(Synonym(scope, synonym["val"].strip()))
    draft.obsolete |= bool(meta.get("deprecated"))
    for predicate, value in _property_values(meta):
        if predicate == _REPLACED_BY:
            draft.replaced_by.add(_iri(value))
        elif predicate == _CONSIDER:
            draft.consider.add(_iri(value))


def _read_merged(graphs: Iterable[Mapping[str, Any]], drafts: dict[str, Draft]) -> None:
    """Make an alternative identifier without a term of its own an obsolete term, replaced by the one that has it."""
    for graph in graphs:
        for node in graph.get("nodes") or ():
            for predicate, value in _property_values(node.get("meta") or {}):
                if predicate == _ALTERNATIVE and (iri := _iri(node["id"])) in drafts:
                    merge(drafts, _iri(value), iri)


def _property_values(meta: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return [(item["pred"], item["val"]) for item in meta.get("basicPropertyValues") or ()]


def _iri(identifier: str) -> str:
    return obo_iri(identifier) or identifier
