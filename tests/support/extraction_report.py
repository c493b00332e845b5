"""Writes ``docs/extraction.md``: how extraction works, and its figures. Run ``make extraction-report``."""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from ingest.documents.headings import kinds
from ingest.evaluation import FAMILIES, Scores, evaluate
from ingest.extraction.rules import ALL_RULES
from tests.support.extraction import DOCUMENTS, PROJECT, claims_of_files, curated_as_gold, scores_of, traps

PAGE = PROJECT / "docs" / "extraction.md"
BLIND_RUNS = DOCUMENTS / "blind_runs.tsv"
_HEAD = """# Extraction

`drugkg ingest` reads documents and proposes claims. This page says how, and how well. It is written by
`make extraction-report`.

## From document to claims

1. **Decoding**: byte order mark, then strict UTF-8, then UTF-16 if every other byte is 0, then Windows-1252.
2. **Reading**: text, Markdown, wiki markup, HTML and PDF become one text; every offset leads back into the document.
   The text that is extracted from a PDF is kept next to the source. Lines broken at the width of a page are put
   together, with the words that were divided there; ligatures are spelt out.
3. **View**: sections with their kind, sentences, list items, table cells, each with offsets. `drugkg ingest FILE
   --show-structure` prints it. `ingest/documents/view.py` defines it. A table that lost its bars when a page was copied
   is a table again: a cell on each line, or cells parted by tabs, semicolons or slashes.
4. **Lexicon**: names of the ontology, own lists (`ingest/lexicon/lists/*.yaml`, to be edited by hand), and a packaged
   table of open vocabularies (`ingest/lexicon/VOCABULARY.md`). Its tables are kept in the user's cache folder, or in
   `DRUGKG_CACHE`; a file that is damaged or outdated is made anew. Words that look like names of drugs and that no
   vocabulary has are taken for other drugs.
5. **Rules**: each has a name, the phenomenon that it serves, and a function from a passage to candidates
   (`ingest/extraction/rules/`). A claim's note names its rule. A new rule is a new entry in one of the lists.
6. **Settling**: where rules differ about a place, a denial wins over an assertion, and a hedge likewise.
7. **Records**: claims that pass the checks of the build, marked *extracted* and *proposed*.

Rules of the last resort read only what no other rule has read: the findings that a plain statement names in a section
about effects. They give nothing that the document names as a use of the drug.

What limits a sentence on an effect is a qualifier of its claims: animals, a route, a high or low dose, a group of
people. A symptom treated in an illness is a use for the symptom, with the illness as its condition, and not a use for
the illness.

A claim is the drug's own only if the clause says so. Other drugs, classes, the illness, placebo, advice and questions
give no claim about the drug. What a combination does is a claim on the combination. The sentence above a list says
whose list it is, and may deny all of it. An effect that a table shows no more often than on placebo is not the drug's.

## Speed

`python benchmarks/extraction.py` measures it. A rule is tried only in the kinds of section that it reads,
where all words that its pattern requires stand, and at the places where a match may begin; all that is read off the
patterns, and one automaton finds it. Measured on two quiet cores, for one process: names are matched at 6.5 MB/s;
the practice documents, which hold a claim in every 150 characters, are read at 110 kB/s from end to end; a text of
4 MB on one line with few different claims at 960 kB/s. Documents are read by all cores (250 of them at 198 kB/s with
two processes). Time grows in proportion to length. A file of 30 MB on one line took 26 s of CPU time and 500 MB.

## Kinds of sections

"""


REAL_TEXTS = """
Real pages are harder than invented ones. Five real texts under open licences (an encyclopaedia, a community wiki, a
label and two reviews), which no author of a rule had seen and which are not part of the repository, were scored once,
on commit 6910e12: F1 0.765, recall 0.652, precision 0.925, mean F1 of documents 0.652, forbidden asserted 7 of 250
claims, denials asserted 0. Encyclopaedia, wiki and label reach 0.75 to 0.85; the reviews, which say little but results
of trials, 0.43 and 0.44.
"""


