"""Drugs, or documents, side by side: what is said of each on the same matter, by topic, and their numbers on one axis.

A cell holds the phrases of the claims with everything that reverses or limits them, and the documents. An empty cell
means that no document says anything of it; that is not a denial.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ontology.errors import UserError
from ontology.namespaces import compact
from ontology.quantities import unit_of
from queries.claims.model import Amount
from queries.claims.reader import Claim, read_claims
from queries.comparison.circumstances import Links, circumstance, read_links
from queries.comparison.doses import DOSE_PREDICATES
from queries.comparison.drug_profile import read_exposures
from queries.comparison.values import Bar, bar_of, dimension_of
from queries.errors import UnknownNameError
from queries.index.identifiers import as_iri
from queries.index.name_index import Index
from queries.store.interface import Store

Agreement = Literal["same", "different", "one"]
"""Whether all say the same of a matter, or say it differently, or something is said of one only or of some only."""

FAMILIES = (
    "identity", "mechanism", "brain_region", "indication", "efficacy", "regulatory", "dosing", "pharmacokinetics",
    "adverse_effect", "interaction", "contraindication", "special_population", "withdrawal", "dependence_abuse",
    "overdose_toxicity", "monitoring",
)  # fmt: skip
"""Topics in the order in which they are shown; others follow by name."""

LEAST = 2


class Graph(Protocol):
    """What a comparison is read from, such as :class:`queries.runner.OpenGraph`."""

    @property
    def store(self) -> Store:
        """The store."""

    @property
    def index(self) -> Index:
        """The index of the store."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is said of one drug, or by one document, on one matter.

    :param claims: the claims, by document
    :param of: CURIE of the drug, if the column is one: a claim on something else, such as a use of it, names its
        subject
    """

    claims: tuple[Claim, ...] = ()
    of: str = ""

    @property
    def phrases(self) -> dict[str, list[str]]:
        """What the claims say, each with the short names of the documents that say it.

        :returns: phrase → documents; a claim with a number has it in its phrase
        """
        found: dict[str, list[str]] = {}
        for claim in self.claims:
            phrase = phrase_of(claim)
            if self.of and claim.subject_id != self.of:
                phrase = claim.sentence.replace(claim.phrase, phrase) if claim.phrase else phrase
            documents = found.setdefault(phrase, [])
            if claim.source not in documents:
                documents.append(claim.source)
        return found

    @property
    def text(self) -> str:
        """The phrases and their documents in one line; empty if nothing is said."""
        return "; ".join(f"{phrase} [{', '.join(documents)}]" for phrase, documents in self.phrases.items())


@dataclass(frozen=True, slots=True)
class Row:
    """One matter.

    :param family: code of the topic
    :param topic: the topic in words
    :param matter: the matter in words, such as ``causes drowsiness``
    :param through: the use, combination or other exposure that it is said of, such as ``drug combination with
        ethanol``; empty for the drug itself
    :param cells: one for each column
    :param agreement: whether the columns say the same
    """

    family: str
    topic: str
    matter: str
    through: str
    cells: tuple[Cell, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Numbers for one quantity of several columns, in one unit.

    :param title: the quantity in words
    :param unit: the unit as people write it
    :param bars: the numbers of each column
    """

    title: str
    unit: str
    bars: tuple[tuple[Bar, ...], ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A comparison.

    :param columns: labels of what is compared
    :param ids: their CURIEs
    :param rows: the matters by topic, those that several columns share first
    :param axes: numbers that can share an axis
    """

    columns: tuple[str, ...]
    ids: tuple[str, ...]
    rows: tuple[Row, ...]
    axes: tuple[ValueAxis, ...]


def compare(graph: Graph, /, *names: str, family: str = "") -> SideBySide:
    """Compare drugs, or documents, side by side.

    :param graph: the graph
    :param names: names of at least two drugs, or of at least two documents
    :param family: code of the only topic wanted, such as ``adverse_effect``
    :returns: what is said of each
    :raises UnknownNameError: if a name is neither that of a drug nor of a document
    :raises UserError: if there are fewer than two, or drugs and documents are mixed
    """
    ids, kind = _resolved(graph.index, names)
    if kind == "Document":
        claims = read_claims(graph.store, sources=ids)
        groups = {id_: [claim for claim in claims if f"source:{claim.source}" == id_] for id_ in ids}
        return _laid_out(graph.index, ids, groups, family)
    exposures = read_exposures(graph.store)
    groups = {}
    for id_ in ids:
        nodes = {id_, *exposures.get(id_, {})}
        found = read_claims(graph.store, about=sorted(nodes))
        groups[id_] = [claim for claim in found if claim.subject_id in nodes or claim.subject_id not in ids]
    links = read_links(graph.store, sorted({node for id_ in ids for node in exposures.get(id_, {})}))
    return _laid_out(graph.index, ids, groups, family, links)


def _resolved(index: Index, names: Sequence[str]) -> tuple[list[str], str]:
    """Return the CURIEs of what is compared, and whether they are drugs or documents."""
    kinds: dict[str, str] = {}
    for name in names:
        try:
            kinds[compact(index.names.find(name, "Drug"))] = "Drug"
        except UnknownNameError as error:
            try:
                kinds[compact(index.document(name))] = "Document"
            except UnknownNameError:
                raise error from None
    if len(kinds) < LEAST:
        raise UserError("name at least two different drugs, or two documents, to compare")
    if len(set(kinds.values())) > 1:
        raise UserError("drugs are compared with drugs, and documents with documents: name one kind only")
    return list(kinds), next(iter(kinds.values()))


def _laid_out(
    index: Index,
    ids: Sequence[str],
    groups: Mapping[str, Sequence[Claim]],
    family: str,
    links: Links | None = None,
) -> SideBySide:
    """Return the claims of each column by matter; documents have no links."""
    _check_family(family, [claim for claims in groups.values() for claim in claims])
    found: dict[tuple[str, ...], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for id_, claims in groups.items():
        for claim in claims:
            if not family or claim.family == family:
                matter = _proposition(claim) if links is None else _matter(index, claim, id_, links)
                found[matter][id_].append(claim)
    of = ids if links is not None else [""] * len(ids)
    rows = [
        _row(key, [Cell(tuple(cells.get(id_, ())), drug) for id_, drug in zip(ids, of, strict=True)])
        for key, cells in found.items()
    ]
    titles = index.document_titles()
    labels = [titles.get(as_iri(id_)) or index.names.about(id_)[0] for id_ in ids]
    return SideBySide(tuple(labels), tuple(ids), tuple(sorted(rows, key=_order)), tuple(_axes(found, ids)))


def _check_family(family: str, claims: Iterable[Claim]) -> None:
    known = sorted({claim.family for claim in claims})
    if family and family not in known:
        raise UserError(f"no claim on them has the topic {family!r}; their topics: {', '.join(known)}")


def _proposition(claim: Claim) -> tuple[str, ...]:
    """Return topic and proposition: what claims of documents in one row have in common; doses also by route."""
    return claim.family, claim.family_label, "", claim.proposition + _route(claim), claim.proposition_id


def _matter(index: Index, claim: Claim, id_: str, links: Links) -> tuple[str, ...]:
    """Return topic, exposure, predicate and object: what claims on drugs in one row have in common."""
    if claim.object_id == id_ and claim.subject_id != id_:
        said = f"{claim.proposition.removesuffix(claim.object).strip()} it"
        return claim.family, claim.family_label, "", said, claim.subject_id
    through = ""
    if claim.subject_id != id_:
        through = circumstance(links, claim.subject_id, index.names.about(claim.subject_id)[1], id_)
    about = claim.proposition.removeprefix(claim.subject).strip() + _route(claim)
    return claim.family, claim.family_label, through, about, claim.object_id or claim.object


def _route(claim: Claim) -> str:
    """Return the route of a dose: doses by different routes are never compared."""
    return f", {claim.route}" if claim.route and claim.predicate_id in DOSE_PREDICATES else ""


def _row(key: tuple[str, ...], cells: Sequence[Cell]) -> Row:
    family, topic, through, about, _ = key
    said = [{_said(claim, cell.of) for claim in cell.claims} for cell in cells if cell.claims]
    agreement: Agreement = "one"
    if len(said) == len(cells):
        agreement = "same" if all(item == said[0] for item in said) else "different"
    return Row(family, topic, about, through, tuple(cells), agreement)


def _said(claim: Claim, drug: str) -> tuple[object, ...]:
    """Return all that a claim says of the matter of its row: claims are alike only if they have it all in common.

    Frequency, severity, dose, route, people and every other qualifier belong to it; the drug of the column does not.
    """
    scope = frozenset((item.key, "it" if item.value == drug else item.value, _amount(item)) for item in claim.scope)
    return claim.polarity, claim.modality, claim.status_code, claim.reading, claim.value, _amount(claim), scope


def _amount(amount: Amount) -> tuple[object, ...]:
    return (
        amount.minimum, amount.maximum, amount.min_excluded, amount.max_excluded, amount.unit, amount.approximate,
    )  # fmt: skip


def _order(row: Row) -> tuple[int, str, int, str, str]:
    rank = FAMILIES.index(row.family) if row.family in FAMILIES else len(FAMILIES)
    said = sum(1 for cell in row.cells if cell.claims)
    return rank, row.topic, -said, row.through, row.matter.casefold()


def _axes(found: Mapping[tuple[str, ...], Mapping[str, Sequence[Claim]]], ids: Sequence[str]) -> Iterable[ValueAxis]:
    """Yield the quantities for which at least two columns give numbers of one dimension."""
    for (_, _, through, about, _), cells in sorted(found.items(), key=lambda item: item[0][3]):
        dimensions: dict[str, list[Claim]] = defaultdict(list)
        for claims in cells.values():
            for claim in claims:
                if claim.unit and claim.polarity == "affirmed":
                    dimensions[dimension_of(claim)].append(claim)
        for claims in dimensions.values():
            unit = Counter(claim.unit for claim in claims).most_common(1)[0][0]
            bars = tuple(tuple(bar_of(claim, unit) for claim in cells.get(id_, ()) if claim in claims) for id_ in ids)
            if sum(1 for column in bars if column) >= LEAST:
                title = f"{about} ({through})" if through else about
                yield ValueAxis(title, unit_of(unit).short, bars)


def phrase_of(claim: Claim) -> str:
    """Return what a claim says of its subject, with its number.

    :param claim: the claim
    :returns: its phrase; the number and the certainty are added where the phrase lacks them
    """
    text = claim.phrase or claim.statement
    if claim.value and claim.value not in text:
        text += f": {claim.value}"
    return text
