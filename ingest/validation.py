"""Whether the claims, the entities and the ontology are consistent, before anything is built from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ingest.claims import Quantity
from ingest.digests import Digest, Digests
from ingest.problems import InvalidInputError, Problem
from ingest.sources import PlacedClaim, SourceFolder
from ontology.entities import Entity, load_evidence_terms
from ontology.vocabulary import Predicate, Vocabulary

_YEAR = re.compile(r"(1[5-9]|20)\d\d(s|[-–](1[5-9]|20)\d\d)?", re.ASCII)


@dataclass(frozen=True)
class Nodes:
    """Everything that a claim may name: CURIE to the class of the node.

    :param classes: CURIE to class name, for entities, documents and references
    """

    classes: dict[str, str]

    @classmethod
    def of(cls, entities: dict[str, Entity], sources: Iterable[SourceFolder]) -> Nodes:
        """Collect the nodes of entity files and sources.

        :param entities: slug → entity
        :param sources: the sources
        :returns: the nodes
        """
        classes = {entity.curie: entity.class_name for entity in entities.values()}
        for item in sources:
            classes[f"source:{item.source.slug}"] = "Document"
            classes.update((f"ref:{reference.id}", "Reference") for reference in item.source.references)
        return cls(classes)

    def nearest(self, curie: str) -> str:
        """Return a hint with the most similar known nodes.

        :param curie: an unknown node
        :returns: the hint, or an empty text
        """
        prefix, _, local = curie.partition(":")
        known = [name.partition(":")[2] for name in self.classes if name.startswith(f"{prefix}:")]
        close = get_close_matches(local, known, n=3, cutoff=0.7)
        return f"; nearest: {', '.join(f'{prefix}:{name}' for name in close)}" if close else ""


def check(
    sources: tuple[SourceFolder, ...],
    entities: dict[str, Entity],
    vocabulary: Vocabulary,
    digests: Digests | None = None,
) -> None:
    """Check every claim against the entities, the predicates, the units, its document and the other claims.

    :param sources: the sources with their claims
    :param entities: slug to entity
    :param vocabulary: the ontology's terms
    :param digests: what is known of sources that were found valid with these entities: of them it is only checked that
        the documents and references that they name are still there
    :raises InvalidInputError: with every problem found, each naming file and line
    """
    unknown = _entity_problems(entities, vocabulary)
    if unknown:  # what claims may say of an entity depends on its class
        raise InvalidInputError(unknown)
    nodes = Nodes.of(entities, sources)
    known = [digests.known(item) if digests else None for item in sources]
    problems = _duplicates(sources, known)
    for item, digest in zip(sources, known, strict=True):
        problems += _example_problems(item, nodes)
        if digest is None or not digest.foreign.keys() <= nodes.classes.keys():
            for claim in item.claims:
                problems += claim_problems(claim, item, nodes, vocabulary)
    if problems:
        raise InvalidInputError(problems)


def claim_problems(claim: PlacedClaim, item: SourceFolder, nodes: Nodes, vocabulary: Vocabulary) -> list[Problem]:
    """Return what is wrong with one claim.

    :param claim: the claim
    :param item: the source it belongs to
    :param nodes: what it may name
    :param vocabulary: the ontology's terms
    :returns: the problems, none if all is well
    """
    messages = [
        *_triple(claim, nodes, vocabulary),
        *_quantity(claim.record.value, "value", vocabulary),
        *_qualifiers(claim, nodes, vocabulary),
        *_places(claim, item),
        *_citations(claim, nodes),
        *_evidence(claim),
    ]
    return [claim.problem(message) for message in messages]


def _example_problems(item: SourceFolder, nodes: Nodes) -> list[Problem]:
    """Return a problem for each example of a source that is not an entity."""
    return [
        Problem(item.metadata_file, 0, f"examples: no entity has the identifier {curie}{nodes.nearest(curie)}")
        for curie in item.source.examples
        if curie not in nodes.classes
    ]


def _entity_problems(entities: dict[str, Entity], vocabulary: Vocabulary) -> list[Problem]:
    problems = []
    for entity in entities.values():
        if entity.class_name not in vocabulary.classes:
            file, _, line = entity.place.rpartition(":")
            close = get_close_matches(entity.class_name, vocabulary.classes, n=3)
            hint = f"; nearest: {', '.join(close)}" if close else ""
            problems.append(Problem(file, int(line), f"{entity.slug}: unknown class {entity.class_name!r}{hint}"))
    return problems


def _duplicates(sources: Iterable[SourceFolder], known: Iterable[Digest | None]) -> list[Problem]:
    """Find claim ids, source slugs, document files and reference ids that are used twice."""
    problems = []
    others: dict[str, str] = {}
    uses: Counter[str] = Counter()
    for item, digest in zip(sources, known, strict=True):
        names = [f"source {item.source.slug}", f"document {item.source.file}"]
        names += [f"reference {reference.id}" for reference in item.source.references]
        for name in names:
            if name in others:
                problems.append(Problem(item.metadata_file, 0, f"{name} is used twice; also in {others[name]}"))
            others.setdefault(name, item.metadata_file)
        uses.update([claim.record.id for claim in item.claims] if digest is None else digest.ids)
    claims: dict[str, PlacedClaim] = {}
    twice = {name for name, number in uses.items() if number > 1}
    for claim in (claim for item in sources for claim in item.claims if claim.record.id in twice) if twice else ():
        first = claims.setdefault(claim.record.id, claim)
        if first is not claim:
            problems.append(claim.problem(f"two records with one id; the other is {first.file}:{first.line}"))
    return problems


def _triple(claim: PlacedClaim, nodes: Nodes, vocabulary: Vocabulary) -> list[str]:
    record = claim.record
    prefix, _, name = record.predicate_id.partition(":")
    predicate = vocabulary.predicates.get(name) if prefix == "dkgo" else None
    if predicate is None:
        close = get_close_matches(name, vocabulary.predicates, n=3)
        return [f"unknown predicate {record.predicate_id!r}" + (f"; nearest: {', '.join(close)}" if close else "")]
    messages = _fits("subject", record.subject_id, predicate.domain, nodes, vocabulary)
    if predicate.value_kind == "entity":
        if record.object_id is None:
            messages.append(f"{name} needs an object_id")
        else:
            messages += _fits("object", record.object_id, predicate.range, nodes, vocabulary)
    else:
        messages += _without_entity(claim, predicate)
    return messages


def _without_entity(claim: PlacedClaim, predicate: Predicate) -> list[str]:
    record = claim.record
    if record.object_id is not None:
        return [f"{predicate.name} takes no entity as object, but object_id is {record.object_id!r}"]
    if predicate.value_kind == "literal" and not record.object:
        return [f"{predicate.name} needs a text as object"]
    if predicate.value_kind == "quantity" and record.object is not None:
        return [f"{predicate.name} takes no object; the number belongs into value_min, value_max and unit"]
    return []


def _fits(role: str, curie: str, allowed: tuple[str, ...], nodes: Nodes, vocabulary: Vocabulary) -> list[str]:
    class_name = nodes.classes.get(curie)
    if class_name is None:
        return [f"unknown {role} {curie!r}{nodes.nearest(curie)}"]
    if allowed and not any(vocabulary.is_a(class_name, wanted) for wanted in allowed):
        return [f"the {role} {curie} is a {class_name}, but must be one of {', '.join(allowed)}"]
    return []


def _quantity(quantity: Quantity | None, where: str, vocabulary: Vocabulary) -> list[str]:
    if quantity is None:
        return []
    if quantity.unit not in vocabulary.units:
        return [f"{where}: unknown unit {quantity.unit!r}; known: {', '.join(vocabulary.units)}"]
    unit = vocabulary.units[quantity.unit]
    least = -100 if unit.dimension == "fraction" else 0  # a reduction by more than all is none
    below = [number for number in (quantity.min, quantity.max) if number is not None and number < least]
    return [f"{where}: {number} {unit.label} is less than {least}" for number in below]


def _qualifiers(claim: PlacedClaim, nodes: Nodes, vocabulary: Vocabulary) -> list[str]:
    messages = []
    for key, value in claim.record.qualifiers.items():
        qualifier = vocabulary.qualifiers.get(key)
        if qualifier is None:
            messages.append(f"unknown qualifier {key!r}; known: {', '.join(vocabulary.qualifiers)}")
        elif qualifier.kind == "quantity":
            if isinstance(value, Quantity):
                messages += _quantity(value, f"qualifier {key}", vocabulary)
            else:
                messages.append(f"qualifier {key} must be a quantity with min or max and unit, is {value!r}")
        elif isinstance(value, Quantity):
            messages.append(f"qualifier {key} takes a {qualifier.kind}, not a quantity")
        elif key == "year" and not _YEAR.fullmatch(value):
            messages.append(f"qualifier year: {value!r} is not a year such as 1977 or 1970s")
        elif (qualifier.kind == "term" or value.startswith("drugkg:")) and value not in nodes.classes:
            messages.append(f"qualifier {key}: unknown entity {value!r}{nodes.nearest(value)}")
    return messages


def _places(claim: PlacedClaim, item: SourceFolder) -> list[str]:
    record, source = claim.record, item.source
    messages = []
    if not record.id.startswith(f"{source.slug}-"):
        messages.append(f"a claim of this source has an id that begins with {source.slug}-")
    if record.source != source.file:
        messages.append(f"source is {record.source!r}, but the folder's document is {source.file!r}")
    for place in record.places:
        if place.end > source.length:
            messages.append(
                f"anchor {place.start}–{place.end} reaches beyond the document of {source.length} characters"
            )
    if len({(place.start, place.end) for place in record.places}) < len(record.places):
        messages.append("the same place is given twice")
    return messages


def _citations(claim: PlacedClaim, nodes: Nodes) -> list[str]:
    messages = []
    for cite in claim.record.cites:
        class_name = nodes.classes.get(cite.reference)
        if class_name is None:
            messages.append(f"cites unknown reference {cite.reference!r}{nodes.nearest(cite.reference)}")
        elif class_name not in {"Reference", "Study", "Document"}:
            messages.append(f"cites {cite.reference}, which is a {class_name} and no reference or study")
    return messages


def _evidence(claim: PlacedClaim) -> list[str]:
    terms = load_evidence_terms()
    messages = []
    for key, class_name in (("evidence_type", "EvidenceType"), ("study_design", "StudyDesign")):
        curie = getattr(claim.record, key)
        if curie is not None and (curie not in terms or terms[curie].class_name != class_name):
            known = ", ".join(term.curie for term in terms.values() if term.class_name == class_name)
            messages.append(f"unknown {key} {curie!r}; known: {known} (ontology/evidence_types.tsv)")
    return messages
