"""The reference pages that are made from the ontology; ``make docs`` writes them and a test keeps them current."""

from __future__ import annotations

from pathlib import Path

from ontology.vocabulary import Predicate, load_vocabulary

DOCS = Path(__file__).parent.parent / "docs"

_SIGNS = {1: "+1", -1: "−1", 0: "0", None: "unknown"}


def predicates_page() -> str:
    """Return the page that lists every predicate with its sign and the reason for it.

    :returns: Markdown
    """
    vocabulary = load_vocabulary()
    lines = [
        "# Predicates",
        "",
        "Made from `ontology/drugkg.ttl` by `make docs`. The sign says what a predicate does to its object: +1 raises,",
        "−1 lowers, 0 neither, *unknown* changes it in a direction that the source leaves open. The net sign of a",
        "mechanism path is the product of the signs of its steps.",
        "",
        "| predicate | label | subject | object | sign | why this sign | definition |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [_row(predicate) for _, predicate in sorted(vocabulary.predicates.items())]
    lines += [
        "",
        "## Qualifiers",
        "",
        "| key | kind | meaning |",
        "| --- | --- | --- |",
        *(f"| `{q.key}` | {q.kind} | {_cell(q.definition)} |" for q in vocabulary.qualifiers.values()),
        "",
        "## Units",
        "",
        "| UCUM code | unit | QUDT |",
        "| --- | --- | --- |",
        *(
            f"| `{u.code}` | {u.label} | {f'`unit:{u.qudt}`' if u.qudt else 'none'} |"
            for u in vocabulary.units.values()
        ),
    ]
    return "\n".join(lines) + "\n"


def _row(predicate: Predicate) -> str:
    target = {"literal": "*text*", "quantity": "*none; the claim has a value*"}.get(predicate.value_kind)
    cells = (
        f"`{predicate.name}`",
        predicate.label,
        ", ".join(predicate.domain) or "any",
        target or ", ".join(predicate.range) or "any",
        _SIGNS[predicate.sign],
        predicate.sign_reason,
        predicate.definition,
    )
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the pages into ``docs/``."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "predicates.md").write_text(predicates_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
