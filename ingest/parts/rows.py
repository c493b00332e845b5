"""The rows of a source's claims, as screens and searches show them: what the reader of claims reads from the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

from pyoxigraph import Literal, Quad, Store

from ingest.about_drugs import AboutDrugs
from ingest.graphs.claims import proposition_quads
from ingest.graphs.entities import entity_quads
from ingest.graphs.writer import graph, node
from ingest.sources import SourceFolder
from ontology.entities import Entity, load_evidence_terms
from ontology.vocabulary import load_vocabulary, ontology_triples
from queries.claims.reader import read_claims
from queries.claims.table import as_row
from queries.mechanism import network
from queries.mechanism.reading import read_mechanisms
from queries.store.memory import MemoryStore


def rows_of_source(
    item: SourceFolder,
    quads: Iterable[Quad],
    entities: Mapping[str, Entity],
    labels: Mapping[str, str],
    about: AboutDrugs,
) -> bytes:
    """Return the claims of a source as rows.

    :param item: the source
    :param quads: its graph ``claims/…``, and its words in the graph ``quotes``
    :param entities: slug to entity
    :param labels: CURIE to label of everything that the claims name
    :param about: finds the drugs that claims are about
    :returns: one JSON object per line; see :class:`queries.claims.table.ClaimTableWriter` and
        :class:`queries.mechanism.network.NetworkWriter`
    """
    records = [claim.record for claim in item.claims]
    values = (value for record in records for value in record.qualifiers.values() if isinstance(value, str))
    named = {name for record in records for name in (record.subject_id, record.object_id) if name} | set(values)
    named |= {cite.reference for record in records for cite in record.cites}
    slugs = sorted(name.partition(":")[2] for name in named if name.startswith("drugkg:"))
    store = Store()
    store.extend(quads)
    store.extend(_names_of_terms())
    store.extend(entity_quads((entities[slug] for slug in slugs), load_evidence_terms().values(), [item]))
    others = sorted(name for name in named if not name.startswith("drugkg:") and name in labels)
    store.extend(Quad(node(name), node("rdfs:label"), Literal(labels[name]), graph("entities")) for name in others)
    store.extend(proposition_quads(records, load_vocabulary(), labels.__getitem__))
    drugs = {record.id: about.drugs(record) for record in records}
    claims = read_claims(MemoryStore(store), sources=[f"source:{item.source.slug}"])
    effects = {claim.id: network.as_row(claim) for claim in read_mechanisms(MemoryStore(store)).claims}
    rows = ({"claim": as_row(claim), "drugs": drugs[claim.id], "effect": effects.get(claim.id)} for claim in claims)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


@cache
def _names_of_terms() -> tuple[Quad, ...]:
    wanted = {node(name) for name in ("rdfs:label", "dkgo:sign", "dkgo:valueKind", "dkgo:qualifierKey")}
    return tuple(
        Quad(triple.subject, triple.predicate, triple.object, graph("ontology"))
        for triple in ontology_triples()
        if triple.predicate in wanted
    )
