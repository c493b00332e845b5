"""The page of the ontology's classes and properties, with examples from the claims; ``make docs`` writes it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from ingest.sources import read_sources
from ontology.entities import load_entities
from ontology.namespaces import PREFIXES, compact
from ontology.vocabulary import load_vocabulary, local_name, ontology_triples

PAGE = Path(__file__).parent.parent / "docs" / "ontology.md"

_MATCHES = {f"{PREFIXES['skos']}{kind}Match": kind for kind in ("exact", "close", "broad", "narrow", "related")} | {
    f"{PREFIXES['rdfs']}seeAlso": "see also",
    f"{PREFIXES['rdfs']}subPropertyOf": "below",
    f"{PREFIXES['rdfs']}subClassOf": "below",
}
_KINDS = {
    "Class": "Classes",
    "ObjectProperty": "Object properties",
    "DatatypeProperty": "Datatype properties",
    "AnnotationProperty": "Annotation properties",
    "NamedIndividual": "Controlled values",
}
_INTRODUCTION = """# The ontology

Made from `ontology/drugkg.ttl` by `make docs`; the examples are the first of the entity files and the claims.
[predicates.md](predicates.md) gives the sign of every predicate with the reason, [model.md](model.md) explains the
layers, [adding.md](adding.md) describes how to add terms.

```mermaid
flowchart LR
  Document -->|has words at| Anchor
  Claim -->|hasTarget| Anchor
  Claim -->|proposition| Proposition
  Claim -->|citesAsEvidence| Reference
  Claim -->|value| Quantity
  Claim -->|…Qualifier| Qualifier["Entity, Quantity or text"]
  Claim -->|"polarity, modality, family, status, evidence type"| Value[controlled value]
  Proposition -->|"subject, object"| Entity
  Proposition -->|predicate| Predicate["Predicate, with sign"]
  Fact["Fact: the plain triple"] -->|wasDerivedFrom| Proposition
  Disagreement -->|disagreeingClaim| Claim
  Entity -->|"kindOf, partOf, occursIn, involves"| Entity
  Entity -->|"exactMatch, closeMatch, …"| External[external term]
```
"""


def ontology_page() -> str:
    """Return the page that lists every term of the ontology with its definition, an example and what it maps to.

    :returns: Markdown
    """
    terms: dict[str, list[Triple]] = defaultdict(list)
    for triple in ontology_triples():
        name = local_name(triple.subject)
        if name is not None:
            terms[name].append(triple)
    examples = _examples()
    lines = [_INTRODUCTION.rstrip("\n")]
    done: set[str] = set()
    for kind, title in _KINDS.items():
        names = sorted(name for name in terms if name not in done and _is(terms[name], kind))
        done.update(names)
        lines += [
            "",
            f"## {title}",
            "",
            "| term | label | definition | example | maps to |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [_row(name, terms[name], examples.get(name, "")) for name in names]
    return "\n".join(lines) + "\n"


def _examples() -> dict[str, str]:
    """Return term to example: an entity of the class, a proposition or a qualifier that a claim states."""
    vocabulary, entities = load_vocabulary(), load_entities()
    labels = {entity.curie: entity.label for entity in entities.values()}
    examples: dict[str, str] = {}
    for entity in entities.values():
        for name in (entity.class_name, *vocabulary.ancestors(entity.class_name)):
            examples.setdefault(name, entity.label)
        for relation, targets in entity.relations.items():
            examples.setdefault(relation, f"{entity.label} → {labels[f'drugkg:{targets[0]}']}")
    for item in read_sources():
        for claim in item.claims:
            record = claim.record
            predicate = vocabulary.predicates[record.predicate_id.removeprefix("dkgo:")]
            target = labels.get(record.object_id or "", record.literal or "")
            subject = labels.get(record.subject_id, record.subject_id)
            examples.setdefault(predicate.name, f"{subject} {predicate.label} {target}".rstrip())
            for key, value in record.qualifiers.items():
                shown = (
                    labels.get(value, value)
                    if isinstance(value, str)
                    else f"{value.min or ''}–{value.max or ''} {value.unit}"
                )
                examples.setdefault(vocabulary.qualifiers[key].name, shown)
    return examples


def _row(name: str, triples: list[Triple], example: str) -> str:
    texts = {compact(t.predicate.value): t.object.value for t in triples if isinstance(t.object, Literal)}
    matches = [
        f"{_MATCHES[t.predicate.value]} {compact(t.object.value)}"
        for t in triples
        if isinstance(t.object, NamedNode) and t.predicate.value in _MATCHES
    ]
    mapping = ", ".join(matches) or texts.get("dkgo:mappingNote", "")
    cells = (
        f"`{name}`",
        texts.get("rdfs:label", ""),
        texts.get("skos:definition", ""),
        texts.get("skos:example", example),
        mapping,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _is(triples: list[Triple], kind: str) -> bool:
    wanted = NamedNode(PREFIXES["owl"] + kind)
    return any(t.predicate.value == PREFIXES["rdf"] + "type" and t.object == wanted for t in triples)


def main() -> None:
    """Write the page into ``docs/``."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(ontology_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
