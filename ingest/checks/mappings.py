"""The checks of the mappings: consistency, and agreement with the label tables of the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ingest.checks.outcome import Check
from ontology.entities import Entity
from ontology.mappings.checks import mapping_problems, verify
from ontology.mappings.label_tables import LabelTableError
from ontology.mappings.sssom import MAPPINGS_FILE, MappingError, load_mappings


def mapping_checks(
    entities: Mapping[str, Entity], vocabularies: Path | None, path: Path = MAPPINGS_FILE
) -> Iterator[Check]:
    """Check the mappings to other vocabularies.

    :param entities: slug to entity
    :param vocabularies: folder of label tables; without it no identifier is verified
    :param path: the file of mappings
    :yields: the check ``mappings``, and ``vocabularies`` if the file can be read
    :returns: the check ``mappings``, and ``vocabularies`` if the file can be read
    """
    try:
        mappings = load_mappings(path)
    except MappingError as error:
        yield Check("mappings", path.name, tuple(str(error).splitlines()))
        return
    found = sum(mapping.found for mapping in mappings)
    checked = f"{found} mappings, {len(mappings) - found} entities without counterpart"
    yield Check("mappings", checked, tuple(mapping_problems(mappings, entities)))
    if vocabularies is None:
        note = "no label tables given: name their folder by --vocabularies"
        yield Check("vocabularies", f"0 of {found} mappings", notes=(note,))
        return
    try:
        result = verify(mappings, vocabularies)
    except LabelTableError as error:
        yield Check("vocabularies", f"0 of {found} mappings", (str(error),))
        return
    checked = f"{result.verified} of {result.total} identifiers, {result.absent} entities without counterpart"
    problems = result.problems
    if result.verified != result.total and not problems:
        problems = (f"{path.name}: only {result.verified} of {result.total} identifiers verified",)
    yield Check("vocabularies", checked, problems)
