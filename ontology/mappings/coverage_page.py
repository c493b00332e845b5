"""Writes the table of docs/linking.md that shows how many entities have a counterpart in each vocabulary.

``python -m ontology.mappings.coverage_page`` writes it anew.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from ontology.entities import load_entities
from ontology.mappings.sssom import load_mappings

PAGE = Path(__file__).parents[2] / "docs" / "linking.md"
BEGIN = "<!-- coverage: made by python -m ontology.mappings.coverage_page -->"
END = "<!-- end of the coverage -->"

NOTHING = "sssom:NoTermFound"
"""What a row has in place of a term if none was found."""

KINDS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


def coverage() -> str:
    """Return the coverage as Markdown.

    :returns: a sentence in numbers, and a table with one row per vocabulary
    """
    entities = {entity.curie for entity in load_entities().values()}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    linked: set[str] = set()
    without: set[str] = set()
    for mapping in load_mappings():
        subject = mapping.subject_id
        if subject not in entities:
            continue
        if mapping.object_id == NOTHING:
            without.add(subject)
            continue
        linked.add(subject)
        found[mapping.object_id.partition(":")[0]][mapping.predicate_id.partition(":")[2]].add(subject)
    lines = [
        f"Of {len(entities)} entities, {len(linked)} have a counterpart, and {len(without)} say that none was found.",
        "",
        "| vocabulary | entities | exact | close | broader | narrower | related |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for prefix, kinds in sorted(found.items(), key=lambda item: (-len(set().union(*item[1].values())), item[0])):
        counts = " | ".join(str(len(kinds[kind])) for kind in KINDS)
        lines.append(f"| {prefix} | {len(set().union(*kinds.values()))} | {counts} |")
    return "\n".join(lines)


def with_coverage(page: str) -> str:
    """Return the page with the current table.

    :param page: the page
    :returns: the same page, with the table between its two marks
    """
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{coverage()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(with_coverage(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