def main() -> None:
    """Write the page; without the original documents their table stays as it is."""
    parser = argparse.ArgumentParser(description="Write docs/extraction.md.")
    parser.add_argument("--score-blind", action="store_true", help="score the blind half, and record the run")
    if parser.parse_args().score_blind:
        git = ("git", "-C", str(PROJECT), "rev-parse", "--short", "HEAD")
        commit = subprocess.run(git, check=True, capture_output=True, text=True).stdout.strip()
        record_blind_run(scores_of(DOCUMENTS / "blind"), commit, BLIND_RUNS)
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the text of the page.

    :returns: Markdown
    """
    parts = [_HEAD, ", ".join(f"`{kind}`" for kind in kinds()), ".\n\n"]
    parts += ["## Rules\n\n| rule | phenomenon | topics |\n| --- | --- | --- |\n"]
    parts += [table_row(rule.name, rule.phenomenon, ", ".join(rule.families)) for rule in ALL_RULES]
    parts += ["\n## Traps\n\n", _traps()]
    parts += ["\n## Documents with gold\n\n", _documents()]
    parts += ["\n## The five originals\n\n", _originals()]
    return "".join(parts)


def table_row(*cells: str) -> str:
    """Return a row of a Markdown table.

    :param cells: its texts
    :returns: the line
    """
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


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
    return "".join([*lines, *(table_row(name, str(count), str(asserted[name])) for name, count in counts.items())])


def _documents() -> str:
    practice, blind = scores_of(DOCUMENTS / "practice"), blind_runs()
    by_family = [run for run in blind if run["family"] in FAMILIES]
    latest = by_family[-1]["commit"] if by_family else ""
    figures = {run["family"]: run for run in by_family if run["commit"] == latest}
    text = (
        "Invented documents of six kinds with gold that was written before the rules read them "
        "(`tests/extraction_documents/`). Rules are tuned on the practice half. On the blind half nothing is tuned. "
        "It is scored rarely, and each run is recorded in `tests/extraction_documents/blind_runs.tsv`; the README "
        "there names the documents of each run. "
        f"The figures per topic are of the run on commit {latest}.\n\n"
        "| family | practice recall | practice precision | blind recall | blind precision |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
    )
    for family in FAMILIES:
        run = figures.get(family, {})
        text += table_row(family, *_rates(practice, family), run.get("recall") or "–", run.get("precision") or "–")
    text += _total(practice, "practice")
    text += _total(scores_of(DOCUMENTS / "in_progress"), "thirty-six more documents on which work has begun")
    text += (
        "\nRuns on the blind half:\n\n"
        "| date | commit | F1 | recall | precision | mean F1 of documents | forbidden asserted | denials asserted |\n"
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    columns = ("date", "commit", "f1", "recall", "precision", "mean_f1", "forbidden", "denials_asserted")
    return (
        text
        + "".join(table_row(*(run[column] or "–" for column in columns)) for run in blind if run["family"] == "all")
        + REAL_TEXTS
    )


def blind_runs(path: Path = BLIND_RUNS) -> list[dict[str, str]]:
    """Read the recorded runs on the blind half.

    :param path: the file of the recorded runs
    :returns: a row for the whole half and for each family of a run; a figure that was not recorded is empty
    """
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def record_blind_run(scores: Scores, commit: str, path: Path) -> None:
    """Append a run on the blind half to the recorded ones.

    :param scores: its scores
    :param commit: the commit that was scored
    :param path: the file of the recorded runs
    """
    today = datetime.now(UTC).date().isoformat()
    rates = [f"{rate:.3f}" for rate in (scores.recall, scores.precision, scores.f1, scores.macro_f1)]
    rows = [("all", *rates, str(len(scores.forbidden)), str(len(scores.denials_asserted)))]
    rows += [(family, *_rates(scores, family), "", "", "", "") for family in FAMILIES]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows((today, commit, *row) for row in rows)


def _rates(scores: Scores, family: str) -> tuple[str, str]:
    """Return recall and precision of a family, a dash where nothing counts."""
    counts = scores.families.get(family)
    return (
        f"{counts.found / counts.gold:.2f}" if counts and counts.gold else "–",
        f"{counts.right / counts.claims:.2f}" if counts and counts.claims else "–",
    )


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
    rows = "".join(table_row(family, *_rates(scores, family)) for family in FAMILIES)
    return text + "| family | recall | precision |\n| --- | ---: | ---: |\n" + rows + _total(scores, "originals")


if __name__ == "__main__":
    main()
