"""The dataset as JSON-LD 1.1 whose context gives short names to the claim layer, so that it reads like plain JSON.

Terms of our own vocabulary are bare words, those of others have a prefix or one of the short names below. The context
is made for the data at hand: a property whose values are all nodes gets its values as plain strings.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ontology.namespaces import PREFIXES, compact, expand
from queries.exports.rdf import LABELS, LANGUAGE, canonical_quads, merged
from queries.store.interface import Store

SHORT: dict[str, str] = {
    "label": "rdfs:label",
    "altLabel": "skos:altLabel",
    "definition": "skos:definition",
    "subject": "rdf:subject",
    "predicate": "rdf:predicate",
    "object": "rdf:object",
    "document": "dkgo:source",
    "target": "oa:hasTarget",
    "inDocument": "oa:hasSource",
    "selector": "oa:hasSelector",
    "start": "oa:start",
    "end": "oa:end",
    "citesAsEvidence": "cito:citesAsEvidence",
    "citedEntity": "cito:hasCitedEntity",
    "hasUnit": "qudt:hasUnit",
    "title": "dcterms:title",
    "identifier": "dcterms:identifier",
}
"""Short names for terms that are no bare words of our vocabulary."""

_RDF_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_SHORT_OF = {expand(curie): name for name, curie in SHORT.items()}
_TAKEN = {*PREFIXES, *SHORT}
_WHOLE = re.compile(r"-?[1-9][0-9]{0,14}|0")

Json = dict[str, Any]


def write_jsonld(store: Store, out: IO[str], *, flat: bool = False, with_inferred: bool = False) -> int:
    """Write JSON-LD, one node a line.

    :param store: the store to read
    :param out: where to write
    :param flat: write all statements into the default graph, for readers of one graph
    :param with_inferred: with ``flat``, keep what was reasoned, which otherwise is a graph of its own
    :returns: the number of statements
    """
    quads = sorted(canonical_quads(store), key=lambda quad: (str(quad.graph_name), str(quad)))
    links = _links(quads)
    out.write(f'{{"@context": {_json(context(links))},\n"@graph": [\n')
    if flat:
        triples = sorted(merged(quads, with_inferred=with_inferred), key=str)
        _write_nodes([Quad(*triple) for triple in triples], links, out)
        out.write("\n]}\n")
        return len(triples)
    for number, (graph, inside) in enumerate(groupby(quads, key=lambda quad: quad.graph_name)):
        assert isinstance(graph, NamedNode)  # noqa: S101 - the store has named graphs alone
        out.write(",\n" if number else "")
        out.write(f'{{"@id": {_json(_reference(graph))}, "@graph": [\n')
        _write_nodes(inside, links, out)
        out.write("\n]}")
    out.write("\n]}\n")
    return len(quads)


def _write_nodes(quads: Iterable[Quad], links: dict[str, str], out: IO[str]) -> None:
    """Write the nodes of one graph, each on a line; their statements must follow one another."""
    nodes = groupby(quads, key=lambda quad: str(quad.subject))
    out.write(",\n".join(_json(_node(list(statements), links)) for _, statements in nodes))


def context(links: dict[str, str]) -> Json:
    """Return the JSON-LD context of the export.

    :param links: the IRIs of the properties whose values are nodes alone, each with the way its values are written:
        ``@vocab`` (a word of the vocabulary) or ``@id``
    :returns: the context as plain data
    """
    made: Json = {"@version": 1.1, "@vocab": PREFIXES["dkgo"]}
    for prefix, iri in PREFIXES.items():
        made[prefix] = iri if iri[-1] in ":/?#[]@" else {"@id": iri, "@prefix": True}
    made |= {name: {"@id": curie} for name, curie in SHORT.items()}
    made |= {_word(iri): {"@id": compact(iri), "@language": LANGUAGE} for iri in sorted(LABELS)}
    for iri, kind in sorted(links.items()):
        name = _word(iri)
        if name != iri:
            made[name] = {"@id": compact(iri), "@type": kind}
    return made


def _links(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the properties whose values are named nodes alone, and how their values are written."""
    values: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        node = quad.object.value if isinstance(quad.object, NamedNode) else ""
        values[quad.predicate.value].add("@vocab" if node.startswith(PREFIXES["dkgo"]) else "@id" if node else "")
    values.pop(_RDF_TYPE, None)
    return {iri: "@vocab" if kinds == {"@vocab"} else "@id" for iri, kinds in values.items() if "" not in kinds}


def _node(statements: list[Quad], links: dict[str, str]) -> Json:
    """Return the statements of one subject in one graph as an object."""
    made: Json = {"@id": _reference(statements[0].subject)}
    types = [quad.object for quad in statements if quad.predicate.value == _RDF_TYPE]
    words = [_word(node.value) for node in types if isinstance(node, NamedNode)]
    if words:
        made["@type"] = words[0] if len(words) == 1 else words
    rest = [q for q in statements if q.predicate.value != _RDF_TYPE or not isinstance(q.object, NamedNode)]
    for iri, group in groupby(rest, key=lambda quad: quad.predicate.value):
        values = [_value(quad.object, links.get(iri), LANGUAGE if iri in LABELS else "") for quad in group]
        made[_word(iri)] = values[0] if len(values) == 1 else values
    return made


def _value(term: Any, kind: str | None, language: str) -> Any:
    """Return an object as JSON: a string where the context says what it means, else an object that says so itself."""
    if isinstance(term, NamedNode) and kind:
        return _word(term.value) if kind == "@vocab" else _reference(term)
    if not isinstance(term, Literal):
        return {"@id": _reference(term)}
    if term.language:
        return term.value if term.language == language else {"@value": term.value, "@language": term.language}
    if language and term.datatype.value == _STRING:
        return {"@value": term.value}
    return _literal(term.value, compact(term.datatype.value))


def _literal(text: str, datatype: str) -> Any:
    """Return a literal without language; a plain JSON value where that gives the very same literal back."""
    if datatype == "xsd:string":
        return text
    if datatype == "xsd:integer" and _WHOLE.fullmatch(text):
        return int(text)
    if datatype == "xsd:boolean" and text in ("true", "false"):
        return text == "true"
    return {"@value": text, "@type": datatype}


def _reference(term: Any) -> str:
    """Return the identifier of a node."""
    if isinstance(term, BlankNode):
        return str(term)
    return compact(term.value)


def _word(iri: str) -> str:
    """Return a term of a vocabulary as a bare word, else with its prefix, else whole."""
    if iri in _SHORT_OF:
        return _SHORT_OF[iri]
    local = iri.removeprefix(PREFIXES["dkgo"])
    if local != iri and re.fullmatch(r"[A-Za-z]\w*", local) and local not in _TAKEN:
        return local
    return compact(iri)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
