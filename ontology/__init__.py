"""What can be said: classes and properties, entities, shapes and reasoning."""

# This package belongs to drugkg.

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from ontology.entities import Entity, load_entities
    from ontology.errors import UserError
    from ontology.namespaces import compact, expand
    from ontology.quantities import quantity_words, range_words
    from ontology.vocabulary import Vocabulary, load_vocabulary, ontology_triples

__all__ = [
    "Entity",
    "UserError",
    "Vocabulary",
    "compact",
    "expand",
    "load_entities",
    "load_vocabulary",
    "ontology_triples",
    "quantity_words",
    "range_words",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "entities": ["Entity", "load_entities"],
        "errors": ["UserError"],
        "namespaces": ["compact", "expand"],
        "quantities": ["quantity_words", "range_words"],
        "vocabulary": ["Vocabulary", "load_vocabulary", "ontology_triples"],
    },
)
