"""Are our mappings still valid in a release of an ontology: does the term exist, in use and with the same label?

What our mappings point at is compared, and the terms of the ontology that are themselves mapped to others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ontology.external.terms import ExternalOntology, Term, namespace_of, obo_curie, obo_iri
from ontology.mappings.sssom import Mapping, MappingSet

KINDS = ("missing", "obsolete", "relabelled")
"""What can be wrong with a mapping."""


class Pointer(NamedTuple):
    """One end of a mapping.

    :param mapping: the mapping
    :param curie: identifier of the term as in the mapping
    :param label: label of the term when the mapping was made
    :param iri: IRI of the term
    """

    mapping: Mapping
    curie: str
    label: str
    iri: str


class Finding(NamedTuple):
    """A mapping that is not valid.

    :param kind: one of :data:`KINDS`
    :param pointer: the end of it that is wrong
    :param message: what is wrong, and what the ontology has instead
    :param label: the label in the ontology, empty for a missing term
    :param replaced_by: CURIEs of the terms to use instead of an obsolete one
    """

    kind: str
    pointer: Pointer
    message: str
    label: str = ""
    replaced_by: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the finding in a form that editors recognise.

        :returns: one line
        """
        row = self.pointer.mapping
        stated = f"{row.subject_id} {row.predicate_id} {row.object_id}"
        return f"{row.place}: {self.kind}: {stated}: {self.message}"


def pointers_into(ontology: ExternalOntology, mapping_set: MappingSet) -> list[Pointer]:
    """Return the mappings that refer to terms in the ontology's own namespace.

    Imported terms are ignored: a release contains only some terms of other ontologies.

    :param ontology: the release
    :param mapping_set: any mappings; a prefix means what their head says, or else what it means in OBO
    :returns: the mappings with their rows in the file
    """
    prefixes = mapping_set.metadata.get("curie_map") or {}
    found: dict[tuple[str, str], Pointer] = {}
    for row in mapping_set.mappings:
        for curie, label, key in (
            (row.object_id, row.object_label, row.place),
            (row.subject_id, row.subject_label, row.subject_id),  # the subject of many rows counts once
        ):
            prefix, _, local = curie.partition(":")
            iri = f"{prefixes[prefix]}{local}" if prefix in prefixes else obo_iri(curie)
            if iri and namespace_of(iri) == ontology.namespace:
                found.setdefault((curie, key), Pointer(row, curie, label, iri))
    return list(found.values())


def check_pointers(ontology: ExternalOntology, pointers: Iterable[Pointer]) -> list[Finding]:
    """Return the mappings that are not valid in a release of an ontology.

    :param ontology: the release
    :param pointers: see :func:`pointers_into`
    :returns: what is missing, obsolete or named otherwise, in the order given
    """
    terms = {term.id: term for term in ontology.terms}
    found = (_check(pointer, terms, ontology.file) for pointer in pointers)
    return [finding for finding in found if finding]


def _check(pointer: Pointer, terms: dict[str, Term], file: str) -> Finding | None:
    term = terms.get(pointer.iri)
    if term is None or not (term.label or term.obsolete):
        return Finding("missing", pointer, f"{pointer.curie} is not in {file}")
    if term.obsolete:
        last, considered = successors(term, terms), _considered(term, terms)
        in_use = [iri for iri in last if not _is_obsolete(iri, terms)]
        named = [_named(iri, terms) for iri in in_use or (() if considered else last)]
        instead = f"is replaced by {', '.join(named)}" if named else "has no replacement"
        if named and not in_use:
            instead += ", obsolete too"
        if considered:
            instead += f"; consider {', '.join(_named(iri, terms) for iri in considered)}"
        return Finding(
            "obsolete", pointer, f"{pointer.curie} {instead}", term.label, tuple(map(obo_curie, in_use or last))
        )
    if pointer.label and pointer.label != term.label:
        message = f"{pointer.curie} is named {term.label!r}, the mapping has {pointer.label!r}"
        if any(synonym == ("exact", pointer.label) for synonym in term.synonyms):
            message += ", which is a synonym"
        return Finding("relabelled", pointer, message, term.label)
    return None


def successors(term: Term, terms: dict[str, Term]) -> list[str]:
    """Return the terms in use that replace an obsolete term, through others that are obsolete by now.

    :param term: the obsolete term
    :param terms: IRI → term
    :returns: their IRIs, sorted; a term that is not in the ontology, or has no successor, ends a chain
    """
    found: set[str] = set()
    seen = {term.id}
    waiting = list(term.replaced_by)
    while waiting:
        iri = waiting.pop()
        if iri in seen:
            continue
        seen.add(iri)
        successor = terms.get(iri)
        if successor is not None and successor.obsolete and successor.replaced_by:
            waiting.extend(successor.replaced_by)
        else:
            found.add(iri)
    return sorted(found)


def _is_obsolete(iri: str, terms: dict[str, Term]) -> bool:
    return iri in terms and terms[iri].obsolete


def _considered(term: Term, terms: dict[str, Term]) -> list[str]:
    """Return the terms that may be used in place of an obsolete one, through others that are obsolete by now."""
    found: list[str] = []
    seen = {term.id}
    waiting = [*term.consider, *(iri for iri in successors(term, terms) if _is_obsolete(iri, terms))]
    while waiting:
        iri = waiting.pop(0)
        if iri in seen:
            continue
        seen.add(iri)
        if _is_obsolete(iri, terms):
            waiting += [*successors(terms[iri], terms), *terms[iri].consider]
        else:
            found.append(iri)
    return found


def _named(iri: str, terms: dict[str, Term]) -> str:
    label = terms[iri].label if iri in terms else ""
    return f"{obo_curie(iri)} ({label})" if label else obo_curie(iri)
