"""The graph ``quotes``: the words of the documents, for the local store alone; it is in no export.

It contains the words that the anchors refer to, and the passages that no claim covers.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from ingest.anchor_verification import uncovered
from ingest.graphs.claims import part_of
from ingest.graphs.writer import GraphWriter, node
from ingest.sources import SourceFolder
from ontology.namespaces import PREFIXES


def quote_quads(sources: Iterable[SourceFolder], texts: dict[str, str]) -> list[Quad]:
    """Return the quads of the graph ``quotes``.

    :param sources: the sources
    :param texts: slug to the text of the document, for those that are available
    :returns: the quads; none for a document that is not available
    """
    writer = GraphWriter("quotes")
    for item in sources:
        text = texts.get(item.source.slug)
        if text is not None:
            _write_quotes(writer, item, text)
            _write_uncovered(writer, item, text)
    return writer.quads


def _write_quotes(writer: GraphWriter, item: SourceFolder, text: str) -> None:
    for claim in item.claims:
        for number, place in enumerate(claim.record.places, start=1):
            anchor = part_of(claim.record, f"anchor/{number}")
            selector = part_of(claim.record, f"anchor/{number}/quote")
            writer.add(anchor, "oa:hasSelector", selector)
            writer.add(selector, "rdf:type", node("oa:TextQuoteSelector"))
            writer.add(selector, "oa:exact", text[place.start : place.end])


def _write_uncovered(writer: GraphWriter, item: SourceFolder, text: str) -> None:
    for number, passage in enumerate(uncovered(text, item.claims), start=1):
        subject = NamedNode(f"{PREFIXES['source']}{item.source.slug}/uncovered/{number}")
        writer.add(subject, "rdf:type", node("dkgo:UncoveredPassage"))
        writer.add(subject, "oa:hasSource", node(f"source:{item.source.slug}"))
        writer.add(subject, "dkgo:line", passage.line)
        writer.add(subject, "oa:exact", passage.text)
