"""Writes ``docs/extraction.md``: how extraction works, and its figures. Run ``make extraction-report``."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from ingest.documents.headings import kinds
from ingest.evaluation import FAMILIES, Scores, evaluate
from ingest.extraction.rules import ALL_RULES
from tests.support.extraction import DOCUMENTS, PROJECT, claims_of_files, curated_as_gold, scores_of, traps

PAGE = PROJECT / "docs" / "extraction.md"
_HEAD = """# Extraction

`drugkg ingest` reads documents and proposes claims. This page says how, and how well. It is written by
`make extraction-report`.

## From document to claims

1. **Decoding**: byte order mark, then strict UTF-8, then UTF-16 if every other byte is 0, then Windows-1252.
2. **Reading**: text, Markdown, wiki markup, HTML and PDF become one text; every offset leads back into the document.
   The text that is extracted from a PDF is kept next to the source.
3. **View**: sections with their kind, sentences, list items, table cells, each with offsets. `drugkg ingest FILE
   --show-structure` prints it. `ingest/documents/view.py` defines it.
4. **Lexicon**: names of the ontology, own lists (`ingest/lexicon/lists/*.yaml`, to be edited by hand), and a packaged
   table of open vocabularies (`ingest/lexicon/VOCABULARY.md`).
5. **Rules**: each has a name, the phenomenon that it serves, and a function from a passage to candidates
   (`ingest/extraction/rules/`). A claim's note names its rule. A new rule is a new entry in one of the lists.
6. **Settling**: where rules differ about a place, a denial wins over an assertion, and a hedge likewise.
7. **Records**: claims that pass the checks of the build, marked *extracted* and *proposed*.

A claim is the drug's own only if the clause says so. Other drugs, classes, the illness, placebo, advice and questions
give no claim about the drug. What a combination does is a claim on the combination.

## Kinds of sections

"""


def main() -> None:
    """Write the page; without the original documents their table stays as it is."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the text of the page.

    :returns: Markdown
    """
    parts = [_HEAD, ", ".join(f"`{kind}`" for kind in kinds()), ".\n\n"]
    parts += ["## Rules\n\n| rule | phenomenon | topics |\n| --- | --- | --- |\n"]
    parts += [f"| {rule.name} | {rule.phenomenon} | {', '.join(rule.families)} |\n" for rule in ALL_RULES]
    parts += ["\n## Traps\n\n", _traps()]
    parts += ["\n## Documents with gold\n\n", _documents()]
    parts += ["\n## The five originals\n\n", _originals()]
    return "".join(parts)


def _traps() -> str:
    suite = traps()
    denials = [trap.is_denied for trap in suite if trap.kind == "denied"]
    asserted = Counter(trap.phenomenon for trap in suite if trap.is_asserted)
    twins = sum(trap.twin_is_found for trap in suite)
    lines = [
        f"{len(suite)} invented sentences that do not say something of the drug, each with a twin that does "
        "(`tests/ingest/extraction/traps.psv`).\n\n",
        f"Asserted though not said: **{sum(asserted.values())}**. Denials found: {sum(denials)} of {len(denials)}. "
        f"Twins found: {twins} of {len(suite)}.\n\n",
        "| phenomenon | sentences | asserted though not said |\n| --- | ---: | ---: |\n",
    ]
    counts = Counter(trap.phenomenon for trap in suite)
    return "".join([*lines, *(f"| {name} | {count} | {asserted[name]} |\n" for name, count in counts.items())])


def _documents() -> str:
    practice, blind = scores_of(DOCUMENTS / "practice"), scores_of(DOCUMENTS / "blind")
    text = (
        "Invented documents of six kinds with gold that was written before the rules read them "
        "(`tests/extraction_documents/`). Rules are tuned on the practice half. On the blind half nothing is tuned.\n\n"
    )
    return text + "| family | " + " | ".join(f"{n} recall | {n} precision" for n in ("practice", "blind")) + " |\n" + (
        "| --- | ---: | ---: | ---: | ---: |\n" + "".join(_row(family, practice, blind) for family in FAMILIES)
    ) + _total(practice, "practice") + _total(blind, "blind")  # fmt: skip


def _row(family: str, *scores: Scores) -> str:
    cells = []
    for score in scores:
        counts = score.families.get(family)
        cells.append(f"{counts.found / counts.gold:.2f}" if counts and counts.gold else "–")
        cells.append(f"{counts.right / counts.claims:.2f}" if counts and counts.claims else "–")
    return f"| {family} | {' | '.join(cells)} |\n"


def _total(scores: Scores, name: str) -> str:
    return (
        f"\n{name.capitalize()}: F1 **{scores.f1:.3f}** (recall {scores.recall:.3f}, precision "
        f"{scores.precision:.3f}), mean F1 of "
        f"documents {scores.macro_f1:.3f}, forbidden asserted {len(scores.forbidden)}, denials asserted "
        f"{len(scores.denials_asserted)}.\n"
    )


def _originals() -> str:
    folder = Path(os.environ.get("DRUGKG_ORIGINALS") or PROJECT.parent / "shared" / "seeds")
    if not folder.is_dir():
        return PAGE.read_text(encoding="utf-8").partition("## The five originals\n\n")[2]
    scores = evaluate(claims_of_files(folder.glob("*.txt"), ("baclofen",)), curated_as_gold())
    text = (
        "The claims extracted from the five originals, compared with the curated ones by the same rules. Nothing "
        "is tuned on them.\n\n"
    )
    rows = "".join(_row(family, scores) for family in FAMILIES)
    return text + "| family | recall | precision |\n| --- | ---: | ---: |\n" + rows + _total(scores, "originals")


if __name__ == "__main__":
    main()
