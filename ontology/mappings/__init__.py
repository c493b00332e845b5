"""Mappings of our entities to other vocabularies: the SSSOM file, its checks and the prefixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ontology.mappings.checks import mapping_problems, verify
    from ontology.mappings.foreign_sssom import read_foreign
    from ontology.mappings.label_tables import LabelTableError
    from ontology.mappings.prefixes import external_iri, prefix_converter
    from ontology.mappings.release_check import check_pointers
    from ontology.mappings.sssom import Mapping, MappingError, MappingSet, load_mapping_set, load_mappings

__all__ = [
    "LabelTableError",
    "Mapping",
    "MappingError",
    "MappingSet",
    "check_pointers",
    "external_iri",
    "load_mapping_set",
    "load_mappings",
    "mapping_problems",
    "prefix_converter",
    "read_foreign",
    "verify",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "checks": ["mapping_problems", "verify"],
        "foreign_sssom": ["read_foreign"],
        "label_tables": ["LabelTableError"],
        "prefixes": ["external_iri", "prefix_converter"],
        "release_check": ["check_pointers"],
        "sssom": ["Mapping", "MappingError", "MappingSet", "load_mapping_set", "load_mappings"],
    },
)
