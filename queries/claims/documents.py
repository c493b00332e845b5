"""What is known of the documents themselves: who made them, what they list, and how much of them claims cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from queries.claims.reader import Claim
from queries.claims.uncovered import Uncovered
from queries.sparql.terms import iri_terms
from queries.store.interface import Store

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdfs", "oa", "dcterms")

STATUSES = ("listed", "unlisted", "named")
"""How a work appears in a document: in its reference list, by a mark alone, or in words alone."""

_DOCUMENTS = """
SELECT DISTINCT ?document ?property ?value WHERE {
  GRAPH graph:entities { ?document a dkgo:Document }
  { GRAPH graph:entities { ?document ?property ?value } }
  UNION
  { GRAPH graph:metadata { ?document dcterms:rights ?value } BIND(dcterms:rights AS ?property) }
}
"""

_WORKS = """
SELECT DISTINCT ?work ?property ?value WHERE {
  VALUES ?document { %s }
  GRAPH graph:entities { ?work dkgo:referenceOf ?document ; ?property ?value }
}
"""

_UNCOVERED = """
SELECT DISTINCT ?passage ?source ?line ?text WHERE {
  GRAPH graph:quotes { ?passage a dkgo:UncoveredPassage ; oa:hasSource ?source ; dkgo:line ?line ; oa:exact ?text }
}
"""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document, by what it prints of itself; what it does not print is empty.

    :param slug: its identifier within the graph
    :param title: its title
    :param kind: what kind of document it is
    :param file: name of the file with its text
    :param authors: who wrote it
    :param publisher: who published it
    :param date: when it was published
    :param address: where it was published
    :param notes: what is special about it
    :param length: its characters, counted in code points
    :param sha256: checksum of the bytes of its file
    :param short_title: what it is called where there is little room; its identifier if it has no short title
    :param rights: under which terms it is published
    """

    slug: str
    title: str
    kind: str
    file: str
    authors: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    length: int = 0
    sha256: str = ""
    short_title: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a document lists, marks or names.

    :param id: its CURIE
    :param document: short name of the document
    :param mark: its number in the document, or empty
    :param label: its label
    :param citation: the entry of the reference list, or empty
    :param status: one of :data:`STATUSES`
    :param complete: whether the document gives author, title and year
    """

    id: str
    document: str
    mark: str
    label: str
    citation: str
    status: str
    complete: bool
    doi: str = ""
    pmid: str = ""
    note: str = ""


@dataclass(slots=True)
class Tally:
    """How many claims and places a document has."""

    claims: int = 0
    denied: int = 0
    uncertain: int = 0
    places: int = 0
    cited: set[str] = field(default_factory=set)


def read_documents(store: Store) -> dict[str, DocumentFacts]:
    """Read the documents.

    :param store: the store to read
    :returns: short name → what the document prints about itself
    """
    return {
        slug: DocumentFacts(
            slug=slug,
            title=_one(about, "dcterms:title"),
            kind=_one(about, "dkgo:documentKind"),
            file=_one(about, "dcterms:identifier"),
            authors=_one(about, "dcterms:creator"),
            publisher=_one(about, "dcterms:publisher"),
            date=_one(about, "dcterms:issued"),
            address=_one(about, "dkgo:address"),
            notes=tuple(sorted(about["dkgo:note"], key=len, reverse=True)),
            length=int(_one(about, "dkgo:length") or 0),
            sha256=_one(about, "dkgo:sha256"),
            short_title=_one(about, "dcterms:alternative") or slug,
            rights=_one(about, "dcterms:rights"),
        )
        for slug, about in sorted(_properties(store, _DOCUMENTS, "document", "source").items())
    }


def read_works(store: Store, document: str) -> list[Work]:
    """Read the works that a document lists, marks or names.

    :param store: the store to read
    :param document: short name of the document
    :returns: the works, by status and number
    """
    works = [
        Work(
            id=f"ref:{name}",
            document=_one(about, "dkgo:referenceOf").removeprefix(PREFIXES["source"]),
            mark=_one(about, "dkgo:mark"),
            label=_one(about, "rdfs:label"),
            citation=_one(about, "dcterms:bibliographicCitation"),
            status=_one(about, "dkgo:referenceStatus"),
            complete=_one(about, "dkgo:complete") == "true",
            doi=_one(about, "dkgo:doi"),
            pmid=_one(about, "dkgo:pmid"),
            note=" ".join(sorted(about["dkgo:note"])),
        )
        for name, about in _properties(
            store, _WORKS % iri_terms([PREFIXES["source"] + document]), "work", "ref"
        ).items()
    ]
    return sorted(works, key=lambda work: (STATUSES.index(work.status), _number(work.mark), work.id))


def read_uncovered(store: Store) -> dict[str, list[Uncovered]]:
    """Return the passages that no claim covers, in reading order; none where the graph holds no words of documents.

    :param store: the store to read
    :returns: short name of a document → its passages
    """
    found: dict[str, list[tuple[int, Uncovered]]] = defaultdict(list)
    for row in store.select(_PROLOGUE + _UNCOVERED, row_limit=0).rows:
        number = int(str(row["passage"]["value"]).rpartition("/")[2])
        passage = Uncovered(int(row["line"]["value"]), str(row["text"]["value"]))
        found[str(row["source"]["value"]).removeprefix(PREFIXES["source"])].append((number, passage))
    return {slug: [passage for _, passage in sorted(passages, key=lambda item: item[0])]
            for slug, passages in found.items()}  # fmt: skip


def tallies(rows: Iterable[Claim]) -> Mapping[str, Tally]:
    """Count the claims of each document.

    :param rows: the claims
    :returns: short name → its counts
    """
    found: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        tally = found[row.source]
        tally.claims += 1
        tally.denied += row.polarity == "denied"
        tally.uncertain += row.uncertain
        tally.places += len(row.places)
        tally.cited.update(work.id for work in row.cited)
    return found


def claims_by_work(rows: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    """Return the claims that cite each work.

    :param rows: the claims
    :returns: CURIE of a work → claims; empty for a work that none cites
    """
    found: dict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        for work in {work.id for work in row.cited}:
            found[work].append(row)
    return found


def topic_matrix(rows: Iterable[Claim]) -> dict[tuple[str, str], dict[str, int]]:
    """Return how many claims each document makes on each topic, most claims first.

    :param rows: the claims
    :returns: code and label of a topic → short name of a document → claims; a document without any is left out
    """
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        counts = found.setdefault((row.family, row.family_label), {})
        counts[row.source] = counts.get(row.source, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0][1])))


def covered_share(rows: Iterable[Claim], length: int) -> float:
    """Return the share of a document's characters that claims cover.

    :param rows: the claims of the document
    :param length: the number of characters of the document
    :returns: a number from 0 to 1
    """
    at = covered = 0
    for start, end in sorted((place.start, place.end) for row in rows for place in row.places):
        covered += max(0, end - max(start, at))
        at = max(at, end)
    return covered / length if length else 0.0


def uncovered_spans(
    text: str, passages: Iterable[Uncovered], covered: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Locate the passages that no claim covers.

    :param text: the document
    :param passages: its uncovered passages, in reading order
    :param covered: start and end of each place that claims rest on
    :returns: start and end of each passage
    """
    taken = bytearray(len(text))
    for start, end in covered:
        taken[start:end] = b"\1" * (end - start)
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    spans: list[tuple[int, int]] = []
    at = 0
    for passage in passages:
        at = text.find(passage.text, max(at, starts[passage.line - 1]))
        while at >= 0 and any(taken[at : at + len(passage.text)]):
            at = text.find(passage.text, at + 1)
        if at < 0:
            return spans
        spans.append((at, at + len(passage.text)))
        at += len(passage.text)
    return spans


def _properties(store: Store, query: str, name: str, prefix: str) -> Mapping[str, Mapping[str, list[str]]]:
    """Return the properties of nodes, each node by its name without prefix."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(_PROLOGUE + query, row_limit=0).rows:
        node = str(row[name]["value"]).removeprefix(PREFIXES[prefix])
        found[node][compact(row["property"]["value"])].append(str(row["value"]["value"]))
    return found


def _one(about: Mapping[str, list[str]], name: str) -> str:
    return about[name][0] if about[name] else ""


def _number(mark: str) -> int:
    digits = "".join(filter(str.isdigit, mark))
    return int(digits) if digits else 0
