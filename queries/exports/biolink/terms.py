"""Checks the terms of the Biolink Model that we use against the model itself, and writes them down with its version.

The model is the file ``biolink_model/schema/biolink_model.yaml`` of the package biolink-model, which the extra ``test``
installs: ``python -m queries.exports.biolink.terms FILE`` writes the table anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from queries.exports.biolink.mapping import (
    AGENT_TYPES,
    ANY,
    APPROVAL,
    CATEGORIES,
    KNOWLEDGE_LEVELS,
    NOT_PROVIDED,
    RELATED,
    SLOTS,
    STATEMENTS,
    TERMS_FILE,
)

MAY_BE_DEPRECATED = {"severity_qualifier"}
"""What the model would drop without naming anything in its place."""


def used_predicates() -> list[str]:
    """Return the Biolink predicates that an export can contain.

    :returns: their names, sorted
    """
    return sorted({RELATED, *(name for statement in STATEMENTS.values() for name in statement.predicates)})


def used_values() -> list[tuple[str, str]]:
    """Return the enumerations of the model that we use.

    :returns: pairs of an enumeration and one of its values
    """
    enums = {
        "object_direction_qualifier": "DirectionQualifierEnum",
        "object_aspect_qualifier": "GeneOrGeneProductOrChemicalEntityAspectEnum",
        "causal_mechanism_qualifier": "CausalMechanismQualifierEnum",
    }
    pairs = [("KnowledgeLevelEnum", value) for value in {*KNOWLEDGE_LEVELS.values(), "statistical_association"}]
    pairs += [("KnowledgeLevelEnum", NOT_PROVIDED), ("AgentTypeEnum", NOT_PROVIDED)]
    pairs += [("AgentTypeEnum", value) for value in AGENT_TYPES.values()]
    pairs += [("ClinicalApprovalStatusEnum", value) for value in APPROVAL.values()]
    for statement in STATEMENTS.values():
        pairs += [(enums[slot], value) for slot, value in statement.qualifiers.items() if slot in enums]
    return sorted(set(pairs))


def table(model: dict[str, Any]) -> str:
    """Return the table of the terms in use.

    :param model: the Biolink Model, as read from its YAML file
    :returns: tab-separated text
    :raises ValueError: if a term is not in the model or may not be used in this way
    """
    lines = [f"# Biolink Model {model['version']}", "kind\tname\tsubjects\tobjects"]
    classes = {_camel(name): name for name in model["classes"]}
    slots = {name.replace(" ", "_"): name for name in model["slots"]}
    for name in sorted(set(CATEGORIES.values())):
        found = _found(model["classes"], classes, name)
        if found.get("mixin") or found.get("abstract"):
            raise ValueError(f"{name} is no class that a node can have")
        lines.append(f"class\t{name}\t\t")
    for name in used_predicates():
        found = _found(model["slots"], slots, name)
        if "related to" not in _above(model["slots"], slots[name]):
            raise ValueError(f"{name} is no predicate")
        takes = (_fitting(model, classes, found.get(end)) for end in ("domain", "range"))
        lines.append(f"predicate\t{name}\t" + "\t".join(takes))
    for name in sorted(set(SLOTS)):
        _found(model["slots"], slots, name)
        lines.append(f"slot\t{name}\t\t")
    for enum, value in used_values():
        if value not in model["enums"][enum]["permissible_values"]:
            raise ValueError(f"{enum} has no value {value}")
        lines.append(f"value\t{enum}:{value}\t\t")
    return "\n".join(lines) + "\n"


def _found(section: dict[str, Any], names: dict[str, str], name: str) -> dict[str, Any]:
    if name not in names:
        raise ValueError(f"the model has no {name}")
    found: dict[str, Any] = section[names[name]] or {}
    if found.get("deprecated") and name not in MAY_BE_DEPRECATED:
        raise ValueError(f"{name} is deprecated")
    return found


def _fitting(model: dict[str, Any], classes: dict[str, str], wanted: str | None) -> str:
    """Return the categories in use that are of a class of the model, or the sign that all are."""
    if wanted in (None, "named thing"):
        return ANY
    return "|".join(c for c in sorted(set(CATEGORIES.values())) if wanted in _above(model["classes"], classes[c]))


def _above(section: dict[str, Any], name: str) -> set[str]:
    """Return a term and all that is above it, by is_a and by mixins."""
    return {name, *(above for parent in _parents(section[name] or {}) for above in _above(section, parent))}


def _parents(term: dict[str, Any]) -> Iterator[str]:
    if "is_a" in term:
        yield term["is_a"]
    yield from term.get("mixins", [])


def _camel(name: str) -> str:
    return re.sub(r"(?:^| )(\w)", lambda found: found[1].upper(), name)


def read_model(path: Path) -> dict[str, Any]:
    """Read the Biolink Model.

    :param path: ``biolink_model.yaml``, with ``attributes.yaml`` in the same folder
    :returns: the model as plain data
    """
    import yaml  # noqa: PLC0415 - for this alone

    model: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    model["slots"] |= yaml.safe_load(path.with_name("attributes.yaml").read_text(encoding="utf-8"))["slots"]
    return model


def main() -> None:
    """Write the table."""
    TERMS_FILE.write_text(table(read_model(Path(sys.argv[1]))), encoding="utf-8")


if __name__ == "__main__":
    main()
